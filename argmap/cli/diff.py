"""`argmap diff`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import click

from argmap.cli.options import MAP_PATH, finished, style
from argmap.cli.outputs import files_of_maps, refuse_our_names, refuse_what_is_read
from argmap.cli.versions import Compared, Sides, compared, since, two_files
from argmap.config import PROFILES
from argmap.reports.difference import summary
from argmap.reports.difference_forms import as_markdown, as_text
from argmap.reports.difference_html import as_html
from argmap.reports.difference_json import as_json
from argmap.reports.findings import plural
from argmap.reports.places import shown_link, shown_path
from argmap.reports.text import plain, visible
from argmap.writing import write_text

Links = Sequence[Sequence[tuple[str, str]]]
"""For each map, where its pictures are and what each shows."""
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
              help="Draw what changed as SVG, into this folder.")  # fmt: skip
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
    with _sides(paths, revision, until) as sides:
        if out:
            refuse_what_is_read(out, files_of_maps(one.reading for side in sides for one in side.maps.values()))
        found = compared(sides, profile, keep_going=keep_going)
        links = _draw(found, pictures, out) if pictures else ()
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


def _draw(found: Compared, folder: Path, out: Path | None) -> Links:
    """Draw the differences, and say so on the side."""
    from argmap.cli.difference_pictures import draw_differences  # noqa: PLC0415  # only who wants pictures pays for it

    made = draw_differences(found.names, found.differences, folder)
    base = out.parent if out else Path()
    for path in (path for paths in made for path, _ in paths):
        click.echo(shown_path(path), err=True)
    return [[(shown_link(path, base), words) for path, words in paths] for paths in made]


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
