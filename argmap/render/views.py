"""Which part of a map a view shows: from the graph and its evaluation to pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from argmap.evaluation.labels import Evaluation
from argmap.evaluation.reasons import missing_elements
from argmap.evaluation.words import Label
from argmap.graph import ArgumentGraph, ArgumentNode, AssertionNode, CitationNode, CounterNode
from argmap.model.assertion import Attribution
from argmap.model.values import Kind, Status
from argmap.render.picture import Card, Line, Picture, Pill
from argmap.render.wording import KINDS, authority_heading, authority_name, citation_words, date_words, role_words

CHIPS_FROM = 14
"""From how many assertions in a view on authorities are listed on the cards instead of drawn as cards."""


@dataclass(frozen=True)
class Material:
    """What views are made from: the graph, its evaluation, how many open gaps each id has, where ids link to."""

    graph: ArgumentGraph
    evaluation: Evaluation
    gaps: Mapping[str, int] = field(default_factory=dict)
    hrefs: Mapping[str, str] = field(default_factory=dict)


def all_views(material: Material) -> list[Picture]:
    """The overview, one view an issue, and one of whatever no issue view shows in full."""
    graph = material.graph
    issues = list(graph.map.issues)
    drawings = [_IssueView(material, issue) for issue in issues]
    shown = {name for drawing in drawings for name in drawing.full}
    rest = [name for name in graph.assertions if name not in shown]
    pictures = [overview(material), *(drawing.picture() for drawing in drawings)] if issues else []
    if rest or not issues:
        title = "Assertions outside the issues" if issues else graph.map.header.title
        name = "outside-the-issues" if issues else "map"
        pictures.append(_RestView(material, name, title, rest).picture())
    return pictures


def overview(material: Material) -> Picture:
    """Every issue with its positions and its outcome."""
    graph, evaluation = material.graph, material.evaluation
    cards, lines = [], []
    for name, issue in graph.map.issues.items():
        outcome = evaluation.outcomes[name]
        if outcome.position:
            result = "One position stands"
        elif outcome.against:
            result = f"No position stands: falls against {party_name(graph, outcome.against)}, who bears the burden"
        else:
            result = "No position stands"
        facts = [f"Burden: {party_name(graph, issue.burden)}"] if issue.burden else []
        facts.append(f"Standard: {(issue.standard or 'preponderance').replace('-', ' ')}")
        key = f"issue-{name}"
        cards.append(
            Card(
                key,
                "issue",
                "Issue",
                issue.question,
                None,
                " · ".join(facts),
                (result,),
                href=material.hrefs.get(name, ""),
            )
        )
        names = graph.positions(name)
        for position in names:
            cards.append(_position_card(material, name, position))
            lines.append(Line(f"{key}-{position}", key, f"{name}-{position}", "carries"))
        for first, second in _opposed(graph, names):
            level = names.index(second) - names.index(first) == 1
            lines.append(
                Line(
                    f"{name}-{first}-{second}",
                    f"{name}-{first}",
                    f"{name}-{second}",
                    "rebuts",
                    "rebut each other",
                    level=level,
                )
            ) if level else None
    subtitle = _subtitle(graph, [f"{len(graph.map.issues)} issues", f"{len(graph.assertions)} assertions"])
    header = graph.map.header
    return Picture("overview", header.title, subtitle, header.title, tuple(cards), (), tuple(lines))


def _position_card(material: Material, issue: str, name: str) -> Card:
    node = material.graph.assertions[name]
    return Card(
        f"{issue}-{name}",
        _shade(node),
        "Position",
        node.entry.text,
        material.evaluation.standings[name],
        attributed(material.graph, node.entry.asserted_by),
        gaps=material.gaps.get(name, 0),
        href=material.hrefs.get(issue, ""),
    )


def _opposed(graph: ArgumentGraph, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Pairs of positions that rebut one another, in the order of the positions."""
    pairs = {(name, other) for name in names for other, _ in graph.rebuttals_of(name) if other in names}
    return [(a, b) for number, a in enumerate(names) for b in names[number + 1 :] if (a, b) in pairs or (b, a) in pairs]


class _Drawing:
    """Collects cards, pills and lines; every assertion once, in full or as an away card."""

    def __init__(self, material: Material, home: str | None) -> None:
        self.material = material
        self.graph = material.graph
        self.evaluation = material.evaluation
        self.home = home
        self.cards: dict[str, Card] = {}
        self.pills: list[Pill] = []
        self.lines: dict[str, Line] = {}
        self.full: dict[str, None] = {}
        self.away: dict[str, None] = {}
        self.counters: set[str] = set()
        self.premises: dict[str, set[str]] = {}
        self.chips = False

    # -- what belongs to the view ----------------------------------------------------------------------------------------

    def gather(self, start: Iterable[str]) -> None:
        """Decide which assertions are drawn in full and which as away cards."""
        pending = list(start)
        self.full.update(dict.fromkeys(pending))
        while pending:
            node = self.graph.assertions[pending.pop(0)]
            for name in self.around(node):
                if name in self.full or name in self.away:
                    continue
                if self.belongs(name):
                    self.full[name] = None
                    pending.append(name)
                else:
                    self.away[name] = None
        self.chips = len(self.full) >= CHIPS_FROM

    def belongs(self, name: str) -> bool:
        """Whether an assertion met on the way is drawn in full: it has no issue, or this one."""
        issue = self.graph.assertions[name].entry.issue
        return issue is None or issue == self.home or issue not in self.graph.map.issues

    def around(self, node: AssertionNode) -> Iterable[str]:
        """Assertions directly below an assertion: premises, counters, exceptions."""
        for argument in node.arguments:
            for premise in argument.premises:
                yield premise.assertion
                self.premises.setdefault(premise.assertion, set()).add(premise.element or "")
            yield from self.opposing(argument.undercutters)
            for citation in argument.citations:
                yield from self.opposing(citation.counters)
        for citation in node.citations:
            yield from self.opposing(citation.counters)
        yield from self.opposing(node.counters)

    def opposing(self, counters: Iterable[CounterNode]) -> Iterable[str]:
        """The assertions that oppose by these entries, and by the counters of these entries."""
        for counter in counters:
            self.counters.add(counter.assertion)
            yield counter.assertion
            yield from self.opposing(counter.counters)

    # -- drawing ---------------------------------------------------------------------------------------------------------

    def draw(self, positions: tuple[str, ...] = ()) -> None:
        """Draw everything gathered."""
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
        elements = {element for element in self.premises.get(name, ()) if element}
        is_counter = name in self.counters and name not in self.premises and name not in positions
        if name in positions:
            heading = f"Position · {KINDS[node.entry.kind]}"
        elif is_counter:
            heading = "Counter-position"
        elif len(elements) == 1:
            heading = f"Element · {next(iter(elements)).replace('-', ' ')}"
        else:
            heading = KINDS[node.entry.kind]
        said = attributed(self.graph, node.entry.asserted_by)
        if node.entry.status is not Status.ASSERTED:
            said = " · ".join(part for part in (node.entry.status.value, said) if part)
        chips = [citation_words(self.graph, c) for c in node.citations if self.chips and self.is_chip(c)]
        chips += [f"also in: {title}" for title in self.elsewhere(name)]
        return Card(
            name,
            "counter" if is_counter else _shade(node),
            heading,
            node.entry.text,
            self.evaluation.standings[name],
            said,
            tuple(chips),
            self.material.gaps.get(name, 0),
            href=self.material.hrefs.get(name, ""),
        )

    def elsewhere(self, name: str) -> list[str]:
        """Questions of other issues in which an assertion is used."""
        users = [argument.conclusion for argument in self.graph.used_by.get(name, ())]
        users += [counter.owner for counter in self.graph.opposes.get(name, ()) if counter.section == "assertions"]
        issues = dict.fromkeys(
            self.graph.assertions[user].entry.issue for user in users if user in self.graph.assertions
        )
        return [
            issue.replace("-", " ")
            for issue in issues
            if issue and issue != self.home and issue in self.graph.map.issues
        ]

    def away_card(self, name: str) -> Card:
        """The card of an assertion that another view shows in full."""
        node = self.graph.assertions[name]
        issue = node.entry.issue or ""
        return Card(
            name,
            _shade(node),
            f"See {issue.replace('-', ' ')}" if issue else KINDS[node.entry.kind],
            node.entry.text,
            self.evaluation.standings[name],
            attributed(self.graph, node.entry.asserted_by),
            away=True,
            href=self.material.hrefs.get(issue, ""),
        )

    def argument(self, argument: ArgumentNode) -> None:
        """The pill of an argument, or a plain line where one premise supports without rule, scheme or counter."""
        labels = self.evaluation.labels
        state = labels[argument.name]
        missing = missing_elements(self.evaluation, argument)
        words = self.argument_words(argument)
        plain = not words and not missing and not argument.citations and not argument.undercutters
        if plain and len(argument.premises) == 1:
            premise = argument.premises[0].assertion
            self.line(argument.name, argument.conclusion, premise, "supports", state=state)
            return
        key = argument.name
        self.pills.append(Pill(key, "argument", words, state))
        self.line(f"{key}/conclusion", argument.conclusion, key, "supports", state=state)
        for premise in argument.premises:
            self.line(f"{key}/{premise.assertion}", key, premise.assertion, "premise", state=labels[premise.assertion])
        for element in missing:
            rule = self.graph.map.rules[argument.entry.rule or ""]
            ghost = f"{key}/{element}"
            heading = f"Element · {element.replace('-', ' ')}"
            self.cards[ghost] = Card(
                ghost, "missing", heading, rule.elements[element], None, "no premise is named for it"
            )
            self.line(f"{ghost}/line", key, ghost, "premise", state=Label.OUT)
        self.cite(argument.citations, key, chips=self.chips)
        for counter in argument.undercutters:
            self.counter(counter, key)

    def argument_words(self, argument: ArgumentNode) -> str:
        """What an argument's pill says: rule or scheme, how many premises are needed, the authorities behind it."""
        entry = argument.entry
        parts = []
        mode = entry.mode
        if entry.rule:
            parts.append(f"rule: {entry.rule.replace('-', ' ')}")
            rule = self.graph.map.rules.get(entry.rule)
            mode = rule.mode if rule and rule.elements else mode
        if entry.scheme:
            parts.append(entry.scheme.replace("-", " "))
        if mode != "all":
            parts.append("any one" if mode == "any" else f"at least {mode}")
        cited = list(self.graph.rules.get(entry.rule or "", ()))
        if self.chips:
            cited += [citation for citation in argument.citations if self.is_chip(citation)]
        parts += [citation_words(self.graph, citation) for citation in cited]
        return " · ".join(parts)

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
                f"{key}/line", target, key, "against" if citation.entry.side == "against" else "cites", label, state
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
            authority_heading(authority),
            authority_name(citation.authority, authority),
            footer=authority.status.replace("-", " ") if authority.status != "in-force" else "",
            href=authority.url or "",
        )

    def counter(self, counter: CounterNode, target: str, *, level: bool = False) -> None:
        """A counter-position's line, with a pill on it where the counter itself is countered."""
        state = self.evaluation.labels[counter.name]
        role: str = counter.how
        label = "exception" if counter.name.rpartition("/")[2].startswith("exception") else counter.how
        if counter.exception:
            label = f"exception: {counter.exception.replace('-', ' ')}"
        if not counter.counters:
            self.line(counter.name, target, counter.assertion, role, label, state, level=level)
            return
        self.pills.append(Pill(counter.name, "counter", label, state))
        self.line(f"{counter.name}/line", target, counter.name, role, state=state)
        self.line(f"{counter.name}/from", counter.name, counter.assertion, "premise", state=state)
        for nested in counter.counters:
            self.counter(nested, counter.name)

    def line(
        self,
        key: str,
        upper: str,
        lower: str,
        role: str,
        label: str = "",
        state: Label = Label.IN,
        *,
        level: bool = False,
    ) -> None:
        """Add a line."""
        self.lines[key] = Line(key, upper, lower, role, label, state, level)  # type: ignore[arg-type]  # a LineRole

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


class _IssueView(_Drawing):
    """The view of one issue."""

    def __init__(self, material: Material, issue: str) -> None:
        super().__init__(material, issue)
        self.gather(self.graph.in_issue(issue))

    def picture(self) -> Picture:
        """The picture."""
        name = self.home or ""
        issue = self.graph.map.issues[name]
        positions = self.graph.positions(name)
        self.draw(positions)
        outcome = self.evaluation.outcomes[name]
        facts = [f"burden: {party_name(self.graph, issue.burden)}"] if issue.burden else []
        facts.append(f"standard: {(issue.standard or 'preponderance').replace('-', ' ')}")
        if outcome.position:
            facts.append("one position stands")
        elif outcome.against:
            facts.append(f"no position stands: falls against {party_name(self.graph, outcome.against)}")
        return self.finished(name, issue.question, _subtitle(self.graph, facts))


class _RestView(_Drawing):
    """The view of assertions that belong to no issue, or of a map that has none."""

    def __init__(self, material: Material, name: str, title: str, start: Iterable[str]) -> None:
        super().__init__(material, None)
        self.name, self.title = name, title
        self.gather(start)

    def picture(self) -> Picture:
        """The picture."""
        self.draw()
        return self.finished(self.name, self.title, _subtitle(self.graph, [f"{len(self.full)} assertions"]))


def _subtitle(graph: ArgumentGraph, facts: Iterable[str]) -> str:
    header = graph.map.header
    parts = [*facts]
    if header.forum:
        parts.append(f"before {header.forum}" if len(header.forum) <= 60 else header.forum)
    if header.as_of:
        parts.append(f"law and facts as at {date_words(header.as_of)}")
    return " · ".join(parts)


def _shade(node: AssertionNode) -> str:
    return {Kind.LEGAL: "legal", Kind.FACTUAL: "factual", Kind.MIXED: "mixed"}[node.entry.kind]


def party_name(graph: ArgumentGraph, party: str | None) -> str:
    """What a party is called on a card."""
    entry = graph.map.parties.get(party or "")
    return (entry.short or entry.name) if entry else party or ""


def attributed(graph: ArgumentGraph, who: Iterable[Attribution]) -> str:
    """`Iran (S/2020/13) · adopted by the author (P4)`: who asserts, where it says so."""
    words = []
    for item in who:
        place = []
        if item.source in graph.map.authorities:
            place.append(authority_name(item.source or "", graph.map.authorities[item.source or ""]))
        if item.at:
            place.append(item.at)
        said = {"adopts": "adopted by ", "reports": "reported by "}.get(item.role or "", "")
        where = f" ({', '.join(place)})" if place else ""
        words.append(f"{said}{party_name(graph, item.party)}{where}")
    return " · ".join(words)

