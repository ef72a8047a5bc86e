"""What a page has no room for: the rest of a fan of small cards, on further pages that begin with what it hangs on.

Paging divides assertions. What only refers to another page (away cards), cards of authorities and the pills between
them cannot be divided so: one argument may have hundreds of premises. Of every fan of such things a page keeps the
first ones and a card that counts the others and leads to where they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from argmap.evaluation.words import Label
from argmap.render.picture import Card, Line, Picture, Pill
from argmap.writing import file_stem

_SORTS = {
    "premise": "premise",
    "supports": "argument",
    "cites": "citation",
    "against": "citation",
    "rebuts": "counter-position",
    "undercuts": "counter-position",
}
"""What is counted together, and what it is called."""


LISTED = 16
"""How many citations one card lists, as lines; the others have cards of their own below it."""


class Place(NamedTuple):
    """A page: the name of its file, and what it is called on a card."""

    name: str
    words: str


class _Fan(NamedTuple):
    """Things of one sort that hang on one thing above."""

    upper: str
    sort: str


class Move(NamedTuple):
    """A line of a divided fan to what another page of the view shows in full, and the way to it from above."""

    line: Line
    about: str
    path: tuple[Card | Pill | Line, ...]


@dataclass(slots=True)
class _Page:
    """A further page: where it is, what hangs on it, below what, and how many cards that is at most."""

    place: Place
    members: set[str] = field(default_factory=set)
    path: set[str] = field(default_factory=set)
    weight: int = 0


def carried_on(
    picture: Picture,
    full: Collection[str],
    most: int,
    back: Callable[[Card], Card],
    places: Iterator[Place],
    moved: Callable[[Move], Place | None] = lambda move: None,
) -> list[Picture]:
    """A page with at most `most` cards, and the further pages, called by `places`, for what it has no room for.

    `full` are the assertions it shows in full, which all stay; `back` makes of such a card one that leads back to it.
    What another page of the view shows in full is linked there: `moved` does so and says where, if it can.
    A single branch is never divided but at the things in it, so that a page may be larger where these are many.
    """
    tree = _Tree(picture, full)
    level = tree.level(most)
    if level == tree.widest:
        return [picture]
    pages: list[_Page] = []
    found: dict[_Fan, list[Place]] = {}
    there: set[str] = set()
    for fan, move in tree.moves(level, back):
        place = moved(move)
        if place and move.line not in tree.kept(fan, level):
            there.add(move.line.lower)
            found.setdefault(fan, [])
            found[fan] += [place] if place not in found[fan] else []
    for fan, branches, path in tree.rests(level, most, there):
        members = {key for branch in branches for key in tree.within(branch, level)}
        weight = sum(tree.weights[branch] for branch in branches) + sum(key in tree.cards for key in path)
        if not pages or pages[-1].weight + weight > most:
            pages.append(_Page(next(places)))
        page = pages[-1]
        page.members |= members
        page.path.update(path)
        page.weight += weight
        if page.place not in found.setdefault(fan, []):
            found[fan].append(page.place)
    more = {fan: tree.more(fan, level, where) for fan, where in found.items()}
    first = {key for top in tree.firm for key in tree.within(top, level)}
    further = [replace(tree.page(page.members, page.path, more, level, back), name=page.place.name) for page in pages]
    return [tree.page(first, set(), more, level, back), *further]


class _Tree:
    """What of a picture stays on its page, and the fans of things that may be carried on to another.

    Lines come in reading order: the one to a thing before those from it.
    """

    def __init__(self, picture: Picture, full: Collection[str]) -> None:
        self.picture = picture
        self.full = full
        self.cards = {card.key: card for card in picture.cards}
        self.above = {line.lower: line.upper for line in reversed(picture.lines)}
        self.weights: dict[str, int] = {}
        ways = Counter(line.lower for line in picture.lines)
        keys = [item.key for item in picture.items()]
        self.firm = dict.fromkeys(key for key in keys if key in full or not ways[key])
        for line in reversed(picture.lines):
            if line.level or ways[line.lower] > 1:
                self.firm[line.lower] = None
            if line.lower in self.firm:
                self.firm[line.upper] = None
        self.fans: dict[_Fan, list[Line]] = {}
        self.of: dict[str, list[_Fan]] = {}
        for line in picture.lines:
            if line.lower not in self.firm:
                fan = _Fan(line.upper, _SORTS.get(line.role, "card"))
                if fan not in self.fans:
                    self.of.setdefault(line.upper, []).append(fan)
                self.fans.setdefault(fan, []).append(line)
        self.widest = max(map(len, self.fans.values()), default=0)

    def level(self, most: int) -> int:
        """How many things a fan may keep so that the page has at most so many cards; sets the weights for that."""
        low, high = 0, self.widest
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._weigh(middle) <= most else (low, middle - 1)
        self._weigh(low)
        return low

    def _weigh(self, level: int) -> int:
        """How many cards every thing is with what it keeps below it; and all that stay."""
        weights = {key: self._size(key) for key in (*self.firm, *self.above)}
        for fan, lines in reversed(self.fans.items()):
            kept = self.kept(fan, level)
            weights[fan.upper] += sum(weights[line.lower] for line in kept) + (len(kept) < len(lines))
        self.weights = weights
        return sum(weights[key] for key in self.firm)

    def _size(self, key: str) -> int:
        """How many cards a thing is: a list of many lines is as high as two."""
        return 1 + (len(self.cards[key].chips) > LISTED // 2) if key in self.cards else 0

    def kept(self, fan: _Fan, level: int) -> list[Line]:
        """The lines of a fan that it keeps: the last place is for the card that leads to the others."""
        lines = self.fans[fan]
        return lines if len(lines) <= level else lines[: max(level - 1, 0)]

    def within(self, top: str, level: int) -> Iterator[str]:
        """A thing and all that it keeps below it."""
        waiting = [top]
        while waiting:
            yield (key := waiting.pop())
            waiting += (line.lower for fan in self.of.get(key, ()) for line in self.kept(fan, level))

    def moves(self, level: int, back: Callable[[Card], Card]) -> Iterator[tuple[_Fan, Move]]:
        """The lines of divided fans to assertions that other pages show, with the way to each from above."""
        things: dict[str, Card | Pill] = {item.key: item for item in self.picture.items()}
        for fan, lines in self.fans.items():
            if len(self.kept(fan, level)) == len(lines):
                continue
            keys = self._path(fan.upper)
            shown = (back(self.cards[key]) if key in self.cards and key in self.full else things[key] for key in keys)
            steps = [line for line in self.picture.lines if line.upper in keys and self._leads(line, keys)]
            path = (*shown, *steps)
            for line in lines:
                card = self.cards.get(line.lower)
                if card and card.away and line.lower not in self.of:
                    yield fan, Move(line, card.about, path)

    def rests(self, level: int, most: int, there: Collection[str]) -> Iterator[tuple[_Fan, list[str], list[str]]]:
        """What fans do not keep and is not `there`, on other pages, in parts for a page each, with the way to it from
        the assertion it hangs on.
        """
        for fan, lines in self.fans.items():
            path = self._path(fan.upper)
            room = most - sum(key in self.cards for key in path)
            part: list[str] = []
            for line in (line for line in lines[len(self.kept(fan, level)) :] if line.lower not in there):
                if part and sum(self.weights[key] for key in (*part, line.lower)) > room:
                    yield fan, part, path
                    part = []
                part.append(line.lower)
            if part:
                yield fan, part, path

    def _path(self, key: str) -> list[str]:
        path = [key]
        while path[-1] not in self.full and path[-1] in self.above:
            path.append(self.above[path[-1]])
        return path

    def more(self, fan: _Fan, level: int, places: list[Place]) -> tuple[Card, Line]:
        """The card that counts what is carried on and leads there, and its line."""
        rest = self.fans[fan][len(self.kept(fan, level)) :]
        first = rest[0].lower
        while first not in self.cards and first in self.of:
            first = self.fans[self.of[first][0]][0].lower
        shade = self.cards[first].shade if first in self.cards else "missing"
        key = f"{fan.upper}/more-{fan.sort}"
        words = places[0].words + (f" to {places[-1].words}" if len(places) > 1 else "")
        count = sum(len(self.cards[line.lower].chips) or 1 if line.lower in self.cards else 1 for line in rest)
        noun = fan.sort if count == 1 else f"{fan.sort}s"
        href = f"{file_stem(places[0].name)}.svg"
        card = Card(key, shade, f"See {words}", f"{count:,} more {noun}", away=True, href=href)
        state = Label.OUT if all(line.state is Label.OUT for line in rest) else Label.IN
        return card, Line(f"{key}/line", fan.upper, key, rest[0].role, state=state)

    def page(
        self,
        members: set[str],
        path: set[str],
        more: dict[_Fan, tuple[Card, Line]],
        level: int,
        back: Callable[[Card], Card],
    ) -> Picture:
        """A page of some things, and of the way to them."""
        cards = (
            back(card) if card.key in path and card.key in self.full else card
            for card in self.picture.cards
            if card.key in members or card.key in path
        )
        counted = {fan: more[fan] for key in self.of if key in members for fan in self.of[key] if fan in more}
        behind = {kept[-1].key: fan for fan in counted if (kept := self.kept(fan, level))}
        lines: list[Line] = [line for fan, (_, line) in counted.items() if not self.kept(fan, level)]
        for line in self.picture.lines:
            upper = line.upper in members or line.upper in path
            if upper and (line.lower in members or self._leads(line, path)):
                lines.append(line)
                if line.key in behind:
                    lines.append(counted[behind[line.key]][1])
        pills = tuple(pill for pill in self.picture.pills if pill.key in members or pill.key in path)
        whole = (*cards, *(card for card, _ in counted.values()))
        return replace(self.picture, cards=whole, pills=pills, lines=tuple(lines))

    def _leads(self, line: Line, path: Collection[str]) -> bool:
        """Whether a line is a step on the way to what is carried on."""
        return line.lower in path and line.lower not in self.full and self.above.get(line.lower) == line.upper


def linked(picture: Picture, moves: list[Move]) -> Picture:
    """A page that begins with what its assertions stand below on another page, with the lines that lead to them."""
    things: dict[str, Card | Pill | Line] = {}
    known = {thing.key for thing in (*picture.items(), *picture.lines)}
    for move in moves:
        for thing in (*move.path, replace(move.line, lower=move.about)):
            if thing.key not in known:
                things[thing.key] = thing
    cards = tuple(thing for thing in things.values() if isinstance(thing, Card))
    pills = tuple(thing for thing in things.values() if isinstance(thing, Pill))
    lines = tuple(thing for thing in things.values() if isinstance(thing, Line))
    return replace(
        picture,
        cards=(*cards, *picture.cards),
        pills=(*pills, *picture.pills),
        lines=(*lines, *picture.lines),
    )
