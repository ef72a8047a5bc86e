"""What an assertion rests on and what rests on it, one step each way; and a line on how it fares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from argmap.analysis import Analysis
from argmap.diagnostics import Span
from argmap.editor.answers.words import first_line, outcome
from argmap.model.file import SHARED_NAMESPACE
from argmap.reading.source import Source


class Step(NamedTuple):
    """An entry that is one step away, by section and id, and the places in which one of the two names the other."""

    section: str
    name: str
    how: str
    places: tuple[Span, ...]


class Lens(NamedTuple):
    """A line about the entry whose id stands at `span`."""

    span: Span
    name: str
    text: str


def rests_on(analysis: Analysis, name: str) -> list[Step]:
    """What an assertion names for and against itself: premises, authorities, counters, exceptions."""
    node = analysis.graph.assertions.get(name)
    if node is None:
        return []
    found: dict[tuple[str, str, str], list[Span]] = {}

    def add(section: str, other: str, how: str, path: tuple[str | int, ...]) -> None:
        span = analysis.reading.places.span("assertions", name, path)
        found.setdefault((section, other, how), []).append(span)

    for argument in node.arguments:
        for premise in argument.premises:
            add("assertions", premise.assertion, "premise", argument.place_of(premise))
        for citation in argument.citations:
            add("authorities", citation.authority, "authority", (*citation.path, "cite"))
        for counter in argument.undercutters:
            add("assertions", counter.assertion, "undercuts", counter.path)
    for citation in node.citations:
        add("authorities", citation.authority, "authority", (*citation.path, "cite"))
    for counter in node.counters:
        add("assertions", counter.assertion, counter.how, counter.path)
    return _steps(found)


def carries(analysis: Analysis, section: str, name: str) -> list[Step]:
    """What names an assertion or an authority for or against itself."""
    graph, places = analysis.graph, analysis.reading.places
    found: dict[tuple[str, str, str], list[Span]] = {}
    if section == "authorities":
        for citation in graph.cited.get(name, ()):
            span = places.span(citation.section, citation.owner, (*citation.path, "cite"))
            found.setdefault((citation.section, citation.owner, "authority"), []).append(span)
        return _steps(found)
    for argument in graph.used_by.get(name, ()):
        for premise in argument.premises:
            if premise.assertion == name:
                span = places.span("assertions", argument.conclusion, argument.place_of(premise))
                found.setdefault(("assertions", argument.conclusion, "premise"), []).append(span)
    for counter in graph.opposes.get(name, ()):
        span = places.span(counter.section, counter.owner, counter.path)
        found.setdefault((counter.section, counter.owner, counter.how), []).append(span)
    return _steps(found)


def _steps(found: Mapping[tuple[str, str, str], list[Span]]) -> list[Step]:
    return [Step(section, name, how, tuple(dict.fromkeys(spans))) for (section, name, how), spans in found.items()]


def lenses(analysis: Analysis, source: Source, gaps: Mapping[str, int]) -> list[Lens]:
    """A line above every assertion, issue, authority and rule that the file defines; `gaps` counts gaps by id."""
    found = []
    for (section, name), home in analysis.reading.places.homes.items():
        if home.source is source and section in SHARED_NAMESPACE:
            parts = list(_said(analysis, section, name))
            if parts and gaps.get(name):
                parts.append(_counted(gaps[name], "gap"))
            if parts:
                found.append(Lens(home.source.id_span(home.path), name, " · ".join(parts)))
    return sorted(found, key=lambda lens: lens.span.start)


def _said(analysis: Analysis, section: str, name: str) -> Iterator[str]:
    graph = analysis.graph
    if section == "assertions" and name in graph.assertions:
        yield analysis.evaluation.standings[name].value
        yield from _numbers(analysis, name)
    elif section == "issues" and name in graph.map.issues:
        yield outcome(analysis, name).replace("`", "")
        yield _counted(len(graph.positions(name)), "position")
    elif section == "authorities" and name in graph.map.authorities:
        yield first_line(analysis, section, name)
        yield f"cited {_counted(len(graph.cited.get(name, ())), 'time')}"
    elif section == "rules" and name in graph.rules:
        yield f"applied {_counted(len(graph.applied.get(name, ())), 'time')}"


def _numbers(analysis: Analysis, name: str) -> Iterator[str]:
    node, graph = analysis.graph.assertions[name], analysis.graph
    premises = sum(len(argument.premises) for argument in node.arguments)
    cited = sum(len(argument.citations) for argument in node.arguments) + len(node.citations)
    counters = len(list(dict.fromkeys(entry.name for entry in graph.against(name))))
    numbers: Iterable[tuple[int, str]] = ((premises, "premise"), (cited, "authority"), (counters, "counter"))
    yield from (_counted(number, word) for number, word in numbers if number)


def _counted(number: int, word: str) -> str:
    plural = word[:-1] + "ies" if word.endswith("y") else word + "s"
    return f"{number} {word if number == 1 else plural}"
