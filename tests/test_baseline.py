"""The baseline: what it holds, what it survives, and when it is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from argmap.analysis import analyse
from argmap.baseline import content_keys, read_baseline, refuse_other_maps, set_apart, write_baseline
from argmap.diagnostics import ArgmapError, Diagnostic
from argmap.review import Selection
from tests.review_for_tests import SALE, SELECT, TODAY


def review(path: Path) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What is new and what the baseline beside the map knows."""
    (analysis,) = analyse([path])
    found = analysis.review(Selection("opponent", frozenset(SELECT)), TODAY)
    baseline = read_baseline(path.parent / "known.json")
    refuse_other_maps(baseline, [analysis.reading])
    known = baseline.known(analysis.reading)
    assert known is not None
    return set_apart(found, content_keys(analysis.reading, found), known)


@pytest.fixture
def sale(tmp_path: Path) -> Path:
    path = tmp_path / "sale.yaml"
    path.write_text(SALE, encoding="utf-8")
    (analysis,) = analyse([path])
    found = analysis.review(Selection("opponent", frozenset(SELECT)), TODAY)
    count = write_baseline(tmp_path / "known.json", [(analysis.reading, found)])
    assert count == sum(item.waived is None and item.check != "expectation-failed" for item in found)
    return path


def test_what_is_known_is_set_apart_and_the_rest_stays(sale: Path) -> None:
    new, old = review(sale)
    assert sorted(item.check for item in new) == ["expectation-failed", "fact-without-evidence"]
    assert [item.waived is not None for item in new] == [False, True], (
        "errors in the file and waived ones are never known"
    )
    assert {item.check for item in old} >= {"missing-pinpoint", "loaded-language", "missing-as-of", "unused-waiver"}


def test_moving_things_about_changes_nothing(sale: Path) -> None:
    before = review(sale)
    lines = SALE.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("  offered:"))
    moved = [*lines[:at], *lines[at + 1 : at + 4], "", "  # moved", lines[at], *lines[at + 4 :]]
    sale.write_text("\n".join(["# a new first line", *moved]) + "\n", encoding="utf-8")
    after = review(sale)
    assert [sorted(item.message for item in part) for part in after] == [
        sorted(item.message for item in part) for part in before
    ]


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("The seller brazenly offered wool.", "The seller brazenly offered silk.", "loaded-language"),
        ("brazenly", "cynically", "loaded-language"),
        ("The price was due.", "The price was due in May.", "missing-pinpoint"),
        ("offered, accepted]}", "offered, accepted], authorities: [code]}", "missing-pinpoint"),
    ],
)
def test_a_changed_thing_is_new_again(sale: Path, old: str, new: str, check: str) -> None:
    assert check not in {item.check for item in review(sale)[0]}
    sale.write_text(SALE.replace(old, new), encoding="utf-8")
    assert check in {item.check for item in review(sale)[0]}


def test_of_several_alike_as_many_are_known_as_there_were(sale: Path) -> None:
    two = "authorities: [code, {cite: code, for: more}], premises: [made]"
    sale.write_text(SALE.replace("authorities: [code], premises: [made]", two), encoding="utf-8")
    new, old = review(sale)
    assert [item.check for item in new].count("missing-pinpoint") == 1
    assert [item.check for item in old].count("missing-pinpoint") == 1


def test_the_file_is_sorted_and_holds_no_lines(sale: Path) -> None:
    value = json.loads((sale.parent / "known.json").read_text(encoding="utf-8"))
    (entry,) = value["maps"]
    assert (entry["path"], entry["title"]) == ("sale.yaml", "A sale <of> 100% wool_&_silk")
    keys = [(item["check"], item["subject"], item["content"]) for item in entry["known"]]
    assert keys == sorted(keys)
    assert all(set(item) == {"check", "subject", "content", "count"} for item in entry["known"])


def test_a_map_is_known_by_its_place_or_by_its_title(sale: Path) -> None:
    moved = sale.parent / "moved.yaml"
    shutil.move(sale, moved)
    assert review(moved)[1]
    moved.rename(sale)
    sale.write_text(SALE.replace("100% wool", "pure wool"), encoding="utf-8")
    assert review(sale)[1]


def test_a_baseline_of_another_map_is_refused(sale: Path) -> None:
    other = sale.parent / "other.yaml"
    other.write_text("argmap: 1\nmap: {title: Another}\n", encoding="utf-8")
    with pytest.raises(ArgmapError, match=r"a baseline of `A sale .*`, not of `Another`"):
        review(other)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"argmap-baseline": 2, "maps": []}', '{"argmap-baseline": 1, "maps": [{}]}',
     '{"argmap-baseline": 1, "maps": [{"path": "a", "title": "b", "known": [{"content": "x", "count": "many"}]}]}',
     *(f'{{"argmap-baseline": 1, "maps": [{{"path": "a", "title": "b", "known": [{{"content": "x", "count": {n}}}]}}]}}'
       for n in ("1e999", "-1", "0", "1.0", "NaN", "true", "null", "9" * 5000))],
)  # fmt: skip
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ArgmapError, match="is not a baseline"):
        read_baseline(path)


def test_a_missing_baseline_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArgmapError, match="cannot be read"):
        read_baseline(tmp_path / "none.json")
