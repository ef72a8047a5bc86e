"""Nothing stays told of a file that is looked at in another map than before, and nothing is left untold."""

from pathlib import Path

import pytest
from lsp_editor import FIRST, Editor
from lsprotocol import types as t
from test_lsp_changing import _apply

LIBRARY = "argmap: 1\nauthorities:\n  code: {kind: statute, title: A code}\n"
WRONG = LIBRARY.replace("statute", "statut")
USED = FIRST.replace("parties:", "uses: [../lib]\nparties:", 1).replace("kind: factual,", "authorities: [code],", 1)


@pytest.mark.asyncio
async def test_a_library_that_a_map_begins_to_use(editor: Editor) -> None:
    await editor.start()
    library = editor.open(editor.write("lib/l.yaml", LIBRARY), WRONG)
    assert "wrong-value" in await editor.codes(library)
    header = editor.open(editor.write("case/map.yaml", FIRST))
    await editor.diagnosed(header)
    editor.set(header, USED)
    await editor.diagnosed(header)
    editor.set(library, LIBRARY)
    assert "wrong-value" not in await editor.codes(library)
    await editor.until(library, lacks="wrong-value")


@pytest.mark.asyncio
async def test_a_library_that_a_map_no_longer_uses(editor: Editor) -> None:
    await editor.start()
    library = editor.open(editor.write("lib/l.yaml", LIBRARY), WRONG)
    header = editor.open(editor.write("case/map.yaml", USED))
    await editor.until(library, has="wrong-value")
    await editor.diagnosed(header)
    for text in (USED.replace("uses:", "us:"), USED, FIRST):
        editor.set(header, text)
        await editor.diagnosed(header)
        await editor.until(library, has="wrong-value")
    editor.set(library, LIBRARY)
    await editor.until(library, lacks="wrong-value")


@pytest.mark.asyncio
async def test_a_file_that_gets_a_map(editor: Editor) -> None:
    text = "argmap: 1\nassertions:\n  fact: {text: A fact., kind: factual}\n"
    await editor.start()
    path = editor.open(editor.write("case/two.yaml", text), text.replace("kind", "kinb"))
    assert "unknown-key" in await editor.codes(path)
    header = editor.write("case/map.yaml", FIRST)
    event = t.FileEvent(header.as_uri(), t.FileChangeType.Created)
    editor.client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([event]))
    editor.set(path, text)
    await editor.diagnosed(path)
    await editor.until(path, lacks="unknown-key")


def _many(editor: Editor) -> list[Path]:
    facts = "argmap: 1\nassertions:\n  more-{}: {{text: More., premises: [offer-accepted]}}\n"
    return [editor.write(f"case/f{number}.yaml", facts.format(number)) for number in range(5)]


@pytest.mark.asyncio
async def test_an_editor_that_opens_what_it_renames_in(editor: Editor) -> None:
    """As some do: each file is opened with its old text, changed, and saved later; the last word is the right one."""
    await editor.start()
    paths = [editor.write("case/map.yaml", FIRST), *_many(editor)]
    header = editor.open(paths[0])
    await editor.diagnosed(header)
    at = editor.at(header, "[offer-accepted", 2)
    edit = await editor.client.text_document_rename_async(t.RenameParams(new_name="accepted", **at))
    for path in paths[1:]:
        editor.open(path)
    _apply(editor, edit)
    for path in paths:
        await editor.until(path, lacks="dangling-id")
        assert "dangling-id" not in await editor.codes(path)


@pytest.mark.asyncio
@pytest.mark.parametrize("is_saved", [False, True])
async def test_a_lock_that_is_open_with_changes_is_not_written_over(editor: Editor, is_saved: bool) -> None:
    await editor.start()
    header = editor.open(editor.write("first.yaml", FIRST))
    text = '{"argmap-lock": 2, "assertions": {"offer-accepted": {"offer-accepted": "1"}}}\n'
    lock = editor.write("first.argmap.lock", text)
    editor.open(lock, text if is_saved else text.replace('"1"', '"2"'))
    at = editor.at(header, "[offer-accepted", 2)
    asked = editor.client.text_document_rename_async(t.RenameParams(new_name="accepted", **at))
    if is_saved:
        assert _apply(editor, await asked) == {"first.yaml", "first.argmap.lock"}
    else:
        with pytest.raises(Exception, match="open with changes"):
            await asked
