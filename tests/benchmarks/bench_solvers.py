"""Preferred credulous acceptance of every argument of random frameworks, side by side with other solvers.

`pip install python-sat pygarg clingo`, then `python tests/benchmarks/bench_solvers.py [arguments] [frameworks]`. Each
gets the same frameworks and has to say of each argument whether some preferred extension holds it; the answers are
compared. argmap starts from the graph of the map that says the same, which is shown apart as `as map`.
pygarg is asked once an argument, as its interface has it; clingo once in all, with the standard encoding of complete
extensions and brave reasoning. Times are seconds of the processor, summed over the frameworks.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from typing import Any

import clingo
from pygarg.dung import solver as pygarg

from argmap.evaluation.labellings import readings
from argmap.evaluation.labels import evaluate
from argmap.evaluation.words import Semantics
from argmap.graph import ArgumentGraph, build
from argmap.model.assertion import Assertion
from argmap.model.file import ArgumentMap
from argmap.model.header import MapHeader

Framework = tuple[list[str], list[tuple[str, str]]]
# Egly, Gaggl & Woltran 2010: complete extensions; some preferred extension holds what some complete one holds.
ENCODING = """
in(X) :- arg(X), not out(X).
out(X) :- arg(X), not in(X).
defeated(X) :- in(Y), att(Y,X).
:- in(X), in(Y), att(X,Y).
undefended(X) :- att(Y,X), not defeated(Y).
:- in(X), undefended(X).
:- out(X), not undefended(X).
#show in/1.
"""


def framework(count: int, degree: float, seed: int) -> Framework:
    """A random framework in which each argument attacks `degree` others on average."""
    random_ = random.Random(seed)
    names = [f"a{n}" for n in range(count)]
    share = degree / count
    return names, [(a, b) for a in names for b in names if a != b and random_.random() < share]


def as_map(given: Framework) -> ArgumentGraph:
    """The framework as a map: every argument presumed, every attack an undercutting counter."""
    names, attacks = given
    counters: dict[str, list[dict[str, str]]] = {name: [] for name in names}
    for attacker, target in attacks:
        counters[target].append({"assertion": attacker, "how": "undercuts"})
    whole = ArgumentMap(
        MapHeader(title="Random"),
        assertions={
            name: Assertion.model_validate({"text": "A.", "status": "presumed", "counters": counters[name]})
            for name in names
        },
    )
    return build(whole)


def by_argmap(given: ArgumentGraph) -> set[str]:
    found = readings(evaluate(given), Semantics.PREFERRED, limit=0).credulous
    return {name for name, accepted in found.items() if accepted}


def by_pygarg(given: Framework) -> set[str]:
    names, attacks = given
    pairs = [list(pair) for pair in attacks]
    return {name for name in names if pygarg.credulous_acceptability(names, pairs, name, "PR")[0]}


def by_clingo(given: Framework) -> set[str]:
    names, attacks = given
    control = clingo.Control(["--enum-mode=brave", "0"])
    control.add("base", [], ENCODING)
    facts = "".join(f"arg({name})." for name in names) + "".join(f"att({a},{b})." for a, b in attacks)
    control.add("base", [], facts)
    control.ground([("base", [])])
    last: set[str] = set()
    with control.solve(yield_=True) as handle:
        for model in handle:
            last = {str(symbol.arguments[0]) for symbol in model.symbols(shown=True)}
    return last


SOLVERS: dict[str, Callable[[Any], set[str]]] = {"argmap": by_argmap, "pygarg": by_pygarg, "clingo": by_clingo}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    for degree in (1.5, 3.0, 6.0):
        given = [framework(count, degree, seed) for seed in range(number)]
        start = time.process_time()
        maps = [as_map(item) for item in given]
        print(f"{count} arguments, degree {degree}: as map   {time.process_time() - start:8.3f} s")
        answers = {}
        for name, solve in SOLVERS.items():
            start = time.process_time()
            answers[name] = [solve(item) for item in (maps if name == "argmap" else given)]
            taken = time.process_time() - start
            print(f"{count} arguments, degree {degree}: {name:<8} {taken:8.3f} s for {number} frameworks")
        if len({repr([sorted(item) for item in found]) for found in answers.values()}) > 1:
            print("  THE ANSWERS DIFFER")


if __name__ == "__main__":
    main()
