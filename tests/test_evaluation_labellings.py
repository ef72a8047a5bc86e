"""Complete, preferred and stable labellings against all fixed points of the definition, and on textbook frameworks."""

from __future__ import annotations

import builtins
from random import Random
from typing import Any

import pytest
from brute_force import WORDS, Definition
from random_maps import graph_of, made_up, made_up_scenario

from argmap.diagnostics import ArgmapError
from argmap.evaluation.labellings import Readings, readings
from argmap.evaluation.labels import evaluate
from argmap.evaluation.scenario import NOTHING, Assumptions
from argmap.evaluation.words import Semantics

pytest.importorskip("pysat", reason="the extra `solve` is not installed")

BEYOND = [Semantics.COMPLETE, Semantics.PREFERRED, Semantics.STABLE]


def wanted(definition: Definition, semantics: Semantics) -> set[tuple[str, ...]]:
    every = {
        Semantics.COMPLETE: definition.complete,
        Semantics.PREFERRED: definition.preferred,
        Semantics.STABLE: definition.stable,
    }[semantics]()
    return {tuple(WORDS[label] for label in labels.values()) for labels in every}


def found(result: Readings) -> list[tuple[str, ...]]:
    return [tuple(label.value for label in labels.values()) for labels in result.labellings()]


@pytest.mark.parametrize("semantics", BEYOND)
@pytest.mark.parametrize("chunk", range(6))
def test_they_are_the_fixed_points(semantics: Semantics, chunk: int) -> None:
    for seed in range(chunk * 60, chunk * 60 + 60):
        random = Random(seed)
        data = made_up(random, most=5)
        accept, reject = made_up_scenario(random, data)
        evaluation = evaluate(graph_of(data), Assumptions(frozenset(accept), frozenset(reject)))
        result = readings(evaluation, semantics)
        names = list(evaluation.graph.assertions)
        expected = wanted(
            Definition({**data, "assertions": {n: data["assertions"][n] for n in names}}, accept, reject), semantics
        )
        listed = found(result)
        assert len(listed) == len(set(listed)) == result.count, f"seed {seed}"
        assert set(listed) == expected, f"seed {seed}"
        assert result.counted
        for at, name in enumerate(names):
            assert result.credulous[name] == any(labels[at] == "in" for labels in expected), f"seed {seed}, {name}"
            assert result.sceptical[name] == all(labels[at] == "in" for labels in expected), f"seed {seed}, {name}"
            witness = result.witness(name)
            assert (witness is not None) == result.credulous[name]
            assert witness is None or (
                witness[name].value == "in" and tuple(w.value for w in witness.values()) in expected
            )


# -- Dung's frameworks: every assertion presumed, every counter an undercutter


def framework(attacks: str, names: str = "") -> dict[str, Any]:
    """`"ab bc"`: a attacks b, b attacks c."""
    pairs = attacks.split()
    known = sorted({*"".join(pairs), *names})
    assertions: dict[str, Any] = {name: {"text": "A.", "status": "presumed", "counters": []} for name in known}
    for attacker, target in pairs:
        assertions[target]["counters"].append({"assertion": attacker, "how": "undercuts"})
    return {"argmap": 1, "map": {"title": "D"}, "assertions": assertions}


def extensions(attacks: str, semantics: Semantics, names: str = "") -> set[str]:
    evaluation = evaluate(graph_of(framework(attacks, names)), NOTHING)
    listed = readings(evaluation, semantics).labellings()
    return {"".join(name for name, label in labels.items() if label.value == "in") for labels in listed}


def test_nixon_diamond() -> None:
    """Two arguments attack each other: either may stand, none must."""
    assert extensions("ab ba", Semantics.COMPLETE) == {"", "a", "b"}
    assert extensions("ab ba", Semantics.PREFERRED) == {"a", "b"}
    assert extensions("ab ba", Semantics.STABLE) == {"a", "b"}


def test_odd_cycle() -> None:
    assert extensions("ab bc ca", Semantics.PREFERRED) == {""}
    assert extensions("ab bc ca", Semantics.STABLE) == set()


def test_even_cycle() -> None:
    assert extensions("ab bc cd da", Semantics.PREFERRED) == {"ac", "bd"}


def test_floating_acceptance() -> None:
    """Whichever of a and b stands, c falls and d stands; the grounded labelling leaves all open."""
    result = readings(evaluate(graph_of(framework("ab ba ac bc cd"))), Semantics.PREFERRED)
    assert result.sceptical == {"a": False, "b": False, "c": False, "d": True}
    assert result.credulous == {"a": True, "b": True, "c": False, "d": True}


def test_self_attack_by_way_of_a_rule() -> None:
    """A file cannot make an assertion its own counter; one that its own consequence undercuts comes to the same."""
    data = framework("", "a")
    data["assertions"]["b"] = {"text": "B.", "premises": ["a"]}
    data["assertions"]["a"]["counters"] = [{"assertion": "b", "how": "undercuts"}]
    evaluation = evaluate(graph_of(data))
    assert found(readings(evaluation, Semantics.PREFERRED)) == [("undecided", "undecided")]
    assert found(readings(evaluation, Semantics.STABLE)) == []


def test_an_odd_cycle_that_is_broken_from_outside() -> None:
    """Baroni & Giacomin: the even cycle decides whether the odd one can be settled."""
    assert extensions("xy yx ya ab bc ca", Semantics.STABLE) == {"by"}
    assert extensions("xy yx ya ab bc ca", Semantics.PREFERRED) == {"x", "by"}


def test_no_stable_labelling_makes_nothing_credulous_and_all_sceptical() -> None:
    result = readings(evaluate(graph_of(framework("ab bc ca", "z"))), Semantics.STABLE)
    assert (result.count, result.counted) == (0, True)
    assert set(result.credulous.values()) == {False}
    assert set(result.sceptical.values()) == {True}
    assert result.witness("z") is None


def test_parts_multiply() -> None:
    pairs = " ".join(f"{a}{b} {b}{a}" for a, b in ("ab", "cd", "ef", "gh"))
    result = readings(evaluate(graph_of(framework(pairs))), Semantics.PREFERRED)
    assert (result.count, result.counted) == (16, True)
    few = readings(evaluate(graph_of(framework(pairs))), Semantics.PREFERRED, limit=10)
    assert (few.count, few.counted) == (10, False)
    assert few.credulous == dict.fromkeys("abcdefgh", True)


def test_what_the_budget_leaves_open_is_not_known() -> None:
    random = Random(3)
    names = [f"{n:02d}" for n in range(60)]
    data = framework("", "")
    data["assertions"] = {n: {"text": "A.", "status": "presumed", "counters": []} for n in (f"n{n}" for n in names)}
    for target, body in data["assertions"].items():
        for attacker in random.sample(sorted(data["assertions"]), 4):
            if attacker != target:
                body["counters"].append({"assertion": attacker, "how": "undercuts"})
    result = readings(evaluate(graph_of(data)), Semantics.PREFERRED, conflicts=1)
    assert None in result.sceptical.values()
    assert not result.counted


def test_grounded_is_one_labelling() -> None:
    result = readings(evaluate(graph_of(framework("ab"))), Semantics.GROUNDED)
    assert (result.count, result.credulous) == (1, {"a": True, "b": False})


def test_without_a_solver_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pysat"):
            raise ImportError(name)
        return usual(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ArgmapError, match=r"argmap\[solve\]"):
        readings(evaluate(graph_of(framework("ab ba"))), Semantics.STABLE)
    assert readings(evaluate(graph_of(framework("ab"))), Semantics.STABLE).count == 1


@pytest.mark.parametrize("semantics", BEYOND)
@pytest.mark.parametrize("mode", ["any", {"at-least": 2}, {"at-least": 3}])
def test_so_many_of_what_is_open(semantics: Semantics, mode: Any) -> None:
    data = framework("ax xa by yb cz zc", "")
    data["assertions"]["most"] = {"text": "M.", "because": {"premises": ["a", "b", "c"], "mode": mode}}
    result = readings(evaluate(graph_of(data)), semantics)
    assert set(found(result)) == wanted(Definition(data), semantics)


def test_many_labellings_of_one_part_are_counted_to_the_limit() -> None:
    pairs = " ".join(f"{a}{b} {b}{a}" for a, b in ("ab", "cd", "ef", "gh"))
    data = framework(pairs)
    data["assertions"]["joined"] = {"text": "J.", "premises": ["a", "c", "e", "g"]}
    result = readings(evaluate(graph_of(data)), Semantics.STABLE, limit=5)
    assert (result.count, result.counted, len(list(result.labellings(5)))) == (5, False, 5)
    assert readings(evaluate(graph_of(data)), Semantics.STABLE).count == 16
