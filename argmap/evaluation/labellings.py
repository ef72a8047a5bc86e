"""Beyond grounded: complete, preferred and stable labellings, by a SAT solver asked about one undecided part at a time.

A *complete* labelling is any fixed point of the operator of the grounded one, a *preferred* one has a maximal set of
in and out, a *stable* one has nothing undecided (Brewka & Woltran 2010; Caminada 2006 for Dung's frameworks).
Acceptance is found by a solver that is asked for a labelling that still tells something new, until there is none;
maximal ones are reached by growing a labelling, not by listing all (the iterated scheme of Dvořák, Järvisalo, Wallner &
Woltran 2014).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod
from typing import Any

from argmap.diagnostics import ArgmapError
from argmap.evaluation.encoding import Encoding
from argmap.evaluation.labels import Evaluation
from argmap.evaluation.residue import parts
from argmap.evaluation.words import IN, LABELS, OUT, UNDECIDED, Label, Semantics

LIMIT = 1_000
"""How many labellings are counted."""
CONFLICTS = 100_000
"""How many conflicts the solver may run into over one part before what is left is given up as not known."""
A_QUESTION = 10
"""What asking the solver once costs of that budget, beside the conflicts."""
SOLVER = "minisat-gh"

Model = dict[int, int]


class _Spent(Exception):  # noqa: N818  # no error: it leaves the search where the budget ends
    """The budget is used up."""


@dataclass
class _Found:
    """What is known of one part: which assertions are in on some and on every reading, and labellings seen."""

    assertions: tuple[int, ...]
    credulous: dict[int, bool | None]
    sceptical: dict[int, bool | None]
    models: list[Model] = field(default_factory=list)
    count: int = 0
    whole: bool = True


@dataclass(frozen=True)
class Readings:
    """The labellings of a map under a semantics, summed up by assertion.

    `credulous[a]` tells whether assertion `a` is in on some reading, `sceptical[a]` whether it is in on every one; None
    where the budget ended before it was known. `count` is the number of labellings, or of those counted when `counted`
    is false. Where there is no stable labelling at all nothing is credulous and, as always with "every one of none",
    everything sceptical: show `count` with it.
    """

    semantics: Semantics
    credulous: dict[str, bool | None]
    sceptical: dict[str, bool | None]
    count: int
    counted: bool
    _evaluation: Evaluation = field(repr=False)
    _found: tuple[_Found, ...] = field(repr=False)

    def labellings(self, limit: int = LIMIT) -> Iterator[dict[str, Label]]:
        """The labellings that were found, up to a limit: each gives every assertion its label."""
        if self.count:
            for choice in islice(product(*(found.models for found in self._found)), limit):
                yield self._whole(choice)

    def witness(self, name: str) -> dict[str, Label] | None:
        """A labelling in which an assertion is in, None where none was found."""
        gate = self._evaluation.gates.network.gate_of[name]
        if not self.credulous[name]:
            return None
        fitting = (
            [model for model in found.models if model[gate] == IN] if gate in found.assertions else found.models
            for found in self._found
        )
        return self._whole(models[0] for models in fitting)

    def _whole(self, choice: Iterable[Model]) -> dict[str, Label]:
        labels = {name: self._evaluation.labels[name] for name in self._evaluation.graph.assertions}
        names = self._evaluation.gates.network.names
        for model in choice:
            labels.update((names[gate], LABELS[label]) for gate, label in model.items())
        return labels


def readings(evaluation: Evaluation, semantics: Semantics, limit: int = LIMIT, conflicts: int = CONFLICTS) -> Readings:
    """Acceptance of every assertion under a semantics, and the number of labellings up to a limit.

    Raises ArgmapError where something is undecided and no SAT solver is installed.
    """
    open_ = [] if semantics is Semantics.GROUNDED else parts(evaluation.gates)
    complete = semantics is Semantics.COMPLETE
    encodings = (Encoding(evaluation.gates, part, complete=complete) for part in open_)
    found = tuple(_Search(encoding, semantics, limit, conflicts).run() for encoding in encodings)
    none = any(item.whole and not item.count for item in found)
    count = 0 if none else prod(item.count for item in found)
    names = evaluation.gates.network.names
    given = evaluation.gates.labels
    credulous: dict[str, bool | None] = {name: given[gate] == IN and not none for gate, name in enumerate(names)}
    sceptical: dict[str, bool | None] = {name: given[gate] == IN or none for gate, name in enumerate(names)}
    for item in found if not none else ():
        credulous.update((names[gate], known) for gate, known in item.credulous.items())
        sceptical.update((names[gate], known) for gate, known in item.sceptical.items())
    whole = none or (count <= limit and all(item.whole for item in found))
    return Readings(semantics, credulous, sceptical, min(count, limit), whole, evaluation, found)


def _solver(clauses: list[list[int]]) -> Any:
    try:
        from pysat.solvers import Solver  # noqa: PLC0415  # an extra, and slow to import
    except ImportError as error:
        raise ArgmapError(
            "Preferred, stable and complete labellings need a SAT solver, which is an extra: "
            "install it with `pip install 'argmap[solve]'`."
        ) from error
    return Solver(name=SOLVER, bootstrap_with=clauses)


class _Search:
    """The search for the labellings of one part."""

    def __init__(self, encoding: Encoding, semantics: Semantics, limit: int, conflicts: int) -> None:
        self.ins, self.outs = encoding.ins, encoding.outs
        self.assertions = encoding.part.assertions
        self.semantics, self.limit, self.left = semantics, limit, conflicts
        self.variables = encoding.variables + 1
        self.no_more_of_these = self.variables  # while this literal is assumed, no labelling is found twice
        clauses = encoding.clauses
        if semantics is Semantics.STABLE:
            clauses = clauses + [[self.ins[gate], self.outs[gate]] for gate in self.assertions]
        self.solver = _solver(clauses)
        self.solver.set_phases([literal for gate in self.assertions for literal in (self.ins[gate], self.outs[gate])])
        unknown: dict[int, bool | None] = dict.fromkeys(self.assertions)
        self.found = _Found(self.assertions, dict(unknown), dict(unknown))

    def run(self) -> _Found:
        """Acceptance first, then as many labellings as are asked for; an end of the budget leaves the rest unknown."""
        try:
            self._credulous()
            self._sceptical()
            self._count()
        except _Spent:
            self.found.whole = False
        finally:
            self.solver.delete()
        self.found.count = len(self.found.models)
        return self.found

    def _credulous(self) -> None:
        known = self.found.credulous
        while True:
            unknown = [gate for gate in self.assertions if known[gate] is None]
            model = self._ask([], [self.ins[gate] for gate in unknown]) if unknown else None
            if model is None:
                known.update(dict.fromkeys(unknown, False))
                return
            self._keep(model)

    def _sceptical(self) -> None:
        """What is in on every labelling seen so far is, once no further labelling can say otherwise."""
        known = self.found.sceptical
        if self.semantics is Semantics.COMPLETE:  # the grounded labelling is among them
            known.update(dict.fromkeys(self.assertions, False))
            return
        while True:
            unknown = [gate for gate in self.assertions if known[gate] is None]
            model = self._ask([self.no_more_of_these], [-self.ins[gate] for gate in unknown]) if unknown else None
            if model is None:
                known.update(dict.fromkeys(unknown, True))
                return
            self._keep(model)

    def _count(self) -> None:
        while len(self.found.models) <= self.limit:
            model = self._ask([self.no_more_of_these], [])
            if model is None:
                return
            self._keep(model)
        self.found.whole = False

    def _keep(self, model: Model) -> None:
        """Take note of a labelling, grown to a maximal one where only those count, and never find it again."""
        if self.semantics is Semantics.PREFERRED:
            model = self._grown(model)
        if model in self.found.models:
            return
        self.found.models.append(model)
        for gate, label in model.items():
            if label == IN:
                self.found.credulous[gate] = True
            else:
                self.found.sceptical[gate] = False
        self._block(model)

    def _block(self, model: Model) -> None:
        """Rule a labelling out (a preferred one: with all that is less) where no labelling is wanted twice."""
        if self.semantics is Semantics.PREFERRED:
            clause = [literal for gate, label in model.items() for literal in self._further(gate, label)]
        else:
            clause = [-literal for gate, label in model.items() for literal in self._literals(gate, label)]
        self.solver.add_clause([-self.no_more_of_these, *clause])

    def _grown(self, model: Model) -> Model:
        """A maximal labelling that keeps all labels decided in this one."""
        while True:
            kept = [lit for gate, label in model.items() if label for lit in self._literals(gate, label)]
            more = [lit for gate, label in model.items() if not label for lit in (self.ins[gate], self.outs[gate])]
            larger = self._ask(kept, more) if more else None
            if larger is None:
                return model
            model = larger

    def _literals(self, gate: int, label: int) -> tuple[int, ...]:
        """The literals that say a gate has a label."""
        is_in, is_out = self.ins[gate], self.outs[gate]
        return (is_in,) if label == IN else (is_out,) if label == OUT else (-is_in, -is_out)

    def _further(self, gate: int, label: int) -> tuple[int, ...]:
        """The literals that say a gate is decided otherwise than by a label."""
        return tuple(lit for at, lit in ((IN, self.ins[gate]), (OUT, self.outs[gate])) if at != label)

    def _ask(self, assumed: list[int], some: list[int]) -> Model | None:
        """A labelling in which the assumed literals hold and one of `some` (where given); None where there is none."""
        extra = []
        if some:
            self.variables += 1
            self.solver.add_clause([-self.variables, *some])
            extra = [self.variables]
        before = self.solver.accum_stats()["conflicts"]
        self.solver.conf_budget(max(1, self.left))
        answer = self.solver.solve_limited(assumptions=[*assumed, *extra])
        self.left -= self.solver.accum_stats()["conflicts"] - before + A_QUESTION
        if answer is None or self.left <= 0:
            raise _Spent
        if extra:
            self.solver.add_clause([-extra[0]])
        if not answer:
            return None
        holds = set(self.solver.get_model())
        return {
            gate: IN if self.ins[gate] in holds else OUT if self.outs[gate] in holds else UNDECIDED
            for gate in self.assertions
        }
