"""One file under several uris, and uris that lead to no file."""

import asyncio
from pathlib import Path

import pytest
from lsp_editor import FIRST, Editor
from lsprotocol import types as t

UNSAVED = "  unsaved: {text: It is new., premises: [offer-accepted]}\n"


def _open(editor: Editor, uri: str, text: str) -> None:
    editor.client.text_document_did_open(t.DidOpenTextDocumentParams(t.TextDocumentItem(uri, "yaml", 1, text)))


def _close(editor: Editor, uri: str) -> None:
    editor.client.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(uri)))


async def _names(editor: Editor, path: Path) -> set[str]:
    found = await editor.client.text_document_document_symbol_async(t.DocumentSymbolParams(editor.named(path)))
    return {inner.name for item in found or () for inner in item.children or ()}  # type: ignore[union-attr]


@pytest.fixture
def twin(editor: Editor) -> tuple[Path, Path]:
    """A file, and a link to it that is read before it."""
    path = editor.write("real.yaml", FIRST)
    link = editor.project / "a-link.yaml"
    link.symlink_to("real.yaml")
    return path, link


@pytest.mark.asyncio
async def test_a_file_is_told_of_where_it_is_open(editor: Editor, twin: tuple[Path, Path]) -> None:
    path, link = twin
    await editor.start()
    editor.open(path)
    assert "fact-without-evidence" in await editor.codes(path)
    editor.swap(path, "[offer-accepted]", "[offer-acepted]")
    assert "dangling-id" in await editor.codes(path)
    assert link.as_uri() not in editor.published


@pytest.mark.asyncio
async def test_a_renaming_edits_the_text_that_is_open(editor: Editor, twin: tuple[Path, Path]) -> None:
    path, _ = twin
    workspace = t.WorkspaceClientCapabilities(workspace_edit=t.WorkspaceEditClientCapabilities(document_changes=True))
    await editor.start(workspace=workspace)
    editor.open(path)
    editor.replace(path, 0, 0, "# one line more\n")
    await editor.diagnosed(path)
    edit = await editor.client.text_document_rename_async(
        t.RenameParams(new_name="accepted", **editor.at(path, "[offer-accepted", 2))
    )
    assert edit is not None
    (made,) = edit.document_changes or ()
    assert isinstance(made, t.TextDocumentEdit)
    assert (made.text_document.uri, made.text_document.version) == (path.as_uri(), editor.versions[path])
    assert {editor.words(path, item.range) for item in made.edits} == {"offer-accepted"}


@pytest.mark.asyncio
@pytest.mark.parametrize("spelling", ["a-link.yaml", "re%61l.yaml"])
async def test_what_is_not_saved_stays_while_the_file_is_open(
    editor: Editor, twin: tuple[Path, Path], spelling: str
) -> None:
    path, _ = twin
    await editor.start()
    editor.open(path)
    editor.replace(path, len(FIRST), len(FIRST), UNSAVED)
    assert "unsaved" in await _names(editor, path)
    other = f"{editor.project.as_uri()}/{spelling}"
    _open(editor, other, FIRST)
    assert "unsaved" in await _names(editor, path)
    _close(editor, other)
    assert "unsaved" in await _names(editor, path)
    editor.swap(path, "[offer-accepted]", "[offer-acepted]")
    assert "dangling-id" in await editor.codes(path)


@pytest.mark.asyncio
async def test_the_text_that_was_changed_last_counts(editor: Editor, twin: tuple[Path, Path]) -> None:
    path, link = twin
    await editor.start()
    editor.open(path)
    editor.open(link)
    editor.swap(link, "[offer-accepted]", "[offer-acepted]")
    assert "dangling-id" in await editor.codes(link)
    editor.close(link)
    await editor.until(path, lacks="dangling-id")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "uri",
    [
        "file:///tmp/%00x.yaml",
        "",
        "file:///",
        "file:",
        "untitled:x",
        "file:///" + "x" * 300 + ".yaml",
        "file:///%ED%A0%80.yaml",
    ],
)
async def test_a_uri_that_is_no_file_leaves_the_others_alone(editor: Editor, uri: str) -> None:
    path = editor.write("first.yaml", FIRST)
    await editor.start()
    _open(editor, uri, FIRST.replace("[offer-accepted]", "[offer-acepted]"))
    at = {"text_document": t.TextDocumentIdentifier(uri), "position": t.Position(3, 3)}
    async with asyncio.timeout(8):
        await editor.client.text_document_hover_async(t.HoverParams(**at))  # type: ignore[arg-type]
    editor.open(path)
    assert "fact-without-evidence" in await editor.codes(path)
    editor.swap(path, "[offer-accepted]", "[offer-acepted]")
    assert "dangling-id" in await editor.codes(path)
    _close(editor, uri)
    editor.swap(path, "[offer-acepted]", "[offer-accepted]")
    await editor.until(path, lacks="dangling-id")
