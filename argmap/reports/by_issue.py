"""Diagnostics under the issues they bear on, each under exactly one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.diagnostics import Diagnostic
from argmap.evaluation.labels import Evaluation
from argmap.graph import ArgumentGraph, Issues
from argmap.model.file import ArgumentMap


@dataclass(frozen=True, slots=True)
class Group:
    """One issue with its diagnostics: its id (empty: several issues or none), its question and how it ends in words."""

    issue: str
    question: str
    outcome: str
    diagnostics: tuple[Diagnostic, ...]


def by_issue(graph: ArgumentGraph, evaluation: Evaluation, diagnostics: Iterable[Diagnostic]) -> list[Group]:
    """A group for every issue with diagnostics, in the order of the map, and one for the rest."""
    issues = Issues(graph)
    found: dict[str, list[Diagnostic]] = {name: [] for name in (*graph.map.issues, Issues.ELSEWHERE)}
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
