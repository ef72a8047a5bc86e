"""YAML text to data and spans: every scalar a string, every key and value with its place."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from written_yaml import Written, written

from argmap.diagnostics import Position, Span
from argmap.reading import events
from argmap.reading.filetext import FileText
from argmap.reading.source import Source, read_source

PATH = Path("a.yaml")


def source(text: str) -> Source:
    return read_source(text.encode(), PATH)


def slice_of(read: Source, span: Span) -> str:
    """What stands at a span, found by counting lines and columns anew."""
    lines = read.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first, last = span.start, span.end
    if first.line == last.line:
        return lines[first.line][first.column : last.column]
    inner = [lines[first.line][first.column :], *lines[first.line + 1 : last.line], lines[last.line][: last.column]]
    return "\n".join(inner)


def normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def emptied(value: Any) -> Any:
    """None and the empty text are one here: the writer writes None as an empty text inside brackets."""
    if isinstance(value, dict):
        return {key: emptied(item) for key, item in value.items()}
    return [emptied(item) for item in value] if isinstance(value, list) else value or None


@given(written(), st.booleans())
def test_every_key_and_value_has_its_span(case: tuple[dict[str, Any], Written], mark: bool) -> None:
    value, out = case
    read = read_source((b"\xef\xbb\xbf" if mark else b"") + out.text.encode(), PATH)
    assert read.defects == ()
    assert emptied(read.data) == emptied(value)
    for path, (start, part) in out.keys.items():
        span = read.key_span(path)
        assert slice_of(read, span) == normal(part)
        assert read.file.index(span.start) == start
    for path, (start, part) in out.values.items():
        span = read.span(path)
        assert slice_of(read, span) == normal(part)
        assert read.file.index(span.start) == start


@pytest.mark.parametrize("parser", [events.PARSER, yaml.SafeLoader])
@pytest.mark.parametrize(
    "written", ["no", "2(4)", "1.10", "2020-01-08", "¶82", "0x10", "~", "null", "1e5", "12:30", "=", "<<", "True", "-"]
)
def test_scalars_are_strings(written: str, parser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PARSER", parser)
    if written != "-":
        assert source(f"a: {written}\n").data == {"a": written}
        assert source(f"{written}: a\n").data == {written: "a"}
    assert source(f"a: '{written}'\n").data == {"a": written}


def test_an_empty_value_is_none_and_an_empty_text_is_one() -> None:
    assert source("a:\nb: ''\nc: [, ]\n".replace("[, ]", "[ ]")).data == {"a": None, "b": "", "c": []}


def test_texts_in_blocks() -> None:
    read = source("a: |\n  one\n  two\nb: >-\n  one\n  two\n\n  three\nc: d\n")
    assert read.data == {"a": "one\ntwo\n", "b": "one two\nthree", "c": "d"}
    assert slice_of(read, read.span(("b",))).startswith(">-")
    assert read.span(("c",)) == Span(PATH, Position(8, 3), Position(8, 4))


def test_the_span_of_a_missing_value_is_its_key() -> None:
    read = source("a:\n  b:\n  c: d\n")
    assert read.span(("a", "b")) == read.key_span(("a", "b")) == Span(PATH, Position(1, 2), Position(1, 3))


def test_the_span_of_what_is_not_there_is_that_of_what_holds_it() -> None:
    read = source("a:\n  b: c\n")
    assert read.span(("a", "x", "y")) == read.span(("a",))
    assert read.span(("a", "b", "x")) == read.span(("a", "b"))


def test_short_forms_are_seen_through() -> None:
    read = source("premises: one\nby: {party: iran}\ntest: {first: a, second: b}\ninner: [{id: x, text: y}]\n")
    assert slice_of(read, read.span(("premises", 0, "assertion"))) == "one"
    assert slice_of(read, read.span(("by", 0, "party"))) == "iran"
    assert slice_of(read, read.span(("test", 1, "assertion"))) == "b"
    assert slice_of(read, read.key_span(("test", 1, "assertion"))) == "second"
    assert slice_of(read, read.span(("inner", 0, "assertion"))) == "x"
    assert read.as_written(("premises", 0, "assertion")) == ("premises",)
    assert read.as_written(("by", 0, "party")) == ("by", "party")
    assert read.as_written(("test", 1, "assertion")) == ("test", "second")
    assert read.as_written(("inner", 0, "missing")) == ("inner", 0, "missing")


def test_sections_written_twice_are_both_read() -> None:
    read = source("parties:\n  a: {x: y}\nparties:\n  b: {x: z}\n  a: {x: w}\n")
    assert read.data == {"parties": {"a": {"x": "y"}, "b": {"x": "z"}}}
    assert [item.check for item in read.defects] == ["duplicate-key", "duplicate-key"]
    assert slice_of(read, read.span(("parties", "b"))) == "{x: z}"


def test_ids_under_a_key_written_twice_are_lost_not_dangling() -> None:
    read = source("a: {b: {id: one}, b: [{id: two}, {c: {id: three}}]}\n")
    assert {"two", "three"} <= read.lost
    assert "one" not in read.lost


def test_the_first_document_is_read() -> None:
    read = source("---\na: b\n---\nc: d\n")
    assert (read.data, read.is_partial) == ({"a": "b"}, True)


@pytest.mark.parametrize("text", ["", "\n", "# only\n", "---\n", "\ufeff"])
def test_empty_texts(text: str) -> None:
    read = source(text)
    assert [item.check for item in read.defects] == ["empty-file"]
    assert not read.is_partial


@given(st.text("ab\n\r", max_size=40))
def test_positions_and_indexes_are_each_others_reverse(text: str) -> None:
    file = FileText(PATH, text)
    for index in range(len(text) + 1):
        if text[index - 1 : index + 1] != "\r\n":
            assert file.index(file.position(index)) == index
    assert len(file.lines()) == len(file.starts)
    assert [line.strip("\r\n") for line in file.lines()] == file.lines()


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'a: [b, {c: "d \\u202e"}]\ne: *f\ng: {h: "i}\nj:\n\tk: l\nm: &n o\n? [p]\n: q\n'
    fast = source(text)
    monkeypatch.setattr(events, "PARSER", yaml.SafeLoader)
    slow = source(text)
    assert slow.data == fast.data
    assert [(item.check, item.span) for item in slow.defects] == [(item.check, item.span) for item in fast.defects]
