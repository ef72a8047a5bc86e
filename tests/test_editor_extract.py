"""Taking an issue out into a file of its own: the map says the same, every comment is kept, nothing is torn apart."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.analysis import Analysis, analyse
from argmap.cli.main import argmap
from argmap.editor.cutting import cut
from argmap.editor.edits import edited
from argmap.reading.source import read_source

ROOT = Path(__file__).parents[1]
HEAD = "argmap: 1\nmap: {title: A sale}\n"
BODY = """\
# Two questions.

issues:
  # the first
  sale:
    question: Was there a sale?   # not easy
    positions: [made]

  # the second
  paid: {question: Was it paid?, positions: [paid-up]}

assertions:
  # ---- The sale ----

  # It rests on the offer.
  made:
    text: |
      There was
        a sale.

    issue: sale
    premises: [offered, shared]
    counters:
      - id: joke
        text: It was a joke.
        counters: [serious]
    # the end of made

  offered: {text: It was offered., counters: [doubted]}
  # Nobody knows.
  doubted: {text: There are doubts., counters: [offered-twice]}
  offered-twice: {text: Twice., premises: [doubted]}
  serious: {text: Nobody laughed.}

  # ---- The price ----

  paid-up:
    text: It was paid.
    issue: paid
    premises: [shared]
  shared: {text: Both agreed.}
  lonely: {text: Nobody needs this.}
  # the very end
"""


def extract(*arguments: str) -> Result:
    return CliRunner().invoke(argmap, ["extract", *arguments])


def folder(tmp_path: Path, text: str = BODY) -> Path:
    (tmp_path / "argmap.toml").touch()
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "map.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "case" / "body.yaml").write_bytes(("argmap: 1\n" + text).encode())
    return tmp_path / "case"


def comments(path: Path) -> list[str]:
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    return sorted(found for file in files for found in re.findall(r"(?:^|\s)(#.*)", file.read_text(encoding="utf-8")))


def said(analysis: Analysis) -> object:
    return analysis.reading.map, analysis.evaluation.labels, len(analysis.reading.defects)


def test_an_issue_takes_its_assertions_along(tmp_path: Path) -> None:
    case = folder(tmp_path)
    before, notes = said(analyse([case])[0]), comments(case)
    assert extract("sale", str(case)).exit_code == 0
    assert said(analyse([case])[0]) == before
    assert comments(case) == notes
    assert (
        (case / "sale.yaml").read_text(encoding="utf-8")
        == """\
argmap: 1

issues:
  # the first
  sale:
    question: Was there a sale?   # not easy
    positions: [made]

assertions:
  # It rests on the offer.
  made:
    text: |
      There was
        a sale.

    issue: sale
    premises: [offered, shared]
    counters:
      - id: joke
        text: It was a joke.
        counters: [serious]
    # the end of made

  offered: {text: It was offered., counters: [doubted]}

  # Nobody knows.
  doubted: {text: There are doubts., counters: [offered-twice]}

  offered-twice: {text: Twice., premises: [doubted]}

  serious: {text: Nobody laughed.}
"""
    )
    assert (
        (case / "body.yaml").read_text(encoding="utf-8")
        == """\
argmap: 1
# Two questions.

issues:
  # the second
  paid: {question: Was it paid?, positions: [paid-up]}

assertions:
  # ---- The sale ----

  # ---- The price ----

  paid-up:
    text: It was paid.
    issue: paid
    premises: [shared]
  shared: {text: Both agreed.}
  lonely: {text: Nobody needs this.}
  # the very end
"""
    )


def test_what_is_left_of_a_file_without_words_goes(tmp_path: Path) -> None:
    case = folder(tmp_path)
    (case / "map.yaml").write_text(
        HEAD + "issues: {more: {question: More?, positions: [yes-more]}}\n", encoding="utf-8"
    )
    (case / "more.yaml").write_text("argmap: 1\nassertions: {yes-more: {text: Yes., issue: more}}\n", encoding="utf-8")
    result = extract("more", str(case), "--out", str(case / "deeper" / "m.yaml"))
    assert [line.rpartition("/")[2] for line in result.output.splitlines()] == [
        "map.yaml: changed.",
        "more.yaml: deleted.",
        "m.yaml: written.",
    ]
    assert not (case / "more.yaml").exists()
    assert (case / "deeper" / "m.yaml").exists()


@pytest.mark.parametrize("ends", ["\n", "\r\n", "deep", "flow"])
def test_ways_of_writing(ends: str, tmp_path: Path) -> None:
    text = BODY
    if ends == "deep":
        text = (
            "".join(("    " if line[:1] == " " else "") + line for line in BODY.splitlines(keepends=True))
            + 'views: {"x": {issue: sale}}\n'
        )
    elif ends == "flow":
        text = (
            "issues: {sale: {question: Q?, positions: [made]}, paid: {question: P?}, more: {question: M?}}   # three\n"
            "assertions: {lonely: {text: L.}, 'made': {text: T.,\n  issue: sale,\n premises: [offered]},\n"
            "  offered: {text: O.}}\n"
        )
    else:
        text = text.replace("\n", ends)
    case = folder(tmp_path, text)
    before, notes = said(analyse([case])[0]), comments(case)
    for issue in ("sale", "paid"):
        assert extract(issue, str(case)).exit_code == 0
        assert said(analyse([case])[0]) == before
        assert comments(case) == notes
    if ends == "\r\n":
        assert b"\n" not in (case / "sale.yaml").read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize("target", ["popov-v-hayashi.yaml", "hello.yaml"])
def test_a_map_in_one_file_becomes_a_folder(target: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "arguments", tmp_path / "arguments")
    (tmp_path / "argmap.toml").touch()
    path = tmp_path / "arguments" / target
    path.write_text("# yaml-language-server: $schema=../argmap.schema.json\n" + path.read_text(encoding="utf-8"))
    CliRunner().invoke(argmap, ["review", str(path), "--accept-changes"])
    before, notes = said(analyse([path])[0]), comments(path)
    issue = next(iter(before[0].issues))  # type: ignore[index]
    assert extract(issue, str(tmp_path / "arguments")).exit_code == 0
    assert not path.exists()
    home = path.with_suffix("")
    after = said(analyse([home])[0])
    assert repr(sorted(after[0].waivers, key=repr)) == repr(sorted(before[0].waivers, key=repr))  # type: ignore[index]
    assert after[1:] == before[1:]  # type: ignore[index]
    moved = [line.replace("=../../", "=../") for line in comments(home)]
    assert sorted(moved) == sorted([*notes, "# yaml-language-server: $schema=../argmap.schema.json"])
    new = (home / f"{issue}.yaml").read_text(encoding="utf-8")
    assert new.startswith("# yaml-language-server: $schema=../../argmap.schema.json\nargmap: 1\n")
    assert (home / "argmap.lock").is_file()
    assert not path.with_name(f"{path.stem}.argmap.lock").exists()


def test_every_issue_of_a_large_map(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "arguments", tmp_path / "arguments")
    (tmp_path / "argmap.toml").touch()
    case = tmp_path / "arguments" / "soleimani-strike"
    before, notes = said(analyse([case])[0]), comments(case)
    for issue in before[0].issues:  # type: ignore[index]
        result = extract(issue, str(case), "--out", str(case / "taken-out" / f"{issue}.yaml"))
        assert result.exit_code == 0 or "has a file of its own already" in str(result.exception)
    assert said(analyse([case])[0]) == before
    assert comments(case) == notes


def test_diff_writes_nothing(tmp_path: Path) -> None:
    case = folder(tmp_path)
    assert "+++ b/" in extract("sale", str(case), "--diff").output
    assert sorted(path.name for path in case.iterdir()) == ["body.yaml", "map.yaml"]


def test_refused(tmp_path: Path) -> None:
    case = folder(tmp_path)
    (tmp_path / "one.yaml").write_text(HEAD + BODY, encoding="utf-8")
    (tmp_path / "two.yaml").write_text("argmap: 1\nmap: {title: T}\nuses: [one.yaml]\n", encoding="utf-8")
    (tmp_path / "three.yaml").write_text(HEAD + BODY + 'views: {x: "\n', encoding="utf-8")
    (tmp_path / "three").mkdir()
    (tmp_path / "elsewhere.yaml").write_text("argmap: 1\n", encoding="utf-8")
    wrong = {
        ("sal", str(case)): "There is no issue `sal` in",
        ("sale", str(tmp_path)): "Several maps have the issue `sale`",
        ("sale", str(case), "--out", str(case / "x.yml")): "does not end in `.yaml`",
        ("sale", str(case), "--out", str(tmp_path / "x.yaml")): "is outside the map's folder",
        ("sale", str(case), "--out", str(case / "map.yaml")): "is there already",
        ("sale", str(tmp_path / "one.yaml")): "uses",
        ("sale", str(tmp_path / "two.yaml")): "in a file of the map",
        ("sale", str(tmp_path / "three.yaml")): "cannot be read in full",
    }
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    for arguments, message in wrong.items():
        assert message in str(extract(*arguments).exception)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before
    assert extract("sale", str(case)).exit_code == 0
    assert "has a file of its own already" in str(extract("sale", str(case)).exception)


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("a: {x: 1, y: 2, z: 3}\n", ["x"], "a: {y: 2, z: 3}\n"),
        ("a: {x: 1, y: 2, z: 3}\n", ["y", "z"], "a: {x: 1}\n"),
        ("a: {x: 1, y: 2, z: 3}\n", ["x", "z"], "a: {y: 2}\n"),
        ("a: {x: 1, y: 2, z: 3}\nb: 1\n", ["x", "y", "z"], "b: 1\n"),
        ("a:\n  x: 1\n\n  y: 2\n\n  z: 3\n\nb: 1\n", ["z"], "a:\n  x: 1\n\n  y: 2\n\nb: 1\n"),
        ("b: 1\na:\n  x: 1\n\n  y: 2\n\n  z: 3\n", ["y", "z"], "b: 1\na:\n  x: 1\n"),
        ("b: 1\n\na:\n  x: 1\n  y:\n", ["x", "y"], "b: 1\n"),
        ("b: 1\na:\n  x: 1\n  y:\n    # of y\n  # of a\n", ["y"], "b: 1\na:\n  x: 1\n  # of a\n"),
    ],
)
def test_cutting(text: str, gone: list[str], left: str) -> None:
    source = read_source(text.encode(), Path("x"))
    found = cut(source, [("a", name) for name in gone])
    assert edited(text, found.edits) == left
    assert [name for _, name in found.texts] == gone
