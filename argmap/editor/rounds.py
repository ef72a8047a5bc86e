"""Fixes made one round after another, in memory: what each file becomes in the end, and where each fix then stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from argmap.editor.edits import Change, Edit
from argmap.editor.fixes import Fix, together
from argmap.reading.files import read_bytes, real
from argmap.reading.project import Library
from argmap.reading.source import Source, read_source
from argmap.reports.places import shown_place

MOST = 20


@dataclass
class Made:
    """A fix that was made: its file, the index at which it stands, and what it is."""

    path: Path
    index: int
    title: str


@dataclass
class Rounds:
    """The fixes so far, none of them written yet."""

    first: dict[Path, Source] = field(default_factory=dict)
    last: dict[Path, Source] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    count: int = 0

    def library(self) -> Library:
        """The files as they are with the fixes so far."""
        return Library(self._read)

    def _read(self, path: Path) -> bytes:
        there = self.last.get(real(path))
        return there.text.encode("utf-8", "surrogatepass") if there else read_bytes(path)

    def make(self, chosen: Sequence[Fix]) -> bool:
        """One more round; False where there were so many that they seem to undo one another."""
        self.count += 1
        if self.count > MOST:
            return False
        for change, kept in together(chosen):
            path, source = real(change.path), kept[0].source
            self.first.setdefault(path, source)
            for old in self.made:
                if old.path == path:
                    old.index = _moved(old.index, change.edits)
            self.made += [Made(path, _moved(fix.edits[0].start, change.edits), fix.title) for fix in kept]
            self.last[path] = read_source(change.after.encode("utf-8", "surrogatepass"), source.path)
        return True

    def changes(self) -> list[Change]:
        """What becomes of each file."""
        return [
            Change(source.path, (Edit(0, len(source.text), self.last[path].text),), self.last[path].data, source, True)
            for path, source in self.first.items()
        ]

    def told(self) -> Iterator[tuple[str, str]]:
        """The place of each fix in the file as it is in the end, and what it is."""
        for item in sorted(self.made, key=lambda item: (item.path, item.index)):
            yield shown_place(self.last[item.path].file.span(item.index, item.index)), item.title


def _moved(index: int, edits: Sequence[Edit]) -> int:
    return index + sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.start < index >= edit.end)
