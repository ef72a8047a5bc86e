"""Drawings to files: which file each view goes to, whether it is current, and writing it whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from argmap.render.draw import Drawing
from argmap.writing import write_text

Format = Literal["svg", "dot"]
Fate = Literal["written", "current", "stale", "orphan"]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be made: the drawing, where it goes, in which format."""

    drawing: Drawing
    path: Path
    format: Format

    def is_current(self) -> bool:
        """Whether the file is there and holds what would be written."""
        if self.format == "svg":
            return self.drawing.is_current(self.path)
        try:
            return self.path.read_text(encoding="utf-8") == self.drawing.dot
        except (OSError, UnicodeDecodeError):
            return False

    def run(self) -> list[str]:
        """Make the file; what is worth telling the user about it."""
        write_text(self.path, self.drawing.svg() if self.format == "svg" else self.drawing.dot)
        straight = self.drawing.straightened() if self.format == "svg" else []
        if not straight:
            return []
        return [f"View `{self.drawing.picture.name}`: drawn straight, since no route was found: {', '.join(straight)}."]


def jobs_for(drawings: Iterable[Drawing], folder: Path, formats: Sequence[Format]) -> list[Job]:
    """A job for each drawing and format: `folder/view.format`."""
    return [Job(drawing, folder / f"{drawing.picture.name}.{kind}", kind) for drawing in drawings for kind in formats]


def run_jobs(jobs: Sequence[Job], workers: int, done: Callable[[Job, bool, list[str]], None]) -> None:
    """Make every file that is not current, several at a time; `done` hears of each, whether it was written, and what
    is worth telling.

    The first failure stops what has not begun, and is raised.
    """
    stale = [job for job in jobs if not job.is_current()]
    pending = {id(job) for job in stale}
    for job in jobs:
        if id(job) not in pending:
            done(job, False, [])
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        futures = {pool.submit(job.run): job for job in stale}
        try:
            for future in as_completed(futures):
                done(futures[future], True, future.result())
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def orphans(folder: Path, jobs: Iterable[Job], formats: Sequence[Format]) -> Iterator[Path]:
    """Files of these formats in a map's folder that no view makes any more."""
    wanted = {job.path.name for job in jobs}
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.suffix.removeprefix(".") in formats and path.name not in wanted:
                yield path
