"""What is still read of a text that is not YAML throughout."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.reading.source import Source, read_source
from argmap.reading.tree import UNREADABLE

X = UNREADABLE


def source(text: str) -> Source:
    return read_source(text.encode(), Path("a.yaml"))


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: b\nc: 'd\ne: f\n", {"a": "b", "c": X, "e": "f"}),
        ("s:\n  a: {x: y\n  b: {x: z}\n", {"s": {"a": X, "b": {"x": "z"}}}),
        ("s:\n  a:\n    x: y: z\n    w: v\n  b: {x: z}\n", {"s": {"a": {"x": X, "w": "v"}, "b": {"x": "z"}}}),
        ("s:\n  a:\n    x: [y\n    w: v\n", {"s": {"a": {"x": X, "w": "v"}}}),
        ("s:\n- a\n- 'b\n- c\n", {"s": ["a", X, "c"]}),
        ("s:\n  a:\n    x: y\n   w: v\n", {"s": {"a": {"x": "y", "w": X}}}),
        ("s:\n  a\n    x: y\n  b: {x: z}\n", {"s": {"a": {"x": "y"}, "b": {"x": "z"}}}),
        ("s:\n  a:\n    x:y\n    w: v\n", {"s": {"a": {"x": X, "w": "v"}}}),
        ("s: [\n  a,\n  b\n]\nt: 'u\n", {"s": ["a", "b"], "t": X}),
        ("s:\n\ta: b\n\tc: d\n", {"s": {"a": "b", "c": "d"}}),
        ("s:\n  a:\n    x: y\n\tw: v\n  b: {x: z}\n", {"s": {"a": {"x": "y", "w": "v"}, "b": {"x": "z"}}}),
        ("s: 1\n\t\nt: 2\n", {"s": "1", "t": "2"}),
        ("---\na: 'b\nc: d\n---\ne: f\n", {"a": X, "c": "d"}),
        ("%YAML 1.1\n---\na: 'b\nc: d\n", {"a": X, "c": "d"}),
        ("a: {x: y}\na: {z: 'w}\nb: 'c\n", {"a": {"x": "y"}, "b": X}),
        ("a: *b\nc: [*d, e]\n", {"a": X, "c": [X, "e"]}),
        ("'a\n", {}),
        ("- 'a\n- b\n", {}),
    ],
)
def test_what_is_read(text: str, data: dict[str, Any]) -> None:
    read = source(text)
    assert read.data == data
    if text != "s: 1\n\t\nt: 2\n":
        assert read.defects


def test_a_tab_on_an_empty_line_is_no_defect() -> None:
    assert source("s: 1\n\t\nt: 2\n").defects == ()


def test_ids_in_what_is_lost() -> None:
    read = source("s:\n  a: {x: 'y, id: inner}\n  b\n  c-d: {x: [}\n")
    assert {"a", "inner", "b", "c-d"} <= read.lost


def test_places_stay_right() -> None:
    read = source("s:\n  a: 'b\n  c:\n    x: y\n")
    assert read.span(("s", "c", "x")).start == (3, 7)
    assert read.key_span(("s", "a")).start == (1, 2)


def test_sections_written_twice_around_an_error() -> None:
    read = source("s:\n  a: b\nt: 'u\ns:\n  c: d\n")
    assert read.data == {"s": {"a": "b", "c": "d"}, "t": X}
    assert sorted(item.check for item in read.defects) == ["duplicate-key", "syntax"]


ENTRIES = st.lists(st.sampled_from(["good", "quote", "colon", "bracket", "indent", "tab"]), min_size=1, max_size=12)
BROKEN = {
    "good": "    text: fine\n    kind: legal\n",
    "quote": '    text: "open\n    kind: legal\n',
    "colon": "    text: a: b\n    kind: legal\n",
    "bracket": "    text: [a, b\n    kind: legal\n",
    "indent": "    text: a\n     kind: legal\n",
    "tab": "    text: a\n\tkind: legal\n",
}


@given(ENTRIES)
def test_each_broken_entry_costs_itself_alone(kinds: list[str]) -> None:
    """Every entry is there, the good ones whole, and there is one message for each broken one."""
    text = "s:\n" + "".join(f"  e{number}:\n{BROKEN[kind]}" for number, kind in enumerate(kinds))
    read = source(text)
    assert list(read.data["s"]) == [f"e{number}" for number in range(len(kinds))]
    for number, kind in enumerate(kinds):
        if kind == "good":
            assert read.data["s"][f"e{number}"] == {"text": "fine", "kind": "legal"}
        elif kind in ("quote", "colon", "bracket"):
            assert read.data["s"][f"e{number}"] == {"text": X, "kind": "legal"}
    broken = [kind for kind in kinds if kind not in ("good", "tab")]
    tabs = [item for item in read.defects if item.check == "tab"]
    assert len([item for item in read.defects if item.check == "syntax"]) == len(broken)
    assert bool(tabs) == ("tab" in kinds)
