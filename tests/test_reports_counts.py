"""Every report lists the same diagnostics and says the same counts; goldens of those that are text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from argmap import __version__
from argmap.reports import github, html, markdown, sarif, statistics, text
from argmap.reports import json as as_json
from argmap.reports.findings import Findings, counted, merged, summary
from tests.review_for_tests import SALE, findings

SHARED = """\
argmap: 1
authorities:
  act: {kind: statute, title: The Act, jurisdiction: Freeland}
assertions:
  common: {text: A shameful act., kind: legal, authorities: [act]}
"""
FIRST = "argmap: 1\nmap: {title: First, as_of: 2026-01-01}\nuses: [shared.yaml]\n"
SECOND = f"{FIRST.replace('First', 'Second')}waivers:\n  - {{check: missing-pinpoint, at: common, because: Short.}}\n"


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Findings:
    monkeypatch.chdir(tmp_path)
    Path("sale.yaml").write_text(SALE, encoding="utf-8")
    return findings(Path("sale.yaml"))


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Findings:
    monkeypatch.chdir(tmp_path)
    for name, body in (("shared", SHARED), ("first", FIRST), ("second", SECOND), ("sale", SALE)):
        Path(f"{name}.yaml").write_text(body, encoding="utf-8")
    return findings(Path("first.yaml"), Path("second.yaml"), Path("sale.yaml"))


def in_html(page: str) -> dict[str, int]:
    tiles = dict(re.findall(r'<li class="(\w+)"><b>(\d+)</b>', page))
    cards = re.findall(r'<article class="card (\w+)"', page)
    assert {kind: cards.count(kind) for kind in tiles} == {kind: int(count) for kind, count in tiles.items()}
    return {kind: int(count) for kind, count in tiles.items()}


def in_markdown(page: str) -> dict[str, int]:
    names = ("error", "warning", "note")
    return {**{name: page.count(f"- **{name}** ") for name in names}, "waived": page.count("  - Because: ")}


def in_sarif(log: str) -> dict[str, int]:
    results = json.loads(log)["runs"][0]["results"]
    open_ = [result["level"] for result in results if not result["suppressions"]]
    return {**{name: open_.count(name) for name in ("error", "warning", "note")}, "waived": len(results) - len(open_)}


def in_github(page: str) -> dict[str, int]:
    return {
        name: len(re.findall(f"^::{command} ", page, re.MULTILINE))
        for name, command in (("error", "error"), ("warning", "warning"), ("note", "notice"))
    }


@pytest.mark.parametrize("which", ["one", "two"])
def test_every_count_agrees_across_outputs(which: str, request: pytest.FixtureRequest) -> None:
    found: Findings = request.getfixturevalue(which)
    counts = found.counts
    severities = {name: counts[name] for name in ("error", "warning", "note")}
    assert sum(severities.values()) + counts["waived"] == len(found.diagnostics) > 5
    assert sum(counts[name] for name in ("defect", "gap", "question")) == sum(severities.values())
    assert sum(len(share) for share in found.shares) == len(found.diagnostics)

    with_waived = {**severities, "waived": counts["waived"]}
    assert in_html(html.report(found)) == with_waived
    assert in_markdown(markdown.report(found)) == with_waived
    assert in_sarif(sarif.report(found)) == with_waived
    assert in_github(github.report(found)) == severities
    assert json.loads(as_json.report(found))["summary"] == counts
    assert len(text.concise(found).splitlines()) == len(found.diagnostics) + 1
    assert len(re.findall(r"^\S+:\d+:\d+: ", text.report(found), re.MULTILINE)) == len(found.diagnostics)
    assert sum(int(str(row["count"])) for row in statistics.rows(found)) == sum(severities.values())
    assert sum(int(str(row["waived"])) for row in statistics.rows(found)) == counts["waived"]
    said = summary(counts)
    for page in (
        text.report(found),
        text.concise(found),
        github.report(found),
        markdown.report(found),
        statistics.as_text(found),
    ):
        assert said in page.splitlines()
    assert said in html.report(found).replace("</p>", " ")
    assert json.loads(sarif.report(found))["runs"][0]["properties"]["counts"] == counts


def test_what_maps_share_is_listed_once_and_not_waived_where_it_is_open(two: Findings) -> None:
    common = [item for item in two.diagnostics if item.subject == "common"]
    assert sorted(item.check for item in common) == ["loaded-language", "missing-pinpoint"]
    assert all(item.waived is None for item in common)
    value = json.loads(as_json.report(two))
    assert list(value["maps"]) == ["first.yaml", "second.yaml", "sale.yaml"]
    assert value["maps"]["second.yaml"]["summary"]["waived"] == 1
    assert sum(len(of["diagnostics"]) for of in value["maps"].values()) > len(two.diagnostics)


def test_counts_of_the_baseline_leave_out_what_is_shown(two: Findings) -> None:
    first, second, sale = two.maps
    (shown,) = [item for item in second.diagnostics if item.check == "missing-pinpoint"]
    first = replace(first, diagnostics=(), keys=(), known=first.diagnostics)
    second = replace(second, diagnostics=(shown,), keys=("",), known=first.known)
    assert [item.check for item in first.known] == ["missing-pinpoint", "loaded-language"]
    assert Findings((first, second, sale)).known == 1, "the other is shown all the same, in the second map"
    assert counted(merged([first.known]))["known"] == 0


def test_the_summary_in_words() -> None:
    assert summary(counted([])) == "no diagnostics."
    assert (
        summary({"error": 1, "warning": 2, "note": 0, "waived": 3, "known": 4})
        == "1 error, 2 warnings; 3 waived; 4 in the baseline."
    )


Golden = Callable[[str, str], None]


def test_golden_text(one: Findings, golden: Golden) -> None:
    golden("review/sale.txt", text.report(one) + "\n")
    golden("review/sale-explained.txt", text.report(Findings(one.maps, one.profile, is_explained=True)) + "\n")
    golden("review/sale-concise.txt", text.concise(one) + "\n")
    golden("review/sale-statistics.txt", statistics.as_text(one) + "\n")


def test_golden_json(one: Findings, two: Findings, golden: Golden) -> None:
    golden("review/sale.json", as_json.report(one) + "\n")
    golden("review/three-maps.json", as_json.report(two) + "\n")
    golden("review/sale.sarif", sarif.report(one).replace(f'"{__version__}"', '"VERSION"') + "\n")


def test_golden_github(one: Findings, golden: Golden) -> None:
    golden("review/sale-github.txt", github.report(one) + "\n")


def test_golden_markdown(one: Findings, two: Findings, golden: Golden) -> None:
    golden("review/sale.md", markdown.report(one) + "\n")
    golden("review/three-maps.md", markdown.report(two) + "\n")
