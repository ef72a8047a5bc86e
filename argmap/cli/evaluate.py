"""`argmap evaluate`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from argmap.analysis import Analysis
from argmap.cli.options import path_argument, style
from argmap.cli.scenarios import errors, evaluated, finish, scenario_options
from argmap.evaluation.labellings import Readings, readings
from argmap.evaluation.labels import Evaluation
from argmap.evaluation.scenario import NOTHING
from argmap.evaluation.words import Semantics
from argmap.reports.evaluation import evaluation_text
from argmap.reports.json import evaluation_object, written


@click.command("evaluate")
@path_argument
@click.option(
    "--semantics",
    type=click.Choice([semantics.value for semantics in Semantics]),
    default="grounded",
    show_default=True,
    help="What holds in any case, or on the readings possible beyond it (these need the extra `solve`).",
)
@scenario_options
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(path: Path | None, semantics: str, format: str, **scenario: Any) -> None:
    """Say what stands, what is contested, what falls, and why.

    By issue: the outcome, its positions with the reason for their standing; then every assertion. With a scenario, what
    it changes comes first.

    Example: argmap evaluate arguments/hello.yaml --reject offer-accepted
    """
    analyses = evaluated(path, **scenario)
    if format == "json":
        found = {str(analysis.path): _object(analysis, Semantics(semantics)) for analysis in analyses}
        click.echo(written({"maps": found} if len(found) > 1 else next(iter(found.values()))))
    else:
        click.echo("\n\n".join(_text(analysis, Semantics(semantics)) for analysis in analyses))
    finish(analyses)


def _beyond(analysis: Analysis, semantics: Semantics) -> Readings | None:
    return None if semantics is Semantics.GROUNDED else readings(analysis.evaluation, semantics)


def _before(analysis: Analysis) -> Evaluation | None:
    return replace(analysis, assume=NOTHING).evaluation if analysis.assume else None


def _text(analysis: Analysis, semantics: Semantics) -> str:
    beyond, before = _beyond(analysis, semantics), _before(analysis)
    return evaluation_text(analysis.evaluation, analysis.reasons, beyond, before, style())


def _object(analysis: Analysis, semantics: Semantics) -> dict[str, Any]:
    beyond, before = _beyond(analysis, semantics), _before(analysis)
    found = evaluation_object(analysis.evaluation, analysis.reasons, beyond, before)
    return found | {"errors": len(errors(analysis))} if errors(analysis) else found
