"""What a place in a file is: the id of an entry, a pinpoint, an element of a rule, a scheme, a key."""

from __future__ import annotations

from typing import Any, NamedTuple

from argmap.diagnostics import Position, Span
from argmap.editor.answers.roles import Role, Sort, Steps, role_of_key, role_of_value
from argmap.reading.merge import Reading
from argmap.reading.source import Source
from argmap.reading.tree import Node


class Thing(NamedTuple):
    """What stands at a place. `name` is what is written; `owner` what it belongs to.

    That is the authority of a pinpoint, the rule of an element or exception, the scheme of a critical question.
    """

    sort: Sort
    name: str
    span: Span
    path: Steps
    is_key: bool
    sections: tuple[str, ...] = ()
    owner: str = ""


class Spot(NamedTuple):
    """The innermost key or scalar around an index: its path, whether it is a key, where it starts and ends."""

    path: Steps
    is_key: bool
    start: int
    end: int


def index_of(source: Source, position: Position) -> int:
    """The index of a position; one beyond a line or the text counts as its end."""
    starts = source.file.starts
    if position.line >= len(starts):
        return len(source.text)
    end = starts[position.line + 1] if position.line + 1 < len(starts) else len(source.text)
    return min(starts[position.line] + position.column, end)


def spot_at(source: Source, index: int) -> Spot | None:
    """What is written at an index; None between things."""
    node: Node = source.root
    path: list[str | int] = []
    while True:
        inside = node[2]
        if inside is None:
            return Spot(tuple(path), is_key=False, start=node[0], end=node[1])
        if isinstance(inside, dict):
            for key, (start, end, held) in inside.items():
                if start <= index <= end:
                    return Spot((*path, key), is_key=True, start=start, end=end)
                if held[0] <= index <= held[1]:
                    path.append(key)
                    node = held
                    break
            else:
                return None
        else:
            found = next((at for at, held in enumerate(inside) if held[0] <= index <= held[1]), None)
            if found is None:
                return None
            path.append(found)
            node = inside[found]


def value_at(data: Any, path: Steps) -> Any:
    """The plain data at a path as it is written; None where there is nothing."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def thing_at(source: Source, position: Position) -> Thing | None:
    """What stands at a position of a file."""
    index = index_of(source, position)
    spot = spot_at(source, index)
    if spot is None or not spot.path:
        return None
    span = source.file.span(spot.start, spot.end)
    if spot.is_key:
        role = role_of_key(spot.path)
        return Thing(role.sort, str(spot.path[-1]), span, spot.path, True, role.sections, owner_of(source.data, spot))
    value = value_at(source.data, spot.path)
    if not isinstance(value, str):
        return None
    role = role_of_value(spot.path)
    if role.sort == "id" and role.sections == ("authorities",):
        return _citation(source, spot, value, index, role)
    return Thing(role.sort, value, span, spot.path, False, role.sections, owner_of(source.data, spot))


def _citation(source: Source, spot: Spot, value: str, index: int, role: Role) -> Thing:
    """One of the two parts of `id pinpoint`."""
    name, _, pinpoint = value.partition(" ")
    written = source.text[spot.start : spot.end]
    at = written.find(name) if name else 0
    start = spot.start + max(at, 0)
    if not pinpoint or index <= start + len(name):
        return Thing("id", name, source.file.span(start, start + len(name)), spot.path, False, role.sections)
    begins = spot.start + max(written.find(pinpoint.strip()), 0)
    span = source.file.span(begins, min(begins + len(pinpoint.strip()), spot.end))
    return Thing("pinpoint", pinpoint.strip(), span, spot.path, False, (), name)


def owner_of(data: Any, spot: Spot) -> str:
    """The authority, rule or scheme that what stands at a spot belongs to; empty where it is none of these."""
    path = spot.path
    if path[:1] == ("authorities",) and len(path) > 2:
        return str(path[1])
    if path[:1] == ("rules",) and len(path) == 4:
        return str(path[1])
    sort = (role_of_key(path) if spot.is_key else role_of_value(path)).sort
    around = value_at(data, path[:-2] if spot.is_key else path[:-1])
    if not isinstance(around, dict):
        return ""
    beside = {"pinpoint": ("cite", "in"), "element": ("rule",), "exception": ("rule",), "question": ("scheme",)}
    names = (around.get(key) for key in beside.get(sort, ()))
    return next((name for name in names if isinstance(name, str)), "")


def section_of(reading: Reading, thing: Thing) -> str | None:
    """The section in which the entry that a thing names is defined; None where there is none."""
    places = thing.sections or ("assertions",)
    return next((section for section in places if (section, thing.name) in reading.places.homes), None)
