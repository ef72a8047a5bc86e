"""The views that a file names, under their scenario and with their options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from argmap.evaluation.labels import Evaluation, evaluate
from argmap.evaluation.scenario import Assumptions
from argmap.evaluation.words import Outcome
from argmap.graph import ArgumentGraph
from argmap.model.header import View
from argmap.render.further import Place
from argmap.render.gap_cards import other_gaps
from argmap.render.legible import Division, legible_pages, roomy
from argmap.render.lists import divided
from argmap.render.onward import with_further
from argmap.render.overview import authorities_view, chronology, overview, parties_view
from argmap.render.paging import belongs_to, largest_for
from argmap.render.picture import Card, Direction, Line, Picture
from argmap.render.sheet import Material, Sheet
from argmap.render.sheet_cards import SHADES
from argmap.render.wording import KINDS, counted, issue_facts, outcome_fact, outcome_words, shortened, subtitle
from argmap.writing import file_stem

_LISTS: Mapping[str, Callable[[Material], Picture]] = MappingProxyType(
    {"authorities": authorities_view, "parties": parties_view, "chronology": chronology}
)


def named_views(material: Material, view: View, where: Mapping[str, str], names: Callable[[int], str]) -> list[Picture]:
    """The pages of a named view, called by `names` from 1 on; `where` tells on which page of the map each assertion is
    shown in full.
    """
    before, facts = material, _scenario_facts(material.graph, view)
    if view.scenario:
        material = replace(material, evaluation=_under_scenario(material, view.scenario))
    material = replace(material, page=view.page or material.page)
    if not view.gaps:
        material = replace(material, gaps={}, argument_gaps={})
    pictures = _pictures(before, material, view, _Pages(where, names))
    found = []
    for number, picture in enumerate(pictures, 1):
        page = [f"page {number} of {len(pictures)}"] if len(pictures) > 1 else []
        found.append(
            replace(
                picture,
                name=names(number),
                title=view.title or picture.title,
                subtitle=" · ".join(part for part in (*page, *facts, picture.subtitle) if part),
                direction=_direction(material, view, picture),
                page=material.page,
            )
        )
    return found


def _direction(material: Material, view: View, picture: Picture) -> Direction:
    """Where lines run: as is asked for, in every view or in this one, else as this sort of view is best read."""
    return material.direction or (view.direction if "direction" in view.model_fields_set else picture.direction)


class _Pages(NamedTuple):
    """On which page of the map each assertion is shown in full, and what the pages of this view are called."""

    where: Mapping[str, str]
    names: Callable[[int], str]


def _scenario_facts(graph: ArgumentGraph, view: View) -> list[str]:
    if not view.scenario or (view.show == "scenario" and not view.title):
        return []
    return [f"scenario: {_scenario_words(graph, view)}"]


def _scenario_words(graph: ArgumentGraph, view: View) -> str:
    """What a view supposes, as its file says it."""
    name = view.scenario or ""
    return (graph.map.scenarios[name].description or name.replace("-", " ")).rstrip(".")


def _under_scenario(material: Material, name: str) -> Evaluation:
    scenario = material.graph.map.scenarios[name]
    return evaluate(material.graph, Assumptions(frozenset(scenario.accept), frozenset(scenario.reject)))


def _pictures(before: Material, material: Material, view: View, where: _Pages) -> list[Picture]:
    graph = material.graph
    if view.focus is not None:
        full = surroundings(graph, view.focus, view.up, view.down)
        return _sheets(material, view, full, where, graph.assertions[view.focus].entry.text)
    if view.issue is not None:
        return _sheets(material, view, [*graph.in_issue(view.issue)], where, graph.map.issues[view.issue].question)
    listed = _LISTS.get(view.show or "")
    if listed is not None:
        picture = listed(material)
        picture = replace(picture, direction=_direction(material, view, picture))
        return divided(picture, material.page, by_card=view.show == "chronology")
    if view.show == "gaps":
        full = [name for name in graph.assertions if material.gaps.get(name)]
        return _gaps(material, view, full, where)
    if view.show == "scenario" and view.scenario:
        return _changes(before, material, view, where)
    return divided(overview(material, view.issues), material.page)


def _gaps(material: Material, view: View, full: list[str], where: _Pages) -> list[Picture]:
    """Everything with open gaps, each gap named: the assertions in their argument, then what is no assertion."""
    here, all_of_them = sum(material.gaps[name] for name in full), sum(material.gaps.values())
    notes = {
        name: f"open: {', '.join(material.gap_words.get(name, ()))}" for name in full if name in material.gap_words
    }
    title, others = counted(all_of_them, "open gap"), other_gaps(material)
    pages = _sheets(replace(material, notes=notes), view, full, where, title) if full or not others else []
    facts = f"{counted(here, 'open gap')} about {counted(len(full), 'assertion')}"
    pages = [replace(page, subtitle=" · ".join(part for part in (facts, page.subtitle) if part)) for page in pages]
    return pages + (divided(replace(others, title=title), material.page) if others else [])


def _changes(before: Material, material: Material, view: View, where: _Pages) -> list[Picture]:
    """What a scenario changes: the assertions that get another label, and how many issues end otherwise."""
    graph, old, new = material.graph, before.evaluation, material.evaluation
    full = [name for name in graph.assertions if old.labels[name] is not new.labels[name]]
    notes = {name: f"before: {old.standings[name].value}" for name in full}
    moved = [name for name in graph.map.issues if old.outcomes[name] != new.outcomes[name]]
    pages = _sheets(replace(material, notes=notes), view, full, where, _scenario_words(graph, view))
    facts = [f"{counted(len(full), 'assertion')} {'changes' if len(full) == 1 else 'change'}"]
    facts.append(f"{counted(len(moved), 'issue')} {'ends' if len(moved) == 1 else 'end'} otherwise" if moved else "")
    pages = [replace(page, subtitle=" · ".join(part for part in (*facts, page.subtitle) if part)) for page in pages]
    for name in reversed(moved):
        shown = [{card.key for card in page.cards if not card.away} for page in pages]
        at = next((at for at, keys in enumerate(shown) if keys.intersection(graph.positions(name))), 0)
        href = f"{file_stem(material.issue_pages.get(name, name))}.svg"
        pages[at] = with_outcome(pages[at], graph, name, (old.outcomes[name], new.outcomes[name]), href)
    return pages


def with_outcome(
    picture: Picture, graph: ArgumentGraph, name: str, ends: tuple[Outcome, Outcome], href: str = ""
) -> Picture:
    """The picture with a card of an issue: how it ends now and ended before, above the positions that are drawn."""
    key = f"{name}/outcome"
    was, now = (_ending(graph, end) for end in ends)
    before = f"was: {was[0].lower()}{was[1:]}" if ends[0] != ends[1] else ""
    card = Card(
        key, "issue", "Issue", graph.map.issues[name].question, None, before, outcome=now, href=href, about=name
    )
    drawn = {other.key for other in picture.cards}
    lines = [Line(f"{key}/{other}", key, other, "carries") for other in graph.positions(name) if other in drawn]
    return replace(picture, cards=(card, *picture.cards), lines=(*lines, *picture.lines))


def _ending(graph: ArgumentGraph, outcome: Outcome) -> str:
    """How an issue ends, with the position that stands."""
    words = outcome_words(graph, outcome)
    return f"{words}: {shortened(graph.assertions[outcome.position].entry.text)}" if outcome.position else words


def _sheets(material: Material, view: View, full: list[str], where: _Pages, title: str) -> list[Picture]:
    graph = material.graph
    wanted = set(full)
    home = view.issue or (graph.assertions[view.focus].entry.issue if view.focus else None)
    known = home if home in graph.map.issues else None
    positions = graph.positions(known) if known else ()
    belongs = belongs_to(graph, view.issue) if view.issue and not view.focus else wanted.__contains__
    direction = material.direction or view.direction
    authorities = material.authorities or view.authorities
    begin = [view.focus] if view.focus else [name for name in positions if name in wanted]
    asked = Division(home, full, belongs, begin, authorities, direction)
    shape, assume = graph.shape, material.evaluation.assume
    known_as = ("view", view.issue, view.focus, tuple(full), authorities, direction, material.page, assume)
    if known_as not in shape:
        shape[known_as] = legible_pages(material, asked) or [[]]
    pages: list[list[str]] = shape[known_as]
    own = {name: where.names(number) for number, page in enumerate(pages, 1) for name in page}
    places = {name: f"page {number}" for number, page in enumerate(pages, 1) for name in page}
    following = (Place(where.names(number), f"page {number}") for number in count(len(pages) + 1))
    drawn: list[tuple[Sheet, Picture]] = []
    for page in pages:
        make = partial(Sheet, material, home, page, {**where.where, **own}, places=places)
        sheet = roomy(make, authorities, positions, direction)
        ends = known if view.issue and known else ""
        facts = issue_facts(graph, material.evaluation, ends) if ends else []
        outcome = outcome_fact(graph, material.evaluation, ends) if ends else ""
        picture = sheet.finished(view.show or "view", title, subtitle(graph.map.header, facts))
        picture = _focused(picture, graph, view.focus) if view.focus else picture
        drawn.append((sheet, replace(picture, issue=ends, outcome=outcome)))
    called = [Place(where.names(number), f"page {number}") for number in range(1, len(pages) + 1)]
    return with_further(drawn, called, largest_for(direction, material.page), following)


def _focused(picture: Picture, graph: ArgumentGraph, focus: str) -> Picture:
    """The picture with the card that its view is about marked as that, by a mark and by a word."""

    def marked(card: Card) -> Card:
        if card.key != focus or card.away:
            return card
        kind = graph.assertions[focus].entry.kind
        heading = KINDS[kind] if card.shade == "counter" else card.heading
        return replace(card, heading=f"Focus · {heading}", shade=SHADES[kind], focus=True)

    return replace(picture, cards=tuple(map(marked, picture.cards)))


def surroundings(graph: ArgumentGraph, focus: str, up: int, down: int) -> list[str]:
    """An assertion, what stands on it for `up` steps, and what is below it for `down` steps."""
    found = dict.fromkeys([focus])
    for steps, around in ((up, graph.above), (down, graph.below)):
        level = [focus]
        for _ in range(steps):
            level = [name for name in dict.fromkeys(n for at in level for n in around(at)) if name not in found]
            found.update(dict.fromkeys(level))
    return list(found)
