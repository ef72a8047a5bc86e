"""`argmap review`."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.analysis import analyse
from argmap.cli.options import exit_code, fail_on_option, or_default, paths_argument, show, today, unique
from argmap.config import PROFILES
from argmap.reports.json import diagnostics_object, written
from argmap.review import Selection, broken_checks


@click.command("review")
@paths_argument
@click.option("--profile", type=click.Choice(PROFILES), help="How much to ask.  [default: the project's, else review]")
@click.option("--select", multiple=True, metavar="CHECK", help="Only this check. May be repeated.")
@click.option("--ignore", multiple=True, metavar="CHECK", help="Leave this check out. May be repeated.")
@click.option("--format", type=click.Choice(["text", "concise", "json"]), default="text", show_default=True)
@fail_on_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    format: str,
    fail_on: str,
) -> None:
    """Show what an argument lacks, most consequential first.

    Waived diagnostics are listed last and counted. Profiles are cumulative: draft (defects), review (and gaps),
    opponent (and questions), filing (what a court would send back becomes an error).

    Example: argmap review arguments/ --profile opponent
    """
    analyses = analyse(or_default(paths))
    found = [
        analysis.review(Selection(profile or analysis.settings.profile, frozenset(select), frozenset(ignore)), today())
        for analysis in analyses
    ]
    diagnostics = unique(found)
    if format == "json":
        maps = {str(a.path): diagnostics_object(items) for a, items in zip(analyses, found, strict=True)}
        click.echo(written({"maps": maps} if len(maps) > 1 else diagnostics_object(diagnostics)))
    else:
        show(diagnostics, analyses, concise=format == "concise")
    ctx.exit(2 if broken_checks(diagnostics) else exit_code(diagnostics, fail_on))
