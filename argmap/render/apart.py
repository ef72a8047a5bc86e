"""Work that is done in other processes, for libraries that let only one thread work at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from argmap.diagnostics import ArgmapError


class Work(Protocol):
    """Something to be done that can be handed to another process."""

    @property
    def path(self) -> Path:
        """The file it makes."""

    def run(self) -> None:
        """Do it. What it raises must be such that it can be handed back."""


class Processes:
    """Some processes that do work."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def run(self, work: Work) -> None:
        """Have it done, and wait until it is. Raises what it raises, and ArgmapError when its process ends before."""
        try:
            self._pool.submit(work.run).result()
        except BrokenProcessPool as error:
            raise ArgmapError(
                f"`{work.path}` could not be made: the process that made it was ended, as happens where memory is "
                "short. With `--jobs 1` less is needed."
            ) from error


@contextmanager
def processes(number: int) -> Iterator[Processes]:
    """So many processes, each begun anew and not as a copy, which a program of several threads cannot make safely."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(number, mp_context=context, initializer=_begin)
    try:
        yield Processes(pool)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Leave it to the first process to answer Ctrl-C, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
