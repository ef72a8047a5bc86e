"""Which pictures a map gives: the overview, and for each issue one page or, where it is large, several."""

from __future__ import annotations

from collections.abc import Callable

from argmap.graph import ArgumentGraph
from argmap.render.named import named_views
from argmap.render.overview import overview
from argmap.render.paging import paginate
from argmap.render.picture import Picture
from argmap.render.sheet import Material, Sheet
from argmap.render.wording import counted, issue_facts, subtitle

OUTSIDE = "outside-the-issues"
OVERVIEW = "overview"


def all_views(material: Material) -> list[Picture]:
    """The overview, the pages of each issue and of whatever belongs to none, and the views that the file names.

    A named view called `overview` replaces argmap's own; one called like another page gets `view-` before its name.
    """
    graph = material.graph
    homes = _homes(graph)
    where: dict[str, str] = {}
    for home, pages in homes:
        for number, page in enumerate(pages):
            for name in page:
                if graph.assertions[name].entry.issue in (home, None):
                    where.setdefault(name, page_name(graph, home, number))
    pictures: dict[str, Picture] = {}
    if graph.map.issues:
        pictures[OVERVIEW] = overview(material)
    for home, pages in homes:
        for number in range(len(pages)):
            picture = _page(material, home, pages, number, where)
            pictures[picture.name] = picture
    for name, view in graph.map.views.items():
        own_name = f"view-{name}" if name in pictures and name != OVERVIEW else name
        for picture in named_views(material, own_name, view, where):
            pictures[picture.name] = picture
    return list(pictures.values())


def _homes(graph: ArgumentGraph) -> list[tuple[str | None, list[list[str]]]]:
    """The pages of every issue, and (under None) of the assertions that no issue shows."""
    homes: list[tuple[str | None, list[list[str]]]] = []
    shown: set[str] = set()
    for issue in graph.map.issues:
        pages = paginate(graph, graph.in_issue(issue), _belongs_to(graph, issue))
        homes.append((issue, pages or [[]]))
        shown.update(name for page in pages for name in page)
    rest = [name for name in graph.assertions if name not in shown]
    if rest or not homes:
        homes.append((None, paginate(graph, rest, lambda name: name not in shown) or [[]]))
    return homes


def page_name(graph: ArgumentGraph, home: str | None, number: int) -> str:
    """The name of a page: that of the issue, with -2, -3 … for further pages."""
    name = home or (OUTSIDE if graph.map.issues else "map")
    return name if number == 0 else f"{name}-{number + 1}"


def _belongs_to(graph: ArgumentGraph, issue: str) -> Callable[[str], bool]:
    """Whether an assertion met below an issue is drawn in full there: it names that issue, or none."""
    return lambda name: graph.assertions[name].entry.issue in (issue, None)


def _page(material: Material, home: str | None, pages: list[list[str]], number: int, where: dict[str, str]) -> Picture:
    graph = material.graph
    own = {member: page_name(graph, home, at) for at, page in enumerate(pages) for member in page}
    sheet = Sheet(material, home, pages[number], {**where, **own})
    name = page_name(graph, home, number)
    if home is None:
        sheet.draw()
        title = "Assertions outside the issues" if graph.map.issues else graph.map.header.title
        facts = [counted(len(pages[number]), "assertion")]
    else:
        sheet.draw(graph.positions(home))
        title, facts = graph.map.issues[home].question, issue_facts(graph, material.evaluation, home)
    if len(pages) > 1:
        facts.insert(0, f"page {number + 1} of {len(pages)}")
    return sheet.finished(name, title, subtitle(graph.map.header, facts))
