"""Ways around cards, for straight lines that the layout leads through one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from argmap.render.labels import Area, is_free
from argmap.render.picture import Line
from argmap.render.placed import Point, Route

STEP, WAYS = 16.0, 5
"""How far beside cards a way runs, in points, and how many such ways are tried on each side."""
NEAR = 8.0
SHARES = (0.5, 0.3, 0.7, 0.15, 0.85)
"""Where along the side of a card a way begins or ends."""
OVER = 12.0
"""How far a way may run out of the drawing."""


def around(
    lines: Sequence[Line], routes: Mapping[str, Route], boxes: Mapping[str, Area], size: tuple[float, float]
) -> dict[str, Route]:
    """New routes, by line, for such as run straight beside or up through cards that are not their own; a line for which
    no way is free stays as it is. `size` is that of the drawing, in points.
    """
    found: dict[str, Route] = {}
    for line in lines:
        route = routes[line.key]
        across = _is_straight(route.points)
        if across is None or line.upper not in boxes or line.lower not in boxes:
            continue
        own = boxes[line.upper], boxes[line.lower]
        others = [box for key, box in boxes.items() if key not in (line.upper, line.lower)]
        if is_free(route.points, others):
            continue
        ends = own if _is_at(route.points[0], own[0]) else (own[1], own[0])
        for way in _ways(ends, others, size, across=across):
            if is_free(way, others):
                found[line.key] = route._replace(points=way, start=None, end=None, label=_middle(way, route))
                break
    return found


def _is_straight(points: tuple[Point, ...]) -> bool | None:
    """Whether a line runs from side to side; False when it runs straight up or down, None when it is not straight."""
    xs, ys = {round(point.x, 1) for point in points}, {round(point.y, 1) for point in points}
    return True if len(ys) == 1 else False if len(xs) == 1 else None


def _is_at(point: Point, box: Area) -> bool:
    return box.left - NEAR <= point.x <= box.right + NEAR and box.top - NEAR <= point.y <= box.bottom + NEAR


def _ways(
    ends: tuple[Area, Area], others: Sequence[Area], size: tuple[float, float], *, across: bool
) -> Iterator[tuple[Point, ...]]:
    """Ways from one card to another, out of the one side of both or the other, the nearest to them first."""
    first, last = ends if across else tuple(_turned(box) for box in ends)
    most = size[1] if across else size[0]
    between = [box if across else _turned(box) for box in others]
    low, high = min(first.left, last.left), max(first.right, last.right)
    reach = [box for box in between if box.left < high and low < box.right and _level(box, first, last)]
    top = min([first.top, last.top, *(box.top for box in reach)])
    bottom = max([first.bottom, last.bottom, *(box.bottom for box in reach)])
    for step in range(1, WAYS + 1):
        above, below = (top - step * STEP, first.top, last.top), (bottom + step * STEP, first.bottom, last.bottom)
        for y, begin, end in (above, below):
            for share in SHARES if -OVER <= y <= most + OVER else ():
                here = first.left + share * (first.right - first.left)
                there = last.left + (1 - share) * (last.right - last.left)
                points = _bow(Point(here, begin), Point(there, end), y)
                yield points if across else tuple(Point(point.y, point.x) for point in points)


def _level(box: Area, first: Area, last: Area) -> bool:
    """Whether a card stands beside these two."""
    return box.top < max(first.bottom, last.bottom) and box.bottom > min(first.top, last.top)


def _bow(here: Point, there: Point, y: float) -> tuple[Point, ...]:
    """A curve that leaves one point for a height, runs along it and comes down to the other."""
    bend = min(abs(there.x - here.x) / 3, abs(y - here.y) + abs(y - there.y), 40.0) * (1 if there.x > here.x else -1)
    up, down = Point(here.x + bend, y), Point(there.x - bend, y)
    return (here, Point(here.x, y), Point(here.x, y), up, up, down, down, Point(there.x, y), Point(there.x, y), there)


def _turned(box: Area) -> Area:
    return Area(box.top, box.left, box.bottom, box.right)


def _middle(way: tuple[Point, ...], route: Route) -> Point | None:
    """Where the text of a line stands: in the middle of its way."""
    return Point((way[3].x + way[6].x) / 2, (way[3].y + way[6].y) / 2) if route.label else None
