"""Fingerprints, the lock file, and the checks of what has changed since a map was accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis import analyse
from argmap.diagnostics import ArgmapError, Diagnostic
from argmap.fingerprints import digest, fingerprints, lock_path, lock_text, read_lock, relied_on
from argmap.review import Selection
from tests.maps_for_tests import EVERYTHING, analysed
from tests.review_for_tests import TODAY

LATE = """\
argmap: 1
map: {title: A late delivery}
parties: {buyer: {name: The buyer}}
authorities:
  code:
    kind: statute
    title: Sale Act
    jurisdiction: Freeland
    passages: {s. 1: Delivery is due on the day agreed., s. 2: Notice is due in a week.}
rules:
  delay: {text: A late seller pays., elements: {late: The seller was late.}, authorities: [code s. 1]}
  other: {text: Another test., elements: {late: The seller was late.}}
assertions:
  pays:
    text: The seller must pay.
    kind: legal
    review: {by: AB, on: 2026-10-01}
    authorities: [code s. 1]
    because: [{rule: delay, premises: {late: late}}]
  late: {text: The delivery was late., kind: mixed, premises: [arrived, agreed-day]}
  arrived: {text: The goods arrived on 3 May., kind: factual, status: agreed}
  agreed-day: {text: The day agreed was 30 April., kind: factual, status: agreed}
  third: {text: Nobody minded., kind: factual, status: agreed}
"""


def accept(path: Path) -> None:
    (analysis,) = analyse([path])
    lock_path(path).write_text(lock_text(fingerprints(analysis.graph)), encoding="utf-8")


def found(path: Path, *checks: str) -> list[Diagnostic]:
    (analysis,) = analyse([path])
    return analysis.review(Selection("review", frozenset(checks or ("suspect-reliance",))), TODAY)


@pytest.fixture
def late(tmp_path: Path) -> Path:
    path = tmp_path / "late.yaml"
    path.write_text(LATE, encoding="utf-8")
    accept(path)
    return path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_an_assertion_rests_on(late: Path) -> None:
    (analysis,) = analyse([late])
    assert [item.key for item in relied_on(analysis.graph, "pays")] == ["code s. 1", "delay", "late"]
    assert [item.key for item in relied_on(analysis.graph, "late")] == ["arrived", "agreed-day"]
    assert relied_on(analysis.graph, "arrived") == []


def test_without_a_lock_and_without_a_change_nothing_is_suspect(late: Path) -> None:
    assert found(late) == []
    lock_path(late).unlink()
    change(late, "3 May", "4 May")
    assert found(late) == []


@pytest.mark.parametrize(
    ("old", "new", "suspects"),
    [
        ("arrived on 3 May", "arrived on 4 May", ["late"]),
        ("The delivery was late.", "The delivery was far too late.", ["pays"]),
        ("A late seller pays.", "A late seller pays double.", ["pays"]),
        ("on the day agreed", "within a week", ["pays"]),
        ("title: Sale Act", "title: Sale Act 2026", ["pays"]),
        ("in a week", "in a month", []),
        ("kind: factual, status: agreed}\n  agreed-day", "kind: factual}\n  agreed-day", ["late"]),
        ("premises: [arrived, agreed-day]", "premises: [agreed-day, arrived]", []),
        ("premises: [arrived, agreed-day]", "premises: [arrived]", ["late"]),
        ("premises: [arrived, agreed-day]", "premises: [arrived, agreed-day, third]", ["late"]),
        ("premises: [arrived, agreed-day]", "because: {premises: [arrived, agreed-day], mode: any}", ["late"]),
        ("premises: {late: late}}]", "premises: {late: late}, warrant: It says so.}]", ["pays"]),
        ("premises: {late: late}}]", "premises: {late: late}, strength: weak}]", ["pays"]),
        ("premises: {late: late}}]", "premises: {late: late}}, {premises: [third]}]", ["pays"]),
        ("{rule: delay,", "{rule: other,", ["pays"]),
        ("    authorities: [code s. 1]\n", "    authorities: [code s. 1, code s. 2]\n", ["pays"]),
        ("    authorities: [code s. 1]\n", "    authorities: [code s. 2]\n", ["pays"]),
        ("    authorities: [code s. 1]\n", "", ["pays"]),
        (
            "    authorities: [code s. 1]\n",
            "    authorities: [{cite: code, at: s. 1, signal: contra}]\n",
            ["pays"],
        ),
        (
            "authorities: [code s. 1]\n    because",
            "authorities: [{cite: code, at: s. 1, treatment: cf}]\n    because",
            ["pays"],
        ),
        ("    authorities: [code s. 1]\n", "    authorities: [{cite: code, at: s. 1, strength: weak}]\n", ["pays"]),
        ("    authorities: [code s. 1]\n", "    authorities: [{cite: code, at: s. 1, for: all}]\n", ["pays"]),
        ("    authorities: [code s. 1]\n", "    authorities: [{cite: code, at: s. 1, notes: Seen.}]\n", []),
        ("    authorities: [code s. 1]\n", "    authorities: [{cite: code, at: s. 1, counters: [third]}]\n", []),
        ("    kind: legal\n", "    kind: legal\n    counters: [third]\n", []),
        ("title: A late delivery", "title: Another title", []),
        ("    kind: legal\n", "    kind: legal\n    notes: Seen.\n    tags: [mine]\n", []),
    ],
)
def test_what_makes_a_reliance_suspect(late: Path, old: str, new: str, suspects: list[str]) -> None:
    change(late, old, new)
    assert [item.subject for item in found(late)] == suspects


@pytest.mark.parametrize("text", ['{"argmap-lock": 1, "assertions": {}}', "<<<<<<< ours"])
def test_accepting_again_mends_a_lock_of_an_earlier_argmap(late: Path, text: str) -> None:
    lock_path(late).write_text(text, encoding="utf-8")
    with pytest.raises(ArgmapError, match="of an earlier one"):
        found(late)
    accept(late)
    assert found(late) == []


@pytest.mark.parametrize(
    ("listed", "cited"),
    [("s. 1", "§ 1"), ("ss. 1-3", "s. 1"), ("s. 1", "ss. 1-2"), ("s. 1(2)", "§ 1(2)"), ("Section 1", "sec. 1 ff.")],
)
def test_a_passage_is_found_however_its_pinpoint_is_spelt(late: Path, listed: str, cited: str) -> None:
    text = LATE.replace("passages: {s. 1:", f"passages: {{{listed}:").replace("[code s. 1]", f"[code {cited}]")
    late.write_text(
        text.replace(", s. 2: Notice is due in a week.", ", s. 9: Notice is due in a week."), encoding="utf-8"
    )
    accept(late)
    change(late, "in a week", "in a month")
    assert found(late) == []
    change(late, "on the day agreed", "within a week")
    assert [item.subject for item in found(late)] == ["pays"]


def test_what_is_new_and_what_is_gone_is_told(late: Path) -> None:
    change(late, "premises: [arrived, agreed-day]", "premises: [arrived, third]")
    change(late, "arrived on 3 May", "arrived on 4 May")
    (item,) = found(late)
    assert item.message == (
        "What `late` rests on is not what it was since it was last accepted: "
        "`arrived` changed, `third` new, `agreed-day` gone."
    )
    accept(late)
    change(late, "premises: [arrived, third]", "because: {premises: [arrived, third], strength: weak}")
    (item,) = found(late)
    assert item.message == "`late` rests on the same things in another way since it was last accepted."


def test_an_assertion_that_is_new_is_not_suspect(late: Path) -> None:
    change(late, "  third:", "  fourth: {text: New., kind: factual, premises: [third]}\n  third:")
    assert found(late) == []


def test_the_place_is_where_the_changed_thing_is_named(late: Path) -> None:
    change(late, "arrived on 3 May", "arrived on 4 May")
    (item,) = found(late)
    line = LATE.splitlines()[item.span.start.line]
    assert line[item.span.start.column : item.span.end.column] == "arrived"
    assert item.message == "`late` rests on `arrived`, changed since it was last accepted."
    assert "--accept-changes" in item.help
    assert [related.message for related in item.related] == ["this has changed"]


def test_a_review_does_not_cover_what_was_rewritten_after_it(late: Path) -> None:
    assert found(late, "expired-review") == []
    change(late, "The seller must pay.", "The seller must pay at once.")
    (item,) = found(late, "expired-review")
    assert "`pays` has been rewritten" in item.message
    accept(late)
    assert found(late, "expired-review") == []


def test_a_review_expires_by_the_threshold(late: Path) -> None:
    for day, expired in (
        ("2024-11-24", False),
        ("2024-11-23", True),
        ("2024-11", False),
        ("2024-10", True),
        ("2023", True),
    ):
        late.write_text(LATE.replace("2026-10-01", day), encoding="utf-8")
        assert bool(found(late, "expired-review")) == expired, day
    (analysis,) = analyse([late])
    assert analysis.review(Selection("review", frozenset({"expired-review"})), None) == []


def test_the_lock_is_sorted_deterministic_and_independent_of_order(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(LATE, encoding="utf-8")
    head, _, rest = LATE.partition("  late: {")
    moved, _, last = rest.partition("\n")
    two.write_text(f"{head}{last}  late: {{{moved}\n", encoding="utf-8")
    accept(one)
    accept(two)
    text = lock_path(one).read_text(encoding="utf-8")
    assert text == lock_path(two).read_text(encoding="utf-8")
    value = json.loads(text)
    assert text == json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert not list(tmp_path.glob(".*")), "nothing is left over from writing"


def test_the_lock_stands_in_the_folder_or_beside_the_file(tmp_path: Path) -> None:
    assert lock_path(tmp_path) == tmp_path / "argmap.lock"
    assert lock_path(tmp_path / "late.yaml") == tmp_path / "late.argmap.lock"


def test_a_lock_is_read_back(tmp_path: Path) -> None:
    analysis = analysed(EVERYTHING, tmp_path)
    lock = fingerprints(analysis.graph)
    (tmp_path / "x.lock").write_text(lock_text(lock), encoding="utf-8")
    assert read_lock(tmp_path / "x.lock") == lock
    assert set(lock) == set(analysis.graph.assertions)
    assert read_lock(tmp_path / "none.lock") == {}


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "<<<<<<< ours", '{"argmap-lock": 2, "assertions": {"a": {"b": 1}}}', "[" * 99_999]
)
def test_what_is_no_lock_is_refused(late: Path, text: str) -> None:
    lock_path(late).write_text(text, encoding="utf-8")
    with pytest.raises(ArgmapError, match="not a lock file"):
        found(late)


def test_a_lock_that_cannot_be_read_is_told(late: Path) -> None:
    lock_path(late).write_bytes(b"\xff\xfe")
    with pytest.raises(ArgmapError, match="cannot be read"):
        found(late)


@settings(max_examples=50)
@given(st.dictionaries(st.text(), st.lists(st.text() | st.none())))
def test_a_digest_tells_contents_apart_and_not_orders(content: dict[str, list[str | None]]) -> None:
    assert digest(content) == digest(dict(reversed(content.items())))
    assert digest(content) != digest({**content, "more": ["x", *content.get("more", [])]})
