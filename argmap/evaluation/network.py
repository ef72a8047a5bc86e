"""A graph compiled to a network of gates on plain lists, on which labels are worked out in one pass.

Each gate has a label and passes it on once it is decided. A *threshold* gate is in when `need` of its inputs are in and
out when fewer than `need` can still be: "all of" needs every input, "the best of" needs one, an input may be negated. An
*assertion* gate weighs the strengths of its pro and con links under its proof standard. Per assertion and strength one
gate gathers the pro links, so that an opponent looks at no more than four of them: the network is linear in the links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from argmap.evaluation.scenario import NOTHING, Assumptions
from argmap.evaluation.standards import STANDARDS, Holds
from argmap.graph import ArgumentGraph, ArgumentNode, AssertionNode, CitationNode, CounterNode
from argmap.model.values import Standard, Status, Strength

UNDECIDED, IN, OUT = 0, 1, 2

# What an edge does to the gate it leads to: code = gate * SLOTS + slot.
SLOTS = 10
PLAIN, NEGATED, PRO, CON = 0, 1, 1, 5  # PRO + 1..4 and CON + 1..4 are the slots of the strengths
MODERATE = int(Strength.MODERATE)


@dataclass
class Network:
    """The compiled form of a graph under some assumptions.

    `gate_of` maps the name of an assertion, argument, citation, counter or authority to its gate; `fixed` the gates whose
    label is given; `holds` is None for threshold gates.
    """

    edges: list[list[int]] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    need: list[int] = field(default_factory=list)
    holds: list[Holds | None] = field(default_factory=list)
    live: list[list[int] | None] = field(default_factory=list)
    fixed: dict[int, int] = field(default_factory=dict)
    gate_of: dict[str, int] = field(default_factory=dict)
    pro_of: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def threshold(self, need: int, plain: Iterable[int] = (), negated: Iterable[int] = (), absent: int = 0) -> int:
        """A new threshold gate; `absent` inputs are out from the start."""
        gate = len(self.edges)
        edges, count = self.edges, absent
        edges.append([])
        code = gate * SLOTS
        for source in plain:
            edges[source].append(code)
            count += 1
        for source in negated:
            edges[source].append(code + NEGATED)
            count += 1
        self.size.append(count)
        self.need.append(need if need >= 0 else count)
        self.holds.append(None)
        self.live.append(None)
        if absent:
            self.size[gate] -= absent  # what can never be in is as good as not there
        return gate

    def constant(self, label: int) -> int:
        """A new gate whose label is given."""
        gate = self.threshold(0)
        self.fixed[gate] = label
        return gate

    def all_of(self, plain: Sequence[int], negated: Sequence[int] = ()) -> int:
        """The least label of the inputs; the input itself where there is but one."""
        if len(plain) == 1 and not negated:
            return plain[0]
        return self.threshold(-1, plain, negated)

    def best_of(self, plain: Sequence[int]) -> int:
        """The best label of the inputs; the input itself where there is but one."""
        return plain[0] if len(plain) == 1 else self.threshold(1, plain)

    def assertion(self, holds: Holds) -> int:
        """A new assertion gate without links."""
        gate = self.threshold(0)
        self.holds[gate] = holds
        self.live[gate] = [0] * 10
        return gate

    def link(self, source: int, gate: int, base: int, strength: int) -> None:
        """A pro (`base` PRO) or con (`base` CON) link from a gate to an assertion gate."""
        live = self.live[gate]
        if live is not None:
            live[base + strength] += 1
            self.edges[source].append(gate * SLOTS + base + strength)


def compile_network(graph: ArgumentGraph, assume: Assumptions = NOTHING) -> Network:
    """The network of a graph in which some assertions and authorities are taken as accepted or as rejected."""
    return _Compiler(graph, assume).run()


class _Compiler:
    def __init__(self, graph: ArgumentGraph, assume: Assumptions) -> None:
        self.graph = graph
        self.assume = assume
        self.net = Network()
        self.rule_gate: dict[str, int | None] = {}

    def run(self) -> Network:
        net, graph = self.net, self.graph
        for name, authority in graph.map.authorities.items():
            falls = name in self.assume.reject or (authority.is_dead and name not in self.assume.accept)
            net.gate_of[name] = net.constant(OUT if falls else IN)
        for name, node in graph.assertions.items():
            net.gate_of[name] = net.assertion(STANDARDS[self._standard(node)])
        for name, cited in graph.rules.items():
            backing = [self._citation(citation) for citation in cited if citation.entry.side == "for"]
            self.rule_gate[name] = net.best_of(backing) if backing else None
            for citation in cited:
                if citation.entry.side != "for":
                    self._citation(citation)
        for name, node in graph.assertions.items():
            self._support(name, node)
        for name, node in graph.assertions.items():
            self._opposition(name, node)
        return net

    def _standard(self, node: AssertionNode) -> Standard:
        issue = self.graph.map.issues.get(node.entry.issue or "")
        return node.entry.standard or (issue.standard if issue else None) or Standard.PREPONDERANCE

    def _status(self, name: str, node: AssertionNode) -> Status:
        if name in self.assume.accept:
            return Status.AGREED
        if name in self.assume.reject:
            return Status.REJECTED
        return node.entry.status

    def _counter(self, counter: CounterNode) -> int:
        gate = self.net.all_of([self.net.gate_of[counter.assertion]], [self._counter(c) for c in counter.counters])
        self.net.gate_of[counter.name] = gate
        return gate

    def _citation(self, citation: CitationNode) -> int:
        counters = [self._counter(counter) for counter in citation.counters]
        gate = self.net.all_of([self.net.gate_of[citation.authority]], counters)
        self.net.gate_of[citation.name] = gate
        return gate

    def _argument(self, argument: ArgumentNode) -> int:
        net, entry = self.net, argument.entry
        rule = self.graph.map.rules.get(entry.rule or "")
        inputs = [net.gate_of[premise.assertion] for premise in argument.premises]
        mode, absent = entry.mode, len(entry.premises) - len(inputs)
        if rule is not None and rule.elements:
            named = {premise.element: net.gate_of[premise.assertion] for premise in argument.premises}
            inputs = [named[element] for element in rule.elements if element in named]
            mode, absent = rule.mode, len(rule.elements) - len(inputs)
        citations = [(citation, self._citation(citation)) for citation in argument.citations]
        backing = [gate for citation, gate in citations if citation.entry.side == "for"]
        others = [net.best_of(backing)] if backing else []
        rule_gate = self.rule_gate.get(entry.rule or "")
        if rule_gate is not None:
            others.append(rule_gate)
        undercutters = [self._counter(counter) for counter in argument.undercutters]
        if mode == "all" and not absent:
            gate = net.all_of([*inputs, *others], undercutters) if inputs or others else net.threshold(-1, (), undercutters)
        else:
            need = len(inputs) + absent if mode == "all" else 1 if mode == "any" else int(mode)
            gate = net.all_of([net.threshold(need, inputs, (), absent), *others], undercutters)
        net.gate_of[argument.name] = gate
        return gate

    def _support(self, name: str, node: AssertionNode) -> None:
        net, status = self.net, self._status(name, node)
        links: list[tuple[int, int]] = [(int(a.strength), self._argument(a)) for a in node.arguments]
        links += [(int(c.strength), self._citation(c)) for c in node.citations if c.entry.side == "for"]
        undercutters = [self._counter(counter) for counter in node.undercutters]
        if status is Status.AGREED:
            links = [(int(Strength.CONCLUSIVE), net.constant(IN))]
        elif status is Status.REJECTED:
            links = []
        else:
            if status is Status.PRESUMED:
                links.append((MODERATE, net.constant(IN)))
            if undercutters and links:
                guard = net.threshold(-1, (), undercutters)
                links = [(strength, net.all_of([gate, guard])) for strength, gate in links]
        gathered: dict[int, list[int]] = {}
        for strength, gate in links:
            gathered.setdefault(strength, []).append(gate)
        pro = [0, 0, 0, 0]
        gate_of_name = net.gate_of[name]
        for strength, gates in gathered.items():
            best = net.best_of(gates)
            pro[strength - 1] = best + 1
            net.link(best, gate_of_name, PRO, strength)
        net.pro_of[name] = tuple(pro)
        if status is Status.AGREED:
            net.fixed[gate_of_name] = IN
        elif status is Status.REJECTED:
            net.fixed[gate_of_name] = OUT

    def _opposition(self, name: str, node: AssertionNode) -> None:
        net = self.net
        for citation in node.citations:
            if citation.entry.side != "for":
                gate = self._citation(citation)
                if citation.entry.side == "against":
                    net.link(gate, net.gate_of[name], CON, int(citation.strength))
        for counter in node.rebuttals:
            self._counter(counter)
            against = [net.gate_of[nested.name] for nested in counter.counters]
            for target, source in ((name, counter.assertion), (counter.assertion, name)):
                for index, best in enumerate(net.pro_of[source]):
                    if best:
                        gate = net.all_of([best - 1], against)
                        net.link(gate, net.gate_of[target], CON, index + 1)
