"""What one file contributes to a map."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.diagnostics import Diagnostic
from argmap.model.header import Expectation, MapHeader, Waiver
from argmap.model.values import Noun
from argmap.reading.source import Path_, Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One noun under its id, and where in the file it stands.

    Where something is wrong with it, `is_whole` is false and `noun` holds what could be read of it, if anything.
    """

    id: str
    path: Path_
    noun: Noun | None
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one file contributes to a map: its nouns by section and id, and what it says of the map as a whole.

    `again` holds entries, with their section, whose id the file has already; `lost` the ids of what could not be read,
    `unread` the sections of which nothing could be. `faultless` holds, by section and key, the entries with which
    nothing is wrong.
    """

    source: Source
    header: MapHeader | None
    has_header: bool
    uses: tuple[str, ...]
    entries: dict[str, dict[str, Entry]]
    again: tuple[tuple[str, Entry], ...]
    waivers: tuple[tuple[Path_, Waiver], ...]
    expect: Expectation | None
    defects: tuple[Diagnostic, ...]
    lost: frozenset[str]
    unread: frozenset[str]
    faultless: dict[tuple[str, str], tuple[Entry, ...]] = field(default_factory=dict, repr=False, compare=False)
