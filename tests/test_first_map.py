"""The first map places everything that the text says, and its page in the docs says what the map says."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from argmap.analysis import Analysis, analyse
from argmap.evaluation.labels import evaluate
from argmap.evaluation.scenario import assumptions
from argmap.evaluation.words import Standing
from argmap.model.assertion import Assertion

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "first-map.md").read_text(encoding="utf-8")
# How many assertions each paragraph of the text holds, and which of them are rhetorical.
PARAGRAPHS = {
    "P0": 2,
    "P1": 7,
    "P2": 5,
    "P3": 5,
    "P4": 4,
    "P5": 5,
    "P6": 7,
    "P7": 6,
    "P8": 5,
    "P9": 5,
    "P10": 8,
    "P11": 5,
    "P12": 3,
}
RHETORICAL = {
    *("0-1", "1-7", "5-4", "6-7", "7-5", "7-6", "8-2", "8-3", "9-2", "9-3", "9-4", "9-5"),
    *("10-1", "10-2", "10-3", "10-4", "10-5", "10-6", "10-7", "10-8", "11-1", "11-3", "11-4", "11-5"),
}
TEXT = [f"{paragraph[1:]}-{number}" for paragraph, many in PARAGRAPHS.items() for number in range(1, many + 1)]
# What each scenario changes: issue and the position that stands then.
SCENARIOS = {
    "report-disregarded": {},
    "us-letter-disregarded": {},
    "armed-conflict-accepted": {},
    "interview-disregarded": {"premeditation-admission": "no-admission-by-israel"},
    "covenant-at-the-border": {},
    "immunity-accepted": {
        "individual-responsibility": "orderers-not-liable",
        "helpers-responsibility": "helpers-not-liable",
        "accountability": "not-prosecutable",
    },
    "soil-of-iraq-barred": {
        "use-of-force": "charter-breach",
        "self-defence": "self-defence-not-made-out",
        "us-responsibility": "us-responsible",
        "general-assembly": "assembly-should-condemn",
    },
    "self-defence-rejected": {
        "self-defence": "self-defence-not-made-out",
    },
    "self-defence-accepted": {
        "use-of-force": "no-charter-breach",
        "self-defence": "self-defence-lawful",
    },
}


@cache
def first_map() -> Analysis:
    (analysis,) = analyse([ROOT / "arguments" / "soleimani-strike"])
    return analysis


def placing(which: str) -> dict[str, Assertion]:
    """The assertions of the map that place one assertion of the text."""
    entries = {name: node.entry for name, node in first_map().graph.assertions.items()}
    return {name: entry for name, entry in entries.items() if f"seed-a{which}" in entry.tags}


def test_the_map_has_no_defect() -> None:
    assert [item.message for item in first_map().reading.defects] == []


def test_the_text_has_67_assertions() -> None:
    assert (len(TEXT), len(RHETORICAL)) == (67, 24)


@pytest.mark.parametrize("which", TEXT)
def test_every_assertion_of_the_text_is_placed_with_its_paragraph(which: str) -> None:
    placed = placing(which)
    assert placed
    for name, entry in placed.items():
        said = {(by.source, by.at): by.role for by in entry.asserted_by}
        assert said.get(("seed-text", f"P{which.partition('-')[0]}")), f"{name}: who says it in the text, and how?"


@pytest.mark.parametrize("which", TEXT)
def test_rhetoric_carries_no_weight(which: str) -> None:
    graph = first_map().graph
    for name, entry in placing(which).items():
        if which in RHETORICAL:
            assert "context" in entry.tags
        if "context" in entry.tags:
            assert entry.issue is None
            assert not list(graph.above(name))


def test_nothing_is_placed_that_the_text_does_not_say() -> None:
    tags = {tag for node in first_map().graph.assertions.values() for tag in node.entry.tags}
    assert {tag for tag in tags if tag.startswith("seed-")} == {f"seed-a{which}" for which in TEXT}


def test_every_issue_has_two_sides() -> None:
    whole = first_map().reading.map
    for name, issue in whole.issues.items():
        sides = [{by.party for by in whole.assertions[position].asserted_by} for position in issue.positions]
        assert len(sides) >= 2, name
        assert all(sides), name
        assert sides[0] != sides[1], name


def test_pinpoints_are_those_of_the_register() -> None:
    authorities = first_map().reading.map.authorities
    unknown = [
        (citation.entry.cite, citation.entry.at)
        for citation in first_map().graph.citations()
        if citation.entry.at and citation.entry.cite != "seed-text"
        if citation.entry.at not in authorities[citation.entry.cite].passages
    ]
    assert unknown == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_a_scenario_changes(name: str) -> None:
    analysis = first_map()
    before = analysis.evaluation.outcomes
    after = evaluate(analysis.graph, assumptions(analysis.reading.map, scenario=name)).outcomes
    changed = {issue: after[issue].position for issue in after if after[issue].position != before[issue].position}
    assert changed == SCENARIOS[name]


# What a claim needs is not conceded with the plea of self-defence: another obligation may be broken all the same.
@pytest.mark.parametrize("conceded", ["us-responsible", "arbitrary-deprivation", "protected-envoy"])
def test_self_defence_answers_no_more_than_it_answers(conceded: str) -> None:
    analysis = first_map()
    plea = assumptions(analysis.reading.map, scenario="self-defence-accepted", accept=[conceded])
    standing = evaluate(analysis.graph, plea).standings
    for denial in ("assembly-need-not-condemn", "council-not-obliged", "unilateralism-not-unlawful"):
        assert standing[denial] is not Standing.STANDS


# Where a test is disputed, to grant one reading may not decide against the other.
@pytest.mark.parametrize(
    ("granted", "open_still"),
    [
        (["not-attributable-to-iran", "attribution-not-needed"], ["self-defence", "use-of-force", "us-responsibility"]),
        (["force-abroad-not-against-iran"], ["use-of-force"]),
        (["intelligence-only"], ["israel-assistance"]),
        (["covenant-within-territory-only"], ["arbitrary-killing"]),
        (["protected-envoy"], ["lawful-military-target"]),
    ],
)
def test_a_disputed_reading_does_not_decide_by_omission(granted: list[str], open_still: list[str]) -> None:
    analysis = first_map()
    after = evaluate(analysis.graph, assumptions(analysis.reading.map, accept=granted)).outcomes
    assert [after[issue].position for issue in open_still] == [None] * len(open_still)


def test_aid_by_israel_has_more_than_the_interview() -> None:
    analysis = first_map()
    without = evaluate(analysis.graph, assumptions(analysis.reading.map, reject=["hayman-2021"]))
    assert without.standings["israeli-aid-given"] is Standing.CONTESTED


def test_the_numbers_of_the_page() -> None:
    analysis = first_map()
    whole, standings = analysis.reading.map, Counter(analysis.evaluation.standings.values())
    kinds = Counter(str(entry.kind) for entry in whole.assertions.values())
    disputed = sum(rule.disputed for rule in whole.rules.values())
    falls = standings[Standing.DEFEATED] + standings[Standing.NOT_ESTABLISHED]
    of_each_kind = f"{kinds['legal']} legal, {kinds['factual']} factual, {kinds['mixed']} mixed"
    compiled = [e for e in whole.assertions.values() if {by.party for by in e.asserted_by} == {"compiler"}]
    rows = (
        f"| issues, each with the positions of both sides | {len(whole.issues)} |",
        f"| assertions ({of_each_kind}) | {len(whole.assertions)} |",
        f"| assertions of the compiler alone | {len(compiled)} |",
        f"| rules with their elements; {disputed} of them are disputed | {len(whole.rules)} |",
        f"| stands / contested / falls | {standings[Standing.STANDS]} / {standings[Standing.CONTESTED]} / {falls} |",
        f"| waivers, each with its reason | {len(whole.waivers)} |",
    )
    for row in rows:
        assert row in PAGE


def test_the_ids_of_the_page_are_in_the_map() -> None:
    whole = first_map().reading.map
    known = {*whole.assertions, *whole.issues, *whole.authorities, *whole.rules, *whole.scenarios, *whole.views}
    named = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", PAGE))
    assert named - known <= {"post-dates-the-text", "unverified-authority"}


def test_the_page_counts_what_is_checked() -> None:
    graph, register = first_map().graph, first_map().reading.map.authorities
    checked = [register[name].checked is not None for name in graph.relied_on_authorities]
    pins = {(c.entry.cite, c.entry.at) for c in graph.relied_on() if c.entry.at and c.entry.cite != "seed-text"}
    looked_up = [register[cite].passages[at].checked is not None for cite, at in pins if at]
    for row in (
        f"| {len(checked)} |",
        f"| {sum(checked)} / {checked.count(False)} |",
        f"(`unverified-authority`), {checked.count(False)} in all",
        f"| {len(looked_up)} |",
        f"| {sum(looked_up)} / {looked_up.count(False)} |",
    ):
        assert row in PAGE


def test_the_text_is_no_authority() -> None:
    assert first_map().reading.map.authorities["seed-text"].source_class == "evidence"


# Whoever said it first is named, or the note says that it was not traced.
@pytest.mark.parametrize("which", TEXT)
def test_who_said_it_first(which: str) -> None:
    for name, entry in placing(which).items():
        assert any(by.role == "originates" for by in entry.asserted_by) or "not traced" in str(entry.notes), name


def test_rivals_name_each_other() -> None:
    rules = first_map().reading.map.rules
    for name, rule in rules.items():
        assert bool(rule.rivals) == rule.disputed, name
        assert all(name in rules[rival].rivals for rival in rule.rivals), name


def test_the_page_tells_every_scenario() -> None:
    named = re.findall(r"^\| `([a-z-]+)` \| [^|]+ \|$", PAGE, re.MULTILINE)
    assert sorted(named) == sorted(first_map().reading.map.scenarios) == sorted(SCENARIOS)


def test_the_page_counts_the_waivers_by_check() -> None:
    for check, many in Counter(waiver.check for waiver in first_map().reading.map.waivers).items():
        assert (f"{check} {many}" if many > 1 else check) in PAGE
