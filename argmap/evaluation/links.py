"""The pro and con links of an assertion with their labels, read off a finished labelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from argmap.evaluation.scenario import NOTHING, Assumptions, status_of
from argmap.evaluation.words import Label, all_of, negated
from argmap.graph import ArgumentGraph, CounterNode
from argmap.model.values import Status, Strength

Labels = Mapping[str, Label]


class Link(NamedTuple):
    """One pro or con link as an assertion sees it: what it is, its strength, its label, the assertion it comes from.

    `name` is the argument or citation; for an agreed, accepted or presumed assertion it is that assertion.
    """

    kind: Literal["argument", "citation", "presumption", "agreement"]
    name: str
    source: str
    strength: Strength
    label: Label
    entry: CounterNode | None = None


def pro_links(graph: ArgumentGraph, labels: Labels, name: str, assume: Assumptions = NOTHING) -> list[Link]:
    """What supports an assertion (DESIGN section 4, *pro*)."""
    node = graph.assertions[name]
    status = status_of(graph, name, assume)
    if status is Status.AGREED:
        return [Link("agreement", name, name, Strength.CONCLUSIVE, Label.IN)]
    if status is Status.REJECTED:
        return []
    guard = all_of(negated(labels[counter.name]) for counter in node.undercutters)
    links = [Link("argument", a.name, name, a.strength, all_of((labels[a.name], guard))) for a in node.arguments]
    links += [
        Link("citation", c.name, name, c.strength, all_of((labels[c.name], guard)))
        for c in node.citations
        if c.entry.side == "for"
    ]
    if status is Status.PRESUMED:
        links.append(Link("presumption", name, name, Strength.MODERATE, guard))
    return links


def con_links(graph: ArgumentGraph, labels: Labels, name: str, assume: Assumptions = NOTHING) -> list[Link]:
    """What opposes an assertion (DESIGN section 4, *con*)."""
    links = [
        Link("citation", c.name, name, c.strength, labels[c.name])
        for c in graph.assertions[name].citations
        if c.entry.side == "against"
    ]
    for other, entry in graph.rebuttals_of(name):
        guard = all_of(negated(labels[nested.name]) for nested in entry.counters)
        links += [
            link._replace(label=all_of((link.label, guard)), entry=entry)
            for link in pro_links(graph, labels, other, assume)
        ]
    return links


def undercutters(graph: ArgumentGraph, name: str) -> Iterator[CounterNode]:
    """Every entry that undercuts an assertion as a whole, one of its arguments, or one of its supporting citations."""
    node = graph.assertions[name]
    yield from node.undercutters
    for argument in node.arguments:
        yield from argument.undercutters
    for citation in node.citations:
        if citation.entry.side == "for":
            yield from citation.counters


def greatest(links: list[Link], *, possible: bool) -> int:
    """The greatest strength among links that are in, or (`possible`) among those not out; 0 where there is none."""
    wanted = (Label.IN, Label.UNDECIDED) if possible else (Label.IN,)
    return max((int(link.strength) for link in links if link.label in wanted), default=0)
