"""Times drawing against the engine's own time on the same layouts, by size.

`python tests/benchmarks/bench_render.py` prints a Markdown table. *layouts* counts every one that drawing asks the
engine for, also a second one of a wide picture. *engine* is the time for all of them in the engine alone; *drawing* is
everything from pictures to SVG text, engine included: in processor seconds one after the other, and by the clock on
all cores, as a command draws. Garbage is looked for as seldom as in a command.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from generate import write_map

from argmap.analysis import analyse
from argmap.cli.start import GARBAGE
from argmap.render import engine
from argmap.render.advances import word_units
from argmap.render.draw import DEADLINE, Drawing
from argmap.render.engine import run_wasm
from argmap.render.picture import Picture
from argmap.render.sheet import Material
from argmap.render.views import all_views

RUNS = 5


def forget() -> None:
    """Forget every text that was measured or written."""
    modules = [module for name, module in sys.modules.items() if name.startswith("argmap.render")]
    for found in (value for module in modules for value in vars(module).values()):
        if hasattr(found, "cache_parameters") and found.cache_parameters()["maxsize"]:
            found.cache_clear()
    word_units.cache_clear()


def asked(pictures: Iterable[Picture]) -> list[bytes]:
    """Everything the engine is asked to lay out for some pictures."""
    found: list[bytes] = []

    def run(dot: bytes, deadline: float) -> engine.Output:
        found.append(dot)
        return run_wasm(dot, deadline)

    engine.run_wasm = run
    try:
        for picture in pictures:
            Drawing(picture).svg()
    finally:
        engine.run_wasm = run_wasm
    return found


def apart(work: Callable[[Any], object], things: Iterable[Any]) -> list[float]:
    """Processor seconds of some work on each of many things in turn, and seconds by the clock on all cores."""
    forget()
    before = time.process_time()
    for thing in things:
        work(thing)
    in_turn = time.process_time() - before
    forget()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        began = time.perf_counter()
        for _ in pool.map(work, things):
            pass
        return [in_turn, time.perf_counter() - began]


def timed(size: int, folder: Path) -> list[float]:
    """Views, layouts, seconds of choosing views, of the engine, of drawing, and of telling that nothing has changed."""
    (analysis,) = analyse([write_map(folder, size)])
    material = Material(analysis.graph, analysis.evaluation)
    start = time.process_time()
    pictures = all_views(material)
    choosing = time.process_time() - start
    layouts = asked(pictures)
    alone = apart(lambda dot: run_wasm(dot, DEADLINE), layouts)
    drawing = apart(lambda picture: Drawing(picture).svg(), pictures)
    texts = [Drawing(picture).svg() for picture in pictures]
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.svg"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    before = time.process_time()
    assert all(Drawing(picture).is_current(path) for picture, path in zip(pictures, paths, strict=True))
    unchanged = time.process_time() - before
    return [float(len(pictures)), float(len(layouts)), choosing, *alone, *drawing, unchanged]


def main(sizes: list[int]) -> None:
    """Print the table."""
    gc.set_threshold(GARBAGE)
    run_wasm(b"digraph{a}", DEADLINE)
    cores = os.cpu_count()
    print(
        f"| assertions | views | layouts | choosing views | engine | drawing | ratio | engine, {cores} cores |", end=""
    )
    print(f" drawing, {cores} cores | ratio | unchanged |\n|{'---:|' * 11}")
    for size in sizes:
        runs = []
        for run in range(RUNS if size < 10_000 else 1):
            with tempfile.TemporaryDirectory() as folder:
                runs.append(timed(size, Path(folder) / str(run)))
        views, layouts, *seconds, unchanged = (statistics.median(column) for column in zip(*runs, strict=True))
        choosing, alone, alone_clock, drawing, clock = (f"{value:.3f}" for value in seconds)
        ratio, clock_ratio = (statistics.median(row[at + 2] / row[at] for row in runs) for at in (3, 4))
        cells = f"{views:.0f}", f"{layouts:.0f}", choosing, alone, drawing, f"{ratio:.2f}", alone_clock, clock
        print(f"| {size:,} | {' | '.join(cells)} | {clock_ratio:.2f} | {unchanged:.3f} |")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [30, 300, 1_000, 10_000])
