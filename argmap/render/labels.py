"""The texts on lines: moved along their line where another line runs through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from argmap.render.cards import label_size
from argmap.render.picture import Line
from argmap.render.placed import Point, Route

STEPS = 8
ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
ASIDE = 4.0


class Area(NamedTuple):
    """A rectangle by its sides, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def settle(lines: Iterable[Line], routes: Mapping[str, Route], boxes: Iterable[Area]) -> dict[str, Point]:
    """New places, by line, for the labels through which another line runs, where there is a free place near by."""
    places = {
        line.key: (label_size(line.label), routes[line.key].label)
        for line in lines
        if line.label and routes[line.key].label
    }
    if not places:
        return {}
    curves = {key: (_around(route.points), route.points) for key, route in routes.items()}
    taken = {key: _area(place, size) for key, (size, place) in places.items() if place}
    hit = [key for key, area in taken.items() if _hit(area, key, curves)]
    standing = list(boxes) if hit else []
    moved: dict[str, Point] = {}
    for key in hit:
        size = places[key][0]
        for place in _candidates(routes[key].points, size):
            new = _area(place, size)
            others = (*standing, *(other for name, other in taken.items() if name != key))
            if not any(new.meets(other) for other in others) and not _hit(new, key, curves):
                moved[key], taken[key] = place, new
                break
    return moved


def is_free(points: tuple[Point, ...], boxes: Iterable[Area]) -> bool:
    """Whether a curve runs through none of the boxes."""
    pieces = list(pairwise(_flat(points)))
    around = _around(points)
    return not any(_crosses(box, *piece) for box in boxes if box.meets(around) for piece in pieces)


def _area(centre: Point, size: tuple[float, float]) -> Area:
    return Area(centre.x - size[0] / 2, centre.y - size[1] / 2, centre.x + size[0] / 2, centre.y + size[1] / 2)


def _around(points: Iterable[Point]) -> Area:
    """The rectangle around control points, which holds the curve."""
    xs, ys = zip(*points, strict=True)
    return Area(min(xs), min(ys), max(xs), max(ys))


def _hit(area: Area, own: str, curves: Mapping[str, tuple[Area, tuple[Point, ...]]]) -> bool:
    """Whether another line than its own runs through a label."""
    left, top, right, bottom = area.left - 1, area.top - 1, area.right + 1, area.bottom + 1
    for key, (around, points) in curves.items():
        if left >= around[2] or around[0] >= right or top >= around[3] or around[1] >= bottom or key == own:
            continue
        if any(_crosses(area, *piece) for piece in pairwise(_flat(points))):
            return True
    return False


def _crosses(area: Area, first: Point, second: Point) -> bool:
    """Whether a straight piece runs through a rectangle."""
    if max(first.x, second.x) < area.left or min(first.x, second.x) > area.right:
        return False
    if max(first.y, second.y) < area.top or min(first.y, second.y) > area.bottom:
        return False
    dx, dy = second.x - first.x, second.y - first.y
    corners = [(x, y) for x in (area.left, area.right) for y in (area.top, area.bottom)]
    sides = [dx * (y - first.y) - dy * (x - first.x) for x, y in corners]
    return min(sides) <= 0 <= max(sides)


def _candidates(points: tuple[Point, ...], size: tuple[float, float]) -> Iterator[Point]:
    """Places beside and on a line, the middle first."""
    flat = list(_flat(points))
    for share in ALONG:
        x, y = flat[round(share * (len(flat) - 1))]
        aside = size[0] / 2 + ASIDE
        yield from (Point(x + aside, y), Point(x - aside, y), Point(x, y))


def _flat(points: tuple[Point, ...]) -> Iterator[Point]:
    """A curve as points on it."""
    yield points[0]
    for n in range(0, len(points) - 3, 3):
        a, b, c, d = points[n : n + 4]
        for step in range(1, STEPS + 1):
            t = step / STEPS
            p, q, r, s = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            yield Point(p * a.x + q * b.x + r * c.x + s * d.x, p * a.y + q * b.y + r * c.y + s * d.y)
