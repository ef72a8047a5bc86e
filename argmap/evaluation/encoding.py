"""The fixed points of a part of a network as clauses for a SAT solver.

Each assertion has two variables, *in* and *out*; undecided is neither. Every other gate is a formula over them,
written as clauses with a variable of its own where it is not just a literal (Tseitin 1968). The models are labellings
of the part, one for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from argmap.evaluation.grounded import Labelling
from argmap.evaluation.network import CON, SHIFT, SLOT
from argmap.evaluation.residue import Part
from argmap.evaluation.standards import verdict_at
from argmap.evaluation.words import IN, OUT

Pairs = list[tuple[int, int]]
TRUE = 1
"""The literal that always holds; -TRUE never does."""


class Encoding:
    """The clauses of one part; `ins` and `outs` hold the literal for "is in" and "is out" of each of its gates.

    With `complete` every label is the one its rule gives. Without it only what is decided is as its rule says, and what
    is undecided might be decided: the maximal ones of these admissible labellings, and those with nothing undecided,
    are the same (Brewka & Woltran 2010), and the clauses are half as many.
    """

    def __init__(self, labelling: Labelling, part: Part, *, complete: bool) -> None:
        self.labels, self.net, self.part = labelling.labels, labelling.network, part
        self.clauses: list[list[int]] = [[TRUE]]
        self.variables = 1
        self._known: dict[tuple[int, ...], int] = {}
        self._rows: dict[int, tuple[Pairs, Pairs]] = {}
        self.ins = {gate: self._new() for gate in part.assertions}
        self.outs = {gate: self._new() for gate in part.assertions}
        for gate in part.assertions:
            self.clauses.append([-self.ins[gate], -self.outs[gate]])
            is_in, is_out = self._assertion(gate)
            self.clauses += [[-self.ins[gate], is_in], [-self.outs[gate], is_out]]
            if complete:
                self.clauses += [[self.ins[gate], -is_in], [self.outs[gate], -is_out]]

    # -- formulas

    def _new(self) -> int:
        self.variables += 1
        return self.variables

    def any_of(self, literals: Iterable[int]) -> int:
        """A literal that holds when one of the literals does."""
        chosen = set(literals)
        if TRUE in chosen:
            return TRUE
        chosen.discard(-TRUE)
        if len(chosen) < 2:
            return chosen.pop() if chosen else -TRUE
        found = tuple(sorted(chosen))
        if found not in self._known:
            made = self._known[found] = self._new()
            self.clauses.append([-made, *found])
            self.clauses += [[made, -literal] for literal in found]
        return self._known[found]

    def all_of(self, literals: Iterable[int]) -> int:
        """A literal that holds when all of the literals do."""
        return -self.any_of([-literal for literal in literals])

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
        enough_pro, enough_con = self._enough(self.net.verdicts[gate])
        accepted = self._outweighed(enough_pro, p, c_possible)
        return self.any_of(accepted), self.any_of([-p_possible[1], *self._outweighed(enough_con, c, p_possible)])

    def _outweighed(self, enough: Pairs, own: list[int], other: list[int]) -> list[int]:
        """For each pair the literal that the other side is so strong at most, and the own side enough for that."""
        found = []
        for most, least in enough:
            if own[least] != -TRUE:
                found.append(self.all_of((own[least], -other[most + 1])))
            if other[most + 1] == -TRUE:  # the other side cannot be stronger, so what follows is no weaker a condition
                break
        return found

    def _enough(self, row: tuple[int, ...]) -> tuple[Pairs, Pairs]:
        """For opposition up to a strength, the least support that is enough; for support, the least opposition."""
        known = self._rows.get(id(row))
        if known is None:
            pro = _least(lambda p, c: row[verdict_at(p, 0, p, c)] == IN, range(5))
            con = _least(lambda c, p: row[verdict_at(0, c, p, c)] == OUT, range(1, 5))
            known = self._rows[id(row)] = (pro, con)
        return known

    def _strengths(self, links: Sequence[tuple[int, int]], *, possible: bool) -> list[int]:
        """For each strength s up to 5 the literal that a link at least so strong is in (or, `possible`, is not out)."""
        if not links:
            return [-TRUE] * 6
        by_strength: dict[int, list[int]] = {}
        for strength, source in links:
            literal = -self.is_out(source) if possible else self.is_in(source)
            by_strength.setdefault(strength, []).append(literal)
        found = [-TRUE] * 6
        for strength in range(4, 0, -1):
            more = by_strength.get(strength)
            found[strength] = self.any_of((found[strength + 1], *more)) if more else found[strength + 1]
        return found


def _least(enough: Callable[[int, int], bool], others: Iterable[int]) -> Pairs:
    """For each of the other side's strengths the least strength that is enough against it, where there is one."""
    pairs = ((other, next((own for own in range(1, 5) if enough(own, other)), 0)) for other in others)
    return [(other, least) for other, least in pairs if least]
