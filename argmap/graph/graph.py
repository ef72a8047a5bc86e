"""The argument graph and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from argmap.graph.kept import kept, kept_by_name
from argmap.graph.nodes import ArgumentNode, AssertionNode, CitationNode, CounterNode, Statement
from argmap.graph.sources import classes_below, whole_of
from argmap.graph.walks import opposing, reach, with_nested
from argmap.model.authority import SourceClass
from argmap.model.file import SINGULAR, ArgumentMap
from argmap.model.values import Kind

if TYPE_CHECKING:
    import networkx as nx


DIVIDED = ("group", "court")
"""Kinds of parties whose members may disagree."""


@dataclass(frozen=True)
class ArgumentGraph:
    """A map as a graph. All orders follow the files, so the same map gives the same graph.

    `rules` holds the citations of each rule. References to what the map does not have are left out, and reported.
    `shape` keeps what was found without a look at words; states of a map that differ in nothing but words share it.
    """

    map: ArgumentMap
    assertions: dict[str, AssertionNode]
    rules: dict[str, tuple[CitationNode, ...]]
    rebutted_by: dict[str, tuple[CounterNode, ...]] = field(default_factory=dict)
    shape: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    @kept
    def arguments(self) -> Iterator[ArgumentNode]:
        """Every argument of the map."""
        return (argument for node in self.assertions.values() for argument in node.arguments)

    @kept
    def citations(self) -> Iterator[CitationNode]:
        """Every citation: of assertions, of their arguments, of rules."""
        for node in self.assertions.values():
            yield from node.citations
            for argument in node.arguments:
                yield from argument.citations
        for cited in self.rules.values():
            yield from cited

    @kept
    def relied_on(self) -> Iterator[CitationNode]:
        """Every citation that counts for what cites it, but for those of assertions that are mere context."""
        for citation in self.citations():
            node = self.assertions.get(citation.owner)
            if citation.entry.side == "for" and not (node and "context" in node.entry.tags):
                yield citation

    @cached_property
    def relied_on_authorities(self) -> tuple[str, ...]:
        """The authorities of those citations, each once."""
        return tuple(dict.fromkeys(citation.authority for citation in self.relied_on()))

    def is_fact(self, name: str) -> bool:
        """Whether an id is that of a factual assertion."""
        return name in self.assertions and self.assertions[name].entry.kind is Kind.FACTUAL

    @kept
    def needing_support(self) -> Iterator[AssertionNode]:
        """Every assertion that has to be made out."""
        return (node for node in self.assertions.values() if node.needs_support)

    @kept
    def statements(self) -> Iterator[Statement]:
        """What is put forward in words: the text of every assertion that is not mere context, the warrants for it."""
        for name, node in self.assertions.items():
            if "context" in node.entry.tags:
                continue
            yield Statement(name, ("text",), node.entry.text)
            for argument in node.arguments:
                if argument.entry.warrant:
                    yield Statement(name, (*argument.path, "warrant"), argument.entry.warrant)

    @kept
    def counters(self) -> Iterator[CounterNode]:
        """Every counter and exception, the counters of counters among them."""
        for node in self.assertions.values():
            yield from with_nested(node.counters)
            for argument in node.arguments:
                yield from with_nested(argument.undercutters)
        for citation in self.citations():
            yield from with_nested(citation.counters)

    @kept_by_name
    def rebuttals_of(self, name: str) -> tuple[tuple[str, CounterNode], ...]:
        """The assertions that oppose an assertion by rebuttal, either way round, each with the entry that says so."""
        stated = tuple((counter.assertion, counter) for counter in self.assertions[name].rebuttals)
        received = tuple((counter.target, counter) for counter in self.rebutted_by.get(name, ()))
        return stated + received

    def against(self, name: str) -> Iterator[CounterNode]:
        """Every entry against an assertion or its support: what rebuts it, either way round, and what undercuts it."""
        node = self.assertions[name]
        yield from (entry for _, entry in self.rebuttals_of(name))
        yield from node.undercutters
        for argument in node.arguments:
            yield from argument.undercutters
            yield from (counter for citation in argument.citations for counter in citation.counters)
        yield from (counter for citation in node.citations for counter in citation.counters)

    @kept_by_name
    def asserted_by(self, name: str) -> tuple[str, ...]:
        """The parties who put an assertion forward or make it their own; those who only report it are left out."""
        made = (by.party for by in self.assertions[name].entry.asserted_by if by.role != "reports")
        return tuple(dict.fromkeys(made))

    @kept_by_name
    def positions(self, issue: str) -> tuple[str, ...]:
        """The assertions that answer an issue."""
        return tuple(name for name in self.map.issues[issue].positions if name in self.assertions)

    @cached_property
    def all_positions(self) -> frozenset[str]:
        """Every assertion that answers an issue."""
        return frozenset(position for issue in self.map.issues for position in self.positions(issue))

    def in_issue(self, issue: str) -> tuple[str, ...]:
        """The assertions that name the issue, and its positions."""
        return tuple(dict.fromkeys((*self.positions(issue), *self._naming.get(issue, ()))))

    @cached_property
    def _naming(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, node in self.assertions.items():
            found.setdefault(node.entry.issue or "", []).append(name)
        return found

    @cached_property
    def used_by(self) -> dict[str, tuple[ArgumentNode, ...]]:
        """For each assertion, the arguments it is a premise of."""
        found: dict[str, dict[str, ArgumentNode]] = {}
        for argument in self.arguments():
            for premise in argument.premises:
                found.setdefault(premise.assertion, {})[argument.name] = argument
        return {name: tuple(arguments.values()) for name, arguments in found.items()}

    @cached_property
    def opposes(self) -> dict[str, tuple[CounterNode, ...]]:
        """For each assertion, the entries by which it opposes something."""
        found: dict[str, list[CounterNode]] = {}
        for counter in self.counters():
            found.setdefault(counter.assertion, []).append(counter)
        return {name: tuple(counters) for name, counters in found.items()}

    @cached_property
    def cited(self) -> dict[str, tuple[CitationNode, ...]]:
        """For each authority, the citations that rely on it."""
        found: dict[str, list[CitationNode]] = {}
        for citation in self.citations():
            found.setdefault(citation.authority, []).append(citation)
        return {name: tuple(citations) for name, citations in found.items()}

    @cached_property
    def applied(self) -> dict[str, tuple[ArgumentNode, ...]]:
        """For each rule, the arguments that apply it."""
        found: dict[str, list[ArgumentNode]] = {}
        for argument in self.arguments():
            if argument.entry.rule in self.rules:
                found.setdefault(str(argument.entry.rule), []).append(argument)
        return {name: tuple(arguments) for name, arguments in found.items()}

    @cached_property
    def network(self) -> nx.DiGraph:
        """The whole map as one networkx graph, for paths, cycles and export.

        Nodes carry `kind` (assertion, argument, citation, counter, authority, rule, issue, party); edges carry `role`
        (premise, supports, cites, backs, counters, opposes, applies, answers, asserts).
        """
        import networkx as nx  # noqa: PLC0415  # 150 ms at start-up that only who asks for this should pay

        network = nx.DiGraph()
        network.add_nodes_from(self.assertions, kind="assertion")
        for section in ("authorities", "rules", "issues", "parties"):
            network.add_nodes_from(getattr(self.map, section), kind=SINGULAR[section])
        for argument in self.arguments():
            network.add_node(argument.name, kind="argument")
            network.add_edges_from(((p.assertion, argument.name) for p in argument.premises), role="premise")
            network.add_edge(argument.name, argument.conclusion, role="supports")
            if argument.entry.rule in self.rules:
                network.add_edge(argument.entry.rule, argument.name, role="applies")
        for citation in self.citations():
            network.add_node(citation.name, kind="citation")
            network.add_edge(citation.authority, citation.name, role="cites")
            network.add_edge(citation.name, citation.cited_by, role="backs")
        for counter in self.counters():
            network.add_node(counter.name, kind="counter")
            network.add_edge(counter.assertion, counter.name, role="counters")
            network.add_edge(counter.name, counter.target, role="opposes")
        for name, node in self.assertions.items():
            for attribution in node.entry.asserted_by:
                if attribution.party in self.map.parties:
                    network.add_edge(attribution.party, name, role="asserts")
        for name in self.map.issues:
            network.add_edges_from(((position, name) for position in self.positions(name)), role="answers")
        return network

    @kept_by_name
    def below(self, name: str) -> Iterator[str]:
        """The assertions directly below an assertion: premises, counters, exceptions, counters of its citations."""
        node = self.assertions[name]
        for argument in node.arguments:
            yield from (premise.assertion for premise in argument.premises)
            yield from (counter.assertion for counter in with_nested(argument.undercutters))
            yield from opposing(argument.citations)
        yield from opposing(node.citations)
        yield from (counter.assertion for counter in with_nested(node.counters))

    def above(self, name: str) -> Iterator[str]:
        """The assertions directly above an assertion: conclusions it supports, assertions it or its counters oppose."""
        yield from (argument.conclusion for argument in self.used_by.get(name, ()))
        for counter in self.opposes.get(name, ()):
            if counter.section == "assertions":
                yield counter.owner

    @kept_by_name
    def supporters(self, name: str) -> Iterable[str]:
        """The assertions that are premises of an assertion's arguments, each once."""
        node = self.assertions[name]
        return dict.fromkeys(p.assertion for argument in node.arguments for p in argument.premises)

    def rests_on(self, name: str) -> list[str]:
        """Every assertion that an assertion rests on through premises, nearest first; itself only in a circle."""
        return reach(name, self.supporters)

    def carries(self, name: str) -> list[str]:
        """Every assertion that rests on this one through premises, nearest first."""
        return reach(name, lambda at: dict.fromkeys(argument.conclusion for argument in self.used_by.get(at, ())))

    def resting_on(self, names: Iterable[str]) -> set[str]:
        """The given assertions and every one that rests on any of them through premises."""
        found = dict.fromkeys(names)
        pending = list(found)
        while pending:
            above = [argument.conclusion for at in pending for argument in self.used_by.get(at, ())]
            pending = [name for name in dict.fromkeys(above) if name not in found]
            found.update(dict.fromkeys(pending))
        return set(found)

    @cached_property
    def rivals(self) -> dict[str, tuple[str, ...]]:
        """For each rule, its rivals: those it names and those that name it."""
        found: dict[str, dict[str, None]] = {name: {} for name in self.rules}
        for name in self.rules:
            for rival in self.map.rules[name].rivals:
                if rival in found and rival != name:
                    found[name][rival] = None
                    found[rival][name] = None
        return {name: tuple(rivals) for name, rivals in found.items()}

    @cached_property
    def classes_below(self) -> dict[str, frozenset[SourceClass]]:
        """For each assertion the classes of the authorities that it, its rules and all it rests on cite in support."""
        return classes_below(self.assertions, self.rules, self.map.authorities, self.used_by)

    def whole_of(self, party: str) -> str:
        """The party that a party is an organ, official or member of in the end; itself where it is of none."""
        return whole_of(self.map.parties, party)

    def voice_of(self, party: str) -> str:
        """The party whose word a party's word is: the whole it is part of, unless members of that may disagree."""
        whole = self.whole_of(party)
        return whole if whole in self.map.parties and self.map.parties[whole].kind not in DIVIDED else party

    def _left_by_peeling(self) -> list[str]:
        """What is left when assertions are taken away once all their premises are: nothing where there is no circle."""
        needs = {name: len(self.supporters(name)) for name in self.assertions}
        free = [name for name, count in needs.items() if not count]
        for name in free:  # grows as it is walked
            for conclusion in dict.fromkeys(argument.conclusion for argument in self.used_by.get(name, ())):
                needs[conclusion] -= 1
                if not needs[conclusion]:
                    free.append(conclusion)
        return [name for name, count in needs.items() if count]

    def circles(self) -> list[list[str]]:
        """Groups of assertions that support one another in a circle, each in file order."""
        left = self._left_by_peeling()
        if not left:
            return []
        import networkx as nx  # noqa: PLC0415  # as in `network`

        order = {name: number for number, name in enumerate(self.assertions)}
        support = nx.DiGraph((below, name) for name in left for below in self.supporters(name))
        groups = [sorted(group, key=order.__getitem__) for group in nx.strongly_connected_components(support)]
        circles = (group for group in groups if len(group) > 1 or support.has_edge(group[0], group[0]))
        return sorted(circles, key=lambda group: order[group[0]])
