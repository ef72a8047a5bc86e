"""`argmap init`."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import click

from argmap.cli.changing import diff_option, make_anew
from argmap.diagnostics import ArgmapError
from argmap.schema import schema_text


@click.command("init")
@click.argument("folder", required=False, default=".", type=click.Path(path_type=Path), metavar="[DIR]")
@diff_option
def command(folder: Path, only_shows: bool) -> None:
    """Start a project in DIR (here, without one): a first map with comments, which checks clean and renders at once.

    Nothing that exists is overwritten. The schema is for your editor, which then completes and checks as you type.

    Example: argmap init my-case
    """
    written = project()
    write_all(folder, written, only_shows=only_shows)
    if only_shows:
        return
    for name in written:
        click.echo(f"{folder / name}: written.")
    enter = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))}, "
    click.echo(f"Next: {enter}argmap check, argmap review, argmap render.")


def project() -> dict[str, str]:
    """The files of a new project: text by path."""
    starter = files("argmap.catalogue") / "starter"
    return {
        "arguments/first-map.yaml": (starter / "first-map.yaml").read_text(encoding="utf-8"),
        "argmap.schema.json": schema_text(),
        "argmap.toml": (starter / "argmap.toml").read_text(encoding="utf-8"),
    }


def write_all(folder: Path, texts: Mapping[str, str], *, only_shows: bool = False) -> None:
    """Write all files or none. Raises ArgmapError where one is there already or cannot be written."""
    there = [f"`{folder / name}`" for name in texts if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        verb = "are" if len(there) > 1 else "is"
        raise ArgmapError(f"{', '.join(there)} {verb} there already, so nothing was written. Name another folder.")
    make_anew({folder / name: text for name, text in texts.items()}, only_shows)
