"""What is different between two evaluations of a map: of a scenario and without it."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.evaluation.labels import Evaluation
from argmap.evaluation.words import Outcome, Standing


@dataclass(frozen=True, slots=True)
class Changes:
    """Assertions whose standing and issues whose outcome differ, each with what it was and what it is."""

    assertions: dict[str, tuple[Standing, Standing]]
    issues: dict[str, tuple[Outcome, Outcome]]


def changes(before: Evaluation, after: Evaluation) -> Changes:
    """What changes from one evaluation to another; what only one of them knows is left out."""
    assertions = {name: (was, after.standings[name]) for name, was in before.standings.items() if name in after.standings}
    issues = {name: (was, after.outcomes[name]) for name, was in before.outcomes.items() if name in after.outcomes}
    return Changes(
        {name: both for name, both in assertions.items() if both[0] is not both[1]},
        {name: both for name, both in issues.items() if both[0] != both[1]},
    )
