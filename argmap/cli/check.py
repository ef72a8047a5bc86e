"""`argmap check`."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.analysis import analyse
from argmap.cli.fixing import fitting, fix, fix_option, fixes_diff_option
from argmap.cli.options import exit_code, fail_on_option, or_default, paths_argument, show, today
from argmap.reports.findings import merged
from argmap.reports.json import diagnostics_object, written
from argmap.review import Selection, broken_checks


@click.command("check")
@paths_argument
@click.option("--format", type=click.Choice(["text", "concise", "json"]), default="text", show_default=True)
@fix_option
@fixes_diff_option
@fail_on_option
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], format: str, is_fixing: bool, only_shows: bool, fail_on: str
) -> None:
    """Check that argument files are right: defects only.

    PATH is a map (a file or a folder), a file of one, or a folder of maps; without one, arguments/. With --fix, what
    can only be meant in one way is corrected: a mistyped key, `Some_Id` for `some-id`, tabs, a missing `argmap: 1`.

    Example: argmap check arguments/soleimani-strike
    """
    if fitting(is_fixing, only_shows):
        fix(
            lambda library: [
                (one, one.review(Selection("draft"), today())) for one in analyse(or_default(paths), library)
            ],
            only_shows,
        )
        if only_shows:
            return
    analyses = analyse(or_default(paths))
    found = [analysis.review(Selection("draft"), today()) for analysis in analyses]
    diagnostics = merged(found)
    if format == "json":
        maps = {str(a.path): diagnostics_object(items) for a, items in zip(analyses, found, strict=True)}
        click.echo(written({"maps": maps} if len(maps) > 1 else diagnostics_object(diagnostics)))
    else:
        show(diagnostics, analyses, concise=format == "concise")
    ctx.exit(2 if broken_checks(diagnostics) else exit_code(diagnostics, fail_on))
