"""`argmap fmt`."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.changing import diff_option, make
from argmap.cli.options import or_default, paths_argument
from argmap.diagnostics import ArgmapError
from argmap.editor.edits import Change
from argmap.editor.layout import fmt
from argmap.reading.files import Walk, exists, read_bytes, reason
from argmap.reading.source import read_source
from argmap.reports.places import shown_path


@click.command("fmt")
@paths_argument
@click.option("--check", "only_tells", is_flag=True, help="Only tell which files are not in shape; exit with 1 if any.")
@diff_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], only_tells: bool, only_shows: bool) -> None:
    """Put the layout of argument files into shape: indentation, spaces, blank lines.

    What a file says, its comments and their order stay. PATH is a file or a folder; without one, arguments/. Exits with
    1 when a file cannot be put into shape, because it is broken, say.

    Example: argmap fmt arguments/soleimani-strike --diff
    """
    changes, failed = _changes(or_default(paths))
    changed = [item for item in changes if item.edits]
    if only_shows:
        make(changed, only_shows)
    elif only_tells:
        for item in changed:
            click.echo(f"{shown_path(item.path)}: not in shape.")
    else:
        for line in make(changed, only_shows):
            click.echo(line)
    what = "to be changed" if only_tells or only_shows else "changed"
    click.echo(f"{_files(len(changed))} {what}, {len(changes) - len(changed)} in shape.", err=only_shows)
    ctx.exit(int(failed or (only_tells and bool(changed))))


def _files(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"


def _changes(paths: list[Path]) -> tuple[list[Change], bool]:
    """The change of each argument file at the paths, and whether some could not be made; those are told."""
    changes, failed = [], False
    for path in dict.fromkeys(file for folder in paths for file in _files_at(folder)):
        try:
            source = read_source(read_bytes(path), path)
            if source.data and "argmap" not in source.data and not source.defects:
                click.echo(f"{shown_path(path)}: no argument file, for it does not say `argmap: 1`.", err=True)
                continue
            changes.append(fmt(source))
        except (ArgmapError, OSError) as error:
            said = reason(error) if isinstance(error, OSError) else str(error)
            click.echo(f"{shown_path(path)}: {said}", err=True)
            failed = True
    return changes, failed


def _files_at(path: Path) -> list[Path]:
    if not exists(path):
        raise ArgmapError(f"There is no file or folder `{path}`.")
    return Walk(path, stop_at_maps=False).files if path.is_dir() else [path]
