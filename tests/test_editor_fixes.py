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
from argmap.editor.mistyped import distance, is_same_id, surely_meant
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
    "premise": ("[offer-made,", "[Offer_Made,"),
    "quoted id": ("'offer-accepted'", "'offer_accepted'"),
    "a space after an id": ("'offer-accepted'", "'offer-accepted '"),
    "party": ("asserted_by: buyer", "asserted_by: Buyer"),
    "position": ("[made-contract]", "[made--contract]"),
    "issue": ("contract: {question", "contract: {questoin"),
    "key": ("    premises:", "    premisses:"),
    "key of the file": ("authorities:\n  case", "authorites:\n  case"),
    "key of the map": ("as_of", "as_off"),
    "key with a hyphen": ("asserted_by", "asserted-by"),
    "word": ("kind: legal", "kind: leagl"),
    "kind of authority": ("kind: judgment", 'kind: "judgement"'),
    "treatment": ("treatment: supports", "treatment: suports"),
    "rule": ("rule: sale", "rule: Sale"),
}
DOUBTFUL = {
    "another year": ('"case-2019', '"case-2018'),
    "a short id": ("rule: sale", "rule: sal"),
    "the opposite": ("[offer-made,", "[not-offer-made,"),
    "no word at all": ("kind: legal", "kind: lawyerly"),
    "a letter less": ("[offer-made,", "[ofer-made,"),
    "letters swapped": ("[made-contract]", "[made-contarct]"),
    "an element": ("{offer: offer-made}", "{offr: offer-made}"),
    "a long citation": ("cite: letter", "cite: lettre"),
    "two errors in a word": ("    premises:", "    prremisses:"),
}
OTHERS = """state-immunity state-impunity, employer employee, assignor assignee, mortgagor mortgagee, grantor grantee,
prosecution persecution, prescribed proscribed, interstate intrastate, counsel council, treaty-signed treaties-signed,
claimant claimants, witness-christian witness-christina, casual-link causal-link, complaint-made compliant-made,
martial-law marital-law, statute-book statue-book, realty reality, principal principle, lessor lessee, re-sign resign,
bailor bailee, moral-damage morale-damage, discreet-use discrete-use, adverse averse, article-ii article-iii,
part-xxxvi part-xxxiv, devise device, ordinance ordnance, clause-1-1 clause-11, before-2019 before-2091,
attributable attributed, inter-state intra-state, covenantor covenantee, appellant-a appellant-b, warrantor warranter,
human-act humane-act, lawful-strike unlawful-strike, effect-shown affect-shown, ascent assent, immanent imminent"""
"""Pairs of ids that are two things, though one or two letters apart."""


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


@pytest.mark.parametrize("pair", OTHERS.replace("\n", " ").split(", "))
def test_a_word_never_becomes_another_one(pair: str, tmp_path: Path) -> None:
    """Neither way round, for premises, citations and elements; what may be meant is shown."""
    for there, meant in (pair.split(), pair.split()[::-1]):
        text = (
            "argmap: 1\nmap: {title: T}\n"
            f"assertions:\n  {there}: {{text: T}}\n  x: {{text: T, premises: [{meant}]}}\n"
            f"  y: {{text: T, authorities: [{meant}-x], because: {{rule: r, premises: {{{meant}: x}}}}}}\n"
            f"authorities: {{{there}-x: {{kind: custom, title: T}}}}\n"
            f"rules: {{r: {{text: T, elements: {{{there}: E}}}}}}\n"
        )
        path = written(tmp_path, text)
        result = check(path, "--fix")
        assert path.read_text(encoding="utf-8") == text
        assert ": fixed:" not in result.output
        assert result.exit_code == 1


def test_only_what_was_made_is_told(tmp_path: Path) -> None:
    """Each fix once, at its place in the file as it is in the end; the patch has all of them."""
    text = "map:\n\ttitle: T\nassertions:\n\ta: {text: T, premises: [B_c], kind: leagl}\n\tb-c: {txet: T}\n"
    path = written(tmp_path, text)
    shown = check(path, "--fix", "--diff").output
    assert path.read_text(encoding="utf-8") == text
    result = check(path, "--fix")
    assert result.exit_code == 0
    after = path.read_text(encoding="utf-8")
    assert after == (
        "argmap: 1\nmap:\n  title: T\nassertions:\n  a: {text: T, premises: [b-c], kind: legal}\n  b-c: {text: T}\n"
    )
    assert all(f"+{line}\n" in shown for line in after.splitlines() if line not in text.splitlines())
    told = [line for line in result.output.splitlines() if ": fixed: " in line]
    assert len(told) == len({*told}) == 5
    for line, words in ((5, "`b-c`"), (5, "`legal`"), (6, "`text`"), (1, "`argmap: 1`")):
        (item,) = [one for one in told if f"Write {words}" in one]
        row, column = (int(part) for part in item.split(": fixed:")[0].rsplit(":", 2)[1:])
        assert row == line
        assert after.splitlines()[row - 1][column - 1 :].startswith(words.strip("`"))
    assert [line.replace("would be fixed", "fixed") for line in shown.splitlines() if "would be" in line] == told


def test_fixes_that_cannot_be_made_together_are_made_once(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        changed("    premises: [offer-made, 'offer-accepted']", "    premisses: [Offer_Made, 'Offer_Accepted']"),
    )
    result = check(path, "--fix")
    assert path.read_text(encoding="utf-8") == RIGHT
    assert result.output.count(": fixed:") == 3


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
    path = written(tmp_path, changed("rule: sale", "rule: Sale"))
    result = check(path, "--fix", "--diff")
    assert result.exit_code == 0
    assert "+      - {rule: sale, premises" in result.output
    assert "rule: Sale" in path.read_text(encoding="utf-8")
    assert check(path, "--diff").exit_code == 2


def test_review_fixes_too(tmp_path: Path) -> None:
    path = written(tmp_path, changed("rule: sale", "rule: Sale"))
    assert ": fixed:" in CliRunner().invoke(argmap, ["review", str(path), "--fix"]).output
    assert path.read_text(encoding="utf-8") == RIGHT
    patch = CliRunner().invoke(argmap, ["review", str(path), "--fix", "--diff"])
    assert patch.exit_code == 0


def test_a_file_with_other_errors_is_mended_where_it_can_be(tmp_path: Path) -> None:
    path = written(tmp_path, changed("rule: sale", "rule: Sale") + "scenarios: {s: [}\n")
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


def test_the_comment_of_an_empty_key_stays(tmp_path: Path) -> None:
    text = RIGHT.replace("    kind: legal\n", "    kind: legal\n    notes:   # ask A.\n")
    reading = read_maps([written(tmp_path, text)])[0]
    (fix,) = fixes(reading, reading.defects[0])
    assert proven(fix.change()) == text.replace("notes:   #", "#")


def test_an_empty_key_may_go(tmp_path: Path) -> None:
    reading = read_maps([written(tmp_path, RIGHT.replace("    kind: legal\n", "    kind: legal\n    notes:\n"))])[0]
    (item,) = reading.defects
    (fix,) = fixes(reading, item)
    assert fix.title == "Delete the empty key `notes`."
    assert proven(fix.change()) == RIGHT
    assert sure_fixes(reading, reading.defects) == []
    ((made, kept),) = together([fix])
    assert made.after == RIGHT
    assert kept == [fix]


def test_other_diagnostics_have_no_fix(tmp_path: Path) -> None:
    analysis = analyse([written(tmp_path, RIGHT)])[0]
    assert [fixes(analysis.reading, item) for item in analysis.review() if item.check != "unused-authority"]


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "meant", "known", "is_sure"),
    [
        ("premisses", "premises", (), True),
        ("asserted-by", "asserted_by", (), True),
        ("kidn", "kind", (), True),
        ("issus", "issue", ("issues",), False),
        ("unsupported", "supported", (), False),
        ("prremisses", "premises", (), False),
        ("a3", "a4", (), False),
        ("as-of-x", "as-of", (), False),
    ],
)
def test_what_is_surely_meant(word: str, meant: str, known: tuple[str, ...], is_sure: bool) -> None:
    assert surely_meant(word, meant, [meant, *known]) is is_sure


@pytest.mark.parametrize(
    ("word", "meant", "known", "is_same"),
    [
        ("offer_made", "offer-made", (), True),
        ("Offer--made", "offer-made", ("offer",), True),
        ("offer--made", "offer-made", ("offer---made",), False),
        ("offermade", "offer-made", (), False),
        ("offer-mdae", "offer-made", (), False),
    ],
)
def test_which_id_is_the_same(word: str, meant: str, known: tuple[str, ...], is_same: bool) -> None:
    assert is_same_id(word, meant, [meant, *known]) is is_same


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
