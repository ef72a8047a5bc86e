"""Options and small steps that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from argmap.analysis import Analysis
from argmap.diagnostics import ArgmapError, Diagnostic, Severity
from argmap.editor.finishing import finish
from argmap.reports.findings import counted, summary
from argmap.reports.text import Style, listing, one_line, plain

DEFAULT_PATH = "arguments"
COLOURS = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "place": {"bold": True},
    "frame": {"fg": "blue"},
    "help": {"fg": "cyan"},
}


class _MapPath(click.Path):
    """A path as given; an empty one, as of a variable that is not set, is refused and not taken as this folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("The path is empty. Name a file or a folder; `.` is this folder.", param, ctx)
        return super().convert(value, param, ctx)


MAP_PATH = _MapPath(path_type=Path)


_FINISHED = "argmap.finished"


def finished(context: click.Context, _: click.Parameter, given: Path | tuple[Path, ...] | None) -> Any:
    """Finish what an edit that was cut off has left in the project of the paths, and say so."""
    paths = given if isinstance(given, tuple) else (given,) if given else ()
    for path in paths or (Path(DEFAULT_PATH),):
        context.meta[_FINISHED] = tell_finished(path) or has_finished(context)
    return given


def tell_finished(path: Path) -> bool:
    """Finish what an edit that was cut off has left in the project of a path, and say so; whether there was any."""
    told = finish(path)
    if told:
        click.echo(told, err=True)
    return bool(told)


def has_finished(context: click.Context) -> bool:
    """Whether this call has finished an edit that an earlier one has left."""
    return context.meta.get(_FINISHED, False) is True


paths_argument = click.argument("paths", nargs=-1, type=MAP_PATH, metavar="[PATH]...", callback=finished)
path_argument = click.argument("path", required=False, type=MAP_PATH, metavar="[PATH]", callback=finished)
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default="error",
    show_default=True,
    help="Exit with 1 when a diagnostic is at least this severe.",
)


def or_default(paths: Sequence[Path]) -> list[Path]:
    """The paths given, or the folder `arguments`."""
    if paths:
        return list(paths)
    if not Path(DEFAULT_PATH).exists():
        raise ArgmapError(f"There is no folder `{DEFAULT_PATH}` here. Name a path, or start one with `argmap init`.")
    return [Path(DEFAULT_PATH)]


def coloured(text: str, role: str) -> str:
    """Text in the colour of its role."""
    return click.style(text, **COLOURS.get(role, {}))  # type: ignore[arg-type]  # keywords of click.style


def style() -> Style:
    """The style for this output: colours on a terminal unless NO_COLOR is set."""
    if sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        return coloured
    return plain


def show(diagnostics: Sequence[Diagnostic], analyses: Sequence[Analysis], *, concise: bool) -> None:
    """Print diagnostics, with code frames unless concise, and the summary."""
    chosen = style()
    lines = {path: text for analysis in analyses for path, text in analysis.lines().items()}
    if concise:
        for item in diagnostics:
            click.echo(one_line(item, chosen))
    elif diagnostics:
        click.echo(listing(diagnostics, lines, chosen))
        click.echo()
    click.echo(summary(counted(diagnostics)))
    if not any(analysis.reading.is_map for analysis in analyses):
        click.echo(
            "No file here has a `map:`; read as libraries, whose ids may be defined by whoever uses them.", err=True
        )


def today() -> str:
    """The day on which the command runs, YYYY-MM-DD."""
    return date.today().isoformat()


def exit_code(diagnostics: Sequence[Diagnostic], fail_on: str) -> int:
    """1 when a diagnostic that is not waived is at least as severe as `fail_on`, else 0."""
    limit = Severity(fail_on).rank
    return int(any(item.severity.rank <= limit for item in diagnostics if item.waived is None))


def one_map(analyses: Sequence[Analysis]) -> Analysis:
    """The only map at a path; ArgmapError where there are several."""
    if len(analyses) == 1:
        return analyses[0]
    names = ", ".join(f"`{analysis.path}`" for analysis in analyses)
    raise ArgmapError(f"There are {len(analyses)} maps here; name one: {names}.")
