"""The texts on lines: moved along their line where another line, a card or another text is in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import inf
from typing import NamedTuple

from argmap.render.cards import label_size
from argmap.render.picture import Line
from argmap.render.placed import Point, Route

STEPS = 8
ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
FURTHER = tuple(n / 40 for n in range(2, 39))
ASIDE, FAR = 4.0, (0.0, 16.0, 32.0)
CELL = 160.0
"""How wide and high the squares are by which things near by are found, in points."""
ROUNDS = 2
_OUTSIDE, _CARD, _TEXT, _LINE = 1000, 100, 10, 1
"""How bad it is for a text to lie outside the drawing, on a card, on another text, on a line."""


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

    def lies_in(self, other: Area) -> bool:
        """Whether all of it is within another one."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


EVERYWHERE = Area(-inf, -inf, inf, inf)


def settle(
    lines: Iterable[Line], routes: Mapping[str, Route], boxes: Iterable[Area], within: Area = EVERYWHERE
) -> dict[str, Point]:
    """New places, by line, for the labels in whose place another line, a card or another label is: the nearest free
    one, or where there is none near by, the one with the least in it. They stay within an area.
    """
    texts = {
        line.key: (label_size(line.label), place) for line in lines if line.label and (place := routes[line.key].label)
    }
    if not texts:
        return {}
    room = _Room(routes, boxes, within)
    for key, (size, place) in texts.items():
        room.put(key, _area(place, size))
    moved: dict[str, Point] = {}
    for _ in range(ROUNDS):
        for key, (size, _) in texts.items():
            now = room.trouble(room.texts[key], key)
            for place in _candidates(room.flat(key), size) if now else ():
                found = room.trouble(new := _area(place, size), key)
                if found < now:
                    now, moved[key] = found, place
                    room.put(key, new)
                if not now:
                    break
    return moved


class _Room:
    """What stands where: cards, lines and the texts on these, each found by the squares it touches."""

    def __init__(self, routes: Mapping[str, Route], boxes: Iterable[Area], within: Area) -> None:
        self.routes, self.within = routes, within
        self.texts: dict[str, Area] = {}
        self._flat: dict[str, list[Point]] = {}
        self._boxes: dict[tuple[int, int], list[Area]] = defaultdict(list)
        self._lines: dict[tuple[int, int], list[tuple[str, Area]]] = defaultdict(list)
        self._texts: dict[tuple[int, int], dict[str, Area]] = defaultdict(dict)
        for box in boxes:
            for cell in _cells(box):
                self._boxes[cell].append(box)
        for key, route in routes.items():
            around = _around((*route.points, *filter(None, (route.start, route.end))))
            for cell in _cells(around):
                self._lines[cell].append((key, around))

    def put(self, key: str, area: Area) -> None:
        """Put a text in a place, and away from where it was."""
        if key in self.texts:
            for cell in _cells(self.texts[key]):
                del self._texts[cell][key]
        self.texts[key] = area
        for cell in _cells(area):
            self._texts[cell][key] = area

    def flat(self, key: str) -> list[Point]:
        """A line as points on it, from tip to tip."""
        if key not in self._flat:
            route = self.routes[key]
            ends = [route.start] if route.start else [], [route.end] if route.end else []
            self._flat[key] = [*ends[0], *_flat(route.points), *ends[1]]
        return self._flat[key]

    def trouble(self, area: Area, own: str) -> int:
        """How much is in the way of a text in a place; its own line is not."""
        found = 0 if area.lies_in(self.within) else _OUTSIDE
        seen: set[str] = set()
        for cell in _cells(area):
            found += sum(_CARD for box in self._boxes.get(cell, ()) if area.meets(box) and _first(area, box) == cell)
            for key, other in self._texts.get(cell, {}).items():
                found += _TEXT * (key != own and area.meets(other) and _first(area, other) == cell)
            for key, around in self._lines.get(cell, ()):
                if key != own and key not in seen and _touches(area, around):
                    seen.add(key)
                    found += _LINE * any(_crosses(area, *piece) for piece in pairwise(self.flat(key)))
        return found


def _cells(area: Area) -> Iterator[tuple[int, int]]:
    for across in range(int(area.left // CELL), int(area.right // CELL) + 1):
        for down in range(int(area.top // CELL), int(area.bottom // CELL) + 1):
            yield across, down


def _first(one: Area, other: Area) -> tuple[int, int]:
    """The first of the squares that two rectangles share: there they are counted."""
    return int(max(one.left, other.left) // CELL), int(max(one.top, other.top) // CELL)


def _touches(area: Area, other: Area) -> bool:
    """Whether two rectangles share a point; one of them may be as thin as a line."""
    return (
        area.left <= other.right and other.left <= area.right and area.top <= other.bottom and other.top <= area.bottom
    )


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


def _candidates(flat: list[Point], size: tuple[float, float]) -> Iterator[Point]:
    """Places beside and on a line, the middle first; then such as are further from its middle, or from the line."""
    aside, above = size[0] / 2 + ASIDE, size[1] / 2 + ASIDE
    for share in ALONG:
        x, y = flat[round(share * (len(flat) - 1))]
        yield from (Point(x + aside, y), Point(x - aside, y), Point(x, y))
    places = sorted((_at(flat, share) for share in FURTHER), key=lambda at: abs(at[0] - 0.5))
    for far in FAR:
        for _, (x, y) in places:
            yield from (Point(x, y), Point(x + aside + far, y), Point(x - aside - far, y))
            yield from (Point(x, y + above + far), Point(x, y - above - far))


def _at(flat: list[Point], share: float) -> tuple[float, Point]:
    """A point at a share of a line, between the points that are known of it."""
    whole, part = divmod(share * (len(flat) - 1), 1)
    (x, y), (to_x, to_y) = flat[int(whole)], flat[min(int(whole) + 1, len(flat) - 1)]
    return share, Point(x + (to_x - x) * part, y + (to_y - y) * part)


def _flat(points: tuple[Point, ...]) -> Iterator[Point]:
    """A curve as points on it."""
    yield points[0]
    for n in range(0, len(points) - 3, 3):
        a, b, c, d = points[n : n + 4]
        for step in range(1, STEPS + 1):
            t = step / STEPS
            p, q, r, s = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            yield Point(p * a.x + q * b.x + r * c.x + s * d.x, p * a.y + q * b.y + r * c.y + s * d.y)
