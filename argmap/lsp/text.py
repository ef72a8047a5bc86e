"""A text as the editor has it: changes by line and column in the editor's units, and columns from and to code points.

A line ends with LF, CR LF or CR, as the protocol says, and with nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum

from argmap.diagnostics import Position

_LINE = re.compile(r"\r\n|\n|\r")


class Units(StrEnum):
    """What an editor counts in a line: bytes of UTF-8, code units of UTF-16, or code points."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"


def width(character: str, units: Units) -> int:
    """How many units a character takes."""
    point = ord(character)
    if units is Units.UTF_16:
        return 2 if point > 0xFFFF else 1
    if units is Units.UTF_8:
        return 1 if point < 0x80 else 2 if point < 0x800 else 3 if point < 0x10000 else 4
    return 1


def to_units(line: str, column: int, units: Units) -> int:
    """A column in code points as one in units."""
    if units is Units.UTF_32 or line.isascii():
        return column
    inside = line[:column]
    return sum(width(character, units) for character in inside) + max(column - len(line), 0)


def from_units(line: str, column: int, units: Units) -> int:
    """A column in units as one in code points: beyond the line its end, inside a character its start."""
    if units is Units.UTF_32 or line.isascii():
        return min(column, len(line))
    seen = 0
    for number, character in enumerate(line):
        seen += width(character, units)
        if seen > column:
            return number
    return len(line)


class Text:
    """A text and where its lines start."""

    def __init__(self, text: str, version: int | None = None) -> None:
        self.text = text
        self.version = version
        self.starts = _starts(text)

    @property
    def is_ascii(self) -> bool:
        """Whether a column is the same in all units."""
        return self.text.isascii()

    def line(self, number: int) -> str:
        """A line without its end; empty beyond the last one."""
        if number >= len(self.starts):
            return ""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")

    def lines(self) -> list[str]:
        """All lines, without their ends."""
        return _LINE.split(self.text)

    def index(self, line: int, column: int, units: Units) -> int:
        """The index of a place; beyond a line the end of the line, beyond the text its end."""
        if line >= len(self.starts):
            return len(self.text)
        return self.starts[line] + from_units(self.line(line), column, units)

    def position(self, line: int, column: int, units: Units) -> Position:
        """A place in code points."""
        at = self.index(line, column, units)
        found = bisect_right(self.starts, at) - 1
        return Position(found, at - self.starts[found])

    def end(self) -> Position:
        """Where the text ends."""
        return Position(len(self.starts) - 1, len(self.text) - self.starts[-1])

    def replace(self, start: int, end: int, text: str) -> None:
        """Put other text in the place of a stretch."""
        self.text = self.text[:start] + text + self.text[max(start, end) :]
        self.starts = _starts(self.text)


def _starts(text: str) -> list[int]:
    return [0, *(found.end() for found in _LINE.finditer(text))]
