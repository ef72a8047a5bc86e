"""The server's text stays that of the editor, whatever is typed, in all units; and it never dies of it."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsp_editor import FIRST, Editor
from lsprotocol import types as t
from random_edits import Typist

from argmap.lsp.text import Text, Units, from_units, to_units

MIXED = FIRST.replace("The parties made", "👩‍⚖️ e\u0301 القانون 𝔄 the parties made").replace("\n", "\r\n")


@pytest.mark.asyncio
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_edits_and_answers_around_wide_characters(editor: Editor, encoding: str) -> None:
    told = await editor.start(encoding)
    assert told.capabilities.position_encoding == encoding
    path = editor.open(editor.write("first.yaml", MIXED))
    editor.swap(path, "𝔄 the parties", "🏛️ both parties")
    editor.swap(path, "القانون", "عقد")
    editor.swap(path, "counters: [price-left-open]", "notes: '𝔄 🏛️'\r\n    counters: [price-left-opn]")
    await Typist(editor, 0).agrees(path)
    found = await editor.diagnosed(path)
    assert "price-left-opn" in [editor.words(path, item.range) for item in found]
    assert "Expected" not in await editor.hovered(path, "both parties")
    editor.swap(path, "{text: The buyer", "{text: 𝔄 🏛️ buyer")
    line = "offer-accepted: {text: 𝔄 🏛️ buyer accepted the seller's offer by letter., kind: factual, status: agreed"
    assert "agreed" in await editor.completed(path, line, len(line) - 6)


@pytest.mark.asyncio
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("seed", range(2))
async def test_random_edits(editor: Editor, encoding: str, seed: int) -> None:
    await editor.start(encoding, options={"debounce": 5})
    path = editor.open(editor.write("first.yaml", MIXED if seed else FIRST))
    typist = Typist(editor, seed)
    for number in range(120):
        typist.edit(path)
        if number % 4 == 0:
            await typist.ask(path)
        if number % 20 == 0:
            await typist.agrees(path)
    await typist.agrees(path)
    editor.set(path, FIRST)
    assert await editor.codes(path) == ["fact-without-evidence"]


@pytest.mark.asyncio
async def test_positions_beyond_the_text_and_backward_ranges(editor: Editor) -> None:
    await editor.start()
    path = editor.open("new.yaml", "one\ntwo")
    for start, end, text in (((0, 99), (0, 99), "!"), ((7, 0), (9, 9), "\nend"), ((1, 2), (1, 1), "-")):
        where = t.Range(t.Position(*start), t.Position(*end))
        editor._tell(path, t.TextDocumentContentChangePartial(where, text))
    known = await editor.client.protocol.send_request_async("argmap/text", {"uri": path.as_uri()})  # type: ignore[no-untyped-call]
    assert known.text == "one!\ntw-o\nend"


@pytest.mark.asyncio
async def test_messages_that_make_no_sense(editor: Editor) -> None:
    await editor.start(options={"profile": 7, "debounce": "soon", "argmap": []})

    def send(method: str, params: object) -> None:
        editor.client.protocol._send_data({"jsonrpc": "2.0", "method": method, "params": params})

    send("argmap/nothing", {"a": 1})
    send(
        "textDocument/didChange", {"textDocument": {"uri": "file:///nowhere.yaml", "version": 1}, "contentChanges": []}
    )
    send("textDocument/didClose", {"textDocument": {"uri": "file:///nowhere.yaml"}})
    send("workspace/didChangeConfiguration", {"settings": [1, 2]})
    odd = t.HoverParams(t.TextDocumentIdentifier("http://example.org/x"), t.Position(3, 3))
    assert await editor.client.text_document_hover_async(odd) is None
    path = editor.open(editor.write("first.yaml", FIRST))
    assert await editor.codes(path) == ["fact-without-evidence"]


@pytest.mark.asyncio
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
async def test_memory_does_not_grow_with_edits(editor: Editor) -> None:
    await editor.start(options={"debounce": 0})
    path = editor.open(editor.write("first.yaml", FIRST))
    await _type(editor, path, 60)
    before = _memory(editor)
    await _type(editor, path, 240)
    assert _memory(editor) < before + 6_000


async def _type(editor: Editor, path: Path, times: int) -> None:
    for number in range(times):
        editor.swap(path, "offer-accepted]", f"offer-accepted-{number}]")
        await editor.diagnosed(path)
        await editor.completed(path, "premises: [")
        editor.swap(path, f"offer-accepted-{number}]", "offer-accepted]")
    await editor.diagnosed(path)


def _memory(editor: Editor) -> int:
    """What the server holds, in KiB."""
    process = editor.client._server
    assert process is not None
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


LINES = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=30)


@given(LINES, st.integers(0, 40), st.sampled_from(Units))
def test_columns_there_and_back(line: str, column: int, units: Units) -> None:
    column = min(column, len(line))
    told = to_units(line, column, units)
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[units]
    codec = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[units]
    assert told == len(line[:column].encode(codec)) // width
    assert from_units(line, told, units) == column
    assert from_units(line, told + 1, units) in (column, min(column + 1, len(line)))


@given(st.text(st.sampled_from("ab\n\r\x0b\u2028é𝔄")))
def test_lines_end_where_the_protocol_says(written: str) -> None:
    text = Text(written)
    assert [text.line(number) for number in range(len(text.starts))] == text.lines()
