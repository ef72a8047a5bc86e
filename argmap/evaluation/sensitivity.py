"""Sensitivity: what changes when one authority, assertion or argument falls, every other thing as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from argmap.diagnostics import Impact
from argmap.evaluation.grounded import propagate
from argmap.evaluation.labels import Evaluation, outcome_of
from argmap.evaluation.network import OUT, Network, compile_network
from argmap.evaluation.words import Label, Outcome
from argmap.graph import ArgumentGraph

_LABELS = (Label.UNDECIDED, Label.IN, Label.OUT)


@dataclass(frozen=True, slots=True)
class Fall:
    """What changes when `name` falls: assertions with their new label, issues with their new outcome."""

    name: str
    assertions: dict[str, Label]
    issues: dict[str, Outcome]


class Falls:
    """Works out what falls with a thing; compiled once, asked often."""

    def __init__(self, graph: ArgumentGraph, evaluation: Evaluation) -> None:
        self.graph = graph
        self.evaluation = evaluation
        self._known: dict[str, Fall] = {}

    @cached_property
    def network(self) -> Network:
        """The compiled network, under the assumptions of the evaluation."""
        return compile_network(self.graph, self.evaluation.assume)

    def fall(self, name: str) -> Fall:
        """What changes when an authority, an assertion or an argument falls alone."""
        if name not in self._known:
            self._known[name] = self._work_out(name)
        return self._known[name]

    def impact(self, name: str) -> Impact:
        """How many issue outcomes and other assertions change; nothing for what has no label."""
        if name not in self.network.gate_of:
            return Impact()
        fall = self.fall(name)
        return Impact(len(fall.issues), len([other for other in fall.assertions if other != name]))

    def _work_out(self, name: str) -> Fall:
        net = self.network
        forced = {net.gate_of[name]: OUT}
        forced |= {gate - 1: OUT for gate in net.pro_of.get(name, ()) if gate}
        gates = propagate(net, forced)
        labels = {other: _LABELS[gates[net.gate_of[other]]] for other in self.graph.assertions}
        before = self.evaluation.labels
        changed = {other: label for other, label in labels.items() if label is not before[other]}
        outcomes = {issue: outcome_of(self.graph, labels, issue) for issue in self.graph.map.issues}
        moved = {issue: new for issue, new in outcomes.items() if new != self.evaluation.outcomes[issue]}
        return Fall(name, changed, moved)


def candidates(graph: ArgumentGraph) -> Iterator[str]:
    """What is worth letting fall: every cited authority, every assertion that rests on no other, every argument."""
    yield from (name for name in graph.map.authorities if name in graph.cited)
    yield from (name for name, node in graph.assertions.items() if not any(a.premises for a in node.arguments))
    yield from (argument.name for argument in graph.arguments())


def sensitivity(falls: Falls, names: Iterable[str]) -> list[Fall]:
    """The falls of the names that change anything else, most issues first, then most assertions, then by name."""
    found = [falls.fall(name) for name in names]
    found = [fall for fall in found if fall.issues or set(fall.assertions) - {fall.name}]
    return sorted(found, key=lambda fall: (-len(fall.issues), -len(fall.assertions), fall.name))
