"""What an assertion rests on and what rests on it, one step each way; and a line on how it fares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from argmap.analysis import Analysis
from argmap.diagnostics import Span
from argmap.editor.answers.words import first_line, outcome
from argmap.graph.nodes import CounterNode
from argmap.model.file import SHARED_NAMESPACE
from argmap.reading.source import Source


class Step(NamedTuple):
    """An entry that is one step away, by section and id, and the places in which one of the two names the other.

    `against` says in a few words how one of the two opposes the other; it is empty where one supports the other.
    """

    section: str
    name: str
    against: str
    places: tuple[Span, ...]


class Lens(NamedTuple):
    """A line about the entry whose id stands at `span`."""

    span: Span
    name: str
    text: str


def rests_on(analysis: Analysis, name: str) -> list[Step]:
    """What an assertion names: premises and authorities for itself first, then what is said against it."""
    node = analysis.graph.assertions.get(name)
    if node is None:
        return []
    found: _Found = {}

    def add(section: str, other: str, against: str, path: tuple[str | int, ...]) -> None:
        span = analysis.reading.places.span("assertions", name, path)
        found.setdefault((section, other, against), []).append(span)

    for argument in node.arguments:
        for premise in argument.premises:
            add("assertions", premise.assertion, "", argument.place_of(premise))
    cited = [citation for argument in node.arguments for citation in argument.citations] + [*node.citations]
    for citation in cited:
        add("authorities", citation.authority, _CITED[citation.entry.side], (*citation.path, "cite"))
    undercut = [counter for argument in node.arguments for counter in argument.undercutters]
    for counter in (*undercut, *node.counters, *(counter for citation in cited for counter in citation.counters)):
        add("assertions", counter.assertion, f"against: {_does(counter)}", counter.path)
    return _steps(found)


def carries(analysis: Analysis, section: str, name: str) -> list[Step]:
    """What names an assertion or an authority: first what it supports, then what it is said against."""
    graph, places = analysis.graph, analysis.reading.places
    found: _Found = {}
    if section == "authorities":
        for citation in graph.cited.get(name, ()):
            span = places.span(citation.section, citation.owner, (*citation.path, "cite"))
            found.setdefault((citation.section, citation.owner, _CITED[citation.entry.side]), []).append(span)
        return _steps(found)
    for argument in graph.used_by.get(name, ()):
        for premise in argument.premises:
            if premise.assertion == name:
                span = places.span("assertions", argument.conclusion, argument.place_of(premise))
                found.setdefault(("assertions", argument.conclusion, ""), []).append(span)
    for counter in graph.opposes.get(name, ()):
        span = places.span(counter.section, counter.owner, counter.path)
        found.setdefault((counter.section, counter.owner, f"opposed: {_does(counter)}"), []).append(span)
    return _steps(found)


_Found: TypeAlias = dict[tuple[str, str, str], list[Span]]
_CITED = {"for": "", "against": "against", "neither": "neither for nor against"}


def _does(counter: CounterNode) -> str:
    """What a counter does, and to what."""
    if counter.how == "rebuts":
        return "rebuts"
    if counter.exception is not None:
        return f"undercuts as the exception {counter.exception}"
    what = counter.target.rpartition("/")[2].partition("-")[0] if "/" in counter.target else ""
    return {"citation": "undercuts a citation", "counter": "undercuts a counter"}.get(what, "undercuts")


def _steps(found: _Found) -> list[Step]:
    steps = [Step(section, name, how, tuple(dict.fromkeys(spans))) for (section, name, how), spans in found.items()]
    return sorted(steps, key=lambda step: bool(step.against))


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
