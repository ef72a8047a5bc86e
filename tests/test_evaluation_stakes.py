"""Stakes: what turns on a thing, held against labelling anew with the thing accepted and rejected."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from argmap.diagnostics import Impact
from argmap.evaluation.labels import evaluate
from argmap.evaluation.scenario import Assumptions
from argmap.evaluation.sensitivity import Falls
from argmap.evaluation.stakes import Stakes
from argmap.graph import ArgumentGraph
from tests.maps_for_tests import EVERYTHING, analysed
from tests.random_maps import graph_of, made_up

TEXT = """
    argmap: 1
    map: {title: A sale}
    rules: {sale: {text: A sale binds., elements: {offer: An offer.}}}
    issues:
      bound: {question: Was the buyer bound?, burden: seller, positions: [is-bound]}
      idle: {question: Did it rain?}
    parties: {seller: {name: The seller}}
    authorities: {note: {kind: exhibit, title: A note, held_by: the seller}}
    assertions:
      is-bound: {text: The buyer was bound., because: [{rule: sale, premises: {offer: offered}}]}
      offered: {text: An offer was made., kind: factual}
      seen: {text: The note was seen., kind: factual, authorities: [note]}
      told: {text: The buyer was told., premises: [seen]}
"""


def stakes(graph: ArgumentGraph) -> Stakes:
    return Stakes(Falls(graph, evaluate(graph)))


@pytest.mark.parametrize(
    ("name", "impact"),
    [
        ("offered", Impact(1, 1)),  # nothing supports it: it matters because it would carry the issue
        ("is-bound", Impact(1, 0)),
        ("sale", Impact(1, 1)),
        ("note", Impact(0, 2)),
        ("seen", Impact(0, 1)),
        ("told", Impact(0, 0)),
        ("bound", Impact(1, 0)),
        ("seller", Impact(0, 0)),
        ("map", Impact(0, 0)),
    ],
)
def test_what_turns_on_a_thing(name: str, impact: Impact, tmp_path: Path) -> None:
    graph = analysed(TEXT, tmp_path).graph
    assert stakes(graph).impact(name) == impact


def anew(graph: ArgumentGraph, name: str) -> Impact:
    """The same, by two whole labellings."""
    yes, no = (
        evaluate(graph, assume) for assume in (Assumptions(frozenset({name})), Assumptions(reject=frozenset({name})))
    )
    others = sum(yes.labels[other] is not no.labels[other] for other in graph.assertions if other != name)
    return Impact(sum(yes.outcomes[issue] != no.outcomes[issue] for issue in graph.map.issues), others)


def test_it_agrees_with_labelling_anew(tmp_path: Path) -> None:
    graph = analysed(EVERYTHING, tmp_path).graph
    found = stakes(graph)
    for name in graph.assertions:
        if not graph.rebuttals_of(name):
            assert found.impact(name) == anew(graph, name), name


@pytest.mark.parametrize("seed", range(60))
def test_it_agrees_with_labelling_anew_on_random_maps(seed: int) -> None:
    graph = graph_of(made_up(Random(seed)))
    found = stakes(graph)
    for name in graph.assertions:
        if not graph.rebuttals_of(name):
            assert found.impact(name) == anew(graph, name), name


def test_what_was_worked_out_is_taken_over_only_while_all_that_it_depends_on_is_the_same(tmp_path: Path) -> None:
    first = analysed(TEXT, tmp_path)
    known = Falls(first.graph, first.evaluation)
    Stakes(known).impact("seen")
    known.fall("note")
    for old, new, stays in (
        ("Did it rain?", "Did it snow?", True),
        ("The note was seen.", "The note was read.", True),
        ("premises: [seen]", "premises: [offered]", False),
        ("burden: seller, ", "", False),
        ("because: [{rule: sale, premises: {offer: offered}}]", "premises: [offered]", False),
    ):
        now = analysed(TEXT.replace(old, new), tmp_path)
        falls = Falls(now.graph, now.evaluation)
        falls.take_over(known)
        assert ("seen" in falls.impacts) is stays, new
        anew = Falls(now.graph, now.evaluation)
        for name in (*now.graph.assertions, "note"):
            assert falls.fall(name) == anew.fall(name)
            assert Stakes(falls).impact(name) == Stakes(anew).impact(name)
