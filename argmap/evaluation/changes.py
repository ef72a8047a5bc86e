"""What is different between two evaluations of a map: of a scenario and without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


def changes(before: Evaluation, after: Evaluation, called: Callable[[str], str] = str) -> Changes:
    """What changes from one evaluation to another; what only one of them knows is left out.

    Where ids have changed in between, `called` tells what an earlier one is called now.
    """
    outcomes = {
        name: Outcome(*(None if one is None else called(one) for one in outcome))
        for name, outcome in before.outcomes.items()
    }
    return Changes(_moved(before.standings, after.standings, called), _moved(outcomes, after.outcomes, called))


def _moved(
    before: Mapping[str, Value], after: Mapping[str, Value], called: Callable[[str], str]
) -> dict[str, tuple[Value, Value]]:
    pairs = ((called(name), was) for name, was in before.items())
    return {name: (was, after[name]) for name, was in pairs if name in after and was != after[name]}
