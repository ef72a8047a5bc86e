"""The reason for one label as plain data: each assertion once, by its id, with what supports and opposes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from argmap.evaluation.labels import Evaluation
from argmap.evaluation.scenario import status_of
from argmap.graph import ArgumentNode, CitationNode, CounterNode
from argmap.model.values import Status

Object = dict[str, Any]


def why_object(
    evaluation: Evaluation, reasons: Mapping[str, str], name: str, roots: Sequence[str], depth: int | None = None
) -> Object:
    """`{"map", "id", "roots", "assertions"}`: the assertions under the roots, nearest first, `depth` steps deep.

    Each has `"text"`, `"label"`, `"standing"`, `"reason"`, `"status"`, `"for"` (arguments and citations) and
    `"against"` (citations, undercutters, rebuttals), each with its label and what undercuts it.
    """
    writer = _Writer(evaluation, reasons)
    return {
        "map": evaluation.graph.map.header.title,
        "id": name,
        "roots": list(roots),
        "assertions": {found: writer.assertion(found) for found in _below(evaluation, roots, depth)},
    }


def _below(evaluation: Evaluation, roots: Iterable[str], depth: int | None) -> list[str]:
    """The roots and what bears on them, nearest first."""
    graph = evaluation.graph
    found = dict.fromkeys(roots)
    pending, level = list(found), 0
    while pending and (depth is None or level < depth):
        near = [
            other for at in pending for other in (*graph.below(at), *(rival for rival, _ in graph.rebuttals_of(at)))
        ]
        pending = [other for other in dict.fromkeys(near) if other not in found]
        found.update(dict.fromkeys(pending))
        level += 1
    return list(found)


class _Writer:
    def __init__(self, evaluation: Evaluation, reasons: Mapping[str, str]) -> None:
        self.evaluation, self.reasons, self.graph = evaluation, reasons, evaluation.graph

    def assertion(self, name: str) -> Object:
        node = self.graph.assertions[name]
        status = status_of(self.graph, name, self.evaluation.assume)
        citations = [self._citation(citation) for citation in node.citations if citation.entry.side == "for"]
        contrary = [self._citation(citation) for citation in node.citations if citation.entry.side == "against"]
        rebutting = [self._counter(entry, other) for other, entry in self.graph.rebuttals_of(name)]
        return {
            "text": node.entry.text,
            "label": self.evaluation.labels[name].value,
            "standing": self.evaluation.standings[name].value,
            "reason": self.reasons[name],
            **({} if status is Status.ASSERTED else {"status": status.value}),
            "for": [*(self._argument(argument) for argument in node.arguments), *citations],
            "against": [*contrary, *(self._counter(entry) for entry in node.undercutters), *rebutting],
        }

    def _argument(self, argument: ArgumentNode) -> Object:
        entry = argument.entry
        return {
            "argument": argument.name,
            "label": self._label(argument.name),
            "strength": argument.strength.word,
            **{key: value for key, value in (("rule", entry.rule), ("scheme", entry.scheme)) if value},
            "premises": [_slim(assertion=one.assertion, element=one.element) for one in argument.premises],
            "citations": [self._citation(citation) for citation in argument.citations],
            "undercut_by": [self._counter(counter) for counter in argument.undercutters],
        }

    def _citation(self, citation: CitationNode) -> Object:
        return {
            **_slim(citation=citation.name, authority=citation.authority, at=citation.entry.at),
            "label": self._label(citation.name),
            "strength": citation.strength.word,
            "side": citation.entry.side,
            "undercut_by": [self._counter(counter) for counter in citation.counters],
        }

    def _counter(self, entry: CounterNode, other: str | None = None) -> Object:
        """An entry as it opposes; `other` is the opposing assertion where the entry stands on its side."""
        return {
            **_slim(assertion=other or entry.assertion, how=entry.how, exception=entry.exception),
            "label": self._label(other or entry.assertion),
            "undercut_by": [self._counter(nested) for nested in entry.counters],
        }

    def _label(self, name: str) -> str:
        return self.evaluation.labels[name].value


def _slim(**values: str | None) -> Object:
    return {key: value for key, value in values.items() if value is not None}
