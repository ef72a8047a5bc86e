"""The grounded labelling against the definition, and its properties, on thousands of small maps."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import pytest
from brute_force import WORDS, Definition
from hypothesis import given, settings
from hypothesis import strategies as st
from random_maps import graph_of, made_up, made_up_scenario

from argmap.evaluation.grounded import propagate
from argmap.evaluation.labels import evaluate
from argmap.evaluation.network import compile_network
from argmap.evaluation.scenario import Assumptions
from argmap.evaluation.words import IN, OUT, UNDECIDED

MAPS_A_CHUNK = 250
CHUNKS = 16


def labels_of(data: dict[str, Any], accept: set[str] = frozenset(), reject: set[str] = frozenset()) -> dict[str, str]:
    evaluation = evaluate(graph_of(data), Assumptions(frozenset(accept), frozenset(reject)))
    return {name: evaluation.labels[name].value for name in data["assertions"]}


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_it_is_the_definition(chunk: int) -> None:
    for seed in range(chunk * MAPS_A_CHUNK, (chunk + 1) * MAPS_A_CHUNK):
        random = Random(seed)
        data = made_up(random)
        accept, reject = made_up_scenario(random, data)
        wanted = {name: WORDS[label] for name, label in Definition(data, accept, reject).grounded().items()}
        assert labels_of(data, accept, reject) == wanted, f"seed {seed}"


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False))
def test_it_is_the_definition_on_what_hypothesis_finds(random: Random) -> None:
    data = made_up(random)
    wanted = {name: WORDS[label] for name, label in Definition(data).grounded().items()}
    assert labels_of(data) == wanted


def test_it_is_the_least_of_all_fixed_points() -> None:
    for seed in range(150):
        data = made_up(Random(seed), most=4)
        definition = Definition(data)
        grounded, every = definition.grounded(), definition.complete()
        assert grounded in every
        for other in every:
            assert all(other[name] == label for name, label in grounded.items() if WORDS[label] != "undecided")


def test_names_and_order_do_not_matter() -> None:
    for seed in range(300):
        random = Random(seed)
        data = made_up(random)
        other = renamed_and_shuffled(data, random)
        before, after = labels_of(data), labels_of(other)
        assert {f"z-{name}": label for name, label in before.items()} == after, f"seed {seed}"


def renamed_and_shuffled(data: dict[str, Any], random: Random) -> dict[str, Any]:
    """Every assertion renamed, every list and every mapping in another order."""

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            items = [(turned(key), turned(inner)) for key, inner in value.items()]
            random.shuffle(items)
            return dict(items)
        if isinstance(value, list):
            items = [turned(inner) for inner in value]
            random.shuffle(items)
            return items
        if isinstance(value, str) and value in data["assertions"]:
            return f"z-{value}"
        return value

    return turned(data)


def test_information_is_only_added_to() -> None:
    """Where something undecided is settled, either way, no label that was decided changes."""
    for seed in range(400):
        net = compile_network(graph_of(made_up(Random(seed))))
        before = propagate(net).labels
        for gate, label in enumerate(before):
            for settled in (IN, OUT) if label == UNDECIDED else ():
                after = propagate(net, {gate: settled}).labels
                assert all(was in (UNDECIDED, now) for was, now in zip(before, after, strict=True)), f"seed {seed}"


def test_dung_frameworks_have_their_grounded_extension() -> None:
    for seed in range(400):
        random = Random(seed)
        names = [f"a{n}" for n in range(random.randint(1, 7))]
        attacks = {(a, b) for a in names for b in names if a != b and random.random() < 0.25}
        assert labels_of(dung(names, attacks)) == dung_grounded(names, attacks)


def dung(names: list[str], attacks: set[tuple[str, str]]) -> dict[str, Any]:
    assertions: dict[str, Any] = {name: {"text": "A.", "status": "presumed", "counters": []} for name in names}
    for attacker, target in sorted(attacks):
        assertions[target]["counters"].append({"assertion": attacker, "how": "undercuts"})
    return {"argmap": 1, "map": {"title": "D"}, "assertions": assertions}


def dung_grounded(names: list[str], attacks: set[tuple[str, str]]) -> dict[str, str]:
    """Dung 1995: the least fixed point of the function that gives what a set defends."""
    extension: set[str] = set()
    while True:
        beaten = {b for a, b in attacks if a in extension}
        defended = {name for name in names if all(a in beaten for a, b in attacks if b == name)}
        if defended == extension:
            return {n: "in" if n in extension else "out" if n in beaten else "undecided" for n in names}
        extension = defended


def test_a_graph_is_not_changed_by_its_evaluation() -> None:
    graph = graph_of(made_up(Random(7)))
    before = copy.deepcopy(graph.assertions)
    first = evaluate(graph).labels
    assert evaluate(graph).labels == first
    assert graph.assertions == before
