"""Writes data as YAML in many styles and remembers where each key and value stands: for tests of spans."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

Steps = tuple[str | int, ...]

# what a lawyer writes; all of it must stay text
WORDS = [
    *("no", "yes", "on", "null", "~", "true", "2(4)", "1.10", "0x1F", "1e3", "1_000", "-1", "12:30", "2020-01-08"),
    *(
        "¶82",
        "art. 51",
        "L'arrêt",
        "über",
        "命令",
        "قتل",
        "💡",
        "é",
        "a b  c",
        "x#y",
        "http://x.org/a?b=c",
        "v.",
        "=",
        "?x",
        "a-",
    ),
]
KEYS = ["a", "text", "id", "art. 2(4)", "¶ 82", "no", "1", "é", "命令", "قتل", "assertion", "2020-01-08", "💡", "x y"]
plain_texts = st.sampled_from(WORDS) | st.text("abzé命ع💡09().", min_size=1, max_size=12)
texts = st.none() | plain_texts
data = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=25,
)
mappings = st.dictionaries(st.sampled_from(KEYS), data, min_size=1, max_size=5)


@dataclass
class Written:
    """A text and, for each path in it, what is written of the value and of its key."""

    end_of_line: str = "\n"
    text: str = ""
    values: dict[Steps, tuple[int, str]] = field(default_factory=dict)
    keys: dict[Steps, tuple[int, str]] = field(default_factory=dict)

    def add(self, part: str) -> None:
        self.text += part.replace("\n", self.end_of_line)

    def mark(self, places: dict[Steps, tuple[int, str]], path: Steps, part: str) -> None:
        places[path] = (len(self.text), part)
        self.add(part)


def _quoted(text: str, choose: Any) -> str:
    style = choose(["plain", "'", '"'])
    if style == "plain" and text not in ("~", "?x", "=", "-1") and text[0] not in "?-" and text[-1] != ":":
        return text
    return "'" + text.replace("'", "''") + "'" if style == "'" else '"' + text + '"'


def _flow(out: Written, value: Any, path: Steps, choose: Any) -> None:
    start = len(out.text)
    if isinstance(value, dict):
        out.add("{")
        for number, (key, inner) in enumerate(value.items()):
            out.add(", " if number else "")
            out.mark(out.keys, (*path, key), _quoted(key, choose))
            out.add(": ")
            _flow(out, inner, (*path, key), choose)
        out.add("}")
    elif isinstance(value, list):
        out.add("[")
        for number, inner in enumerate(value):
            out.add(", " if number else "")
            _flow(out, inner, (*path, number), choose)
        out.add("]")
    else:
        out.mark(out.values, path, '""' if value is None else _quoted(value, choose))
        return
    out.values[path] = (start, out.text[start:])


def _block(out: Written, value: Any, path: Steps, indent: int, choose: Any) -> None:
    """A value below its key or behind the sign of its item, each thing on a line of its own."""
    if isinstance(value, (dict, list)) and value and choose([True, True, False]):
        margin = " " * (indent + choose([1, 2, 4]))
        start = None
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            out.add("\n" + choose(["", "", "# a comment: with a colon\n", "\n"]) + margin)
            start = len(out.text) if start is None else start
            if isinstance(value, dict):
                out.mark(out.keys, (*path, step), _quoted(step, choose))
                out.add(":")
            else:
                out.add("-")
            _block(out, inner, (*path, step), len(margin), choose)
        assert start is not None
        out.values[path] = (start, out.text[start:])
    elif value is not None:
        out.add(" ")
        _flow(out, value, path, choose)


@st.composite
def written(draw: Any) -> tuple[dict[str, Any], Written]:
    """A mapping, and a text that says it, with the place of everything in it."""
    value = draw(mappings)
    out = Written(draw(st.sampled_from(["\n", "\r\n", "\r"])))

    def choose(options: list[Any]) -> Any:
        return draw(st.sampled_from(options))

    for number, (key, inner) in enumerate(value.items()):
        out.add("\n" if number else choose(["", "# first\n", "\n"]))
        out.mark(out.keys, (key,), _quoted(key, choose))
        out.add(":")
        _block(out, inner, (key,), 0, choose)
    out.add(choose(["", "\n", "\n\n# last"]))
    return value, out
