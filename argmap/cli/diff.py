"""`argmap diff`."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from argmap.cli.options import MAP_PATH, finished, style
from argmap.cli.outputs import files_of_maps, refuse_our_names, refuse_what_is_read
from argmap.cli.versions import Compared, Sides, compared, since, two_files
from argmap.config import PROFILES
from argmap.model.values import Paper
from argmap.render.sheets import DPI, DPI_LEAST, DPI_MOST
from argmap.reports.difference import Shown, summary
from argmap.reports.difference_forms import as_markdown, as_text
from argmap.reports.difference_html import as_html
from argmap.reports.difference_json import as_json
from argmap.reports.findings import plural
from argmap.reports.places import shown_link, shown_path
from argmap.reports.text import plain, visible
from argmap.writing import write_text

if TYPE_CHECKING:
    from argmap.cli.difference_pictures import Drawn, Wanted

PAPERS = get_args(Paper)
Links = Sequence[Sequence[Shown]]
"""For each map, its pictures as a report shows them."""
FORMS: Mapping[str, Callable[[Compared, Links], str]] = {
    "markdown": lambda found, links: as_markdown(found.differences, links),
    "json": lambda found, _: as_json(found.differences),
    "html": lambda found, links: as_html(found.differences, links),
}


@click.command("diff")
@click.argument("paths", nargs=-1, type=MAP_PATH, metavar="OLD NEW | [PATH]...", callback=finished)
@click.option("--since", "revision", metavar="REV", help="Compare with a revision of the Git repository, as HEAD~1.")
@click.option("--until", metavar="REV", help="With --since: up to this revision, not to the files as they are now.")
@click.option("--profile", type=click.Choice(PROFILES), help="Which gaps to compare.  [default: the project's]")
@click.option("--format", type=click.Choice(["text", *FORMS]), default="text", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option("--pictures", type=click.Path(path_type=Path, file_okay=False),
              help="Draw what changed, into this folder.")  # fmt: skip
@click.option("--picture-format", "picture_formats",
              help="With --pictures: svg, png, pdf; several: svg,pdf.  [default: svg]")  # fmt: skip
@click.option("--dpi", type=click.IntRange(DPI_LEAST, DPI_MOST),
              help=f"With --pictures: dots an inch of a PNG.  [default: {DPI}]")  # fmt: skip
@click.option("--page", type=click.Choice(PAPERS),
              help="With --pictures: pages legible on this paper.  [default: a4 or a3, as it fits]")  # fmt: skip
@click.option("--exit-code", "wants_code", is_flag=True, help="Exit with 1 when anything differs.")
@click.option("--keep-going", is_flag=True, help="Work with what is sound when a version has errors.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    revision: str | None,
    until: str | None,
    profile: str | None,
    format: str,
    out: Path | None,
    pictures: Path | None,
    picture_formats: str | None,
    dpi: int | None,
    page: Paper | None,
    wants_code: bool,
    keep_going: bool,
) -> None:
    """Show what differs between two versions of a map, and what that does to the outcome.

    First the issues and assertions that end otherwise, and why, and the gaps that open and close; then every edit. The
    versions are two files or folders, or with --since the maps at PATH as they were and as they are. What only stands
    elsewhere, or in another order or layout, does not differ.

    Example: argmap diff --since HEAD arguments/hello.yaml
    """
    if out:
        refuse_our_names(out)
    wanted = _wanted(pictures, picture_formats, dpi, page)
    with _sides(paths, revision, until) as sides:
        if out:
            refuse_what_is_read(out, files_of_maps(one.reading for side in sides for one in side.maps.values()))
        found = compared(sides, profile, keep_going=keep_going)
        links = _draw(found, wanted, out, is_embedded=format == "html") if wanted else ()
        _show(found, format, out, links)
    differs = bool(found.new or found.gone or any(found.differences))
    ctx.exit(1 if found.errors or (wants_code and differs) else 0)


def _sides(paths: tuple[Path, ...], revision: str | None, until: str | None) -> AbstractContextManager[Sides]:
    if revision is not None:
        return since(revision, until, paths)
    if until is not None:
        raise click.UsageError("--until goes with --since.")
    if len(paths) != 2:
        raise click.UsageError("Name two versions, OLD and NEW, or say --since REV.")
    return two_files(*paths)


def _wanted(folder: Path | None, formats: str | None, dpi: int | None, page: Paper | None) -> Wanted | None:
    """How pictures are asked for, if they are."""
    if folder is None:
        for name, value in (("picture-format", formats), ("dpi", dpi), ("page", page)):
            if value is not None:
                raise click.UsageError(f"--{name} goes with --pictures.")
        return None
    from argmap.cli.difference_pictures import Wanted  # noqa: PLC0415  # only who wants pictures pays for it

    wanted = Wanted(folder, formats, dpi, page)
    return wanted if wanted.kinds else None


def _draw(found: Compared, wanted: Wanted, out: Path | None, *, is_embedded: bool) -> Links:
    """Draw the differences, and say so on the side; a report that has them `embedded` needs no other file."""
    from argmap.cli.difference_pictures import draw_differences  # noqa: PLC0415

    def tell(words: str) -> None:
        click.echo(words, err=True)

    made = draw_differences(found.names, found.differences, wanted, tell)
    base = out.parent if out else Path()
    for file in (file for own in made for file in own):
        tell(shown_path(file.path))
    return [[_linked(file, base, is_embedded=is_embedded) for file in own] for own in made]


def _linked(file: Drawn, base: Path, *, is_embedded: bool) -> Shown:
    data = _data(file.path) if is_embedded and file.is_shown else ""
    return Shown(shown_link(file.path, base), file.words, data, file.is_shown)


def _data(path: Path) -> str:
    """A picture as an address that holds it."""
    kind = "svg+xml" if path.suffix == ".svg" else "png"
    return f"data:image/{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _show(found: Compared, format: str, out: Path | None, links: Links) -> None:
    report = FORMS[format](found, links) if format in FORMS else as_text(found.differences, plain if out else style())
    if out is not None:
        write_text(out, f"{report.rstrip()}\n")
        click.echo(f"{shown_path(out)}: written; {' '.join(summary(of) for of in found.differences)}")
    elif report:
        click.echo(report)
    for one, what in [(one, "is new") for one in found.new] + [(one, "is gone") for one in found.gone]:
        title, graph = visible(one.graph.map.header.title), one.graph
        counts = f"{plural(len(graph.map.issues), 'issue')}, {plural(len(graph.assertions), 'assertion')}"
        click.echo(f"The map “{title}” {what}: {counts}.", err=format != "text" or out is not None)
