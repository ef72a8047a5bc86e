"""Every place where an entry names another entry: one walk, used to check ids and to rename them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.model.assertion import Argument, Assertion, Premise
from argmap.model.authority import Authority
from argmap.model.citation import Citation, CounterEntry
from argmap.model.header import Expectation, Issue, Scenario, View
from argmap.model.rule import Rule
from argmap.model.values import Noun

Steps = tuple[str | int, ...]
ASSERTION = ("assertions",)
AUTHORITY = ("authorities",)
PARTY = ("parties",)
RULE = ("rules",)
ISSUE = ("issues",)
LABELLED = ("assertions", "authorities")


class Reference(NamedTuple):
    """An id that stands at `path` inside an entry and must name something in one of `sections`.

    `group` names the list of premises or counters it belongs to, so that doubles can be seen; empty where they may be.
    """

    path: Steps
    id: str
    sections: tuple[str, ...]
    group: Steps = ()
    opposes: bool = False


def references(noun: Noun) -> Iterator[Reference]:
    """All references of an entry, in the order of its fields."""
    match noun:
        case Assertion():
            yield from _assertion(noun)
        case Authority():
            if isinstance(noun.binding, tuple):
                yield from _ids(("binding",), noun.binding, PARTY)
        case Rule():
            yield from _citations(("authorities",), noun.authorities)
            yield from _one(("burden",), noun.burden, PARTY)
            yield from _ids(("rivals",), noun.rivals, RULE)
        case Issue():
            yield from _one(("burden",), noun.burden, PARTY)
            yield from _ids(("positions",), noun.positions, ASSERTION, ("positions",))
        case Scenario():
            yield from _ids(("accept",), noun.accept, LABELLED)
            yield from _ids(("reject",), noun.reject, LABELLED)
        case View():
            yield from _one(("issue",), noun.issue, ISSUE)
            yield from _one(("focus",), noun.focus, ASSERTION)
            yield from _one(("scenario",), noun.scenario, ("scenarios",))
        case Expectation():
            yield from _ids(("in",), noun.ins, LABELLED)
            yield from _ids(("out",), noun.out, LABELLED)
            yield from _ids(("undecided",), noun.undecided, LABELLED)
        case _:
            return


def _one(path: Steps, name: str | None, sections: tuple[str, ...]) -> Iterator[Reference]:
    if name is not None:
        yield Reference(path, name, sections)


def _ids(path: Steps, names: Iterable[str], sections: tuple[str, ...], group: Steps = ()) -> Iterator[Reference]:
    for index, name in enumerate(names):
        yield Reference((*path, index), name, sections, group)


def _assertion(noun: Assertion) -> Iterator[Reference]:
    yield from _one(("issue",), noun.issue, ISSUE)
    for index, attribution in enumerate(noun.asserted_by):
        yield Reference(("asserted_by", index, "party"), attribution.party, PARTY)
        yield from _one(("asserted_by", index, "in"), attribution.source, AUTHORITY)
    yield from _premises(("premises",), noun.premises)
    for index, argument in enumerate(noun.because):
        yield from _argument(("because", index), argument)
    yield from _citations(("authorities",), noun.authorities)
    yield from _counters(("counters",), noun.counters)
    yield from _ids(("alternative_to",), noun.alternative_to, ASSERTION)


def _argument(path: Steps, argument: Argument) -> Iterator[Reference]:
    yield from _premises((*path, "premises"), argument.premises)
    yield from _one((*path, "rule"), argument.rule, RULE)
    yield from _premises((*path, "unless"), argument.unless, opposes=True)
    yield from _citations((*path, "authorities"), argument.authorities)
    yield from _counters((*path, "counters"), argument.counters)


def _premises(path: Steps, premises: Iterable[Premise], *, opposes: bool = False) -> Iterator[Reference]:
    for index, premise in enumerate(premises):
        step = index if premise.element is None else premise.element
        group = path if premise.element is None else ()
        yield Reference((*path, step), premise.assertion, ASSERTION, group, opposes)


def _citations(path: Steps, citations: Iterable[Citation]) -> Iterator[Reference]:
    for index, citation in enumerate(citations):
        yield Reference((*path, index, "cite"), citation.cite, AUTHORITY)
        yield from _counters((*path, index, "counters"), citation.counters)


def _counters(path: Steps, counters: Iterable[CounterEntry]) -> Iterator[Reference]:
    for index, entry in enumerate(counters):
        yield Reference((*path, index, "assertion"), entry.assertion, ASSERTION, path, opposes=True)
        yield from _counters((*path, index, "counters"), entry.counters)
