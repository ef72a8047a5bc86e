"""`argmap rename`."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.changing import diff_option, make
from argmap.cli.options import or_default, path_argument
from argmap.editor.again import read_again
from argmap.editor.names import KINDS, Name, maps_around, name_of, sharing
from argmap.editor.rename import rename, renamed_lock, words_left
from argmap.editor.saving import Prepared
from argmap.fingerprints import lock_path, lock_text, read_lock
from argmap.reading.merge import Reading
from argmap.reading.project import Library, read_maps
from argmap.reports.places import shown_place

_SHOWN = 5


@click.command("rename")
@click.argument("old")
@click.argument("new")
@path_argument
@click.option(
    "--kind", type=click.Choice(list(KINDS)), help="What OLD is, where it is several things; needed for a tag."
)
@click.option("--of", metavar="RULE", default="", help="OLD is an element or exception of this rule.")
@diff_option
def command(old: str, new: str, path: Path | None, kind: str | None, of: str, only_shows: bool) -> None:
    """Rename an id where it is defined and wherever it is named, in all files; comments and order stay.

    PATH is a map or a folder of maps; without one, arguments/. Other maps of the project that share the files are
    changed too. All files are changed, or none.

    Example: argmap rename not-self-defence self-defence-fails arguments/soleimani-strike
    """
    library = Library()
    start = read_maps(or_default([path] if path else []), library)
    name = name_of(start, old, KINDS[kind] if kind else "", of)
    readings = sharing(name, start, maps_around(start, library))
    changes = rename(readings, name, new)
    counts = {str(item.path): len(item.edits) for item in changes}
    again = read_again(readings, changes)
    locks = [lock for pair in zip(readings, again, strict=True) for lock in _lock(*pair, name, new)]
    if make(changes, only_shows, locks):
        places = f"{sum(counts.values())} place{'s' if sum(counts.values()) != 1 else ''}"
        click.echo(f"`{old}` is now `{new}`: {places} in {len(counts)} file{'s' if len(counts) != 1 else ''}.")
    left = words_left(readings, name)
    if left:
        shown = ", ".join(shown_place(span) for span in left[:_SHOWN])
        more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
        click.echo(f"Comments and texts still say `{old}`: {shown}{more}.", err=True)


def _lock(reading: Reading, again: Reading, name: Name, new: str) -> list[Prepared]:
    path = lock_path(reading.path)
    lock = read_lock(path)
    if not lock:
        return []
    before, after = path.read_text(encoding="utf-8"), lock_text(renamed_lock(reading, again, lock, name, new))
    return [Prepared(path, before, after)] if before != after else []
