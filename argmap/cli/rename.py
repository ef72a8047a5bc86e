"""`argmap rename`."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.changing import diff_option, make
from argmap.cli.options import has_finished, or_default, path_argument, today
from argmap.diagnostics import ArgmapError
from argmap.editor.names import KINDS, MissingNameError, maps_around, name_of, sharing
from argmap.editor.outdated import told_of_schemas
from argmap.editor.rename import rename
from argmap.editor.renamed import renamed_beside, told_left
from argmap.reading.project import Library, read_maps


@click.command("rename")
@click.argument("old")
@click.argument("new")
@path_argument
@click.option(
    "--kind", type=click.Choice(list(KINDS)), help="What OLD is, where it is several things; needed for a tag."
)
@click.option("--of", metavar="RULE", default="", help="OLD is an element or exception of this rule.")
@diff_option
@click.pass_context
def command(
    ctx: click.Context, old: str, new: str, path: Path | None, kind: str | None, of: str, only_shows: bool
) -> None:
    """Rename an id where it is defined and wherever it is named, in all files; comments and order stay.

    PATH is a map or a folder of maps; without one, arguments/. Other maps of the project that share the files are
    changed too. All files are changed, or none.

    Example: argmap rename not-self-defence self-defence-fails arguments/soleimani-strike
    """
    library = Library()
    start = read_maps(or_default([path] if path else []), library)
    try:
        name = name_of(start, old, KINDS[kind] if kind else "", of)
    except MissingNameError as error:
        if new not in error.others:
            raise
        if not has_finished(ctx):
            raise ArgmapError(f"{error} `{new}` is there: it may have been renamed already.") from error
        click.echo(f"`{old}` is `{new}` already.")
        return
    readings = sharing(name, start, maps_around(start, library))
    changes = rename(readings, name, new)
    counts = {str(item.path): len(item.edits) for item in changes}
    if make(changes, only_shows, renamed_beside(readings, changes, name, new, today())):
        places = f"{sum(counts.values())} place{'s' if sum(counts.values()) != 1 else ''}"
        click.echo(f"`{old}` is now `{new}`: {places} in {len(counts)} file{'s' if len(counts) != 1 else ''}.")
    schemas = "" if only_shows else told_of_schemas([one.path for one in readings], gone=old)
    for told in (told_left(readings, name), schemas):
        if told:
            click.echo(told, err=True)
