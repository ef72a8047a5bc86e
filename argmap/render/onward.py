"""The pages of a view with their further ones: what a page has no room for is linked where it stands in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from argmap.render.further import Move, Place, linked
from argmap.render.paging import Room
from argmap.render.picture import Card, Line, Picture
from argmap.render.sheet import Sheet

SPARE = 4
"""How many cards of a page stay free for those that count what hangs on it."""


BEGINS = 4
"""With how many cards and marks of other pages a page begins at most."""


class _View:
    """The pages of a view, and what is to be linked on each from those before it."""

    def __init__(self, drawn: Sequence[tuple[Sheet, Picture]], called: Sequence[Place], room: Room) -> None:
        self.drawn = drawn
        self.called = called
        self.room = room
        self.home = {name: number for number, (sheet, _) in enumerate(drawn) for name in sheet.full}
        self.led_to = [{line.lower for line in picture.lines} for _, picture in drawn]
        self.moves: list[list[Move]] = [[] for _ in drawn]

    def moved(self, number: int, move: Move) -> Place | None:
        """Link something of a page where a later one shows it in full, if that has room; which page that is."""
        at = self.home.get(move.about, -1)
        if at <= number or not self.led_to[at].isdisjoint({move.about, *(thing.key for thing in move.path)}):
            return None
        things = [thing for known in (*self.moves[at], move) for thing in known.path]
        begins = {thing.key for thing in things if not isinstance(thing, Line)}
        cards = {thing.key for thing in things if isinstance(thing, Card)}
        if len(begins) > BEGINS or len(self.drawn[at][0].full) + len(cards) > self.room.part.cards - SPARE:
            return None
        self.moves[at].append(move)
        return self.called[at]


def with_further(
    drawn: Sequence[tuple[Sheet, Picture]], called: Sequence[Place], room: Room, following: Iterator[Place]
) -> list[Picture]:
    """Pages as they are `called`, none with more than it has room for, and after them the further ones, called by
    `following`.
    """
    view = _View(drawn, called, room)
    first: list[Picture] = []
    further: list[Picture] = []
    for number, (sheet, picture) in enumerate(drawn):
        page = linked(picture, view.moves[number])
        made, *rest = sheet.further(page, room, called[number], following, partial(view.moved, number))
        first.append(made)
        further += rest
    return [*first, *further]
