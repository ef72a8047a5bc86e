"""Times what would be slow first in maps of an odd shape: many islands, one very wide conclusion.

`python tests/benchmarks/bench_shapes.py` prints a table (processor time). What is linear doubles with the size.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from argmap.analysis import Analysis, analyse
from argmap.checks.registry import Case, all_checks
from argmap.config import Settings
from argmap.render.paging import paginate

SIZES = (1_000, 2_000, 4_000, 8_000)
HEAD = "argmap: 1\nmap: {title: Odd}\nissues: {i: {question: Is it?, positions: [c]}}\nassertions:\n"


def islands(size: int) -> str:
    """So many assertions, in pairs that bear on no issue."""
    pairs = (f"  a{n}: {{text: A., premises: [b{n}]}}\n  b{n}: {{text: B.}}\n" for n in range(size // 2))
    return HEAD + "  c: {text: C.}\n" + "".join(pairs)


def wide(size: int) -> str:
    """One conclusion on so many premises, and against as many counters."""
    names = [", ".join(f"{side}{n}" for n in range(size)) for side in "pn"]
    leaves = (f"  p{n}: {{text: P.}}\n  n{n}: {{text: N.}}\n" for n in range(size))
    return f"{HEAD}  c: {{text: C., premises: [{names[0]}], counters: [{names[1]}]}}\n" + "".join(leaves)


def read(text: str) -> Analysis:
    """The map with its graph and labels."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.yaml"
        path.write_text(text, encoding="utf-8")
        (analysis,) = analyse([path])
    assert analysis.graph
    assert analysis.evaluation
    return analysis


def unreachable(analysis: Analysis) -> None:
    """Look for islands."""
    list(all_checks()["unreachable-assertion"].run(Case(analysis.graph, analysis.evaluation, Settings())))


def pages(analysis: Analysis) -> None:
    """Divide the issue into pages."""
    graph = analysis.graph
    paginate(graph, graph.in_issue("i"), lambda name: True, graph.positions("i"))


WORK: tuple[tuple[str, Callable[[int], str], Callable[[Analysis], None]], ...] = (
    ("islands: `unreachable-assertion`", islands, unreachable),
    ("wide conclusion: dividing into pages", wide, pages),
)


def main() -> None:
    """Print the table."""
    sys.stdout.write(f"| milliseconds | {' | '.join(f'{size:,}' for size in SIZES)} |\n|---|{'---:|' * len(SIZES)}\n")
    for label, made, work in WORK:
        found = []
        for size in SIZES:
            analysis = read(made(size))
            start = time.process_time()
            work(analysis)
            found.append((time.process_time() - start) * 1000)
        sys.stdout.write(f"| {label} | {' | '.join(f'{ms:,.0f}' for ms in found)} |\n")


if __name__ == "__main__":
    main()
