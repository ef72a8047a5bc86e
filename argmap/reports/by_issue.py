"""Diagnostics under the issues they bear on, each under exactly one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.diagnostics import Diagnostic
from argmap.evaluation.labels import Evaluation
from argmap.graph import ArgumentGraph
from argmap.model.file import ArgumentMap

ELSEWHERE = ""
"""The group of what bears on no issue, or on several."""


@dataclass(frozen=True, slots=True)
class Group:
    """One issue with its diagnostics: its id (empty: several issues or none), its question and how it ends in words."""

    issue: str
    question: str
    outcome: str
    diagnostics: tuple[Diagnostic, ...]


def by_issue(graph: ArgumentGraph, evaluation: Evaluation, diagnostics: Iterable[Diagnostic]) -> list[Group]:
    """A group for every issue with diagnostics, in the order of the map, and one for the rest."""
    issues = _Issues(graph)
    found: dict[str, list[Diagnostic]] = {name: [] for name in (*graph.map.issues, ELSEWHERE)}
    for item in diagnostics:
        found[issues.of(item.subject)].append(item)
    return [
        Group(name, _question(graph, name), outcome_words(evaluation, name) if name else "", tuple(items))
        for name, items in found.items()
        if items
    ]


def _question(graph: ArgumentGraph, issue: str) -> str:
    return graph.map.issues[issue].question if issue else "Several issues, or none"


def outcome_words(evaluation: Evaluation, issue: str) -> str:
    """How an issue ends as the map stands, in a sentence."""
    outcome, of = evaluation.outcomes[issue], evaluation.graph.map
    if outcome.position is not None:
        return f"As the map stands, `{outcome.position}` stands: “{of.assertions[outcome.position].text}”"
    if outcome.against in of.parties:
        return f"As the map stands, no position stands, and the issue falls against {_party(of, outcome.against)}."
    bearers = list(dict.fromkeys(_party(of, share.party) for share in of.issues[issue].burdens))
    if bearers:
        *others, last = bearers
        among = f"divided between {', '.join(others)} and {last}" if others else f"on {last}"
        return f"As the map stands, no position stands, and the burden is {among}."
    return "As the map stands, no position stands."


def _party(of: ArgumentMap, name: str) -> str:
    party = of.parties.get(name)
    return (party.short or party.name) if party else name


class _Issues:
    """Finds the issue of a subject; each is looked for once."""

    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.known: dict[str, str] = {}
        self.position_of: dict[str, str] = {}
        for issue in graph.map.issues:
            for position in graph.positions(issue):
                self.position_of.setdefault(position, issue)

    def of(self, subject: str) -> str:
        if subject not in self.known:
            self.known[subject] = self._find(subject)
        return self.known[subject]

    def _find(self, subject: str) -> str:
        if subject in self.graph.map.issues:
            return subject
        if subject in self.graph.assertions:
            return self._of_assertion(subject)
        owners = dict.fromkeys(self._owners(subject))
        issues = dict.fromkeys(self._of_assertion(owner) for owner in owners if owner in self.graph.assertions)
        return next(iter(issues)) if len(issues) == 1 else ELSEWHERE

    def _owners(self, subject: str) -> Iterator[str]:
        """The assertions that cite an authority or apply a rule."""
        yield from (citation.owner for citation in self.graph.cited.get(subject, ()))
        yield from (argument.conclusion for argument in self.graph.applied.get(subject, ()))

    def _of_assertion(self, name: str) -> str:
        """Its own issue, else that of the nearest assertion above it."""
        level, seen = [name], {name}
        while level:
            for at in level:
                own = self.graph.assertions[at].entry.issue
                if own in self.graph.map.issues:
                    return str(own)
                if at in self.position_of:
                    return self.position_of[at]
            above = dict.fromkeys(up for at in level for up in self.graph.above(at) if up in self.graph.assertions)
            level = [up for up in above if up not in seen]
            seen.update(level)
        return ELSEWHERE
