"""Dividing what a view shows into pages that a reader can follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from argmap.graph import ArgumentGraph
from argmap.model.values import Paper
from argmap.render.extent import NOTHING, Extent, Name, Tally, beside
from argmap.render.picture import Direction

PAGE = 20
"""How many assertions one page shows in full; the rest go to further pages."""
SIDEWAYS_LEVELS = 4
"""How many levels a page has on which what supports stands beside what it supports."""
SEVERAL = 4
"""How many levels of all its columns a page has where several parts, which stand in rows, share it."""


class Room(NamedTuple):
    """How large a view is at most that has one page, and how large the pages of a larger one."""

    whole: Extent
    part: Extent


LARGEST = Room(Extent(PAGE, 34, 7, 8), Extent(16, 24, 5, 6))
ON_PAPER: dict[Paper | None, Room] = {"a4": Room(Extent(9, 14, 3, 5), Extent(9, 14, 3, 5))}
"""The largest pages that can be read on a sheet; others hold LARGEST, which was chosen for A3."""


def largest_for(direction: Direction | None, page: Paper | None) -> Room:
    """How large a page is whose lines run in a direction from conclusions, on some paper."""
    largest = ON_PAPER.get(page, LARGEST)
    if direction in ("left", "right"):
        return Room(*(extent._replace(levels=SIDEWAYS_LEVELS) for extent in largest))
    return largest


def belongs_to(graph: ArgumentGraph, issue: str) -> Callable[[str], bool]:
    """Whether an assertion met below an issue is drawn in full there: it names that issue, or none."""
    return lambda name: graph.assertions[name].entry.issue in (issue, None)


def paginate(
    graph: ArgumentGraph,
    start: Iterable[str],
    belongs: Callable[[str], bool],
    top: Iterable[str] = (),
    largest: Room = LARGEST,
    others: Callable[[str], int] = lambda name: 0,
) -> list[list[str]]:
    """Divide some assertions, and what hangs below them, into pages none of which is larger than `largest` allows.

    The first page goes from the `top` down, as far as it has a column for each, and from whatever stands on nothing.
    A line of argument too large for the page it begins on is cut off where it is largest, and goes to a page of its own
    with what hangs below it; small ones in a row share a page. `others` tells how many cards that are no assertion's
    hang on one.
    """
    begin = tuple(dict.fromkeys(top))[: largest.part.columns]
    order, above = _tree(graph, list(start), belongs, begin)
    limit = largest.whole
    extents, cut = _cut(graph, order, above, _Limits(frozenset(begin), limit, others))
    if cut and limit != largest.part:
        limit = largest.part
        extents, cut = _cut(graph, order, above, _Limits(frozenset(begin), limit, others))
    home: dict[Name, Name] = {None: None}
    found: dict[Name, list[str]] = {}
    for name in order:
        home[name] = name if name in cut else home[above[name]]
        found.setdefault(home[name], []).append(name)
    pages = [found.pop(None)] if None in found else []
    last = limit
    room = 0
    for root, page in found.items():
        own = extents[root or ""]
        both = beside(last, own)._replace(columns=max(last.columns, own.columns))
        room -= own.columns * own.levels
        if room >= 0 and both.within(limit):
            pages[-1] += page
            last = both
        else:
            pages.append(page)
            last = own
            room = limit.columns * SEVERAL - own.columns * own.levels
    return pages


def _tree(
    graph: ArgumentGraph, start: list[str], belongs: Callable[[str], bool], top: tuple[str, ...]
) -> tuple[list[str], dict[str, Name]]:
    """Everything to be shown, in an order from above, and from where each is reached first.

    What nothing rests on stands with what opposes it, where that is shown.
    """
    lower = {name for at in start for name in graph.below(at)}
    above: dict[str, Name] = {}
    order: list[str] = []
    for begin in (top, *([name] for name in start if name not in lower), *([name] for name in start)):
        level = [name for name in begin if name not in above]
        for name in level:
            above[name] = None if begin is top else next((at for at in graph.below(name) if at in above), None)
        while level:
            order += level
            following: list[str] = []
            for at in level:
                for name in graph.below(at):
                    if name not in above and belongs(name):
                        above[name] = at
                        following.append(name)
            level = following
    return order, above


class _Limits(NamedTuple):
    """What a view begins with, the largest page, and how many cards that are no assertion's hang on one."""

    top: frozenset[str]
    largest: Extent
    others: Callable[[str], int]


def _cut(
    graph: ArgumentGraph, order: list[str], above: Mapping[str, Name], limits: _Limits
) -> tuple[dict[str, Extent], set[Name]]:
    """How large each part is and where pages begin, from below: each assertion keeps as much as a page holds.

    What a view begins with stays together on its first page, and shares the room there.
    """
    top, largest, others = limits
    branches: dict[Name, list[str]] = {}
    for name in order:
        branches.setdefault(above[name], []).append(name)
    extents: dict[str, Extent] = {}
    cut: set[Name] = set()

    def trim(at: Name, limit: Extent) -> Extent:
        inner = (name for name in branches.get(at, ()) if name not in top)
        tally = Tally(graph, at, inner, extents, others(at) if at else 0)
        while tally.kept and (over := [n for n in range(4) if tally.extent[n] > limit[n]]):
            cut.add(tally.cut_heaviest(over[0]))
        return tally.extent

    for name in _upwards(order, branches):
        if name not in top:
            extents[name] = trim(name, largest)
    together = NOTHING
    natural = {
        name: Tally(graph, name, branches.get(name, ()), extents, others(name)).extent
        for name in branches.get(None, ())
        if name in top
    }
    for number, name in enumerate(sorted(natural, key=natural.__getitem__)):
        share = len(top) - number
        room = Extent(*((most - used) // share for most, used in zip(largest, together, strict=True)))
        extents[name] = trim(name, room._replace(levels=largest.levels))
        together = beside(together, extents[name])
    left = Extent(*(max(most - used, 0) for most, used in zip(largest, together, strict=True)))
    trim(None, left._replace(levels=largest.levels))
    return extents, cut


def _upwards(order: list[str], branches: Mapping[Name, list[str]]) -> list[str]:
    """Every assertion before the one it is reached from."""
    waiting, found = list(branches.get(None, ())), []
    while waiting:
        found.append(waiting.pop())
        waiting += branches.get(found[-1], ())
    return found[::-1]
