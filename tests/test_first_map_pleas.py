"""Each plea of self-defence, and the charge of assistance, stands or falls by its elements; both States alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from argmap.analysis import Analysis, analyse
from argmap.evaluation.labels import Evaluation, evaluate
from argmap.evaluation.scenario import assumptions
from argmap.evaluation.words import Standing
from argmap.model.values import Strength

ROOT = Path(__file__).parent.parent
# What must be shown together, and what denies each: (the plea or charge, its opposite, element -> its denials).
US_PLEA = {
    "armed-attack-occurred-or-near": ["no-attack-occurred-or-near"],
    "attack-answerable-against-iran": ["attack-not-answerable-against-iran"],
    "attack-continuing-or-imminent": ["no-attack-under-way-or-imminent"],
    "strike-necessary": ["necessity-not-shown"],
    "strike-proportionate": ["strike-disproportionate", "strike-was-reprisal"],
    "force-in-iraq-permitted": ["force-in-iraq-barred"],
}
IRANS_PLEA: dict[str, list[str]] = {
    "attack-on-iran-occurred-or-near": ["no-attack-on-iran-occurred-or-near"],
    "strike-attributable": [],  # acknowledged, and denied by nobody
    "us-attack-not-over": ["no-attack-on-iran-under-way-or-imminent"],
    "iran-strikes-necessary": ["iran-had-other-means"],
    "iran-strikes-proportionate": ["iran-strikes-disproportionate", "iran-strikes-were-reprisal"],
    "iraq-no-bar-to-iran": ["iraq-refuses-article-51"],
}
ASSISTANCE: dict[str, list[str]] = {
    "us-responsible": ["us-not-responsible"],
    "israeli-aid-given": ["israel-not-involved"],
    "aid-made-strike-easier": ["elements-not-proved"],
    "israel-knew": ["elements-not-proved"],
    "wrongful-if-done-by-israel": [],
}
CUMULATIVE = {
    "self-defence-lawful": US_PLEA,
    "iran-strikes-lawful": IRANS_PLEA,
    "israel-assisted": ASSISTANCE,
}
FALLS = (Standing.DEFEATED, Standing.NOT_ESTABLISHED)


@cache
def first_map() -> Analysis:
    (analysis,) = analyse([ROOT / "arguments" / "soleimani-strike"])
    return analysis


def granted(*accept: str) -> Evaluation:
    analysis = first_map()
    return evaluate(analysis.graph, assumptions(analysis.reading.map, accept=list(accept)))


def without(*reject: str) -> Evaluation:
    analysis = first_map()
    return evaluate(analysis.graph, assumptions(analysis.reading.map, reject=list(reject)))


@pytest.mark.parametrize(("whole", "element"), [(plea, part) for plea, parts in CUMULATIVE.items() for part in parts])
def test_what_must_be_shown_together_falls_with_any_one(whole: str, element: str) -> None:
    assert without(element).standings[whole] in FALLS
    for denial in CUMULATIVE[whole][element]:
        assert granted(denial).standings[whole] in FALLS, denial


@pytest.mark.parametrize(
    ("plea", "opposite", "parts"),
    [
        ("self-defence-lawful", "self-defence-not-made-out", US_PLEA),
        ("iran-strikes-lawful", "iran-self-defence-not-made-out", IRANS_PLEA),
    ],
)
def test_a_plea_stands_or_falls_by_its_elements(plea: str, opposite: str, parts: dict[str, list[str]]) -> None:
    whole = granted(*parts).standings
    assert (whole[plea], whole[opposite]) == (Standing.STANDS, Standing.DEFEATED)
    for denials in parts.values():
        for denial in denials:
            assert granted(denial).standings[opposite] is Standing.STANDS, denial


# The two States by one measure: each line against the one plea has its like against the other.
SAME_LINES = {
    "no-attack-occurred-or-near": "no-attack-on-iran-occurred-or-near",
    "no-attack-under-way-or-imminent": "no-attack-on-iran-under-way-or-imminent",
    "necessity-not-shown": "iran-had-other-means",
    "strike-disproportionate": "iran-strikes-disproportionate",
    "strike-was-reprisal": "iran-strikes-were-reprisal",
    "pleader-must-prove": "pleader-must-prove",
    "public-record-insufficient": "iran-record-insufficient",
    "report-shows-too-little": "iran-report-shows-too-little",
    "not-justified-against-iran": "iran-not-justified-against-us",
    "force-in-iraq-barred": "iraq-refuses-article-51",
    "strike-proportionate": "iran-strikes-proportionate",
    "aim-was-deterrence": "iran-strikes-retaliation",
    "deterring-is-averting": "answering-is-averting",
    # in the issues on the ban on force
    "self-defence-lawful": "iran-strikes-lawful",
    "force-abroad-not-against-iran": "missiles-abroad-not-against-us",
    "force-in-iraq-permitted": "iraq-no-bar-to-iran",
    "breach-toward-iran": "missiles-breach-toward-us",
    "breach-toward-iraq": "missiles-breach-toward-iraq",
}
ACKNOWLEDGED = "attack-not-answerable-against-iran"
"""The one line that has no like: the strike is the United States' own by its own word."""


AttackLine = tuple[list[str], Strength, list[str]]
"""The premises of a line, its strength, what is set against it."""


def lines_of(name: str, called: dict[str, str]) -> list[AttackLine]:
    """The lines for an assertion, with ids called as the other State's."""
    found = []
    for argument in first_map().graph.assertions[name].arguments:
        premises = [called.get(premise.assertion, premise.assertion) for premise in argument.premises]
        counters = [called.get(counter.assertion, counter.assertion) for counter in argument.undercutters]
        found.append((premises, argument.strength, counters))
    return found


@pytest.mark.parametrize(
    ("us", "iran"),
    [
        ("self-defence-not-made-out", "iran-self-defence-not-made-out"),
        ("not-justified-against-iran", "iran-not-justified-against-us"),
        ("charter-breach", "iran-strikes-unlawful"),
        ("no-charter-breach", "iran-strikes-no-breach"),
    ],
)
def test_both_states_are_attacked_by_the_same_lines(us: str, iran: str) -> None:
    ours = [line for line in lines_of(us, SAME_LINES) if line[0] != [ACKNOWLEDGED]]
    assert ours == lines_of(iran, {})


@pytest.mark.parametrize(("us", "iran"), SAME_LINES.items())
def test_what_fells_one_plea_fells_the_other(us: str, iran: str) -> None:
    standings = granted(us).standings, granted(iran).standings
    assert standings[0]["self-defence-lawful"] == standings[1]["iran-strikes-lawful"]
    assert standings[0]["self-defence-not-made-out"] == standings[1]["iran-self-defence-not-made-out"]


def test_a_reprisal_by_either_state_is_no_self_defence_and_a_breach_where_iraq_had_not_consented() -> None:
    strike = granted("strike-was-reprisal", "iraq-did-not-consent").standings
    missiles = granted("iran-strikes-were-reprisal").standings
    assert strike["breach-toward-iraq"] is missiles["missiles-breach-toward-iraq"] is Standing.STANDS
    assert strike["charter-breach"] is missiles["iran-strikes-unlawful"] is Standing.STANDS
    # toward the State answered it must also have been force against that State
    assert strike["breach-toward-iran"] is missiles["missiles-breach-toward-us"] is Standing.CONTESTED


@pytest.mark.parametrize("reading", ["knowledge-is-enough", "israel-meant-to-help"])
def test_the_charge_of_assistance_stands_with_its_elements_on_either_reading(reading: str) -> None:
    standings = granted(*ASSISTANCE, reading).standings
    assert standings["israel-assisted"] is standings["israel-responsible"] is Standing.STANDS


def test_israel_answers_for_nothing_without_a_wrong_of_any_kind() -> None:
    standings = granted("us-not-responsible", "not-arbitrary").standings
    assert standings["israel-not-responsible"] is Standing.STANDS
    assert standings["israel-responsible"] in FALLS
    assert granted("us-not-responsible").standings["israel-not-responsible"] is Standing.CONTESTED


def test_help_with_a_breach_of_the_right_to_life_needs_knowledge() -> None:
    analysis = first_map()
    accept = ["israeli-aid-given", "aid-made-strike-easier", "arbitrary-deprivation"]
    unknowing = assumptions(
        analysis.reading.map, accept=accept, reject=["israel-knew", "covenant-within-territory-only"]
    )
    standings = evaluate(analysis.graph, unknowing).standings
    assert standings["israel-aided-life-breach"] in FALLS
    assert standings["israel-own-wrong"] is not Standing.STANDS


@pytest.mark.parametrize(
    ("plea", "letter"), [("self-defence-lawful", "s-2020-20"), ("iran-strikes-lawful", "s-2020-19")]
)
def test_both_pleas_of_self_defence_are_held_to_the_same(plea: str, letter: str) -> None:
    entry = first_map().graph.assertions[plea].entry
    assert entry.authorities == ()  # the letter in which a plea is made does not make it good
    assert entry.because[0].rule == "self-defence-51"
    assert letter in {by.source for by in entry.asserted_by}


HALVES = {"self-defence-lawful": "justified-against-iran", "iran-strikes-lawful": "iran-justified-against-us"}


def test_nothing_taken_alone_leaves_a_plea_open_that_has_lost_an_element() -> None:
    analysis = first_map()
    for name in analysis.reading.map.assertions:
        for evaluation in (granted(name), without(name)):
            standings = evaluation.standings
            for whole, parts in CUMULATIVE.items():
                if name not in {whole, HALVES.get(whole)} and any(standings[part] in FALLS for part in parts):
                    assert standings[whole] in FALLS, (name, whole)
