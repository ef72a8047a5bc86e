"""Which pictures a map gives: the overview, and for each issue one page or, where it is large, several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from argmap.evaluation.labels import evaluate
from argmap.evaluation.scenario import Assumptions
from argmap.graph import ArgumentGraph
from argmap.model.header import View
from argmap.render.picture import Card, Line, Picture
from argmap.render.sheet import SHADES, Material, Sheet
from argmap.render.wording import attributed, date_words, party_name

PAGE = 30
"""How many assertions one page shows in full; the rest go to further pages."""
OUTSIDE = "outside-the-issues"


def all_views(material: Material) -> list[Picture]:
    """The overview, the pages of each issue and of whatever belongs to none, and the views that the file names."""
    graph = material.graph
    homes: list[tuple[str | None, list[list[str]]]] = []
    shown: set[str] = set()
    for issue in graph.map.issues:
        pages = paginate(graph, graph.in_issue(issue), _belongs_to(graph, issue))
        homes.append((issue, pages))
        shown.update(name for page in pages for name in page)
    rest = [name for name in graph.assertions if name not in shown]
    if rest or not homes:
        homes.append((None, paginate(graph, rest, lambda name: name not in shown) or [[]]))
    where: dict[str, str] = {}
    for home, pages in homes:
        for number, page in enumerate(pages):
            for name in page:
                if graph.assertions[name].entry.issue in (home, None):
                    where.setdefault(name, page_name(graph, home, number))
    pictures = [overview(material)] if graph.map.issues else []
    for home, pages in homes:
        pictures += [_page(material, home, pages, number, where) for number in range(len(pages))]
    taken = {picture.name for picture in pictures}
    for name, view in graph.map.views.items():
        if is_drawn(view) and name not in taken:
            pictures.append(_named(material, name, view, where))
    return pictures


def is_drawn(view: View) -> bool:
    """Whether this version draws a named view: the issues, one issue, or the surroundings of an assertion."""
    return view.focus is not None or view.issue is not None or view.show in ("issues", "scenario")


def _named(material: Material, name: str, view: View, where: Mapping[str, str]) -> Picture:
    """A view that the file names, under its scenario and with its options."""
    graph = material.graph
    facts: list[str] = []
    if view.scenario:
        scenario = graph.map.scenarios[view.scenario]
        facts.append(f"scenario: {scenario.description or view.scenario.replace('-', ' ')}")
        assume = Assumptions(frozenset(scenario.accept), frozenset(scenario.reject))
        material = Material(graph, evaluate(graph, assume), material.gaps)
    if not view.gaps:
        material = Material(graph, material.evaluation)
    if view.focus is None and view.issue is None:
        picture = overview(material)
        subtitle = " · ".join((*facts, picture.subtitle)).replace("..", ".")
        return replace(picture, name=name, title=view.title or picture.title, subtitle=subtitle)
    if view.focus is not None:
        full = surroundings(graph, view.focus, view.up, view.down)
        home, title = graph.assertions[view.focus].entry.issue, graph.assertions[view.focus].entry.text
    else:
        home = str(view.issue)
        full, title = [*graph.in_issue(home)], graph.map.issues[home].question
        facts += _issue_facts(material, home)
    sheet = Sheet(material, home, full, where, view.authorities)
    sheet.draw(graph.positions(home) if home in graph.map.issues else ())
    picture = sheet.finished(name, view.title or title, _subtitle(graph, facts))
    return replace(picture, direction=view.direction)


def surroundings(graph: ArgumentGraph, focus: str, up: int, down: int) -> list[str]:
    """An assertion, what stands on it for `up` steps, and what is below it for `down` steps."""
    found = dict.fromkeys([focus])
    for steps, around in ((up, graph.above), (down, graph.below)):
        level = [focus]
        for _ in range(steps):
            level = [name for name in dict.fromkeys(n for at in level for n in around(at)) if name not in found]
            found.update(dict.fromkeys(level))
    return list(found)


def page_name(graph: ArgumentGraph, home: str | None, number: int) -> str:
    """The name of a page: that of the issue, with -2, -3 … for further pages."""
    name = home or (OUTSIDE if graph.map.issues else "map")
    return name if number == 0 else f"{name}-{number + 1}"


def _belongs_to(graph: ArgumentGraph, issue: str) -> Callable[[str], bool]:
    """Whether an assertion met below an issue is drawn in full there: it names that issue, or none."""
    return lambda name: graph.assertions[name].entry.issue in (issue, None)


def paginate(graph: ArgumentGraph, start: Iterable[str], belongs: Callable[[str], bool]) -> list[list[str]]:
    """Divide what hangs below some assertions into pages of at most PAGE assertions.

    The first page goes from the start down, level by level; what it has no room for begins further pages, each with
    what hangs below it, several on one page where there is room.
    """
    pages: list[list[str]] = []
    placed: dict[str, None] = {}
    roots = list(start)
    while roots:
        page: list[str] = []
        further: list[str] = []
        for group in [roots] if not pages else [[root] for root in roots]:
            level = [name for name in group if name not in placed]
            while level:
                room = PAGE - len(page)
                page += level[:room]
                placed.update(dict.fromkeys(level[:room]))
                further += level[room:]
                below = [name for at in level[:room] for name in graph.below(at) if belongs(name)]
                level = [name for name in dict.fromkeys(below) if name not in placed and name not in further]
        if page:
            pages.append(page)
        roots = [name for name in dict.fromkeys(further) if name not in placed]
    return pages


def _page(material: Material, home: str | None, pages: list[list[str]], number: int, where: dict[str, str]) -> Picture:
    graph = material.graph
    own = {member: page_name(graph, home, at) for at, page in enumerate(pages) for member in page}
    sheet = Sheet(material, home, pages[number], {**where, **own})
    name = page_name(graph, home, number)
    if home is None:
        sheet.draw()
        title = "Assertions outside the issues" if graph.map.issues else graph.map.header.title
        facts = [f"{len(pages[number])} assertions"]
    else:
        sheet.draw(graph.positions(home))
        title, facts = graph.map.issues[home].question, _issue_facts(material, home)
    if len(pages) > 1:
        facts.insert(0, f"page {number + 1} of {len(pages)}")
    return sheet.finished(name, title, _subtitle(graph, facts))


def _issue_facts(material: Material, name: str) -> list[str]:
    graph, issue = material.graph, material.graph.map.issues[name]
    outcome = material.evaluation.outcomes[name]
    facts = [f"burden: {party_name(graph, issue.burden)}"] if issue.burden else []
    facts.append(f"standard: {(issue.standard or 'preponderance').replace('-', ' ')}")
    if outcome.position:
        facts.append("one position stands")
    elif outcome.against:
        facts.append(f"no position stands: falls against {party_name(graph, outcome.against)}")
    return facts


def overview(material: Material) -> Picture:
    """Every issue with its positions and its outcome."""
    graph, evaluation = material.graph, material.evaluation
    cards, lines = [], []
    wanted = next((view.issues for view in graph.map.views.values() if view.show == "issues"), ())
    for name in dict.fromkeys((*wanted, *graph.map.issues)):
        issue = graph.map.issues[name]
        outcome = evaluation.outcomes[name]
        if outcome.position:
            result = "One position stands"
        elif outcome.against:
            result = f"No position stands: falls against {party_name(graph, outcome.against)}, who bears the burden"
        else:
            result = "No position stands"
        facts = [f"Burden: {party_name(graph, issue.burden)}"] if issue.burden else []
        facts.append(f"Standard: {(issue.standard or 'preponderance').replace('-', ' ')}")
        key = f"issue-{name}"
        cards.append(
            Card(
                key,
                "issue",
                "Issue",
                issue.question,
                None,
                " · ".join(facts),
                (result,),
                href=f"{name}.svg",
            )
        )
        names = graph.positions(name)
        for position in names:
            cards.append(_position_card(material, name, position))
            lines.append(Line(f"{key}-{position}", key, f"{name}-{position}", "carries"))
        for first, second in _opposed(graph, names):
            level = names.index(second) - names.index(first) == 1
            lines.append(
                Line(
                    f"{name}-{first}-{second}",
                    f"{name}-{first}",
                    f"{name}-{second}",
                    "rebuts",
                    "rebut each other",
                    level=level,
                )
            ) if level else None
    subtitle = _subtitle(graph, [f"{len(graph.map.issues)} issues", f"{len(graph.assertions)} assertions"])
    header = graph.map.header
    return Picture("overview", header.title, subtitle, header.title, tuple(cards), (), tuple(lines))


def _position_card(material: Material, issue: str, name: str) -> Card:
    node = material.graph.assertions[name]
    return Card(
        f"{issue}-{name}",
        SHADES[node.entry.kind],
        "Position",
        node.entry.text,
        material.evaluation.standings[name],
        attributed(material.graph, node.entry.asserted_by),
        gaps=material.gaps.get(name, 0),
        href=f"{issue}.svg",
    )


def _opposed(graph: ArgumentGraph, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Pairs of positions that rebut one another, in the order of the positions."""
    pairs = {(name, other) for name in names for other, _ in graph.rebuttals_of(name) if other in names}
    return [(a, b) for number, a in enumerate(names) for b in names[number + 1 :] if (a, b) in pairs or (b, a) in pairs]


def _subtitle(graph: ArgumentGraph, facts: Iterable[str]) -> str:
    header = graph.map.header
    parts = [*facts]
    if header.forum:
        parts.append(f"before {header.forum}" if len(header.forum) <= 60 else header.forum)
    if header.as_of:
        parts.append(f"law and facts as at {date_words(header.as_of)}")
    return " · ".join(parts)
