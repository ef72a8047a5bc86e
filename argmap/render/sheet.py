"""One page of a view: cards, pills and lines for the assertions it shows in full and those around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from argmap.evaluation.labels import Evaluation
from argmap.evaluation.reasons import missing_elements
from argmap.evaluation.words import Label, all_of, negated
from argmap.graph import ArgumentGraph, ArgumentNode, CitationNode, CounterNode
from argmap.model.values import Kind, Status
from argmap.render.picture import Card, Line, LineRole, Picture, Pill, Shade
from argmap.render.wording import (
    KINDS,
    attributed,
    authority_heading,
    authority_name,
    citation_words,
    role_words,
)

ELSEWHERE_NAMED = 2
"""How many other issues a card names before it counts them."""
CHIPS_FROM = 14
"""From how many assertions on a page on authorities are listed on the cards instead of drawn as cards."""
Authorities = Literal["auto", "nodes", "chips", "none"]
SHADES: dict[Kind, Shade] = {Kind.LEGAL: "legal", Kind.FACTUAL: "factual", Kind.MIXED: "mixed"}


@dataclass(frozen=True)
class Material:
    """What views are made from: the graph, its evaluation, how many open gaps each id has, and what else to
    say of an assertion (`notes`), on which page each issue is.
    """

    graph: ArgumentGraph
    evaluation: Evaluation
    gaps: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    issue_pages: Mapping[str, str] = field(default_factory=dict)


class Sheet:
    """Collects what one page shows; every assertion once, in full or as an away card that leads to its own page.

    `home` is the issue of the page, `full` what it shows in full, `pages` where every assertion is shown in full,
    `authorities` whether they are cards, lines on the cards, left out, or cards where there is room.
    """

    def __init__(
        self,
        material: Material,
        home: str | None,
        full: Iterable[str],
        pages: Mapping[str, str],
        authorities: Authorities = "auto",
    ) -> None:
        self.material = material
        self.graph = material.graph
        self.evaluation = material.evaluation
        self.home = home
        self.pages = pages
        self.full = dict.fromkeys(full)
        self.away = dict.fromkeys(name for at in self.full for name in self.graph.below(at) if name not in self.full)
        self.authorities = authorities
        self.chips = authorities != "nodes" and (authorities != "auto" or len(self.full) >= CHIPS_FROM)
        self.cards: dict[str, Card] = {}
        self.pills: list[Pill] = []
        self.lines: dict[str, Line] = {}
        self.elements: dict[str, set[str]] = {}
        for at in self.full:
            for argument in self.graph.assertions[at].arguments:
                for premise in argument.premises:
                    self.elements.setdefault(premise.assertion, set()).add(premise.element or "")

    def draw(self, positions: tuple[str, ...] = ()) -> None:
        """Draw everything."""
        for name in self.full:
            self.cards[name] = self.assertion_card(name, positions)
        for name in self.away:
            self.cards[name] = self.away_card(name)
        for name in self.full:
            node = self.graph.assertions[name]
            for argument in node.arguments:
                self.argument(argument)
            self.cite(node.citations, name, chips=self.chips)
            for counter in node.counters:
                level = counter.how == "rebuts" and counter.assertion in positions and name in positions
                self.counter(counter, name, level=level)

    def assertion_card(self, name: str, positions: tuple[str, ...]) -> Card:
        """The card of an assertion drawn in full."""
        node = self.graph.assertions[name]
        elements = {element for element in self.elements.get(name, ()) if element}
        is_counter = name in self.graph.opposes and name not in self.elements and name not in positions
        if name in positions:
            heading = f"Position · {KINDS[node.entry.kind]}"
        elif is_counter:
            heading = "Counter-position"
        elif len(elements) == 1:
            heading = f"Element · {next(iter(elements)).replace('-', ' ')}"
        else:
            heading = KINDS[node.entry.kind]
        said = attributed(self.graph, node.entry.asserted_by)
        status = node.entry.status.value if node.entry.status is not Status.ASSERTED else ""
        confidential = "confidential" if node.entry.confidential else ""
        said = " · ".join(part for part in (self.material.notes.get(name, ""), status, confidential, said) if part)
        chips = self.chip_words(node.citations)
        return Card(
            name,
            "counter" if is_counter else SHADES[node.entry.kind],
            heading,
            node.entry.text,
            self.evaluation.standings[name],
            said,
            tuple(chips),
            self.elsewhere(name),
            self.material.gaps.get(name, 0),
        )

    def elsewhere(self, name: str) -> str:
        """Which other issues use an assertion, in words."""
        users = [argument.conclusion for argument in self.graph.used_by.get(name, ())]
        users += [counter.owner for counter in self.graph.opposes.get(name, ()) if counter.section == "assertions"]
        issues = dict.fromkeys(
            self.graph.assertions[user].entry.issue for user in users if user in self.graph.assertions
        )
        others = [issue for issue in issues if issue and issue != self.home and issue in self.graph.map.issues]
        if len(others) > ELSEWHERE_NAMED:
            return f"also used in {len(others)} other issues"
        return f"also used in {' and '.join(issue.replace('-', ' ') for issue in others)}" if others else ""

    def away_card(self, name: str) -> Card:
        """The card of an assertion that another view shows in full."""
        node = self.graph.assertions[name]
        page = self.pages.get(name, "")
        return Card(
            name,
            SHADES[node.entry.kind],
            f"See {self.place_words(page)}" if page else KINDS[node.entry.kind],
            node.entry.text,
            self.evaluation.standings[name],
            attributed(self.graph, node.entry.asserted_by),
            away=True,
            href=f"{page}.svg#{name}" if page else "",
        )

    def place_words(self, page: str) -> str:
        """What a page is called on a card: `page 2` of this issue, else the other issue."""
        name, _, number = page.rpartition("-")
        if not (number.isdigit() and name in self.graph.map.issues):
            name, number = page, "1"
        if name == self.home:
            return f"page {number}"
        return name.replace("-", " ") + (f", page {number}" if number != "1" else "")

    def argument(self, argument: ArgumentNode) -> None:
        """The pill of an argument, or a plain line where one premise supports without rule, scheme or counter."""
        labels = self.evaluation.labels
        state = labels[argument.name]
        missing = missing_elements(self.evaluation, argument)
        words = self.argument_words(argument)
        plain = not words and not missing and not argument.citations and not argument.undercutters
        if plain and len(argument.premises) == 1:
            self.line(Line(argument.name, argument.conclusion, argument.premises[0].assertion, "supports", state=state))
            return
        key = argument.name
        self.pills.append(Pill(key, "argument", words, self.argument_chips(argument), state))
        self.line(Line(f"{key}/conclusion", argument.conclusion, key, "supports", state=state))
        for premise in argument.premises:
            self.line(
                Line(f"{key}/{premise.assertion}", key, premise.assertion, "premise", state=labels[premise.assertion])
            )
        for element in missing:
            rule = self.graph.map.rules[argument.entry.rule or ""]
            ghost = f"{key}/{element}"
            heading = f"Element · {element.replace('-', ' ')}"
            self.cards[ghost] = Card(
                ghost, "missing", heading, rule.elements[element], None, "no premise is named for it"
            )
            self.line(Line(f"{ghost}/line", key, ghost, "premise", state=Label.OUT))
        self.cite(argument.citations, key, chips=self.chips)
        for counter in argument.undercutters:
            self.counter(counter, key)

    def argument_words(self, argument: ArgumentNode) -> str:
        """What an argument's pill says: the rule, else the scheme; how many premises are needed."""
        entry = argument.entry
        parts = []
        mode = entry.mode
        if entry.rule:
            parts.append(f"rule: {entry.rule.replace('-', ' ')}")
            rule = self.graph.map.rules.get(entry.rule)
            mode = rule.mode if rule and rule.elements else mode
        elif entry.scheme:
            parts.append(entry.scheme.replace("-", " "))
        if mode != "all":
            parts.append("any one" if mode == "any" else f"at least {mode}")
        return " · ".join(parts)

    def argument_chips(self, argument: ArgumentNode) -> tuple[str, ...]:
        """The authorities behind an argument's step that are not drawn as cards: those of its rule, and its own."""
        rule = [] if self.authorities == "none" else list(self.graph.rules.get(argument.entry.rule or "", ()))
        return tuple(dict.fromkeys([citation_words(self.graph, c) for c in rule] + self.chip_words(argument.citations)))

    def chip_words(self, citations: Iterable[CitationNode]) -> list[str]:
        """The citations that are lines of text here."""
        if not self.chips or self.authorities == "none":
            return []
        return [citation_words(self.graph, citation) for citation in citations if self.is_chip(citation)]

    def is_chip(self, citation: CitationNode) -> bool:
        """Whether a citation may be a line of text: nothing is said against it, and it is not itself against."""
        return not citation.counters and citation.entry.side != "against"

    def cite(self, citations: tuple[CitationNode, ...], target: str, *, chips: bool) -> None:
        """Authority cards below what cites them; two plain citations of one authority share a card."""
        shared: dict[str, str] = {}
        for citation in citations:
            if chips and self.is_chip(citation):
                continue
            pinpoint = citation.entry.at or ""
            state = self.evaluation.labels[citation.name]
            role = role_words(citation.entry)
            if self.is_chip(citation) and not role and citation.authority in shared:
                line = self.lines[shared[citation.authority]]
                label = "; ".join(part for part in (line.label, pinpoint) if part)
                self.lines[line.key] = Line(line.key, line.upper, line.lower, line.role, label, line.state)
                continue
            key = citation.name
            self.cards[key] = self.authority_card(key, citation)
            label = " · ".join(part for part in (role, pinpoint) if part)
            self.line(
                Line(
                    f"{key}/line", target, key, "against" if citation.entry.side == "against" else "cites", label, state
                )
            )
            if self.is_chip(citation) and not role:
                shared[citation.authority] = f"{key}/line"
            for counter in citation.counters:
                self.counter(counter, key)

    def authority_card(self, key: str, citation: CitationNode) -> Card:
        """The card of an authority as it is cited in one place."""
        authority = self.graph.map.authorities[citation.authority]
        return Card(
            key,
            "authority",
            authority_heading(authority, self.graph.map.header.applicable_law),
            authority_name(citation.authority, authority),
            footer=authority.status.replace("-", " ") if authority.status != "in-force" else "",
            href=authority.url or "",
        )

    def counter(self, counter: CounterNode, target: str, *, level: bool = False) -> None:
        """A counter-position's line, with a pill on it where the counter itself is countered."""
        state = self.counter_state(counter, target)
        role: LineRole = counter.how
        label: str = "exception" if counter.name.rpartition("/")[2].startswith("exception") else counter.how
        if counter.exception:
            label = f"exception: {counter.exception.replace('-', ' ')}"
        if not counter.counters:
            self.line(Line(counter.name, target, counter.assertion, role, label, state, level=level))
            return
        self.pills.append(Pill(counter.name, "counter", label, (), state))
        self.line(Line(f"{counter.name}/line", target, counter.name, role, state=state))
        self.line(Line(f"{counter.name}/from", counter.name, counter.assertion, "premise", state=state))
        for nested in counter.counters:
            self.counter(nested, counter.name)

    def counter_state(self, counter: CounterNode, target: str) -> Label:
        """The label of a counter's line. A rebuttal goes both ways: it fails when undercut, or when both are out."""
        labels = self.evaluation.labels
        if counter.how == "undercuts":
            return labels[counter.name]
        guard = all_of(negated(labels[nested.name]) for nested in counter.counters)
        ends = {labels[target], labels[counter.assertion]}
        return Label.OUT if ends == {Label.OUT} else guard

    def line(self, line: Line) -> None:
        """Add a line."""
        self.lines[line.key] = line

    def finished(self, name: str, title: str, subtitle: str) -> Picture:
        """The picture of everything drawn."""
        return Picture(
            name,
            title,
            subtitle,
            self.graph.map.header.title,
            tuple(self.cards.values()),
            tuple(self.pills),
            tuple(self.lines.values()),
        )
