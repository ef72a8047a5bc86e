"""Help in the user's words: other words for the same thing, and signs inside brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.catalogue.keys import KEYS
from argmap.model.authority import AUTHORITY_KINDS
from argmap.model.values import Kind, Status, Strength
from argmap.reading.project import read_maps
from argmap.reading.synonyms import _BY_MEANT, other_word


def helps(body: str, folder: Path) -> list[tuple[str, str]]:
    path = folder / "a.yaml"
    path.write_text(f"argmap: 1\nmap: {{title: T}}\n{body}\n", encoding="utf-8")
    return [(item.message, item.help) for item in read_maps([path])[0].defects if item.check != "incomplete-authority"]


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ("authorities: {x: {kind: case, title: T}}", "judgment"),
        ("authorities: {x: {kind: Legislation, title: T}}", "statute"),
        ("authorities: {x: {kind: witness-statement, title: T}}", "testimony"),
        ("authorities: {x: {kind: book, author: A}}", "by"),
        ("authorities: {x: {kind: book, year: 2020}}", "date"),
        ("assertions: {x: {text: T, status: admitted}}", "agreed"),
        ("assertions: {x: {text: T, kind: law}}", "legal"),
        ("assertions: {x: {text: T, sources: [y]}}", "authorities"),
        ("assertions: {x: {text: T, by: y}}", "asserted_by"),
        ("assertions: {x: {claim: T, text: T}}", "text"),
        ("parties: {x: {name: T, title: T}}", "name"),
        ("claims: {x: {text: T}}", "assertions"),
    ],
)
def test_other_words(body: str, meant: str, tmp_path: Path) -> None:
    assert f"Did you mean `{meant}`?" in " ".join(help_text for _, help_text in helps(body, tmp_path))


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ('premises: ["y "]', "y"),
        ('issue: " i"', "i"),
        ('authorities: [" law art. 1"]', "law art. 1"),
        ('authorities: ["law "]', "law"),
        ("asserted_by: |\n      p", "p"),
    ],
)
def test_a_space_beside_an_id(value: str, meant: str, tmp_path: Path) -> None:
    (told,) = helps(f"assertions:\n  x:\n    text: T\n    {value}", tmp_path)
    assert told[0].endswith(f"cannot be `{meant}` with a space beside it.")
    assert told[1] == f"Did you mean `{meant}`? Delete the space."


def test_a_space_beside_a_new_id(tmp_path: Path) -> None:
    (told,) = helps('assertions: {"x ": {text: T}}', tmp_path)
    assert told[0] == "`x` with a space beside it cannot be an id."
    pinpoint = helps('assertions: {x: {text: T, authorities: ["law  art. 1 "]}}', tmp_path)
    assert not any("space" in message for message, _ in pinpoint)


def test_what_is_meant_exists() -> None:
    known = {key for keys in KEYS.values() for key in keys} | {*AUTHORITY_KINDS, *Status, *Kind}
    known |= {strength.word for strength in Strength}
    assert set(_BY_MEANT) <= known
    assert other_word("case", ["statute"]) is None
    for meant, words in _BY_MEANT.items():
        assert all(other_word(word, [meant]) == meant for word in words.split())


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{text: Smith v Jones: the sale, kind: legal}", "A colon with a space after it stands inside a text"),
        ("{kind: legal, text: It's so: really}", "A colon with a space after it stands inside a text"),
        ("{text: 'It's so', kind: legal}", "Text follows a closing quotation mark."),
        ('{text: "The "act" is void", kind: legal}', "Text follows a closing quotation mark."),
        ("{text: T kind: legal}", "A mapping in braces is not closed, or lacks a comma."),
        ('{text: "T" kind: legal}', "A mapping in braces is not closed, or lacks a comma."),
        ("{text: T\n    kind: legal}", "A mapping in braces is not closed, or lacks a comma."),
        ("{text: T, tags: [a b: c, d}", "A list in brackets is not closed, or lacks a comma."),
    ],
)
def test_signs_inside_brackets(value: str, message: str, tmp_path: Path) -> None:
    assert [said for said, _ in helps(f"assertions:\n  x: {value}", tmp_path) if said.startswith(message)]
