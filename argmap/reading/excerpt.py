"""The text at a place, and the place of some words inside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from argmap.catalogue.wordlists import as_written
from argmap.diagnostics import Position, Span
from argmap.reading.source import Source


class Excerpts:
    """Looks into the files of a map; each file is cut into lines once, when it is first asked for."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.path: source for source in sources}
        self._lines: dict[Path, list[str]] = {}

    def text(self, span: Span) -> str:
        """What stands at a place, lines joined by line feeds; nothing for a place in no file."""
        lines = self._of(span.path)[span.start.line : span.end.line + 1]
        if not lines:
            return ""
        if span.end.line - span.start.line < len(lines):
            lines = [*lines[:-1], lines[-1][: span.end.column]]
        return "\n".join([lines[0][span.start.column :], *lines[1:]])

    def words(self, span: Span, words: str, nth: int) -> Span:
        """The place of words inside the text at a place: the nth (from 0) at which they stand there as they are.

        The whole place where they cannot be told for sure: the text is written with escapes, or has them less often.
        """
        text = self.text(span)
        if text.startswith('"') and "\\" in text:
            return span
        found = [hit.span() for hit in as_written(words).finditer(text)]
        if nth >= len(found):
            return span
        start, end = found[nth]
        return Span(span.path, _position(text, start, span.start), _position(text, end, span.start))

    def _of(self, path: Path) -> list[str]:
        if path not in self._lines:
            source = self._sources.get(path)
            self._lines[path] = source.lines() if source else []
        return self._lines[path]


def _position(text: str, index: int, start: Position) -> Position:
    """The position of an index in a text that starts at a position."""
    before = text[:index]
    line = before.count("\n")
    if not line:
        return Position(start.line, start.column + index)
    return Position(start.line + line, index - before.rindex("\n") - 1)
