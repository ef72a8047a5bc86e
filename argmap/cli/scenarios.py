"""What the commands that evaluate share: the options of a scenario, and which maps are sound enough to go on with."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from argmap.analysis import Analysis, analyse
from argmap.cli.options import one_map, or_default
from argmap.diagnostics import ArgmapError, Diagnostic, Severity
from argmap.evaluation.scenario import assumptions
from argmap.reports.places import shown_path
from argmap.reports.text import full

COULD_NOT = 2
"""The exit code when there is nothing sound to work on."""


def scenario_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--accept`, `--reject`, `--scenario` and `--keep-going`."""
    for option in reversed(
        (
            click.option("--accept", multiple=True, metavar="ID", help="Take this assertion or authority as accepted."),
            click.option("--reject", multiple=True, metavar="ID", help="Take this assertion or authority as rejected."),
            click.option("--scenario", metavar="NAME", help="A scenario of the map."),
            click.option("--keep-going", is_flag=True, help="Work with what is sound when the map has errors."),
        )
    ):
        command = option(command)
    return command


def evaluated(
    path: Path | None, accept: Sequence[str], reject: Sequence[str], scenario: str | None, keep_going: bool
) -> list[Analysis]:
    """The maps at a path under a scenario.

    A map with errors ends the command with 2 after they are shown, unless it is to keep going. Raises ArgmapError where
    there is no map, or where a scenario is asked of several maps.
    """
    read = analyse(or_default([path] if path else []))
    analyses = [analysis for analysis in read if analysis.reading.is_map]
    if not analyses:
        refuse_unsound([analysis for analysis in read if not analysis.reading.sound], keep_going=False)
        raise ArgmapError("There is no map at this path: no file has a `map:`.")
    refuse_unsound([analysis for analysis in analyses if not analysis.reading.sound], keep_going)
    if accept or reject or scenario:
        only = one_map(analyses)
        return [replace(only, assume=assumptions(only.reading.map, accept, reject, scenario))]
    return analyses


def errors(analysis: Analysis) -> list[Diagnostic]:
    """The errors for which a map lacks something."""
    return [item for item in analysis.reading.defects if item.severity is Severity.ERROR]


def finish(analyses: Sequence[Analysis]) -> None:
    """End with 1 where a map has errors, else go on to 0."""
    if any(errors(analysis) for analysis in analyses):
        sys.exit(1)


def refuse_unsound(
    unsound: Sequence[Analysis],
    keep_going: bool,
    done: str = "evaluated",
    shown: Callable[[Path], Path] = Path,
) -> None:
    """Show the errors of maps, and end with 2 unless it is to keep going; `done` is what is not done with them, `shown`
    how a path is told to people.
    """
    for analysis in unsound:
        found = [relocated(item, shown) for item in errors(analysis)]
        lines = {shown(path): text for path, text in analysis.lines().items()}
        for item in found:
            click.echo(full(item, lines), err=True)
            click.echo(err=True)
        count = "1 error" if len(found) == 1 else f"{len(found)} errors"
        end = f"only what is sound is {done}" if keep_going else f"it is not {done}"
        hint = "" if keep_going else f" Mend it, or add --keep-going, and what is sound is {done}."
        click.echo(f"argmap: `{shown_path(shown(analysis.path))}` has {count}; {end}.{hint}", err=True)
    if unsound and not keep_going:
        sys.exit(COULD_NOT)


def relocated(item: Diagnostic, shown: Callable[[Path], Path]) -> Diagnostic:
    """A diagnostic with its places as they are told to people."""
    related = tuple(one._replace(span=one.span._replace(path=shown(one.span.path))) for one in item.related)
    return replace(item, span=item.span._replace(path=shown(item.span.path)), related=related)
