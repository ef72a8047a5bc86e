"""Waits for files to change: told by the system, and looked for now and then where nobody tells."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, awatch

SUFFIXES = (".yaml", ".yml", ".toml", ".lock", "")
"""What may matter; without one it may be a folder."""
QUIET = 20
"""Milliseconds without a further change after which a save is taken as done."""
LONGEST = 200
LOOK = 2.0
"""Seconds after which is looked, though nothing was told."""

Folders = tuple[frozenset[Path], frozenset[Path]]


async def changes(folders: Callable[[], Folders]) -> AsyncIterator[set[Path]]:
    """The paths that have changed, again and again; an empty set where it is only time to look.

    `folders` gives those to listen to with all below them, and those to listen to alone; it is asked every time.
    """
    while True:
        deep, flat = now = folders()
        heard: asyncio.Queue[set[Path]] = asyncio.Queue()
        stop = asyncio.Event()
        tasks = [
            asyncio.create_task(_listen(group, heard, stop, recursive=recursive))
            for group, recursive in ((deep, True), (flat, False))
            if group
        ]
        try:
            yield set()  # what happened while nobody listened
            while folders() == now and not any(task.done() for task in tasks):
                found: set[Path] = set()
                with suppress(TimeoutError):
                    found = await asyncio.wait_for(heard.get(), LOOK)
                while not heard.empty():
                    found |= heard.get_nowait()
                yield found
        finally:
            stop.set()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if any(task.done() and not task.cancelled() for task in tasks):  # a folder has gone
            await asyncio.sleep(0.2)


async def _listen(
    group: frozenset[Path], heard: asyncio.Queue[set[Path]], stop: asyncio.Event, *, recursive: bool
) -> None:
    paths = sorted(path for path in group if path.is_dir())
    if not paths:
        await stop.wait()
        return
    told = awatch(
        *paths,
        watch_filter=_matters,
        debounce=LONGEST,
        step=QUIET,
        stop_event=stop,
        recursive=recursive,
        rust_timeout=1000,
    )
    async for batch in told:
        await heard.put({Path(path) for _, path in batch})


def _matters(change: Change, path: str) -> bool:
    name = Path(path)
    return name.suffix in SUFFIXES and ".git" not in name.parts
