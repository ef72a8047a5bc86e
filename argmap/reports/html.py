"""Diagnostics as one HTML page that a partner reads: what matters most, issue by issue, and what is waived and why.

The page is self-contained: nothing is loaded from anywhere, and it reads without its script, which only filters.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from types import MappingProxyType

from argmap.diagnostics import Diagnostic, Nature, Severity
from argmap.graph import ArgumentGraph
from argmap.reports.by_issue import Group, by_issue
from argmap.reports.findings import Findings, MapFindings, plural, summary
from argmap.reports.guidance import guidance, impact_words
from argmap.reports.places import shown_place
from argmap.reports.text import visible

FIRST = 10
"""How many diagnostics the list of what matters most has."""
_CODE = re.compile(r"`([^`\n]*)`")
_MARKS = MappingProxyType(
    {
        "error": '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/><path d="M5 5l6 6M11 5l-6 6" class="cut"/>',
        "warning": '<path d="M8 1.2 15.4 14.6H.6z"/><path d="M8 6v4M8 12v1" class="cut"/>',
        "note": '<circle cx="8" cy="8" r="7"/><path d="M8 7v5M8 4v1" class="cut"/>',
        "waived": '<circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        '<path d="M4.5 8.3 7 10.8l4.5-5.3" fill="none" stroke="currentColor" stroke-width="1.7"/>',
    }
)


def report(findings: Findings) -> str:
    """The page."""
    anchors = {id(item): f"d{number}" for number, item in enumerate(findings.diagnostics, 1)}
    page = _Page(findings, anchors)
    title = findings.maps[0].title if len(findings.maps) == 1 else f"{len(findings.maps)} maps"
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f"<title>Gap review: {shown_text(title)}</title>",
            f"<style>\n{page_style()}\n.cut{{fill:none;stroke:var(--page);stroke-width:1.6}}\n</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#open">Skip to the gaps</a>',
            *page.header(title),
            '<main class="wide">',
            *page.foremost(),
            *page.filter(),
            '<div id="open">',
            *page.maps(),
            "</div>",
            *page.waived(),
            "<footer>argmap says what follows if the assertions and authorities in the files are taken as they are. "
            "It decides no question of law.</footer>",
            "</main>",
            f"<script>\n{_data('page.js')}</script>",
            "</body>",
            "</html>",
        ]
    )


class _Page:
    """The parts of a page for some findings; `anchors` names each diagnostic by its identity."""

    def __init__(self, findings: Findings, anchors: Mapping[int, str]) -> None:
        self.findings = findings
        self.anchors = anchors
        self.open = [item for item in findings.diagnostics if item.waived is None]

    def header(self, title: str) -> Iterator[str]:
        counts = self.findings.counts
        yield '<header class="wide">'
        yield f'<p class="kicker">Gap review · profile {self.findings.profile}</p>'
        yield f"<h1>{shown_text(title)}</h1>"
        if len(self.findings.maps) == 1:
            header = self.findings.maps[0].graph.map.header
            facts = [f"As of {header.as_of}" if header.as_of else "", f"Forum: {header.forum}" if header.forum else ""]
            yield f'<p class="soft">{shown_text(" · ".join(fact for fact in facts if fact))}</p>'
        yield '<ul class="tiles" aria-label="Counts">'
        for name in (*(severity.value for severity in Severity), "waived"):
            label = name if name == "waived" else plural(counts[name], name).partition(" ")[2]
            yield f'<li class="{name}"><b>{counts[name]:,}</b>{label}</li>'
        for name, label in (("question", "of them questions"), ("known", "in the baseline")):
            if counts[name]:
                yield f"<li><b>{counts[name]:,}</b>{label}</li>"
        yield "</ul>"
        yield f"<p>{shown_text(summary(counts).capitalize())} {shown_text(self._weight())}</p>"
        yield "</header>"

    def _weight(self) -> str:
        weighty = sum(item.impact.issues > 0 for item in self.open)
        if not weighty:
            return ""
        verb = "concerns" if weighty == 1 else "concern"
        return f"Of what is open, {weighty:,} {verb} what the outcome of an issue turns on."

    def foremost(self) -> Iterator[str]:
        """The list of what matters most: by impact, then as the report orders."""
        weighty = sorted(self.open, key=lambda item: (-item.impact.issues, -item.impact.assertions, item.severity.rank))
        weighty = [item for item in weighty if item.impact.issues or item.impact.assertions][:FIRST]
        if not weighty:
            return
        yield "<h2>What matters most</h2>"
        yield '<p class="soft">By what changes between the thing accepted and rejected: issue outcomes first.</p>'
        yield '<div class="table" tabindex="0" role="region" aria-label="What matters most"><table><thead><tr>'
        yield '<th scope="col">Gap</th><th scope="col" class="number">Issues</th>'
        yield '<th scope="col" class="number">Assertions</th></tr></thead><tbody>'
        for item in weighty:
            link = f'<a href="#{self.anchors[id(item)]}">{inline(item.message)}</a>'
            label, words = said_by(self.findings.graph_of(item), item.subject)
            said = f'<div class="soft">{label}: {shown_text(words)}</div>' if words else ""
            yield f'<tr class="{item.severity.value}"><td>{_mark(item.severity.value)}{link}{said}</td>'
            yield from (f'<td class="number">{count:,}</td>' for count in item.impact)
            yield "</tr>"
        yield "</tbody></table></div>"

    def filter(self) -> Iterator[str]:
        if not self.open:
            return
        yield '<form class="filter" hidden aria-label="Filter the gaps">'
        for name, values in (("severity", Severity), ("nature", Nature)):
            for value in values:
                if any(getattr(item, name) is value for item in self.open):
                    yield f'<label><input type="checkbox" name="{name}" value="{value}" checked>{value}s</label>'
        yield '<label>Words <input type="search" name="words"></label>'
        yield '<button type="reset">Show all</button><output aria-live="polite"></output>'
        yield "</form>"

    def maps(self) -> Iterator[str]:
        for of, share in zip(self.findings.maps, self.findings.shares, strict=True):
            yield from self._map(of, [item for item in share if item.waived is None])

    def _map(self, of: MapFindings, share: Sequence[Diagnostic]) -> Iterator[str]:
        groups = by_issue(of.graph, of.evaluation, share)
        yield f"<h2>{'By issue' if len(self.findings.maps) == 1 else shown_text(of.title)}</h2>"
        yield from _overview(of)
        if not groups:
            yield "<p>Nothing is open.</p>"
            return
        yield from self._contents(of, groups)
        for group in groups:
            yield from self._group(of, group)

    def _contents(self, of: MapFindings, groups: Sequence[Group]) -> Iterator[str]:
        yield '<div class="table" tabindex="0" role="region" aria-label="Issues"><table><thead><tr>'
        yield '<th scope="col">Issue</th><th scope="col">As the map stands</th><th scope="col" class="number">Open</th>'
        yield "</tr></thead><tbody>"
        for group in groups:
            outcome = group.outcome.removeprefix("As the map stands, ")
            yield f'<tr><td><a href="#{self._anchor(of, group)}">{shown_text(group.question)}</a></td>'
            yield f'<td>{inline(outcome)}</td><td class="number">{len(group.diagnostics)}</td></tr>'
        yield "</tbody></table></div>"

    def _anchor(self, of: MapFindings, group: Group) -> str:
        return f"m{self.findings.maps.index(of) + 1}-{group.issue or 'elsewhere'}"

    def _group(self, of: MapFindings, group: Group) -> Iterator[str]:
        yield f'<section id="{self._anchor(of, group)}"><h3>{shown_text(group.question)}</h3>'
        picture = of.pictures.get(group.issue)
        link = f'<a href="{escape(picture)}">Map of this issue</a>' if picture else ""
        if group.outcome or link:
            yield f'<p class="soft">{" ".join(part for part in (inline(group.outcome), link) if part)}</p>'
        for item in group.diagnostics:
            yield from self._card(of, item)
        yield "</section>"

    def _card(self, of: MapFindings, item: Diagnostic, heading: str = "h4") -> Iterator[str]:
        kind = "waived" if item.waived else item.severity.value
        yield f'<article class="card {kind}" id="{self.anchors[id(item)]}"'
        yield f' data-severity="{item.severity.value}" data-nature="{item.nature.value}">'
        yield f'<div class="head">{_mark(kind)}<{heading}>{inline(item.message)}</{heading}></div><dl>'
        for label, value in _rows(of.graph, item):
            yield f"<dt>{label}</dt><dd>{value}</dd>"
        yield "</dl>"
        example = guidance(item.check).example
        if example:
            yield "<details><summary>An example without this gap</summary>"
            yield f"<pre>{shown_text(example.rstrip())}</pre></details>"
        yield f'<div class="foot"><span>{item.severity.value}, {item.nature.value}</span>'
        yield f"<code>{shown_text(item.check)}</code><code>{shown_text(shown_place(item.span))}</code></div></article>"

    def waived(self) -> Iterator[str]:
        """What is excused, with the reasons."""
        if not self.findings.counts["waived"]:
            return
        yield f"<h2>Waived ({self.findings.counts['waived']})</h2>"
        yield '<p class="soft">Excused in the files, each for the reason given.</p>'
        for of, share in zip(self.findings.maps, self.findings.shares, strict=True):
            for item in share:
                if item.waived:
                    yield from self._card(of, item, "h3")


def _rows(graph: ArgumentGraph, item: Diagnostic) -> Iterator[tuple[str, str]]:
    meaning = guidance(item.check)
    label, words = said_by(graph, item.subject)
    if words:
        yield label, f'<span class="words">{shown_text(words)}</span>'
    if item.waived:
        by = f" ({shown_text(item.waived.by)})" if item.waived.by else ""
        until = f", until {item.waived.until}" if item.waived.until else ""
        yield "Waived because", f"{shown_text(item.waived.because)}{by}{until}"
    if meaning.why:
        yield "Why it matters", inline(meaning.why[0].upper() + meaning.why[1:])
    if item.help or meaning.close:
        yield "How to close it", inline(item.help or meaning.close)
    if impact_words(item):
        yield "What turns on it", inline(impact_words(item))
    for related in item.related:
        yield "See also", f"<code>{shown_text(shown_place(related.span))}</code> ({inline(related.message)})"


def said_by(graph: ArgumentGraph, subject: str) -> tuple[str, str]:
    """What a subject says or is, for a reader who does not know the ids, with a label; empty for the map as a whole."""
    of = graph.map
    if subject in of.assertions:
        return "It says", of.assertions[subject].text
    if subject in of.authorities:
        return "The authority", of.authorities[subject].title or of.authorities[subject].short or ""
    if subject in of.rules:
        return "The rule", of.rules[subject].text
    if subject in of.issues:
        return "The issue", of.issues[subject].question
    return "", ""


def _overview(of: MapFindings) -> Iterator[str]:
    link = of.pictures.get("overview")
    if not (link or of.overview):
        return
    yield "<figure>"
    if of.overview:
        source = base64.b64encode(of.overview.encode()).decode()
        yield f'<img src="data:image/svg+xml;base64,{source}" alt="Map of every issue and its positions">'
    whole = f'<a href="{escape(link)}">The whole map</a>' if link else "The whole map"
    yield f"<figcaption>{whole}: every issue, its positions and how it ends."
    yield "</figcaption></figure>"


def _mark(kind: str) -> str:
    shape = f'viewBox="0 0 16 16" fill="currentColor" role="img" aria-label="{kind}"'
    return f'<svg class="mark" {shape}>{_MARKS[kind]}</svg>'


def shown_text(text: str) -> str:
    """Text as HTML, in which nothing is hidden."""
    return escape(visible(text))


def inline(text: str) -> str:
    """Text with `code` set as code."""
    return _CODE.sub(r"<code>\1</code>", shown_text(text))


def page_style() -> str:
    """The style of a report."""
    return _data("page.css")


@cache
def _data(name: str) -> str:
    return (files("argmap.reports") / name).read_text(encoding="utf-8")
