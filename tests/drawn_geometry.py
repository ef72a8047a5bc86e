"""What an SVG of argmap's says about places: boxes, labels and lines, in points of the page; and what is in the way."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
STEPS = 16
NUMBER = re.compile(r"-?[\d.]+")
PART = re.compile(r"([MLC])([^MLC]*)")
Point = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """A rectangle by its sides."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area, slack: float = 0.5) -> bool:
        """Whether two rectangles share more than a rim of `slack` points."""
        apart_x = self.right <= other.left + slack or other.right <= self.left + slack
        return not (apart_x or self.bottom <= other.top + slack or other.bottom <= self.top + slack)

    def crossed(self, first: Point, second: Point, slack: float = 1.0) -> bool:
        """Whether a straight piece of line runs through the rectangle, deeper than `slack` points."""
        low, high = 0.0, 1.0
        sides = ((self.left + slack, self.right - slack), (self.top + slack, self.bottom - slack))
        for axis, (least, most) in enumerate(sides):
            start, step = first[axis], second[axis] - first[axis]
            if least >= most:
                return False
            if abs(step) < 1e-9:
                if not least < start < most:
                    return False
                continue
            one, two = sorted(((least - start) / step, (most - start) / step))
            low, high = max(low, one), min(high, two)
        return low < high


@dataclass(frozen=True)
class Stroke:
    """A line as many straight pieces, and the boxes it belongs to."""

    name: str
    ends: tuple[str, str]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Drawn:
    """All that has a place in one SVG."""

    width: float
    height: float
    boxes: tuple[Area, ...]
    labels: tuple[Area, ...]
    strokes: tuple[Stroke, ...]

    def overlaps(self) -> list[str]:
        """Boxes on boxes, labels on boxes, labels on labels, lines through boxes and labels not their own."""
        things = [*self.boxes, *self.labels]
        found = [
            f"{one.name} lies on {two.name}"
            for n, one in enumerate(things)
            for two in things[n + 1 :]
            if one.meets(two)
        ]
        for stroke in self.strokes:
            pieces = list(pairwise(stroke.points))
            own = (*stroke.ends, f"label of {stroke.name}")
            found += [
                f"{stroke.name} runs through {thing.name}"
                for thing in things
                if thing.name not in own and any(thing.crossed(a, b) for a, b in pieces)
            ]
        return found


def drawn(path: Path) -> Drawn:
    """Read an SVG that argmap has written."""
    return drawn_text(path.read_text(encoding="utf-8"))


def drawn_text(text: str) -> Drawn:
    """Read the text of an SVG that argmap has written."""
    root = ET.fromstring(text)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    boxes, labels, strokes = [], [], []
    for group, (x, y) in _groups(root, (0.0, 0.0)):
        classes = (group.get("class") or "").split()
        name = group.get("id") or ""
        if "card" in classes or "pill" in classes:
            rect = next(group.iter(f"{SVG}rect"))
            boxes.append(Area(name, x, y, x + float(rect.get("width")), y + float(rect.get("height"))))
        elif group.get("data-upper"):
            path = group.find(f"{SVG}path[@class='line']")
            points = tuple((px + x, py + y) for px, py in flattened(path.get("d") or ""))
            strokes.append(Stroke(name, (group.get("data-upper"), group.get("data-lower")), points))
            for halo in group.iter(f"{SVG}rect"):
                left, top = x + float(halo.get("x")), y + float(halo.get("y"))
                right, bottom = left + float(halo.get("width")), top + float(halo.get("height"))
                labels.append(Area(f"label of {name}", left, top, right, bottom))
    return Drawn(width, height, tuple(boxes), tuple(labels), tuple(strokes))


def _groups(element: ET.Element, at: Point) -> Iterator[tuple[ET.Element, Point]]:
    for child in element:
        moved = at
        if (child.get("transform") or "").startswith("translate("):
            x, y = map(float, NUMBER.findall(child.get("transform")))
            moved = (at[0] + x, at[1] + y)
        if child.tag == f"{SVG}g":
            yield child, moved
        yield from _groups(child, moved)


def flattened(path: str) -> list[Point]:
    """A path of moves, lines and cubic curves as points."""
    points: list[Point] = []
    for command, numbers in PART.findall(path):
        values = [float(number) for number in NUMBER.findall(numbers)]
        given = list(zip(values[::2], values[1::2], strict=True))
        if command != "C":
            points += given
            continue
        for n in range(0, len(given), 3):
            points += _curve(points[-1], *given[n : n + 3])
    return points


def _curve(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    found = []
    for step in range(1, STEPS + 1):
        t = step / STEPS
        p, q, r, s = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        found.append((p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1]))
    return found
