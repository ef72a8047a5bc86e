"""What is different between two evaluations of a map: of a scenario and without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from argmap.evaluation.labels import Evaluation
from argmap.evaluation.words import Outcome, Standing

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Changes:
    """Assertions whose standing and issues whose outcome differ, each with what it was and what it is."""

    assertions: dict[str, tuple[Standing, Standing]]
    issues: dict[str, tuple[Outcome, Outcome]]


def changes(before: Evaluation, after: Evaluation) -> Changes:
    """What changes from one evaluation to another; what only one of them knows is left out."""
    return Changes(_moved(before.standings, after.standings), _moved(before.outcomes, after.outcomes))


def _moved(before: Mapping[str, Value], after: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    return {name: (was, after[name]) for name, was in before.items() if name in after and was != after[name]}
