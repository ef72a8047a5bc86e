"""Labels, standings and outcomes: what an evaluation says of each thing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Label(StrEnum):
    """The three labels; `undecided` lies between `out` and `in`."""

    IN = "in"
    OUT = "out"
    UNDECIDED = "undecided"


UNDECIDED, IN, OUT = 0, 1, 2
"""Labels as numbers, for the loops that walk a whole network."""
LABELS = (Label.UNDECIDED, Label.IN, Label.OUT)
"""The label of each number."""


class Semantics(StrEnum):
    """Which labellings count: the least one, every fixed point, the maximal ones, those with nothing undecided."""

    GROUNDED = "grounded"
    COMPLETE = "complete"
    PREFERRED = "preferred"
    STABLE = "stable"


class Standing(StrEnum):
    """A label as it is said to people."""

    STANDS = "stands"
    CONTESTED = "contested"
    DEFEATED = "defeated"
    NOT_ESTABLISHED = "not established"


class Outcome(NamedTuple):
    """How an issue ends: the position that stands, or the party against whom it falls; both None if neither."""

    position: str | None
    against: str | None


_NEGATED = {Label.IN: Label.OUT, Label.OUT: Label.IN, Label.UNDECIDED: Label.UNDECIDED}


def negated(label: Label) -> Label:
    """*Not*: in and out change places."""
    return _NEGATED[label]


def all_of(labels: Iterable[Label]) -> Label:
    """The least label; in where there is none."""
    least = Label.IN
    for label in labels:
        if label is Label.OUT:
            return Label.OUT
        if label is Label.UNDECIDED:
            least = Label.UNDECIDED
    return least
