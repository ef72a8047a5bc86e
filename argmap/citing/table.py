"""The table of authorities: what is relied on, by kind, with each place cited and the assertions it is cited for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argmap.citing.full import full_citation, role_words
from argmap.graph import ArgumentGraph, CitationNode, Issues
from argmap.model.authority import Authority
from argmap.model.pinpoints import UNIT_OF

HEADINGS = MappingProxyType(
    {
        "Treaties": ("treaty",),
        "Custom and general principles": ("custom", "general-principle"),
        "Legislation": ("constitution", "statute", "regulation"),
        "Cases": ("judgment", "advisory-opinion", "order", "decision"),
        "Resolutions": ("resolution",),
        "Acts of governments": ("executive-act",),
        "Reports": ("report",),
        "Writings": ("commentary", "article", "book"),
        "Letters and statements": ("letter", "statement"),
        "Pleadings": ("pleading",),
        "Press": ("press",),
        "Evidence": ("exhibit", "testimony"),
    }
)
"""The parts of the table, in order, each with the kinds of authority that stand in it."""
_NUMBERS_AND_WORDS = re.compile(r"\d{1,18}|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Use:
    """One thing for which a place is cited: an assertion, or a rule that an argument of the issue applies.

    `issue` is empty where it bears on none. `role` is empty for plain support, else a word: `contradicts`, `cf`. `says`
    is the text of the assertion or rule.
    """

    owner: str
    is_rule: bool
    issue: str
    role: str
    says: str


@dataclass(frozen=True, slots=True)
class Place:
    """A pinpoint as it is written, None for the authority as a whole, and what it is cited for."""

    pinpoint: str | None
    uses: tuple[Use, ...]

    @property
    def by_issue(self) -> dict[str, list[Use]]:
        """The uses under the issue each bears on."""
        found: dict[str, list[Use]] = {}
        for use in self.uses:
            found.setdefault(use.issue, []).append(use)
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """One authority: its id, its full citation, its places in the order of the text, and a warning about its state."""

    name: str
    citation: str
    places: tuple[Place, ...]
    url: str | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the table under its heading, rows in the order of the alphabet."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one map; `questions` are those of its issues, by id."""

    title: str
    as_of: str | None
    parts: tuple[Part, ...]
    questions: Mapping[str, str]

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, part by part."""
        return (row for part in self.parts for row in part.rows)


def table_of_authorities(graph: ArgumentGraph, issues: Collection[str] = (), parties: Collection[str] = ()) -> Table:
    """The table of a map; with `issues` or `parties`, of what is cited in these issues or by these parties alone."""
    found = _Uses(graph, frozenset(issues), frozenset(parties))
    places = {name: tuple(found.places(cited)) for name, cited in graph.cited.items()}
    rows: dict[str, list[Row]] = {heading: [] for heading in HEADINGS}
    heading_of = {kind: heading for heading, kinds in HEADINGS.items() for kind in kinds}
    for name, cited in places.items():
        authority = graph.map.authorities[name]
        if cited:
            citation = full_citation(name, authority, graph.map.parties)
            row = Row(name, citation, cited, authority.url, tuple(_warnings(authority)))
            rows[heading_of[authority.kind]].append(row)
    parts = (
        Part(heading, tuple(sorted(those, key=lambda row: (row.citation.casefold(), row.name))))
        for heading, those in rows.items()
        if those
    )
    questions = {name: issue.question for name, issue in graph.map.issues.items()}
    return Table(graph.map.header.title, graph.map.header.as_of, tuple(parts), questions)


def _warnings(authority: Authority) -> Iterator[str]:
    if authority.status != "in-force":
        yield authority.status.replace("-", " ")
    if authority.confidential:
        yield "confidential"
    if authority.checked is None:
        yield "not verified"


class _Uses:
    """Groups citations by place, leaving out what is not asked for."""

    def __init__(self, graph: ArgumentGraph, issues: frozenset[str], parties: frozenset[str]) -> None:
        self.graph, self.issues, self.parties = graph, issues, parties
        self.issue_of = Issues(graph)

    def places(self, cited: Iterable[CitationNode]) -> Iterator[Place]:
        found: dict[str | None, dict[Use, None]] = {}
        for citation in cited:
            for use in self._uses(citation):
                found.setdefault(citation.entry.at, {})[use] = None
        for pinpoint in sorted(found, key=_order):
            yield Place(pinpoint, tuple(found[pinpoint]))

    def _uses(self, citation: CitationNode) -> Iterator[Use]:
        is_rule = citation.section == "rules"
        applying = self.graph.applied.get(citation.owner, ()) if is_rule else ()
        asserted = [argument.conclusion for argument in applying] if is_rule else [citation.owner]
        role = role_words(citation.entry)
        says = self._says(citation.owner, is_rule)
        for name in asserted:
            issue = self.issue_of.of(name)
            if self._is_asked_for(name, issue):
                yield Use(citation.owner, is_rule, issue, role, says)
        if is_rule and not applying and not (self.issues or self.parties):
            yield Use(citation.owner, True, "", role, says)

    def _says(self, owner: str, is_rule: bool) -> str:
        return str(self.graph.map.rules[owner].text if is_rule else self.graph.assertions[owner].entry.text)

    def _is_asked_for(self, name: str, issue: str) -> bool:
        if self.issues and issue not in self.issues:
            return False
        return not self.parties or not self.parties.isdisjoint(self.graph.asserted_by(name))


def _order(pinpoint: str | None) -> tuple[tuple[int, int | str], ...]:
    """The authority as a whole first, then as the text runs: art. 2(4) before arts 10-12 before art. 51."""
    words = _NUMBERS_AND_WORDS.findall((pinpoint or "").casefold())
    keys = ((0, int(word)) if word.isdecimal() else (1, UNIT_OF.get(word, word)) for word in words)
    return (*keys, (2, pinpoint)) if pinpoint else ()
