"""date-conflict."""

import re
from collections.abc import Iterator
from datetime import date

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph, AssertionNode, CitationNode
from argmap.model.dates import MONTHS
from argmap.model.values import Interval, Kind

DAY = re.compile(rf"\bon (\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)}),? (\d{{4}})\b", re.IGNORECASE)
DAY_AFTER_MONTH = re.compile(rf"\bon ({'|'.join(MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.IGNORECASE)
WRITTEN = re.compile(r"\b[Oo]n (\d{4})-(\d{2})-(\d{2})\b")


@check("fact", Severity.WARNING, Nature.DEFECT, words=True)
def date_conflict(case: Case) -> Iterator[Gap]:
    """A fact's date (`on`) is not the one in its text, or lies after all the evidence that is cited for it.

    Why: one wrong date lets the other side take the whole chronology apart.

    Gap:
        assertions:
          arrived: {text: The goods arrived on 3 May 2026., kind: factual, on: 2026-05-13, status: agreed}

    Closed:
        assertions:
          arrived: {text: The goods arrived on 3 May 2026., kind: factual, on: 2026-05-03, status: agreed}
    """
    for name, node in case.graph.assertions.items():
        if node.entry.on is None:
            continue
        told = dates_in(node.entry.text)
        if told and not any(_within(day, node.entry.on) for day in told):
            yield Gap(
                name,
                Where("assertions", name, ("on",)),
                f"`{name}` has the date {_words(node.entry.on)}, but its text says {' and '.join(told)}.",
                "Correct the one that is wrong.",
                (Other(Where("assertions", name, ("text",)), "the date in the text"),),
            )
        for citation in _too_early(case.graph, node)[:1]:
            yield Gap(
                name,
                Where("assertions", name, ("on",)),
                f"`{name}` has the date {_words(node.entry.on)}, but all evidence for it is earlier.",
                "Correct the date, or cite evidence of what then happened.",
                (Other(Where("assertions", name, citation.path), f"`{citation.authority}` is earlier"),),
            )


def dates_in(text: str) -> list[str]:
    """The days on which a text says that something was ("on 3 May 2026"), as YYYY-MM-DD."""
    found = [(year, _month(month), day) for day, month, year in DAY.findall(text)]
    found += [(year, _month(month), day) for month, day, year in DAY_AFTER_MONTH.findall(text)]
    found += [(year, int(month), day) for year, month, day in WRITTEN.findall(text)]
    return [f"{int(year):04}-{month:02}-{int(day):02}" for year, month, day in found if _is_date(year, month, day)]


def _month(name: str) -> int:
    return MONTHS.index(name.capitalize()) + 1


def _is_date(year: str, month: int, day: str) -> bool:
    try:
        date(int(year), month, int(day))
    except ValueError:
        return False
    return True


def _within(day: str, on: Interval) -> bool:
    after = on.start is None or day[: len(on.start)] >= on.start
    return after and (on.end is None or day[: len(on.end)] <= on.end)


def _words(on: Interval) -> str:
    return str(on.start) if on.start == on.end else f"{on.start or '…'} to {on.end or '…'}"


def _too_early(graph: ArgumentGraph, node: AssertionNode) -> list[CitationNode]:
    """The evidence for a fact that rests on nothing else, where every piece is dated before the fact; else none."""
    start = node.entry.on.start if node.entry.on else None
    dated = [(citation, graph.map.authorities[citation.authority].date) for citation in node.supporting]
    if not start or node.entry.kind is not Kind.FACTUAL or node.arguments:
        return []
    early = [citation for citation, day in dated if day and day < start[: len(day)]]
    return early if len(early) == len(dated) else []
