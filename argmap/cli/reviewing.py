"""The work of `argmap review`: from what one call asks for to findings, a report and an exit code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from argmap.analysis import Analysis, analyse, named
from argmap.baseline import Baseline, content_keys, read_baseline, refuse_other_maps, set_apart
from argmap.cli.options import exit_code, or_default, style, today
from argmap.cli.outputs import files_read, refuse_our_names, refuse_what_is_read
from argmap.diagnostics import Diagnostic
from argmap.reading.project import Library
from argmap.reports import github, html, json, markdown, sarif, statistics, text
from argmap.reports.findings import Findings, MapFindings, summary
from argmap.reports.places import shown_path
from argmap.review import Selection, broken_checks
from argmap.writing import write_text

ON_SCREEN: Mapping[str, Callable[[Findings, text.Style], str]] = {"text": text.report, "concise": text.concise}
REPORTS: Mapping[str, Callable[[Findings], str]] = {
    "json": json.report,
    "sarif": sarif.report,
    "github": github.report,
    "markdown": markdown.report,
    "html": html.report,
}
FORMATS = (*ON_SCREEN, *REPORTS)
WITH_PICTURES = ("markdown", "html")
RENDERS = Path("renders")


@dataclass(frozen=True)
class Request:
    """What one call of the command asks for."""

    paths: tuple[Path, ...]
    profile: str | None = None
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    format: str = "text"
    out: Path | None = None
    baseline: Path | None = None
    fail_on: str = "error"
    is_explained: bool = False
    wants_statistics: bool = False

    def selection(self, analysis: Analysis) -> Selection:
        """Which diagnostics of a map are asked for."""
        return Selection(self.profile or analysis.settings.profile, self.select, self.ignore)


def reviewed(request: Request, library: Library | None = None) -> list[tuple[Analysis, list[Diagnostic]]]:
    """Every map at the paths with its diagnostics."""
    analyses = analyse(or_default(request.paths), library)
    return [(analysis, analysis.review(request.selection(analysis), today())) for analysis in analyses]


def show_review(request: Request, library: Library | None = None) -> int:
    """Review, write the report, and return the exit code."""
    if request.out:
        refuse_our_names(request.out)
    found = reviewed(request, library)
    if request.out:
        read = files_read([analysis for analysis, _ in found])
        refuse_what_is_read(request.out, [*read, *([request.baseline] if request.baseline else [])])
    findings = _findings(request, found)
    report = _report(request, findings)
    if request.out is None:
        click.echo(report)
    else:
        write_text(request.out, f"{report.rstrip()}\n")
        click.echo(f"{shown_path(request.out)}: written; {summary(findings.counts)}")
    return 2 if broken_checks(findings.diagnostics) else exit_code(findings.diagnostics, request.fail_on)


def _findings(request: Request, found: list[tuple[Analysis, list[Diagnostic]]]) -> Findings:
    baseline = read_baseline(request.baseline) if request.baseline else None
    if baseline:
        refuse_other_maps(baseline, [analysis.reading for analysis, _ in found])
    names = {id(analysis): name for name, analysis in named([analysis for analysis, _ in found]).items()}
    maps = [_map_findings(request, analysis, items, baseline, names[id(analysis)]) for analysis, items in found]
    profiles = dict.fromkeys(request.selection(analysis).profile for analysis, _ in found)
    return Findings(tuple(maps), ", ".join(profiles), request.is_explained)


def _map_findings(
    request: Request, analysis: Analysis, found: list[Diagnostic], baseline: Baseline | None, name: str
) -> MapFindings:
    """One map: what is new in it, what its baseline knows, and its pictures."""
    keys = content_keys(analysis.reading, found) if baseline or request.format == "sarif" else [""] * len(found)
    known = baseline.known(analysis.reading) if baseline else None
    new, old = set_apart(found, keys, known) if known else (found, [])
    kept = {id(item) for item in new}
    new_keys = tuple(key for item, key in zip(found, keys, strict=True) if id(item) in kept)
    links, overview = _pictures(request, analysis, name)
    return MapFindings(
        analysis.path, analysis.graph, analysis.evaluation, tuple(new), new_keys, tuple(old),
        analysis.lines(), links, overview,
    )  # fmt: skip


def _pictures(request: Request, analysis: Analysis, name: str) -> tuple[dict[str, str], str]:
    """Links to the drawings of a map by view, and its overview; drawings that show another state are left out."""
    if request.format not in WITH_PICTURES:
        return {}, ""
    from argmap.cli.pictures import pictures_of  # noqa: PLC0415  # who wants no picture need not load what draws

    base = request.out.parent if request.out else Path()
    found = pictures_of(analysis, RENDERS / name, base, is_shown=request.format == "html", warn=_warn)
    if found.stale:
        _warn(f"{found.stale} of the drawings in `{shown_path(RENDERS / name)}` are out of date, so they are left out.")
    return found.links, found.overview


def _warn(message: str) -> None:
    click.echo(message, err=True)


def _report(request: Request, findings: Findings) -> str:
    if request.wants_statistics:
        if request.format == "json":
            return json.written({"statistics": statistics.rows(findings), "summary": findings.counts})
        return statistics.as_text(findings)
    if request.format in ON_SCREEN:
        return ON_SCREEN[request.format](findings, text.plain if request.out else style())
    return REPORTS[request.format](findings)
