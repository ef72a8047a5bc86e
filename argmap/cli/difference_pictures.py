"""The pictures of differences: which files they go to, and those that no difference makes any more."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from argmap.diagnostics import ArgmapError
from argmap.difference import Difference
from argmap.render.difference import NAME, difference_views
from argmap.render.draw import Drawing, Kind
from argmap.render.files import Job, is_ours, jobs_for, run_jobs
from argmap.reports.places import shown_path

KIND: Kind = "difference"
"""What these pictures say of themselves; those of a map's views say another thing."""


def draw_differences(
    names: Sequence[str], differences: Sequence[Difference], folder: Path
) -> list[list[tuple[Path, str]]]:
    """Draw each difference into `folder/<map>/difference.svg` and further pages; for each, where they are and what each
    shows. Pages of an earlier difference that are left over are removed at last. Raises LayoutError, and ArgmapError
    where another file is in the way.
    """
    jobs = [
        jobs_for([Drawing(picture, home=name, kind=KIND) for picture in difference_views(of)], folder / name, ["svg"])
        for name, of in zip(names, differences, strict=True)
    ]
    every = [job for own in jobs for job in own]
    _refuse_others(job.path for job in every)
    run_jobs(every, os.cpu_count() or 1, lambda job, was_written, words: None)
    wanted = {job.path for job in every}
    for name in names:
        for path in sorted((folder / name).glob(f"{NAME}*.svg")):
            if path not in wanted and _is_ours(path):
                path.unlink()
    return [_shown(own) for own in jobs]


def _is_ours(path: Path) -> bool:
    """Whether a file is a picture of a difference, made in this place; a link is its reader's."""
    return path.is_file() and not path.is_symlink() and is_ours(path, KIND)


def _refuse_others(paths: Iterable[Path]) -> None:
    """Raises ArgmapError where something else stands at one of the paths."""
    for path in paths:
        if os.path.lexists(path) and not _is_ours(path):
            raise ArgmapError(
                f"`{shown_path(path)}` is there already and is no picture that `argmap diff` made there; "
                "move it, or name another folder with --pictures."
            )


def _shown(jobs: Sequence[Job]) -> list[tuple[Path, str]]:
    return [(job.path, f"{job.drawing.picture.title}: {_page(at, len(jobs))}") for at, job in enumerate(jobs, 1)]


def _page(number: int, count: int) -> str:
    return f"page {number} of {count}" if count > 1 else "what was added, removed and changed, and how it stands"
