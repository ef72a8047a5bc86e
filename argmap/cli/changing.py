"""What the commands that change argument files share."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from argmap.cli.options import style
from argmap.editor.edits import Change
from argmap.editor.saving import Prepared, difference, save
from argmap.reports.places import shown_path
from argmap.reports.text import plain

diff_option = click.option(
    "--diff", "only_shows", is_flag=True, help="Show what would change, as a patch; write nothing."
)


def make(changes: Sequence[Change], only_shows: bool, beside: Sequence[Prepared] = ()) -> list[str]:
    """Write changes, or show them; a line for each file that was written."""
    if only_shows:
        patch = difference(changes, beside)
        click.echo(patch.encode("utf-8", "surrogateescape") if style() is plain else _coloured(patch), nl=False)
        return []
    new = {item.path for item in changes if item.source is None}
    gone = {item.path for item in changes if item.expected is None} | {
        item.path for item in beside if item.after is None
    }
    return [
        f"{shown_path(path)}: {'written' if path in new else 'deleted' if path in gone else 'changed'}."
        for path in save(changes, beside)
    ]


def _coloured(patch: str) -> str:
    roles = {"+": "help", "-": "error", "@": "frame"}
    paint = style()
    return "".join(paint(line, roles.get(line[:1], "text")) for line in re.findall("[^\n]*\n", patch))
