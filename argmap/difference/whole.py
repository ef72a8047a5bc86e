"""The difference between two versions of a map as one value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from argmap.diagnostics import Diagnostic
from argmap.difference.details import Fate
from argmap.difference.effects import Effects, Reviewed, gaps, moved
from argmap.difference.entries import EntryChange, changed_entries, renamed
from argmap.difference.plain import Renamed
from argmap.evaluation.changes import changes
from argmap.evaluation.labels import Evaluation
from argmap.graph import ArgumentGraph
from argmap.model.file import SHARED_NAMESPACE
from argmap.reading.merge import Reading
from argmap.reading.references import references


@dataclass(frozen=True)
class Version:
    """One version of a map: as it was read, what stands in it, and what its review found.

    `called` is what the version is called: a revision, a path.
    """

    called: str
    reading: Reading
    evaluation: Evaluation
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What differs between two versions of a map, and what that does.

    `renamed` has for each section the ids that are other ones now. `moved` is how many entries stand in another file,
    `apart` how many are different in the libraries that the map uses, without its relying on them: neither counts.
    """

    before: Version
    after: Version
    renamed: Renamed
    entries: tuple[EntryChange, ...]
    effects: Effects
    moved: int = 0
    apart: int = 0

    def __bool__(self) -> bool:
        """Whether anything differs: where a thing stands in the files does not count."""
        effects = self.effects
        told = (effects.opened, effects.closed, effects.excused, effects.unexcused)
        return bool(self.entries or effects.standings or effects.outcomes or any(told))

    @property
    def title(self) -> str:
        """The title of the map, as it is now."""
        return self.after.evaluation.graph.map.header.title

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many entries were added, removed, renamed and changed; how much that does."""
        fates = [entry.fate for entry in self.entries]
        effects = self.effects
        return {
            **{fate.value: fates.count(fate) for fate in (Fate.ADDED, Fate.REMOVED, Fate.RENAMED, Fate.CHANGED)},
            "outcomes": len(effects.outcomes),
            "standings": len(effects.standings),
            "opened": len(effects.opened),
            "closed": len(effects.closed),
        }


def difference(before: Version, after: Version) -> Difference:
    """What is different between two versions of a map."""
    called = renamed(before.reading.map, after.reading.map)
    old, new = before.evaluation, after.evaluation
    relied = {called.now(name) for name in _relied_on(old.graph)} | _relied_on(new.graph)
    every = changed_entries(before.reading.map, after.reading.map, called)
    entries = tuple(entry for entry in every if entry.section not in SHARED_NAMESPACE or entry.name in relied)
    edited = frozenset(entry.name for entry in entries if entry.details and entry.section in SHARED_NAMESPACE)
    found = gaps(Reviewed(before.reading, before.diagnostics), Reviewed(after.reading, after.diagnostics), called)
    opened, closed, excused, unexcused = map(tuple, found)
    standings = moved(old, new, called, edited | _come_and_gone(entries))
    outcomes = changes(old, new, called.now).issues
    effects = Effects(standings, outcomes, opened, closed, excused, unexcused)
    moved_files = _moved_files(before.reading, after.reading, called)
    return Difference(before, after, called, entries, effects, moved_files, len(every) - len(entries))


def _relied_on(graph: ArgumentGraph) -> set[str]:
    """The entries of a map itself, and those of the libraries it uses that anything of its own names."""
    own = [
        noun
        for section in SHARED_NAMESPACE
        for name, noun in getattr(graph.map, section).items()
        if name not in graph.map.used
    ]
    found = {name for section in SHARED_NAMESPACE for name in getattr(graph.map, section)} - graph.map.used
    pending = [item.id for noun in (*own, *graph.map.scenarios.values(), graph.map.expect) for item in references(noun)]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            nouns = (getattr(graph.map, section).get(name) for section in SHARED_NAMESPACE)
            pending += [item.id for noun in nouns if noun is not None for item in references(noun)]
    return found


def _come_and_gone(entries: tuple[EntryChange, ...]) -> frozenset[str]:
    return frozenset(
        entry.name
        for entry in entries
        if entry.fate in (Fate.ADDED, Fate.REMOVED) and entry.section in SHARED_NAMESPACE
    )


def _moved_files(before: Reading, after: Reading, called: Renamed) -> int:
    """How many entries stand in another file than before, seen from the map's own place."""
    old = {(section, called.now(name, (section,))): file for section, name, file in _files(before)}
    new = {(section, name): file for section, name, file in _files(after)}
    return sum(file != new[key] for key, file in old.items() if key in new)


def _files(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Every entry and the file it stands in, seen from the folder of the map; a map in one file has one file."""
    base = reading.path if reading.path.is_dir() else None
    names: dict[Path, str] = {}
    for (section, name), home in reading.places.homes.items():
        path = home.source.path
        if path not in names:
            inside = base is not None and path.is_relative_to(base)
            names[path] = path.relative_to(base).as_posix() if base and inside else path.name
            names[path] = "" if path == reading.path else names[path]
        yield section, name, names[path]
