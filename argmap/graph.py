"""The argument graph: every assertion, argument, citation and counter of a map as a node of one directed graph.

Node names are the ids of the file for what has one (`charter-breach`), and say where they hang for what has none:
`no-breach/argument-1`, `no-breach/argument-1/citation-2`, `charter-breach/counter-1`. Edges point from what supports or
attacks to what is supported or attacked, so a node's predecessors are what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple


from argmap.model.assertion import Argument, Assertion, Premise
from argmap.model.citation import Citation, CounterEntry
from argmap.model.file import ArgumentMap
from argmap.model.values import Kind, Status, Strength

if TYPE_CHECKING:
    import networkx as nx

Steps = tuple[str | int, ...]
Section = Literal["assertions", "authorities", "rules", "issues", "parties"]


class Statement(NamedTuple):
    """Words that are put forward: in which assertion, at which path inside it."""

    name: str
    path: Steps
    text: str


@dataclass(frozen=True, slots=True)
class CounterNode:
    """An entry that sets an assertion against `target`; `counters` undercut the entry itself.

    `target` is the node it opposes: an assertion, an argument, a citation or another counter. `exception` is the rule's
    exception it invokes where it stands under `unless`.
    """

    name: str
    assertion: str
    target: str
    how: Literal["rebuts", "undercuts"]
    section: Section
    owner: str
    path: Steps
    counters: tuple[CounterNode, ...] = ()
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class CitationNode:
    """One citation: by an assertion, an argument or a rule (`cited_by`), with the strength it carries."""

    name: str
    authority: str
    cited_by: str
    entry: Citation
    strength: Strength
    section: Section
    owner: str
    path: Steps
    counters: tuple[CounterNode, ...] = ()


@dataclass(frozen=True, slots=True)
class ArgumentNode:
    """One line of support for `conclusion`; `path` leads to it inside that assertion."""

    name: str
    conclusion: str
    entry: Argument
    strength: Strength
    path: Steps
    premises: tuple[Premise, ...]
    citations: tuple[CitationNode, ...]
    counters: tuple[CounterNode, ...]
    exceptions: tuple[CounterNode, ...]

    @property
    def undercutters(self) -> tuple[CounterNode, ...]:
        """Everything that undercuts the argument: its counters and its exceptions."""
        return self.counters + self.exceptions

    def place_of(self, premise: Premise) -> Steps:
        """The path of one of its premises inside the conclusion."""
        step = premise.element if premise.element is not None else self.entry.premises.index(premise)
        return (*self.inside, "premises", step)

    @property
    def inside(self) -> Steps:
        """The path that the argument's keys hang on: none where the assertion has its premises itself."""
        return self.path if self.path[0] == "because" else ()


@dataclass(frozen=True, slots=True)
class AssertionNode:
    """An assertion with its arguments, citations and counters as nodes."""

    name: str
    entry: Assertion
    arguments: tuple[ArgumentNode, ...]
    citations: tuple[CitationNode, ...]
    counters: tuple[CounterNode, ...]

    @property
    def needs_support(self) -> bool:
        """Whether it has to be made out: it is neither agreed nor rejected, and more than context."""
        return self.entry.status not in (Status.AGREED, Status.REJECTED) and "context" not in self.entry.tags

    @property
    def is_supported(self) -> bool:
        """Whether it is agreed or presumed, or an argument or a citation is put forward for it."""
        given = self.entry.status in (Status.AGREED, Status.PRESUMED)
        return given or bool(self.arguments) or any(citation.entry.side == "for" for citation in self.citations)

    @property
    def rebuttals(self) -> Iterator[CounterNode]:
        """Counters that deny the assertion."""
        return (counter for counter in self.counters if counter.how == "rebuts")

    @property
    def undercutters(self) -> Iterator[CounterNode]:
        """Counters that take away every support of the assertion without denying it."""
        return (counter for counter in self.counters if counter.how == "undercuts")


@dataclass(frozen=True)
class ArgumentGraph:
    """A map as a graph. All orders follow the files, so the same map gives the same graph.

    `rules` holds the citations of each rule. References to things the map does not have are left out: reading has
    reported them.
    """

    map: ArgumentMap
    assertions: dict[str, AssertionNode]
    rules: dict[str, tuple[CitationNode, ...]]
    rebutted_by: dict[str, tuple[CounterNode, ...]] = field(default_factory=dict)

    def arguments(self) -> Iterator[ArgumentNode]:
        """Every argument of the map."""
        return (argument for node in self.assertions.values() for argument in node.arguments)

    def citations(self) -> Iterator[CitationNode]:
        """Every citation: of assertions, of their arguments, of rules."""
        for node in self.assertions.values():
            yield from node.citations
            for argument in node.arguments:
                yield from argument.citations
        for cited in self.rules.values():
            yield from cited

    def statements(self) -> Iterator[Statement]:
        """What is put forward in words: the text of every assertion that is not mere context, the warrants for it."""
        for name, node in self.assertions.items():
            if "context" in node.entry.tags:
                continue
            yield Statement(name, ("text",), node.entry.text)
            for argument in node.arguments:
                if argument.entry.warrant:
                    yield Statement(name, (*argument.path, "warrant"), argument.entry.warrant)

    def counters(self) -> Iterator[CounterNode]:
        """Every counter and exception, the counters of counters among them."""
        for node in self.assertions.values():
            yield from _with_nested(node.counters)
            for argument in node.arguments:
                yield from _with_nested(argument.undercutters)
        for citation in self.citations():
            yield from _with_nested(citation.counters)

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

    def asserted_by(self, name: str) -> tuple[str, ...]:
        """The parties who put an assertion forward or make it their own; those who only report it are left out."""
        made = (by.party for by in self.assertions[name].entry.asserted_by if by.role != "reports")
        return tuple(dict.fromkeys(made))

    def positions(self, issue: str) -> tuple[str, ...]:
        """The assertions that answer an issue."""
        return tuple(name for name in self.map.issues[issue].positions if name in self.assertions)

    def in_issue(self, issue: str) -> tuple[str, ...]:
        """The assertions that name the issue, and its positions."""
        names = dict.fromkeys(self.positions(issue))
        names.update(dict.fromkeys(name for name, node in self.assertions.items() if node.entry.issue == issue))
        return tuple(names)

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
        for section, kind in (
            ("authorities", "authority"),
            ("rules", "rule"),
            ("issues", "issue"),
            ("parties", "party"),
        ):
            network.add_nodes_from(getattr(self.map, section), kind=kind)
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

    def below(self, name: str) -> Iterator[str]:
        """The assertions directly below an assertion: premises, counters, exceptions, counters of its citations."""
        node = self.assertions[name]
        for argument in node.arguments:
            yield from (premise.assertion for premise in argument.premises)
            yield from (counter.assertion for counter in _with_nested(argument.undercutters))
            yield from _opposing(argument.citations)
        yield from _opposing(node.citations)
        yield from (counter.assertion for counter in _with_nested(node.counters))

    def above(self, name: str) -> Iterator[str]:
        """The assertions directly above an assertion: conclusions it supports, assertions it or its counters oppose."""
        yield from (argument.conclusion for argument in self.used_by.get(name, ()))
        for counter in self.opposes.get(name, ()):
            if counter.section == "assertions":
                yield counter.owner

    def supporters(self, name: str) -> Iterator[str]:
        """The assertions that are premises of an assertion's arguments, each once."""
        node = self.assertions[name]
        return iter(dict.fromkeys(p.assertion for argument in node.arguments for p in argument.premises))

    def rests_on(self, name: str) -> list[str]:
        """Every assertion that an assertion rests on through premises, nearest first; itself only in a circle."""
        return _reach(name, self.supporters)

    def carries(self, name: str) -> list[str]:
        """Every assertion that rests on this one through premises, nearest first."""
        return _reach(name, lambda at: dict.fromkeys(argument.conclusion for argument in self.used_by.get(at, ())))

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

    def longest_chain(self, name: str) -> list[str]:
        """The longest way down through premises from an assertion, itself first; a circle is walked once at most."""
        chain = [name]
        while (following := self._deepest[chain[-1]][1]) is not None:
            chain.append(following)
        return chain

    @cached_property
    def _deepest(self) -> dict[str, tuple[int, str | None]]:
        """For each assertion, how many steps lie below it and which premise the longest way goes through."""
        found: dict[str, tuple[int, str | None]] = {}
        open_: set[str] = set()
        pending = [(name, False) for name in reversed(self.assertions)]
        while pending:
            name, is_done = pending.pop()
            if is_done:
                open_.discard(name)
                below = [(found[premise][0] + 1, premise) for premise in self.supporters(name) if premise in found]
                found[name] = max(below, key=lambda step: step[0], default=(0, None))
            elif name not in found and name not in open_:
                open_.add(name)
                pending.append((name, True))
                pending.extend((premise, False) for premise in self.supporters(name))
        return found

    def circles(self) -> list[list[str]]:
        """Groups of assertions that support one another in a circle, each in file order."""
        import networkx as nx  # noqa: PLC0415  # as above

        support = nx.DiGraph()
        support.add_nodes_from(self.assertions)
        for argument in self.arguments():
            support.add_edges_from((premise.assertion, argument.conclusion) for premise in argument.premises)
        order = {name: number for number, name in enumerate(self.assertions)}
        groups = [sorted(group, key=order.__getitem__) for group in nx.strongly_connected_components(support)]
        return sorted(
            (group for group in groups if len(group) > 1 or support.has_edge(group[0], group[0])),
            key=lambda group: order[group[0]],
        )


def _with_nested(counters: Iterable[CounterNode]) -> Iterator[CounterNode]:
    for counter in counters:
        yield counter
        yield from _with_nested(counter.counters)


def _opposing(citations: Iterable[CitationNode]) -> Iterator[str]:
    return (counter.assertion for citation in citations for counter in _with_nested(citation.counters))


def _reach(start: str, step: object) -> list[str]:
    found: dict[str, None] = {}
    pending = [start]
    while pending:
        following = [name for at in pending for name in step(at) if name not in found]  # type: ignore[operator]
        pending = list(dict.fromkeys(following))
        found.update(dict.fromkeys(pending))
    return list(found)


def build(map_: ArgumentMap) -> ArgumentGraph:
    """The graph of a map."""
    builder = _Builder(map_)
    assertions = {name: builder.assertion(name, entry) for name, entry in map_.assertions.items()}
    rules = {
        name: builder.citations(rule.authorities, name, ("authorities",), factual=False)
        for name, rule in map_.rules.items()
    }
    rebutted: dict[str, list[CounterNode]] = {}
    for node in assertions.values():
        for counter in node.rebuttals:
            rebutted.setdefault(counter.assertion, []).append(counter)
    return ArgumentGraph(map_, assertions, rules, {name: tuple(found) for name, found in rebutted.items()})


class _Builder:
    def __init__(self, map_: ArgumentMap) -> None:
        self.map = map_
        self.section: Section = "rules"
        self.owner = ""

    def assertion(self, name: str, entry: Assertion) -> AssertionNode:
        self.section, self.owner = "assertions", name
        factual = entry.kind is Kind.FACTUAL
        arguments = tuple(
            self.argument(f"{name}/argument-{number}", name, argument, path, factual)
            for number, (path, argument) in enumerate(entry.arguments(), 1)
        )
        citations = self.citations(entry.authorities, name, ("authorities",), factual)
        node = AssertionNode(
            name, entry, arguments, citations, self.counters(entry.counters, name, ("counters",), "rebuts")
        )
        self.section, self.owner = "rules", ""
        return node

    def argument(self, name: str, conclusion: str, entry: Argument, path: Steps, factual: bool) -> ArgumentNode:
        inside = path if path[0] == "because" else ()
        return ArgumentNode(
            name,
            conclusion,
            entry,
            entry.strength or Strength.MODERATE,
            path,
            tuple(premise for premise in entry.premises if premise.assertion in self.map.assertions),
            self.citations(entry.authorities, name, (*inside, "authorities"), factual),
            self.counters(entry.counters, name, (*inside, "counters"), "undercuts"),
            tuple(
                CounterNode(
                    f"{name}/exception-{number}",
                    premise.assertion,
                    name,
                    "undercuts",
                    self.section,
                    self.owner,
                    (*inside, "unless", number - 1 if premise.element is None else premise.element),
                    exception=premise.element,
                )
                for number, premise in enumerate(entry.unless, 1)
                if premise.assertion in self.map.assertions
            ),
        )

    def citations(
        self, cited: Sequence[Citation], cited_by: str, path: Steps, factual: bool
    ) -> tuple[CitationNode, ...]:
        owner = self.owner or cited_by
        found = []
        for number, entry in enumerate(cited, 1):
            authority = self.map.authorities.get(entry.cite)
            if authority is None:
                continue
            name, at = f"{cited_by}/citation-{number}", (*path, number - 1)
            strength = entry.strength or authority.strength_for(factual)
            counters = self.counters(entry.counters, name, (*at, "counters"), "undercuts")
            found.append(CitationNode(name, entry.cite, cited_by, entry, strength, self.section, owner, at, counters))
        return tuple(found)

    def counters(
        self, entries: Sequence[CounterEntry], target: str, path: Steps, default: Literal["rebuts", "undercuts"]
    ) -> tuple[CounterNode, ...]:
        found = []
        for number, entry in enumerate(entries, 1):
            if entry.assertion not in self.map.assertions:
                continue
            name, at = f"{target}/counter-{number}", (*path, number - 1)
            how = entry.how or default if default == "rebuts" else "undercuts"
            nested = self.counters(entry.counters, name, (*at, "counters"), "undercuts")
            owner = self.owner or target.split("/", 1)[0]
            found.append(CounterNode(name, entry.assertion, target, how, self.section, owner, at, nested))
        return tuple(found)
