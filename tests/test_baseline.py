"""The baseline: what it holds, what it survives, and when it is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from argmap.analysis import analyse
from argmap.baseline import baseline_text, content_keys, read_baseline, refuse_other_maps, set_apart
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
    text, count = baseline_text(tmp_path / "known.json", [(analysis.reading, found)])
    (tmp_path / "known.json").write_text(text, encoding="utf-8")
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


def test_a_map_that_has_moved_is_known(sale: Path) -> None:
    moved = sale.parent / "moved.yaml"
    shutil.move(sale, moved)
    assert review(moved)[1]


def test_a_map_with_a_new_title_is_known_once_the_baseline_has_it(sale: Path) -> None:
    sale.write_text(SALE.replace("100% wool", "pure wool"), encoding="utf-8")
    with pytest.raises(ArgmapError, match=r"been given another title, write that in the baseline too"):
        review(sale)
    known = sale.parent / "known.json"
    known.write_text(known.read_text(encoding="utf-8").replace("100% wool", "pure wool"), encoding="utf-8")
    assert review(sale)[1]


def test_another_map_at_the_same_place_or_of_the_same_title_is_refused(sale: Path) -> None:
    other = SALE.replace("A sale <of> 100% wool_&_silk", "A lease")
    sale.write_text(other, encoding="utf-8")
    with pytest.raises(ArgmapError, match=r"a baseline of `A sale .*`, not of `A lease`"):
        review(sale)
    stranger = sale.parent / "stranger.yaml"
    stranger.write_text("argmap: 1\nmap: {title: A sale <of> 100% wool_&_silk}\n", encoding="utf-8")
    with pytest.raises(ArgmapError, match="called the same, but most of what it knows is not there"):
        review(stranger)


RULE = """\
argmap: 1
map: {title: A test}
rules:
  test: {text: The test., elements: {one: First., three: Third.}, exceptions: {x: Unless.}}
assertions:
  met: {text: It is met., kind: legal, because: {rule: test, premises: {one: fact}}}
  fact: {text: It happened., kind: factual, status: agreed}
"""


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [("three: Third.", "four: Third.", "missing-element"), ("{x: Unless.}", "{y: Unless.}", "unaddressed-exception")],
)
def test_another_gap_at_the_same_place_is_new(tmp_path: Path, old: str, new: str, check: str) -> None:
    path = tmp_path / "test.yaml"

    def keys() -> set[str]:
        (analysis,) = analyse([path])
        found = analysis.review(Selection("opponent", frozenset({check})), TODAY)
        assert found
        return set(content_keys(analysis.reading, found))

    path.write_text(RULE, encoding="utf-8")
    before = keys()
    path.write_text(f"# moved\n{RULE}", encoding="utf-8")
    assert keys() == before
    path.write_text(RULE.replace(old, new), encoding="utf-8")
    assert not keys() & before


def test_a_baseline_of_another_map_is_refused(sale: Path) -> None:
    other = sale.parent / "other.yaml"
    other.write_text("argmap: 1\nmap: {title: Another}\n", encoding="utf-8")
    with pytest.raises(ArgmapError, match=r"a baseline of `A sale .*`, not of `Another`"):
        review(other)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"argmap-baseline": 1, "maps": []}', '{"argmap-baseline": 2, "maps": [{}]}',
     '{"argmap-baseline": 2, "maps": [{"path": "a", "title": "b", "known": [{"content": "x", "count": "many"}]}]}',
     *('{"argmap-baseline": 2, "maps": [{"path": "a", "title": "b", "known": '
       f'[{{"subject": "y", "content": "x", "count": {n}}}]}}]}}'
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
