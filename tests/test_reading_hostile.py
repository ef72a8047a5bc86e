"""Whatever a file holds, reading it returns: soon, with what is wrong said in few words and at a place in the file."""

import random
import resource
import string
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis import analyse
from argmap.model.file import ArgumentFile
from argmap.reading.limits import SAME_DEFECT
from argmap.reports.text import listing

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))
import fuzz_reading as fuzz

HEAD = "argmap: 1\nmap: {title: A test}\n"
ISSUES = sorted((Path(__file__).parent / "issues").glob("*.yaml"))


@pytest.mark.parametrize("path", ISSUES, ids=lambda path: path.stem)
def test_findings_of_the_fuzzer(path: Path) -> None:
    fuzz.examine(path.read_bytes())


@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    fuzz.examine(raw)


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    fuzz.examine(text.encode("utf-8", "surrogatepass"))


@given(st.text(" \t\n\r:-[]{},'\"#&*!|>%@`?\\abé~<.=0", max_size=200))
def test_any_text_of_signs_that_mean_something_in_yaml(text: str) -> None:
    fuzz.examine(text.encode())


def _keys(model: Any) -> set[str]:
    found: set[str] = set()
    schema = model.model_json_schema()
    for part in [schema, *schema["$defs"].values()]:
        found |= set(part.get("properties", ()))
    return found


KEYS = sorted(_keys(ArgumentFile) | {"kind", "title", "at-least", "from", "to", "id", "<<", "ghost"})
WORDS = [
    "a",
    "b",
    "ghost",
    "legal",
    "true",
    "no",
    "2020",
    "at-least 2",
    "rebuts",
    "undercuts",
    "treaty",
    "Some words.",
    "",
    "a art. 1",
]
shapes = st.recursive(
    st.none() | st.sampled_from(WORDS) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KEYS, *WORDS[:3]]), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from([*ArgumentFile.model_fields, "ghost"]), shapes, max_size=6))
def test_any_shape_under_the_known_keys(data: dict[str, Any]) -> None:
    fuzz.examine(yaml.safe_dump(data, sort_keys=False, allow_unicode=True).encode())


assertion_shapes = st.dictionaries(
    st.sampled_from(
        [
            *("text", "id", "kind", "premises", "because", "authorities", "counters", "assertion"),
            *("cite", "how", "rule", "unless", "on", "asserted_by", "party"),
        ]
    ),
    shapes
    | st.lists(st.dictionaries(st.sampled_from(["id", "text", "assertion", "cite", "counters", "premises"]), shapes)),
    max_size=5,
)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), assertion_shapes))
def test_any_shape_of_assertions(data: dict[str, Any]) -> None:
    fuzz.examine(yaml.safe_dump({"argmap": "1", "assertions": data}, sort_keys=False).encode())


SEEDS = fuzz.seeds()


@given(st.integers(0, 2**32))
def test_real_files_with_small_changes(seed: int) -> None:
    fuzz.examine(fuzz.mutated(SEEDS, random.Random(seed)))


def _many(line: str, number: int) -> str:
    return "".join(string.Template(line).substitute(n=n) for n in range(number))


LONG = "ab" * 100
HOSTILE = {
    "one line of 10 MB": "a" * 10_000_000,
    "a value of 10 MB": HEAD + "parties:\n  a: {name: " + "b " * 5_000_000 + "}\n",
    "a key of 10 MB": HEAD + "a" * 10_000_000 + ": b\n",
    "a text of 10 MB for an id": HEAD + "assertions:\n  a: {text: x, premises: ['" + "b " * 5_000_000 + "']}\n",
    "10 MB of open quotation": HEAD + 'assertions:\n  a: {text: "' + "b\n" * 5_000_000,
    "100,000 open brackets": "[" * 100_000,
    "100,000 nested brackets": HEAD + "uses: " + "[" * 100_000 + "]" * 100_000,
    "100,000 open braces": "{a: " * 100_000,
    "100,000 brackets on lines": "[\n" * 100_000,
    "3,000 levels": _many("", 0) + "".join(" " * n + "a:\n" for n in range(3000)),
    "200,000 duplicate keys": HEAD + "a: 1\n" * 200_000,
    "200,000 duplicate ids": HEAD + "assertions:\n" + "  a: {text: b}\n" * 200_000,
    "200,000 unknown keys": HEAD + "assertions:\n  a:\n    text: b\n" + _many("    k$n: v\n", 200_000),
    "200,000 unknown sections": HEAD + _many("k$n: v\n", 200_000),
    "50,000 dangling ids": HEAD + "assertions:\n" + _many("  a-$n: {text: b, premises: [c-$n]}\n", 50_000),
    "50,000 dangling in one list": HEAD + "assertions:\n  a: {text: b, premises: [" + _many("c-$n, ", 50_000) + "]}\n",
    "50,000 bad dates": HEAD + "assertions:\n" + _many("  a-$n: {text: b, on: x}\n", 50_000),
    "50,000 texts for ids": HEAD + "assertions:\n  a: {text: b, premises: [" + _many("C $n, ", 50_000) + "]}\n",
    "1 MB of tabs": "a:\n" + "\t" * 1_000_000 + "b: c\n",
    "1 MB of tabs alone": "\t" * 1_000_000,
    "100,000 lines with tabs": HEAD + "assertions:\n" + _many("  a-$n:\n\ttext: b\n", 50_000),
    "a line of 1 MB of spaces": "a:\n" + " " * 1_000_000 + "b c\nd",
    "20,000 open quotations": HEAD + "assertions:\n" + _many("  a-$n: {text: \"b}\n", 20_001),
    "20,000 colons in texts": HEAD + "assertions:\n" + _many("  a-$n:\n    text: b: c\n", 20_000),
    "20,000 open lists": HEAD + "assertions:\n" + _many("  a-$n:\n    premises: [b\n", 20_000),
    "20,000 lines that do not fit": HEAD + "assertions:\n" + _many("  a-$n:\n    text: b\n   kind: legal\n", 20_000),
    "20,000 words": HEAD + _many("word$n\n", 20_000),
    "2 MB of control characters": "\x01" * 2_000_000,
    "2 MB of Latin-1": b"\xe9" * 2_000_000,
    "300,000 documents": "---\n" * 300_000,
    "200,000 aliases": HEAD + "uses: [" + "*a, " * 200_000 + "]\n",
    "200,000 anchors": HEAD + "uses: [" + "&a b, " * 200_000 + "]\n",
    "5,000 long ids": HEAD + "assertions:\n" + _many(f"  {LONG}-$n: {{text: b, premises: [{LONG}x$n]}}\n", 5_000),
    "100,000 question marks": "? " * 100_000,
    "one error among 50,000": HEAD + "assertions:\n" + _many("  a-$n: {text: b}\n", 50_000) + "  z: {text: \"b}\n",
    "5,000 uses": HEAD + "uses: [" + _many("x$n, ", 5_000) + "]\n",
}  # fmt: skip
ENOUGH_SECONDS = 30  # each takes a few; a slow machine is no defect, a hang is


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(name: str, tmp_path: Path) -> None:
    text = HOSTILE[name]
    path = tmp_path / "hostile.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    start = time.process_time()
    (analysis,) = analyse([path])
    printed = listing(analysis.reading.defects, analysis.lines())
    assert time.process_time() - start < ENOUGH_SECONDS
    assert len(printed) < 200_000
    counts: dict[str, int] = {}
    for item in analysis.reading.defects:
        counts[item.check] = counts.get(item.check, 0) + 1
    assert max(counts.values(), default=0) <= 2 * (SAME_DEFECT + 1)
    assert counts or name == "a value of 10 MB"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 3_000_000
