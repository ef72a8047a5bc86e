"""From the fragments of a map's files to one map: ids unique, references resolved, every defect with its places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argmap.diagnostics import WHOLE_MAP, Diagnostic, Position, Related, Severity, Span, by_place, defect
from argmap.model.file import NOUN_SECTIONS, SHARED_NAMESPACE, ArgumentMap
from argmap.model.header import Expectation, MapHeader, Waiver
from argmap.model.values import Noun
from argmap.reading.found import Found
from argmap.reading.fragment import Entry, Fragment
from argmap.reading.phrases import TWICE, named
from argmap.reading.resolve import Home, Item, Resolver, singular
from argmap.reading.source import Path_, Source


@dataclass(frozen=True)
class Places:
    """Where everything in a map stands: from a symbolic place (section, id, path inside the entry) to a span."""

    root: Path
    homes: dict[tuple[str, str], Home]

    def span(self, section: str, name: str, path: Path_ = ()) -> Span:
        """The span of the value at a path inside an entry; with no path, that of the entry's id."""
        home = self.homes.get((section, name))
        if home is None:
            return Span(self.root, Position(0, 0), Position(0, 0))
        if path:
            return home.source.span(home.path + path)
        return home.source.id_span(home.path)


@dataclass(frozen=True)
class Reading:
    """One map as read: the map, where everything stands, its files and every defect, ordered by place.

    `path` is the file or folder the map was read from; `is_map` is false for a library that is read by itself.
    """

    path: Path
    map: ArgumentMap
    places: Places
    sources: tuple[Source, ...]
    defects: tuple[Diagnostic, ...]
    is_map: bool = True

    @property
    def sound(self) -> bool:
        """Whether no defect is an error; with one, the map lacks what could not be read."""
        return all(item.severity is not Severity.ERROR for item in self.defects)


@dataclass
class _Merge:
    found: Found = field(default_factory=Found)
    nouns: dict[str, dict[str, Noun | None]] = field(default_factory=lambda: {section: {} for section in NOUN_SECTIONS})
    homes: dict[tuple[str, str], Home] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)


def merge(
    path: Path,
    own: Sequence[Fragment],
    used: Sequence[Fragment],
    extra: Iterable[Diagnostic] = (),
    *,
    is_map: bool = True,
) -> Reading:
    """Merge a map's own fragments with those it uses; `extra` are defects found on the way to the files.

    Of a used file the parties, authorities, rules, issues, assertions and waivers join the map; its header,
    expectations, scenarios and views stay its own.
    """
    state = _Merge()
    fragments = (*own, *used)
    for fragment in own:
        _collect(state, fragment, NOUN_SECTIONS, is_used=False)
    for fragment in used:
        _collect(state, fragment, SHARED_NAMESPACE, is_used=True)
    extra = tuple(extra)
    resolver = Resolver(state.nouns, state.lost, state.found, _unread(fragments, extra, is_map=is_map))
    for item in state.items:
        resolver.resolve(item)
    header = _header(state, path, own) if is_map else MapHeader(title=path.stem)
    expect = _expect(state, own, resolver)
    waivers = _waivers(state, fragments)
    whole: dict[str, Any] = {
        section: {name: noun for name, noun in nouns.items() if noun is not None}
        for section, nouns in state.nouns.items()
    }
    library = frozenset(name for part in used for section in SHARED_NAMESPACE for name in part.entries[section])
    read = (item for fragment in fragments for item in fragment.defects)
    defects = dict.fromkeys((*extra, *read, *state.found.listed()))
    return Reading(
        path,
        ArgumentMap(header, waivers=waivers, expect=expect, used=library, **whole),
        Places(path, state.homes),
        tuple(fragment.source for fragment in fragments),
        tuple(sorted(defects, key=by_place)),
        is_map,
    )


def _unread(fragments: Iterable[Fragment], extra: Iterable[Diagnostic], *, is_map: bool) -> frozenset[str]:
    """The sections of which not all entries are known.

    Those of all where a file could not be found or read; and of a library, whose users may define what it names.
    """
    is_known = is_map and all(item.severity is not Severity.ERROR for item in extra)
    if not is_known or any(fragment.source.is_partial for fragment in fragments):
        return frozenset(NOUN_SECTIONS)
    return frozenset().union(*(fragment.unread for fragment in fragments))


def _collect(state: _Merge, fragment: Fragment, sections: Iterable[str], *, is_used: bool) -> None:
    source = fragment.source
    state.lost |= fragment.lost
    for section in sections:
        taken_by = state.shared if section in SHARED_NAMESPACE else dict.fromkeys(state.nouns[section], section)
        nouns = state.nouns[section]
        for name, entry in fragment.entries[section].items():
            home = Home(source, entry.path)
            taken = taken_by.setdefault(name, section)
            if name not in nouns and taken == section:
                nouns[name] = entry.noun if entry.is_whole else None
                state.homes[section, name] = home
            else:
                _twice(state, taken, section, home, entry)
            if entry.noun is not None:
                state.items.append(Item(section, name, entry.noun, home, entry.is_whole, is_used))
    for section, entry in fragment.again:
        if entry.noun is not None and section in sections:
            state.items.append(Item(section, entry.id, entry.noun, Home(source, entry.path), entry.is_whole, is_used))


def _twice(state: _Merge, taken: str, section: str, home: Home, entry: Entry) -> None:
    """An id that stands for something already: both places are shown, and what names it is not looked at further."""
    state.lost.add(entry.id)
    other = state.homes[taken, entry.id]
    what = "" if taken == section else f", as {singular(taken)} and as {singular(section)}"
    related = Related(other.source.id_span(other.path), "first defined here")
    span = home.source.id_span(home.path)
    message = f"{named(entry.id)} is defined twice{what}."
    state.found.add(defect("duplicate-id", message, span, TWICE, entry.id, related))


def _header(state: _Merge, path: Path, own: Sequence[Fragment]) -> MapHeader:
    with_header = [fragment for fragment in own if fragment.has_header]
    for fragment in with_header[1:]:
        first = Related(with_header[0].source.key_span(("map",)), "first written here")
        span = fragment.source.key_span(("map",))
        message = "`map` is written in two files of one map."
        help_text = "A map has one `map`; in a folder it stands in `map.yaml`."
        state.found.add(defect("duplicate-map", message, span, help_text, WHOLE_MAP, first))
    if with_header:
        state.homes["map", "map"] = Home(with_header[0].source, ("map",))
    else:
        _no_header(state, own)
    header = next((fragment.header for fragment in with_header if fragment.header is not None), None)
    return header or MapHeader(title=path.stem)


def _no_header(state: _Merge, own: Sequence[Fragment]) -> None:
    holder = next((fragment.source for fragment in own if fragment.source.path.name == "map.yaml"), None)
    if holder is not None and "map" not in holder.lost and (holder.data or not holder.defects):
        span = holder.file.span(0, 0)
        state.found.add(defect("missing-key", "`map.yaml` has no `map`.", span, "Write `map: {title: …}`.", WHOLE_MAP))


def _expect(state: _Merge, own: Sequence[Fragment], resolver: Resolver) -> Expectation:
    merged: dict[str, tuple[str, ...]] = {"in": (), "out": (), "undecided": ()}
    for fragment in own:
        expect = fragment.expect
        if expect is None:
            continue
        resolver.resolve(Item("expect", "expect", expect, Home(fragment.source, ("expect",))))
        for key, names in (("in", expect.ins), ("out", expect.out), ("undecided", expect.undecided)):
            merged[key] += names
            for index, name in enumerate(names):
                state.homes.setdefault(("expect", name), Home(fragment.source, ("expect", key, index)))
    return Expectation.model_validate(merged)


def _waivers(state: _Merge, fragments: Iterable[Fragment]) -> tuple[Waiver, ...]:
    found: list[Waiver] = []
    for fragment in fragments:
        for path, waiver in fragment.waivers:
            state.homes["waivers", str(len(found))] = Home(fragment.source, path)
            found.append(waiver)
    return tuple(found)
