"""Sensitivity: what changes when one authority, assertion or argument falls, every other thing as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from argmap.diagnostics import Impact
from argmap.evaluation.labels import Evaluation, outcome_of
from argmap.evaluation.network import CON, PLAIN, SHIFT, SLOT
from argmap.evaluation.relabel import relabel
from argmap.evaluation.words import LABELS, OUT, Label, Outcome
from argmap.graph import ArgumentGraph


@dataclass(frozen=True, slots=True)
class Fall:
    """What changes when `name` falls: `issues` with their new outcome, `assertions` with their new label.

    In a chain all that falls with one thing falls with the next too. So what `beyond` lists is shared by the falls of a
    chain, and `steps` are the assertions on the way there, each of which is out now; `size` counts both.
    """

    name: str
    beyond: dict[str, Label]
    issues: dict[str, Outcome]
    steps: Steps | None = None
    size: int = 0

    @property
    def assertions(self) -> dict[str, Label]:
        """The assertions that change, with their new label."""
        found, step = dict(self.beyond), self.steps
        while step is not None:
            found[step.name], step = Label.OUT, step.following
        return found

    @property
    def others(self) -> list[str]:
        """The assertions that change besides the one that falls."""
        return [name for name in self.assertions if name != self.name]

    @property
    def count(self) -> int:
        """How many these are."""
        is_own = self.name in self.beyond or (self.steps is not None and self.steps.name == self.name)
        return self.size - is_own


class Steps(NamedTuple):
    """An assertion that falls, and those on which it pulls down."""

    name: str
    following: Steps | None


class Falls:
    """Works out what falls with a thing; each is worked out once, from the labels before it.

    `impacts` is where `Stakes` keeps what turns on each thing: it depends on the same.
    """

    def __init__(self, graph: ArgumentGraph, evaluation: Evaluation) -> None:
        self.graph = graph
        self.evaluation = evaluation
        self._known: dict[str, Fall] = {}
        self.impacts: dict[str, Impact] = {}

    def take_over(self, before: Falls) -> None:
        """Go on from what was worked out for an earlier state of a map, if all that it depends on is the same."""
        if self._basis() == before._basis():
            self._known, self.impacts = before._known, before.impacts

    def _basis(self) -> tuple[object, ...]:
        issues = {name: (issue.burden, self.graph.positions(name)) for name, issue in self.graph.map.issues.items()}
        applied = {rule: [argument.name for argument in found] for rule, found in self.graph.applied.items()}
        return (self.evaluation.gates.network, issues, applied)

    @cached_property
    def issues_of(self) -> dict[str, list[str]]:
        """For each assertion the issues it is a position of."""
        found: dict[str, list[str]] = {}
        for issue in self.graph.map.issues:
            for position in self.graph.positions(issue):
                found.setdefault(position, []).append(issue)
        return found

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """The place of each issue in the map."""
        return {issue: rank for rank, issue in enumerate(self.graph.map.issues)}

    def fall(self, name: str) -> Fall:
        """What changes when an authority, an assertion or an argument falls alone. KeyError for what has no label."""
        way: dict[str, str | None] = {}
        at: str | None = name
        while at is not None and at not in self._known and at not in way:
            way[at] = self._onward(at)
            at = way[at]
        if at in way:  # a circle, in which each falls with all others
            return self._known.setdefault(name, self._work_out(name))
        for step, onward in reversed(way.items()):
            self._known[step] = self._work_out(step) if onward is None else self._after(step, self._known[onward])
        return self._known[name]

    def _onward(self, name: str) -> str | None:
        """The assertion that cannot stand without a thing, where the thing bears on all else through it alone."""
        net = self.evaluation.gates.network
        gate = net.gate_of[name]
        if gate in net.pro_of or name in self.issues_of:
            return None
        while len(net.edges[gate]) == 1:
            gate, slot = net.edges[gate][0] >> SHIFT, net.edges[gate][0] & SLOT
            if gate in net.fixed:
                return None
            if gate < len(net.names):
                is_only = slot <= CON and sum(net.live[gate << SHIFT | strength] for strength in range(1, CON + 1)) == 1
                return net.names[gate] if is_only else None
            if slot != PLAIN or net.to_out[gate] != 1:
                return None
        return None

    def _after(self, name: str, after: Fall) -> Fall:
        """The fall of a thing, from that of the assertion which falls with it."""
        if name in after.beyond:
            return self._work_out(name)
        if name not in self.graph.assertions or self.evaluation.labels[name] is Label.OUT:
            return Fall(name, after.beyond, after.issues, after.steps, after.size)
        return Fall(name, after.beyond, after.issues, Steps(name, after.steps), after.size + 1)

    def together(self, names: Iterable[str]) -> dict[str, Label]:
        """The assertions whose label changes when all of these fall at once, with the new label. KeyError as `fall`."""
        net = self.evaluation.gates.network
        gates = [net.gate_of[name] for name in names]
        links = [link for gate in gates for link in net.pro_of.get(gate, {}).values()]
        changed = relabel(self.evaluation.gates, dict.fromkeys((*gates, *links), OUT))
        count = len(net.names)
        return {net.names[at]: LABELS[changed[at]] for at in sorted([gate for gate in changed if gate < count])}

    def impact(self, name: str) -> Impact:
        """How many issue outcomes and other assertions change; nothing for what has no label."""
        if name not in self.evaluation.labels:
            return Impact()
        fall = self.fall(name)
        return Impact(len(fall.issues), fall.count)

    def _work_out(self, name: str) -> Fall:
        assertions = self.together((name,))
        touched = {issue for other in assertions if other in self.issues_of for issue in self.issues_of[other]}
        if not touched:
            return Fall(name, assertions, {}, None, len(assertions))
        labels, before = Over(self.evaluation.labels, assertions), self.evaluation.outcomes
        issues = sorted(touched, key=self._ranks.__getitem__)
        outcomes = {issue: outcome_of(self.graph, labels, issue) for issue in issues}
        moved = {issue: new for issue, new in outcomes.items() if new != before[issue]}
        return Fall(name, assertions, moved, None, len(assertions))


class Over(dict[str, Label]):
    """Some labels laid over others."""

    def __init__(self, below: dict[str, Label], over: dict[str, Label]) -> None:
        super().__init__(over)
        self.below = below

    def __missing__(self, name: str) -> Label:
        return self.below[name]


@dataclass(frozen=True, slots=True)
class Hold:
    """What an issue hangs on: something whose fall would change its outcome, or the label of one of its positions.

    `outcome` is the new one, None where it stays; `positions` the positions whose label changes, with the new one.
    """

    fall: Fall
    kind: str
    outcome: Outcome | None
    positions: dict[str, Label]


def candidates(graph: ArgumentGraph) -> Iterator[str]:
    """What is worth letting fall: every cited authority, every assertion that rests on no other, every argument."""
    yield from (name for name in graph.map.authorities if name in graph.cited)
    yield from (name for name, node in graph.assertions.items() if not any(a.premises for a in node.arguments))
    yield from (argument.name for argument in graph.arguments())


def sensitivity(falls: Falls, names: Iterable[str]) -> list[Fall]:
    """The falls of the names that change anything else, most issues first, then most assertions, then by name."""
    found = [falls.fall(name) for name in names]
    found = [fall for fall in found if fall.issues or fall.count]
    return sorted(found, key=lambda fall: (-len(fall.issues), -fall.count, fall.name))


def holds(falls: Falls, issues: Iterable[str]) -> dict[str, list[Hold]]:
    """For each issue what it hangs on: single points of failure first, then what would change a position's label.

    A position's own fall says nothing about the issue and is left out.
    """
    graph, asked = falls.graph, list(issues)
    weighty = sensitivity(falls, candidates(graph)) if asked else []
    found: dict[str, list[Hold]] = {}
    for issue in asked:
        positions = graph.positions(issue)
        all_ = [_hold(graph, fall, issue) for fall in weighty if fall.name not in positions]
        touching = [hold for hold in all_ if hold.positions]
        found[issue] = sorted(touching, key=lambda hold: (hold.outcome is None, -hold.fall.count))
    return found


def _hold(graph: ArgumentGraph, fall: Fall, issue: str) -> Hold:
    moved = {name: fall.beyond[name] for name in graph.positions(issue) if name in fall.beyond}
    return Hold(fall, _kind(graph, fall.name), fall.issues.get(issue), moved)


def _kind(graph: ArgumentGraph, name: str) -> str:
    return "authority" if name in graph.map.authorities else "assertion" if name in graph.assertions else "argument"
