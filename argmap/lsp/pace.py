"""When to look: soon after what is typed, but not at each key where looking takes long, nor at each file of many."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

SLOW = 0.3
"""Seconds from which on a look at a map is slow: then the server waits as long as the last one took."""
SLOWEST = 1.5
"""Seconds that the server waits at most for the next key press, in maps that take long to look at."""


@dataclass
class Pace:
    """How long the last look took, and when it ended."""

    takes: float = 0.0
    ended: float = float("-inf")

    @property
    def is_slow(self) -> bool:
        """Whether looking takes so long that who types would wait for it."""
        return self.takes > SLOW

    def wait(self, debounce: float, *, at_once: bool) -> float:
        """Seconds to wait before the next look: `at_once` none, but for files that are opened one after another."""
        if at_once:
            is_first = time.monotonic() - self.ended > self.takes
            return 0.0 if is_first else min(self.takes, SLOWEST)
        return min(max(debounce, self.takes if self.is_slow else 0.0), SLOWEST)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Measure a look; it makes many small lasting values and no garbage in circles."""
        begun = time.process_time()
        gc.disable()
        try:
            yield
        finally:
            gc.enable()
        self.takes, self.ended = time.process_time() - begun, time.monotonic()
