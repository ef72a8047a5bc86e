"""The catalogue: schemes and legal tests as data, complete, well formed and of one piece."""

import re
from pathlib import Path

import pytest

import argmap.catalogue
from argmap.analysis import analyse
from argmap.catalogue import LegalTest, Scheme, legal_tests, schemes
from argmap.diagnostics import ArgmapError
from argmap.model.values import ID_PATTERN

SCHEMES = list(schemes().values())
TESTS = list(legal_tests().values())
FIXED = (
    "expert-opinion witness-testimony documentary-evidence sign ignorance commitment classification consequence "
    "analogy precedent established-rule exception custom wording purpose system a-contrario"
)
NEEDED = (
    "self-defence caroline-imminence attribution aid-or-assistance arbitrary-deprivation-of-life customary-rule "
    "treaty-interpretation complicity-by-aiding effective-control overall-control negligence contract-formation "
    "possession judicial-review"
)


def test_there_are_enough() -> None:
    assert len(SCHEMES) >= 20
    assert len(TESTS) >= 12
    assert set(FIXED.split()) <= set(schemes())
    assert set(NEEDED.split()) <= set(legal_tests())


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_scheme_is_complete(scheme: Scheme) -> None:
    assert scheme.title.startswith("Argument from ")
    assert list(scheme.roles)[-1] == "conclusion"
    assert len(scheme.roles) >= 3
    assert len(scheme.questions) >= 3
    assert scheme.sources
    assert all(re.fullmatch(ID_PATTERN, name) for name in (scheme.name, *scheme.roles, *scheme.questions))
    assert all(text.endswith(".") and text[0].isupper() for text in scheme.roles.values())
    assert all(text.endswith("?") and text[0].isupper() for text in scheme.questions.values())


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_a_question_is_clear_when_it_stands_alone(scheme: Scheme) -> None:
    assert not [
        text for text in scheme.questions.values() if re.match(r"(?:Is|Was|Does|Has|Are|Did) (?:it|they)\b", text)
    ]


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_legal_test_is_complete(test: LegalTest) -> None:
    assert test.mode in ("all", "any")
    assert test.elements
    assert test.sources
    assert all(re.fullmatch(ID_PATTERN, name) for name in (test.name, *test.elements, *test.exceptions))
    texts = (test.text, test.burden, *test.elements.values(), *test.exceptions.values(), *test.disputed)
    assert all(text.endswith(".") and text[0].isupper() for text in texts)


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_what_stands_in_brackets_is_a_source_or_another_test(test: LegalTest) -> None:
    for inside in re.findall(r"\(([^)]*)\)", " ".join((test.burden, *test.disputed))):
        names = [part.strip() for part in inside.split(",")]
        known = any(names[0].split()[0] in source for source in test.sources)
        assert known or all(name in legal_tests() for name in names), inside


WITHOUT_PLACE = ("Popov v. Hayashi", "Caroline incident", "Marzetti v Williams", "Prosecutor v. Taylor")
PLACE = re.compile(
    r"\b(?:paras?|arts?|s|r)\.? \d|\[\d+\](?!.*\d)|(?:principle|conclusions) \d|[,)] \d[\d-]*(?:$| \(N\.Y\.)"
)


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_a_source_names_the_place_in_it(test: LegalTest) -> None:
    for source in test.sources:
        assert PLACE.search(source) or source.startswith(WITHOUT_PLACE), source


@pytest.mark.parametrize(
    ("name", "elements"),
    [
        ("conversion", {"interest", "inconsistent", "deliberate", "exclusion"}),
        ("aiding-with-purpose", {"purpose", "intent-and-knowledge"}),
        ("effective-control", {"instructions-or-control"}),
        ("treaty-interpretation", {"later-agreement", "relevant-rules", "good-faith"}),
        ("limitation-of-a-right", {"pressing-social-need", "proportionate"}),
        ("proportionality", {"less-intrusive"}),
        ("collective-self-defence", {"declaration", "request"}),
    ],
)
def test_what_a_court_would_ask_for_is_an_element(name: str, elements: set[str]) -> None:
    assert elements <= set(legal_tests()[name].elements)


def test_breach_needs_no_loss_and_loss_has_its_exceptions() -> None:
    test = legal_tests()["breach-of-contract"]
    assert "loss" not in test.elements
    assert {"no-notice", "not-mitigated", "too-remote"} <= set(test.exceptions)


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_rivals_name_each_other(test: LegalTest) -> None:
    assert test.name not in test.rivals
    assert all(test.name in legal_tests()[rival].rivals for rival in test.rivals)


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_legal_test_is_a_rule_that_a_map_can_hold(test: LegalTest, tmp_path: Path) -> None:
    lines = ["argmap: 1", "map: {title: A map}", "rules:", f"  {test.name}:", f"    text: {_quoted(test.text)}"]
    lines.append(f"    mode: {test.mode}")
    for key, entries in (("elements", test.elements), ("exceptions", test.exceptions)):
        if entries:
            lines += [f"    {key}:", *(f"      {name}: {_quoted(text)}" for name, text in entries.items())]
    (tmp_path / "map.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (analysis,) = analyse([tmp_path / "map.yaml"])
    assert analysis.reading.defects == ()
    rule = analysis.reading.map.rules[test.name]
    assert (dict(rule.elements), dict(rule.exceptions)) == (dict(test.elements), dict(test.exceptions))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_each_file_is_one_entry_in_alphabetical_order() -> None:
    folder = Path(argmap.catalogue.__file__).parent
    assert [path.stem for path in sorted((folder / "schemes").iterdir())] == list(schemes())
    assert [path.stem for path in sorted((folder / "rules").iterdir())] == list(legal_tests())


def test_it_is_read_once_and_cannot_be_changed() -> None:
    assert schemes() is schemes()
    with pytest.raises(TypeError):
        schemes()["sign"].roles["sign"] = "x"  # type: ignore[index]
    with pytest.raises(AttributeError):
        schemes()["sign"].title = "x"  # type: ignore[misc]


GOOD = "title: Argument from x\nroles: {conclusion: It is so.}\nquestions: {why: Why?}\nsources: [A book]\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: [", "not YAML"),
        ("- a list", "must have the keys title, roles, questions, sources"),
        (GOOD.replace("sources", "source"), "must have the keys"),
        (GOOD + "notes: x\n", "must have the keys"),
        (GOOD.replace("Argument from x", "[x]"), "`title` in `x.yaml`"),
        (GOOD.replace("It is so.", "2024"), "`roles` in `x.yaml`"),
        (GOOD.replace("{why: Why?}", "Why?"), "`questions` in `x.yaml`"),
        (GOOD.replace("A book", "''"), "`sources` in `x.yaml`"),
    ],
)
def test_a_broken_file_is_named(text: str, message: str) -> None:
    with pytest.raises(ArgmapError, match=re.escape(message)):
        argmap.catalogue._entry(Scheme, "x", text)
    assert argmap.catalogue._entry(Scheme, "x", GOOD) == Scheme(
        "x", "Argument from x", {"conclusion": "It is so."}, {"why": "Why?"}, ("A book",)
    )
