"""What a check is, and the table of all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import argmap.checks
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.labels import Evaluation
from argmap.graph import ArgumentGraph

Steps = tuple[str | int, ...]


class Where(NamedTuple):
    """A symbolic place: section, id, path inside the entry."""

    section: str
    name: str
    path: Steps = ()


class Other(NamedTuple):
    """A second symbolic place that belongs to a gap."""

    where: Where
    message: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing a check found: about which id, where, in one sentence, and what to write."""

    subject: str
    where: Where
    message: str
    help: str
    related: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What a check looks at: the graph and its evaluation."""

    graph: ArgumentGraph
    evaluation: Evaluation


Run = Callable[[Case], Iterable[Gap]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name, how much it weighs, what it is about, and the function; `filing` is its weight before a court."""

    name: str
    severity: Severity
    nature: Nature
    run: Run
    filing: Severity | None = None
    doc: str = field(default="")


_FOUND: dict[str, Check] = {}


def check(severity: Severity, nature: Nature, *, filing: Severity | None = None) -> Callable[[Run], Run]:
    """Register the decorated function as a check; its name, with hyphens, is the check's code."""

    def register(run: Run) -> Run:
        name = run.__name__.replace("_", "-")  # type: ignore[attr-defined]  # every decorated thing is a function
        _FOUND[name] = Check(name, severity, nature, run, filing, run.__doc__ or "")
        return run

    return register


def all_checks() -> dict[str, Check]:
    """Every check by its code, in alphabetical order."""
    for module in pkgutil.iter_modules(argmap.checks.__path__):
        if module.name != "registry":
            importlib.import_module(f"argmap.checks.{module.name}")
    return dict(sorted(_FOUND.items()))
