"""Times the language server as an editor sees it: start, key press → diagnostics, completion, hover.

`python tests/benchmarks/bench_lsp.py [SIZE] [--argdown FOLDER]` prints a Markdown table: milliseconds by the clock
(medians of RUNS, without the time the server waits for the next key) and of the server's processor (means), since what
else runs on the machine shows in the first. FOLDER is one in which npm has installed @argdown/core: its parser and
model, which its editors run at every key press, are timed on a map of the same assertions, texts and relations.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from generate import write_map
from lsprotocol import types as t
from pytest_lsp.client import make_test_lsp_client

from argmap.analysis import analyse

sys.path.insert(0, str(Path(__file__).parents[1] / "lsp"))
from lsp_editor import Editor

RUNS = 25
ARGDOWN = """
import { readFileSync } from "fs";
import { ArgdownApplication, ParserPlugin, DataPlugin, ModelPlugin } from "@argdown/core";
const app = new ArgdownApplication();
for (const [plugin, process] of [[new ParserPlugin(), "parse-input"], [new DataPlugin(), "build-model"],
                                 [new ModelPlugin(), "build-model"]]) app.addPlugin(plugin, process);
const text = readFileSync(process.argv[2], "utf8");
const times = [];
let before;
for (let run = 0; run < 15; run++) {
  const begun = performance.now();
  const told = app.run({ process: ["parse-input", "build-model"], input: text.replace("x", "x" + run) });
  if (run == 4) before = process.cpuUsage();
  if (run > 4) times.push(performance.now() - begun);
  if (run == 0) console.error(Object.keys(told.statements).length, "statements");
}
const { user, system } = process.cpuUsage(before);
console.log(times.sort((a, b) => a - b)[Math.floor(times.length / 2)], (user + system) / 1000 / times.length);
"""


Row = tuple[str, float, float]


def used(process: int) -> float:
    """Milliseconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


async def timed(what: str, server: int, work: Callable[[int], Awaitable[object]], runs: int = RUNS) -> Row:
    """The median of some runs by the clock, and the mean of the processor's time, in milliseconds."""
    times, before = [], used(server)
    for number in range(runs):
        begun = time.perf_counter()
        await work(number)
        times.append(time.perf_counter() - begun)
    return what, statistics.median(times) * 1000, (used(server) - before) / runs


async def measured(folder: Path, file: str) -> list[Row]:
    """What is timed, in words, and milliseconds."""
    client = make_test_lsp_client()
    begun = time.perf_counter()
    await client.start_io(sys.executable, "-m", "argmap", "lsp")
    editor = Editor(client, folder)
    await editor.start(options={"debounce": 0})
    assert client._server is not None
    server = client._server.pid
    rows = [("start, until the server has said what it can do", (time.perf_counter() - begun) * 1000, used(server))]
    begun, before = time.perf_counter(), used(server)
    path = editor.open(file)
    await editor.diagnosed(path)
    rows.append(("first diagnostics after opening a file", (time.perf_counter() - begun) * 1000, used(server) - before))

    async def typed(number: int) -> None:
        at = editor.texts[path].index("text: ", len(editor.texts[path]) // 2) + 8
        editor.replace(path, at, at, "x")
        await editor.diagnosed(path)

    async def cut(number: int) -> None:
        text = editor.texts[path]
        at = text.index("premises: [", number * len(text) // RUNS // 2) + len("premises: [")
        editor.replace(path, at, text.index("]", at), "")
        await editor.diagnosed(path)

    async def broken(number: int) -> None:
        text = editor.texts[path]
        at = text.index("text: ", len(text) // 2) + len("text: ")
        editor.replace(path, at, at + number % 2, "" if number % 2 else '"')
        await editor.diagnosed(path)

    async def inside(number: int) -> None:
        text = editor.texts[path]
        at = text.index("text: ", len(text) // 2) + len("text: ")
        editor.replace(path, at, at + (number > 0), "x" if number else '"')
        await editor.diagnosed(path)

    outline = t.DocumentSymbolParams(editor.named(path))
    for what, work in (
        ("key press in a text → diagnostics", typed),
        ("premises taken away → diagnostics", cut),
        ("quotation mark opened or closed → diagnostics", broken),
        ("key press behind a quotation mark that is open → diagnostics", inside),
        ("completion of an id", lambda _: editor.completed(path, "premises: [")),
        ("hover", lambda _: editor.hovered(path, "authorities: [", 16)),
        ("outline", lambda _: client.text_document_document_symbol_async(outline)),
    ):
        rows.append(await timed(what, server, work))
    await client.shutdown_session()
    await client.stop()
    return rows


def argdown_text(folder: Path) -> str:
    """The assertions of a map with their supports and attacks, in Argdown."""
    (analysis,) = analyse([folder])
    lines = []
    for name, node in analysis.graph.assertions.items():
        lines.append(f"[{name}]: {node.entry.text}")
        lines += [f"  + [{premise.assertion}]" for argument in node.arguments for premise in argument.premises]
        lines += [f"  - [{counter.assertion}]" for counter in node.counters]
        lines.append("")
    return "\n".join(lines)


def argdown(folder: Path, installed: Path) -> tuple[float, float]:
    """Milliseconds of Argdown's parser and model for the same map, in a process that is warm."""
    (installed / "bench.mjs").write_text(ARGDOWN, encoding="utf-8")
    (installed / "map.argdown").write_text(argdown_text(folder), encoding="utf-8")
    words = ["node", "bench.mjs", "map.argdown"]
    said = subprocess.run(words, cwd=installed, stdout=subprocess.PIPE, text=True, check=True).stdout
    clock, processor = (float(word) for word in said.split())
    return clock, processor


def main(size: int, installed: Path | None) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = write_map(Path(temporary) / "map", size)
        told = asyncio.run(measured(folder, "part-0.yaml"))
        if installed is not None:
            told.append(("Argdown's parser and model, the same map", *argdown(folder, installed)))
        print(table(f"{size:,} assertions", told))
        real = Path(temporary) / "arguments"
        shutil.copytree(Path(__file__).parents[2] / "arguments", real)
        (real / "argmap.toml").touch()
        print(table("the first map", asyncio.run(measured(real, "soleimani-strike/self-defence.yaml"))))


def table(heading: str, rows: list[Row]) -> str:
    """Rows as a Markdown table."""
    lines = [f"| {what} | {clock:.0f} | {processor:.0f} |" for what, clock, processor in rows]
    return "\n".join([f"| {heading} | ms by the clock | ms of the processor |", "|---|---:|---:|", *lines, ""])


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    folder = Path(words.pop()).absolute() if "--argdown" in sys.argv else None
    main(int(words[0]) if words else 1000, folder)
