"""One page of a view: cards, pills and lines for the assertions it shows in full and those around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from argmap.citing.full import role_words
from argmap.evaluation.reasons import missing_elements
from argmap.evaluation.words import Label
from argmap.graph import ArgumentNode, CitationNode, CounterNode
from argmap.render.counters import counter_state, counter_words, likeness
from argmap.render.further import LISTED, Move, Place, carried_on
from argmap.render.overview import batched
from argmap.render.paging import Room
from argmap.render.picture import Authorities, Card, Line, LineRole, Picture, Pill
from argmap.render.sheet_cards import (
    Material,
    assertion_card,
    authority_card,
    away_card,
    element_heading,
    elsewhere,
    for_element,
    is_plain,
    missing_card,
    others_below,
    place_words,
)
from argmap.render.wording import KINDS, citation_words, counted, rule_name

__all__ = ["Material", "Sheet"]

CHIPS_FROM = 14
"""From how many cards of assertions on a page on authorities are listed on the cards instead of drawn as cards."""
CARDS_MOST = 22
"""How many cards there may be with those of authorities, so that they are drawn as cards."""

SIDE_BY_SIDE = 4


class Sheet:
    """Collects what one page shows; every assertion once, in full or as an away card that leads to its own page.

    `home` is the issue of the page, `full` what it shows in full, `pages` where every assertion is shown in full,
    `authorities` whether they are cards, lines on the cards, left out, or cards where there is room; `places` what the
    pages of a named view are called; `shares` lets what hangs on one assertion several times be one card.
    """

    def __init__(
        self,
        material: Material,
        home: str | None,
        full: Iterable[str],
        pages: Mapping[str, str],
        authorities: Authorities = "auto",
        places: Mapping[str, str] | None = None,
    ) -> None:
        self.material = material
        self.graph = material.graph
        self.evaluation = material.evaluation
        self.home = home
        self.pages = pages
        self.places = places
        self.full = dict.fromkeys(full)
        self.uses: Counter[str] = Counter()
        self.shares = False
        self.below: dict[object, str] = {}
        self.authorities = authorities
        below = [name for at in self.full for name in self.graph.below(at) if name not in self.full]
        others = sum(others_below(material, "nodes")(name) for name in self.full) if len(below) < CHIPS_FROM else 0
        cards = len(self.full) + len(below)
        crowded = cards >= CHIPS_FROM or cards + others > CARDS_MOST or material.page == "a4"
        self.chips = authorities != "nodes" and (authorities != "auto" or crowded)
        self.cards: dict[str, Card] = {}
        self.pills: list[Pill] = []
        self.lines: dict[str, Line] = {}
        self.rebuttals: set[tuple[str, str]] = set()
        self.elements: dict[str, dict[str, None]] = {}
        for at in self.full:
            for argument in self.graph.assertions[at].arguments:
                for premise in argument.premises:
                    self.elements.setdefault(premise.assertion, {})[premise.element or ""] = None

    def draw(self, positions: tuple[str, ...] = ()) -> None:
        """Draw everything; of a few positions those that rebut one another side by side."""
        beside = self.full.keys() & positions if len(self.full.keys() & positions) <= SIDE_BY_SIDE else ()
        for name in self.full:
            self.cards[name] = self.assertion_card(name)
        for name in self.full:
            self.below.clear()
            node = self.graph.assertions[name]
            for argument in node.arguments:
                self.argument(argument)
            self.cite(node.citations, name, chips=self.chips)
            for counter in node.counters:
                self.counter(
                    counter, name, level=name in beside and counter.assertion in beside and counter.how == "rebuts"
                )

    def assertion_card(self, name: str) -> Card:
        """The card of an assertion drawn in full: what answers an issue is a position, wherever it is drawn."""
        node = self.graph.assertions[name]
        is_position = name in self.graph.all_positions
        is_counter = name not in self.elements and not is_position and self.is_counter(name)
        if is_position:
            heading = f"Position · {KINDS[node.entry.kind]}"
        elif is_counter:
            heading = "Counter-position"
        else:
            heading = element_heading(self.elements.get(name, {}), node.entry.kind)
        card = assertion_card(self.material, name, heading, is_counter=is_counter)
        self.cards[name] = card  # before those that list more of its citations
        chips = self.listed(name, self.chip_words(node.citations))
        return replace(card, chips=chips, elsewhere=elsewhere(self.graph, name, self.home))

    def is_counter(self, name: str) -> bool:
        """Whether an assertion opposes something on this page or, heading a page of its own, only ever opposes."""
        opposed = {counter.owner for counter in self.graph.opposes.get(name, ())}
        return bool(opposed & self.full.keys()) or bool(opposed and not self.graph.used_by.get(name))

    def lower(self, name: str, elements: tuple[str, ...] = ()) -> str:
        """The key of the card for an assertion that a line leads down to, which it meets some elements of a rule for.

        An away card only refers: every use gets one of its own, so that no line runs across the page for it; below one
        assertion they can share it.
        """
        if name in self.full:
            return name
        if self.shares and (name, elements) in self.below:
            return self.below[name, elements]
        key = name if name not in self.cards else f"{name}/use-{self.uses[name] + 1}"
        self.uses[name] += 1
        page = self.pages.get(name, "")
        self.cards[key] = for_element(away_card(self.material, key, name, page, self.place(name, page)), elements)
        self.below[name, elements] = key
        return key

    def place(self, name: str, page: str) -> str:
        """What the page on which an assertion is shown in full is called here."""
        named = self.places.get(name) if self.places is not None else ""
        return named or place_words(self.graph, page, self.home if self.places is None else None)

    def argument(self, argument: ArgumentNode) -> None:
        """The pill of an argument, or a plain line where one premise supports without rule, scheme or counter."""
        labels = self.evaluation.labels
        state = labels[argument.name]
        missing = missing_elements(self.evaluation, argument)
        words = self.argument_words(argument)
        plain = not words and not missing and not argument.citations and not argument.undercutters
        if plain and len(argument.premises) == 1:
            lower = self.lower(argument.premises[0].assertion)
            self.line(Line(argument.name, argument.conclusion, lower, "supports", state=state, about=argument.name))
            return
        key = argument.name
        self.line(Line(f"{key}/conclusion", argument.conclusion, key, "supports", state=state, about=key))
        chips = self.listed(key, self.argument_chips(argument))
        self.pills.append(Pill(key, "argument", words, chips, state))
        met: dict[str, tuple[str, ...]] = {}
        for premise in argument.premises:
            met[premise.assertion] = (*met.get(premise.assertion, ()), *filter(None, [premise.element]))
        for name, elements in met.items():
            self.line(Line(f"{key}/{name}", key, self.lower(name, elements), "premise", state=labels[name], about=name))
        for element in missing:
            ghost = missing_card(self.graph, argument, element)
            self.cards[ghost.key] = ghost
            self.line(Line(f"{ghost.key}/line", key, ghost.key, "premise", state=Label.OUT))
        self.cite(argument.citations, key, chips=self.chips)
        for counter in argument.undercutters:
            self.counter(counter, key)

    def argument_words(self, argument: ArgumentNode) -> str:
        """What an argument's pill says: the rule, else the scheme; its open gaps; how many premises are needed."""
        entry = argument.entry
        parts = []
        mode = entry.mode
        if entry.rule:
            parts.append(f"rule: {rule_name(self.graph, entry.rule)}")
            rule = self.graph.map.rules.get(entry.rule)
            mode = rule.mode if rule and rule.elements else mode
        elif entry.scheme:
            parts.append(entry.scheme.replace("-", " "))
        gaps = self.material.gaps.get(entry.rule or "-", 0) + self.material.argument_gaps.get(argument.name, 0)
        if gaps:
            parts.append(counted(gaps, "open gap"))
        if mode != "all":
            parts.append("any one" if mode == "any" else f"at least {mode}")
        return " · ".join(parts)

    def argument_chips(self, argument: ArgumentNode) -> tuple[str, ...]:
        """The authorities behind an argument's step that are not drawn as cards: those of its rule, and its own."""
        rule = [] if self.authorities == "none" else list(self.graph.rules.get(argument.entry.rule or "", ()))
        return tuple(dict.fromkeys([self.said(citation) for citation in rule] + self.chip_words(argument.citations)))

    def said(self, citation: CitationNode) -> str:
        """A citation as a line of text."""
        return self.material.chip_words.get(citation.name, "") + citation_words(self.graph, citation)

    def chip_words(self, citations: Iterable[CitationNode]) -> list[str]:
        """The citations that are lines of text here."""
        if not self.chips or self.authorities == "none":
            return []
        return [self.said(citation) for citation in citations if is_plain(citation)]

    def listed(self, target: str, chips: Sequence[str]) -> tuple[str, ...]:
        """The citations that stand as lines on a card or pill; where they are many, the others have cards below it."""
        if len(chips) <= LISTED:
            return tuple(chips)
        for number, part in enumerate(batched(chips[LISTED:], LISTED), 1):
            first, key = number * LISTED + 1, f"{target}/listed-{number}"
            text = f"Citations {first} to {first + len(part) - 1} of {len(chips):,}"
            self.cards[key] = Card(key, "authority", "Authorities", text, chips=tuple(part))
            self.line(Line(f"{key}/line", target, key, "cites"))
        return (*chips[:LISTED], f"… and {len(chips) - LISTED:,} more, listed below")

    def cite(self, citations: tuple[CitationNode, ...], target: str, *, chips: bool) -> None:
        """Authority cards below what cites them; two plain citations of one authority share a card."""
        shared: dict[str, str] = {}
        for citation in citations:
            if chips and is_plain(citation):
                continue
            pinpoint, state = citation.entry.at or "", self.evaluation.labels[citation.name]
            role = role_words(citation.entry)
            shares = is_plain(citation) and not role and citation.name not in self.material.chip_words
            if shares and citation.authority in shared:
                line = self.lines[shared[citation.authority]]
                label = "; ".join(part for part in (line.label, pinpoint) if part)
                self.lines[line.key] = replace(line, label=label)
                continue
            self.cards[key := citation.name] = authority_card(self.material, citation)
            label = " · ".join(part for part in (role, pinpoint) if part)
            against: LineRole = "against" if citation.entry.side == "against" else "cites"
            self.line(Line(f"{key}/line", target, key, against, label, state, about=key))
            if shares:
                shared[citation.authority] = f"{key}/line"
            for counter in citation.counters:
                self.counter(counter, key)

    def counter(self, counter: CounterNode, target: str, *, level: bool = False) -> None:
        """A counter-position's line, with a pill on it where the counter itself is countered."""
        state, label = counter_state(self.evaluation, counter, target), counter_words(counter)
        role: LineRole = counter.how
        key = counter.name
        if not counter.counters:
            if self.is_drawn(counter, target):
                return
            lower = self.lower(counter.assertion)
            self.line(Line(key, target, lower, role, label, state, level=level, about=key))
            return
        pill = self.below.setdefault(likeness(self.evaluation, counter, target), key) if self.shares else key
        self.line(Line(f"{key}/line", target, pill, role, state=state, about=key))
        if pill != key:
            return
        self.pills.append(Pill(key, "counter", label, (), state))
        self.line(Line(f"{key}/from", key, self.lower(counter.assertion), "premise", state=state, about=key))
        for nested in counter.counters:
            self.counter(nested, counter.name)

    def is_drawn(self, counter: CounterNode, target: str) -> bool:
        """Whether the same rebuttal, which goes both ways, has a line already, from the other side."""
        if counter.how != "rebuts" or target not in self.full:
            return False
        self.rebuttals.add((target, counter.assertion))
        return (counter.assertion, target) in self.rebuttals

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

    def further(
        self, picture: Picture, room: Room, own: Place, names: Iterator[Place], moved: Callable[[Move], Place | None]
    ) -> list[Picture]:
        """The picture as a page that has room, at a place of its `own`; and its further pages."""
        if len(picture.cards) <= room.whole.cards:
            return [picture]

        def back(card: Card) -> Card:
            return away_card(self.material, card.key, card.about, own.name, own.words)

        return carried_on(picture, self.full, room.part.cards, back, names, moved)
