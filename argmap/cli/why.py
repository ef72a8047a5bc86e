"""`argmap why`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from argmap.analysis import Analysis
from argmap.cli.options import one_map, path_argument, style
from argmap.cli.scenarios import evaluated, finish, scenario_options
from argmap.diagnostics import ArgmapError
from argmap.reading.wording import did_you_mean
from argmap.reports.evaluation import outcome_sentence
from argmap.reports.json import written
from argmap.reports.why import why_text
from argmap.reports.why_json import why_object


@click.command("why")
@click.argument("name", metavar="ID")
@path_argument
@click.option("--depth", type=click.IntRange(1), help="How many assertions deep.  [default: to the leaves]")
@scenario_options
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str, path: Path | None, depth: int | None, format: str, **scenario: Any) -> None:
    """Show the reason for one label, down to the leaves.

    ID is an assertion, or an issue: then the tree of each of its positions is shown.

    Example: argmap why contract-made arguments/hello.yaml
    """
    analyses = evaluated(path, **scenario)
    having = [a for a in analyses if name in a.graph.assertions or name in a.graph.map.issues]
    if not having:
        raise ArgmapError(_unknown(analyses, name))
    analysis = one_map(having)
    click.echo(_json(analysis, name, depth) if format == "json" else _text(analysis, name, depth))
    finish([analysis])


def _text(analysis: Analysis, name: str, depth: int | None) -> str:
    evaluation, reasons = analysis.evaluation, analysis.reasons
    if name in analysis.graph.assertions:
        return why_text(evaluation, reasons, name, style(), depth)
    trees = (why_text(evaluation, reasons, position, style(), depth) for position in analysis.graph.positions(name))
    question = analysis.graph.map.issues[name].question
    return "\n\n".join([f"{name}: {question}\n{outcome_sentence(analysis.evaluation, name)}", *trees])


def _json(analysis: Analysis, name: str, depth: int | None) -> str:
    roots = (name,) if name in analysis.graph.assertions else analysis.graph.positions(name)
    return written(why_object(analysis.evaluation, analysis.reasons, name, roots, depth))


def _unknown(analyses: list[Analysis], name: str) -> str:
    known = [n for analysis in analyses for n in (*analysis.graph.assertions, *analysis.graph.map.issues)]
    if any(name in analysis.graph.map.authorities for analysis in analyses):
        return f"`{name}` is an authority; `why` takes an assertion or an issue."
    return f"There is no assertion or issue `{name}`. {did_you_mean(name, known)}".rstrip()
