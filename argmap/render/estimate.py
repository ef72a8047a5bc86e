"""How large a picture will print, by counting its cards: no text is measured, and nothing is laid out.

So a word more in the file never changes the page that an assertion is on. Held against the layouts of the first map and
of made ones, the estimate is right to about a twelfth, two times in three.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt

from argmap.model.values import Paper
from argmap.render.cards import Shape
from argmap.render.pack import pack
from argmap.render.picture import Card, Picture, Pill
from argmap.render.sheets import FOOT, HEAD, MARGIN, PAPER, Content, sheet_for
from argmap.render.stacks import DENSER, Stack, find_stacks
from argmap.render.texts import BODY, SMALL

FULL, SMALLER, MARK, DOT = (190.0, 112.0), (152.0, 88.0), (112.0, 24.0), (9.0, 9.0)
"""Cards in full, cards that only refer or name an authority, marks of arguments with and without words: width, height
in points.
"""
BETWEEN, BELOW, AROUND = 22.0, 30.0, 116.0
"""Between things side by side, between rows, and around a picture for its title and legend, in points."""
FILLED, CALIBRATED = 0.5, 0.87
"""How much of a sheet is filled where its shape fits, and what makes the estimate right on the average."""


def printed(picture: Picture, paper: Paper | None) -> float:
    """About how large the text of assertions is on paper, in points: the middle of what its rows and columns say, and
    what all its cards together say, at most what the first say. Without a paper, and for a screen, it is that on A4.
    """
    sheet: Paper = "a3" if paper == "a3" else "a4"
    shapes = {item.key: Shape(*_size(item), "") for item in picture.items()}
    stacks = find_stacks(picture, shapes, set(shapes), DENSER[0])
    rows = _rows(picture, stacks)
    is_sideways = picture.direction in ("left", "right")
    _, wide, high = pack([_extent(keys, shapes, rows, is_sideways=is_sideways) for keys in picture.groups()])
    by_shape = sheet_for(Content(wide + AROUND / 2, high + AROUND), sheet).scale
    short, long = PAPER[sheet]
    there = (short - 2 * MARGIN) * (long - 2 * MARGIN - FOOT - HEAD)
    area = sum((shape.width + BETWEEN) * (shape.height + BELOW) for shape in shapes.values())
    by_area = min(1.0, sqrt(there * FILLED / area)) if area else 1.0
    return BODY * min(CALIBRATED * sqrt(by_shape * by_area), by_shape)


def _size(item: Card | Pill) -> tuple[float, float]:
    if isinstance(item, Pill):
        return MARK if item.text or item.chips else DOT
    wide, high = SMALLER if item.away or item.shade in ("authority", "missing") else FULL
    return wide, high + SMALL * len(item.chips)


def _extent(
    keys: Iterable[str], shapes: Mapping[str, Shape], rows: Mapping[str, int], *, is_sideways: bool
) -> tuple[float, float]:
    """How wide and high things are that hang together: the widest row, and the highest of each; or all that on its
    side.
    """
    along: Counter[int] = Counter()
    across: dict[int, float] = {}
    for key in keys:
        row, (one, other) = rows[key], shapes[key][:2]
        along[row] += round((other if is_sideways else one) + BETWEEN)
        across[row] = max(across.get(row, 0.0), one if is_sideways else other)
    widest, deep = float(max(along.values())), sum(across.values()) + BELOW * (len(across) - 1)
    return (deep, widest) if is_sideways else (widest, deep)


def _rows(picture: Picture, stacks: Sequence[Stack]) -> dict[str, int]:
    """In which row each thing stands: below all that it hangs on, in a stack below the card before it."""
    lower: dict[str, list[str]] = {}
    above: Counter[str] = Counter()
    for line in picture.lines:
        if not line.level:
            lower.setdefault(line.upper, []).append(line.lower)
            above[line.lower] += 1
    rows = dict.fromkeys((item.key for item in picture.items()), 0)
    for key in _downwards(rows, lower, above):
        for name in lower.get(key, ()):
            rows[name] = max(rows[name], rows[key] + 1)
    for stack in stacks:
        for number, line in enumerate(stack.lines):
            rows[line.lower] += number
    return rows


def _downwards(keys: Iterable[str], lower: Mapping[str, Sequence[str]], above: Counter[str]) -> Iterator[str]:
    """Each key after all above it; in a circle of counters the first of them comes first."""
    left, seen = Counter(above), set[str]()
    for start in [*(key for key in keys if not above[key]), *keys]:
        waiting = [start]
        while waiting:
            key = waiting.pop()
            if key in seen:
                continue
            seen.add(key)
            yield key
            left.subtract(lower.get(key, ()))
            waiting += (name for name in lower.get(key, ()) if left[name] <= 0)
