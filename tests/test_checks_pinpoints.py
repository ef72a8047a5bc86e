"""`unknown-passage`: which pinpoints are among the listed passages."""

from pathlib import Path

import pytest

from argmap.analysis import analyse
from argmap.graph.sources import codified
from argmap.model.authority import AUTHORITY_KINDS
from argmap.review import Selection

MAP = """\
argmap: 1
map: {{title: Pinpoints}}
authorities:
  code: {{kind: statute, title: Code, jurisdiction: Freeland, passages: {{{passages}}}}}
assertions:
  a: {{text: It is so., kind: legal, authorities: [{{cite: code, at: "{at}"}}]}}
"""


def help_on(folder: Path, at: str, *passages: str) -> list[str]:
    listed = ", ".join(f'"{passage}": It says so.' for passage in passages)
    path = folder / "pinpoints.yaml"
    path.write_text(MAP.format(at=at, passages=listed), encoding="utf-8")
    return [item.help for item in analyse([path])[0].review(Selection("review", frozenset({"unknown-passage"})))]


@pytest.mark.parametrize(
    ("at", "passages"),
    [
        ("para. 45", ["paras 42-54"]),
        ("paras 42–54", ["paras 42-54"]),
        ("paras 50-60", ["paras 42-54"]),
        ("paras 10 and 12", ["paras 10-12"]),
        ("para. 42 ff.", ["para. 42"]),
        ("¶ 12", ["para. 12"]),
        ("12", ["para. 12"]),
        ("art. 2", ["art. 2(4)"]),
        ("article 2(4)", ["art. 2"]),
        ("arts 2(4), 51", ["art. 2(4)", "art. 51"]),
        ("art. 6(1) and (2)", ["art. 6(1)", "art. 6(2)"]),
        ("§ 3(a)", ["sec. 3(a)"]),
        ("s. 12A", ["s. 12"]),
        ("art. 25(3)(b)-(d)", ["art. 25(3)(b)-(d)"]),
        ("Annex, para. 1", ["Annex"]),
        ("art. 16 commentary, para. 4", ["art. 16 commentary, paras 3-5"]),
        ("Rule 14", ["rules 10-15"]),
        ("50 USC 1541-1548", ["50 USC 1541-1548"]),
        ("para. 7", []),
    ],
)
def test_listed(at: str, passages: list[str], tmp_path: Path) -> None:
    assert help_on(tmp_path, at, *passages) == []


@pytest.mark.parametrize(
    ("at", "passages", "suggested"),
    [
        ("para. 41", ["paras 42-54"], "paras 42-54"),
        ("art. 2(4)", ["art. 2(3)"], "art. 2(3)"),
        ("arts 2(4), 52", ["art. 2(4)", "art. 51"], "art. 2(4)"),
        ("art. 6(1) and (3)", ["art. 6(1)", "art. 6(2)"], "art. 6(1)"),
        ("P40", ["P1", "P4"], "P4"),
        ("5 January", ["3 January"], "3 January"),
        ("p. 18", ["para. 18"], ""),
        ("holding", ["decision"], ""),
        ("…", ["para. 1"], ""),
    ],
)
def test_not_listed(at: str, passages: list[str], suggested: str, tmp_path: Path) -> None:
    (help_text,) = help_on(tmp_path, at, *passages)
    assert (f"Did you mean `{suggested}`" in help_text) or not suggested


@pytest.mark.parametrize(
    ("listed", "cited", "law"),
    [
        ("art. 16", "Article 16", "custom"),
        ("arts. 14-17", "art. 16", "custom"),
        ("art. 16", "art. 17", None),
        ("art. 16", "arts. 16-18", None),
        ("art. 16", None, None),
    ],
)
def test_what_a_passage_codifies_goes_by_the_place_and_not_by_its_spelling(
    listed: str, cited: str | None, law: str | None
) -> None:
    passages = {listed: {"says": "A State must not help.", "codifies": "custom"}, "art. 18": "Force."}
    entry = {"kind": "treaty", "title": "Articles", "date": "2001", "passages": passages}
    assert codified(AUTHORITY_KINDS["treaty"].model_validate(entry), cited) == law
