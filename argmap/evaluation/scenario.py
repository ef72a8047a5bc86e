"""Scenarios: a map with some assertions and authorities taken as accepted or as rejected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.diagnostics import ArgmapError
from argmap.graph import ArgumentGraph
from argmap.model.file import ArgumentMap
from argmap.model.values import Standard, Status
from argmap.reading.wording import did_you_mean


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Ids of assertions and authorities taken as accepted, and as rejected; no id may be in both."""

    accept: frozenset[str] = frozenset()
    reject: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is assumed."""
        return bool(self.accept or self.reject)


NOTHING = Assumptions()
_OTHERS = {"parties": "a party", "issues": "an issue", "rules": "a rule", "scenarios": "a scenario"}


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


def assumptions(
    map_: ArgumentMap, accept: Iterable[str] = (), reject: Iterable[str] = (), scenario: str | None = None
) -> Assumptions:
    """What is assumed in a named scenario of a map together with ids to accept and to reject.

    An id given by itself goes before the scenario's. Raises ArgmapError for an id or a scenario that does not exist,
    and where one id would be both accepted and rejected.
    """
    own = [("accepted", set(accept)), ("rejected", set(reject))]
    if scenario is not None:
        named = map_.scenarios.get(scenario)
        if named is None:
            raise ArgmapError(_unknown("scenario", scenario, map_.scenarios))
        own[0][1].update(name for name in named.accept if name not in own[1][1])
        own[1][1].update(name for name in named.reject if name not in set(accept))
    for _, names in own:
        for name in sorted(names):
            if name not in map_.assertions and name not in map_.authorities:
                raise ArgmapError(_not_labelled(map_, name))
    both = sorted(own[0][1] & own[1][1])
    if both:
        raise ArgmapError(f"`{both[0]}` cannot be both accepted and rejected.")
    return Assumptions(frozenset(own[0][1]), frozenset(own[1][1]))


def _not_labelled(map_: ArgumentMap, name: str) -> str:
    for section, kind in _OTHERS.items():
        if name in getattr(map_, section):
            hint = f" Write `--scenario {name}`." if section == "scenarios" else ""
            return f"`{name}` is {kind}; only assertions and authorities can be accepted or rejected.{hint}"
    return _unknown("assertion or authority", name, [*map_.assertions, *map_.authorities])


def _unknown(noun: str, name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = did_you_mean(name, names)
    few = f"There {'is' if len(names) == 1 else 'are'} {', '.join(names)}." if 0 < len(names) <= 8 else ""
    return f"There is no {noun} `{name}`. {near or few}".rstrip()
