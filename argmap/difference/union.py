"""Both versions of a map in one, so that they can be drawn in one picture: what is now, with what is gone beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from argmap.difference.details import Fate
from argmap.difference.entries import EntryChange
from argmap.difference.pairing import paired
from argmap.difference.plain import Plain, Renamed, plain
from argmap.difference.whole import Difference
from argmap.evaluation.changes import changes
from argmap.evaluation.labels import Evaluation, evaluate
from argmap.evaluation.words import Label
from argmap.graph import ArgumentGraph, build
from argmap.model.assertion import Assertion
from argmap.model.authority import AUTHORITY_KINDS
from argmap.model.file import NOUN_SECTIONS, SHARED_NAMESPACE, ArgumentMap

Fates = dict[str, Fate]
_LISTS = ("premises", "unless", "authorities", "counters")
_STEP = {"authorities": "citation", "counters": "counter", "because": "argument", "unless": "exception"}


@dataclass(frozen=True)
class Union:
    """Everything that either version says, by the ids of the newer one; what is gone has an id of its own.

    `fates` has by the name of each node of the graph (or its key on a picture) what became of it; what is as it was
    has none. `pinpoints` has by the name of a citation what it pointed at.
    """

    of: Difference
    map: ArgumentMap
    fates: Mapping[str, Fate]
    pinpoints: Mapping[str, str]

    @cached_property
    def graph(self) -> ArgumentGraph:
        """The graph of both."""
        return build(self.map)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The labels as they are now, and for what is gone as they were."""
        own = evaluate(self.graph)
        new, old = self.of.after.evaluation.labels, self.of.before.evaluation.labels
        gone: dict[str, Label] = {
            entry.name: old[entry.was]
            for entry in self.of.entries
            if entry.fate is Fate.REMOVED and entry.section in ("assertions", "authorities")
        }
        return replace(own, labels={**own.labels, **gone, **{name: new[name] for name in own.labels if name in new}})


def union(of: Difference) -> Union:
    """Both versions of a map in one."""
    of = _told_apart(of)
    walk = _Walk({}, {})
    found = {section: dict(getattr(of.after.reading.map, section)) for section in SHARED_NAMESPACE}
    for entry in (entry for entry in of.entries if entry.section in found):
        walk.fates[entry.name] = _fate(entry)
        if entry.fate is Fate.REMOVED:
            found[entry.section][entry.name] = _noun(entry.section, entry.before or {})
        elif entry.section == "assertions" and entry.before and entry.after:
            found["assertions"][entry.name] = Assertion.model_validate(
                walk.assertion(entry.name, entry.before, entry.after)
            )
        elif entry.section == "issues" and entry.before and entry.after:
            positions = walk.positions(entry.name, entry.before, entry.after)
            found["issues"][entry.name] = found["issues"][entry.name].model_copy(update={"positions": positions})
    whole: dict[str, Any] = {section: dict(sorted(nouns.items())) for section, nouns in found.items()}
    merged = replace(of.after.reading.map, **whole)
    return Union(of, merged, walk.fates, walk.pinpoints)


def _told_apart(of: Difference) -> Difference:
    """The difference in which what is gone has another id, where something of another section has its id now.

    Ids of these sections are of one namespace, in either version; in both together they must be, too.
    """
    taken = {name for section in SHARED_NAMESPACE for name in getattr(of.after.reading.map, section)}
    gone = [entry for entry in of.entries if entry.fate is Fate.REMOVED and entry.section in SHARED_NAMESPACE]
    names = Renamed({section: dict(ids) for section, ids in of.renamed.items()})
    for entry in gone:
        free = entry.was
        while free in taken:
            free += "-"  # reads the same in words
        taken.add(free)
        if free != entry.was:
            names.setdefault(entry.section, {})[entry.was] = free
    if names == of.renamed:
        return of
    outcomes = changes(of.before.evaluation, of.after.evaluation, names.now).issues
    entries = tuple(_called(entry, of, names) for entry in of.entries)
    return replace(of, renamed=names, entries=entries, effects=of.effects._replace(outcomes=outcomes))


def _called(entry: EntryChange, of: Difference, names: Renamed) -> EntryChange:
    """A change with other ids in what was before."""
    if entry.before is None or entry.section not in SHARED_NAMESPACE:
        return entry
    before = plain(getattr(of.before.reading.map, entry.section)[entry.was], names)
    return entry._replace(name=names.now(entry.was, (entry.section,)), before=before)


def _fate(entry: EntryChange) -> Fate:
    return Fate.CHANGED if entry.fate is Fate.RENAMED and entry.details else entry.fate


def _noun(section: str, body: Plain) -> Any:
    kind = AUTHORITY_KINDS[body["kind"]] if section == "authorities" else NOUN_SECTIONS[section]
    return kind.model_validate(body)


@dataclass(frozen=True)
class _Walk:
    """Puts two states of an assertion into one: the items of the newer in their places, those that are gone behind."""

    fates: Fates
    pinpoints: dict[str, str]

    def positions(self, name: str, before: Plain, after: Plain) -> tuple[str, ...]:
        """The positions on an issue that both versions have."""
        old, new = before.get("positions", []), after.get("positions", [])
        for position in dict.fromkeys((*new, *old)):
            if (position in old) != (position in new):
                self.fates[f"{name}/outcome/{position}"] = Fate.ADDED if position in new else Fate.REMOVED
        return (*new, *(position for position in old if position not in new))

    def assertion(self, name: str, before: Plain, after: Plain) -> Plain:
        """One assertion that both versions have."""
        whole = self.lists(name, before, after)
        if "because" in before or "because" in after:
            whole["because"] = list(self.arguments(name, before.get("because", []), after.get("because", [])))
        return whole

    def arguments(self, name: str, before: list[Plain], after: list[Plain]) -> Iterator[Plain]:
        pairs = paired("because", before, after)
        was = {now: old for old, now in pairs.same}
        for number, argument in enumerate(after):
            own = f"{name}/argument-{number + 1}"
            if number in was:
                yield self.lists(own, before[was[number]], argument)
            else:
                self.fates[own] = Fate.ADDED
                yield argument
        for number, old in enumerate(pairs.gone, len(after) + 1):
            self.fates[f"{name}/argument-{number}"] = Fate.REMOVED
            yield before[old]

    def lists(self, owner: str, before: Plain, after: Plain) -> Plain:
        """What stands in lists below an assertion, an argument, a citation or a counter."""
        whole = dict(after)
        for key in _LISTS:
            if key in before or key in after:
                whole[key] = list(self.items(owner, key, before.get(key, []), after.get(key, [])))
        return whole

    def items(self, owner: str, key: str, before: list[Plain], after: list[Plain]) -> Iterator[Plain]:
        pairs = paired(key, before, after)
        same = {now: old for old, now in pairs.same if _leads_to(before[old]) == _leads_to(after[now])}
        kept = {_leads_to(before[old]) for old in same.values()}
        for number, item in enumerate(after):
            name = _name(owner, key, number, item)
            if number not in same:
                self.fates[name] = Fate.CHANGED if key == "premises" and _leads_to(item) in kept else Fate.ADDED
                yield item
                continue
            old = before[same[number]]
            if old.get("at") != item.get("at"):
                self.pinpoints[name] = old.get("at", "")
            if {**old, "counters": None} != {**item, "counters": None}:
                self.fates[name] = Fate.CHANGED
            yield self.lists(name, old, item) if key in ("authorities", "counters") else item
        gone = [at for at in range(len(before)) if at not in same.values()]
        if key == "premises":
            named = {_leads_to(item) for item in after}  # one line for all that an assertion is a premise for
            for at in (at for at in gone if _leads_to(before[at]) in named):
                self.fates.setdefault(_name(owner, key, 0, before[at]), Fate.CHANGED)
            gone = [at for at in gone if _leads_to(before[at]) not in named]
        for number, at in enumerate(gone, len(after)):
            self.fates[_name(owner, key, number, before[at])] = Fate.REMOVED
            yield before[at]


def _leads_to(item: Plain) -> Any:
    """The id that an item of a list is a link to."""
    return item.get("assertion", item.get("cite"))


def _name(owner: str, key: str, number: int, item: Plain) -> str:
    """What the graph, or for a premise the picture, calls an item of a list."""
    return f"{owner}/{item['assertion']}" if key == "premises" else f"{owner}/{_STEP[key]}-{number + 1}"
