"""Stakes: what turns on a thing, that is, what changes between it accepted and it rejected."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.diagnostics import NO_IMPACT, Impact
from argmap.evaluation.labels import outcome_of
from argmap.evaluation.relabel import relabel
from argmap.evaluation.sensitivity import Falls, Over
from argmap.evaluation.words import IN, LABELS, OUT, Label


class Stakes:
    """Works out what turns on a thing; each is worked out once, from the labels as they are.

    An assertion or authority is taken as accepted and as rejected, a rule by the arguments that apply it; on an issue
    turns its own outcome. What has no support of its own is accepted as a premise and as an undercutter, but not as a
    rebuttal: nobody knows how strong it would be.
    """

    def __init__(self, falls: Falls) -> None:
        self.falls = falls
        self.graph = falls.graph
        self.evaluation = falls.evaluation
        self.issues_of = falls.issues_of
        self._known = falls.impacts

    def impact(self, name: str) -> Impact:
        """How many issue outcomes and other assertions change; nothing for what has no label and no issue."""
        if name not in self._known:
            self._known[name] = self._work_out(name)
        return self._known[name]

    def _work_out(self, name: str) -> Impact:
        if name in self.graph.map.issues:
            return Impact(1, 0)
        gates = self._gates(name)
        if not gates:
            return NO_IMPACT
        accepted, rejected = self._labels(gates, IN), self._rejected(name, gates)
        now = self.evaluation.labels
        changed = [
            other
            for other in dict.fromkeys((*accepted, *rejected))
            if accepted.get(other, now[other]) is not rejected.get(other, now[other])
        ]
        issues = {issue for other in changed if other in self.issues_of for issue in self.issues_of[other]}
        now_accepted, now_rejected = Over(now, accepted), Over(now, rejected)
        outcomes = ((outcome_of(self.graph, now_accepted, i), outcome_of(self.graph, now_rejected, i)) for i in issues)
        moved = sum(one != other for one, other in outcomes)
        return Impact(moved, sum(other != name for other in changed))

    def _gates(self, name: str) -> list[int]:
        network = self.evaluation.gates.network
        if name in self.graph.rules:
            return [network.gate_of[argument.name] for argument in self.graph.applied.get(name, ())]
        if name not in self.evaluation.labels:
            return []
        gate = network.gate_of[name]
        return [gate, *network.pro_of.get(gate, {}).values()]

    def _rejected(self, name: str, gates: Iterable[int]) -> dict[str, Label]:
        """The assertions whose label changes when the thing falls, with the new label."""
        return self._labels(gates, OUT) if name in self.graph.rules else self.falls.fall(name).assertions

    def _labels(self, gates: Iterable[int], label: int) -> dict[str, Label]:
        """The assertions whose label changes when the gates get one, with the new label."""
        names = self.evaluation.gates.network.names
        changed = relabel(self.evaluation.gates, dict.fromkeys(gates, label))
        return {names[at]: LABELS[label] for at, label in changed.items() if at < len(names)}
