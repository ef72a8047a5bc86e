"""Fixes: what can only be meant in one way is corrected, what may be two things is only offered, the rest stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis import analyse
from argmap.cli.main import argmap
from argmap.editor.edits import proven
from argmap.editor.fixes import fixes, path_at, sure_fixes, together
from argmap.editor.mistyped import distance, surely_meant
from argmap.reading.project import read_maps
from argmap.reading.source import read_source

RIGHT = """\
argmap: 1
map: {title: T, as_of: 2020}   # comment
parties:
  buyer: {name: B}
authorities:
  case-2019: {kind: judgment, title: T, court: C, date: 2019}
  letter: {kind: letter, title: L, by: B, date: 2019}
rules:
  sale: {text: T, elements: {offer: O, acceptance: A}}
issues:
  contract: {question: Q, burden: buyer, positions: [made-contract]}
assertions:
  made-contract:
    text: T   # kept
    kind: legal
    asserted_by: buyer
    premises: [offer-made, 'offer-accepted']
    because:
      - {rule: sale, premises: {offer: offer-made}}
    authorities:
      - >-
        letter p. 3
      - "case-2019 para. 7"
      - {cite: letter, treatment: supports}
  offer-made: {text: T, kind: factual}
  offer-accepted: {text: T}
views:
  all: {show: issues}
"""
SLIPS = {
    "premise": ("[offer-made,", "[ofer-made,"),
    "quoted id": ("'offer-accepted'", "'offer-acceptd'"),
    "citation in a block": ("        letter p. 3", "        leter p. 3"),
    "long citation": ("cite: letter", "cite: lettre"),
    "party": ("asserted_by: buyer", "asserted_by: byuer"),
    "position": ("[made-contract]", "[made-contarct]"),
    "key": ("    premises:", "    premisses:"),
    "key of the file": ("authorities:\n  case", "authorites:\n  case"),
    "key of the map": ("as_of", "as_off"),
    "key with a hyphen": ("asserted_by", "asserted-by"),
    "element": ("{offer: offer-made}", "{offr: offer-made}"),
    "word": ("kind: legal", "kind: leagl"),
    "kind of authority": ("kind: judgment", 'kind: "judgement"'),
    "treatment": ("treatment: supports", "treatment: suports"),
    "rule": ("rule: sale", "rule: slae"),
}
DOUBTFUL = {
    "another year": ('"case-2019', '"case-2018'),
    "a short id": ("rule: sale", "rule: sal"),
    "the opposite": ("[offer-made,", "[not-offer-made,"),
    "no word at all": ("kind: legal", "kind: lawyerly"),
}


def check(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(argmap, ["check", str(path), *arguments])


def written(folder: Path, text: str) -> Path:
    path = folder / "a.yaml"
    path.write_bytes(text.encode("utf-8"))
    return path


def changed(old: str, new: str) -> str:
    assert RIGHT.count(old) == 1
    return RIGHT.replace(old, new)


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_mended(slip: tuple[str, str], tmp_path: Path) -> None:
    path = written(tmp_path, changed(*slip))
    result = check(path, "--fix")
    assert ": fixed: Write `" in result.output
    assert result.exit_code == 0
    assert path.read_text(encoding="utf-8").replace('"judgment"', "judgment") == RIGHT


def test_all_slips_at_once(tmp_path: Path) -> None:
    text = RIGHT
    for old, new in SLIPS.values():
        text = text.replace(old, new, 1) if "judgement" not in new else text
    path = written(tmp_path, text.replace("\n", "\r\n"))
    assert check(path, "--fix").exit_code == 0
    assert path.read_bytes() == RIGHT.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("slip", DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_may_be_two_things_is_left(slip: tuple[str, str], tmp_path: Path) -> None:
    path = written(tmp_path, changed(*slip))
    result = check(path, "--fix")
    assert ": fixed:" not in result.output
    assert path.read_text(encoding="utf-8") == changed(*slip)
    assert result.exit_code == 1


def test_doubtful_ones_are_shown(tmp_path: Path) -> None:
    result = check(written(tmp_path, changed('"case-2019', '"case-2018')), "--fix")
    assert "not sure enough to fix: Write `case-2019` instead of `case-2018`." in result.output


def test_the_missing_version(tmp_path: Path) -> None:
    rest = RIGHT.removeprefix("argmap: 1\n")
    modeline = "# yaml-language-server: $schema=s.json\n"
    for before, after in (
        (rest, RIGHT),
        ("# About it.\n" + rest, "argmap: 1\n# About it.\n" + rest),
        (modeline + rest, modeline + RIGHT),
        ("---\n" + rest, "---\n" + RIGHT),
        ("{map: {title: T}}\n", "{argmap: 1, map: {title: T}}\n"),
    ):
        path = written(tmp_path, before)
        assert check(path, "--fix").exit_code == 0
        assert path.read_text(encoding="utf-8") == after


def test_tabs(tmp_path: Path) -> None:
    path = written(tmp_path, "argmap: 1\nmap:\n\ttitle: T\n\tnotes: >-\n\t\tA long\n\t\ttext.\n")
    assert check(path, "--fix").exit_code == 0
    assert path.read_text(encoding="utf-8") == "argmap: 1\nmap:\n  title: T\n  notes: >-\n    A long\n    text.\n"


def test_tabs_among_spaces_are_left(tmp_path: Path) -> None:
    text = "argmap: 1\nmap:\n  title: T\n\tnotes: N\n"
    path = written(tmp_path, text)
    assert check(path, "--fix").exit_code == 1
    assert path.read_text(encoding="utf-8") == text


def test_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, changed("rule: sale", "rule: slae"))
    result = check(path, "--fix", "--diff")
    assert result.exit_code == 0
    assert "+      - {rule: sale, premises" in result.output
    assert "slae" in path.read_text(encoding="utf-8")
    assert check(path, "--diff").exit_code == 2


def test_review_fixes_too(tmp_path: Path) -> None:
    path = written(tmp_path, changed("rule: sale", "rule: slae"))
    assert ": fixed:" in CliRunner().invoke(argmap, ["review", str(path), "--fix"]).output
    assert path.read_text(encoding="utf-8") == RIGHT
    patch = CliRunner().invoke(argmap, ["review", str(path), "--fix", "--diff"])
    assert patch.exit_code == 0


def test_a_file_with_other_errors_is_mended_where_it_can_be(tmp_path: Path) -> None:
    path = written(tmp_path, changed("rule: sale", "rule: slae") + "scenarios: {s: [}\n")
    assert check(path, "--fix").exit_code == 1
    assert path.read_text(encoding="utf-8") == RIGHT + "scenarios: {s: [}\n"


def test_a_shared_file_is_mended_once(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").touch()
    (tmp_path / "law.yaml").write_text("argmap: 1\nrules: {r: {text: T, elemnts: {e: E}}}\n", encoding="utf-8")
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text("argmap: 1\nmap: {title: T}\nuses: law.yaml\n", encoding="utf-8")
    result = check(tmp_path, "--fix")
    assert result.output.count(": fixed:") == 1
    assert "elements" in (tmp_path / "law.yaml").read_text(encoding="utf-8")


def test_the_missing_entry_is_offered(tmp_path: Path) -> None:
    """Each id that names nothing can be added, where its like is; what is added is right but for its open texts."""
    for old, new in (
        ("[made-contract]", "[unheard-of]"),
        ("asserted_by: buyer", "asserted_by: stranger"),
        ("cite: letter", "cite: dossier"),
        ("rule: sale, premises: {offer: offer-made}", "rule: unheard-of"),
    ):
        reading = read_maps([written(tmp_path, changed(old, new))])[0]
        (item,) = [item for item in reading.defects if item.check == "dangling-id"]
        (fix,) = [fix for fix in fixes(reading, item) if fix.title.startswith("Add the ")]
        assert not fix.is_sure
        written(tmp_path, proven(fix.change()))
        again = read_maps([tmp_path / "a.yaml"])[0]
        assert [item for item in again.defects if item.severity == "error"] == []


def test_an_empty_key_may_go(tmp_path: Path) -> None:
    reading = read_maps([written(tmp_path, RIGHT.replace("    kind: legal\n", "    kind: legal\n    notes:\n"))])[0]
    (item,) = reading.defects
    (fix,) = fixes(reading, item)
    assert fix.title == "Delete the empty key `notes`."
    assert proven(fix.change()) == RIGHT
    assert sure_fixes(reading, reading.defects) == []
    assert together([fix])[0].after == RIGHT


def test_other_diagnostics_have_no_fix(tmp_path: Path) -> None:
    analysis = analyse([written(tmp_path, RIGHT)])[0]
    assert [fixes(analysis.reading, item) for item in analysis.review() if item.check != "unused-authority"]


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "meant", "known", "is_sure"),
    [
        ("premisses", "premises", (), True),
        ("offer_made", "offer-made", (), True),
        ("offer-mdae", "offer-made", (), True),
        ("offer-made", "offer-mode", ("offer-made2",), False),
        ("lawful-strike", "unlawful-strike", (), False),
        ("article-ii", "article-iii", (), False),
        ("case-2019", "case-2018", (), False),
        ("strikes-hit", "strike-hit", ("strikers-hit",), False),
        ("plaintiff-b", "plaintiff-a", (), False),
        ("no-attack", "attack", (), False),
        ("attributable", "attributed", (), False),
    ],
)
def test_what_is_surely_meant(word: str, meant: str, known: tuple[str, ...], is_sure: bool) -> None:
    assert surely_meant(word, meant, [meant, *known]) is is_sure


def slow(one: str, other: str) -> int:
    """The distance by its definition."""
    if not one or not other:
        return len(one) + len(other)
    found = [slow(one[1:], other) + 1, slow(one, other[1:]) + 1, slow(one[1:], other[1:]) + (one[0] != other[0])]
    if one[:2] == other[1::-1] and len(other) > 1 and len(one) > 1:
        found.append(slow(one[2:], other[2:]) + 1)
    return min(found)


@given(st.text("ab-", max_size=5), st.text("ab-", max_size=5), st.integers(1, 4))
def test_distance(one: str, other: str, limit: int) -> None:
    assert distance(one, other, limit) == min(slow(one, other), limit)


def test_what_stands_at_an_index() -> None:
    source = read_source(RIGHT.encode(), Path("x"))
    for text, path, is_key in (
        ("offer-made, 'off", ("assertions", "made-contract", "premises", 0), False),
        ("kind: legal", ("assertions", "made-contract", "kind"), True),
        ("legal", ("assertions", "made-contract", "kind"), False),
        ("supports", ("assertions", "made-contract", "authorities", 2, "treatment"), False),
    ):
        assert path_at(source, RIGHT.index(text)) == (path, is_key)
