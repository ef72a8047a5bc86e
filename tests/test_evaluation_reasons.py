"""Every label has one sentence that names what decides."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from random_maps import graph_of, made_up, made_up_scenario

from argmap.evaluation.labels import evaluate
from argmap.evaluation.reasons import reasons
from argmap.evaluation.scenario import Assumptions


def test_every_reason_is_a_whole_sentence_about_things_that_exist() -> None:
    for seed in range(2000):
        random = Random(seed)
        data = made_up(random)
        accept, reject = made_up_scenario(random, data)
        evaluation = evaluate(graph_of(data), Assumptions(frozenset(accept), frozenset(reject)))
        rules = data.get("rules", {})
        known = {
            *data["assertions"],
            *data["authorities"],
            *rules,
            *(e for r in rules.values() for e in r.get("elements", {})),
        }
        for name, reason in reasons(evaluation).items():
            place = f"seed {seed}, {name}: {reason}"
            assert re.fullmatch(r"(stands|contested|defeated|not established): [^\n]+[^.]\.", reason), place
            assert reason.startswith(evaluation.standings[name].value), place
            assert {named.split()[0] for named in re.findall(r"`([^`]+)`", reason)} <= known, place
            assert "nothing" not in reason.replace("nothing opposes it", "").replace("nothing supports it", ""), place
            assert "None" not in reason, place
            assert "  " not in reason, place


A, B = {"text": "A.", "status": "agreed"}, {"text": "B."}
OPEN = {  # two that keep each other open
    "x": {"text": "X.", "status": "presumed", "counters": ["y"]},
    "y": {"text": "Y.", "status": "presumed"},
}
SOURCES = {
    "code": {"kind": "statute", "title": "Code", "jurisdiction": "J"},
    "old": {"kind": "statute", "title": "Old", "jurisdiction": "J", "status": "repealed"},
}
RULE = {"test": {"text": "T.", "elements": {"first": "F.", "second": "S."}}}

SENTENCES: list[tuple[str, dict[str, Any], str]] = [
    ("agreed", {"status": "agreed"}, "stands: it is agreed."),
    ("rejected", {"status": "rejected"}, "not established: it is marked as rejected."),
    ("presumed", {"status": "presumed"}, "stands: it is presumed (moderate), and nothing opposes it."),
    ("bare", {}, "not established: nothing supports it."),
    (
        "cited",
        {"authorities": ["code art. 1"]},
        "stands: `code art. 1` supports it (moderate), and nothing opposes it.",
    ),
    (
        "cited and argued",
        {"authorities": ["code art. 1"], "premises": ["a"]},
        "stands: `code art. 1` and the argument from `a` support it (moderate), and nothing opposes it.",
    ),
    ("dead authority", {"authorities": ["old"]}, "not established: `old` is repealed."),
    (
        "no premise for an element",
        {"because": {"rule": "test", "premises": {"first": "a"}}},
        "not established: the argument under rule `test` fails, since no premise is named for element `second`.",
    ),
    (
        "premise that falls",
        {"premises": ["b"]},
        "not established: it rests on `b`, which does not stand.",
    ),
    (
        "undercut",
        {"because": {"premises": ["a"], "counters": ["agreed-too"]}},
        "defeated: `agreed-too` undercuts the argument from `a`.",
    ),
    (
        "undercut as a whole",
        {"premises": ["a"], "counters": [{"assertion": "a", "how": "undercuts"}]},
        "defeated: `a` undercuts all its support.",
    ),
    (
        "outweighed",
        {"because": {"premises": ["a"], "strength": "weak"}, "counters": ["a"]},
        "defeated: the argument from `a` supports it (weak), but `a` (conclusive) outweighs that.",
    ),
    (
        "equal",
        {"status": "presumed", "counters": ["y"]},
        "contested: it is presumed (moderate), but `y` opposes it as strongly.",
    ),
    (
        "open premise",
        {"premises": ["x"]},
        "contested: its support is itself contested: it rests on `x`.",
    ),
    (
        "open premises of several arguments",
        {"premises": ["x"], "because": [{"premises": ["x", "y"]}, {"premises": ["y"]}]},
        "contested: its support is itself contested: it rests on `x`, on `x` and `y`, or on `y`.",
    ),
    (
        "stronger support that is open",
        {"status": "presumed", "because": {"premises": ["x"], "strength": "strong"}, "counters": ["y"]},
        "contested: it is presumed (moderate), but `y` opposes it as strongly; its stronger support is itself "
        "contested: it rests on `x`.",
    ),
    (
        "open premise among others",
        {"premises": ["a", "x"]},
        "contested: its support is itself contested: the argument from `a` and `x` depends on `x`.",
    ),
    (
        "open opposition",
        {"premises": ["a"], "counters": ["rests-on-x"]},
        "contested: the argument from `a` supports it (moderate), but `rests-on-x`, which is contested too, "
        "could match that.",
    ),
    (
        "stronger",
        {"because": {"premises": ["a"], "strength": "strong"}, "counters": ["y"]},
        "stands: the argument from `a` supports it (strong), which outweighs `y` (moderate).",
    ),
    (
        "scintilla",
        {"standard": "scintilla", "premises": ["a"], "counters": ["a"]},
        "stands: the argument from `a` supports it (moderate), which is enough for scintilla in spite of `a` "
        "(conclusive).",
    ),
    (
        "clear and convincing",
        {"standard": "clear-and-convincing", "premises": ["a"]},
        "contested: the argument from `a` supports it (moderate), but clear and convincing asks for strong support.",
    ),
    (
        "dialectical validity",
        {"standard": "dialectical-validity", "premises": ["a"], "counters": ["cites-weakly"]},
        "contested: the argument from `a` supports it (moderate), but not to the standard of dialectical validity, "
        "as `cites-weakly` opposes it (weak).",
    ),
    (
        "cited against",
        {"authorities": [{"cite": "code", "at": "art. 2", "signal": "contra"}]},
        "defeated: nothing supports it, and `code art. 2` opposes it.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "body", "sentence"), SENTENCES, ids=[case for case, _, _ in SENTENCES])
def test_the_sentence(case: str, body: dict[str, Any], sentence: str) -> None:
    data = {
        "argmap": 1,
        "map": {"title": "M"},
        "authorities": SOURCES,
        "rules": RULE,
        "assertions": {
            "it": {"text": "It.", **body}, "a": A, "b": B, **OPEN,
            "agreed-too": A,
            "rests-on-x": {"text": "R.", "premises": ["x"]},
            "cites-weakly": {"text": "C.", "authorities": [{"cite": "code", "strength": "weak"}]},
        },
    }  # fmt: skip
    assert reasons(evaluate(graph_of(data)))["it"] == sentence


def test_a_scenario_is_named() -> None:
    data = {"argmap": 1, "map": {"title": "M"}, "authorities": SOURCES, "assertions": {
        "it": {"text": "It.", "authorities": ["code"]}, "a": A}}  # fmt: skip
    graph = graph_of(data)
    without = reasons(evaluate(graph, Assumptions(frozenset(), frozenset({"code", "a"}))))
    assert without["it"] == "not established: `code` is rejected."
    assert without["a"] == "not established: it is taken as rejected in this scenario."
    assert reasons(evaluate(graph, Assumptions(frozenset({"it"}))))["it"] == (
        "stands: it is taken as accepted in this scenario."
    )
