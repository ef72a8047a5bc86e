"""Graphviz's `json0` output as a layout.

Against 60 ms of layout for 300 nodes it costs 1 ms to write and 2 ms to read, and it is the only cheap format that
carries ids, cluster boxes, label places and arrow tips (`plain` has no clusters, `json` and `xdot` add drawing
instructions and cost 30-60 % more). Its numbers have five significant digits: from 10,000 points on they are rounded
to a point, from 100,000 (35 m) on to ten.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from argmap.render.placed import Box, Layout, PlacedCluster, PlacedNode, Point, Route, points

_ARROW = 10.0  # the length of an arrow of arrowsize 1
_ENDS = {"none": (False, False), "back": (True, False), "both": (True, True)}


def read_json0(data: bytes, warnings: tuple[str, ...] = ()) -> Layout:
    """Read a layout; an edge Graphviz found no way for becomes a straight line. Raises ValueError for other data."""
    try:
        graph = json.loads(data)
        left, bottom, right, top = (float(number) for number in graph["bb"].split(","))
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"no layout in {data[:40]!r}") from error
    things: list[dict[str, Any]] = graph.get("objects", [])
    groups: int = graph.get("_subgraph_cnt", 0)
    shift = _Shift(left, top)
    nodes = {thing["name"]: _node(thing, shift) for thing in things[groups:] if thing.get("pos")}
    clusters = {thing["name"]: _cluster(thing, shift) for thing in things[:groups] if thing.get("bb")}
    names = [thing["name"] for thing in things]
    routes, straightened = {}, []
    for edge in graph.get("edges", []):
        tail, head = names[edge["tail"]], names[edge["head"]]
        name = edge.get("id") or f"{tail}->{head}"
        if edge.get("pos"):
            routes[name] = _route(name, tail, head, edge, shift)
        elif tail != head and tail in nodes and head in nodes:
            routes[name] = straight(name, nodes[tail], nodes[head], edge)
            straightened.append(name)
    return Layout(right - left, top - bottom, nodes, routes, clusters, warnings, tuple(straightened))


class _Shift(NamedTuple):
    """Graphviz's left and top: its coordinates grow upwards."""

    left: float
    top: float

    def point(self, pair: str) -> Point:
        """The point Graphviz writes as `x,y` (or `x,y,z`)."""
        x, y = pair.split(",")[:2]
        return Point(float(x) - self.left, self.top - float(y))

    def curve(self, pairs: str) -> tuple[Point, ...]:
        """The points Graphviz writes as `x,y x,y x,y`."""
        numbers = list(map(float, pairs.replace(" ", ",").split(",")))
        left, top = self.left, self.top
        return points([x - left for x in numbers[::2]], [top - y for y in numbers[1::2]])

    def place(self, thing: dict[str, Any], key: str) -> Point | None:
        """The point in an attribute, if it is there."""
        return self.point(thing[key]) if thing.get(key) else None


def _node(thing: dict[str, Any], shift: _Shift) -> PlacedNode:
    x, y = shift.point(thing["pos"].rstrip("!"))
    width, height = float(thing["width"]) * 72, float(thing["height"]) * 72
    return PlacedNode(thing["name"], x, y, width, height, shift.place(thing, "xlp"))


def _cluster(thing: dict[str, Any], shift: _Shift) -> PlacedCluster:
    left, bottom, right, top = (float(number) for number in thing["bb"].split(","))
    x, y = (left + right) / 2 - shift.left, shift.top - (bottom + top) / 2
    return PlacedCluster(thing["name"], x, y, right - left, top - bottom, shift.place(thing, "lp"))


def _route(name: str, tail: str, head: str, edge: dict[str, Any], shift: _Shift) -> Route:
    """An edge; of several curves (`concentrate`) the first."""
    start = end = None
    inner = []
    curve: str = edge["pos"].partition(";")[0]
    if curve[:1] not in ("e", "s"):
        return Route(name, tail, head, shift.curve(curve), None, None, shift.place(edge, "lp"))
    for word in curve.split():
        if word[0] == "e":
            end = shift.point(word[2:])
        elif word[0] == "s":
            start = shift.point(word[2:])
        else:
            inner.append(shift.point(word))
    return Route(name, tail, head, tuple(inner), start, end, shift.place(edge, "lp"))


def straight(name: str, tail: Box, head: Box, edge: dict[str, Any]) -> Route:
    """A straight edge from border to border, with room for the arrows its attributes ask for."""
    first, last = _leave(tail, head), _leave(head, tail)
    at_tail, at_head = _ENDS.get(edge.get("dir", "forward"), (False, True))
    start = first if at_tail and edge.get("arrowtail") != "none" else None
    end = last if at_head and edge.get("arrowhead") != "none" else None
    length = _ARROW * float(edge.get("arrowsize", 1))
    inner = _towards(first, last, length) if start else first
    outer = _towards(last, first, length) if end else last
    curve = (inner, _mix(inner, outer, 1 / 3), _mix(inner, outer, 2 / 3), outer)
    return Route(name, tail.name, head.name, curve, start, end, _mix(first, last, 1 / 2) if edge.get("label") else None)


def _leave(box: Box, other: Box) -> Point:
    """Where the line to the other box's centre leaves this box."""
    x, y = other.x - box.x, other.y - box.y
    reach = max(2 * abs(x) / max(box.width, 1e-9), 2 * abs(y) / max(box.height, 1e-9), 1)
    return Point(box.x + x / reach, box.y + y / reach)


def _towards(here: Point, there: Point, length: float) -> Point:
    whole = ((there.x - here.x) ** 2 + (there.y - here.y) ** 2) ** 0.5
    return _mix(here, there, min(length / whole, 1 / 3) if whole else 0)


def _mix(here: Point, there: Point, share: float) -> Point:
    return Point(here.x + (there.x - here.x) * share, here.y + (there.y - here.y) * share)
