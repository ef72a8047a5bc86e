"""A graph compiled to a network of gates on plain lists, on which labels are worked out in one pass.

Each gate has a label and passes it on once it is decided. A *threshold* gate is in when enough of its inputs are in
and out when enough of them are out: "all of" needs every input, "the best of" needs one, an input may be negated. An
*assertion* gate weighs the strengths of its pro and con links under its proof standard. An assertion that is rebutted
or rebuts has one gate a strength that gathers its pro links, so that each opponent looks at no more than four of them:
the network is linear in the links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from argmap.evaluation.scenario import NOTHING, Assumptions, status_of
from argmap.evaluation.standards import VERDICTS
from argmap.evaluation.words import IN, OUT
from argmap.graph import ArgumentGraph, ArgumentNode, AssertionNode, CitationNode, CounterNode
from argmap.model.values import Standard, Status, Strength

# What an edge does to the gate it leads to: code = gate << SHIFT | slot. Into a threshold gate the slot is PLAIN or
# NEGATED; into an assertion gate it is the strength of a pro link (1 to 4), or CON and the strength of a con link.
SHIFT, SLOT = 4, 15
PLAIN, NEGATED, CON = 0, 1, 4


@dataclass
class Network:
    """The compiled form of a graph under some assumptions.

    The first gates are the assertions, in the order of `names`. `edges[g]` are the codes of what gate `g` leads to.
    A threshold gate is in when `to_in` inputs speak for it and out when `to_out` speak against it. `live[code]` counts
    the links into a slot of an assertion gate. `fixed` holds gates whose label is given; `gate_of` the gate of each
    assertion, argument, citation, counter and authority; `pro_of` the gathering gates of an assertion by strength.
    """

    names: tuple[str, ...]
    verdicts: list[tuple[int, ...]]
    edges: list[list[int]]
    to_in: list[int]
    to_out: list[int]
    live: list[int]
    pro_possible: list[int]
    con_possible: list[int]
    fixed: dict[int, int] = field(default_factory=dict)
    gate_of: dict[str, int] = field(default_factory=dict)
    pro_of: dict[int, dict[int, int]] = field(default_factory=dict)

    @cached_property
    def inputs(self) -> list[list[int]]:
        """For each gate its inputs, as source << SHIFT | slot."""
        found: list[list[int]] = [[] for _ in self.edges]
        for source, codes in enumerate(self.edges):
            base = source << SHIFT
            for code in codes:
                found[code >> SHIFT].append(base | (code & SLOT))
        return found


def compile_network(graph: ArgumentGraph, assume: Assumptions = NOTHING) -> Network:
    """The network of a graph in which some assertions and authorities are taken as accepted or as rejected."""
    return _Compiler(graph, assume).run()


class _Compiler:
    def __init__(self, graph: ArgumentGraph, assume: Assumptions) -> None:
        count = len(graph.assertions)
        self.graph = graph
        self.assume = assume
        self.edges: list[list[int]] = [[] for _ in range(count)]
        self.to_in, self.to_out = [0] * count, [0] * count
        self.live = [0] * (count << SHIFT)
        self.pro_possible, self.con_possible = [0] * count, [0] * count
        self.fixed: dict[int, int] = {}
        self.gate_of: dict[str, int] = {name: gate for gate, name in enumerate(graph.assertions)}
        self.pro_of: dict[int, dict[int, int]] = {}
        self.rule_gate: dict[str | None, int] = {}
        self.always = self.all_of(())
        self.rebutting = {node.name for node in graph.assertions.values() if node.counters and any(node.rebuttals)}
        self.rebutting.update(graph.rebutted_by)

    def run(self) -> Network:
        graph = self.graph
        self._authorities()
        for name, cited in graph.rules.items():
            backing = self._backing(cited)
            if backing:
                self.rule_gate[name] = self.best_of(backing)
        for gate, node in enumerate(graph.assertions.values()):
            self._support(gate, node)
        for gate, node in enumerate(graph.assertions.values()):
            if node.counters or node.citations:
                self._opposition(gate, node)
        for gate, possible in enumerate(self.pro_possible):
            if not possible:
                self.fixed.setdefault(gate, OUT)
        return Network(
            tuple(graph.assertions), self._verdicts(), self.edges, self.to_in, self.to_out, self.live,
            self.pro_possible, self.con_possible, self.fixed, self.gate_of, self.pro_of,
        )  # fmt: skip

    def _verdicts(self) -> list[tuple[int, ...]]:
        usual = VERDICTS[Standard.PREPONDERANCE]
        issues = {n: VERDICTS[issue.standard] for n, issue in self.graph.map.issues.items() if issue.standard}
        entries = (node.entry for node in self.graph.assertions.values())
        return [VERDICTS[e.standard] if e.standard else issues.get(e.issue or "", usual) for e in entries]

    # -- gates

    def gate(self, to_in: int, to_out: int) -> int:
        """A new threshold gate without inputs so far."""
        self.edges.append([])
        self.to_in.append(to_in)
        self.to_out.append(to_out)
        return len(self.to_in) - 1

    def all_of(self, plain: Sequence[int], negated: Sequence[int] = ()) -> int:
        """A new gate with the least label of its inputs."""
        gate, edges = len(self.edges), self.edges
        edges.append([])
        self.to_in.append(len(plain) + len(negated))
        self.to_out.append(1)
        code = gate << SHIFT
        for source in plain:
            edges[source].append(code)
        if negated:
            code |= NEGATED
            for source in negated:
                edges[source].append(code)
        elif not plain:
            self.fixed[gate] = IN
        return gate

    def best_of(self, plain: Sequence[int]) -> int:
        """A new gate with the best label of its inputs."""
        return self.at_least(1, plain)

    def at_least(self, need: int, plain: Sequence[int]) -> int:
        """A new gate that is in when `need` (1 or more) inputs are in, and out when fewer than `need` can be."""
        gate = self.gate(need, len(plain) - need + 1)
        if need > len(plain):
            self.fixed[gate] = OUT
        code = gate << SHIFT
        for source in plain:
            self.edges[source].append(code)
        return gate

    def link(self, source: int, gate: int, strength: int, con: int = 0) -> None:
        """A pro link, or with `con` CON a con link, from a gate to an assertion gate."""
        code = gate << SHIFT | con + strength
        self.live[code] += 1
        self.edges[source].append(code)
        possible = self.con_possible if con else self.pro_possible
        if strength > possible[gate]:  # noqa: PLR1730  # max() is three times as slow here
            possible[gate] = strength

    # -- what a map says, as gates

    def _authorities(self) -> None:
        for name, authority in self.graph.map.authorities.items():
            falls = name in self.assume.reject or (authority.is_dead and name not in self.assume.accept)
            gate = self.gate_of[name] = self.gate(1, 1)
            self.fixed[gate] = OUT if falls else IN

    def _counter(self, counter: CounterNode) -> int:
        gate = self.gate_of[counter.assertion]
        if counter.counters:
            gate = self.all_of([gate], [self._counter(nested) for nested in counter.counters])
        self.gate_of[counter.name] = gate
        return gate

    def _citation(self, citation: CitationNode) -> int:
        gate = self.gate_of[citation.authority]
        if citation.counters:
            gate = self.all_of([gate], [self._counter(counter) for counter in citation.counters])
        self.gate_of[citation.name] = gate
        return gate

    def _backing(self, cited: Sequence[CitationNode]) -> list[int]:
        """The gates of the citations that support; every citation gets its gate."""
        gates = [(citation, self._citation(citation)) for citation in cited]
        return [gate for citation, gate in gates if citation.entry.side == "for"]

    def _premises(self, argument: ArgumentNode) -> tuple[list[int], int]:
        """The gates that count as premises, and how many of them must be in (an element without premise is out)."""
        gate_of, entry = self.gate_of, argument.entry
        rule = self.graph.map.rules.get(entry.rule) if entry.rule else None
        if rule is not None and rule.elements:
            inputs = [self.all_of(gates, ()) for gates in self._by_element(argument, rule.elements).values()]
            mode, size = rule.mode, len(rule.elements)
        else:
            inputs = [gate_of[premise.assertion] for premise in argument.premises]
            mode, size = entry.mode, len(entry.premises)
        return inputs, size if mode == "all" else 1 if mode == "any" else int(mode)

    def _by_element(self, argument: ArgumentNode, elements: Iterable[str]) -> dict[str, list[int]]:
        """The gates of the premises named for each element; an element with several premises needs them all."""
        named: dict[str, list[int]] = {}
        for premise in argument.premises:
            if premise.element is not None:
                named.setdefault(premise.element, []).append(self.gate_of[premise.assertion])
        return {element: named[element] for element in elements if element in named}

    def _argument(self, argument: ArgumentNode) -> int:
        inputs, need = self._premises(argument)
        if need != len(inputs):
            inputs = [self.at_least(need, inputs)]
        if argument.citations:
            backing = self._backing(argument.citations)
            if backing:
                inputs.append(self.best_of(backing))
        if argument.entry.rule in self.rule_gate:
            inputs.append(self.rule_gate[argument.entry.rule])
        undercutters = [self._counter(counter) for counter in argument.counters]
        undercutters += [self._counter(counter) for counter in argument.exceptions]
        gate = self.gate_of[argument.name] = self.all_of(inputs, undercutters)
        return gate

    def _support(self, gate: int, node: AssertionNode) -> None:
        links: list[tuple[int, int]] = [(argument.strength, self._argument(argument)) for argument in node.arguments]
        for citation in node.citations:
            source = self._citation(citation)
            if citation.entry.side == "for":
                links.append((citation.strength, source))
        status = status_of(self.graph, node.name, self.assume) if self.assume else node.entry.status
        if node.counters or status is not Status.ASSERTED:
            links = self._guarded(gate, node, links, status)
        if node.name in self.rebutting:
            links = self._gathered(gate, links)
        for strength, source in links:
            self.link(source, gate, strength)

    def _guarded(
        self, gate: int, node: AssertionNode, links: list[tuple[int, int]], status: Status
    ) -> list[tuple[int, int]]:
        """The pro links as the status and the assertion's own undercutters leave them."""
        undercutters = [self._counter(counter) for counter in node.undercutters]
        if status is Status.AGREED:
            self.fixed[gate] = IN
            return [(Strength.CONCLUSIVE, self.always)]
        if status is Status.REJECTED:
            self.fixed[gate] = OUT
            return []
        if status is Status.PRESUMED:
            links.append((Strength.MODERATE, self.always))
        if undercutters:
            guard = self.all_of((), undercutters)
            return [(strength, self.all_of((source, guard))) for strength, source in links]
        return links

    def _gathered(self, gate: int, links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """One link a strength, from a gate of its own that holds the best of those links."""
        by_strength: dict[int, list[int]] = {}
        for strength, source in links:
            by_strength.setdefault(strength, []).append(source)
        found = self.pro_of[gate] = {strength: self.best_of(sources) for strength, sources in by_strength.items()}
        return list(found.items())

    def _opposition(self, gate: int, node: AssertionNode) -> None:
        for citation in node.citations:
            if citation.entry.side == "against":
                self.link(self.gate_of[citation.name], gate, citation.strength, CON)
        for counter in node.counters:
            if counter.how == "rebuts":
                self._counter(counter)
                self._rebuttal(gate, self.gate_of[counter.assertion], counter)

    def _rebuttal(self, gate: int, other: int, entry: CounterNode) -> None:
        """The con links of two assertions that rebut each other; what is set against the entry takes them away."""
        against = [self.gate_of[nested.name] for nested in entry.counters]
        for target, source in ((gate, other), (other, gate)):
            for strength, best in self.pro_of[source].items():
                self.link(self.all_of([best], against) if against else best, target, strength, CON)
