"""The values and nouns of the model: how each is written, and what follows from it."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from argmap.model.assertion import Assertion
from argmap.model.authority import AUTHORITY_KINDS, DEAD_STATUSES, Authority, SourceClass
from argmap.model.citation import Citation
from argmap.model.file import NOUN_SECTIONS, SHARED_NAMESPACE, SINGULAR, ArgumentMap
from argmap.model.header import MapHeader
from argmap.model.values import ID_PATTERN, Flag, Id, Mode, PartialDate, Strength, StrengthWord, Text, When


def accepts(kind: Any, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


def refuses(kind: Any, value: object) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("value", ["a", "0", "a-b", "charter-2", "9-a-", "a" * 500])
def test_ids(value: str) -> None:
    assert accepts(Id, value) == value
    assert re.fullmatch(ID_PATTERN, value)


@pytest.mark.parametrize("value", ["", "-a", "A", "a_b", "a b", "é", "a\nb", "a.b", None, ["a"], {"a": "b"}])
def test_no_ids(value: object) -> None:
    assert refuses(Id, value)


@pytest.mark.parametrize("value", ["2020", "2020-01", "2020-01-08", "0001-01-01", "2024-02-29"])
def test_dates(value: str) -> None:
    assert accepts(PartialDate, value) == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "20",
        "2020-1-8",
        "2020-13",
        "2023-02-29",
        "2020-01-08T00:00",
        "٢٠٢٠",
        "2020-01-08\n",
        " 2020",
        "0000",
        None,
        2020,
    ],
)
def test_no_dates(value: object) -> None:
    assert refuses(PartialDate, value)


@given(st.dates())
def test_every_date_is_one(day: Any) -> None:
    assert accepts(PartialDate, day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2020", "2020", "2020"),
        ("2020-01/2020-02", "2020-01", "2020-02"),
        ({"from": "2020"}, "2020", None),
        ({"to": "2020"}, None, "2020"),
        ({"from": "2020-05", "to": "2020"}, "2020-05", "2020"),
        ({"from": "2020", "to": "2020-05"}, "2020", "2020-05"),
    ],
)
def test_times(value: object, start: str | None, end: str | None) -> None:
    found: Any = accepts(When, value)
    assert (found.start, found.end) == (start, end)
    assert accepts(When, found) == found


@pytest.mark.parametrize(
    "value",
    [
        "2021/2020",
        {},
        {"from": "2020", "to": "2019-12"},
        {"since": "2020"},
        {"start": "2020"},
        "/",
        "2020/x",
        "x/2020",
        ["2020"],
        None,
    ],
)
def test_no_times(value: object) -> None:
    assert refuses(When, value)


def test_flags() -> None:
    assert accepts(Flag, "true") is True
    assert accepts(Flag, False) is False
    assert all(refuses(Flag, value) for value in ("yes", "no", "True", "", None, 1, ["true"]))


@pytest.mark.parametrize(
    ("value", "mode"),
    [("all", "all"), ("any", "any"), ("at-least 2", 2), ("at-least: 2", 2), ({"at-least": "3"}, 3), (4, 4)],
)
def test_modes(value: object, mode: object) -> None:
    assert accepts(Mode, value) == mode


@pytest.mark.parametrize(
    "value", ["most", "at-least", "at-least 0", "at-least -1", "at-least: 1٣", {"at-least": "x"}, {}, None, ["all"]]
)
def test_no_modes(value: object) -> None:
    assert refuses(Mode, value)


def test_strengths() -> None:
    assert [accepts(StrengthWord, word) for word in ("weak", "moderate", "strong", "conclusive")] == [1, 2, 3, 4]
    assert accepts(StrengthWord, Strength.WEAK) is Strength.WEAK
    assert [strength.word for strength in Strength] == ["weak", "moderate", "strong", "conclusive"]
    assert all(refuses(StrengthWord, value) for value in ("3", "very", "", None, 3.0, ["weak"]))


def test_texts_are_stripped_and_not_empty() -> None:
    assert MapHeader.model_validate({"title": "  T. \n"}).title == "T."
    assert refuses(Text, "")
    with pytest.raises(ValidationError):
        MapHeader.model_validate({"title": "  "})


def test_nouns_are_frozen_and_know_their_keys() -> None:
    assertion = Assertion.model_validate({"text": "A."})
    with pytest.raises(ValidationError):
        assertion.text = "B."  # type: ignore[misc]  # that is the point
    for model in NOUN_SECTIONS.values():
        with pytest.raises(ValidationError, match="nonsense"):
            model.model_validate({"nonsense": "x"})


def test_what_is_written_by_its_python_name_is_unknown() -> None:
    with pytest.raises(ValidationError):
        Citation.model_validate({"cite": "a", "proposition": "x"})


@pytest.mark.parametrize("url", ["https://a.org", "http://a.org/x?y=z#w", "mailto:a@b.org", "HTTPS://A.ORG"])
def test_urls(url: str) -> None:
    assert Authority.model_validate({"kind": "custom", "url": url}).url == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc",
        "a.org",
        "//a.org",
        "https://a b",
        "http://[",
        "",
        "ht\ttp://a",
    ],
)
def test_no_urls(url: str) -> None:
    with pytest.raises(ValidationError):
        Authority.model_validate({"kind": "custom", "url": url})


@pytest.mark.parametrize(
    ("value", "binding"),
    [("true", True), ("false", False), (True, True), ("iran", ("iran",)), (["iran", "usa"], ("iran", "usa"))],
)
def test_binding(value: object, binding: object) -> None:
    assert Authority.model_validate({"kind": "custom", "binding": value}).binding == binding


@pytest.mark.parametrize("value", [[], {}, [["iran"]], 3])
def test_no_binding(value: object) -> None:
    with pytest.raises(ValidationError):
        Authority.model_validate({"kind": "custom", "binding": value})


@pytest.mark.parametrize("value", ["0", "-1", "10001", "x", "٣", [], [""], [["a"]], {"a": "b"}])
def test_no_paragraphs(value: object) -> None:
    with pytest.raises(ValidationError):
        Authority.model_validate({"kind": "custom", "paragraphs": value})


CLASSES = {
    SourceClass.PRIMARY_LAW: "treaty custom general-principle statute regulation constitution",
    SourceClass.SUBSIDIARY_MEANS: "judgment advisory-opinion order decision commentary article book",
    SourceClass.SOFT_LAW: "resolution report",
    SourceClass.PARTY_SOURCE: "executive-act letter statement pleading",
    SourceClass.EVIDENCE: "press exhibit testimony",
}


def test_every_kind_has_its_class() -> None:
    wanted = {kind: source_class for source_class, kinds in CLASSES.items() for kind in kinds.split()}
    assert wanted == {kind: noun.source_class for kind, noun in AUTHORITY_KINDS.items()}


LAW = [
    *("treaty", "custom", "general-principle", "statute", "regulation", "constitution"),
    *("judgment", "order", "decision", "advisory-opinion"),
]
DOCUMENTS = ["exhibit", "report", "press", "letter", "statement", "testimony", "executive-act"]


@pytest.mark.parametrize("kind", AUTHORITY_KINDS)
def test_strength_of_a_citation_by_kind(kind: str) -> None:
    """DESIGN section 4."""
    authority = AUTHORITY_KINDS[kind].model_validate({"kind": kind})
    law, fact = authority.strength_for(factual=False), authority.strength_for(factual=True)
    assert law == (Strength.MODERATE if kind in LAW else Strength.WEAK)
    assert fact == (Strength.MODERATE if kind in [*LAW, *DOCUMENTS] else Strength.WEAK)
    for binding in (True, ("iran",)):
        bound = authority.model_copy(update={"binding": binding})
        assert bound.strength_for(factual=False) == bound.strength_for(factual=True) == Strength.STRONG
    assert authority.model_copy(update={"binding": False}).strength_for(factual=False) == law


def test_which_statuses_take_the_force_away() -> None:
    assert sorted(DEAD_STATUSES) == ["overruled", "repealed", "superseded", "withdrawn"]
    for status in ("in-force", "draft", "not-in-force", *DEAD_STATUSES):
        assert Authority.model_validate({"kind": "custom", "status": status}).is_dead == (status in DEAD_STATUSES)


@pytest.mark.parametrize(
    ("fields", "side"),
    [
        ({}, "for"),
        *[({"treatment": word}, "for") for word in ("supports", "applies", "follows")],
        *[({"signal": word}, "for") for word in ("none", "see", "see-also")],
        ({"treatment": "contradicts"}, "against"),
        ({"signal": "contra"}, "against"),
        ({"signal": "but-see"}, "against"),
        ({"signal": "cf", "treatment": "contradicts"}, "against"),
        ({"signal": "contra", "treatment": "distinguishes"}, "against"),
        ({"signal": "cf"}, "neither"),
        ({"treatment": "cf"}, "neither"),
        ({"treatment": "distinguishes"}, "neither"),
    ],
)
def test_the_side_of_a_citation(fields: dict[str, str], side: str) -> None:
    assert Citation.model_validate({"cite": "a", **fields}).side == side


def test_sections() -> None:
    assert set(SINGULAR) == set(NOUN_SECTIONS) > set(SHARED_NAMESPACE)
    assert ArgumentMap(MapHeader(title="T")).expect.ins == ()
