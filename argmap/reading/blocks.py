"""Cutting the lines of a broken text into the parts that start at the margin of a block."""

from __future__ import annotations

from typing import NamedTuple

from argmap.model.file import ArgumentFile
from argmap.reading.limits import PARTS
from argmap.reading.lines import is_blank, is_closing, is_item, key_of, margin


class Part(NamedTuple):
    """The lines from `first` up to `end` that belong to one key or list item; whether its indentation fits."""

    first: int
    end: int
    fits: bool


class Lines:
    """The lines of a text, with the margins that are guessed for some of them (see `tabs`)."""

    def __init__(self, text: str, margins: dict[int, int] | None = None) -> None:
        self.lines = text.splitlines(keepends=True)
        self.margins = margins or {}
        self._misplaced: set[int] = set()

    def __getitem__(self, number: int) -> str:
        return self.lines[number]

    def __len__(self) -> int:
        return len(self.lines)

    def margin(self, number: int) -> int:
        """How deep a line is indented."""
        return self.margins.get(number, margin(self.lines[number]))

    def following(self, number: int, end: int) -> int | None:
        """The next line before `end` that says something."""
        return next((later for later in range(number + 1, end) if not is_blank(self.lines[later])), None)

    def is_bare(self, number: int) -> bool:
        """Whether a line holds a key and nothing else."""
        key = key_of(self.lines[number])
        return key is not None and key.is_bare

    def sections(self, first: int, end: int) -> list[Part]:
        """The parts of a whole file.

        An entry that stands at the left margin is no section: the lines below it tell, first its own and then, less
        deep, the next entries. It joins the section above it, as a part that does not fit.
        """
        kept: list[Part] = []
        for part in self.cut(first, end):
            body = [number for number in range(part.first + 1, part.end) if not is_blank(self.lines[number])]
            key = key_of(self.lines[part.first])
            is_entry = key is not None and key.is_bare and key.key not in ArgumentFile.model_fields
            if kept and body and is_entry and any(0 < self.margin(n) < self.margin(body[0]) for n in body):
                self._misplaced.add(part.first)
                kept[-1] = kept[-1]._replace(end=part.end)
            else:
                kept.append(part)
        return kept

    def cut(self, first: int, end: int) -> list[Part]:
        """The parts of a block: each starts at the block's own margin, or less deep and then does not fit."""
        starts: list[tuple[int, bool]] = []
        step, is_list = self._step(first, end), is_item(self.lines[first])
        inside: int | None = None  # the margin of what belongs to a key that does not fit
        for number in range(first, end):
            line, indent = self.lines[number], self.margin(number)
            if is_blank(line) or (starts and self._goes_on(number, step, inside, is_list=is_list)):
                continue
            fits = indent == step
            below = None if fits or not self.is_bare(number) else self.following(number, end)
            inside = self.margin(below) if below is not None and self.margin(below) > indent else None
            starts.append((number, fits))
            if len(starts) == PARTS:
                break
        ends = [number for number, _ in starts[1:]] + [end]
        return [Part(number, after, fits) for (number, fits), after in zip(starts, ends, strict=True)]

    def _goes_on(self, number: int, step: int, inside: int | None, *, is_list: bool) -> bool:
        """Whether a line belongs to the part above it."""
        line, indent = self.lines[number], self.margin(number)
        if indent > step or is_closing(line) or (inside is not None and indent >= inside):
            return True
        return indent == step and not is_list and is_item(line)

    def _step(self, first: int, end: int) -> int:
        """The margin of a block: that of its first line, unless the others show that this one is too deep."""
        indent = self.margin(first)
        less = [number for number in range(first, end) if self._is_less(number, indent)]
        if not less:
            return indent
        least = min(self.margin(number) for number in less)
        above = sum(1 for number in range(first, less[0]) if self.margin(number) == indent)
        level = sum(1 for number in less if self.margin(number) == least)
        below = self.following(first, end)
        is_odd = self.is_bare(first) and below is not None and self.margin(below) <= indent
        return least if level > above or is_odd else indent

    def _is_less(self, number: int, indent: int) -> bool:
        if number in self._misplaced or self.margin(number) >= indent:
            return False
        return not (is_blank(self.lines[number]) or is_closing(self.lines[number]))
