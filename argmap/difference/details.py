"""What is different inside one entry: each key, item and word that was added, removed or changed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from argmap.difference.pairing import paired


class Fate(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    REORDERED = "reordered"


class Step(NamedTuple):
    """One step down into an entry: a key, and where that holds a list, which item, as it is now or else was."""

    key: str
    item: Any = None
    number: int = 0


Place = tuple[Step, ...]


class Detail(NamedTuple):
    """One difference: where, what became of what stands there, what it was and what it is (None where nothing is)."""

    fate: Fate
    place: Place
    before: Any
    after: Any

    @property
    def key(self) -> str:
        """The key at which the difference is."""
        return self.place[-1].key if self.place else ""


_ORDERED = frozenset({"positions", "issues"})
"""Lists in which the order says something: the first position that stands decides; a view draws in an order."""


def details(before: dict[str, Any], after: dict[str, Any], place: Place = ()) -> Iterator[Detail]:
    """What is different between two states of plain data."""
    for key in dict.fromkeys((*after, *before)):
        old, new, at = before.get(key), after.get(key), (*place, Step(key))
        if old == new:
            continue
        if isinstance(old, list) or isinstance(new, list):
            yield from _items(key, _listed(old), _listed(new), place)
        elif isinstance(old, dict) and isinstance(new, dict):
            yield from _named(old, new, at) if key in _BY_NAME else details(old, new, at)
        elif isinstance(old or new, dict) and key not in _WHOLE and (old is None or new is None):
            yield from details(old or {}, new or {}, at)
        else:
            fate = Fate.ADDED if old is None else Fate.REMOVED if new is None else Fate.CHANGED
            yield Detail(fate, at, old, new)


_BY_NAME = frozenset({"elements", "exceptions", "passages"})
"""Keys that hold things by a name of their own: one that says the very same under another name is the same."""


def _named(before: dict[str, Any], after: dict[str, Any], place: Place) -> Iterator[Detail]:
    """What is different among things that are held by name."""
    gone = {name: item for name, item in before.items() if name not in after}
    come = {name: item for name, item in after.items() if name not in before}
    was = {}
    for name, item in come.items():
        alike = [other for other, known in gone.items() if known == item]
        if len(alike) == 1 and list(come.values()).count(item) == 1:
            was[name] = alike[0]
            yield Detail(Fate.RENAMED, (*place, Step(name)), alike[0], name)
    kept = {name: item for name, item in after.items() if name not in was}
    yield from details({name: item for name, item in before.items() if name not in was.values()}, kept, place)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


_WHOLE = frozenset({"review", "checked", "in_force", "on", "mode"})
"""Keys whose parts say nothing alone: they are told as one."""


def _items(key: str, before: list[Any], after: list[Any], place: Place) -> Iterator[Detail]:
    pairs = paired(key, before, after)
    for was, now in pairs.same:
        if before[was] != after[now] and isinstance(after[now], dict):
            yield from _inside(key, before[was], after[now], (*place, Step(key, after[now], now + 1)))
    for at in pairs.new:
        yield Detail(Fate.ADDED, (*place, Step(key, after[at], at + 1)), None, after[at])
    for at in pairs.gone:
        yield Detail(Fate.REMOVED, (*place, Step(key, before[at], at + 1)), before[at], None)
    moved = [was for was, _ in pairs.same]
    if key in _ORDERED and moved != sorted(moved):
        yield Detail(Fate.REORDERED, (*place, Step(key)), before, after)


_ID = {"premises": "assertion", "unless": "assertion", "authorities": "at", "asserted_by": "at"}
"""Where the item of a list is the same and another thing is named or pointed at, that is told as one change of it."""


def _inside(key: str, before: dict[str, Any], after: dict[str, Any], place: Place) -> Iterator[Detail]:
    named = _ID.get(key)
    if named and before.get(named) != after.get(named):
        yield Detail(Fate.CHANGED, place, before, after)
        before = {**before, named: after.get(named)}
    yield from details(before, after, place)
