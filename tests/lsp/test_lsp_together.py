"""Commands beside an editor, and two editors, each a process of its own, on the same files: nothing is lost."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from lsp_editor import FIRST, Editor
from lsprotocol import types as t
from pytest_lsp import LanguageClient
from test_lsp_changing import _apply

MORE = """\
argmap: 1
# A comment that stays.
assertions:
  more:   {text: "There is more.", kind: factual, premises: [offer_accepted, offer-accepted]}
  last: {text: And more still., premises: [price-left-open, offer-accepted]}
"""
RIGHT = MORE.replace("offer_accepted, ", "")
COMMANDS = {
    "rename": ("rename", "price-left-open", "no-price", "case"),
    "fmt": ("fmt", "case"),
    "fix": ("check", "case", "--fix"),
    "new": ("new", "assertion", "anew", "case", "--text", "It is new.", "--file", "case/more.yaml"),
    "waiver": ("review", "case", "--add-waiver", "fact-without-evidence", "price-left-open", "--because", "Plain."),
    "accept": ("review", "case", "--accept-changes"),
    "extract": ("extract", "sale", "case"),
}


async def run(folder: Path, *arguments: str) -> int:
    """One command as a process of its own; how it ended."""
    command = [sys.executable, "-m", "argmap", *arguments]
    pipe = subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=folder, stdout=pipe, stderr=pipe)
    said = b"".join(await process.communicate())
    assert b"Traceback" not in said
    return process.returncode or 0


async def kept(editor: Editor) -> None:
    """The server knows each text as the editor has it."""
    for path, text in editor.texts.items():
        told = await editor.client.protocol.send_request_async("argmap/text", {"uri": path.as_uri()})  # type: ignore[no-untyped-call]
        assert told.text == text


async def renamed(editor: Editor, path: Path, old: str, new: str) -> set[str]:
    """Rename in the editor, at an id as it is written there; the files that it changes."""
    at = editor.at(path, f"[{old}", 2)
    return _apply(editor, await editor.client.text_document_rename_async(t.RenameParams(new_name=new, **at)))


@pytest.mark.asyncio
@pytest.mark.parametrize("state", ["closed", "open", "unsaved"])
@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_beside_an_editor(editor: Editor, command: str, state: str) -> None:
    """The command works on the disk, the editor on its own texts; a renaming in it then changes what is there."""
    more = editor.write("case/more.yaml", MORE if command == "fix" else RIGHT)
    await editor.start()
    header = editor.open(editor.write("case/map.yaml", FIRST))
    await editor.diagnosed(header)
    editor.swap(header, "title: A first map", "title: An unsaved map")
    if state != "closed":
        editor.open(more)
    if state == "unsaved":
        editor.swap(more, "And more still.", "And nothing more.")
    before = dict(editor.texts)
    await editor.diagnosed(header)
    assert await run(editor.project, *COMMANDS[command]) in (0, 1)
    assert editor.texts == before
    on_disk = {path: path.read_text("utf-8") for path in (header, more)}
    assert FIRST.split("\n", maxsplit=1)[0] in on_disk[header]
    if state == "open":
        editor.set(more, on_disk[more])  # as an editor does with a file that is not touched in it
    await renamed(editor, header, "offer-accepted", "accepted")
    assert "title: An unsaved map" in editor.texts[header]
    assert editor.texts[header] == before[header].replace("offer-accepted", "accepted")
    now = editor.texts.get(more) or more.read_text("utf-8")
    was = before[more] if state == "unsaved" else on_disk[more]
    assert now == was.replace("offer-accepted", "accepted")
    assert header.read_text("utf-8") == on_disk[header]
    await kept(editor)


@pytest.mark.asyncio
async def test_two_editors_take_turns(editor: Editor, other_client: LanguageClient, project: Path) -> None:
    """Each renames in files that the other has open or not; both renamings are everywhere in the end."""
    other = Editor(other_client, project)
    more = editor.write("case/more.yaml", RIGHT)
    far = editor.write("case/far.yaml", "argmap: 1\nassertions:\n  far: {text: F, premises: [offer-accepted, more]}\n")
    await editor.start()
    await other.start()
    header = editor.open(editor.write("case/map.yaml", FIRST))
    other.open(more)
    await editor.diagnosed(header)
    await other.diagnosed(more)
    other.swap(more, "And more still.", "And nothing more.")
    assert await renamed(editor, header, "offer-accepted", "accepted") == {
        "case/map.yaml", "case/more.yaml", "case/far.yaml",
    }  # fmt: skip
    header.write_text(editor.texts[header], "utf-8")  # saved
    assert "[accepted, more]" in far.read_text("utf-8")
    assert "And nothing more." in other.texts[more]
    await kept(other)
    at = other.at(more, "  more:", 3)
    edit = await other.client.text_document_rename_async(t.RenameParams(new_name="much", **at))
    assert _apply(other, edit) == {"case/more.yaml", "case/far.yaml"}
    assert "[accepted, much]" in far.read_text("utf-8")
    assert "And nothing more." in other.texts[more]
    assert "  much:   {text" in other.texts[more]
    await kept(editor)
    await kept(other)


@pytest.mark.asyncio
async def test_a_new_file_of_another_program_is_renamed_in(editor: Editor) -> None:
    await editor.start()
    header = editor.open(editor.write("case/map.yaml", FIRST))
    await editor.diagnosed(header)
    new = editor.write("case/new.yaml", "argmap: 1\nassertions:\n  anew: {text: N, premises: [offer-accepted]}\n")
    assert await renamed(editor, header, "offer-accepted", "accepted") == {"case/map.yaml", "case/new.yaml"}
    assert "[accepted]" in new.read_text("utf-8")


@pytest.mark.asyncio
async def test_an_action_goes_by_the_file_as_it_is(editor: Editor) -> None:
    """What another program wrote into a file that is not open does not put an action's change in the wrong place."""
    editor.write("library.yaml", "argmap: 1\nauthorities:\n  code: {kind: statute, title: A code}\n")
    text = FIRST.replace("parties:", "uses: [library.yaml]\nparties:", 1)
    path = editor.write(
        "first.yaml", text.replace("kind: factual, status", "authorities: [cod], kind: factual, status")
    )
    await editor.start()
    editor.open(path)
    await editor.diagnosed(path)
    editor.write("library.yaml", "argmap: 1\n# One.\n# Two.\nauthorities:\n  code: {kind: statute, title: A code}\n")
    place = editor.at(path, "[cod]", 2)["position"]
    (told,) = [item for item in await editor.diagnosed(path) if item.code == "dangling-id"]
    asked = t.CodeActionParams(editor.named(path), t.Range(place, place), t.CodeActionContext([told]))
    found = await editor.client.text_document_code_action_async(asked)
    (action,) = [item for item in found or () if item.title.startswith("Add the authority")]
    assert isinstance(action, t.CodeAction)
    assert _apply(editor, action.edit) == {"library.yaml"}
    written = (editor.project / "library.yaml").read_text("utf-8")
    assert written.startswith("argmap: 1\n# One.\n# Two.\nauthorities:\n")
    assert written.count("  cod") == 2
