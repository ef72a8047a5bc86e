"""Nothing on the first map is decided by omission: each obligation is granted and denied apart from the others."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from argmap.analysis import Analysis, analyse
from argmap.evaluation.labels import Evaluation, evaluate
from argmap.evaluation.scenario import assumptions
from argmap.evaluation.words import Standing

ROOT = Path(__file__).parent.parent
# The obligations pleaded: how the breach of each can be granted, and what denies that one.
BREACHES = {
    "force": [["charter-breach"], ["breach-toward-iran"]],
    "life": [["arbitrary-deprivation"]],
    "envoy": [["protected-envoy"], ["envoy-attacked"]],
    "terms": [["terms-of-stay-broken"], ["iraq-rights-broken"]],
    "soil": [["force-in-iraq-barred"], ["breach-toward-iraq"]],
}
DEFENCES = {
    "force": ["self-defence-lawful", "justified-against-iran", "no-charter-breach", "force-abroad-not-against-iran"],
    "life": ["not-arbitrary", "covenant-within-territory-only", "ihl-governs-strike", "lawful-target"],
    "envoy": ["not-protected-envoy", "no-diplomatic-purpose", "protection-owed-by-host", "military-capacity"],
    "terms": ["terms-of-stay-kept", "launch-site-not-shown", "force-protection-within-consent", "consent-maintained"],
    "soil": ["force-in-iraq-permitted", "iraq-unwilling-or-unable", "unwilling-unable-accepted"],
}
# Consent by Iraq answers both what it agreed and what is owed for its soil.
CONSENT = "iraqi-consent-covered-strike"
# The reading on which self-defence does not answer the breach.
NO_ANSWER = {
    "life": "self-defence-no-answer-to-life",
    "envoy": "self-defence-no-answer-to-envoy",
    "terms": "self-defence-no-answer-to-host",
}
DENIALS = (
    "us-not-responsible",
    "assembly-need-not-condemn",
    "council-not-obliged",
    "unilateralism-not-unlawful",
    "israel-not-responsible",
)
CLAIMS = (
    "us-responsible",
    "charter-breach",
    "arbitrary-deprivation",
    "protected-envoy",
    "assembly-should-condemn",
    "council-must-act",
    "unilateralism-breaches-law",
    "israel-responsible",
    "orderers-liable",
    "helpers-liable",
    "individuals-liable",
    "prosecutable",
    "state-terrorism",
    "reparation-owed",
)


@cache
def first_map() -> Analysis:
    (analysis,) = analyse([ROOT / "arguments" / "soleimani-strike"])
    return analysis


def granted(*accept: str) -> Evaluation:
    analysis = first_map()
    return evaluate(analysis.graph, assumptions(analysis.reading.map, accept=list(accept)))


def standing_among(positions: tuple[str, ...], *accept: str) -> list[str]:
    standings = granted(*accept).standings
    return [name for name in positions if standings[name] is Standing.STANDS]


def against(obligation: str) -> list[str]:
    """What is pleaded against the other obligations, as far as it does not deny this one as well."""
    others = [plea for other, pleas in DEFENCES.items() if other != obligation for plea in pleas]
    if obligation not in {"terms", "soil"}:
        others.append(CONSENT)
    if obligation == "soil":  # the plea as a whole, and that no force was unlawful, answer for the soil of Iraq too
        others = [plea for plea in others if plea not in {"self-defence-lawful", "no-charter-breach"}]
    return others


CASES = [(obligation, breach) for obligation, breaches in BREACHES.items() for breach in breaches]


@pytest.mark.parametrize(("obligation", "breach"), CASES)
def test_one_breach_is_not_answered_by_what_answers_another(obligation: str, breach: list[str]) -> None:
    others = against(obligation)
    sets = [others, *combinations(others, 1), *combinations(others, 2)]
    for pleas in sets:
        assert standing_among(DENIALS, *breach, *pleas) == [], pleas


@pytest.mark.parametrize(("obligation", "reading"), NO_ANSWER.items())
def test_a_breach_that_self_defence_does_not_answer_is_answered_for(obligation: str, reading: str) -> None:
    (breach,) = BREACHES[obligation][0]
    for pleas in ([], ["self-defence-lawful"], against(obligation)):
        assert granted(breach, reading, *pleas).standings["us-responsible"] is Standing.STANDS


@pytest.mark.parametrize(("obligation", "breach"), CASES)
def test_without_the_plea_one_breach_is_enough(obligation: str, breach: list[str]) -> None:
    standings = granted(*breach, "self-defence-not-made-out").standings
    assert standings["us-responsible"] is Standing.STANDS
    assert standings["assembly-should-condemn"] is Standing.STANDS


@pytest.mark.parametrize("breach", ["charter-breach", "breach-toward-iran", "breach-toward-iraq"])
def test_a_breach_of_the_charter_is_not_asked_twice_for_self_defence(breach: str) -> None:
    standings = granted(breach).standings
    assert standings["charter-breach"] is standings["us-responsible"] is Standing.STANDS


# The mirror image: no conclusion of the claimants stands where every obligation is answered, however it is answered.
ANSWERS = {
    "every defence": [CONSENT, *(plea for pleas in DEFENCES.values() for plea in pleas)],
    "nothing broken": ["no-charter-breach", "not-arbitrary", "not-protected-envoy", "iraq-rights-kept"],
    "nothing broken, by consent": ["no-charter-breach", "not-arbitrary", "not-protected-envoy", CONSENT],
    "self-defence, and nothing else broken": [
        "self-defence-lawful",
        "not-arbitrary",
        "not-protected-envoy",
        "iraq-rights-kept",
    ],
    "self-defence answers everything": ["self-defence-lawful", "self-defence-answers-every-breach"],
    "no responsibility": ["us-not-responsible"],
    "a right to life that was not owed": [
        "no-charter-breach",
        "covenant-within-territory-only",
        "custom-no-wider-than-treaty",
        "not-protected-envoy",
        "iraq-rights-kept",
    ],
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_answered_leaves_no_claim_standing(answer: str) -> None:
    assert standing_among(CLAIMS, *ANSWERS[answer]) == []
    denials = ("us-not-responsible", "assembly-need-not-condemn", "council-not-obliged", "unilateralism-not-unlawful")
    assert standing_among(denials, *ANSWERS[answer]) == list(denials)


@pytest.mark.parametrize("obligation", DEFENCES)
def test_defences_to_one_obligation_alone_decide_nothing_that_rests_on_all(obligation: str) -> None:
    pleas = DEFENCES[obligation]
    assert standing_among(DENIALS, *pleas) == []
    assert standing_among(("us-responsible", "assembly-should-condemn", "council-must-act"), *pleas) == []


# The plea is one: its two halves make the whole, and whoever grants the whole grants the half, on either side.
@pytest.mark.parametrize(
    ("accept", "stands"),
    [
        (["justified-against-iran", "force-in-iraq-permitted"], ["self-defence-lawful", "no-charter-breach"]),
        (["self-defence-lawful"], ["no-charter-breach"]),
        (["not-justified-against-iran"], ["self-defence-not-made-out"]),
        (["force-in-iraq-barred"], ["self-defence-not-made-out", "charter-breach"]),
    ],
)
def test_the_plea_and_its_halves_agree(accept: list[str], stands: list[str]) -> None:
    standings = granted(*accept).standings
    assert {name: standings[name] for name in stands} == dict.fromkeys(stands, Standing.STANDS)


def test_persons_are_not_cleared_of_an_attack_on_an_envoy_by_what_clears_them_otherwise() -> None:
    pleas = ["self-defence-lawful", "lawful-target", "not-arbitrary", CONSENT]
    assert (
        standing_among(("orderers-not-liable", "helpers-not-liable", "not-prosecutable"), "protected-envoy", *pleas)
        == []
    )


def labelled(accept: list[str], reject: list[str]) -> Evaluation:
    analysis = first_map()
    return evaluate(analysis.graph, assumptions(analysis.reading.map, accept=accept, reject=reject))


@pytest.mark.parametrize(
    ("us", "iran"),
    [
        ("no-attack-occurred-or-near", "no-attack-on-iran-occurred-or-near"),
        ("no-attack-under-way-or-imminent", "no-attack-on-iran-under-way-or-imminent"),
        ("necessity-not-shown", "iran-had-other-means"),
        ("strike-disproportionate", "iran-strikes-disproportionate"),
        ("strike-was-reprisal", "iran-strikes-were-reprisal"),
        ("public-record-insufficient", "iran-record-insufficient"),
        ("not-justified-against-iran", "iran-not-justified-against-us"),
    ],
)
def test_a_failed_plea_leaves_only_the_united_states_the_consent_of_iraq(us: str, iran: str) -> None:
    assert granted(iran).standings["iran-strikes-unlawful"] == Standing.STANDS
    assert granted(us).standings["charter-breach"] == Standing.CONTESTED
    assert granted(us, "iraq-did-not-consent").standings["charter-breach"] == Standing.STANDS


def test_need_and_self_defence_leave_two_charges_on_the_right_to_life() -> None:
    need = ["strike-needed-to-protect-life", "self-defence-lawful"]
    others = ["domestic-authority-lacking", "arbitrary-even-in-conflict"]
    assert {labelled(need, []).standings["not-arbitrary"]} == {Standing.CONTESTED}
    assert {labelled(need, [one]).standings["not-arbitrary"] for one in others} == {Standing.CONTESTED}
    assert labelled(need, others).standings["not-arbitrary"] == Standing.STANDS


def test_a_lawful_target_needs_an_answer_to_the_mission() -> None:
    rest = ["armed-conflict-existed", "combatants-may-be-attacked", "attack-respected-rules"]
    assert labelled(rest, []).standings["lawful-target"] == Standing.CONTESTED
    assert labelled(rest, ["protected-envoy"]).standings["lawful-target"] == Standing.STANDS
    assert granted(*rest, "mission-no-shield-in-conflict").standings["lawful-target"] == Standing.STANDS
