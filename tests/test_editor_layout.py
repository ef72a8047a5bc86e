"""Layout: what a file says, its comments and their order stay, however it is written; a second time changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st
from written_yaml import WORDS, mappings, written

from argmap.cli.main import argmap
from argmap.diagnostics import ArgmapError
from argmap.editor.edits import edited
from argmap.editor.layout import edits_between, fmt, laid_out
from argmap.editor.structure import structure
from argmap.reading.source import Source, read_source

ROOT = Path(__file__).parents[1]
FILES = sorted([*(ROOT / "arguments").rglob("*.yaml"), *(ROOT / "tests" / "maps").glob("*.yaml")])


def source(text: str | bytes) -> Source:
    return read_source(text if isinstance(text, bytes) else text.encode("utf-8"), Path("x.yaml"))


def comments(read: Source) -> list[str]:
    """What stands between the keys and texts of a file after a `#`, line by line."""
    found, at = [], 0
    for start, end in [*((leaf.start, leaf.end) for leaf in structure(read).leaves), (len(read.text),) * 2]:
        for line in read.text[at:start].splitlines():
            _, sign, comment = line.partition("#")
            found += [comment.strip()] if sign else []
        at = end
    return found


def put_in_shape(text: str) -> str:
    """The text laid out, after what must hold for any text was looked at."""
    before = source(text)
    assert not before.defects
    planned = fmt(before)
    after = source(planned.after)
    assert after.data == before.data
    assert list(walk(after.data)) == list(walk(before.data))
    assert comments(after) == comments(before)
    assert laid_out(after) == planned.after
    assert fmt(after).edits == ()
    return planned.after


def walk(value: object) -> list[object]:
    """Keys and values in their order."""
    if isinstance(value, dict):
        return [part for key, inner in value.items() for part in (key, *walk(inner))]
    return [part for inner in value for part in walk(inner)] if isinstance(value, list) else [value]


UNTIDY = """

argmap:   1 # the version


map: {title:   A sale ,   forum:  "a court" ,
      as_of: 2020,
  applicable_law: [ a,b ,
     c,   ]
 }   # a map
uses:
- ../authorities
-   ./more   # more
# about the parties
parties :
      # the buyer
      buyer: {name: "B",short: 'b'}
      # the last word on parties

      # and another
authorities: { }
issues:
    sale :
        question:   Was there
            a sale,

            or not?     # a comment in its column
        positions:
        - made   # one
        -   not-made
             # deeper
        # less deep
assertions:
      made:
          text: >-   # folded
                 The parties made
                   a contract.

                 They did.


          because:
            -   premises:   [ offered ,accepted ]
                warrant: |2

                     Two spaces kept.
                authorities:
                - code s. 1
                -
                    cite: case
                    at:   para. 7
            - # an argument
              premises: 'offered'
      not-made: {text: "No contract \\
          was made.\\
          \\  Really.", kind: legal   ,
        # inside
        premises: [{id: x, text: T}
          , y]}
"""
TIDY = """\
argmap: 1   # the version

map: {title: A sale, forum: "a court",
  as_of: 2020,
  applicable_law: [a, b,
    c,]
}    # a map
uses:
  - ../authorities
  - ./more   # more
# about the parties
parties:
  # the buyer
  buyer: {name: "B", short: 'b'}
  # the last word on parties

  # and another
authorities: {}
issues:
  sale:
    question: Was there
      a sale,

      or not?           # a comment in its column
    positions:
      - made     # one
      - not-made
           # deeper
      # less deep
assertions:
  made:
    text: >-   # folded
      The parties made
        a contract.

      They did.

    because:
      - premises: [offered, accepted]
        warrant: |2

             Two spaces kept.
        authorities:
          - code s. 1
          -
            cite: case
            at: para. 7
      - # an argument
        premises: 'offered'
  not-made: {text: "No contract \\
      was made.\\
      \\  Really.", kind: legal,
    # inside
    premises: [{id: x, text: T}
      , y]}
"""


def test_an_untidy_file() -> None:
    assert put_in_shape(UNTIDY) == TIDY


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_map(path: Path) -> None:
    put_in_shape(path.read_text(encoding="utf-8"))


@given(written())
def test_any_file(made: tuple[dict[str, object], object]) -> None:
    put_in_shape(made[1].text)  # type: ignore[attr-defined]


# -- texts over several lines ------------------------------------------------------------------------------------------

SIGNS = st.sampled_from(["|", ">", "|-", ">-", "|+", ">+"])
LINES = st.lists(
    st.sampled_from(["", " ", "word", "  deeper", "# no comment", "- no item", "k: v", "\ttab"]), max_size=6
)


@given(SIGNS, LINES, st.integers(1, 6), st.integers(1, 6), st.sampled_from(["", "1", "2", "3"]), st.booleans())
def test_blocks_of_text(sign: str, lines: list[str], margin: int, deep: int, digit: str, is_last: bool) -> None:
    indent = " " * (margin + (int(digit) if digit else deep))
    block = "".join(f"{indent}{line}\n" if line else "\n" for line in lines)
    rest = "" if is_last else f"{' ' * margin}next: x\n# end\n"
    text = f"top:\n{' ' * margin}key: {sign}{digit}   # why\n{block}{rest}"
    if not source(text).defects:
        put_in_shape(text)


@given(
    st.lists(st.sampled_from(["two words", "", "x # y", "- z", '\\"', "it''s", "\\  x\\ "]), min_size=1, max_size=5),
    st.sampled_from("'\""),
    st.integers(0, 9),
    st.sampled_from(["key: {}", "key: [a, {b: {}}]", "-   {}\n- b"]),
)
def test_quoted_texts_over_lines(lines: list[str], quote: str, margin: int, form: str) -> None:
    value = quote + f"\n{' ' * margin}".join(lines) + quote
    text = f"top:\n{form.replace('{}', value)}\n" if form[0] == "-" else f"{form.replace('{}', value)}\n"
    if not source(text).defects:
        put_in_shape(text)


# -- the rest ----------------------------------------------------------------------------------------------------------


@given(mappings, st.sampled_from(["\n", "\r\n", "\r"]))
def test_line_ends_and_the_mark_stay(data: dict[str, object], end: str) -> None:
    text = end.join(["a:   1", "", "", "b:   2", ""])
    planned = fmt(source(b"\xef\xbb\xbf" + text.encode()))
    assert planned.after == end.join(["a: 1", "", "b: 2", ""])


@given(
    st.lists(st.sampled_from(["a\n", "b\n", "\n", "c: d\n", "e"])),
    st.lists(st.sampled_from(["a\n", "\n", "c:  d\n", "e"])),
)
def test_edits_make_one_text_of_the_other(old: list[str], new: list[str]) -> None:
    before, after = "".join(old), "".join(new)
    assert edited(before, edits_between(before, after)) == after


def test_a_text_without_an_end_keeps_its_meaning() -> None:
    assert put_in_shape("a:  |\n    text") == "a: |\n  text"
    assert put_in_shape("a:  b") == "a: b\n"
    assert put_in_shape("a:  |-\n    text") == "a: |-\n  text\n"


def test_document_marks_stay() -> None:
    assert put_in_shape("# first\n---\na:   b\n...\n") == "# first\n---\na: b\n...\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [("? a\n: b\n", "starts with `\\?`"), ("a: [b\n", "read in full"), ("a: 1\na: 2\n", "read in full")],
)
def test_what_cannot_be_laid_out_is_left(text: str, message: str) -> None:
    with pytest.raises(ArgmapError, match=message):
        fmt(source(text))


@given(st.sampled_from(WORDS))
@example("#x")
def test_words_that_look_like_signs(word: str) -> None:
    word = word.replace("'", "''")
    put_in_shape(f"a:   'x{word}'\nb: [ '{word}' ]\n")


# -- the command -------------------------------------------------------------------------------------------------------


def run(*arguments: str) -> Result:
    return CliRunner().invoke(argmap, ["fmt", *arguments])


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "arguments").mkdir()
    file, other = tmp_path / "arguments" / "a.yaml", tmp_path / "arguments" / "other.yaml"
    file.write_text("argmap:   1\n", encoding="utf-8")
    other.write_text("services:   {}\n", encoding="utf-8")
    told = run("--check")
    assert told.exit_code == 1
    assert "arguments/a.yaml: not in shape.\n1 file to be changed, 0 in shape.\n" in told.output
    shown = run("--diff")
    assert shown.exit_code == 0
    assert "-argmap:   1\n+argmap: 1\n" in shown.stdout
    assert file.read_text(encoding="utf-8") == "argmap:   1\n"
    assert "arguments/a.yaml: changed.\n1 file changed, 0 in shape.\n" in run().output
    assert file.read_text(encoding="utf-8") == "argmap: 1\n"
    assert other.read_text(encoding="utf-8") == "services:   {}\n"
    assert run("--check").exit_code == 0


def test_command_tells_of_broken_files_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("argmap: 1\nviews: [\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("argmap:   1\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes(b"\xff\xfe")
    result = run(str(tmp_path))
    assert result.exit_code == 1
    assert result.output.count("cannot be read in full") == 2
    assert (tmp_path / "b.yaml").read_text(encoding="utf-8") == "argmap: 1\n"
    assert isinstance(run(str(tmp_path / "none")).exception, ArgmapError)


@pytest.mark.parametrize("end", ["\r\r\n", "\r\n\r", "\n\r\n", "\r\r", "\r\n \r\n\n\r\n\r\n"])
def test_mixed_line_ends_are_put_in_shape_once(end: str) -> None:
    text = "argmap: 1\nmap: {title:  T}\nassertions:\n  a: {text: A.}\n  b:   {text: B.}\n".replace("\n", end)
    put_in_shape(text)
