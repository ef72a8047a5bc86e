"""The server as a process: how it ends, what it says of errors, and others that change the same files."""

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lsp_editor import FIRST, Editor
from lsprotocol import types as t
from pytest_lsp import LanguageClient
from test_lsp_changing import _apply

LSP = [sys.executable, "-m", "argmap", "lsp"]
RENAME = [sys.executable, "-m", "argmap", "rename"]


def _message(method: str, id: int | None = None, **params: Any) -> bytes:
    said = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": id} if id is not None else {})
    body = json.dumps(said).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


HELLO = _message("initialize", 1, capabilities={}, processId=None, rootUri=None) + _message("initialized")


@pytest.mark.parametrize(("last", "code"), [([], 1), ([b'{"jsonrpc":"2.0","id":2,"method":"shutdown"}'], 0)])
def test_an_end_without_a_word_is_an_error(last: list[bytes], code: int) -> None:
    said = b"".join(b"Content-Length: %d\r\n\r\n" % len(body) + body for body in last)
    body = b'{"jsonrpc":"2.0","method":"exit"}'
    end = b"Content-Length: %d\r\n\r\n" % len(body) + body
    done = subprocess.run(LSP, input=HELLO + said + end, capture_output=True, timeout=60, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_a_refused_renaming_leaves_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").touch()
    path = tmp_path / "first.yaml"
    path.write_text(FIRST, encoding="utf-8")
    line = next(number for number, text in enumerate(FIRST.split("\n")) if text.startswith("  offer-accepted"))
    item = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": FIRST}
    asked = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": 4}, "newName": "No Id"}
    said = HELLO + _message("textDocument/didOpen", textDocument=item) + _message("textDocument/rename", 2, **asked)
    body = b'{"jsonrpc":"2.0","method":"exit"}'
    end = b"Content-Length: %d\r\n\r\n" % len(body) + body
    done = subprocess.run(LSP, input=said + end, capture_output=True, timeout=60, check=False)
    assert b"cannot be an id" in done.stdout
    assert b"Traceback" not in done.stderr


def test_every_request_is_answered() -> None:
    """Also one that cannot be read, and one that comes after the end."""
    place = {"textDocument": {"uri": "file:///none.yaml"}, "position": {"line": 0, "character": 0}}
    said = HELLO + _message("textDocument/hover", 2)
    said += _message("textDocument/hover", 3, **place | {"position": {"line": -1, "character": 0}})
    said += _message("shutdown", 4) + _message("textDocument/hover", 5, **place) + _message("exit")
    done = subprocess.run(LSP, input=said, capture_output=True, timeout=60, check=False)
    bodies = [
        json.loads(found) for found in re.findall(rb"\r\n\r\n(\{.*?\})(?=Content-Length|\Z)", done.stdout, re.DOTALL)
    ]
    answers = {body["id"]: body.get("error", {}).get("code") for body in bodies if "id" in body}
    assert answers == {1: None, 2: -32602, 3: -32602, 4: None, 5: -32600}


@pytest.mark.asyncio
async def test_two_editors_and_a_command_lose_nothing(
    editor: Editor, other_client: LanguageClient, project: Path
) -> None:
    other = Editor(other_client, project)
    editor.write("case/map.yaml", FIRST)
    path = editor.write("case/more.yaml", "argmap: 1\nassertions:\n  more: {text: More., premises: [offer-accepted]}\n")
    await editor.start()
    await other.start()
    header = editor.open("case/map.yaml")
    other.open(path)
    other.swap(path, "more:", "more-of-it:")
    editor.swap(header, "title: A first map", "title: An unsaved map")
    renamed = await asyncio.create_subprocess_exec(*RENAME, "price-left-open", "no-price", str(project / "case"))
    assert await renamed.wait() == 0
    assert "no-price:" in header.read_text("utf-8")
    edit = await editor.client.text_document_rename_async(
        t.RenameParams(new_name="accepted", **editor.at(header, "[offer-accepted", 2))
    )
    assert _apply(editor, edit) == {"case/map.yaml", "case/more.yaml"}
    edit = await other.client.text_document_rename_async(
        t.RenameParams(new_name="most", **other.at(path, "more-of-it", 2))
    )
    assert _apply(other, edit) == {"case/more.yaml"}
    assert "  most: {text: More." in other.texts[path]
    for one, file in ((editor, header), (other, path)):
        kept = await one.client.protocol.send_request_async("argmap/text", {"uri": file.as_uri()})  # type: ignore[no-untyped-call]
        assert kept.text == one.texts[file]
    assert "title: An unsaved map" in editor.texts[header]
    assert "no-price:" in header.read_text("utf-8")


@pytest.mark.asyncio
async def test_two_at_work_on_the_same_files_lose_nothing(tmp_path: Path) -> None:
    """Six commands at once, each renaming another id: each is made in full or refused, and the rest stays."""
    (tmp_path / "argmap.toml").touch()
    path = tmp_path / "first.yaml"
    names = [f"fact-{number}" for number in range(6)]
    facts = "".join(f"  {name}: {{text: Fact of {number}., kind: factual}}\n" for number, name in enumerate(names))
    path.write_text(FIRST + facts, encoding="utf-8")
    started = [
        await asyncio.create_subprocess_exec(
            *RENAME, name, f"{name}-new", str(path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for name in names
    ]
    wanted = FIRST + facts
    for name, process in zip(names, started, strict=True):
        _, refused = await process.communicate()
        assert process.returncode in (0, 2)
        if process.returncode == 0:
            wanted = wanted.replace(f"  {name}:", f"  {name}-new:")
        else:
            assert b"Nothing was changed" in refused
    assert path.read_text("utf-8") == wanted
