"""Which files were read, and whether they are still as they were."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from argmap.reading.project import read_bytes

Stamp = tuple[int, int, int] | None


@dataclass
class Seen:
    """Reads files and remembers the state of each, so that a change is found even where nobody told of it."""

    stamps: dict[Path, Stamp] = field(default_factory=dict)

    def read(self, path: Path) -> bytes:
        """The bytes of a file; OSError where it cannot be read."""
        self.stamps[path] = stamp(path)  # before reading: a change in between is found later
        return read_bytes(path)

    def note(self, path: Path) -> None:
        """Remember the state of a file or folder that was looked at, unless one is remembered."""
        self.stamps.setdefault(path, stamp(path))

    def changed(self) -> list[Path]:
        """What is not as it was when this was last asked, or when it was read since."""
        now = {path: stamp(path) for path in self.stamps}
        found = [path for path, before in self.stamps.items() if now[path] != before]
        self.stamps.update(now)
        return found


def stamp(path: Path) -> Stamp:
    """What tells one state of a file from another; None for a file that is not there."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
