"""Cards that stand below one another instead of side by side: what one argument rests on, where it ends there.

Graphviz puts everything of one rank into one row, so a broad argument makes a broad page. Premises, authorities or
counters that hang on one thing and carry nothing themselves form a stack: a column of cards beside a trunk from which
each branches off. In the DOT its cards are nodes of successive ranks, held in a column by edges that are not drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt
from typing import NamedTuple

from argmap.render.cards import Shape, label_size
from argmap.render.picture import Line, Picture
from argmap.render.placed import Box, Point, Route

HIGHEST = 4
"""How many cards one stack holds at most."""


class Density(NamedTuple):
    """From how many cards on that hang together leaves are stacked, and short lines of argument stand in columns:
    fewer have room side by side; how many cards a column holds at most; whether there is less room between things.
    """

    stacks_from: int = 9
    columns_from: int = 16
    highest: int = HIGHEST
    is_close: bool = False


LOOSE = Density()
NEVER = 10**9
DENSER = (Density(2, 2, HIGHEST), Density(2, 2, HIGHEST - 1), Density(2, 2, HIGHEST + 2))
"""How cards stand where that would be too wide or too high: in more columns."""
LAST = (
    Density(NEVER, 2, HIGHEST),
    Density(NEVER, NEVER, HIGHEST),
    Density(2, 2, HIGHEST - 2),
    Density(is_close=True),
    Density(2, 2, HIGHEST, is_close=True),
    Density(NEVER, NEVER, HIGHEST, is_close=True),
)
"""How they stand where that does not make them legible: in columns without a trunk, in none; closer."""
MANY, SLENDER = 24, 1.26
"""From how many cards on a fan's columns are higher, and how much: so that it has the shape of a sheet."""
STACKED = frozenset({"premise", "cites", "undercuts", "rebuts"})
TRUNK = 13.0
"""Room for the trunk left of the cards, in points."""
ENTRY = 12.0
"""How far below its upper side a branch meets a card."""
BEND = 5.0
ASIDE = 10.0
"""How far from the corner of a pill or card a line leaves it."""
SUPPORT, OPPOSITION = frozenset({"supports", "cites", "premise"}), frozenset({"undercuts", "rebuts", "against"})


@dataclass(frozen=True, slots=True)
class Stack:
    """A column of cards: the lines that lead to them from one thing above, in reading order, and its width."""

    lines: tuple[Line, ...]
    width: float

    def size(self, line: Line, shape: Shape) -> tuple[float, float]:
        """Width and height of one card's place, with room for the trunk and for the text on its branch."""
        return TRUNK + self.width, shape.height + label_room(line)

    def way_in(self, places: Mapping[str, Box]) -> tuple[Point, ...]:
        """A curve from below what the stack hangs on straight down into its trunk."""
        upper, first = places[self.lines[0].upper], places[self.lines[0].lower]
        x = min(max(first.left, upper.left + ASIDE), upper.right - ASIDE) if upper.width > 2 * ASIDE else upper.x
        middle = (upper.bottom + first.top) / 2
        return Point(x, upper.bottom), Point(x, middle), Point(first.left, middle), Point(first.left, first.top)

    def trunk(self, places: Mapping[str, Box]) -> Iterator[tuple[Line, tuple[Point, ...]]]:
        """The line to each further card, with the straight way from the place of the card above to its own."""
        for above, below in pairwise(self.lines):
            start = Point(places[above.lower].left, places[above.lower].bottom)
            yield below, (start, *_straight(start, Point(places[below.lower].left, places[below.lower].top)))

    def route(self, line: Line, places: Mapping[str, Box], reached: Route, trunk: Mapping[str, Route]) -> Route:
        """The line to one card: the route that reaches the column, down the trunk, and off to the card.

        `trunk` holds the routes from each card's place to the next, by the card they lead to.
        """
        at = next(number for number, item in enumerate(self.lines) if item.key == line.key)
        points = list(reached.points)
        for above, below in pairwise(self.lines[: at + 1]):
            place = places[above.lower]
            points += _straight(points[-1], Point(place.left, place.bottom))
            points += _straight(points[-1], trunk[below.lower].points[0]) + trunk[below.lower].points[1:]
        last = places[line.lower]
        entry = Point(last.left, last.top + label_room(line) + ENTRY)
        points += _straight(points[-1], Point(entry.x, entry.y - BEND))
        points += [entry, entry, Point(entry.x + BEND, entry.y)]
        points += _straight(points[-1], Point(entry.x + TRUNK, entry.y))
        wide, high = label_size(line.label)
        label = Point(last.left + TRUNK + wide / 2, last.top + high / 2) if line.label else None
        return reached._replace(head=line.lower, points=tuple(points), label=label)


def label_room(line: Line) -> float:
    """The height that the text on a branch needs above its card."""
    return label_size(line.label)[1] + 1 if line.label else 0.0


def _straight(start: Point, end: Point) -> tuple[Point, Point, Point]:
    return start, end, end


def find_stacks(picture: Picture, shapes: Mapping[str, Shape], keys: set[str], density: Density = LOOSE) -> list[Stack]:
    """The stacks among things that hang together; none where there is room enough, or where lines run sideways."""
    cards = [card for card in picture.cards if card.key in keys]
    if picture.direction not in ("down", "up") or len(cards) < density.stacks_from:
        return []
    ends = Counter(end for line in picture.lines for end in (line.upper, line.lower))
    leaves = {card.key for card in cards if ends[card.key] == 1}
    fans: dict[tuple[str, str], list[Line]] = {}
    for line in picture.lines:
        if line.lower in leaves and line.role in STACKED and not line.level:
            fans.setdefault((line.upper, line.role), []).append(line)
    return [
        Stack(tuple(part), max(shapes[line.lower].width for line in part))
        for fan in fans.values()
        for part in _columns(fan, density.highest)
        if len(part) > 1
    ]


def _columns(fan: list[Line], highest: int) -> Iterable[list[Line]]:
    """A fan in columns of about the same height."""
    count = -(-len(fan) // (highest if len(fan) <= MANY else ceil(SLENDER * sqrt(len(fan)))))
    size = -(-len(fan) // count)
    return (fan[start : start + size] for start in range(0, len(fan), size))


def find_columns(
    picture: Picture, stacks: Iterable[Stack], keys: set[str], density: Density = LOOSE
) -> list[tuple[str, str]]:
    """What else is held in columns: pairs of things of which the second shall stand below the first.

    Short lines of argument that end on this page and hang on one thing form a column, each with a line of its own; so
    do short lines of counters.
    """
    few = sum(card.key in keys for card in picture.cards) < density.columns_from
    if few or picture.direction not in ("down", "up"):
        return []
    tree = _Tree(picture, stacks, density.highest)
    pairs: list[tuple[str, str]] = []
    for upper, lines in tree.below.items():
        if upper not in keys or tree.within(upper):
            continue
        for sort in (SUPPORT, OPPOSITION):
            column: list[str] = []
            for line in lines:
                members = tree.branch(line.lower) if line.role in sort and not line.level else []
                if not members:
                    continue
                if column and tree.cards(column) + tree.cards(members) <= density.highest:
                    pairs.append((column[-1], members[0]))
                    column = column + members
                else:
                    column = members
                pairs += [pair for pair in pairwise(members) if not tree.one_stack(*pair)]
    return list(dict.fromkeys(pairs))


class _Tree:
    """What hangs below each card and pill of a picture, a stack counted as its first card."""

    def __init__(self, picture: Picture, stacks: Iterable[Stack], highest: int) -> None:
        self.highest = highest
        self.stacked = {stack.lines[0].lower: [line.lower for line in stack.lines] for stack in stacks}
        later = {key for members in self.stacked.values() for key in members[1:]}
        self.pills = {pill.key for pill in picture.pills}
        self.below: dict[str, list[Line]] = {}
        self.above: Counter[str] = Counter()
        for line in picture.lines:
            if line.lower not in later:
                self.below.setdefault(line.upper, []).append(line)
                self.above[line.lower] += 1

    def branch(self, key: str) -> list[str]:
        """The members of a short branch, from above; empty where it is not short or does not end here."""
        if self.above[key] != 1:
            return []
        if key in self.stacked:
            return self.stacked[key]
        found = [key]
        for line in self.below.get(key, ()):
            rest = self.branch(line.lower) if key in self.pills else []
            if not rest:
                return []
            found += rest
        return found if self.cards(found) <= self.highest else []

    def within(self, key: str) -> bool:
        """Whether a thing belongs to a branch that hangs on something above it."""
        return key in self.pills and bool(self.branch(key))

    def cards(self, members: Iterable[str]) -> int:
        """How many cards, pills aside, there are."""
        return sum(key not in self.pills for key in members)

    def one_stack(self, first: str, second: str) -> bool:
        """Whether two cards are neighbours in a stack."""
        return any(pair == (first, second) for members in self.stacked.values() for pair in pairwise(members))
