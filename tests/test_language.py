"""Word lists and the checks of language."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.catalogue.wordlists import WordList, entries, list_names, unquoted, word_list
from argmap.diagnostics import Diagnostic
from argmap.review import Selection
from tests.maps_for_tests import analysed
from tests.review_for_tests import TODAY

LISTS = ("absolute-term", "loaded-language", "speculation", "vague-attribution")


def found(texts: dict[str, str], check: str, folder: Path) -> list[Diagnostic]:
    body = "\n".join(f"  {name}: {{kind: factual, text: {text!r}}}" for name, text in texts.items())
    analysis = analysed(f"argmap: 1\nmap: {{title: A map}}\nassertions:\n{body}\n", folder)
    assert analysis.reading.defects == ()
    return analysis.review(Selection("opponent", frozenset({check})), TODAY)


def words(line: str, text: str) -> list[str]:
    return [hit.words for hit in WordList([line]).hits(text)]


def test_the_lists_are_there_lower_case_and_free_of_doubles() -> None:
    assert set(LISTS) <= set(list_names())
    for name in list_names():
        lines = [line.partition(" = ")[0] for line in entries(name)]
        assert len(lines) == len(set(lines)), name
        assert all(line == line.lower() for line in lines), name


@pytest.mark.parametrize("name", list_names())
def test_every_listed_word_is_found_in_a_sentence(name: str) -> None:
    known = word_list(name, {})
    for line in entries(name):
        word = line.partition(" = ")[0].rstrip("~")
        for written in (word, word.upper(), word.capitalize()):
            assert known.hits(f"It was {written} there."), line
            assert not known.hits(f"It was “{written}” there."), line
            assert written not in [hit.words for hit in known.hits(f"It was x{written}x there.")], line


@pytest.mark.parametrize(
    ("line", "text", "hits"),
    [
        (
            "brazen~",
            "Brazen, brazenly, brazened and brazens; not brazenness.",
            ["Brazen", "brazenly", "brazened", "brazens"],
        ),
        ("massacre~", "massacres massacred massacring", ["massacres", "massacred", "massacring"]),
        ("bully~", "bullies bullied bullying", ["bullies", "bullied", "bullying"]),
        ("never", "nevertheless never", ["never"]),
        ("it is said", "It is\n  said; it, is said", ["It is\n  said"]),
        ("it is said", "It is. Said he", []),
        ("so-called", "the so‑called deal", ["so‑called"]),
        ("kangaroo court", "a kangaroo-court, a kangaroo court", ["kangaroo court"]),
        ("vile", "vile vile Vile", ["vile"]),
    ],
)
def test_whole_words_and_their_endings(line: str, text: str, hits: list[str]) -> None:
    assert [" ".join(hit.split()) for hit in words(line, text)] == [" ".join(hit.split()) for hit in hits] or not hits
    assert bool(words(line, text)) == bool(hits)


def test_a_longer_phrase_is_taken_before_a_shorter() -> None:
    hits = WordList(["regime = government", "regime change"]).hits("The regime change came; the regime went.")
    assert [(hit.words, hit.instead) for hit in hits] == [("regime change", ""), ("regime", "government")]


@pytest.mark.parametrize(
    "text",
    [
        'He said "vile".',
        "He said “vile”.",
        "He said ‘it’s vile’.",
        "He said 'it's vile'.",
        "Er sagte „vile“.",
        "« vile »",
        "`vile`",
    ],
)
def test_quotations_are_skipped(text: str) -> None:
    assert words("vile", text) == []
    assert len(unquoted(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["The tenants' vile letter, the owners' reply.", "It's vile, isn't it.", 'An inch (") of vile.']
)
def test_apostrophes_are_no_quotation(text: str) -> None:
    assert words("vile", text) == ["vile"]


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for name in LISTS:
        for hit in word_list(name, {}).hits(text):
            assert hit.words in text
    assert len(unquoted(text)) == len(text)


def test_the_settings_add_and_take_away(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text(
        '[words]\nloaded-language = ["-brazen~", "-so-called", "landgrab~ = purchase"]\n', encoding="utf-8"
    )
    texts = {"a": "The brazen, so-called landgrabs.", "b": "A vile act."}
    hits = found(texts, "loaded-language", tmp_path)
    assert [(item.subject, item.message.split("”")[0]) for item in hits] == [("a", "“landgrabs"), ("b", "“vile")]
    assert "`purchase`" in hits[0].help


def test_vague_attribution_rests_where_a_source_is_named(tmp_path: Path) -> None:
    text = """
        argmap: 1
        map: {title: A map}
        parties: {author: {name: An author}}
        authorities: {essay: {kind: article, title: An essay, by: An author, date: 2001}}
        assertions:
          bare: {kind: legal, text: Many scholars think so.}
          cited: {kind: legal, text: Many scholars think so., authorities: [essay]}
          held: {kind: legal, text: Many scholars think so., asserted_by: {party: author, in: essay}}
          named: {kind: legal, text: Many scholars think so., asserted_by: author}
    """
    hits = analysed(text, tmp_path).review(Selection("review", frozenset({"vague-attribution"})), TODAY)
    assert [item.subject for item in hits] == ["bare", "named"]


def test_warrants_are_read_and_context_is_not(tmp_path: Path) -> None:
    text = """
        argmap: 1
        map: {title: A map}
        assertions:
          a: {kind: legal, text: It holds., because: [{premises: [b], warrant: It would be outrageous otherwise.}]}
          b: {kind: factual, text: An outrageous act., tags: [context]}
    """
    (item,) = analysed(text, tmp_path).review(Selection("review", frozenset({"loaded-language"})), TODAY)
    assert item.subject == "a"


def test_questions_outside_quotations(tmp_path: Path) -> None:
    texts = {"a": "Who would pay? Nobody.", "b": "He asked “who would pay?” twice.", "c": "为什么？", "d": "It holds."}
    assert [item.subject for item in found(texts, "rhetorical-question", tmp_path)] == ["a", "c"]


def test_long_assertions_go_by_the_threshold_and_leave_out_quotations(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text("[thresholds]\nlong-assertion-words = 5\n", encoding="utf-8")
    texts = {
        "a": "One two three four five.",
        "b": "One two three four five six.",
        "c": "He wrote “one two three four five”.",
    }
    (item,) = found(texts, "long-assertion", tmp_path)
    assert item.message == "`b` has 6 words, more than 5."
