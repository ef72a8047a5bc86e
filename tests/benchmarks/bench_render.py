"""Times drawing, in processor seconds: the whole of it against the engine's own time on the same DOT, by size.

`python tests/benchmarks/bench_render.py` prints a Markdown table. *engine* is the time inside Graphviz for all views,
one after the other; *drawing* is everything from pictures to SVG text, one after the other, engine included. Garbage
is looked for as seldom as in a command.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path

from generate import write_map

from argmap.analysis import analyse
from argmap.cli.start import GARBAGE
from argmap.render.advances import word_units
from argmap.render.draw import DEADLINE, Drawing
from argmap.render.engine import run_wasm
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


def timed(size: int, folder: Path) -> list[float]:
    """Views, seconds of choosing views, of the engine, of drawing, and of telling that nothing has changed."""
    (analysis,) = analyse([write_map(folder, size)])
    material = Material(analysis.graph, analysis.evaluation)
    start = time.process_time()
    pictures = all_views(material)
    chosen = time.process_time()
    drawings = [Drawing(picture) for picture in pictures]
    dots = [graph.source for drawing in drawings for graph in drawing.graphs]
    before = time.process_time()
    for dot in dots:
        run_wasm(dot.encode(), DEADLINE)
    engine = time.process_time() - before
    forget()
    before = time.process_time()
    texts = [Drawing(picture).svg() for picture in pictures]
    drawing = time.process_time() - before
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.svg"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    before = time.process_time()
    assert all(Drawing(picture).is_current(path) for picture, path in zip(pictures, paths, strict=True))
    unchanged = time.process_time() - before
    return [float(len(pictures)), chosen - start, engine, drawing, unchanged]


def main(sizes: list[int]) -> None:
    """Print the table."""
    gc.set_threshold(GARBAGE)
    run_wasm(b"digraph{a}", DEADLINE)
    print("| assertions | views | choosing views | engine | drawing, engine included | ratio | unchanged |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        runs = []
        for run in range(RUNS if size < 10_000 else 1):
            with tempfile.TemporaryDirectory() as folder:
                runs.append(timed(size, Path(folder) / str(run)))
        views, choosing, engine, drawing, unchanged = (statistics.median(column) for column in zip(*runs, strict=True))
        ratio = statistics.median(row[3] / row[2] for row in runs)
        cells = (
            f"{views:.0f}",
            f"{choosing:.3f}",
            f"{engine:.3f}",
            f"{drawing:.3f}",
            f"{ratio:.2f}",
            f"{unchanged:.3f}",
        )
        print(f"| {size:,} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [30, 300, 1_000, 10_000])
