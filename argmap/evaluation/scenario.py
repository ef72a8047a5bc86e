"""Scenarios: a map with some assertions and authorities taken as accepted or as rejected."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.graph import ArgumentGraph
from argmap.model.values import Standard, Status


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Ids of assertions and authorities taken as accepted, and as rejected; no id may be in both."""

    accept: frozenset[str] = frozenset()
    reject: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is assumed."""
        return bool(self.accept or self.reject)


NOTHING = Assumptions()


def status_of(graph: ArgumentGraph, name: str, assume: Assumptions) -> Status:
    """How an assertion enters the argument, under the assumptions."""
    if name in assume.accept:
        return Status.AGREED
    if name in assume.reject:
        return Status.REJECTED
    return graph.assertions[name].entry.status


def standard_of(graph: ArgumentGraph, name: str) -> Standard:
    """The proof standard an assertion must meet: its own, else its issue's, else preponderance."""
    entry = graph.assertions[name].entry
    issue = graph.map.issues.get(entry.issue) if entry.issue else None
    return entry.standard or (issue.standard if issue else None) or Standard.PREPONDERANCE
