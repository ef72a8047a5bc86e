"""Which pictures a map gives: the overview, and for each issue one page or, where it is large, several."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import count

from argmap.graph import ArgumentGraph
from argmap.model.file import SHARED_NAMESPACE
from argmap.render.further import Place
from argmap.render.legible import Division, legible_pages, roomy
from argmap.render.lists import divided, numbered
from argmap.render.named import named_views
from argmap.render.onward import with_further
from argmap.render.overview import overview
from argmap.render.paging import belongs_to, largest_for
from argmap.render.picture import Picture
from argmap.render.sheet import Material, Sheet
from argmap.render.sheet_cards import place_words
from argmap.render.wording import counted, issue_facts, issue_name, outcome_fact, subtitle

OUTSIDE = "outside-the-issues"
OVERVIEW = "overview"
RESERVED = frozenset({OVERVIEW, "index"})
DIFFERENCES = re.compile(r"difference(-\d+)?")
"""What the pictures of `argmap diff` are called, which may stand in the same folder."""

Homes = list[tuple[str | None, list[list[str]]]]
"""For each issue, and for None, the assertions of each of its pages."""


def all_views(material: Material) -> list[Picture]:
    """The overview, the pages of each issue and of whatever belongs to none, and the views that the file names.

    A named view called `overview` replaces argmap's own; one called like another page, or like the picture of a
    difference, gets `view-` before its name.
    """
    graph = material.graph
    homes = _homes(material)
    names = page_names(graph, homes)
    where: dict[str, str] = {}
    for home, pages in homes:
        for number, page in enumerate(pages):
            for name in page:
                if graph.assertions[name].entry.issue in (home, None):
                    where.setdefault(name, names[home, number])
    material = replace(material, issue_pages={issue: names[issue, 0] for issue in graph.map.issues})
    taken = {*RESERVED, *names.values()}
    drawn: dict[str, Picture] = {}
    for home, pages in homes:
        own = {member: names[home, at] for at, page in enumerate(pages) for member in page}
        called = [names[home, number] for number in range(len(pages))]
        drawn |= {picture.name: picture for picture in _pages(material, home, pages, called, {**where, **own}, taken)}
    pictures: dict[str, Picture] = {}
    if graph.map.issues:
        pictures |= {picture.name: picture for picture in _overview(material, drawn)}
    pictures |= drawn
    for name, view in graph.map.views.items():
        made = named_views(material, view, where, partial(_named_page, frozenset(pictures), name))
        pictures |= {picture.name: replace(picture, view=made[0].name) for picture in made}
    return [_as_asked(_leading_to_details(picture, graph), material) for picture in pictures.values()]


def _overview(material: Material, taken: Container[str]) -> list[Picture]:
    """The pages of the overview; one alone where a view of the file takes its place."""
    pages = numbered(divided(overview(material), material.page))
    if OVERVIEW in material.graph.map.views:
        del pages[1:]
    names = (OVERVIEW, *(_free(f"{OVERVIEW}-{number}", taken) for number in range(2, len(pages) + 1)))
    return [replace(page, name=name, view=OVERVIEW) for page, name in zip(pages, names, strict=True)]


def _as_asked(picture: Picture, material: Material) -> Picture:
    """The picture for the paper and in the direction that are asked for in every view."""
    page, direction = picture.page or material.page, material.direction or picture.direction
    return replace(picture, page=page, direction=direction)


def _leading_to_details(picture: Picture, graph: ArgumentGraph) -> Picture:
    """The picture with every card of a thing of the map leading to its details in the page beside it, if nowhere else;
    that of the map itself to what the page says of it.
    """
    things = {name for section in SHARED_NAMESPACE for name in getattr(graph.map, section)}
    cards = []
    for card in picture.cards:
        place = "/".join(part for part in (picture.name, card.about) if part)
        leads = not card.href and (card.about in things or card.shade == "map")
        cards.append(replace(card, href=f"index.html#/{place}") if leads else card)
    return replace(picture, cards=tuple(cards))


def _homes(material: Material) -> Homes:
    """The pages of every issue, and (under None) of the assertions that no issue shows; no word makes a page longer."""
    asked = ("homes", material.direction, material.page, material.authorities, material.evaluation.assume)
    shape = material.graph.shape
    if asked not in shape:
        shape[asked] = _divided(material)
    found: Homes = shape[asked]
    return found


def _divided(material: Material) -> Homes:
    graph = material.graph
    homes: Homes = []
    shown: set[str] = set()

    def pages(home: str | None, start: Iterable[str], belongs: Callable[[str], bool]) -> list[list[str]]:
        top = graph.positions(home) if home else ()
        asked = Division(home, start, belongs, top, material.authorities or "auto", material.direction)
        return legible_pages(material, asked) or [[]]

    for issue in graph.map.issues:
        homes.append((issue, pages(issue, graph.in_issue(issue), belongs_to(graph, issue))))
        shown.update(name for page in homes[-1][1] for name in page)
    rest = [name for name in graph.assertions if name not in shown]
    if rest or not homes:
        homes.append((None, pages(None, rest, lambda name: name not in shown)))
    return homes


def page_names(graph: ArgumentGraph, homes: Homes) -> dict[tuple[str | None, int], str]:
    """The name of each page, no two alike: that of the issue, with -2, -3 … for further pages."""
    taken = set(RESERVED)
    names: dict[tuple[str | None, int], str] = {}
    for home, _ in homes:
        name = home or (OUTSIDE if graph.map.issues else "map")
        names[home, 0] = _free(f"issue-{name}" if _is_taken(name, taken) else name, taken)
        taken.add(names[home, 0])
    for home, pages in homes:
        for number in range(1, len(pages)):
            name = f"{names[home, 0]}-{number + 1}"
            names[home, number] = _free(
                f"{names[home, 0]}-page-{number + 1}" if _is_taken(name, taken) else name, taken
            )
            taken.add(names[home, number])
    return names


def _named_page(taken: Container[str], name: str, number: int) -> str:
    own = name if number == 1 else f"{name}-{number}"
    return _free(f"view-{own}", taken) if _is_taken(own, taken) and own != OVERVIEW else own


def _is_taken(name: str, taken: Container[str]) -> bool:
    return name in taken or DIFFERENCES.fullmatch(name) is not None


def _free(name: str, taken: Container[str]) -> str:
    """The name, with as many underscores behind it as keep it apart: ids have none."""
    while _is_taken(name, taken):
        name += "_"
    return name


def _pages(
    material: Material,
    home: str | None,
    pages: list[list[str]],
    names: list[str],
    where: Mapping[str, str],
    taken: set[str],
) -> list[Picture]:
    """The pages of an issue, called by `names`, and after them those for what they have no room for."""
    room = largest_for(material.direction, material.page)
    drawn: list[tuple[Sheet, Picture]] = []
    for page, name in zip(pages, names, strict=True):
        make = partial(Sheet, material, home, page, where)
        top = material.graph.positions(home) if home else ()
        sheet = roomy(make, material.authorities or "auto", top, material.direction)
        drawn.append((sheet, _page(sheet, home, name)))
    called = [Place(name, place_words(material.graph, name, home)) for name in names]
    following = _places(material.graph, home, names, taken)
    return [replace(picture, view=names[0]) for picture in numbered(with_further(drawn, called, room, following))]


def _places(graph: ArgumentGraph, home: str | None, names: list[str], taken: set[str]) -> Iterator[Place]:
    """What the pages are called that come after those with names."""
    for number in count(len(names) + 1):
        name = _free(f"{names[0]}-{number}", taken)
        taken.add(name)
        yield Place(name, place_words(graph, name, home))


def _page(sheet: Sheet, home: str | None, name: str) -> Picture:
    graph, evaluation = sheet.graph, sheet.evaluation
    if home is None:
        title = "Assertions outside the issues" if graph.map.issues else graph.map.header.title
        return sheet.finished(name, title, subtitle(graph.map.header, [counted(len(sheet.full), "assertion")]))
    facts = [issue_name(graph, home), *issue_facts(graph, evaluation, home)]
    picture = sheet.finished(name, graph.map.issues[home].question, subtitle(graph.map.header, facts))
    return replace(picture, issue=home, outcome=outcome_fact(graph, evaluation, home))
