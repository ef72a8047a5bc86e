"""The cards of a sheet: what they say of an assertion, an authority, an element without a premise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from argmap.citing.full import authority_name
from argmap.evaluation.labels import Evaluation
from argmap.evaluation.reasons import missing_elements
from argmap.graph import ArgumentGraph, ArgumentNode, CitationNode
from argmap.model.values import Kind, Paper, Status
from argmap.render.further import LISTED
from argmap.render.picture import Authorities, Card, Direction, Shade
from argmap.render.wording import (
    KINDS,
    attributed,
    authority_heading,
    issue_name,
    parties_named,
    shortened,
)
from argmap.writing import file_stem

ELSEWHERE_NAMED = 2
"""How many other issues a card names before it counts them."""
SHADES: dict[Kind, Shade] = {Kind.LEGAL: "legal", Kind.FACTUAL: "factual", Kind.MIXED: "mixed"}


@dataclass(frozen=True)
class Material:
    """What views are made from: the graph, its evaluation, how many open gaps each id has (WHOLE_MAP: the map itself)
    and what they are called (`gap_words`), how many of its conclusion's are written in each argument (`argument_gaps`),
    what else to say of an assertion (`notes`), and before a citation in a line of text (`chip_words`), on which page
    each issue is.

    `authorities` and `direction` are asked for in every view, whatever the file says.
    """

    graph: ArgumentGraph
    evaluation: Evaluation
    gaps: Mapping[str, int] = field(default_factory=dict)
    gap_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    argument_gaps: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    chip_words: Mapping[str, str] = field(default_factory=dict)
    issue_pages: Mapping[str, str] = field(default_factory=dict)
    page: Paper | None = None
    authorities: Authorities | None = None
    direction: Direction | None = None


def assertion_card(material: Material, name: str, heading: str, *, is_counter: bool) -> Card:
    """The card of an assertion drawn in full; its chips and where else it is used are the sheet's to say."""
    entry = material.graph.assertions[name].entry
    status = entry.status.value if entry.status is not Status.ASSERTED else ""
    confidential = "confidential" if entry.confidential else ""
    supposed, alternative = supposed_words(material, name), alternative_words(material.graph, name)
    who = attributed(material.graph, entry.asserted_by)
    said = (material.notes.get(name, ""), supposed, status, confidential, who, alternative)
    return Card(
        name,
        "counter" if is_counter else SHADES[entry.kind],
        heading,
        entry.text,
        material.evaluation.standings[name],
        " · ".join(part for part in said if part),
        gaps=material.gaps.get(name, 0),
        about=name,
    )


def alternative_words(graph: ArgumentGraph, name: str) -> str:
    """In the alternative to what an assertion is pleaded, in short."""
    found = graph.assertions[name].entry.alternative_to
    others = [f"“{shortened(graph.assertions[other].entry.text)}”" for other in found if other in graph.assertions]
    return f"in the alternative to {' and '.join(others)}" if others else ""


def supposed_words(material: Material, name: str) -> str:
    """What the scenario of a view supposes of an assertion or authority."""
    assume = material.evaluation.assume
    if name in assume.reject:
        return "rejected in this scenario"
    return "accepted in this scenario" if name in assume.accept else ""


def away_card(material: Material, key: str, name: str, page: str, place: str) -> Card:
    """A small card that stands for an assertion which another page, called `place`, shows in full."""
    entry = material.graph.assertions[name].entry
    return Card(
        key,
        SHADES[entry.kind],
        f"See {place}" if page else KINDS[entry.kind],
        entry.text,
        material.evaluation.standings[name],
        parties_named(material.graph, entry.asserted_by),
        away=True,
        href=f"{file_stem(page)}.svg#{name}" if page else "",
        about=name,
    )


def for_element(card: Card, elements: Sequence[str]) -> Card:
    """An away card with the only element, if any, that it meets in an argument; where it is in full, at its foot."""
    if len(elements) != 1:
        return card
    where = f"{card.heading[:1].lower()}{card.heading[1:]}" if card.href else card.elsewhere
    return replace(card, heading=f"Element · {elements[0].replace('-', ' ')}", elsewhere=where)


def authority_card(material: Material, citation: CitationNode) -> Card:
    """The card of an authority as it is cited in one place."""
    graph = material.graph
    authority = graph.map.authorities[citation.authority]
    status = authority.status.replace("-", " ") if authority.status != "in-force" else ""
    said = (supposed_words(material, citation.authority), status)
    return Card(
        citation.name,
        "authority",
        authority_heading(authority, graph.map.header.applicable_law),
        authority_name(citation.authority, authority),
        footer=" · ".join(part for part in said if part),
        gaps=material.gaps.get(citation.authority, 0),
        href=authority.url or "",
        about=citation.authority,
    )


def missing_card(graph: ArgumentGraph, argument: ArgumentNode, element: str) -> Card:
    """An element of a rule for which an argument names no premise."""
    rule = graph.map.rules[argument.entry.rule or ""]
    heading = f"Element · {element.replace('-', ' ')}"
    return Card(
        f"{argument.name}/{element}", "missing", heading, rule.elements[element], None, "no premise is named for it"
    )


def elsewhere(graph: ArgumentGraph, name: str, home: str | None) -> str:
    """Which other issues than `home` use an assertion, in words."""
    users = [argument.conclusion for argument in graph.used_by.get(name, ())]
    users += [counter.owner for counter in graph.opposes.get(name, ()) if counter.section == "assertions"]
    issues = dict.fromkeys(graph.assertions[user].entry.issue for user in users if user in graph.assertions)
    others = [issue for issue in issues if issue and issue != home and issue in graph.map.issues]
    if len(others) > ELSEWHERE_NAMED:
        return f"also used in {len(others)} other issues"
    return f"also used in {' and '.join(issue_name(graph, issue) for issue in others)}" if others else ""


def place_words(graph: ArgumentGraph, page: str, home: str | None) -> str:
    """What a page is called on a card: `page 2` of this issue, else the other issue."""
    name, _, number = page.rpartition("-")
    if not (number.isdigit() and name in graph.map.issues):
        name, number = page, "1"
    if name == home:
        return f"page {number}"
    return issue_name(graph, name) + (f", page {number}" if number != "1" else "")


def element_heading(elements: Iterable[str], kind: Kind) -> str:
    """What a card is called: the only element it is named for, else its kind."""
    named = [element for element in elements if element]
    return f"Element · {named[0].replace('-', ' ')}" if len(named) == 1 else KINDS[kind]


def others_below(material: Material, authorities: Authorities) -> Callable[[str], int]:
    """How many cards, those of authorities and of elements without a premise, hang on an assertion drawn in full."""

    def count(name: str) -> int:
        node = material.graph.assertions[name]
        found = sum(len(missing_elements(material.evaluation, argument)) for argument in node.arguments)
        citations = [*node.citations, *(citation for argument in node.arguments for citation in argument.citations)]
        lists = max(0, len(node.citations) - 1) // LISTED if authorities != "nodes" else 0
        return found + lists + sum(authorities == "nodes" or not is_plain(citation) for citation in citations)

    return count


def is_plain(citation: CitationNode) -> bool:
    """Whether a citation may be a line of text: nothing is said against it, and it is not itself against."""
    return not citation.counters and citation.entry.side != "against"
