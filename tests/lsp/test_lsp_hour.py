"""A long day of a server: what it holds does not grow with what was typed; and many at work on the same files."""

import asyncio
import json
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from lsp_editor import CITED, FIRST, Editor
from lsprotocol import types as t
from pytest_lsp import LanguageClient
from random_edits import Typist
from test_lsp_changing import _apply
from test_lsp_together import run

from argmap.analysis import analyse

WARM, LONG = 300, 900
MIB = 1024
MOST = 8 * MIB
"""KiB by which a server may have grown; a server that kept each text it has seen would grow by several times that."""


def held(process: int) -> int:
    """KiB of memory that a process holds."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not say what a process holds")
@pytest.mark.asyncio
async def test_memory_does_not_grow_with_edits(editor: Editor) -> None:
    """Typing, breaking, mending, asking, opening and closing, over and over in a map with long texts."""
    await editor.start(options={"debounce": 1, "profile": "opponent"})
    long = "".join(f"  long-{number}: {{text: {'So it was. ' * 80}, premises: [made]}}\n" for number in range(40))
    texts = {editor.write("first.yaml", FIRST): FIRST, editor.write("second.yaml", CITED + long): CITED + long}
    paths = [editor.open(path) for path in texts]
    assert editor.client._server is not None
    server, typist = editor.client._server.pid, Typist(editor, 7)
    before = 0
    for number in range(WARM + LONG):
        path = typist.random.choice(paths)
        if number % 40 == 0:
            editor.close(path)
            editor.open(path)
        elif number % 10 == 0:
            editor.set(path, texts[path])
        typist.edit(path)
        await typist.ask(path)
        if number == WARM:
            await editor.diagnosed(path)
            before = held(server)
    await editor.diagnosed(path)
    await typist.agrees(path)
    assert held(server) - before < MOST


@asynccontextmanager
async def preview(path: Path) -> AsyncIterator[Callable[[], set[str]]]:
    """A preview as a process of its own; gives what shows the ids of the assertions in it."""
    command = [sys.executable, "-m", "argmap", "serve", str(path), "--port", "0"]
    pipe = subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
    assert process.stdout is not None
    found = re.search(rb"http://127\.0\.0\.1:\d+/", await process.stdout.readline())
    assert found is not None

    def shown() -> set[str]:
        with urllib.request.urlopen(f"{found[0].decode()}maps/{path.name}/state", timeout=20) as answer:
            return {*json.load(answer)["data"]["assertions"]}

    try:
        yield shown
    finally:
        process.send_signal(signal.SIGINT)
        assert b"Traceback" not in (await process.communicate())[1]


@pytest.mark.asyncio
async def test_editors_commands_and_a_preview_on_the_same_files(
    editor: Editor, other_client: LanguageClient, project: Path
) -> None:
    """Each of two editors saves what it has typed, commands add and rename, a preview looks on: all of it is there."""
    other = Editor(other_client, project)
    files = {"map.yaml": FIRST}
    files |= {
        f"{who}.yaml": f"argmap: 1\nassertions:\n  {who}-0: {{text: T, premises: [offer-accepted]}}\n" for who in "abc"
    }
    for name, text in files.items():
        editor.write(f"case/{name}", text)
    await editor.start()
    await other.start()
    mine, theirs = editor.open("case/a.yaml"), other.open("case/b.yaml")

    async def types(who: Editor, path: Path) -> None:
        for number in range(1, 9):
            end = len(who.texts[path])
            line = f"  {path.stem}-{number}: {{text: Typed., premises: [{path.stem}-{number - 1}]}}\n"
            for at, sign in enumerate(line):
                who.replace(path, end + at, end + at, sign)
            path.write_text(who.texts[path], "utf-8")
            await who.diagnosed(path)

    async def adds() -> None:
        for number in range(1, 4):
            name = f"c-{number}"
            assert await run(project, "new", "assertion", name, "case", "--text", "T.", "--file", "case/c.yaml") == 0

    async with preview(project / "case") as shown:
        await asyncio.gather(types(editor, mine), types(other, theirs), adds())
        at = editor.at(mine, "[offer-accepted", 2)
        edit = await editor.client.text_document_rename_async(t.RenameParams(new_name="accepted", **at))
        assert _apply(editor, edit) == {f"case/{name}" for name in files}
        mine.write_text(editor.texts[mine], "utf-8")
        other.set(theirs, theirs.read_text("utf-8"))  # as an editor does with a file that is not touched in it
        await other.until(theirs, lacks="dangling-id")
        (analysis,) = analyse([project / "case"])
        wanted = {f"{who}-{number}" for who in "ab" for number in range(9)} | {f"c-{number}" for number in range(4)}
        assert wanted | {"contract-made", "accepted", "price-left-open"} == {*analysis.reading.map.assertions}
        assert analysis.reading.defects == ()
        async with asyncio.timeout(20):
            while await asyncio.to_thread(shown) != {*analysis.reading.map.assertions}:
                await asyncio.sleep(0.05)
