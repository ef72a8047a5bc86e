"""`argmap extract`."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.changing import diff_option, make
from argmap.cli.options import or_default, path_argument
from argmap.diagnostics import ArgmapError
from argmap.editor.extract import extract, moved_lock
from argmap.editor.names import maps_around
from argmap.reading.project import Library, read_maps


@click.command("extract")
@click.argument("issue")
@path_argument
@click.option(
    "--out", "file", type=click.Path(path_type=Path, dir_okay=False), help="The new file.  [default: ISSUE.yaml]"
)
@diff_option
def command(issue: str, path: Path | None, file: Path | None, only_shows: bool) -> None:
    """Give an issue a file of its own in its map: with its assertions, and what only these rely on.

    Comments go along, and the map says the same as before. A map in one file becomes a folder of that name. PATH is a
    map or a folder of maps; without one, arguments/.

    Example: argmap extract self-defence arguments/my-case --diff
    """
    library = Library()
    readings = read_maps(or_default([path] if path else []), library)
    having = [reading for reading in readings if issue in reading.map.issues]
    if len(having) != 1:
        places = ", ".join(f"`{reading.path}`" for reading in having or readings)
        what = f"Several maps have the issue `{issue}`; name one of" if having else f"There is no issue `{issue}` in"
        raise ArgmapError(f"{what} {places}.")
    around = [reading for reading in maps_around(having, library) if reading is not having[0]]
    changes = extract(having[0], issue, around, file)
    for line in make(changes, only_shows, moved_lock(having[0], changes)):
        click.echo(line)
