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
    "orderers-liable": (
        "orderers-not-liable",
        ["killing-was-crime", "forum-available", "ordering-within-modes", "orderer-meant-it"],
        ["immunity-bars", "self-defence-lawful", "fits-no-icc-crime"],
    ),
    "helpers-liable": (
        "helpers-not-liable",
        ["killing-was-crime", "forum-available", "helpers-within-modes", "helpers-acted-with-fault"],
        ["helpers-immune", "self-defence-lawful", "fits-no-icc-crime"],
    ),
}
# What bars a trial is no element: the charge stays open with it.
BAR = {"orderers-liable": "immunity-bars", "helpers-liable": "helpers-immune"}
# The second element of the envoy has another route beside it: the 1973 Convention names no bearer of the duty.
OTHER_ROUTE = {("protected-envoy", "protection-opposable")}

# What no line of a denial rests on, since nobody denies it.
UNDENIED = {
    "strike-caused-deaths",
    "forum-available",
    "ordering-within-modes",
    "orderer-meant-it",
    "helpers-within-modes",
}


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
    bar = [BAR[charge]] if charge in BAR else []
    standings = taken(elements, defences if answered else bar)
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
    if element not in UNDENIED:
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
        (["part-too-vague"], [], "no-admission-by-israel"),
        (["immunity-bars"], [], "orderers-not-liable"),
        (["self-defence-lawful", "lawful-target", "not-protected-envoy"], [], "orderers-not-liable"),
        (["helpers-immune"], [], "helpers-not-liable"),
        (["self-defence-lawful", "lawful-target", "not-protected-envoy"], [], "helpers-not-liable"),
        (["helpers-knowledge-not-shown"], [], "helpers-not-liable"),
        (["aiding-needs-purpose", "helpers-purpose-not-shown"], [], "helpers-not-liable"),
    ],
)
def test_a_denial_stands_with_what_it_needs(accept: list[str], reject: list[str], denial: str) -> None:
    (charge,) = (name for name, (other, _, _) in CHARGES.items() if other == denial)
    standings = taken(accept, reject)
    assert standings[denial] is Standing.STANDS
    assert standings[charge] in FALLEN


# Where a charge asks more than its elements, as its sense or the form of the answer is disputed, that is granted too.
@pytest.mark.parametrize(
    ("charge", "denial", "accept", "reject"),
    [
        ("state-terrorism", "not-state-terrorism", ["terrorist-act", "condemnation-needs-no-offence"], []),
        *(
            (
                "council-must-act",
                "council-not-obliged",
                ["killing-affects-peace", "article-24-imposes-duty", answerable],
                ["self-defence-lawful", "permanent-member-can-block"],
            )
            for answerable in ("us-answerable-before-council", "answerable-before-council")
        ),
        (
            "lawful-target",
            "not-lawful-target",
            ["armed-conflict-existed", "attack-respected-rules"],
            ["licence-did-not-apply", "protected-envoy"],
        ),
    ],
)
def test_other_charges_stand_with_what_they_need(
    charge: str, denial: str, accept: list[str], reject: list[str]
) -> None:
    standings = taken(accept, reject)
    assert standings[charge] is Standing.STANDS
    assert standings[denial] in FALLEN


# What is granted or denied of one group of persons says nothing of the other.
@pytest.mark.parametrize(
    ("accept", "reject", "other"),
    [
        (["helpers-knowledge-not-shown"], [], "orderers"),
        (["aiding-needs-purpose", "helpers-purpose-not-shown"], [], "orderers"),
        (["helpers-immune"], [], "orderers"),
        ([], ["helpers-acted-with-fault"], "orderers"),
        ([], ["helpers-within-modes"], "orderers"),
        (["helpers-not-liable"], [], "orderers"),
        (["helpers-liable"], [], "orderers"),
        (["immunity-bars"], [], "helpers"),
        ([], ["orderer-meant-it"], "helpers"),
        ([], ["ordering-within-modes"], "helpers"),
        (["orderers-not-liable"], [], "helpers"),
        (["orderers-liable"], [], "helpers"),
    ],
)
def test_a_charge_against_one_group_does_not_fall_with_the_other(
    accept: list[str], reject: list[str], other: str
) -> None:
    standings = taken(accept, reject)
    assert standings[f"{other}-liable"] is standings[f"{other}-not-liable"] is Standing.CONTESTED
    _, elements, defences = CHARGES[f"{other}-liable"]
    granted = taken([*elements, *accept], [*(name for name in reject if name not in elements), *defences])
    assert granted[f"{other}-liable"] is Standing.STANDS


def test_purpose_can_be_shown_where_knowledge_is_not_enough() -> None:
    granted = ["aiding-needs-purpose", "helpers-knew"]
    assert taken(granted, [])["helpers-liable"] is Standing.CONTESTED
    purpose = taken([*granted, "helpers-had-purpose", "killing-was-crime"], ["helpers-immune"])
    assert purpose["helpers-liable"] is Standing.STANDS


def test_a_report_without_weight_was_written_all_the_same() -> None:
    standings = taken([], ["callamard-2020"])
    written = ("report-issued", "report-reasoned", "finding-tied-to-evidence")
    assert {standings[name] for name in written} == {Standing.STANDS}
    assert standings["report-deserves-weight"] in FALLEN
    assert standings["report-spurious"] is Standing.CONTESTED
