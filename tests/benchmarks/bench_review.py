"""Times the review: every check by size, a whole review, and one edit reviewed again.

`python tests/benchmarks/bench_review.py [LARGEST]` prints tables (processor time, medians of RUNS). The maps are
those of generate.py. A check is linear where its columns double with the size.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generate import write_map

from argmap.analysis import Analysis, analyse
from argmap.checks.registry import Case, all_checks
from argmap.review import Selection

SIZES = (1_000, 2_500, 5_000, 10_000, 20_000)
RUNS = 3
SLOWEST = 12
DAY = "2026-11-24"


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of some runs."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1000)
    return statistics.median(found)


def read(folder: Path) -> Analysis:
    """A map with its graph and its labels."""
    (analysis,) = analyse([folder])
    assert analysis.reading.sound
    assert analysis.evaluation.labels
    return analysis


def fresh(analysis: Analysis) -> Case:
    """A case in which nothing has been worked out yet."""
    return Case(replace(analysis.graph), analysis.evaluation, analysis.settings, DAY)


def checks(folders: dict[int, Path]) -> None:
    """The table of checks: milliseconds by size."""
    analyses = {size: read(folder) for size, folder in folders.items()}
    rows = {
        check.name: [milliseconds(lambda c=check, a=a: list(c.run(fresh(a)))) for a in analyses.values()]
        for check in all_checks().values()
    }
    print(f"| check | {' | '.join(f'{size:,}' for size in folders)} |")
    print("|---|" + "---:|" * len(folders))
    ordered = sorted(rows, key=lambda name: -rows[name][-1])
    for name in ordered[:SLOWEST]:
        print(f"| {name} | {' | '.join(f'{value:.1f}' for value in rows[name])} |")
    rest = [sum(rows[name][at] for name in ordered[SLOWEST:]) for at in range(len(folders))]
    print(f"| the other {len(rows) - SLOWEST} | {' | '.join(f'{value:.1f}' for value in rest)} |")


def reviews(folders: dict[int, Path]) -> None:
    """The table of whole reviews: the first of a process, and again after an edit."""
    print("\n| assertions | profile | diagnostics | first review | again | again, not weighed | reading again |")
    print("|---:|---|---:|---:|---:|---:|---:|")
    for size, folder in folders.items():
        for profile in ("review", "opponent"):
            analysis = read(folder)
            first = milliseconds(lambda a=analysis, p=profile: a.review(Selection(p), DAY), 1)
            count = len(analysis.review(Selection(profile), DAY))
            again = statistics.median(_again(folder, Selection(profile)) for _ in range(RUNS))
            light = statistics.median(_again(folder, Selection(profile, is_weighed=False)) for _ in range(RUNS))
            reading = milliseconds(lambda f=folder: read(f))
            print(f"| {size:,} | {profile} | {count:,} | {first:.0f} | {again:.0f} | {light:.0f} | {reading:.0f} |")


def _again(folder: Path, selection: Selection) -> float:
    """A review of a map that was read anew, as after an edit."""
    analysis = read(folder)
    return milliseconds(lambda: analysis.review(selection, DAY), 1)


def main(largest: int) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as temporary:
        sizes = [size for size in SIZES if size <= largest]
        folders = {size: write_map(Path(temporary) / str(size), size) for size in sizes}
        checks(folders)
        reviews(folders)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1])
