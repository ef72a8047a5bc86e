"""The fixed points of a part of a network as clauses for a SAT solver.

Each assertion has two variables, *in* and *out*; undecided is neither. Every other gate is a formula over them,
written as clauses with a variable of its own where it is not just a literal (Tseitin 1968). The clauses say that each
label is the one its gate's rule gives, so the models are the complete labellings of the part, one for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from argmap.evaluation.grounded import Labelling
from argmap.evaluation.network import CON, SHIFT, SLOT
from argmap.evaluation.residue import Part
from argmap.evaluation.standards import verdict_at
from argmap.evaluation.words import IN, OUT

TRUE = 1
"""The literal that always holds; -TRUE never does."""


class Encoding:
    """The clauses of one part; `ins` and `outs` hold the literal for "is in" and "is out" of each of its gates."""

    def __init__(self, labelling: Labelling, part: Part) -> None:
        self.labels, self.net, self.part = labelling.labels, labelling.network, part
        self.clauses: list[list[int]] = [[TRUE]]
        self.variables = 1
        self._known: dict[tuple[int, ...], int] = {}
        self.ins = {gate: self._new() for gate in part.assertions}
        self.outs = {gate: self._new() for gate in part.assertions}
        for gate in part.assertions:
            self.clauses.append([-self.ins[gate], -self.outs[gate]])
            is_in, is_out = self._assertion(gate)
            self._equal(self.ins[gate], is_in)
            self._equal(self.outs[gate], is_out)

    # -- formulas

    def _new(self) -> int:
        self.variables += 1
        return self.variables

    def _equal(self, one: int, other: int) -> None:
        self.clauses += [[-one, other], [one, -other]]

    def any_of(self, literals: Iterable[int]) -> int:
        """A literal that holds when one of the literals does."""
        found = tuple(sorted({literal for literal in literals if literal != -TRUE}))
        if TRUE in found:
            return TRUE
        if len(found) < 2:
            return found[0] if found else -TRUE
        if found not in self._known:
            made = self._known[found] = self._new()
            self.clauses.append([-made, *found])
            self.clauses += [[made, -literal] for literal in found]
        return self._known[found]

    def all_of(self, literals: Iterable[int]) -> int:
        """A literal that holds when all of the literals do."""
        return -self.any_of(-literal for literal in literals)

    def at_least(self, need: int, literals: Sequence[int]) -> int:
        """A literal that holds when `need` of the literals do (a sequential counter: Sinz 2005)."""
        if need <= 0:
            return TRUE
        reached = [TRUE] + [-TRUE] * need  # reached[j]: j of the literals looked at so far hold
        for literal in literals:
            for j in range(need, 0, -1):
                reached[j] = self.any_of((reached[j], self.all_of((reached[j - 1], literal))))
        return reached[need]

    # -- gates

    def is_in(self, gate: int) -> int:
        """The literal for "this gate is in"."""
        if self.labels[gate]:
            return TRUE if self.labels[gate] == IN else -TRUE
        if gate not in self.ins:
            self._threshold(gate)
        return self.ins[gate]

    def is_out(self, gate: int) -> int:
        """The literal for "this gate is out"."""
        if self.labels[gate]:
            return TRUE if self.labels[gate] == OUT else -TRUE
        if gate not in self.outs:
            self._threshold(gate)
        return self.outs[gate]

    def _threshold(self, gate: int) -> None:
        inputs = [(code >> SHIFT, bool(code & SLOT)) for code in self.net.inputs[gate]]
        speak_for = [self.is_out(source) if negated else self.is_in(source) for source, negated in inputs]
        against = [self.is_in(source) if negated else self.is_out(source) for source, negated in inputs]
        self.ins[gate] = self._counted(self.net.to_in[gate], speak_for)
        self.outs[gate] = self._counted(self.net.to_out[gate], against)

    def _counted(self, need: int, literals: list[int]) -> int:
        open_ = [literal for literal in literals if abs(literal) != TRUE]
        need -= sum(literal == TRUE for literal in literals)
        if need == 1:
            return self.any_of(open_)
        return self.all_of(open_) if need == len(open_) else self.at_least(need, open_)

    def _assertion(self, gate: int) -> tuple[int, int]:
        """When an assertion is in and when it is out, by its row of the standards."""
        links = [(code & SLOT, code >> SHIFT) for code in self.net.inputs[gate]]
        pro = [(slot, source) for slot, source in links if slot <= CON]
        con = [(slot - CON, source) for slot, source in links if slot > CON]
        p, p_possible = self._strengths(pro, possible=False), self._strengths(pro, possible=True)
        c, c_possible = self._strengths(con, possible=False), self._strengths(con, possible=True)
        row = self.net.verdicts[gate]
        accepted = [
            self.all_of((p[enough], self._below(c_possible, c_at)))
            for c_at in range(5)
            for enough in [next((s for s in range(1, 5) if row[verdict_at(s, 0, s, c_at)] == IN), 0)]
            if enough
        ]
        refused = [
            self.all_of((self._below(p_possible, p_at), c[enough]))
            for p_at in range(1, 5)
            for enough in [next((s for s in range(1, 5) if row[verdict_at(0, s, p_at, s)] == OUT), 0)]
            if enough
        ]
        return self.any_of(accepted), self.any_of([-p_possible[1], *refused])

    def _strengths(self, links: Sequence[tuple[int, int]], *, possible: bool) -> list[int]:
        """For each strength s the literal that a link at least so strong is in (or, `possible`, is not out)."""
        literals = [(s, -self.is_out(source) if possible else self.is_in(source)) for s, source in links]
        return [self.any_of(literal for s, literal in literals if s >= least) for least in range(5)]

    def _below(self, at_least: list[int], strength: int) -> int:
        """The literal that the greatest strength is `strength` at most."""
        return TRUE if strength == 4 else -at_least[strength + 1]
