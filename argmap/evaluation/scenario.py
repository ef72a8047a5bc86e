"""Scenarios: a map with some assertions and authorities taken as accepted or as rejected."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Ids of assertions and authorities taken as accepted, and as rejected; no id may be in both."""

    accept: frozenset[str] = frozenset()
    reject: frozenset[str] = frozenset()


NOTHING = Assumptions()
