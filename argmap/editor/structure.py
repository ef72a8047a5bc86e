"""What the text of a file is made of, in the order of its text: leaves, the margins of blocks, brackets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from argmap.reading.filetext import FileText
from argmap.reading.source import Source
from argmap.reading.tree import Node

Levels: TypeAlias = "tuple[tuple[int, int], ...]"
"""The margins of a block and of those around it, outermost first: as they are and as they will be."""
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")


class Leaf(NamedTuple):
    """A key or a text with its place; `old` and `column` are the margin of the block that holds it, now and then."""

    start: int
    end: int
    old: int
    column: int
    in_flow: bool


@dataclass
class Structure:
    """The leaves of a text; for what may start a line its margin; for an opening bracket the margin of what it closes.

    `steps` are the places where a key or an item of a block starts, each with its levels.
    """

    file: FileText
    leaves: list[Leaf] = field(default_factory=list)
    columns: dict[int, int] = field(default_factory=dict)
    bases: dict[int, int] = field(default_factory=dict)
    steps: list[tuple[int, Levels]] = field(default_factory=list)

    def column(self, index: int) -> int:
        """The column of an index."""
        return self.file.position(index).column

    def comment_margin(self, index: int, *, may_hang: bool) -> int:
        """The margin of a comment that stands alone on its line: that of the block it stands with.

        One that stands deeper than the block keeps its distance, if it `may_hang`.
        """
        column, place = self.column(index), bisect_right(self.steps, (index,))
        after = self.steps[place][1] if place < len(self.steps) else ()
        before = self.steps[place - 1][1] if place else ()
        if after and after[-1][0] == column:
            return after[-1][1]
        known = [*before, *after]
        old, new = max((level for level in known if level[0] <= column), default=(column, 0))
        return new + (column - old if may_hang else 0)

    # -- blocks ------------------------------------------------------------------------------------------------------

    def block(self, node: Node, column: int, around: Levels) -> None:
        """A mapping or a list whose keys or items start lines, at a margin."""
        start, _, inside = node
        levels = (*around, (self.column(start), column))
        if isinstance(inside, dict):
            for key_start, key_end, value in inside.values():
                self.step(key_start, column, levels)
                self.leaf(key_start, key_end, levels[-1])
                self.value(value, levels, inner=column)
        elif inside:
            dash = start
            for item, following in pairwise([*inside, None]):
                assert item is not None
                self.step(dash, column, levels)
                self.value(item, levels, inner=column + 2)
                if following is not None:
                    space = _SPACE.match(self.file.text, max(item[1], dash + 1))
                    dash = space.end() if space else dash

    def step(self, start: int, column: int, levels: Levels) -> None:
        """Note where a key or an item of a block starts."""
        self.columns[start] = column
        self.steps.append((start, levels))

    def value(self, node: Node, levels: Levels, inner: int) -> None:
        """What a key or an item holds; `inner` is the margin at which its brackets close."""
        start, end, inside = node
        column = levels[-1][1]
        if inside is not None and self.file.text[start] not in "[{":
            self.block(node, column + 2, levels)
            return
        self.columns[start] = column + 2
        if inside is None:
            self.leaf(start, end, levels[-1])
        else:
            self.flow(node, levels[-1], inner)

    def leaf(self, start: int, end: int, level: tuple[int, int], *, in_flow: bool = False) -> None:
        """Note a key or a text, unless nothing is written."""
        if end > start:
            self.leaves.append(Leaf(start, end, *level, in_flow))

    # -- brackets ----------------------------------------------------------------------------------------------------

    def flow(self, node: Node, level: tuple[int, int], inner: int) -> None:
        """A mapping in braces or a list in brackets."""
        start, end, inside = node
        if inside is None:
            self.leaf(start, end, (level[0], inner), in_flow=True)
            return
        is_bracket = self.file.text[start : start + 1] in ("[", "{")
        if is_bracket:
            self.bases[start] = inner
        deeper = inner + 2 if is_bracket else inner
        if isinstance(inside, dict):
            for key_start, key_end, value in inside.values():
                self.leaf(key_start, key_end, (level[0], deeper), in_flow=True)
                self.flow(value, level, deeper)
        else:
            for item in inside:
                self.flow(item, level, deeper)


def structure(source: Source) -> Structure:
    """The structure of a file that could be read in full."""
    made = Structure(source.file)
    start, _, inside = source.root
    if inside is not None and source.text[start : start + 1] in ("[", "{"):
        made.flow(source.root, (0, 0), 0)
    else:
        made.block(source.root, 0, ())
    return made
