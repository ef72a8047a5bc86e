"""`--fix` of `check` and `review`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from argmap.analysis import Analysis
from argmap.cli.changing import make
from argmap.diagnostics import Diagnostic
from argmap.editor.edits import Edit
from argmap.editor.fixes import Fix, fixes, sure_fixes
from argmap.editor.rounds import Rounds
from argmap.reading.files import real
from argmap.reading.project import Library
from argmap.reports.places import shown_place

Reviewed = Sequence[tuple[Analysis, list[Diagnostic]]]
fix_option = click.option("--fix", "is_fixing", is_flag=True, help="Correct what can only be meant in one way.")
fixes_diff_option = click.option(
    "--diff", "only_shows", is_flag=True, help="Show what would be written, as a patch; write nothing."
)


def fitting(is_fixing: bool, only_shows: bool) -> bool:
    """Whether to fix. Raises UsageError for --diff without --fix."""
    if only_shows and not is_fixing:
        raise click.UsageError("--diff goes with --fix.")
    return is_fixing


def fix(reviewed: Callable[[Library], Reviewed], only_shows: bool) -> None:
    """Make the sure fixes, again until there are none, and write them or show them; then tell what was done.

    What follows from a fix is looked for before anything is written, so that what is shown is all that would be made.
    """
    rounds = Rounds()
    now = reviewed(rounds.library())
    while (chosen := _chosen(now)) and rounds.make(chosen):
        now = reviewed(rounds.library())
    for line in make(rounds.changes(), only_shows):
        click.echo(line, err=True)
    for place, title in rounds.told():
        click.echo(f"{place}: {'would be fixed' if only_shows else 'fixed'}: {title}", err=True)
    unsure = {
        f"{shown_place(item.span)}: not sure enough to fix: {one.title}": None
        for analysis, found in now
        for item in found
        for one in fixes(analysis.reading, item)[:1]
    }
    for line in unsure:
        click.echo(line, err=True)


def _chosen(reviewed: Reviewed) -> list[Fix]:
    """The sure fixes, each once, also where several maps share the file."""
    found: dict[tuple[Path, tuple[Edit, ...]], Fix] = {}
    for analysis, diagnostics in reviewed:
        for _, one in sure_fixes(analysis.reading, diagnostics):
            found.setdefault((real(one.source.path), one.edits), one)
    return list(found.values())
