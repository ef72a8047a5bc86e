"""On the first map a charge stands with its elements and falls without any one; persons do not fall with each other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from argmap.analysis import Analysis, analyse
from argmap.evaluation.labels import evaluate
from argmap.evaluation.scenario import assumptions
from argmap.evaluation.words import Standing

ROOT = Path(__file__).parent.parent
FALLEN = {Standing.DEFEATED, Standing.NOT_ESTABLISHED}
# For each charge: who denies it, its elements, and what is pleaded against it besides.
CHARGES = {
    "arbitrary-deprivation": (
        "not-arbitrary",
        ["life-owed", "strike-caused-deaths", "arbitrariness-made-out"],
        ["self-defence-lawful", "covenant-does-not-reach", "ihl-governs-strike", "lawful-target"],
    ),
    "protected-envoy": (
        "not-protected-envoy",
        ["special-mission-status", "protection-opposable"],
        ["military-capacity", "no-diplomatic-purpose", "travel-restrictions-bar-status"],
    ),
    "involvement-admitted": (
        "no-admission-by-israel",
        ["interview-admits-a-part", "hayman-speaks-for-israel", "interview-against-interest"],
        ["israel-denied-involvement", "part-too-vague", "presented-as-achievement"],
    ),
}
# The second element of the envoy has another route beside it: the 1973 Convention names no bearer of the duty.
OTHER_ROUTE = {("protected-envoy", "protection-opposable")}

UNDENIED = "strike-caused-deaths"  # a fact which no line of a denial rests on


@cache
def first_map() -> Analysis:
    (analysis,) = analyse([ROOT / "arguments" / "soleimani-strike"])
    return analysis


def taken(accept: list[str], reject: list[str]) -> dict[str, Standing]:
    analysis = first_map()
    return dict(evaluate(analysis.graph, assumptions(analysis.reading.map, accept=accept, reject=reject)).standings)


@pytest.mark.parametrize("charge", CHARGES)
@pytest.mark.parametrize("answered", [False, True], ids=["defences left open", "defences rejected"])
def test_a_charge_stands_with_its_elements(charge: str, *, answered: bool) -> None:
    denial, elements, defences = CHARGES[charge]
    standings = taken(elements, defences if answered else [])
    assert standings[charge] is Standing.STANDS
    assert standings[denial] in FALLEN


@pytest.mark.parametrize(
    ("charge", "element"),
    [(c, e) for c, (_, elements, _) in CHARGES.items() for e in elements if (c, e) not in OTHER_ROUTE],
)
def test_a_charge_falls_without_any_element(charge: str, element: str) -> None:
    denial, elements, defences = CHARGES[charge]
    others = [name for name in elements if name != element]
    for accept, reject in (([], []), (others, []), (others, defences)):
        assert taken(accept, [element, *reject])[charge] in FALLEN
    if element != UNDENIED:
        assert taken(others, [element])[denial] not in FALLEN


# The mirror image: a denial stands with what it needs.
@pytest.mark.parametrize(
    ("accept", "reject", "denial"),
    [
        (["covenant-does-not-reach", "custom-no-wider-than-treaty"], [], "not-arbitrary"),
        (["ihl-governs-strike", "lawful-target"], ["killed-by-aggression"], "not-arbitrary"),
        (["no-diplomatic-purpose"], [], "not-protected-envoy"),
        (["interview-not-state-communication"], [], "no-admission-by-israel"),
        (["presented-as-achievement"], [], "no-admission-by-israel"),
    ],
)
def test_a_denial_stands_with_what_it_needs(accept: list[str], reject: list[str], denial: str) -> None:
    (charge,) = (name for name, (other, _, _) in CHARGES.items() if other == denial)
    standings = taken(accept, reject)
    assert standings[denial] is Standing.STANDS
    assert standings[charge] in FALLEN


def test_a_report_without_weight_was_written_all_the_same() -> None:
    standings = taken([], ["callamard-2020"])
    written = ("report-issued", "report-reasoned", "finding-tied-to-evidence")
    assert {standings[name] for name in written} == {Standing.STANDS}
    assert standings["report-deserves-weight"] in FALLEN
    assert standings["report-spurious"] is Standing.CONTESTED
