"""The pictures of differences: which files they go to, and those that no difference makes any more."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from argmap.difference import Difference
from argmap.render.difference import NAME, difference_views
from argmap.render.draw import Drawing
from argmap.render.files import Task, is_ours, jobs_for, run_jobs


def draw_differences(
    names: Sequence[str], differences: Sequence[Difference], folder: Path
) -> list[list[tuple[Path, str]]]:
    """Draw each difference into `folder/<map>/difference.svg` and further pages; for each, where they are and what each
    shows. Pages of an earlier difference that are left over are removed. Raises LayoutError.
    """
    jobs: list[Task] = []
    made: list[list[tuple[Path, str]]] = []
    for name, of in zip(names, differences, strict=True):
        home = folder / name
        drawings = [Drawing(picture, home=name) for picture in difference_views(of)]
        own = jobs_for(drawings, home, ["svg"])
        jobs += own
        made.append(
            [(job.path, f"{job.drawing.picture.title}: {_page(at, len(own))}") for at, job in enumerate(own, 1)]
        )
        kept = {job.path for job in own}
        for path in sorted(home.glob(f"{NAME}*.svg")):
            if path not in kept and is_ours(path):
                path.unlink()
    run_jobs(jobs, os.cpu_count() or 1, lambda job, was_written, words: None)
    return made


def _page(number: int, count: int) -> str:
    return f"page {number} of {count}" if count > 1 else "what was added, removed and changed, and how it stands"
