"""Pages that can be read on paper: what would print too small, by estimate, is divided again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from math import ceil
from typing import NamedTuple

from argmap.render.estimate import printed
from argmap.render.onward import SPARE
from argmap.render.paging import Room, largest_for, paginate
from argmap.render.picture import Authorities, Direction
from argmap.render.sheet import Material, Sheet
from argmap.render.sheet_cards import others_below
from argmap.render.sheets import LEAST

SURE = 1.05
"""How much larger than legible the estimate is to be where a paper is asked for."""
SHARES = (0.75, 0.6, 0.45, 0.3)
"""How much of its assertions a part of a page keeps at most; what gives the fewest pages is chosen."""


class Division(NamedTuple):
    """What is divided into pages: some assertions and what of `belongs` hangs below them, from the `top` down, as a
    sheet of an issue shows them (`home`) with lines in a direction.
    """

    home: str | None
    start: Iterable[str]
    belongs: Callable[[str], bool]
    top: Sequence[str]
    authorities: Authorities
    direction: Direction | None


def legible_pages(material: Material, division: Division) -> list[list[str]]:
    """The assertions of each page: none is larger than a page may be or, by estimate, prints too small.

    What is asked for a screen is not divided for the sake of paper.
    """
    home, start, belongs, top, authorities, direction = division
    room, others = largest_for(direction, material.page), others_below(material, authorities)
    pages = paginate(material.graph, start, belongs, top, room, others)
    if material.page == "screen":
        return pages

    def size(page: Sequence[str]) -> float:
        make = partial(Sheet, material, home, page, {})
        return _choice(make(authorities), tuple(top), direction).printed

    def within(page: Sequence[str], most: int) -> list[list[str]]:
        keep = set(page)
        parts = Room(*(extent._replace(assertions=most) for extent in room))
        first = [name for name in top if name in keep]
        return paginate(material.graph, page, keep.__contains__, first, parts, others)

    least = LEAST * (SURE if material.page else 1.0)
    return [part for page in pages for part in _broken(page, lambda part: size(part) / least, within)]


def roomy(
    make: Callable[[Authorities], Sheet], authorities: Authorities, top: tuple[str, ...], direction: Direction | None
) -> Sheet:
    """A sheet, drawn: where cards of authorities would make it print too small, they are lines on the others; where
    it is not so full that some go to further pages, what hangs several times on one assertion is one card, if that
    makes it print no smaller.
    """
    choice = _choice(make(authorities), top, direction)
    sheet = make(choice.authorities)
    sheet.shares = choice.shares
    sheet.draw(top)
    return sheet


class _Choice(NamedTuple):
    """How a sheet is drawn so that it prints largest, and about how large that is."""

    authorities: Authorities
    shares: bool
    printed: float


def _choice(sheet: Sheet, top: tuple[str, ...], direction: Direction | None) -> _Choice:
    """How a sheet is drawn: by what there is to draw and not by words, so that it stays while only these change."""
    material, shape = sheet.material, sheet.graph.shape
    asked = (
        "sheet",
        sheet.home,
        tuple(sheet.full),
        sheet.authorities,
        top,
        direction,
        material.page,
        material.evaluation.assume,
    )
    if asked not in shape:
        bare = replace(material, gaps={}, argument_gaps={}, notes={}, chip_words={})
        shape[asked] = _chosen(partial(Sheet, bare, sheet.home, sheet.full, {}), sheet.authorities, top, direction)
    found: _Choice = shape[asked]
    return found


def _chosen(
    make: Callable[[Authorities], Sheet], authorities: Authorities, top: tuple[str, ...], direction: Direction | None
) -> _Choice:
    def drawn(shown: Authorities, *, shares: bool) -> Sheet:
        sheet = make(shown)
        sheet.shares = shares
        sheet.draw(top)
        return sheet

    sheet = drawn(authorities, shares=True)
    large = _printed(sheet, direction)
    if authorities == "auto" and not sheet.chips and large < LEAST:
        sheet = drawn("chips", shares=True)
        large = _printed(sheet, direction)
    apart = drawn(sheet.authorities, shares=False)
    large_apart = _printed(apart, direction)
    full = len(sheet.cards) > largest_for(direction, sheet.material.page).whole.cards - SPARE
    if full or min(large, LEAST) < min(large_apart, LEAST):
        return _Choice(sheet.authorities, shares=False, printed=large_apart)
    return _Choice(sheet.authorities, shares=True, printed=large)


def _printed(sheet: Sheet, direction: Direction | None) -> float:
    return printed(replace(sheet.finished("", "", ""), direction=direction or "down"), sheet.material.page)


def _broken(
    page: list[str], size: Callable[[Sequence[str]], float], within: Callable[[Sequence[str], int], list[list[str]]]
) -> Iterator[list[str]]:
    """A page in as few parts as print large enough, which is 1; positions that stand together, on a page each where
    nothing else helps.
    """
    if len(page) == 1 or size(page) >= 1:
        yield page
        return
    shares = dict.fromkeys(ceil(len(page) * share) for share in SHARES)
    found = (within(page, most) for most in shares if most < len(page))
    best = _best(sorted(found, key=len), size)
    if best.size >= 1:
        yield from best.pages
        return
    if len(best.pages) == 1:
        yield from ([name] for name in page)
        return
    for part in best.pages:
        yield from _broken(part, size, within)


def _best(found: Sequence[list[list[str]]], size: Callable[[Sequence[str]], float]) -> _Parts:
    """The fewest parts that print large enough; else the fewest. Of as many, those of which the smallest is largest."""
    best: list[_Parts] = []
    for _, alike in groupby(found, key=len):
        tried = [_Parts(parts, min(map(size, parts))) for parts in alike]
        best.append(max(tried, key=lambda parts: parts.size))
        if best[-1].size >= 1:
            return best[-1]
    return best[0]


class _Parts(NamedTuple):
    """The parts of a page, and how large the smallest of them prints."""

    pages: list[list[str]]
    size: float
