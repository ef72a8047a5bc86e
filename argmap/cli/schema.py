"""`argmap schema`."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.changing import diff_option, make_anew
from argmap.cli.options import or_default, path_argument
from argmap.cli.outputs import files_of_maps, refuse_our_names, refuse_what_is_read
from argmap.editor.project_schema import project_schema_text
from argmap.reading.project import read_maps
from argmap.schema import schema_text


@click.command("schema")
@path_argument
@click.option("--project", "of_project", is_flag=True, help="With the ids of the maps at PATH, and what each says.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Write it to this file."
)
@diff_option
def command(path: Path | None, of_project: bool, out: Path | None, only_shows: bool) -> None:
    """Print the JSON Schema of argument files, by which an editor checks and completes them while you write.

    Many editors take it from a file's first line: # yaml-language-server: $schema=argmap.schema.json

    With --project an id must be one of the maps at PATH (arguments/, without one), and your editor shows what each of
    them says; write it again after you have added some.

    Example: argmap schema --project arguments --out argmap.schema.json
    """
    if path is not None and not of_project:
        raise click.UsageError("PATH goes with --project.")
    if only_shows and out is None:
        raise click.UsageError("--diff goes with --out.")
    if out is not None:
        refuse_our_names(out)
    readings = read_maps(or_default([path] if path else [])) if of_project else []
    text = project_schema_text(readings) if of_project else schema_text()
    if out is None:
        click.echo(text, nl=False)
        return
    refuse_what_is_read(out, files_of_maps(readings))
    make_anew({out: text}, only_shows)
    if not only_shows:
        click.echo(f"{out}: written.")
