"""Work that is done in other processes, for libraries that let only one thread work at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from argmap.diagnostics import ArgmapError

Apart = Callable[[Callable[[], None], Path], None]
"""Has work done elsewhere and waits until it is. The work must be such that it can be handed over; the path is that of
the file it makes. Raises what the work raises, and ArgmapError when its process ends before.
"""


@contextmanager
def processes(number: int) -> Iterator[Apart]:
    """So many processes, each begun anew and not as a copy, which a program of several threads cannot make safely.

    Where the system makes no processes or no semaphores for them, as in some sandboxes, work is done in this one.
    """
    before = multiprocessing.active_children()
    try:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(number, mp_context=context, initializer=_begin)
        pool.submit(int)  # begins them all
    except (OSError, ImportError, NotImplementedError):
        for begun in multiprocessing.active_children():
            if begun not in before:
                begun.terminate()
        yield lambda work, path: work()
        return
    try:
        yield partial(_elsewhere, pool)
    finally:
        pool.shutdown(cancel_futures=True)


def _elsewhere(pool: ProcessPoolExecutor, work: Callable[[], None], path: Path) -> None:
    try:
        pool.submit(work).result()
    except BrokenProcessPool as error:
        raise ArgmapError(
            f"`{path}` could not be made: the process that made it was ended, as happens where memory is "
            "short. With `--jobs 1` less is needed."
        ) from error


def _begin() -> None:
    """Leave it to the first process to answer Ctrl-C, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
