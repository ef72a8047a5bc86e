"""Views made of short lists rather than of links: the overview, the parties, the authorities, the dated facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import TypeVar

from argmap.citing.full import authority_name, role_words
from argmap.graph import ArgumentGraph, CitationNode
from argmap.render.picture import Card, Item, Line, Picture
from argmap.render.sheet_cards import SHADES, Material, alternative_words, supposed_words
from argmap.render.wording import (
    attributed,
    authority_heading,
    burden_words,
    citation_words,
    counted,
    days,
    interval_words,
    outcome_words,
    parties_named,
    party_name,
    rule_name,
    shortened,
    standard_words,
    subtitle,
)
from argmap.writing import file_stem

T = TypeVar("T")
POSITIONS, OTHERS = 8, 24
"""How many positions one card of an issue or a party leads to, and how many other things a card lists; the others have
a further card.
"""
LISTED = 150
"""How many characters of an assertion's text a list has."""
LONG = 6
"""From how many things on that it lists a card is wide."""
ROOM, BETWEEN = 148.0, 51.0
"""Room for the text of a position in the overview, and what lies between the texts of two: so that issues align."""


def batched(names: Sequence[T], size: int) -> list[Sequence[T]]:
    """Names, or other things, in parts of a size."""
    return [names[start : start + size] for start in range(0, len(names), size)]


def _list_room(items: Sequence[Item]) -> float:
    """The width of a card that lists things, in points; 0 where it is as wide as its text asks."""
    return 2 * ROOM + BETWEEN if len(items) >= LONG else 0.0


def overview(material: Material, order: Iterable[str] = ()) -> Picture:
    """Every issue with its positions and its outcome; the issues of `order` first."""
    graph = material.graph
    cards: list[Card] = []
    lines: list[Line] = []
    for name in dict.fromkeys((*order, *graph.map.issues)):
        for number, names in enumerate(batched(graph.positions(name), POSITIONS) or [()], 1):
            issue = _issue_card(material, name, number)
            cards.append(issue)
            for position in names:
                card = _position_card(material, name, position)
                cards.append(replace(card, room=ROOM))
                lines.append(Line(f"{issue.key}-{position}", issue.key, card.key, "carries"))
            for first, second in _neighbours_opposed(graph, names):
                ends = (f"{name}-{first}", f"{name}-{second}")
                lines.append(Line(f"{name}-{first}-{second}", *ends, "rebuts", level=True))
    header = graph.map.header
    counts = [counted(len(graph.map.issues), "issue"), counted(len(graph.assertions), "assertion")]
    return Picture("overview", header.title, subtitle(header, counts), header.title, tuple(cards), (), tuple(lines))


def _issue_card(material: Material, name: str, number: int) -> Card:
    """An issue and how it ends; one with very many positions has further cards, by number."""
    graph = material.graph
    issue, first = graph.map.issues[name], number == 1
    burden = burden_words(graph, issue)
    facts = [f"Burden: {burden}"] if burden else []
    facts.append(f"Standard: {standard_words(issue.standard)}")
    return Card(
        f"issue-{name}" if first else f"issue-{name}/{number}",
        "issue",
        _card_of(f"Issue · {issue.short}" if issue.short else "Issue", number),
        issue.question,
        None,
        " · ".join(facts) if first else "",
        outcome=outcome_words(graph, material.evaluation.outcomes[name]) if first else "",
        gaps=material.gaps.get(name, 0) if first else 0,
        room=ROOM * 2 + BETWEEN,
        href=f"{file_stem(material.issue_pages.get(name, name))}.svg",
        about=name,
    )


def _card_of(heading: str, number: int) -> str:
    """The heading of a thing that has several cards."""
    return heading + (f", card {number}" if number > 1 else "")


def _position_card(material: Material, issue: str, name: str) -> Card:
    node = material.graph.assertions[name]
    who = parties_named(material.graph, node.entry.asserted_by)
    said = (supposed_words(material, name), who, alternative_words(material.graph, name))
    return Card(
        f"{issue}-{name}",
        SHADES[node.entry.kind],
        "Position",
        node.entry.text,
        material.evaluation.standings[name],
        " · ".join(part for part in said if part),
        gaps=material.gaps.get(name, 0),
        href=f"{file_stem(material.issue_pages.get(issue, issue))}.svg#{name}",
        about=name,
    )


def _neighbours_opposed(graph: ArgumentGraph, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Positions that stand side by side and rebut one another."""
    for first, second in pairwise(names):
        if any(other == second for other, _ in graph.rebuttals_of(first)):
            yield first, second


def authorities_view(material: Material) -> Picture:
    """Every cited authority: who relies on it, for what, and against what it is cited; most cited first."""
    graph = material.graph
    cards = []
    for name in sorted(graph.cited, key=lambda name: -len(graph.cited[name])):
        authority = graph.map.authorities[name]
        heading = authority_heading(authority, graph.map.header.applicable_law)
        for number, listed in enumerate(batched(_uses(material, name), OTHERS), 1):
            card = Card(
                name if number == 1 else f"{name}/{number}",
                "authority",
                _card_of(heading, number),
                authority_name(name, authority),
                None,
                _relied_on(graph, graph.cited[name]) if number == 1 else "",
                gaps=material.gaps.get(name, 0) if number == 1 else 0,
                href=authority.url or "",
                about=name,
                items=tuple(listed),
                room=_list_room(listed),
            )
            cards.append(card)
    citations = sum(len(found) for found in graph.cited.values())
    counts = ["1 authority" if len(graph.cited) == 1 else f"{len(graph.cited)} authorities"]
    counts.append(counted(citations, "citation"))
    header = graph.map.header
    return Picture("authorities", "Who relies on what", subtitle(header, counts), header.title, tuple(cards), (), ())


def _uses(material: Material, name: str) -> list[Item]:
    """What cites an authority, each with where in it; what it is cited against, or for neither side, says so."""
    graph = material.graph
    uses: dict[tuple[str, str], tuple[bool, list[str]]] = {}
    for citation in graph.cited[name]:
        use = "against" if (against := citation.entry.side == "against") else role_words(citation.entry)
        _, places = uses.setdefault((citation.owner, use), (against, []))
        places.append(citation.entry.at or "as a whole")
    found = []
    for (user, use), (against, places) in uses.items():
        where = "; ".join(dict.fromkeys(places))
        words = f"{f'{use} · ' if use else ''}{where}: {_user_words(graph, user)}"
        found.append(Item(words, material.evaluation.standings.get(user), against))
    return found


def _relied_on(graph: ArgumentGraph, citations: Iterable[CitationNode]) -> str:
    """Which parties rely on an authority, and against which it is cited."""
    sides: dict[str, dict[str, None]] = {"for": {}, "against": {}}
    for citation in citations:
        node = graph.assertions.get(citation.owner)
        for said in node.entry.asserted_by if node else ():
            sides.get(citation.entry.side, {})[party_name(graph, said.party)] = None
    words = {"for": "relied on by", "against": "cited against"}
    return " · ".join(f"{words[side]} {', '.join(parties)}" for side, parties in sides.items() if parties)


def _user_words(graph: ArgumentGraph, name: str) -> str:
    """What cites an authority: an assertion in short, or a rule by its name."""
    node = graph.assertions.get(name)
    return shortened(node.entry.text, LISTED) if node else f"rule: {rule_name(graph, name)}"


def parties_view(material: Material) -> Picture:
    """Every party with what it puts forward: positions on issues as cards beside it, the rest in short."""
    graph = material.graph
    cards: list[Card] = []
    lines: list[Line] = []
    positions = {name: issue for issue in graph.map.issues for name in graph.positions(issue)}
    for party in graph.map.parties:
        said = [n for n, node in graph.assertions.items() if any(a.party == party for a in node.entry.asserted_by)]
        if not said:
            continue
        kind = graph.map.parties[party].kind or "party"
        footer, name_ = counted(len(said), "assertion"), graph.map.parties[party].name
        own_positions = batched([name for name in said if name in positions], POSITIONS)
        others = batched([name for name in said if name not in positions], OTHERS)
        for number, (shown, listed) in enumerate(zip_longest(own_positions, others, fillvalue=()), 1):
            key = f"party-{party}" if number == 1 else f"party-{party}/{number}"
            heading = _card_of(kind.replace("-", " "), number)
            items = tuple(_said_by(material, party, name) for name in listed)
            room = _list_room(items)
            cards.append(Card(key, "party", heading, name_, None, footer, about=party, items=items, room=room))
            for name in shown:
                card = _position_card(material, positions[name], name)
                own = f"{party}-{name}"
                cards.append(replace(card, key=own, footer="", gaps=0))
                lines.append(Line(f"{key}-{name}", key, own, "carries"))
    header = graph.map.header
    whole = tuple(cards), (), tuple(lines)
    return Picture("parties", "Who says what", subtitle(header, ()), header.title, *whole, direction="right")


def _said_by(material: Material, party: str, name: str) -> Item:
    """An assertion in a party's list; one that it only reports says so."""
    node = material.graph.assertions[name]
    roles = {said.role for said in node.entry.asserted_by if said.party == party}
    before = "reports: " if roles == {"reports"} else ""
    return Item(before + shortened(node.entry.text, LISTED), material.evaluation.standings[name])


def chronology(material: Material) -> Picture:
    """Every assertion with a date, in the order of time."""
    graph = material.graph
    dated = [(node.entry.on, name) for name, node in graph.assertions.items() if node.entry.on is not None]
    dated.sort(key=lambda item: (*days(item[0]), item[1]))
    cards, lines = [], []
    for number, (when, name) in enumerate(dated):
        node = graph.assertions[name]
        said = attributed(graph, node.entry.asserted_by)
        chips = tuple(citation_words(graph, cited) for cited in node.citations if cited.entry.side != "against")
        against = (cited for cited in node.citations if cited.entry.side == "against")
        items = tuple(Item(f"against: {citation_words(graph, cited)}", None, against=True) for cited in against)
        standing = material.evaluation.standings[name]
        gaps = material.gaps.get(name, 0)
        shade = SHADES[node.entry.kind]
        heading, text = interval_words(when), node.entry.text
        cards.append(Card(name, shade, heading, text, standing, said, chips, gaps=gaps, about=name, items=items))
        if number:
            lines.append(Line(f"{name}-after", dated[number - 1][1], name, "carries"))
    header = graph.map.header
    facts = [counted(len(cards), "dated assertion")]
    return Picture(
        "chronology", "In the order of time", subtitle(header, facts), header.title, tuple(cards), (), tuple(lines)
    )
