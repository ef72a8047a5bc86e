"""The pictures of differences: which files they go to, and those that no difference makes any more."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from argmap.cli.drawn_files import chosen_formats, files_of, pdf_of
from argmap.diagnostics import ArgmapError
from argmap.difference import Difference
from argmap.model.values import Paper
from argmap.render.difference import NAME, difference_views
from argmap.render.draw import Drawing, Kind
from argmap.render.files import Format, Task, run_jobs
from argmap.render.own import is_ours
from argmap.render.sheets import DPI
from argmap.reports.places import shown_path

KIND: Kind = "difference"
"""What these pictures say of themselves; those of a map's views say another thing."""
FORMATS: tuple[Format, ...] = ("svg", "png", "pdf")
_ONCE = b": what changed</title>"
"""How the title of a picture of a difference has always ended."""


@dataclass(frozen=True)
class Wanted:
    """Into which folder pictures are asked for, in which formats, PNGs of how many dots an inch, for which paper.

    Raises UsageError for an unknown format.
    """

    folder: Path
    formats: str | None = None
    dpi: int | None = None
    page: Paper | None = None

    @cached_property
    def kinds(self) -> tuple[Format, ...]:
        """The formats, each once."""
        return chosen_formats(self.formats or "svg", FORMATS)


class Drawn(NamedTuple):
    """A file that shows a difference: what makes it, and what it shows; whether a report shows it or links to it."""

    job: Task
    words: str
    is_shown: bool

    @property
    def path(self) -> Path:
        """Where it goes."""
        return self.job.path


def draw_differences(
    names: Sequence[str], differences: Sequence[Difference], wanted: Wanted, tell: Callable[[str], None]
) -> list[list[Drawn]]:
    """Draw each difference into `<folder>/<map>/difference.svg` and further pages, or as PNG or PDF; the files of each.
    Those of an earlier difference that are left over are removed at last. `tell` hears what the user is to know.

    Raises LayoutError, and ArgmapError where another file is in the way.
    """
    workers = os.cpu_count() or 1
    pairs = zip(names, differences, strict=True)
    made = [list(_files(name, of, wanted, workers)) for name, of in pairs]
    every = [file.job for own in made for file in own]
    paths = {job.path for job in every}
    _refuse_others(paths)
    notes: list[str] = []
    run_jobs(every, workers, lambda job, was_written, words: notes.extend(words))
    for name in names:
        for path in sorted(path for kind in wanted.kinds for path in (wanted.folder / name).glob(f"{NAME}*.{kind}")):
            if path not in paths and _is_ours(path):
                path.unlink()
    for note in sorted(notes):
        tell(note)
    return made


def _files(name: str, of: Difference, wanted: Wanted, workers: int) -> Iterator[Drawn]:
    """The files of one difference."""
    folder = wanted.folder / name
    drawings = [Drawing(picture, home=name, kind=KIND) for picture in difference_views(of, wanted.page)]
    if not drawings:
        return
    title, count = drawings[0].picture.title, len(drawings)
    shown = next((kind for kind in ("svg", "png") if kind in wanted.kinds), "")
    for at, job in enumerate(files_of(drawings, folder, wanted.kinds, wanted.dpi or DPI)):
        is_shown = job.path.suffix == f".{shown}"
        yield Drawn(job, f"{title}: {_page(at % count + 1, count)}{'' if is_shown else ', as PNG'}", is_shown)
    if "pdf" in wanted.kinds:
        header = of.after.evaluation.graph.map.header.model_copy(update={"title": title})
        words = f"{title}, as PDF" + (f" of {count} pages" if count > 1 else "")
        yield Drawn(pdf_of(header, drawings, folder / f"{NAME}.pdf", workers), words, False)


def _is_ours(path: Path) -> bool:
    """Whether a file is a picture of a difference, made in this place; a link is its reader's."""
    if not path.is_file() or path.is_symlink():
        return False
    return is_ours(path, KIND) or (path.suffix == ".svg" and is_ours(path) and _ONCE in path.read_bytes()[:8192])


def _refuse_others(paths: Iterable[Path]) -> None:
    """Raises ArgmapError where something else stands at one of the paths."""
    for path in sorted(paths):
        if os.path.lexists(path) and not _is_ours(path):
            raise ArgmapError(
                f"`{shown_path(path)}` is there already and is no picture that `argmap diff` made there; "
                "move it, or name another folder with --pictures."
            )


def _page(number: int, count: int) -> str:
    return f"page {number} of {count}" if count > 1 else "what was added, removed and changed, and how it stands"
