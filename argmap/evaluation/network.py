"""A graph compiled to a network of gates on plain lists, on which labels are worked out in one pass.

Each gate has a label and passes it on once it is decided. A *threshold* gate is in when enough of its inputs are in and
out when enough of them are out: "all of" needs every input, "the best of" needs one, an input may be negated. An
*assertion* gate weighs the strengths of its pro and con links under its proof standard. An assertion that is rebutted or
rebuts has one gate a strength that gathers its pro links, so that each opponent looks at no more than four of them: the
network is linear in the links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from argmap.evaluation.scenario import NOTHING, Assumptions, standard_of, status_of
from argmap.evaluation.standards import VERDICTS
from argmap.evaluation.words import IN, OUT
from argmap.graph import ArgumentGraph, ArgumentNode, AssertionNode, CitationNode, CounterNode
from argmap.model.values import Status, Strength

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

    def run(self) -> Network:
        graph = self.graph
        self._authorities()
        for name, cited in graph.rules.items():
            backing = self._backing(cited)
            if backing:
                self.rule_gate[name] = self.best_of(backing)
        for gate, (name, node) in enumerate(graph.assertions.items()):
            self._support(gate, name, node)
        for gate, (name, node) in enumerate(graph.assertions.items()):
            if node.counters or node.citations:
                self._opposition(gate, node)
        verdicts = [VERDICTS[standard_of(graph, name)] for name in graph.assertions]
        for gate, possible in enumerate(self.pro_possible):
            if not possible:
                self.fixed.setdefault(gate, OUT)
        return Network(
            tuple(graph.assertions), verdicts, self.edges, self.to_in, self.to_out, self.live,
            self.pro_possible, self.con_possible, self.fixed, self.gate_of, self.pro_of,
        )  # fmt: skip

    # -- gates

    def gate(self, to_in: int, to_out: int) -> int:
        """A new threshold gate; what can never be in, or never be out, is decided at once."""
        gate = len(self.edges)
        self.edges.append([])
        self.to_in.append(to_in)
        self.to_out.append(to_out)
        if to_in <= 0:
            self.fixed[gate] = IN
        elif to_out <= 0:
            self.fixed[gate] = OUT
        return gate

    def all_of(self, plain: Sequence[int], negated: Sequence[int] = ()) -> int:
        """A new gate with the least label of its inputs."""
        gate = self.gate(len(plain) + len(negated), 1)
        self._join(gate, plain, negated)
        return gate

    def best_of(self, plain: Sequence[int]) -> int:
        """A new gate with the best label of its inputs."""
        return self.at_least(1, plain)

    def at_least(self, need: int, plain: Sequence[int]) -> int:
        """A new gate that is in when `need` inputs are in, and out when fewer than `need` can be."""
        gate = self.gate(need, len(plain) - need + 1)
        self._join(gate, plain, ())
        return gate

    def _join(self, gate: int, plain: Sequence[int], negated: Sequence[int]) -> None:
        edges, code = self.edges, gate << SHIFT
        for source in plain:
            edges[source].append(code)
        for source in negated:
            edges[source].append(code | NEGATED)

    def link(self, source: int, gate: int, slot: int) -> None:
        """A pro or con link from a gate to an assertion gate."""
        code = gate << SHIFT | slot
        self.live[code] += 1
        self.edges[source].append(code)
        if slot <= CON:
            if slot > self.pro_possible[gate]:
                self.pro_possible[gate] = slot
        elif slot - CON > self.con_possible[gate]:
            self.con_possible[gate] = slot - CON

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
            named = {premise.element: gate_of[premise.assertion] for premise in argument.premises}
            inputs = [named[element] for element in rule.elements if element in named]
            mode, size = rule.mode, len(rule.elements)
        else:
            inputs = [gate_of[premise.assertion] for premise in argument.premises]
            mode, size = entry.mode, len(entry.premises)
        return inputs, size if mode == "all" else 1 if mode == "any" else int(mode)

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
        undercutters = [self._counter(counter) for counter in argument.undercutters]
        gate = self.gate_of[argument.name] = self.all_of(inputs, undercutters)
        return gate

    def _support(self, gate: int, name: str, node: AssertionNode) -> None:
        links = [(int(argument.strength), self._argument(argument)) for argument in node.arguments]
        for citation in node.citations:
            source = self._citation(citation)
            if citation.entry.side == "for":
                links.append((int(citation.strength), source))
        undercutters = [self._counter(counter) for counter in node.undercutters] if node.counters else []
        status = status_of(self.graph, name, self.assume)
        if status is Status.PRESUMED:
            links.append((int(Strength.MODERATE), self.always))
        if status is Status.AGREED:
            links, self.fixed[gate] = [(int(Strength.CONCLUSIVE), self.always)], IN
        elif status is Status.REJECTED:
            links, self.fixed[gate] = [], OUT
        elif undercutters:
            guard = self.all_of((), undercutters)
            links = [(strength, self.all_of((source, guard))) for strength, source in links]
        if name in self.graph.rebutted_by or any(counter.how == "rebuts" for counter in node.counters):
            links = self._gathered(gate, links)
        for strength, source in links:
            self.link(source, gate, strength)

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
                self.link(self.gate_of[citation.name], gate, CON + int(citation.strength))
        for counter in node.rebuttals:
            other = self._counter_of_rebuttal(counter)
            against = [self.gate_of[nested.name] for nested in counter.counters]
            for target, source in ((gate, other), (other, gate)):
                for strength, best in self.pro_of[source].items():
                    self.link(self.all_of([best], against) if against else best, target, CON + strength)

    def _counter_of_rebuttal(self, counter: CounterNode) -> int:
        """The gate of the assertion that rebuts; the entry and its own counters get theirs."""
        self._counter(counter)
        return self.gate_of[counter.assertion]
