"""The evaluation of a map: the label of everything in it, its standing in words, and the outcome of each issue."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from argmap.evaluation.grounded import Labelling, propagate
from argmap.evaluation.links import Labels, Link, con_links, pro_links, undercutters
from argmap.evaluation.network import compile_network
from argmap.evaluation.scenario import NOTHING, Assumptions
from argmap.evaluation.words import LABELS, Label, Outcome, Standing
from argmap.graph import ArgumentGraph


@dataclass(frozen=True)
class Evaluation:
    """Labels of assertions, arguments, citations, counters and authorities by name, under some assumptions.

    `gates` is the labelled network they were read from; `reasons` keeps the reasons that were asked for.
    """

    graph: ArgumentGraph
    labels: dict[str, Label]
    gates: Labelling = field(repr=False, compare=False)
    assume: Assumptions = field(default=NOTHING)
    reasons: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """The standing of every assertion."""
        return {name: standing_of(self.graph, self.labels, name, self.assume) for name in self.graph.assertions}

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """The outcome of every issue."""
        return {name: outcome_of(self.graph, self.labels, name) for name in self.graph.map.issues}

    def pro(self, name: str) -> list[Link]:
        """What supports an assertion, each link with its label."""
        return pro_links(self.graph, self.labels, name, self.assume)

    def con(self, name: str) -> list[Link]:
        """What opposes an assertion, each link with its label."""
        return con_links(self.graph, self.labels, name, self.assume)


def evaluate(graph: ArgumentGraph, assume: Assumptions = NOTHING, before: Evaluation | None = None) -> Evaluation:
    """The grounded labelling of a graph under some assumptions; that of `before` where only words have changed."""
    if before is not None and before.assume == assume and before.graph.shape is graph.shape:
        return replace(before, graph=graph)
    network = compile_network(graph, assume)
    gates = propagate(network)
    label = gates.labels
    return Evaluation(graph, {name: LABELS[label[gate]] for name, gate in network.gate_of.items()}, gates, assume)


def standing_of(graph: ArgumentGraph, labels: Labels, name: str, assume: Assumptions = NOTHING) -> Standing:
    """What a label is called: *defeated* is out with an in link or undercutter against it, else *not established*."""
    label = labels[name]
    if label is Label.IN:
        return Standing.STANDS
    if label is Label.UNDECIDED:
        return Standing.CONTESTED
    opposed = any(link.label is Label.IN for link in con_links(graph, labels, name, assume))
    undercut = any(labels[counter.name] is Label.IN for counter in undercutters(graph, name))
    return Standing.DEFEATED if opposed or undercut else Standing.NOT_ESTABLISHED


def outcome_of(graph: ArgumentGraph, labels: Labels, issue: str) -> Outcome:
    """The first position that stands; if none does, the issue falls against the bearer of the burden."""
    for position in graph.positions(issue):
        if labels[position] is Label.IN:
            return Outcome(position, None)
    return Outcome(None, graph.map.issues[issue].burden)
