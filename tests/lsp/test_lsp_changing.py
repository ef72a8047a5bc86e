"""Renaming and formatting through a real server: the editor makes the changes, and the server then finds them made."""

import asyncio

import click.testing
import pytest
from lsp_editor import CITED, FIRST, Editor
from lsprotocol import types as t
from pygls.exceptions import JsonRpcException
from test_lsp_finding import _split

from argmap.cli.review import command as review
from argmap.editor.project_schema import project_schema_text
from argmap.reading.project import read_maps


def _apply(editor: Editor, edit: t.WorkspaceEdit | None) -> set[str]:
    """Make the changes of an answer: in the editor where the file is open, else on the disk."""
    assert edit is not None
    changed = set()
    for uri, edits in (edit.changes or {}).items():
        path = next((p for p in (*editor.texts, *editor.project.rglob("*.*")) if p.as_uri() == uri), None)
        assert path is not None
        changed.add(path.relative_to(editor.project).as_posix())
        text = editor.texts[path] if path in editor.texts else path.read_text("utf-8")
        for item in sorted(edits, key=lambda item: (item.range.start.line, item.range.start.character), reverse=True):
            start, end = editor.index(text, item.range.start), editor.index(text, item.range.end)
            text = text[:start] + item.new_text + text[end:]
        if path in editor.texts:
            editor.set(path, text)
        else:
            path.write_text(text, "utf-8")
    return changed


@pytest.mark.asyncio
async def test_renaming_in_all_files_of_all_maps(editor: Editor) -> None:
    await editor.start()
    path = editor.open(_split(editor))
    prepared = await editor.client.text_document_prepare_rename_async(
        t.PrepareRenameParams(**editor.at(path, "code s. 2(1)", 2))
    )
    assert isinstance(prepared, t.PrepareRenamePlaceholder)
    assert (editor.words(path, prepared.range), prepared.placeholder) == ("code", "code")
    edit = await editor.client.text_document_rename_async(
        t.RenameParams(new_name="sales-code", **editor.at(path, "code s. 2(1)", 2))
    )
    assert _apply(editor, edit) == {"library.yaml", "case/facts.yaml", "two.yaml"}
    assert "sales-code s. 2(1)" in editor.texts[path]
    assert "dangling-id" not in await editor.codes(path)


@pytest.mark.asyncio
async def test_a_renaming_that_cannot_be_says_why(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    for new, why in (("price-left-open", "taken"), ("No Id", "cannot be an id")):
        with pytest.raises(JsonRpcException, match=why):
            await editor.client.text_document_rename_async(
                t.RenameParams(new_name=new, **editor.at(path, "[offer-accepted", 2))
            )
    nothing = t.PrepareRenameParams(**editor.at(path, "The parties made", 2))
    assert await editor.client.text_document_prepare_rename_async(nothing) is None


@pytest.mark.asyncio
async def test_locks_are_renamed_and_words_that_stay_are_told(editor: Editor) -> None:
    text = FIRST.replace("parties:", "# offer-accepted is agreed\nparties:", 1)
    path = editor.write("first.yaml", text)
    done = click.testing.CliRunner().invoke(review, [str(path), "--accept-changes"])
    lock = editor.project / "first.argmap.lock"
    assert '"offer-accepted"' in lock.read_text("utf-8"), done.output
    said = asyncio.get_running_loop().create_future()
    editor.client.protocol.fm.features[t.WINDOW_SHOW_MESSAGE] = lambda shown: said.set_result(shown.message)
    await editor.start()
    editor.open(path)
    edit = await editor.client.text_document_rename_async(
        t.RenameParams(new_name="agreed", **editor.at(path, "[offer-accepted", 2))
    )
    assert edit is not None
    assert _apply(editor, edit) == {"first.yaml", "first.argmap.lock"}
    assert '"offer-accepted"' not in lock.read_text("utf-8")
    assert '"agreed"' in lock.read_text("utf-8")
    assert "suspect-reliance" not in await editor.codes(path)
    async with asyncio.timeout(10):
        assert "still say `offer-accepted`" in await said


@pytest.mark.asyncio
async def test_a_schema_with_the_old_id_is_told(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    schema = editor.project / "argmap.schema.json"
    schema.write_text(project_schema_text(read_maps([path])), encoding="utf-8")
    said: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    editor.client.protocol.fm.features[t.WINDOW_SHOW_MESSAGE] = lambda params: said.set_result(params.message)
    asked = t.RenameParams(new_name="agreed", **editor.at(path, "[offer-accepted", 2))
    edit = await editor.client.text_document_rename_async(asked)
    assert _apply(editor, edit) == {"first.yaml"}
    async with asyncio.timeout(10):
        assert "argmap.schema.json` has the ids from before" in await said


@pytest.mark.asyncio
async def test_renaming_what_is_not_saved(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    editor.swap(path, "kind: factual}\n", "kind: factual}\n  unsaved: {text: It is new., premises: [offer-accepted]}\n")
    edit = await editor.client.text_document_rename_async(
        t.RenameParams(new_name="saved", **editor.at(path, "unsaved", 2))
    )
    _apply(editor, edit)
    assert "  saved: {text: It is new." in editor.texts[path]


@pytest.mark.asyncio
async def test_formatting(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST.replace("    text: The", "    text:   The")))
    asked = t.DocumentFormattingParams(editor.named(path), t.FormattingOptions(2, insert_spaces=True))
    edits = await editor.client.text_document_formatting_async(asked)
    _apply(editor, t.WorkspaceEdit({path.as_uri(): list(edits or ())}))
    assert "    text: The parties made" in editor.texts[path]
    editor.set(path, CITED.replace("rules:", "rules: {"))
    assert not await editor.client.text_document_formatting_async(asked)
