"""What a layout says: where every node, edge, edge label and cluster lies.

Coordinates are points (1/72 inch), the origin is the top left corner, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple


class Point(NamedTuple):
    """A place in points from the top left corner."""

    x: float
    y: float


def points(xs: Iterable[float], ys: Iterable[float]) -> tuple[Point, ...]:
    """Places by their coordinates; made without a call in Python for each, since drawings have very many."""
    return tuple(map(_make, repeat(Point), zip(xs, ys, strict=True)))


_make: Callable[[type[Point], tuple[float, float]], Point] = tuple.__new__


class Box(NamedTuple):
    """A named rectangle in points; `x`, `y` is its centre."""

    name: str
    x: float
    y: float
    width: float
    height: float
    label: Point | None = None

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """The x of the left, the y of the upper, the x of the right, the y of the lower side."""
        _, x, y, width, height, _ = self
        return x - width / 2, y - height / 2, x + width / 2, y + height / 2

    @property
    def left(self) -> float:
        """The x of the left side."""
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        """The y of the upper side."""
        return self.y - self.height / 2

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height / 2


class PlacedNode(Box):
    """A node; `label` is the centre of its outside label (`xlabel`), if it has one."""

    __slots__ = ()


class PlacedCluster(Box):
    """A cluster; `name` as in the DOT (`cluster_…`), `label` is the centre of its label."""

    __slots__ = ()


class Route(NamedTuple):
    """An edge, named by its `id` attribute: from `tail` to `head`, both node names.

    `points` are the control points of a cubic Bézier curve, 1 + 3n of them, from tail to head. Where the edge has an
    arrow, the curve stops short of it: `start` is the tip at the tail, `end` the tip at the head. `label` is the centre
    of the edge label.
    """

    name: str
    tail: str
    head: str
    points: tuple[Point, ...]
    start: Point | None
    end: Point | None
    label: Point | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole layout in points.

    `warnings` are Graphviz's own words; `straightened` are the edges Graphviz lost and argmap drew as straight lines.
    """

    width: float
    height: float
    nodes: dict[str, PlacedNode]
    routes: dict[str, Route]
    clusters: dict[str, PlacedCluster]
    warnings: tuple[str, ...] = ()
    straightened: tuple[str, ...] = ()
