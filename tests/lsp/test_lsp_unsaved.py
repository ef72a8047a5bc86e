"""Files that are open and not on the disk yet: they belong to the map of their folder as they will when saved."""

from pathlib import Path

import pytest
from lsp_editor import CITED, FIRST, Editor
from lsprotocol import types as t
from test_lsp_changing import _apply

MAP = FIRST.replace("premises: [offer-accepted]", "premises: [offer-accepted, letter-sent]")
NEW = "argmap: 1\nassertions:\n  letter-sent: {text: The letter was sent., kind: factual, counters: [offer-accepted]}\n"


@pytest.mark.asyncio
async def test_a_new_file_is_read_with_the_map_of_its_folder(editor: Editor) -> None:
    header = editor.write("case/map.yaml", MAP)
    await editor.start()
    editor.open(header)
    assert "dangling-id" in await editor.codes(header)
    new = editor.open("case/facts/new.yaml", NEW)
    await editor.until(header, lacks="dangling-id")
    assert "dangling-id" not in await editor.codes(new)
    assert "letter-sent" in await editor.completed(header, "[offer-accepted, ")
    assert await editor.defined(header, "letter-sent") == [("case/facts/new.yaml", "letter-sent")]
    assert "The buyer accepted" in await editor.hovered(new, "offer-accepted")
    editor.close(new)
    await editor.until(header, has="dangling-id")


@pytest.mark.asyncio
async def test_a_renaming_through_a_new_file(editor: Editor) -> None:
    header = editor.write("case/map.yaml", MAP)
    await editor.start()
    editor.open(header)
    new = editor.open("case/new.yaml", NEW)
    await editor.until(header, lacks="dangling-id")
    edit = await editor.client.text_document_rename_async(
        t.RenameParams(new_name="letter-posted", **editor.at(header, "letter-sent", 2))
    )
    assert _apply(editor, edit) == {"case/map.yaml", "case/new.yaml"}
    assert "  letter-posted: {" in editor.texts[new]
    assert not new.exists()
    new.write_text(editor.texts[new], "utf-8")  # saved
    editor.close(new)
    editor.swap(header, "title: A first", "title: Another")
    assert "dangling-id" not in await editor.codes(header)


@pytest.mark.asyncio
async def test_a_new_header_makes_a_map_of_its_folder(editor: Editor) -> None:
    facts = editor.write("case/facts.yaml", "argmap: 1\nassertions:" + FIRST.split("assertions:")[1])
    await editor.start()
    editor.open(facts)
    assert await editor.defined(facts, "issue: sale", 8) == []
    header = editor.open("case/map.yaml", FIRST.split("assertions:", maxsplit=1)[0])
    assert "dangling-id" not in await editor.codes(header)
    assert await editor.defined(facts, "issue: sale", 8) == [("case/map.yaml", "sale")]
    editor.swap(facts, "issue: sale", "issue: sael")
    assert "dangling-id" in await editor.codes(facts)


@pytest.mark.asyncio
@pytest.mark.parametrize("written", ["../library/code.yaml", "../library"])
async def test_a_new_library_is_used(editor: Editor, written: str) -> None:
    library, rest = CITED.split("assertions:")
    header = "map: {title: A map, forum: a court, as_of: 2026}\n"
    path = editor.write("case/map.yaml", f"argmap: 1\n{header}uses: [{written}]\nassertions:{rest}")
    await editor.start()
    editor.open(path)
    assert "uses-missing" in await editor.codes(path)
    editor.open("library/code.yaml", library.replace(header, ""))
    await editor.until(path, lacks="uses-missing")
    assert "dangling-id" not in await editor.codes(path)


@pytest.mark.asyncio
async def test_what_no_map_reads_when_saved_is_not_read_before(editor: Editor, tmp_path: Path) -> None:
    header = editor.write("case/map.yaml", MAP)
    await editor.start()
    editor.open(header)
    for name in ("case/.hidden/new.yaml", "case/new.yml", "elsewhere/new.yaml"):
        editor.open(name, NEW)
    editor.swap(header, "title: A first", "title: Another")
    assert "dangling-id" in await editor.codes(header)


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["case/map.yaml", "alone.yaml"])
async def test_a_renaming_in_a_map_that_was_never_saved(editor: Editor, name: str) -> None:
    facts = editor.write("case/facts.yaml", "argmap: 1\nassertions:\n  letter-sent: {text: Sent., kind: factual}\n")
    await editor.start()
    editor.open(facts)
    path = editor.open(name, MAP if name.startswith("case") else FIRST)
    await editor.diagnosed(path)
    old, new = ("letter-sent", "letter-posted") if name.startswith("case") else ("offer-accepted", "offer-taken")
    edit = await editor.client.text_document_rename_async(t.RenameParams(new_name=new, **editor.at(path, old, 2)))
    assert _apply(editor, edit) == ({name, "case/facts.yaml"} if name.startswith("case") else {name})
    assert old not in editor.texts[path]
    assert "dangling-id" not in await editor.codes(path)
