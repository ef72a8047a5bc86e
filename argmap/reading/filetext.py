"""The text of one file, and from an index in it to line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from argmap.diagnostics import Position, Span

_CLOSE_COMMENT = re.compile(r"[ \t]#[^\s#]")


@dataclass(frozen=True)
class FileText:
    """A file's text; its lines end with LF, CR LF or CR (what else Python takes for a line end, decoding replaces)."""

    path: Path
    text: str

    @cached_property
    def starts(self) -> list[int]:
        """The index at which each line starts; the last one starts where the text ends if that ends a line."""
        lengths = map(len, self.text.splitlines(keepends=True))
        starts = list(accumulate(lengths, initial=0))
        ends_open = not self.text.endswith(("\n", "\r"))
        return starts[:-1] if ends_open and len(starts) > 1 else starts

    @cached_property
    def has_close_comments(self) -> bool:
        """Whether somewhere a comment starts without a space after its `#`: it may have been meant as text."""
        return _CLOSE_COMMENT.search(self.text) is not None

    def position(self, index: int) -> Position:
        """The position of the code point at an index."""
        line = bisect_right(self.starts, index) - 1
        return Position(line, index - self.starts[line])

    def span(self, start: int, end: int) -> Span:
        """The span from one index up to another."""
        return Span(self.path, self.position(start), self.position(end))

    def index(self, position: Position) -> int:
        """The index of a position: the reverse of `position`."""
        return self.starts[position.line] + position.column

    def lines(self) -> list[str]:
        """The lines, without their ends."""
        lines = self.text.splitlines()
        return [*lines, ""] if self.text.endswith(("\n", "\r")) or not lines else lines
