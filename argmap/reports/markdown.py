"""Diagnostics as Markdown, for a merge request, a wiki or a memorandum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from argmap.diagnostics import Diagnostic, Nature, Severity
from argmap.reports.by_issue import by_issue
from argmap.reports.findings import Findings, MapFindings, summary
from argmap.reports.guidance import guidance, impact_words
from argmap.reports.places import shown_place
from argmap.reports.text import visible

_SPECIAL = re.compile(r"([\\*_\[\]<>|#~&`])")
_CODE = re.compile(r"(?<!`)(`[^`\n]+`)(?!`)")


def report(findings: Findings) -> str:
    """A heading for each map, the counts, a section for each issue, and the waived diagnostics with their reasons."""
    parts: list[str] = []
    for of, share in zip(findings.maps, findings.shares, strict=True):
        parts += _map(of, share)
    parts += ["## Summary", *_summary(findings)]
    return "\n\n".join(parts)


def _summary(findings: Findings) -> Iterator[str]:
    counts = findings.counts
    heads = [severity.value for severity in Severity] + [nature.value for nature in Nature] + ["waived"]
    names = [*heads, "known"] if counts["known"] else heads
    rows = (names, ["---"] * len(names), [str(counts[name]) for name in names])
    yield summary(counts)
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _map(of: MapFindings, share: Sequence[Diagnostic]) -> Iterator[str]:
    yield f"# {escaped(of.title)}"
    if of.graph.map.header.as_of:
        yield f"As of {of.graph.map.header.as_of}."
    open_ = [item for item in share if item.waived is None]
    if not open_:
        yield "Nothing is open."
    for group in by_issue(of.graph, of.evaluation, open_):
        picture = of.pictures.get(group.issue)
        yield f"## {escaped(group.question)}"
        if group.outcome or picture:
            link = f"[Map]({picture})" if picture else ""
            yield " ".join(part for part in (escaped(group.outcome), link) if part)
        yield "\n".join(line for item in group.diagnostics for line in _item(item))
    waived = [item for item in share if item.waived is not None]
    if waived:
        yield "## Waived"
        yield "\n".join(_waived(waived))


def _item(item: Diagnostic) -> Iterator[str]:
    yield f"- **{item.severity.value}** {escaped(item.message)} ({item.check}, {escaped(shown_place(item.span))})"
    meaning = guidance(item.check)
    if meaning.why:
        yield f"  - Why: {escaped(meaning.why)}"
    close = item.help or meaning.close
    if close:
        yield f"  - To close it: {escaped(close)}"
    if impact_words(item):
        yield f"  - {escaped(impact_words(item))}"


def _waived(items: Iterable[Diagnostic]) -> Iterator[str]:
    for item in items:
        if item.waived is not None:
            by = f" Waived by {escaped(item.waived.by)}." if item.waived.by else ""
            until = f" Until {item.waived.until}." if item.waived.until else ""
            yield f"- {escaped(item.message)} ({item.check}, {escaped(shown_place(item.span))})"
            yield f"  - Because: {escaped(item.waived.because)}{by}{until}"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, but for `code`: each stands between two backticks, and any other is escaped.

    Markdown pairs backticks in runs of the same length; these runs are all of length one, with none between them.
    """
    parts = _CODE.split(" ".join(visible(text).split()))
    return "".join(part if number % 2 else _SPECIAL.sub(r"\\\1", part) for number, part in enumerate(parts))
