"""`argmap sensitivity`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from argmap.analysis import Analysis
from argmap.cli.options import path_argument, style
from argmap.cli.scenarios import evaluated, finish, scenario_options
from argmap.diagnostics import ArgmapError
from argmap.evaluation.sensitivity import Falls, Hold, holds
from argmap.reading.wording import did_you_mean
from argmap.reports.evaluation import sensitivity_text
from argmap.reports.json import sensitivity_object, written


@click.command("sensitivity")
@path_argument
@click.option("--issue", "issues", multiple=True, metavar="ID", help="Only this issue. May be repeated.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Lines of each sort for an issue.")
@scenario_options
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(path: Path | None, issues: tuple[str, ...], limit: int, format: str, **scenario: Any) -> None:
    """Show what each issue hangs on.

    Every cited authority, every assertion that rests on no other and every argument is let fall alone. What would
    change an issue's outcome comes first, then what would change the label of one of its positions.

    Example: argmap sensitivity arguments/popov-v-hayashi.yaml --issue the-ball
    """
    analyses = evaluated(path, **scenario)
    _check(analyses, issues)
    found = {analysis.path: _holds(analysis, issues) for analysis in analyses}
    if format == "json":
        maps = {str(a.path): sensitivity_object(a.evaluation, found[a.path]) for a in analyses}
        click.echo(written({"maps": maps} if len(maps) > 1 else next(iter(maps.values()))))
    else:
        texts = (sensitivity_text(a.evaluation, found[a.path], limit, style()) for a in analyses)
        click.echo("\n\n".join(texts))
    finish(analyses)


def _holds(analysis: Analysis, issues: tuple[str, ...]) -> dict[str, list[Hold]]:
    known = analysis.graph.map.issues
    return holds(Falls(analysis.graph, analysis.evaluation), [name for name in known if not issues or name in issues])


def _check(analyses: list[Analysis], issues: tuple[str, ...]) -> None:
    known = [name for analysis in analyses for name in analysis.graph.map.issues]
    for issue in issues:
        if issue not in known:
            raise ArgmapError(f"There is no issue `{issue}`. {did_you_mean(issue, known)}".rstrip())
