"""Draws pictures when they are asked for, each once, and keeps them as long as there is room."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor

from argmap.preview.sight import Plate

ROOM = 64_000_000
"""How many characters of pictures are kept."""


class Easel:
    """Pictures by key; safe to use from several threads. Layouts run outside Python's lock, so several run at once."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._pool = ThreadPoolExecutor(os.cpu_count() or 2, "argmap-draw")
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Future[str]] = OrderedDict()
        self._size = 0

    def picture(self, key: str, plate: Plate) -> Future[str]:
        """The picture as the page holds it, as JSON; its exception is a LayoutError."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
            found = self._pool.submit(plate.content)
            self._kept[key] = found
        found.add_done_callback(self._make_room)
        return found

    def close(self) -> None:
        """Draw nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _make_room(self, done: Future[str]) -> None:
        with self._lock:
            self._size += _size(done)
            for key, old in list(self._kept.items()):
                if self._size <= self._room:
                    break
                if old.done() and old is not done:
                    del self._kept[key]
                    self._size -= _size(old)


def _size(done: Future[str]) -> int:
    return 0 if done.cancelled() or done.exception() else len(done.result())
