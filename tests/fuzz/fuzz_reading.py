"""Fuzzes the reader: see README.md beside this file."""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from argmap.diagnostics import Severity
from argmap.graph import build
from argmap.reading.defects import DEFECTS
from argmap.reading.limits import SAME_DEFECT
from argmap.reading.load import load
from argmap.reading.merge import Reading, merge
from argmap.reading.source import Source, read_source
from argmap.reports.text import listing

ROOT = Path(__file__).resolve().parents[2]
FOUND = Path(__file__).parent / "found"
SECONDS = 5.0
SIGNS = [
    *"\t :-[]{},'\"#&*!|>%@`?\\~\n\r\0\u202e\u2028\ufeffé¶💡",
    *("  ", ": ", "- ", " #", "\r\n", "---\n", "...\n", "<<: ", "\\u202e", "\\x00", "\\ud800"),
    *("null", "no", "2020-13-01", "id: ", "text: ", "how: rebuts", "assertion: "),
]


def read(raw: bytes) -> Reading:
    """What the pipeline reads from the bytes of one file that is a map by itself."""
    path = Path("fuzzed.yaml")
    return merge(path, [load(read_source(raw, path))], [])


def examine(raw: bytes) -> None:
    """Read the bytes and assert what must hold whatever they are."""
    start = time.perf_counter()
    reading = read(raw)
    (source,) = reading.sources
    lines = source.lines()
    for item in reading.defects:
        assert item.check in DEFECTS, item.check
        for span in (item.span, *(related.span for related in item.related)):
            assert span.start <= span.end, item
            for place in (span.start, span.end):
                assert 0 <= place.line < len(lines), item
                assert 0 <= place.column <= len(lines[place.line]), item
        for text in (item.message, item.help):
            assert "\n" not in text, item
            assert len(text) < 1000, item
        assert item.message.endswith((".", "?")), item
    counts: dict[str, int] = {}
    for item in reading.defects:
        counts[item.check] = counts.get(item.check, 0) + 1
    assert all(count <= 3 * (SAME_DEFECT + 1) for count in counts.values()), counts
    listing(reading.defects, {source.path: lines})
    build(reading.map)
    if not source.data:
        assert reading.defects, "nothing was read and nothing said"
    compare(source)
    spent = time.perf_counter() - start
    assert spent < SECONDS, f"{spent:.1f} s"


def compare(source: Source) -> None:
    """Where nothing is wrong with a text, its data are those that PyYAML reads; where it is not YAML, that is said."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        wanted = yaml.load(source.text, loader)
    except yaml.YAMLError:
        assert any(item.severity is Severity.ERROR for item in source.defects) or "\t" in source.text
        return
    if not source.defects:
        assert plain(source.data) == wanted


def plain(value: Any) -> Any:
    """Data in which an empty value is an empty text, as PyYAML's base loader has it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value or ""


# -- mutations ----------------------------------------------------------------------------------------------------

Mutation = Callable[[str, random.Random], str]


def _lines(change: Callable[[list[str], int, random.Random], None]) -> Mutation:
    def mutate(text: str, chance: random.Random) -> str:
        lines = text.splitlines(keepends=True)
        if lines:
            change(lines, chance.randrange(len(lines)), chance)
        return "".join(lines)

    return mutate


def _delete(lines: list[str], at: int, chance: random.Random) -> None:
    del lines[at : at + chance.randrange(1, 4)]


def _repeat(lines: list[str], at: int, chance: random.Random) -> None:
    lines[at:at] = lines[at : at + chance.randrange(1, 4)]


def _swap(lines: list[str], at: int, chance: random.Random) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _indent(lines: list[str], at: int, chance: random.Random) -> None:
    for number in range(at, min(len(lines), at + chance.randrange(1, 6))):
        lines[number] = chance.choice([" ", "  ", "\t", "   "]) + lines[number]


def _outdent(lines: list[str], at: int, chance: random.Random) -> None:
    for number in range(at, min(len(lines), at + chance.randrange(1, 6))):
        lines[number] = lines[number].removeprefix(" " * chance.randrange(1, 4))


def _key(lines: list[str], at: int, chance: random.Random) -> None:
    other = lines[chance.randrange(len(lines))].partition(":")
    here = lines[at].partition(":")
    lines[at] = chance.choice([here[0] + other[1] + other[2], other[0] + here[1] + here[2]])


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(SIGNS) + text[at:]


def _drop(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randrange(1, 4) :]


def _replace(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(SIGNS) + text[at + 1 :]


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


MUTATIONS: list[Mutation] = [
    *map(_lines, (_delete, _repeat, _swap, _indent, _outdent, _key)),
    *(_insert, _drop, _replace) * 3,
    _cut,
]


def mutated(seeds: list[str], chance: random.Random) -> bytes:
    """A few changes to a piece of a real file, now and then also to its bytes."""
    text = chance.choice(seeds)
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        text = chance.choice(MUTATIONS)(text, chance)
    raw = bytearray(text.encode("utf-8", "replace"))
    if raw and chance.random() < 0.1:
        for _ in range(chance.randrange(1, 5)):
            raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(raw)


def seeds() -> list[str]:
    """Real argument files and golden cases, large ones in pieces, so that a change is soon examined."""
    found = []
    files = [*(ROOT / "arguments").rglob("*.yaml"), *(ROOT / "tests" / "golden" / "reading").glob("*.yaml")]
    for path in sorted(files):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        pieces = ["argmap: 1\n" + "".join(lines[at : at + 80]) for at in range(0, len(lines), 80)]
        found += [text] if len(lines) < 120 else pieces
    return found


def keep(raw: bytes) -> Path:
    """Write a finding to a file."""
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{hashlib.sha256(raw).hexdigest()[:12]}.yaml"
    path.write_bytes(raw)
    return path


def run(minutes: float, seed: int) -> int:
    """Examine mutations until the time is over; the number of findings."""
    chance, pool, findings, number = random.Random(seed), seeds(), 0, 0
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        raw = mutated(pool, chance)
        number += 1
        try:
            examine(raw)
        except Exception as error:  # noqa: BLE001  # whatever goes wrong is the finding
            findings += 1
            print(f"{keep(raw)}: {type(error).__name__}: {error}")
    print(f"{number:,} texts read, {findings} findings (seed {seed}).")
    return findings


def run_atheris(arguments: list[str]) -> None:
    """Let atheris choose the bytes; it ends the process."""
    import atheris  # type: ignore[import-not-found]

    atheris.instrument_all()

    def one(raw: bytes) -> None:
        try:
            examine(raw)
        except Exception:
            print(keep(raw))
            raise

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--atheris", action="store_true", help="hand over to atheris; what follows goes to it")
    options, rest = parser.parse_known_args()
    if options.atheris:
        run_atheris(rest)
    sys.exit(min(1, run(options.minutes, options.seed)))
