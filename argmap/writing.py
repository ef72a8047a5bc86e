"""Writing files: under names that every system can hold, and whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from argmap.diagnostics import ArgmapError

_SYSTEM = (Path("/dev"), Path("/proc"))
"""Below these a name may lead to what a program has open, such as `/dev/stdout`."""


_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""What Windows takes for a device, whatever its case and whatever follows a dot."""
PAGE = "index.html"
"""What the page of a map and the gallery are called."""


def file_stem(name: str) -> str:
    """What the files of a view or the folder of a map are called: by its name, with `_` behind it, which no id has,
    where a system would take that for something else, or a page has it.
    """
    is_device = name.partition(".")[0].rstrip().casefold() in _DEVICES
    return f"{name}_" if is_device or name.casefold() == PAGE or name.endswith((".", " ")) else name


def write_text(path: Path, text: str) -> None:
    """Write a file as UTF-8, whole or not at all. Raises ArgmapError."""
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file: to a temporary file beside it, then rename. Raises ArgmapError.

    A file that is there already keeps its rights and, where we may give it back, its owner; a link stays one: what it
    leads to is written. A hard link is cut: the other names keep what they had. What is no ordinary file (a device, a
    pipe) is written to and not replaced.
    """
    try:
        own = behind_links(path)
        there = _status(path)
        if there is None or stat.S_ISREG(there.st_mode):
            if _is_open_elsewhere(path, own):
                raise ArgmapError(f"`{path}` leads to a file that is open already; name that file itself.")
            _replace(own, content, there)
        else:
            with path.open("wb", buffering=0) as file:
                _write_all(file.fileno(), content)
    except OSError as error:
        raise ArgmapError(f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}.") from error


def behind_links(path: Path) -> Path:
    """The file itself, where the path is a link; it need not be there."""
    return Path(os.path.realpath(path))


def _is_open_elsewhere(path: Path, own: Path) -> bool:
    return any(path.absolute().is_relative_to(folder) and not own.is_relative_to(_SYSTEM[0]) for folder in _SYSTEM)


def draft_prefix(name: str) -> str:
    """How the name begins of the temporary file that is written for a file: a very long one would be no name."""
    return f".{name[:40]}."


def _replace(path: Path, content: bytes, there: os.stat_result | None) -> None:
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=draft_prefix(path.name))
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        _hand_over(temporary, there)
        Path(temporary).chmod(0o644 if there is None else stat.S_IMODE(there.st_mode))
        Path(temporary).replace(path)
        temporary = None
    finally:  # also on Ctrl-C
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _hand_over(path: str, there: os.stat_result | None) -> None:
    """Give a file to whom the one belonged that it replaces, as far as we may."""
    made = Path(path).stat()
    if there is not None and (made.st_uid, made.st_gid) != (there.st_uid, there.st_gid):
        for owner, group in ((there.st_uid, there.st_gid), (-1, there.st_gid)):
            with contextlib.suppress(OSError, AttributeError):  # Windows has no such thing
                os.chown(path, owner, group)
                return


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]


def _status(path: Path) -> os.stat_result | None:
    """What stands at a path, behind its links; None where nothing does."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None
