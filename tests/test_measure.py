"""Measuring and wrapping text: nothing is lost, nothing overflows, no more lines than needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import argmap.render
from argmap.render.measure import Face, Lines, clip, direction, fit, graphemes, width, wrap, wrapped

LETTERS = "abW il1.,-/?&éßŁπЖשأبلاﷲ中文「」。、あア한글👍🏽\u200d👩🇮🇷️\u0301\u064b\u200c\u00a0 \n\t"
WORDS = st.text(alphabet=st.sampled_from(LETTERS), max_size=80)
LATIN = st.text(alphabet=st.sampled_from("abcdefghij "), max_size=200)


def bare(text: str) -> str:
    return "".join(text.split())


def greedy(words: list[str], size: float, max_width: float) -> int:
    lines, line = 1, ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > max_width:
            lines, longer = lines + 1, word
        line = longer
    return lines


@given(
    st.lists(st.sampled_from(["Iran", "United States", "\u00b7", "para. 7", "\u4e2d\u6587"]), max_size=20),
    st.integers(20, 200),
)
@example(["Iran", "Iran", "Iran", "\u00b7", "para. 7"], 21)
def test_no_line_begins_with_what_keeps_two_things_apart(parts: list[str], wide: int) -> None:
    text = " ".join(parts)
    lines = wrap(text, 10, wide)
    assert bare("".join(lines)) == bare(text)
    assert not any(line.startswith("\u00b7") for line in lines[1:])


# Widths


def test_latin_has_the_widths_of_arial() -> None:
    assert width("n", 2048) == 1139
    assert width("Hello", 20.48) == pytest.approx(14.79 + 11.39 + 4.55 + 4.55 + 11.39)
    assert width("Hello", 12, "bold") > width("Hello", 12)


@pytest.mark.parametrize("face", ["regular", "bold", "italic"])
@pytest.mark.parametrize("text", ["שלום", "Привет", "Καλημέρα", "Łódź", "“—”…", "←↑→↓", "سلام", "مرحبا"])
def test_every_face_measures_every_script(text: str, face: Face) -> None:
    assert 0.2 * 12 * len(text) < width(text, 12, face) < 1.2 * 12 * len(text)


@pytest.mark.parametrize("text", ["中", "あ", "한", "Ａ", "。", "\u3000"])
def test_wide_characters_are_one_em(text: str) -> None:
    assert width(text, 10) == 10


@pytest.mark.parametrize("text", ["\u0301", "\u064b", "\u200c", "\u200d", "\u200e", "\u00ad", "\ufe0f", "\x07"])
def test_marks_and_invisible_characters_take_no_room(text: str) -> None:
    assert width(f"a{text}b", 10) == width("ab", 10)


@pytest.mark.parametrize("text", ["👩\u200d👩\u200d👧", "🇮🇷", "👍🏽", "⚠️", "1️⃣", "👍"])
def test_an_emoji_sequence_is_one_picture(text: str) -> None:
    assert width(text, 10) == 12.5


def test_arabic_letters_are_measured_as_they_join() -> None:
    alone, joined = "ب\u200cب\u200cب", "ببب"
    assert width(joined, 10) < width(alone, 10)
    assert width("لا", 10) < width("ل\u200cا", 10)
    assert width("بَبُب", 10) == width("ببب", 10)
    assert width("اا", 10) == 2 * width("ا", 10)
    assert width("می\u200cرود", 10) > width("میرود", 10)


def test_scripts_outside_the_table_get_a_mean() -> None:
    for text in ("नमस्ते", "ภาษา", "ქართული", "\U00012000", "\ue000"):
        assert 0 < width(text, 10) < 15 * len(text)


@given(st.text(max_size=50), st.text(max_size=50))
def test_any_text_has_a_width(one: str, other: str) -> None:
    assert 0 <= width(f"{one} {other}", 12) <= 1.6 * 12 * (len(one) + len(other) + 1)


def test_widest() -> None:
    assert Lines(("a", "www", ""), (width("a", 10), width("www", 10), 0)).widest == width("www", 10)
    assert Lines((), ()).widest == 0


def test_the_table_is_whole() -> None:
    table = json.loads((Path(argmap.render.__path__[0]) / "metrics.json").read_text("utf-8"))
    assert set(table["faces"]) == {"regular", "bold", "italic"}
    for runs in table["faces"].values():
        codes = {first + index for first, *advances in runs for index in range(len(advances))}
        assert codes >= {*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0x391, 0x3A2), *range(0x410, 0x450), 0x2192}


# Grapheme clusters


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("🇮🇷🇺🇸🇫", ["🇮🇷", "🇺🇸", "🇫"]),
        ("👩\u200d👩\u200d👧👍🏽", ["👩\u200d👩\u200d👧", "👍🏽"]),
        ("1️⃣2", ["1️⃣", "2"]),
        ("한글", ["한", "글"]),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af가\u11a8", ["\u1112\u1161\u11ab", "\u1100\u1173\u11af", "가\u11a8"]),
        ("क्षि", ["क्षि"]),
        ("سَلام", ["سَ", "ل", "ا", "م"]),
        ("กำ", ["กำ"]),
        ("", []),
    ],
)
def test_graphemes(text: str, clusters: list[str]) -> None:
    assert graphemes(text) == clusters


@given(st.text())
def test_graphemes_lose_nothing(text: str) -> None:
    assert "".join(graphemes(text)) == text


# Wrapping


@given(WORDS | st.text(max_size=80), st.floats(1, 400))
def test_nothing_is_lost(text: str, max_width: float) -> None:
    assert bare("".join(wrap(text, 12, max_width))) == bare(text)


@given(WORDS | st.text(max_size=80), st.floats(1, 400))
@example("0\u00b7", 1.0)
@example("a \u00b7 \u00b7b", 2.0)
def test_no_line_overflows_unless_one_cluster_does(text: str, max_width: float) -> None:
    for line in wrap(text, 12, max_width):
        alone = graphemes(line.replace(" \u00b7", "").rstrip("\u00b7"))  # what separates stays with what it follows
        assert width(line, 12) <= max_width + 0.001 or len(alone) <= 1 or "\u0600" <= max(line) < "\u0700"


@given(WORDS, st.floats(1, 400))
def test_clusters_stay_whole(text: str, max_width: float) -> None:
    clusters = [cluster.strip() for cluster in graphemes(" ".join(text.split(" ")).replace("\n", " "))]
    lines = [cluster.strip() for line in wrap(text, 12, max_width) for cluster in graphemes(line)]
    assert [cluster for cluster in lines if cluster] == [cluster for cluster in clusters if cluster]


@given(LATIN, st.floats(20, 300))
def test_no_more_lines_than_greedy(text: str, max_width: float) -> None:
    words = text.split()
    if words and max(width(word, 10) for word in words) <= max_width:
        assert len(wrap(text, 10, max_width)) == greedy(words, 10, max_width)


@given(LATIN, st.floats(20, 300))
def test_wrapping_again_changes_nothing(text: str, max_width: float) -> None:
    once = wrap(text, 10, max_width)
    assert wrap("\n".join(once), 10, max_width) == once or max(width(word, 10) for word in text.split()) > max_width


def test_lines_are_even() -> None:
    text = "The strike breached the prohibition of the use of force."
    lines = wrap(text, 12, width(text, 12) * 0.9)
    assert len(lines) == 2
    assert abs(width(lines[0], 12) - width(lines[1], 12)) < 40


def test_a_long_paragraph_is_evened_out_too() -> None:
    lines = wrap("word and another " * 2000, 12, 900)
    assert len(lines) > 100
    assert max(width(line, 12) for line in lines) <= 900


def test_line_breaks_are_spaces_and_blank_lines_part_paragraphs() -> None:
    assert wrap("a\nb\r\nc", 12, 200) == ("a b c",)
    assert wrap("\n\na\n \t\n\nb\n", 12, 200) == ("a", "", "b")
    assert wrap(" \n\n ", 12, 200) == ()


def test_a_no_break_space_holds() -> None:
    assert wrap("see art.\u00a02(4) there", 12, 60) == ("see", "art.\u00a02(4)", "there")


def test_a_long_url_breaks_after_its_signs() -> None:
    lines = wrap("https://www.example.org/documents/2020/report.pdf?page=12", 12, 130)
    assert len(lines) > 1
    assert all(line[-1] in "/.?&=-" for line in lines[:-1])


def test_a_long_word_breaks_anywhere() -> None:
    assert [len(line) for line in wrap("x" * 50, 12, 100)] == [12, 12, 13, 13]


def test_ideographs_break_anywhere_but_not_before_closing_punctuation() -> None:
    text = "締約国は、「武力の行使」を慎まなければならない。（第2条第4項）" * 4
    for max_width in range(40, 200, 7):
        lines = wrap(text, 12, max_width)
        assert "".join(lines) == text
        assert not any(line[0] in "、。」）" for line in lines)
        assert not any(line[-1] in "「（" for line in lines)


def test_latin_words_within_ideographs_stay_whole() -> None:
    assert all("Charter" in line or "hart" not in line for line in wrap("国連憲章Charterの第二条" * 5, 12, 75))


def test_a_hundred_thousand_characters() -> None:
    text = "国連" * 50_000
    assert "".join(wrap(text, 12, 200)) == text


# The smaller helpers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike", "ltr"),
        ("حمله", "rtl"),
        ("שלום", "rtl"),
        ("2020 – حمله to", "rtl"),
        ("«2» To حمله", "ltr"),
        ("123", "ltr"),
        ("", "ltr"),
        ("中文", "ltr"),
    ],
)
def test_direction(text: str, expected: str) -> None:
    assert direction(text) == expected


@given(WORDS, st.integers(1, 6), st.floats(30, 150), st.floats(150, 400))
def test_fit_stays_within_its_bounds(text: str, lines: int, narrow: float, wide: float) -> None:
    found = fit(text, 12, narrow, wide, lines)
    assert bare("".join(found.texts)) == bare(text)
    assert len(found.texts) <= lines or found == wrapped(text, 12, wide)


@given(WORDS | LATIN | st.text(max_size=80), st.floats(1, 400), st.sampled_from(["regular", "bold", "italic"]))
def test_lines_come_with_their_widths(text: str, max_width: float, face: Face) -> None:
    found = wrapped(text, 12, max_width, face)
    assert found.widths == tuple(width(line, 12, face) for line in found.texts)


def test_fit_takes_the_narrow_width_when_it_is_enough() -> None:
    assert fit("a few short words here", 12, 60, 300).widest <= 60
    assert len(fit("a few short words here and many more of them to come after", 12, 60, 300).texts) == 3


@given(WORDS, st.integers(1, 4), st.floats(30, 200))
def test_clip_keeps_what_fits(text: str, limit: int, max_width: float) -> None:
    lines = wrap(text, 12, max_width)
    clipped = clip(lines, limit, 12, max_width)
    assert len(clipped) <= limit
    assert clipped == lines or clipped[-1].endswith("…")
    assert clipped[: limit - 1] == lines[: limit - 1]


def test_clip_makes_room_for_the_ellipsis() -> None:
    lines = ("iiiiiiiiii", "wwwwwwwwww", "end")
    clipped = clip(lines, 2, 12, width(lines[1], 12))
    assert clipped[0] == lines[0]
    assert clipped[1].startswith("wwwwwwww")
    assert width(clipped[1], 12) <= width(lines[1], 12)
