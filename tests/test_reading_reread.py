"""A file that is read again after a change says what it would say to somebody who reads it for the first time."""

import random
from pathlib import Path

import pytest

from argmap.reading import reread
from argmap.reading.reread import read_again
from argmap.reading.source import Source, read_source

ARGUMENTS = Path(__file__).parents[1] / "arguments"
PATH = Path("case.yaml")
ODD = """\
%YAML 1.1
--- # a map
argmap: 1   # the format
map:
  title: >-
    A title on
    two lines

  description: |+
    Kept to the end.


uses:
- library.yaml
- 'other.yaml'
parties: {buyer: {name: The buyer}, seller: {name: "The \\
    seller"}}
issues:
    sale:
        question: Was there a sale?
        positions:
        - made
        - "not-made"
assertions:
  # about the sale
  made:
    text: A contract
      was made
      at last.
    premises: [offered,
  accepted]
    notes: 'It''s so'

  empty:
  offered: {text: An offer was made., kind: factual,
    asserted_by: [buyer]}
# at the margin
  accepted:
    text: |
      The offer

      was accepted.
    counters:
    - id: open
      text: "The price\\u00e9 was open."
    -
  ? last
  : text: The last one.
waivers:
  - {check: missing-pinpoint, at: made, because: So.}
"""
PLAIN = ODD.removeprefix("%YAML 1.1\n--- # a map\n").replace("  ? last\n  : text:", "  last:\n    text:")
PIECES = (
    *("x", " ", "  ", "\n", "\n  ", "\n    ", "\n\n", ":", ": ", "[", "]", "{", "}", "'", '"', "#", " #x", " # x", ","),
    *("- ", "\n- ", "é", "\u202e", "&a ", "*a", "!t ", "made", "? ", "\n  ? ", "|", ">", "|\n", "\t", "\r", "\r\n"),
    *("\\", "%", "\n%", "\n---\n", "\n...\n", "\n  other: {text: So.}", "\n  made: {text: So.}", "\nmap:\n"),
    *("text: It is so.\n", "\ufeff", "\x00"),
)
PIECES = (
    *(
        "x",
        " ",
        "  ",
        "\n",
        "\n  ",
        "\n    ",
        "\n\n",
        ":",
        ": ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "#",
        " #x",
        " # x",
        ",",
        "- ",
    ),
    *(
        "\n- ",
        "é",
        "\u202e",
        "&a ",
        "*a",
        "!t ",
        "made",
        "? ",
        "\n  ? ",
        "|",
        ">",
        "|\n",
        "\t",
        "\r",
        "\r\n",
        "\\",
        "%",
        "\n%",
    ),
    *(
        "\n---\n",
        "\n...\n",
        "\n  other: {text: So.}",
        "\n  made: {text: So.}",
        "\nmap:\n",
        "text: It is so.\n",
        "\ufeff",
        "\x00",
    ),
)


def edited(text: str, choose: random.Random) -> str:
    """The text after one change, most often a small one."""
    start = choose.randrange(len(text) + 1)
    end = start if choose.random() < 0.6 else min(len(text), start + choose.choice((1, 1, 2, 3, 5, 20, 100)))
    put = choose.choice(PIECES) if end == start or choose.random() < 0.3 else ""
    if choose.random() < 0.1:  # a line is moved or copied
        lines = text.splitlines(keepends=True)
        line = lines[choose.randrange(len(lines))]
        lines.insert(choose.randrange(len(lines)), line)
        return "".join(lines)
    return text[:start] + put + text[end:]


def same(again: Source, whole: Source) -> None:
    """Every value in its order, every place and every defect."""
    assert repr(again.data) == repr(whole.data)
    assert repr(again.root) == repr(whole.root)
    assert again == whole


def texts() -> list[str]:
    """What is edited: odd ways to write YAML, and files as they are written."""
    written = (ARGUMENTS / "popov-v-hayashi.yaml").read_text(encoding="utf-8")
    return [ODD, PLAIN, PLAIN.replace("\n", "\r\n"), PLAIN.rstrip("\n"), written]


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("seed", range(3))
def test_a_file_read_again_says_what_it_says_when_read_whole(number: int, seed: int) -> None:
    choose, start = random.Random(seed * 10 + number), texts()[number]
    text, before = start, read_source(start.encode(), PATH)
    for step in range(400):
        text = start if step % 7 == 6 else edited(text, choose)
        raw = text.encode("utf-8", "surrogatepass")
        again, whole = read_again(raw, PATH, before), read_source(raw, PATH)
        same(again, whole)
        before = again


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("seed", range(4))
def test_a_broken_entry_says_what_it_says_when_read_whole(number: int, seed: int) -> None:
    """From the last state in which nothing was wrong, after some changes close to one another."""
    choose, start = random.Random(seed * 10 + number), texts()[number]
    whole_before, before = read_source(start.encode(), PATH), None
    for _ in range(60):
        at, text = choose.randrange(len(start)), start
        for _ in range(5):
            piece = choose.choice(("'", '"', '"', "[", "{", ": ", "x", "\n    ", " #", "- ", "*", "\\", "\t"))
            put = min(len(text), at + choose.randrange(12))
            text = text[:put] + piece + text[put + choose.choice((0, 0, 0, 1)) :]
            raw = text.encode("utf-8", "surrogatepass")
            again, whole = read_again(raw, PATH, before, whole_before), read_source(raw, PATH)
            same(again, whole)
            before = again


def test_a_quotation_mark_that_is_opened_is_read_without_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reread, "read_text", lambda *_: pytest.fail("the whole file was read"))
    text = (ARGUMENTS / "popov-v-hayashi.yaml").read_text(encoding="utf-8")
    before = read_source(text.encode(), PATH)
    place = text.index("text: ", len(text) // 2) + len("text: ")
    for typed in ('"', '"I', '"It', '"It is', '"It is"', '"It is" x', "a: b: c", ""):
        changed = text[:place] + typed + text[place:]
        again = read_again(changed.encode(), PATH, before)
        same(again, read_source(changed.encode(), PATH))


def test_a_change_inside_an_entry_is_read_without_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reread, "read_text", lambda *_: pytest.fail("the whole file was read"))
    before = read_source(PLAIN.encode(), PATH)
    for old, new in (
        ("was made\n", "was made soon\n"),
        ("[offered,", "[offered, empty,"),
        ("kind: factual,", "kind: legal,"),
        ("  empty:\n", "  empty: {text: So.}\n"),
        ("The last one.", "The very last one."),
        ("because: So.", "because: It is so."),
        ("Kept to", "Kept up to"),
    ):
        changed = before.text.replace(old, new)
        assert changed != before.text
        again = read_again(changed.encode(), PATH, before)
        same(again, read_source(changed.encode(), PATH))
        assert again.data["assertions"]["accepted"] is before.data["assertions"]["accepted"]
        before = again


def test_another_file_is_no_earlier_state() -> None:
    before = read_source(PLAIN.encode(), Path("other.yaml"))
    same(read_again(PLAIN.replace("soon", "late").encode(), PATH, before), read_source(PLAIN.encode(), PATH))
