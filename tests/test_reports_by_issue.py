"""Which issue a diagnostic is listed under, and how an issue's end is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.diagnostics import Diagnostic, Nature, Position, Severity, Span
from argmap.graph import Issues
from argmap.reading.excerpt import Excerpts
from argmap.reports.by_issue import by_issue, outcome_words
from argmap.reports.html import said_by
from tests.maps_for_tests import analysed

TEXT = """
    argmap: 1
    map: {title: A sale}
    parties: {seller: {name: The seller of goods, short: the seller}}
    authorities:
      act: {kind: statute, title: The Act, jurisdiction: F}
      deed: {kind: exhibit, title: The deed, held_by: the seller}
      idle: {kind: exhibit, title: Cited nowhere, held_by: the seller}
    rules: {sale: {text: A sale binds., elements: {offer: An offer.}, authorities: [act s. 1]}}
    issues:
      bound: {question: Was the buyer bound?, burden: seller, positions: [is-bound]}
      paid: {question: Was the price paid?, positions: [was-paid]}
      open: {question: Did it rain?}
    assertions:
      is-bound: {text: The buyer was bound., because: [{rule: sale, premises: {offer: offered}}]}
      offered: {text: An offer was made., kind: factual, premises: [said]}
      said: {text: The seller said so., kind: factual, authorities: [deed], counters: [joked]}
      joked: {text: It was a joke., kind: factual}
      was-paid: {text: The price was paid., kind: factual, authorities: [act s. 2]}
      aside: {text: It rained., kind: factual, issue: open}
      alone: {text: It was cold., kind: factual}
"""


def about(subject: str) -> Diagnostic:
    place = Position(0, 0)
    return Diagnostic("some-check", Severity.NOTE, Nature.GAP, "A.", Span(Path("a"), place, place), "B.", subject)


@pytest.mark.parametrize(
    ("subject", "issue"),
    [
        ("is-bound", "bound"),
        ("said", "bound"),
        ("joked", "bound"),
        ("deed", "bound"),
        ("sale", "bound"),
        ("was-paid", "paid"),
        ("paid", "paid"),
        ("aside", "open"),
        ("act", "paid"),  # the rule that cites it too is no assertion
        ("idle", Issues.ELSEWHERE),
        ("alone", Issues.ELSEWHERE),
        ("seller", Issues.ELSEWHERE),
        ("map", Issues.ELSEWHERE),
    ],
)
def test_the_issue_of_a_subject(subject: str, issue: str, tmp_path: Path) -> None:
    analysis = analysed(TEXT, tmp_path)
    (group,) = by_issue(analysis.graph, analysis.evaluation, [about(subject)])
    assert group.issue == issue


def test_groups_follow_the_map_and_keep_the_order_inside(tmp_path: Path) -> None:
    analysis = analysed(TEXT, tmp_path)
    items = [about(name) for name in ("alone", "was-paid", "said", "offered")]
    groups = by_issue(analysis.graph, analysis.evaluation, items)
    assert [(group.issue, [item.subject for item in group.diagnostics]) for group in groups] == [
        ("bound", ["said", "offered"]), ("paid", ["was-paid"]), (Issues.ELSEWHERE, ["alone"]),
    ]  # fmt: skip


def test_outcomes_in_words(tmp_path: Path) -> None:
    evaluation = analysed(TEXT.replace("authorities: [deed], ", ""), tmp_path).evaluation
    assert outcome_words(evaluation, "paid") == "As the map stands, `was-paid` stands: “The price was paid.”"
    assert outcome_words(evaluation, "bound").endswith("no position stands, and the issue falls against the seller.")
    assert outcome_words(evaluation, "open") == "As the map stands, no position stands."


def test_what_a_subject_says(tmp_path: Path) -> None:
    graph = analysed(TEXT, tmp_path).graph
    assert said_by(graph, "said") == ("It says", "The seller said so.")
    assert said_by(graph, "act") == ("The authority", "The Act")
    assert said_by(graph, "sale") == ("The rule", "A sale binds.")
    assert said_by(graph, "paid") == ("The issue", "Was the price paid?")
    assert said_by(graph, "seller") == ("", "")


def test_excerpts_of_places(tmp_path: Path) -> None:
    analysis = analysed(TEXT, tmp_path)
    excerpts, path = Excerpts(analysis.reading.sources), analysis.path
    assert excerpts.text(analysis.reading.places.span("assertions", "said", ("text",))) == "The seller said so."
    assert excerpts.text(Span(path, Position(1, 8), Position(2, 5))).splitlines() == ["1", "map: {tit"[:5]]
    assert excerpts.text(Span(Path("elsewhere"), Position(0, 0), Position(0, 3))) == ""
    whole = analysis.reading.places.span("assertions", "said", ("text",))
    assert excerpts.words(whole, "seller", 1) == whole, "it stands there once only"


@pytest.mark.parametrize(
    ("burdens", "said"),
    [
        ("[{party: seller, shows: aside}]", "on the seller."),
        (
            "[{party: seller, shows: aside}, {party: b, shows: alone}]",
            "divided between the seller and B.",
        ),
    ],
)
def test_a_divided_burden_is_said(burdens: str, said: str, tmp_path: Path) -> None:
    text = TEXT.replace("{question: Did it rain?}", f"{{question: Did it rain?, burdens: {burdens}}}")
    analysis = analysed(text.replace("parties: {", "parties: {b: {name: B}, "), tmp_path)
    assert (
        outcome_words(analysis.evaluation, "open") == f"As the map stands, no position stands, and the burden is {said}"
    )
