"""Where else a thing is named: in one file, or in all maps that share it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from argmap.diagnostics import Position, Span
from argmap.editor.answers.things import index_of
from argmap.editor.mentions import Mention
from argmap.reading.source import Source

_WORD = "[a-z0-9-]"


class Place(NamedTuple):
    """Where a thing is named or, where `is_definition`, defined."""

    span: Span
    is_definition: bool


def mention_at(source: Source, position: Position, found: Sequence[Mention]) -> Mention | None:
    """The innermost id that stands at a position; `found` are the mentions of the file."""
    index = index_of(source, position)
    here = []
    for item in found:
        if item.start <= index <= item.end:
            start, end = place_of(source, item)
            if start <= index <= end:
                here.append(item)
    return min(here, key=lambda item: (item.end - item.start, not item.is_definition), default=None)


def place_of(source: Source, item: Mention) -> tuple[int, int]:
    """Where an id stands inside the key or value that holds it."""
    if source.text.startswith(item.id, item.start):
        return item.start, item.start + len(item.id)
    pattern = re.compile(f"(?<!{_WORD}){re.escape(item.id)}(?!{_WORD})")
    found = pattern.search(source.text, item.start, item.end)
    return found.span() if found else (item.start, item.end)


def places_in(source: Source, wanted: Mention, found: Iterable[Mention]) -> Iterator[Place]:
    """Where a file names what a mention names."""
    for item in found:
        if item.id == wanted.id and item.of == wanted.of and not set(wanted.sections).isdisjoint(item.sections):
            yield Place(source.file.span(*place_of(source, item)), item.is_definition)


def references(files: Iterable[tuple[Source, Iterable[Mention]]], wanted: Mention) -> list[Place]:
    """Where some files, each with its mentions, name what a mention names; each place once."""
    return list(dict.fromkeys(place for source, found in files for place in places_in(source, wanted, found)))
