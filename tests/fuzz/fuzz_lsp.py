"""Types at random into a real language server and asks it at random, for as long as it is told to.

`python tests/fuzz/fuzz_lsp.py [EDITS] [SEED]` makes EDITS edits (3,600: an hour of one a second). Ten times it prints
how much memory the server holds. It stops where the server's text differs from the editor's, where an answer is an
error, or where the server dies.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from pytest_lsp.client import make_test_lsp_client

sys.path.insert(0, str(Path(__file__).parents[1] / "lsp"))
from lsp_editor import CITED, FIRST, Editor
from random_edits import Typist

ENCODINGS = ("utf-16", "utf-8", "utf-32")


async def typed(folder: Path, edits: int, seed: int) -> None:
    """One editor at work."""
    client = make_test_lsp_client()
    await client.start_io(sys.executable, "-m", "argmap", "lsp")
    assert client._server is not None
    editor = Editor(client, folder)
    await editor.start(ENCODINGS[seed % 3], options={"debounce": 1, "profile": "opponent"})
    paths = [editor.open(editor.write(name, text)) for name, text in (("first.yaml", FIRST), ("second.yaml", CITED))]
    texts = {path: editor.texts[path] for path in paths}
    typist = Typist(editor, seed)
    for number in range(1, edits + 1):
        path = typist.random.choice(paths)
        if number % 200 == 0:  # begin again, before nothing is left that could be read
            editor.set(path, texts[path])
        typist.edit(path)
        await typist.ask(path)
        if number % max(edits // 10, 1) == 0:
            await editor.diagnosed(path)
            await typist.agrees(path)
            status = Path(f"/proc/{client._server.pid}/status").read_text()
            held = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
            print(f"{number:6} edits, {int(held) // 1024} MiB", flush=True)
    await client.shutdown_session()
    await client.stop()


if __name__ == "__main__":
    edits, seed = ([int(word) for word in sys.argv[1:]] + [3600, 0][len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory() as temporary:
        (Path(temporary) / "argmap.toml").touch()
        asyncio.run(typed(Path(temporary), edits, seed))
