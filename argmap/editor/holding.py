"""Folders held while an edit is made: against other commands of argmap, and against Ctrl-C in the middle."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

try:
    from fcntl import LOCK_EX, flock
except ImportError:  # not on this system, where files are compared right before they are written all the same
    flock = None  # type: ignore[assignment]


@contextlib.contextmanager
def held(folders: set[Path]) -> Iterator[None]:
    """Hold folders against other commands of argmap that write into them, as far as the system can."""
    with contextlib.ExitStack() as stack:
        for folder in sorted(folder for folder in folders if folder.is_dir()):
            with contextlib.suppress(OSError, TypeError):
                handle = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, handle)
                flock(handle, LOCK_EX)
        yield


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let no Ctrl-C stop what lasts only a moment and must not be left half done."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Ctrl-C reaches the main thread only
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
