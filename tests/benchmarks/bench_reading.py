"""Times reading: read + validate + graph by size, peak memory, and the whole `check` process beside bare imports.

`python tests/benchmarks/bench_reading.py [LARGEST]` prints a Markdown table (times in seconds, medians of RUNS).
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import SIZES, write_map

RUNS = 5
ONE = """
import sys, time, resource
from pathlib import Path
from argmap.analysis import analyse
start = time.process_time()
(analysis,) = analyse([Path(sys.argv[1])])
read = time.process_time()
analysis.graph
graph = time.process_time()
analysis.evaluation
end = time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert analysis.reading.sound, analysis.reading.defects[:3]
print(read - start, graph - read, end - graph, peak)
"""
FLOOR = "import pydantic, networkx"


def measured(folder: Path) -> list[float]:
    """Seconds of reading, of the graph, of the labels, and peak memory in MiB, of one fresh process."""
    done = subprocess.run([sys.executable, "-c", ONE, str(folder)], capture_output=True, text=True, check=True)
    *seconds, peak = (float(part) for part in done.stdout.split())
    return [*seconds, peak / 1024]


def whole(command: list[str]) -> float:
    """Seconds of a whole process, user and system time together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(largest: int) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as temporary:
        print("| assertions | read + validate | graph | labels | µs an assertion | peak MiB |")
        print("|---:|---:|---:|---:|---:|---:|")
        for size in (size for size in SIZES if size <= largest):
            folder = write_map(Path(temporary) / str(size), size)
            runs = [measured(folder) for _ in range(RUNS if size < 100_000 else 3)]
            read, graph, labels, peak = (statistics.median(column) for column in zip(*runs, strict=True))
            each = (read + graph) / size * 1e6
            print(f"| {size:,} | {read:.3f} | {graph:.3f} | {labels:.3f} | {each:.0f} | {peak:.0f} |")
        folder = write_map(Path(temporary) / "thousand", 1000)
        rows = {
            "bare Python": [sys.executable, "-c", "pass"],
            "`argmap --help`": [sys.executable, "-m", "argmap", "--help"],
            "import of pydantic and networkx": [sys.executable, "-c", FLOOR],
            "`argmap check`, 1,000 assertions": [sys.executable, "-m", "argmap", "check", str(folder)],
        }
        print("\n| whole process | cpu seconds |\n|---|---:|")
        for name, command in rows.items():
            whole(command)
            print(f"| {name} | {statistics.median(whole(command) for _ in range(RUNS)):.3f} |")


if __name__ == "__main__":
    start = time.process_time()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1])
    print(f"\n{time.process_time() - start:.0f} s in all")
