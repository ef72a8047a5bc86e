"""Diagnostics as text: the place, the frame with carets under the right columns, and nothing hidden."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.diagnostics import Diagnostic, Excuse, Nature, Position, Related, Severity, Span, by_place, defect
from argmap.reports.places import shown_path, shown_place
from argmap.reports.text import LINE_WIDTH, columns, full, listing, one_line, visible

PATH = Path("a.yaml")


def span(line: int, start: int, end: int, end_line: int | None = None) -> Span:
    return Span(PATH, Position(line, start), Position(line if end_line is None else end_line, end))


def framed(text: list[str], at: Span) -> list[str]:
    """The frame alone, without its margin."""
    return [line[2:] for line in full(defect("some-code", "M.", at), {PATH: text}).splitlines()[1:]]


def test_one_line() -> None:
    item = defect("some-code", "Something is wrong.", span(2, 4, 6))
    assert one_line(item) == "a.yaml:3:5: some-code Something is wrong."


def test_a_frame() -> None:
    assert framed(["zero", "a: bcd", "e"], span(1, 3, 6)) == ["2 | a: bcd", "  |    ^^^"]


def test_a_place_without_length_gets_one_caret() -> None:
    assert framed(["a: bcd"], span(0, 3, 3)) == ["1 | a: bcd", "  |    ^"]
    assert framed(["a: bcd"], span(0, 6, 6)) == ["1 | a: bcd", "  |       ^"]


def test_a_place_over_several_lines() -> None:
    lines = ["a: |", "  b", "", "  c", "d: e"]
    assert framed(lines, span(0, 3, 0, end_line=2)) == ["1 | a: |", "  |    ^", "2 |   b", "  |   ^"]
    assert framed(lines, span(1, 2, 3, end_line=3)) == ["2 |   b", "  |   ^", "3 |", "4 |   c", "  |   ^"]
    assert len(framed(["x"] * 20, span(0, 0, 1, end_line=15))) == 2 * 3


@pytest.mark.parametrize("at", [span(0, 0, 0), span(5, 0, 0), Span(Path("other.yaml"), Position(0, 0), Position(0, 1))])
def test_where_there_is_no_text_there_is_no_frame(at: Span) -> None:
    assert framed([""], at) == []


def test_wide_and_combining_characters_and_tabs() -> None:
    assert framed(["命令: x"], span(0, 4, 5)) == ["1 | 命令: x", "  |       ^"]
    assert framed(["e\u0301: x"], span(0, 4, 5)) == ["1 | e\u0301: x", "  |    ^"]
    assert framed(["\ta: x"], span(0, 4, 5)) == ["1 |  a: x", "  |     ^"]
    assert columns("💡a\u0301\u200d") == 3


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "a" * 500 + "XYZ" + "b" * 500
    text, carets = framed([line], span(0, 500, 503))
    assert text[carets.index("^") : carets.rindex("^") + 1] == "XYZ"
    assert text.startswith("1 | …")
    assert text.endswith("…")
    assert columns(text) < LINE_WIDTH + 10


def test_a_long_place_is_cut() -> None:
    text, carets = framed(["x: " + "a" * 500], span(0, 3, 503))
    assert carets.count("^") <= LINE_WIDTH
    assert text.endswith("…")


@given(st.text(st.characters(exclude_characters="\n\r"), max_size=300), st.data())
def test_the_carets_stand_under_the_place(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    frame = framed([line], span(0, start, end))
    if not line.strip():
        assert frame == []
        return
    text, carets = frame
    assert columns(carets) <= columns(text) + 1
    assert set(carets[4:]) <= {" ", "^"}
    assert "^" in carets
    assert visible(text) == text


def test_related_places_help_and_waivers() -> None:
    item = defect("code", "M.", span(1, 0, 1), "Write it.", "x", Related(span(0, 0, 1), "first written here"))
    waived = item.with_changes(waived=Excuse("Because\n  of this."))
    assert full(waived, {PATH: ["a", "b"]}).splitlines() == [
        "a.yaml:2:1: code M.",
        "  2 | b",
        "    | ^",
        "  a.yaml:1:1: first written here",
        "  1 | a",
        "    | ^",
        "  help: Write it.",
        "  waived: Because of this.",
    ]


def test_the_numbers_of_lines_are_aligned() -> None:
    assert framed(["x"] * 12, span(8, 0, 1, end_line=10)) == [
        " 9 | x", "   | ^", "10 | x", "   | ^", "11 | x", "   | ^"
    ]  # fmt: skip


def test_a_style_gets_each_part_with_its_role() -> None:
    item = Diagnostic("code", Severity.WARNING, Nature.GAP, "M.", span(0, 0, 1), "H.")
    text = full(item, {PATH: ["a"]}, lambda part, role: f"<{role}>{part}</{role}>")
    assert text.splitlines() == [
        "<place>a.yaml:1:1</place>: <warning>code</warning> M.",
        "  <frame>1 |</frame> a",
        "  <frame>  |</frame> <warning>^</warning>",
        "  <help>help</help>: H.",
    ]


def test_nothing_is_hidden() -> None:
    assert visible("a\u202eb\x1b[31m\u2028\n\x00") == "a\\u202eb\\u001b[31m\\u2028\\u000a\\u0000"
    item = defect("code", "A \u202e b.", Span(Path("x\ny\u202e.yaml"), Position(0, 0), Position(0, 1)), "H \x07.")
    assert full(item, {}) == "x\\u000ay\\u202e.yaml:1:1: code A \\u202e b.\n  help: H \\u0007."
    assert framed(["a\u202eb: c"], span(0, 3, 4))[0] == "1 | a\\u202eb: c"


def test_paths_are_relative_to_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert shown_path(tmp_path / "in" / "a.yaml") == "a.yaml"
    assert shown_path(tmp_path / "b.yaml") == "../b.yaml"
    assert shown_path(tmp_path / "b.yaml", tmp_path) == "b.yaml"
    assert shown_place(Span(tmp_path / "b.yaml", Position(1, 2), Position(1, 3)), tmp_path) == "b.yaml:2:3"


def test_a_listing_has_an_empty_line_between() -> None:
    items = [defect("a", "A.", span(0, 0, 0)), defect("b", "B.", span(0, 0, 0))]
    assert listing(items, {}) == "a.yaml:1:1: a A.\n\na.yaml:1:1: b B."


def test_the_order_of_diagnostics_is_that_of_their_places() -> None:
    items = [defect("b", "M.", span(1, 0, 1)), defect("a", "M.", span(1, 0, 1)), defect("c", "M.", span(0, 5, 6))]
    assert [item.check for item in sorted(items, key=by_place)] == ["c", "a", "b"]
    assert [severity.rank for severity in Severity] == [0, 1, 2]
