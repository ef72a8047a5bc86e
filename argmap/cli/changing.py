"""What the commands that change argument files share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from argmap.cli.options import style
from argmap.diagnostics import ArgmapError
from argmap.editor.edits import Change
from argmap.editor.saving import Prepared, anew, difference, save
from argmap.reading.files import exists
from argmap.reports.places import shown_path
from argmap.reports.text import plain
from argmap.writing import write_text

diff_option = click.option(
    "--diff", "only_shows", is_flag=True, help="Show what would change, as a patch; write nothing."
)


def make(changes: Sequence[Change], only_shows: bool, beside: Sequence[Prepared] = ()) -> list[str]:
    """Write changes, or show them; a line for each file that was written."""
    if only_shows:
        patch = difference(changes, beside)
        shown = patch if style() is plain else _coloured(patch)
        click.echo(shown.encode("utf-8", "surrogateescape"), nl=False)
        return []
    new = {item.path for item in changes if item.source is None}
    gone = {item.path for item in changes if item.expected is None} | {
        item.path for item in beside if item.after is None
    }
    return [
        f"{shown_path(path)}: {'written' if path in new else 'deleted' if path in gone else 'changed'}."
        for path in save(changes, beside)
    ]


def make_anew(texts: Mapping[Path, str], only_shows: bool) -> None:
    """Write files that argmap makes as a whole, all of them or none, or show what would change in them."""
    odd = [path for path in texts if exists(path) and not path.is_file()]
    if odd and only_shows:
        raise ArgmapError(f"`{shown_path(odd[0])}` is no ordinary file, so there is nothing to compare with.")
    make((), only_shows, [item for path, text in texts.items() if path not in odd for item in anew(path, text)])
    for path in odd:
        write_text(path, texts[path])


def _coloured(patch: str) -> str:
    roles = {"+": "help", "-": "error", "@": "frame"}
    paint = style()
    return "".join(paint(line, roles.get(line[:1], "text")) for line in re.findall("[^\n]*\n", patch))
