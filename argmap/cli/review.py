"""`argmap review`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from argmap.analysis import Analysis, analyse, named
from argmap.baseline import content_keys, read_baseline, refuse_other_maps, set_apart, write_baseline
from argmap.cli.options import exit_code, fail_on_option, one_map, or_default, paths_argument, style, today
from argmap.cli.watching import signature, watch
from argmap.config import PROFILES
from argmap.diagnostics import ArgmapError, Diagnostic
from argmap.editor.waivers import add_waiver
from argmap.fingerprints import fingerprints, lock_path, write_lock
from argmap.reports import github, html, json, markdown, sarif, statistics, text
from argmap.reports.findings import Findings, MapFindings, summary
from argmap.reports.places import shown_path
from argmap.review import Selection, broken_checks
from argmap.writing import write_text

ON_SCREEN: dict[str, Callable[[Findings, text.Style], str]] = {"text": text.report, "concise": text.concise}
REPORTS: dict[str, Callable[[Findings], str]] = {
    "json": json.report,
    "sarif": sarif.report,
    "github": github.report,
    "markdown": markdown.report,
    "html": html.report,
}
FORMATS = (*ON_SCREEN, *REPORTS)
EXPLAINING = ("text", "markdown", "html", "sarif")
RENDERS = Path("renders")


@dataclass(frozen=True)
class Request:
    """What one call of the command asks for."""

    paths: tuple[Path, ...]
    profile: str | None
    select: frozenset[str]
    ignore: frozenset[str]
    format: str
    out: Path | None
    baseline: Path | None
    fail_on: str
    is_explained: bool
    wants_statistics: bool


@click.command("review")
@paths_argument
@click.option("--profile", type=click.Choice(PROFILES), help="How much to ask.  [default: the project's, else review]")
@click.option("--select", multiple=True, metavar="CHECK", help="Only this check. May be repeated.")
@click.option("--ignore", multiple=True, metavar="CHECK", help="Leave this check out. May be repeated.")
@click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option("--explain", is_flag=True, help="Say with each diagnostic why it matters and how it is closed.")
@click.option("--statistics", "wants_statistics", is_flag=True, help="Only count how often each check fires.")
@click.option("--watch", "is_watching", is_flag=True, help="Review again whenever a file changes, until Ctrl-C.")
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), help="Leave out what this file knows.")
@click.option("--write-baseline", type=click.Path(path_type=Path, dir_okay=False), help="Write what is open there.")
@click.option("--accept-changes", is_flag=True, help="Write down what every assertion says and rests on now.")
@click.option("--add-waiver", nargs=2, metavar="CHECK ID", help="Excuse a diagnostic: asks for the reason.")
@click.option("--because", help="The reason for --add-waiver.")
@click.option("--by", help="Who gives the waiver.")
@click.option("--until", metavar="DATE", help="The last day of the waiver.")
@fail_on_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    format: str,
    out: Path | None,
    explain: bool,
    wants_statistics: bool,
    is_watching: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    accept_changes: bool,
    add_waiver: tuple[str, str] | None,
    because: str | None,
    by: str | None,
    until: str | None,
    fail_on: str,
) -> None:
    """Show what an argument lacks, most consequential first.

    Waived diagnostics are listed last and counted. Profiles are cumulative: draft (defects), review (and gaps),
    opponent (and questions), filing (what a court would send back becomes an error).

    Example: argmap review arguments/ --profile opponent
    """
    request = Request(
        paths, profile, frozenset(select), frozenset(ignore), format, out, baseline, fail_on, explain, wants_statistics
    )
    _fitting(request, {"because": because, "by": by, "until": until}, is_waiving=bool(add_waiver))
    if add_waiver:
        _add_waiver(request, add_waiver, because, {"by": by, "until": until})
    elif accept_changes:
        _accept_changes(request)
    elif write_baseline:
        _write_baseline(request, write_baseline)
    elif is_watching:
        watch(lambda: _shown(request), lambda: signature(or_default(paths)))
    else:
        ctx.exit(_shown(request))


def _fitting(request: Request, of_waiver: dict[str, str | None], *, is_waiving: bool) -> None:
    """Raises UsageError where options do not go together."""
    if request.wants_statistics and request.format not in ("text", "concise", "json"):
        raise click.UsageError("--statistics goes with --format text, concise or json.")
    if request.is_explained and request.format not in EXPLAINING:
        raise click.UsageError(f"--explain goes with --format {', '.join(EXPLAINING)}.")
    for name, value in of_waiver.items():
        if value is not None and not is_waiving:
            raise click.UsageError(f"--{name} goes with --add-waiver.")


def _selection(request: Request, analysis: Analysis) -> Selection:
    return Selection(request.profile or analysis.settings.profile, request.select, request.ignore)


def _reviewed(request: Request) -> list[tuple[Analysis, list[Diagnostic]]]:
    analyses = analyse(or_default(request.paths))
    return [(analysis, analysis.review(_selection(request, analysis), today())) for analysis in analyses]


def _shown(request: Request) -> int:
    """Review, write the report, and return the exit code."""
    findings = _findings(request, _reviewed(request))
    report = _report(request, findings)
    if request.out is None:
        click.echo(report)
    else:
        write_text(request.out, f"{report.rstrip()}\n")
        click.echo(f"{shown_path(request.out)}: written; {summary(findings.counts)}")
    return 2 if broken_checks(findings.diagnostics) else exit_code(findings.diagnostics, request.fail_on)


def _findings(request: Request, reviewed: list[tuple[Analysis, list[Diagnostic]]]) -> Findings:
    baseline = read_baseline(request.baseline) if request.baseline else None
    if baseline:
        refuse_other_maps(baseline, [analysis.reading for analysis, _ in reviewed])
    names = {id(analysis): name for name, analysis in named([analysis for analysis, _ in reviewed]).items()}
    maps = []
    for analysis, found in reviewed:
        keys = content_keys(analysis.reading, found) if baseline or request.format == "sarif" else [""] * len(found)
        known = baseline.known(analysis.reading) if baseline else None
        new, old = set_apart(found, keys, known) if known else (found, [])
        kept = {id(item) for item in new}
        new_keys = tuple(key for item, key in zip(found, keys, strict=True) if id(item) in kept)
        pictures = _pictures(analysis, RENDERS / names[id(analysis)], request.out)
        overview = _overview(RENDERS / names[id(analysis)]) if request.format == "html" else ""
        maps.append(
            MapFindings(
                analysis.path, analysis.graph, analysis.evaluation, tuple(new), new_keys, tuple(old),
                analysis.lines(), pictures, overview,
            )
        )  # fmt: skip
    profiles = dict.fromkeys(_selection(request, analysis).profile for analysis, _ in reviewed)
    return Findings(tuple(maps), ", ".join(profiles), request.is_explained)


def _pictures(analysis: Analysis, folder: Path, out: Path | None) -> dict[str, str]:
    """The drawings of a map that are there, as links from where the report will be."""
    base = out.parent if out else Path()
    there = {name: folder / f"{name}.svg" for name in ("overview", *analysis.reading.map.issues)}
    return {name: shown_path(path, base) for name, path in there.items() if path.is_file()}


def _overview(folder: Path) -> str:
    try:
        return (folder / "overview.svg").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _report(request: Request, findings: Findings) -> str:
    if request.wants_statistics:
        if request.format == "json":
            return json.written({"statistics": statistics.rows(findings), "summary": findings.counts})
        return statistics.as_text(findings)
    if request.format in ON_SCREEN:
        return ON_SCREEN[request.format](findings, text.plain if request.out else style())
    return REPORTS[request.format](findings)


def _add_waiver(request: Request, named_: tuple[str, str], because: str | None, more: dict[str, str | None]) -> None:
    analysis = one_map(analyse(or_default(request.paths)))
    check, at = named_
    reason = because if because is not None else click.prompt("Because", type=str)
    if not reason.strip():
        raise ArgmapError("A waiver needs a reason.")
    entry = {"check": check, "at": at, "because": " ".join(reason.split())}
    path = add_waiver(analysis, entry | {key: value for key, value in more.items() if value}, today())
    click.echo(f"{shown_path(path)}: `{check}` is waived at `{at}`.")


def _accept_changes(request: Request) -> None:
    analyses = [analysis for analysis in analyse(or_default(request.paths)) if analysis.reading.is_map]
    if not analyses:
        raise ArgmapError("There is no map at this path: no file has a `map:`.")
    for analysis in analyses:
        if not analysis.reading.sound:
            raise ArgmapError(f"`{shown_path(analysis.path)}` has errors; `argmap check` shows them. Mend them first.")
    for analysis in analyses:
        path = lock_path(analysis.path)
        write_lock(path, fingerprints(analysis.graph))
        click.echo(f"{shown_path(path)}: {len(analysis.graph.assertions):,} assertions accepted as they are.")


def _write_baseline(request: Request, path: Path) -> None:
    count = write_baseline(path, [(analysis.reading, found) for analysis, found in _reviewed(request)])
    click.echo(f"{shown_path(path)}: written; it knows {count:,} diagnostics.")
