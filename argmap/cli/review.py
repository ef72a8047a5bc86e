"""`argmap review`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from argmap.analysis import analyse
from argmap.baseline import baseline_text
from argmap.cli.changing import make, make_anew
from argmap.cli.fixing import fitting, fix, fix_option, fixes_diff_option
from argmap.cli.options import fail_on_option, one_map, or_default, paths_argument, today
from argmap.cli.outputs import files_read, refuse_but_baselines, refuse_our_names, refuse_what_is_read
from argmap.cli.reviewing import FORMATS, Request, reviewed, show_review
from argmap.cli.watching import Reads, signature, watch
from argmap.config import PROFILES
from argmap.diagnostics import ArgmapError
from argmap.editor.waivers import add_waiver as write_waiver
from argmap.fingerprints import fingerprints, lock_path, lock_text
from argmap.reading.project import Library
from argmap.reports.places import shown_path

OF_REPORT = ("format", "out", "is_explained", "wants_statistics", "baseline", "fail_on")
OF_SELECTION = ("profile", "select", "ignore")
UNHEEDED = {
    "add_waiver": (*OF_SELECTION, *OF_REPORT),
    "accept_changes": (*OF_SELECTION, *OF_REPORT),
    "write_baseline": OF_REPORT,
}
"""What shows no report heeds no option of a report, and refuses it."""
COUNTED = ("text", "concise", "json")
EXPLAINING = ("text", "markdown", "html", "sarif")


@click.command("review")
@paths_argument
@click.option("--profile", type=click.Choice(PROFILES), help="How much to ask.  [default: the project's, else review]")
@click.option("--select", multiple=True, metavar="CHECK", help="Only this check. May be repeated.")
@click.option("--ignore", multiple=True, metavar="CHECK", help="Leave this check out. May be repeated.")
@click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option("--explain", "is_explained", is_flag=True, help="Say why each matters and how it is closed.")
@click.option("--statistics", "wants_statistics", is_flag=True, help="Only count how often each check fires.")
@click.option("--watch", "is_watching", is_flag=True, help="Review again whenever a file changes, until Ctrl-C.")
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), help="Leave out what this file knows.")
@click.option(
    "--write-baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write down there what is open under the present waivers and profile.",
)
@click.option("--accept-changes", is_flag=True, help="Write down what every assertion says and rests on now.")
@click.option("--add-waiver", nargs=2, metavar="CHECK ID", help="Excuse a diagnostic: asks for the reason.")
@click.option("--about", multiple=True, metavar="NAME", help="Which one --add-waiver is for, by what it names.")
@click.option("--because", help="The reason for --add-waiver.")
@click.option("--by", help="Who gives the waiver.")
@click.option("--until", metavar="DATE", help="The last day of the waiver.")
@fix_option
@fixes_diff_option
@fail_on_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    is_watching: bool,
    write_baseline: Path | None,
    accept_changes: bool,
    add_waiver: tuple[str, str] | None,
    about: tuple[str, ...],
    because: str | None,
    by: str | None,
    until: str | None,
    is_fixing: bool,
    only_shows: bool,
    **asked: Any,
) -> None:
    """Show what an argument lacks, most consequential first.

    Waived diagnostics are listed last and counted. Profiles are cumulative: draft (defects), review (and gaps),
    opponent (and questions), filing (what a court would send back becomes an error).

    Example: argmap review arguments/ --profile opponent
    """
    request = Request(paths, select=frozenset(select), ignore=frozenset(ignore), **asked)
    _one_thing(
        ctx, add_waiver=add_waiver, accept_changes=accept_changes, write_baseline=write_baseline,
        watch=is_watching, fix=is_fixing,
    )  # fmt: skip
    of_waiver = {"about": about or None, "because": because, "by": by, "until": until}
    _fitting(request, of_waiver, is_waiving=bool(add_waiver))
    if fitting(is_fixing, only_shows and not (add_waiver or accept_changes or write_baseline)):
        fix(lambda library: reviewed(request, library), only_shows)
        if only_shows:
            return
    if add_waiver:
        _add_waiver(request, add_waiver, because, {"by": by, "until": until}, about, only_shows=only_shows)
    elif accept_changes:
        _accept_changes(request, only_shows=only_shows)
    elif write_baseline:
        _write_baseline(request, write_baseline, only_shows=only_shows)
    elif is_watching:
        _watch(request)
    else:
        ctx.exit(show_review(request))


def _write_baseline(request: Request, path: Path, *, only_shows: bool) -> None:
    refuse_our_names(path)
    refuse_but_baselines(path)
    found = reviewed(request)
    refuse_what_is_read(path, files_read([analysis for analysis, _ in found]))
    text, count = baseline_text(path, [(analysis.reading, items) for analysis, items in found])
    make_anew({path: text}, only_shows)
    if only_shows:
        return
    profiles = dict.fromkeys(request.selection(analysis).profile for analysis, _ in found)
    click.echo(
        f"{shown_path(path)}: written; it knows {count:,} diagnostic{'s' * (count != 1)}, "
        f"open under the waivers there are now and the profile {' or '.join(profiles)}."
    )


def _watch(request: Request) -> None:
    reads = Reads()
    also = {request.baseline} if request.baseline else set[Path]()
    watch(
        lambda: show_review(request, Library(reads)),
        lambda: signature(or_default(request.paths), reads.paths | also),
    )


def _one_thing(ctx: click.Context, **asked: object) -> None:
    """Raises UsageError where two things are asked for of which one call does one, or an option would not be heeded."""
    chosen = [name for name, wanted in asked.items() if wanted]
    named = [f"--{name.replace('_', '-')}" for name in chosen]
    if len(named) > 1:
        raise click.UsageError(f"{named[0]} and {named[1]} do not go together.")
    unheeded = [
        option.opts[-1]
        for option in ctx.command.params
        if option.name in UNHEEDED.get(chosen[0] if chosen else "", ())
        and ctx.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
    ]
    if unheeded:
        raise click.UsageError(f"{unheeded[0]} does nothing with {named[0]}; leave it out.")


def _fitting(request: Request, of_waiver: Mapping[str, object], *, is_waiving: bool) -> None:
    """Raises UsageError where options do not go together."""
    if request.wants_statistics and request.format not in COUNTED:
        raise click.UsageError("--statistics goes with --format text, concise or json.")
    if request.is_explained and request.format not in EXPLAINING:
        raise click.UsageError(f"--explain goes with --format {', '.join(EXPLAINING)}.")
    for name, value in of_waiver.items():
        if value is not None and not is_waiving:
            raise click.UsageError(f"--{name} goes with --add-waiver.")


def _add_waiver(
    request: Request,
    named_: tuple[str, str],
    because: str | None,
    more: Mapping[str, str | None],
    about: tuple[str, ...],
    *,
    only_shows: bool,
) -> None:
    analysis = one_map(analyse(or_default(request.paths)))
    check, at = named_
    reason = because if because is not None else click.prompt("Because", type=str, err=True)
    if not reason.strip():
        raise ArgmapError("A waiver needs a reason.")
    entry = {"check": check, "at": at, "because": " ".join(reason.split())}
    change = write_waiver(analysis, entry | {key: value for key, value in more.items() if value}, today(), about)
    make([change], only_shows)
    if not only_shows:
        click.echo(f"{shown_path(change.path)}: `{check}` is waived at `{at}`.")


def _accept_changes(request: Request, *, only_shows: bool) -> None:
    analyses = [analysis for analysis in analyse(or_default(request.paths)) if analysis.reading.is_map]
    if not analyses:
        raise ArgmapError("There is no map at this path: no file has a `map:`.")
    for analysis in analyses:
        if not analysis.reading.sound:
            raise ArgmapError(f"`{shown_path(analysis.path)}` has errors; `argmap check` shows them. Mend them first.")
    make_anew({lock_path(analysis.path): lock_text(fingerprints(analysis.graph)) for analysis in analyses}, only_shows)
    for analysis in [] if only_shows else analyses:
        count = f"{len(analysis.graph.assertions):,} assertions"
        click.echo(f"{shown_path(lock_path(analysis.path))}: {count} accepted as they are.")
