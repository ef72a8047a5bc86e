"""`argmap render`."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import click

from argmap.analysis import Analysis, analyse, named
from argmap.cli.drawn_files import chosen_formats, files_of, pdf_of
from argmap.cli.options import DEFAULT_PATH, or_default, paths_argument, show
from argmap.diagnostics import ArgmapError
from argmap.drawn import Drawn
from argmap.model.values import Paper
from argmap.render.draw import Drawing
from argmap.render.files import Format, Task, run_jobs
from argmap.render.order import in_order
from argmap.render.own import Way, has_files, in_the_way, orphans, remove_folder
from argmap.render.picture import Authorities, Direction
from argmap.render.sheet import Material
from argmap.render.sheets import DPI, DPI_LEAST, DPI_MOST
from argmap.render.views import all_views
from argmap.reports.findings import merged
from argmap.reports.places import shown_path
from argmap.writing import PAGE

LONGEST = 200
"""How many bytes the name of a file has at most, before its suffix."""


@click.command("render")
@paths_argument
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("renders"), show_default=True, help="Where files go."
)
@click.option("--view", "views", multiple=True,
              help="Only this view or page (ID-2): overview, an issue, one of the file. Repeatable.")  # fmt: skip
@click.option("--format", "formats", default=None,
              help="svg, png, pdf, dot, html; several: svg,pdf.  [default: svg,html; with --view: svg]")  # fmt: skip
@click.option("--dpi", type=click.IntRange(DPI_LEAST, DPI_MOST), default=DPI, show_default=True,
              help="Dots an inch of a PNG: 200 prints well, 96 is the size on a screen.")  # fmt: skip
@click.option("--page", type=click.Choice(["a4", "a3", "screen"]), default=None,
              help="Pages legible on this paper; a4 is to print.  [default: a4, or a3 where too small]")  # fmt: skip
@click.option("--engine", type=click.Choice(["wasm", "dot"]), default="wasm", show_default=True,
              help="Built-in Graphviz, or the `dot` on the PATH.")  # fmt: skip
@click.option("--authorities", type=click.Choice(["nodes", "chips", "none"]), default=None,
              help="Authorities as cards, as lines on cards, or not at all.  [default: as the file says]")  # fmt: skip
@click.option("--direction", type=click.Choice(["down", "up", "right", "left"]), default=None,
              help="Where support stands, seen from a conclusion.  [default: as the file says]")  # fmt: skip
@click.option("--gaps/--no-gaps", default=True, help="Mark open gaps on the cards.  [default: gaps]")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file is stale, missing or left over.")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Views laid out at a time.  [default: cores]")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    out: Path,
    views: tuple[str, ...],
    formats: str | None,
    dpi: int,
    page: Paper | None,
    engine: str,
    authorities: Authorities | None,
    direction: Direction | None,
    gaps: bool,
    check: bool,
    jobs: int | None,
) -> None:
    """Draw maps as SVG: an overview and one view an issue, into OUT/<map>/<view>.svg.

    OUT/<map>/index.html is a page to explore the whole map with, and OUT/index.html leads to all maps.
    Views whose file is current are not laid out again. A map with defects is not drawn; they are shown instead.

    Example: argmap render arguments/ --out renders
    """
    kinds = chosen_formats(formats or ("svg" if views else "svg,html"))
    workers = jobs or os.cpu_count() or 1
    wanted = Wanted(kinds, views, engine, dpi, page, workers, authorities, direction, gaps)
    read = _read(paths, out, wanted)
    analyses = [analysis for analysis in read if analysis.reading.is_map]
    unsound = [analysis for analysis in analyses or read if not analysis.reading.sound]
    if read and not analyses and not unsound:
        raise ArgmapError("There is no map at this path: no file has a `map:`.")
    if unsound:
        show(merged([analysis.reading.defects for analysis in unsound]), unsound, concise=False)
        names = ", ".join(f"`{shown_path(analysis.path)}`" for analysis in unsound)
        click.echo(f"Not drawn, because of defects: {names}.", err=True)
    sound = [analysis for analysis in analyses if analysis.reading.sound]
    gone = _gone(paths, {*named(sound), *named(analyses or read)}, out, wanted)
    planned, left_over = _plan(sound, out, wanted, gone, is_all=not unsound)
    taken = list(in_the_way([job.path for job in planned], out))
    if taken and not check:
        _refuse(taken)
    stale = _check(planned, left_over, taken) if check else _make(planned, left_over, workers)
    ctx.exit(1 if unsound or stale else 0)


@dataclass(frozen=True)
class Wanted:
    """What is asked for: which formats, of which views (all where none is named), laid out by which engine, PNGs of how
    many dots an inch, for which paper, with how many workers.
    """

    kinds: tuple[Format, ...]
    views: tuple[str, ...]
    engine: str
    dpi: int
    page: Paper | None
    workers: int
    authorities: Authorities | None = None
    direction: Direction | None = None
    gaps: bool = True

    def material(self, drawn: Drawn) -> Material:
        """What is drawn of a map, as it is asked for."""
        asked = replace(drawn.material, page=self.page, authorities=self.authorities, direction=self.direction)
        return asked if self.gaps else replace(asked, gaps={})

    def tasks(self, drawn: Drawn, drawings: Sequence[Drawing], folder: Path) -> list[Task]:
        """The files to be made of a map. What a format needs is loaded when it is asked for."""
        chosen = [drawing for drawing in drawings if not self.views or self.names(drawing)]
        found = files_of(chosen, folder, self.kinds, self.dpi)
        if "pdf" in self.kinds:
            graph = drawn.analysis.graph
            parts = {pdf_of_view(folder, view): [d for d in chosen if view in self.names(d)] for view in self.views}
            shown = (
                {name: part for name, part in parts.items() if part}
                if self.views
                else {folder.name: in_order(graph, drawings)}
            )
            found += [
                pdf_of(graph.map.header, part, folder / f"{name}.pdf", self.workers) for name, part in shown.items()
            ]
        if "html" in self.kinds:
            from argmap.render.page.job import PageJob, origin_of  # noqa: PLC0415

            made_from = origin_of(folder / PAGE, drawn.analysis.path, drawn.page.root)
            found.append(PageJob(drawn.page, drawings, folder / PAGE, made_from))
        return found

    def names(self, drawing: Drawing) -> frozenset[str]:
        """By which of the wanted names a drawing is asked for: that of its view, or that of its page alone."""
        return frozenset({drawing.picture.name, drawing.picture.view}.intersection(self.views))


def pdf_of_view(folder: Path, view: str) -> str:
    """The name of a PDF that shows one view of a map alone; a long one is cut, and kept apart by a hash."""
    name = f"{folder.name}-{view}"
    if len(os.fsencode(name)) <= LONGEST:
        return name
    digest = hashlib.sha256(os.fsencode(name)).hexdigest()[:12]
    return f"{os.fsencode(name)[: LONGEST - 13].decode('utf-8', 'ignore')}-{digest}"


def _read(paths: Sequence[Path], out: Path, wanted: Wanted) -> list[Analysis]:
    """The maps at the paths: none where no argument files are left there, but drawings of what once was."""
    asked = paths or [Path(DEFAULT_PATH)]
    if any(has_files(path) for path in asked) or not _gone(paths, (), out, wanted):
        return analyse(or_default(paths))
    return []


def _gone(paths: Sequence[Path], kept: Collection[str], out: Path, wanted: Wanted) -> list[Path]:
    """The folders of maps that are no more, where the pages of all maps are asked for."""
    if wanted.views or "html" not in wanted.kinds:
        return []
    from argmap.render.gallery import left_over  # noqa: PLC0415

    return left_over(out, kept, paths or [Path(DEFAULT_PATH)])


def _plan(
    analyses: Sequence[Analysis], out: Path, wanted: Wanted, gone: Sequence[Path], *, is_all: bool
) -> tuple[list[Task], list[Path]]:
    """What to make and what to remove; a view that no map has is wrong where all maps (`is_all`) could be read."""
    planned: list[Task] = []
    left_over: list[Path] = []
    known: list[str] = []
    for name, analysis in named(analyses).items():
        if (out / name).resolve() == analysis.path.resolve():
            raise ArgmapError(f"`{shown_path(out / name)}` is the map itself; choose another folder with --out.")
        drawn = Drawn(analysis)
        drawings = [Drawing(picture, wanted.engine, name) for picture in all_views(wanted.material(drawn))]
        own = list(dict.fromkeys(name for d in drawings for name in (d.picture.view, d.picture.name) if name))
        known += own
        tasks = wanted.tasks(drawn, drawings, out / name)
        made = [task.path for task in tasks]
        kept = {f"{pdf_of_view(out / name, view)}.pdf" for view in own}
        left_over += [path for path in orphans(out / name, made, wanted.kinds) if path.name not in kept]
        planned += tasks
    for view in wanted.views:
        if view not in known and is_all:
            near = get_close_matches(view, known, n=1)
            hint = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(dict.fromkeys(known))}."
            raise ArgmapError(f"There is no view `{view}`. {hint}")
    if "html" in wanted.kinds and (planned or gone):
        from argmap.render.gallery import GalleryJob  # noqa: PLC0415

        planned.append(GalleryJob(out / PAGE, frozenset(folder.name for folder in gone)))
    return planned, [] if wanted.views else [*left_over, *gone]


def _refuse(taken: Sequence[Way]) -> None:
    """Raises ArgmapError: nothing that argmap did not make is written over."""
    first, more = taken[0], f" So it is with {len(taken) - 1} more." if taken[1:] else ""
    raise ArgmapError(
        f"`{shown_path(first.path)}` {first.said()}; move it, or choose another folder with --out.{more} "
        "Nothing was written."
    )


def _check(planned: Sequence[Task], left_over: Sequence[Path], taken: Sequence[Way]) -> bool:
    held = {way.path for way in taken}
    stale = [job.path for job in planned if held.intersection((job.path, job.path.parent)) or not job.is_current()]
    for way in taken:
        click.echo(f"{shown_path(way.path)}: in the way: it {way.said()}")
    for path in stale:
        if not held.intersection((path, path.parent)):
            click.echo(f"{shown_path(path)}: {'stale' if path.exists() else 'missing'}")
    for path in left_over:
        click.echo(f"{shown_path(path)}: left over, {'its map is gone' if path.is_dir() else 'no view makes it'}")
    click.echo(f"{len(planned) - len(stale)} of {len(planned)} files are current.")
    return bool(stale or left_over)


def _make(planned: Sequence[Task], left_over: Sequence[Path], workers: int) -> bool:
    written: list[Path] = []
    notes: list[str] = []
    with _progress(len(planned)) as advance:

        def done(job: Task, was_written: bool, words: list[str]) -> None:
            if was_written:
                written.append(job.path)
            notes.extend(words)
            advance()

        run_jobs(planned, workers, done)
    for path in sorted(written):
        click.echo(shown_path(path))
    for note in sorted(notes):
        click.echo(note, err=True)
    for path in left_over:
        if path.is_dir() and not remove_folder(path):
            told = "its map is gone, but not everything in it is argmap's, so it is left; remove it yourself"
            click.echo(f"{shown_path(path)}: left over, {told}.", err=True)
        elif path.is_file():
            path.unlink()
            click.echo(f"{shown_path(path)}: removed, no view makes it any more")
        elif not path.exists():
            click.echo(f"{shown_path(path)}: removed, its map is gone")
    click.echo(f"{len(written)} files written, {len(planned) - len(written)} current.")
    return False


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  # a third of what a small map takes
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (TextColumn("Drawing"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)
