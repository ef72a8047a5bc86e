"""What an edit does: labels and outcomes that are other ones, with what they come from; gaps that open and close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.baseline import content_keys, set_apart
from argmap.diagnostics import Diagnostic
from argmap.difference.plain import Renamed
from argmap.evaluation.changes import changes
from argmap.evaluation.labels import Evaluation
from argmap.evaluation.reasons import reason
from argmap.evaluation.words import Outcome, Standing
from argmap.fingerprints import relied_on
from argmap.graph import ArgumentGraph
from argmap.reading.merge import Reading


class Moved(NamedTuple):
    """An assertion with another standing: why it had the one and has the other, whether it was itself edited, and
    which other things that were edited or have another standing it directly hangs on.
    """

    name: str
    before: Standing
    after: Standing
    reason_before: str
    reason_after: str
    edited: bool
    through: tuple[str, ...]


class Effects(NamedTuple):
    """What an edit does to a map: standings by assertion, outcomes by issue (each before and after), and gaps.

    `excused` and `unexcused` are gaps that are open in one version and waived in the other.
    """

    standings: tuple[Moved, ...]
    outcomes: dict[str, tuple[Outcome, Outcome]]
    opened: tuple[Diagnostic, ...]
    closed: tuple[Diagnostic, ...]
    excused: tuple[Diagnostic, ...]
    unexcused: tuple[Diagnostic, ...]


def moved(before: Evaluation, after: Evaluation, called: Renamed, edited: frozenset[str]) -> tuple[Moved, ...]:
    """The assertions of both versions whose standing is another one; `edited` are the ids of edited entries."""
    found = changes(before, after, called.now)
    was = {called.now(name): name for name in before.graph.assertions}
    known = edited | found.assertions.keys()
    rows = []
    for name, (old, new) in found.assertions.items():
        on = [*_hangs_on(after.graph, name), *(called.now(other) for other in _hangs_on(before.graph, was[name]))]
        through = tuple(other for other in dict.fromkeys(on) if other in known and other != name)
        reasons = reason(before, was[name]), reason(after, name)
        rows.append(Moved(name, old, new, *reasons, name in edited, through))
    return tuple(rows)


def _hangs_on(graph: ArgumentGraph, name: str) -> Iterator[str]:
    """What decides the label of an assertion directly."""
    yield from (item.name for item in relied_on(graph, name))
    yield from (counter.assertion for counter in graph.against(name))
    yield from (other for other, _ in graph.rebuttals_of(name))
    if graph.assertions[name].entry.issue:
        yield str(graph.assertions[name].entry.issue)


class Reviewed(NamedTuple):
    """A version with what its review found."""

    reading: Reading
    diagnostics: Sequence[Diagnostic]


def gaps(before: Reviewed, after: Reviewed, called: Renamed) -> tuple[list[Diagnostic], ...]:
    """The gaps that opened, that closed, that are waived now and that are waived no more.

    A gap is the same where its content key is (see `baseline`), or else its check, its subject and what it is about:
    a thing that is put in other words, or called otherwise, keeps its gaps.
    """
    (old, old_waived), (new, new_waived) = _split(before.diagnostics), _split(after.diagnostics)
    old_keys, new_keys = content_keys(before.reading, old), content_keys(after.reading, new)
    opened, _ = set_apart(new, new_keys, Counter(old_keys))
    closed, _ = set_apart(old, old_keys, Counter(new_keys))
    closed, opened, _, _ = _parted(closed, opened, called)
    closed, _, _, excused = _parted(closed, new_waived, called)
    _, opened, _, unexcused = _parted(old_waived, opened, called)
    return opened, closed, excused, unexcused


def _split(found: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    return [item for item in found if item.waived is None], [item for item in found if item.waived is not None]


def _parted(
    old: list[Diagnostic], new: list[Diagnostic], called: Renamed
) -> tuple[list[Diagnostic], list[Diagnostic], list[Diagnostic], list[Diagnostic]]:
    """What only the old one has, what only the new one has, and what both have, as the old and as the new one says it.

    Of several alike, as many are the same as both have.
    """
    names = [_known_as(item, called) for item in old], [_known_as(item, Renamed()) for item in new]
    both = Counter(names[0]) & Counter(names[1])
    (old_left, old_same), (new_left, new_same) = _taken(old, names[0], both), _taken(new, names[1], both)
    return old_left, new_left, old_same, new_same


def _known_as(item: Diagnostic, called: Renamed) -> tuple[object, ...]:
    return item.check, called.now(item.subject), tuple(sorted(called.now(name) for name in item.about))


def _taken(
    items: list[Diagnostic], names: list[tuple[object, ...]], which: Counter[tuple[object, ...]]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    left: list[Diagnostic] = []
    taken: list[Diagnostic] = []
    room = Counter(which)
    for item, name in zip(items, names, strict=True):
        (taken if room[name] > 0 else left).append(item)
        room[name] -= 1
    return left, taken
