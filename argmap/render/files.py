"""Drawings to files: which file each view goes to, whether it is current, and writing it whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, get_args, runtime_checkable

from argmap.render.draw import Drawing
from argmap.render.own import file_mark
from argmap.render.sheets import LEAST, Content, sheet_for
from argmap.writing import file_stem, write_text

if TYPE_CHECKING:
    from argmap.render.apart import Apart

_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
FEW = 2
"""How many heavy files a process must have to make before it is worth its start."""

Format = Literal["svg", "png", "pdf", "dot", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
Fate = Literal["written", "current", "stale", "orphan"]


class Task(Protocol):
    """A file to be made; those of a later stage are made of those of an earlier one."""

    @property
    def path(self) -> Path:
        """Where it goes."""

    @property
    def stage(self) -> int:
        """0 for pictures, 1 for what is made of pictures, 2 for what lists the pages."""

    def is_current(self) -> bool:
        """Whether the file is there and holds what would be written."""

    def run(self) -> list[str]:
        """Make the file; what is worth telling the user about it."""


@runtime_checkable
class Heavy(Task, Protocol):
    """A file whose making holds up every other thread: the heavy part of it can be left to another process."""

    def work(self) -> tuple[Callable[[], None], list[str]]:
        """The heavy part, and what is worth telling the user; together they are what `run` does."""


@dataclass(frozen=True, slots=True)
class Job:
    """One picture to be made: the drawing, where it goes, in which format."""

    stage: ClassVar[int] = 0

    drawing: Drawing
    path: Path
    format: Format

    def is_current(self) -> bool:
        """Whether the file is there and holds what would be written."""
        if self.format == "svg":
            return self.drawing.is_current(self.path)
        try:
            return self.path.read_text(encoding="utf-8") == self.text()
        except (OSError, UnicodeDecodeError):
            return False

    def run(self) -> list[str]:
        """Make the file; what is worth telling the user about it."""
        text = self.text()
        write_text(self.path, text)
        if self.format != "svg":
            return []
        straight, found = self.drawing.straightened(), self._too_small(text)
        if straight:
            found.append(f"drawn straight, since no route was found: {', '.join(straight)}.")
        return [f"View `{self.drawing.picture.name}`: {note}" for note in found]

    def _too_small(self, svg: str) -> list[str]:
        """What is said of a picture whose text is too small on the paper that is asked for."""
        box, paper = _BOX.search(svg), self.drawing.picture.page
        if box is None or paper not in ("a4", "a3"):
            return []
        sheet = sheet_for(Content(float(box[1]), float(box[2])), paper)
        size = floor(sheet.text * 10) / 10
        told = f"its text is {size} points high as SVG on {paper.upper()}; below {LEAST:g} it is hard to read."
        return [] if sheet.legible else [told]

    def text(self) -> str:
        """What is written. Raises LayoutError."""
        return (
            self.drawing.svg()
            if self.format == "svg"
            else f"// {file_mark(self.path, self.drawing.kind)}\n{self.drawing.dot}"
        )


def jobs_for(drawings: Iterable[Drawing], folder: Path, formats: Sequence[Format]) -> list[Job]:
    """A job for each drawing and each of svg and dot: `folder/view.format`."""
    kinds = [kind for kind in formats if kind in ("svg", "dot")]
    stems = [(drawing, file_stem(drawing.picture.name)) for drawing in drawings]
    return [Job(drawing, folder / f"{stem}.{kind}", kind) for drawing, stem in stems for kind in kinds]


def svg_of(drawing: Drawing, folder: Path) -> str:
    """The SVG of a drawing, from its own file where that is current, so that nothing is laid out twice."""
    path = folder / f"{file_stem(drawing.picture.name)}.svg"
    return path.read_text(encoding="utf-8") if drawing.is_current(path) else drawing.svg()


def run_jobs(jobs: Sequence[Task], workers: int, done: Callable[[Task, bool, list[str]], None]) -> None:
    """Make every file that is not current, stage by stage, several at a time; `done` hears of each, whether it was
    written, and what is worth telling.

    The first failure stops what has not begun, and is raised.
    """
    for stage in sorted({job.stage for job in jobs}):
        _run_stage([job for job in jobs if job.stage == stage], workers, done)


def _run_stage(jobs: Sequence[Task], workers: int, done: Callable[[Task, bool, list[str]], None]) -> None:
    stale = [job for job in jobs if not job.is_current()]
    pending = {id(job) for job in stale}
    for job in jobs:
        if id(job) not in pending:
            done(job, False, [])
    heavy = sum(isinstance(job, Heavy) for job in stale)
    with _apart(min(workers, heavy // FEW)) as others, ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        futures = {pool.submit(_run, job, others): job for job in stale}
        try:
            for future in as_completed(futures):
                done(futures[future], True, future.result())
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _apart(number: int) -> AbstractContextManager[Apart | None]:
    """Other processes, where there is enough for two of them."""
    if number < 2:
        return nullcontext()
    from argmap.render.apart import processes  # noqa: PLC0415  # slow to import

    return processes(number)


def _run(job: Task, others: Apart | None) -> list[str]:
    """Make a file, its heavy part in another process where there are some."""
    if others is None or not isinstance(job, Heavy):
        return job.run()
    work, notes = job.work()
    others(work, job.path)
    return notes
