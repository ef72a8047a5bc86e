"""Where the thing at a place is defined."""

from __future__ import annotations

import os
from pathlib import Path

from argmap.analysis import Analysis
from argmap.diagnostics import Position, Span
from argmap.editor.answers.things import Thing, section_of, thing_at, value_at
from argmap.reading.files import MAP_FILE, top
from argmap.reading.merge import Reading
from argmap.reading.source import Source


def definition(analysis: Analysis, source: Source, position: Position) -> list[Span]:
    """The places where the thing at a position is defined; none where it is nothing that is."""
    thing = thing_at(source, position)
    return [] if thing is None else defined(analysis.reading, source, thing)


def defined(reading: Reading, source: Source, thing: Thing) -> list[Span]:
    """The places where a thing is defined."""
    if thing.sort in ("id", "entry"):
        section = section_of(reading, thing)
        return [reading.places.span(section, thing.name)] if section else []
    if thing.sort == "use":
        return _used(source, thing.name)
    keys = {
        "pinpoint": ("authorities", "passages"),
        "element": ("rules", "elements"),
        "exception": ("rules", "exceptions"),
    }
    if thing.sort not in keys:
        return []
    section, key = keys[thing.sort]
    home = reading.places.homes.get((section, thing.owner))
    if home is None:
        return []
    path = (*home.path, key, thing.name)
    is_there = value_at(home.source.data, path) is not None
    return [home.source.key_span(path) if is_there else home.source.id_span(home.path)]


def _used(source: Source, written: str) -> list[Span]:
    target = Path(os.path.normpath(source.path.parent / written))
    if target.is_dir():
        files = sorted(target.glob("*.yaml"), key=lambda path: (path.name != MAP_FILE, path.name))
        return [top(path) for path in files]
    return [top(target)] if target.is_file() else []
