"""Every place where an entry names another entry: one walk, used to check ids and to rename them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from argmap.model.assertion import Argument, Assertion, Premise
from argmap.model.authority import Authority
from argmap.model.citation import Citation, CounterEntry
from argmap.model.header import Expectation, Issue, Party, Scenario, View
from argmap.model.rule import Rule
from argmap.model.values import Noun

Steps: TypeAlias = "tuple[str | int, ...]"
ASSERTION = ("assertions",)
AUTHORITY = ("authorities",)
PARTY = ("parties",)
RULE = ("rules",)
ISSUE = ("issues",)
SCENARIO = ("scenarios",)
LABELLED = ("assertions", "authorities")


class Reference(NamedTuple):
    """An id that stands at `path` inside an entry and must name something in one of `sections`.

    `group` names the list it belongs to where nothing may be listed twice; `opposes` is true for a counter-position.
    """

    path: Steps
    id: str
    sections: tuple[str, ...]
    group: Steps = ()
    opposes: bool = False


def references(noun: Noun) -> list[Reference]:
    """All references of an entry, in the order of its fields."""
    found: list[Reference] = []
    match noun:
        case Assertion():
            _assertion(noun, found)
        case Authority():
            if isinstance(noun.binding, tuple):
                _ids(("binding",), noun.binding, PARTY, found)
        case Party():
            _one(("part_of",), noun.part_of, PARTY, found)
        case Rule() | Issue():
            _decided(noun, found)
        case Scenario():
            _ids(("accept",), noun.accept, LABELLED, found, ("accept", "reject"))
            _ids(("reject",), noun.reject, LABELLED, found, ("accept", "reject"))
        case View():
            _one(("issue",), noun.issue, ISSUE, found)
            _ids(("issues",), noun.issues, ISSUE, found, ("issues",))
            _one(("focus",), noun.focus, ASSERTION, found)
            _one(("scenario",), noun.scenario, SCENARIO, found)
        case Expectation():
            for key, names in (("in", noun.ins), ("out", noun.out), ("undecided", noun.undecided)):
                _ids((key,), names, LABELLED, found, ("in", "out", "undecided"))
    return found


def _one(path: Steps, name: str | None, sections: tuple[str, ...], found: list[Reference]) -> None:
    if name is not None:
        found.append(Reference(path, name, sections))


def _ids(
    path: Steps, names: Iterable[str], sections: tuple[str, ...], found: list[Reference], group: Steps = ()
) -> None:
    for index, name in enumerate(names):
        found.append(Reference((*path, index), name, sections, group))


def _decided(noun: Rule | Issue, found: list[Reference]) -> None:
    if isinstance(noun, Rule):
        _citations(("authorities",), noun.authorities, found)
    _one(("burden",), noun.burden, PARTY, found)
    for index, burden in enumerate(noun.burdens):
        found.append(Reference(("burdens", index, "party"), burden.party, PARTY))
        if isinstance(noun, Issue):
            _ids(("burdens", index, "shows"), burden.shows, ASSERTION, found, ("burdens",))
    if isinstance(noun, Rule):
        _ids(("rivals",), noun.rivals, RULE, found, ("rivals",))
    else:
        _ids(("positions",), noun.positions, ASSERTION, found, ("positions",))


def _assertion(noun: Assertion, found: list[Reference]) -> None:
    _one(("issue",), noun.issue, ISSUE, found)
    for index, attribution in enumerate(noun.asserted_by):
        found.append(Reference(("asserted_by", index, "party"), attribution.party, PARTY))
        if attribution.source is not None:
            found.append(Reference(("asserted_by", index, "in"), attribution.source, AUTHORITY))
    if noun.premises:
        _premises(("premises",), noun.premises, found)
    for index, argument in enumerate(noun.because):
        _argument(("because", index), argument, found)
    if noun.authorities:
        _citations(("authorities",), noun.authorities, found)
    if noun.counters:
        _counters(("counters",), noun.counters, found)
    if noun.alternative_to:
        _ids(("alternative_to",), noun.alternative_to, ASSERTION, found, ("alternative_to",))


def _argument(path: Steps, argument: Argument, found: list[Reference]) -> None:
    _premises((*path, "premises"), argument.premises, found)
    _one((*path, "rule"), argument.rule, RULE, found)
    _premises((*path, "unless"), argument.unless, found, opposes=True)
    _citations((*path, "authorities"), argument.authorities, found)
    _counters((*path, "counters"), argument.counters, found)


def _premises(path: Steps, premises: Iterable[Premise], found: list[Reference], *, opposes: bool = False) -> None:
    for index, premise in enumerate(premises):
        if premise.element is None:
            found.append(Reference((*path, index), premise.assertion, ASSERTION, path, opposes))
        else:
            found.append(Reference((*path, premise.element), premise.assertion, ASSERTION, (), opposes))


def _citations(path: Steps, citations: Iterable[Citation], found: list[Reference]) -> None:
    for index, citation in enumerate(citations):
        found.append(Reference((*path, index, "cite"), citation.cite, AUTHORITY))
        if citation.counters:
            _counters((*path, index, "counters"), citation.counters, found)


def _counters(path: Steps, counters: Iterable[CounterEntry], found: list[Reference]) -> None:
    for index, entry in enumerate(counters):
        found.append(Reference((*path, index, "assertion"), entry.assertion, ASSERTION, path, opposes=True))
        if entry.counters:
            _counters((*path, index, "counters"), entry.counters, found)
