"""`--fix` of `check` and `review`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from argmap.analysis import Analysis
from argmap.cli.changing import make
from argmap.diagnostics import Diagnostic
from argmap.editor.edits import Edit
from argmap.editor.fixes import Fix, fixes, sure_fixes, together
from argmap.reading.files import real
from argmap.reports.places import shown_place

Reviewed = Sequence[tuple[Analysis, list[Diagnostic]]]
ROUNDS = 5
fix_option = click.option("--fix", "is_fixing", is_flag=True, help="Correct what can only be meant in one way.")
fixes_diff_option = click.option(
    "--diff", "only_shows", is_flag=True, help="With --fix: show the changes; write nothing."
)


def fitting(is_fixing: bool, only_shows: bool) -> bool:
    """Whether to fix. Raises UsageError for --diff without --fix."""
    if only_shows and not is_fixing:
        raise click.UsageError("--diff goes with --fix.")
    return is_fixing


def fix(reviewed: Callable[[], Reviewed], only_shows: bool) -> None:
    """Make the sure fixes, again until there are none, and tell of the others; or only show the first ones."""
    for _ in range(ROUNDS):
        now = reviewed()
        chosen = _chosen(now)
        if not chosen:
            break
        changes = together(one for _, one in chosen)
        if not make(changes, only_shows):
            return
        for item, one in chosen:
            click.echo(f"{shown_place(item.span)}: fixed: {one.title}", err=True)
    for analysis, found in now:
        for item in found:
            for one in fixes(analysis.reading, item)[:1]:
                click.echo(f"{shown_place(item.span)}: not sure enough to fix: {one.title}", err=True)


def _chosen(reviewed: Reviewed) -> list[tuple[Diagnostic, Fix]]:
    """The sure fixes, each once, also where several maps share the file."""
    found: dict[tuple[Path, tuple[Edit, ...]], tuple[Diagnostic, Fix]] = {}
    for analysis, diagnostics in reviewed:
        for item, one in sure_fixes(analysis.reading, diagnostics):
            found.setdefault((real(one.source.path), one.edits), (item, one))
    return list(found.values())
