"""Re-labelling after a change is the same as a new labelling; what falls with a thing is what the definition says."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import pytest
from brute_force import WORDS, Definition
from random_maps import graph_of, made_up, made_up_scenario

from argmap.diagnostics import Impact
from argmap.evaluation.grounded import propagate
from argmap.evaluation.labels import evaluate
from argmap.evaluation.relabel import relabel
from argmap.evaluation.scenario import Assumptions
from argmap.evaluation.sensitivity import Falls, candidates, sensitivity
from argmap.evaluation.words import IN, OUT


@pytest.mark.parametrize("chunk", range(8))
def test_relabelling_is_a_new_labelling(chunk: int) -> None:
    for seed in range(chunk * 100, chunk * 100 + 100):
        random = Random(seed)
        data = made_up(random, most=9)
        accept, reject = made_up_scenario(random, data)
        before = evaluate(graph_of(data), Assumptions(frozenset(accept), frozenset(reject))).gates
        for _ in range(12):
            gates = random.sample(range(len(before.labels)), min(len(before.labels), random.choice([1, 1, 1, 2, 3])))
            forced = {gate: random.choice([IN, OUT]) for gate in gates}
            anew = propagate(before.network, forced).labels
            wanted = {gate: label for gate, label in enumerate(anew) if label != before.labels[gate]}
            assert relabel(before, forced) == wanted, f"seed {seed}, {forced}"


def test_the_fall_of_an_assertion_or_authority_is_its_rejection() -> None:
    for seed in range(500):
        random = Random(seed)
        data = made_up(random)
        accept, reject = made_up_scenario(random, data)
        evaluation = evaluate(graph_of(data), Assumptions(frozenset(accept), frozenset(reject)))
        falls = Falls(evaluation.graph, evaluation)
        before = Definition(data, accept, reject).grounded()
        for name in [*data["assertions"], *data["authorities"]]:
            after = Definition(data, accept - {name}, reject | {name}).grounded()
            wanted = {other: WORDS[label] for other, label in after.items() if label != before[other]}
            fall = falls.fall(name)
            assert {other: label.value for other, label in fall.assertions.items()} == wanted, f"seed {seed}, {name}"
            outcomes = {issue: _outcome(data, issue, before) for issue in data.get("issues", {})}
            moved = {i: _outcome(data, i, after) for i, old in outcomes.items() if _outcome(data, i, after) != old}
            assert {issue: tuple(outcome) for issue, outcome in fall.issues.items()} == moved


def _outcome(data: dict[str, Any], issue: str, labels: dict[str, int]) -> tuple[str | None, str | None]:
    body = data["issues"][issue]
    standing = next((position for position in body.get("positions", []) if labels[position] == 2), None)
    return (standing, None) if standing else (None, body.get("burden"))


def test_the_fall_of_an_argument_is_that_of_the_map_without_it() -> None:
    for seed in range(500):
        data = made_up(Random(seed))
        evaluation = evaluate(graph_of(data))
        falls = Falls(evaluation.graph, evaluation)
        before = Definition(data).grounded()
        for argument in evaluation.graph.arguments():
            body = data["assertions"][argument.conclusion]
            because = list(body.get("because", []))
            less = {key: value for key, value in body.items() if argument.path[0] == "because" or key != "premises"}
            if argument.path[0] == "because":
                del because[int(argument.path[1])]
            less["because"] = because
            without = {**data, "assertions": {**data["assertions"], argument.conclusion: less}}
            after = Definition(without).grounded()
            wanted = {other: WORDS[label] for other, label in after.items() if label != before[other]}
            found = {other: label.value for other, label in falls.fall(argument.name).assertions.items()}
            assert found == wanted, f"seed {seed}, {argument.name}"


CASE: dict[str, Any] = {
    "argmap": 1,
    "map": {"title": "Sale"},
    "authorities": {"receipt": {"kind": "exhibit", "title": "Receipt"}, "code": {"kind": "statute", "title": "Code"}},
    "issues": {"due": {"question": "Is the price due?", "positions": ["owed"], "burden": "seller"}},
    "parties": {"seller": {"name": "Seller"}},
    "assertions": {
        "owed": {"text": "The price is due.", "premises": ["delivered"], "authorities": ["code"]},
        "delivered": {"text": "The goods came.", "kind": "factual", "authorities": ["receipt"]},
        "alone": {"text": "It rained.", "status": "agreed"},
    },
}


def test_single_points_of_failure_come_first() -> None:
    evaluation = evaluate(graph_of({**CASE, "assertions": {**CASE["assertions"], "owed": {
        "text": "The price is due.", "premises": ["delivered"]}}}))  # fmt: skip
    falls = Falls(evaluation.graph, evaluation)
    found = sensitivity(falls, candidates(evaluation.graph))
    assert [fall.name for fall in found] == ["receipt", "delivered", "owed/argument-1"]
    assert found[0].issues == {"due": (None, "seller")}
    assert falls.impact("receipt") == Impact(1, 2)
    assert falls.impact("delivered") == Impact(1, 1)
    assert falls.impact("nothing-of-that-name") == Impact()


PRESUMED = {"text": "It is presumed.", "status": "presumed"}


def test_what_has_a_second_support_does_not_fall() -> None:
    evaluation = evaluate(graph_of(CASE))
    found = sensitivity(Falls(evaluation.graph, evaluation), candidates(evaluation.graph))
    assert [(fall.name, fall.issues, fall.others) for fall in found] == [("receipt", {}, ["delivered"])]


def test_what_falls_in_a_chain_is_counted_and_listed_as_if_worked_out_alone() -> None:
    names = [f"a{number}" for number in range(40)]
    below = dict(pairwise(names))
    said = {name: {"text": name, "premises": [below[name]]} if name in below else PRESUMED for name in names}
    said["a20"] = {**said["a20"], "authorities": ["receipt"]}  # a second support: what falls below does not reach it
    said["round"], said["about"] = {"text": "r", "premises": ["about"]}, {"text": "a", "premises": ["round"]}
    data = {**CASE, "assertions": said, "issues": {"q": {"question": "Is it?", "positions": ["a5"]}}}
    evaluation = evaluate(graph_of(data))
    for order in (candidates(evaluation.graph), reversed(list(candidates(evaluation.graph))), said):
        falls = Falls(evaluation.graph, evaluation)
        for name in order:
            alone, fall = falls.together([name]), falls.fall(name)
            assert fall.assertions == alone, name
            assert fall.count == len([other for other in alone if other != name]) == len(fall.others)
            assert list(fall.issues) == (["q"] if "a5" in alone else [])
    assert falls.fall("a15").count == 15
    assert falls.fall("a30").count == 9


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    said = {f"a{n}": {"text": "t", "premises": [f"a{n + 1}"]} for n in range(3000)} | {"a3000": PRESUMED}
    evaluation = evaluate(graph_of({**CASE, "assertions": said, "issues": {}}))
    assert Falls(evaluation.graph, evaluation).impact("a3000") == Impact(0, 3000)
