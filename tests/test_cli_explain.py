"""`argmap explain`: everything that argmap says by a code or a word can be looked up."""

import re

import pytest
from click.testing import CliRunner, Result

from argmap.catalogue import legal_tests, schemes
from argmap.catalogue.keys import KEYS, WHERE
from argmap.checks.registry import all_checks
from argmap.cli import main
from argmap.explain import HEADINGS, topics
from argmap.model.authority import AUTHORITY_KINDS
from argmap.model.values import Standard
from argmap.reading.defects import DEFECTS
from argmap.review import REVIEW_CODES

TOPICS = topics()


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(main.argmap, ["explain", *arguments])


@pytest.mark.parametrize("name", TOPICS)
def test_every_topic_is_explained(name: str) -> None:
    result = explain(name)
    assert result.exit_code == 0
    first, _, rest = result.output.partition("\n")
    assert first.startswith(f"{name}: ")
    assert re.search(r"[.?`]$", rest.strip().splitlines()[0]), "a whole sentence"


def test_every_code_and_standard_has_a_topic() -> None:
    standards = [standard.value for standard in Standard]
    for names in (all_checks(), DEFECTS, REVIEW_CODES, standards, AUTHORITY_KINDS, schemes(), legal_tests()):
        assert set(names) <= TOPICS.keys()


def test_a_name_that_stands_for_two_things_explains_both() -> None:
    output = explain("custom").output
    assert "custom: kind of authority" in output
    assert "custom: scheme" in output


def test_a_scheme_comes_with_its_questions() -> None:
    output = explain("expert-opinion").output
    assert "critical questions" in output
    assert "Is the person really an expert?" in output


def test_a_check_comes_with_its_examples() -> None:
    output = explain("missing-pinpoint").output
    assert "What it finds:" in output
    assert "How it is closed:" in output
    assert "filing" in output


def test_no_name_is_taken_twice() -> None:
    """A code explained in one place is not hidden by another of the same name."""
    assert not set(all_checks()) & set(DEFECTS)
    assert not (set(all_checks()) | set(DEFECTS)) & set(REVIEW_CODES)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("misssing-pinpoint", "missing-pinpoint"), ("preponderence", "preponderance"), ("undercuts", "undercut")],
)
def test_unknown_code_gets_the_nearest(written: str, meant: str) -> None:
    result = explain(written)
    assert result.exit_code == 2
    assert f"`{meant}`" in result.output


def test_nothing_near() -> None:
    result = explain("qqqqqq")
    assert result.exit_code == 2
    assert "lists all" in result.output


@pytest.mark.parametrize("written", ["Missing Pinpoint", "missing_pinpoint", " missing-pinpoint "])
def test_a_name_may_be_written_freely(written: str) -> None:
    assert explain(written).output == explain("missing-pinpoint").output


def test_list_names_everything_once() -> None:
    output = explain().output
    listed = [line.split()[0] for line in output.splitlines() if line.startswith("  ")]
    assert sorted(listed) == sorted(topic.name for same in TOPICS.values() for topic in same)
    assert [line.removesuffix(":") for line in output.splitlines() if line.endswith(":")] == list(HEADINGS.values())


@pytest.mark.parametrize("written", ["asserted_by", "asserted-by", "Asserted by"])
def test_a_key_is_explained_however_it_is_written(written: str) -> None:
    assert "Who makes the assertion" in explain(written).output


def test_a_key_says_what_it_means_wherever_it_stands() -> None:
    output = explain("mode").output
    assert "In a rule:" in output
    assert "In an argument (an item of `because`):" in output


def test_every_key_has_a_topic() -> None:
    assert {key for keys in KEYS.values() for key in keys} <= TOPICS.keys()
    assert KEYS.keys() == WHERE.keys()
