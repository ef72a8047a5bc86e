"""What the commands that change argument files share."""

from __future__ import annotations

from collections.abc import Sequence

import click

from argmap.cli.options import style
from argmap.editor.edits import Change
from argmap.editor.saving import Prepared, difference, save
from argmap.reports.places import shown_path

diff_option = click.option(
    "--diff", "only_shows", is_flag=True, help="Show what would change, as a patch; write nothing."
)


def make(changes: Sequence[Change], only_shows: bool, beside: Sequence[Prepared] = ()) -> list[str]:
    """Write changes, or show them; a line for each file that was written."""
    if only_shows:
        click.echo(_coloured(difference(changes, beside)), nl=False)
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
    return "".join(paint(line, roles.get(line[:1], "text")) for line in patch.splitlines(keepends=True))
