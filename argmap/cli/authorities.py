"""`argmap authorities`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import click

from argmap.analysis import Analysis
from argmap.citing.table import Table, table_of_authorities
from argmap.cli.options import path_argument, style
from argmap.cli.outputs import files_read, refuse_our_names, refuse_what_is_read
from argmap.cli.scenarios import evaluated, finish
from argmap.diagnostics import ArgmapError
from argmap.reading.wording import did_you_mean
from argmap.reports.authorities import csv_report, json_report, markdown_report, text_report
from argmap.reports.docx import docx_report
from argmap.reports.places import shown_path
from argmap.writing import write_bytes

FORMATS = ("text", "markdown", "csv", "json", "docx")
TEXTS: Mapping[str, Callable[[Sequence[Table]], str]] = {
    "text": text_report,
    "markdown": markdown_report,
    "csv": csv_report,
}


@click.command("authorities")
@path_argument
@click.option("--issue", "issues", multiple=True, metavar="ID", help="Only what is cited in this issue. Repeatable.")
@click.option("--party", "parties", multiple=True, metavar="ID", help="Only what this party cites. Repeatable.")
@click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the table to this file.")
@click.option("--keep-going", is_flag=True, help="Work with what is sound when the map has errors.")
def command(
    path: Path | None,
    issues: tuple[str, ...],
    parties: tuple[str, ...],
    format: str,
    out: Path | None,
    keep_going: bool,
) -> None:
    """Write the table of authorities.

    By kind of authority: its full citation, each place cited, and the assertions and rules it is cited for. What is
    not verified, or no longer in force, says so.

    Example: argmap authorities arguments/popov-v-hayashi.yaml --issue the-ball
    """
    if out:
        refuse_our_names(out)
    elif format == "docx":
        raise ArgmapError("A Word document needs a file to go to: add --out authorities.docx.")
    analyses = evaluated(path, (), (), None, keep_going)
    _check("issue", issues, (name for analysis in analyses for name in analysis.graph.map.issues))
    _check("party", parties, (name for analysis in analyses for name in analysis.graph.map.parties))
    tables = [table_of_authorities(analysis.graph, issues, parties) for analysis in analyses]
    if out:
        refuse_what_is_read(out, files_read(analyses))
        write_bytes(out, _report(analyses, tables, format))
        click.echo(f"{shown_path(out)}: written.")
    elif format == "text":
        click.echo(text_report(tables, style()))
    else:
        click.echo(_report(analyses, tables, format), nl=False)
    finish(analyses)


def _report(analyses: Sequence[Analysis], tables: Sequence[Table], format: str) -> bytes:
    if format == "docx":
        return docx_report(tables)
    paths = [str(analysis.path) for analysis in analyses]
    made = json_report(tables, paths) if format == "json" else TEXTS[format](tables)
    return f"{made}\n".encode("utf-8", "backslashreplace")


def _check(what: str, asked: Iterable[str], known: Iterable[str]) -> None:
    names = list(known)
    for name in asked:
        if name not in names:
            raise ArgmapError(f"There is no {what} `{name}`. {did_you_mean(name, names)}".rstrip())
