"""Dividing a view that is a list, of issues, authorities, parties or facts, into pages by the size of what is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from argmap.model.values import Paper
from argmap.render.cards import shape_card
from argmap.render.pack import pack
from argmap.render.picture import Card, Line, Picture
from argmap.render.sheets import LEAST, Content, sheet_for

AROUND = 56.0, 116.0
"""How much wider and higher a picture is than what is laid out, for its margins, title and legend; in points."""
BESIDE, BELOW = 22.0, 44.0
"""Between cards side by side and between rows, in points, by estimate."""
Size = tuple[float, float]
SURE = 1.02
"""How much larger than legible the estimate is to be."""
MOST = 60
"""How many groups of cards a page holds at most."""


def divided(picture: Picture, page: Paper | None, *, by_card: bool = False) -> list[Picture]:
    """The pages of a list: on each as many groups of cards that hang together as can be read on the paper, A4 where
    none is chosen, A3 where it is for a screen; `by_card` lets a page end between any two cards. What is on one page
    only stays as it is.
    """
    paper: Paper = "a3" if page in ("a3", "screen") else "a4"
    units = [[card.key] for card in picture.cards] if by_card else picture.groups()
    pages: list[list[str]] = []
    sizes: list[Size] = []
    for unit, size in zip(units, _sizes(picture, units), strict=True):
        more = [_below(sizes[0], size)] if by_card and sizes else [*sizes, size]
        if pages and len(more) <= MOST and _is_legible(more, paper):
            pages[-1] += unit
            sizes = more
        else:
            pages.append(list(unit))
            sizes = [size]
    return _parts(picture, pages) if len(pages) > 1 else [picture]


def numbered(pictures: Sequence[Picture]) -> list[Picture]:
    """Pages that say which of how many they are."""
    if len(pictures) < 2:
        return list(pictures)
    return [
        replace(picture, subtitle=f"page {number} of {len(pictures)} · {picture.subtitle}")
        for number, picture in enumerate(pictures, 1)
    ]


def _parts(picture: Picture, pages: Sequence[Sequence[str]]) -> list[Picture]:
    """A picture for each page: its cards, and the lines between them."""
    at = {key: number for number, keys in enumerate(pages) for key in keys}
    cards: list[list[Card]] = [[] for _ in pages]
    lines: list[list[Line]] = [[] for _ in pages]
    for card in picture.cards:
        cards[at[card.key]].append(card)
    for line in picture.lines:
        if at[line.upper] == at[line.lower]:
            lines[at[line.upper]].append(line)
    return [replace(picture, cards=tuple(c), lines=tuple(ls)) for c, ls in zip(cards, lines, strict=True)]


def _is_legible(sizes: Sequence[Size], paper: Paper) -> bool:
    """Whether the text would be large enough to be read on the paper, by an estimate of the layout."""
    _, wide, high = pack(sizes)
    return sheet_for(Content(wide + AROUND[0], high + AROUND[1]), paper).text >= LEAST * SURE


def _below(above: Size, below: Size) -> Size:
    return max(above[0], below[0]), above[1] + BELOW + below[1]


def _sizes(picture: Picture, units: Sequence[Sequence[str]]) -> list[Size]:
    """How wide and high cards that hang together will be: each stands a row below, or beside, what leads to it."""
    sideways = picture.direction in ("left", "right")
    shapes = {card.key: shape_card(card) for card in picture.cards}
    rows = dict.fromkeys(shapes, 0)
    for line in picture.lines:  # in reading order: what stands above comes first
        if not line.level:
            rows[line.lower] = max(rows[line.lower], rows[line.upper] + 1)
    found = []
    for keys in units:
        ordered = sorted(keys, key=rows.__getitem__)
        ranks = [[shapes[key] for key in rank] for _, rank in groupby(ordered, rows.__getitem__)]
        if sideways:
            high = max(sum(shape.height + BESIDE for shape in rank) for rank in ranks)
            found.append((sum(max(shape.width for shape in rank) + BELOW for rank in ranks) - BELOW, high))
            continue
        wide = max(sum(shape.width + BESIDE for shape in rank) for rank in ranks)
        found.append((wide, sum(max(shape.height for shape in rank) + BELOW for rank in ranks) - BELOW))
    return found
