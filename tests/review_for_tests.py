"""A small map with gaps of several kinds for the tests of reviews and reports, and the command run on it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from argmap.analysis import analyse
from argmap.baseline import content_keys
from argmap.cli import main
from argmap.diagnostics import Diagnostic
from argmap.reports.findings import Findings, MapFindings
from argmap.review import Selection

TODAY = "2026-11-24"
# Named, so that new checks change no test.
SELECT = (
    "absolute-term", "expectation-failed", "fact-without-evidence", "loaded-language", "missing-as-of",
    "missing-pinpoint", "unused-waiver", "expired-waiver",
)  # fmt: skip
SALE = """\
argmap: 1
map: {title: "A sale <of> 100% wool_&_silk"}

parties:
  buyer: {name: The buyer}
authorities:
  code: {kind: statute, title: Sale Act, jurisdiction: Freeland}
  letter: {kind: letter, title: Letter of 3 May, by: seller, date: 2025-05-03}
issues:
  sale: {question: "Was there a sale, or not?", burden: buyer, positions: [made]}
  price: {question: Was the price due?, positions: [due]}
assertions:
  # what the buyer says
  made: {text: The parties made a sale., kind: legal, issue: sale, premises: [offered, accepted]}
  offered: {text: The seller brazenly offered wool., kind: factual, authorities: [letter]}
  accepted: {text: The buyer accepted., kind: factual}
  due: {text: The price was due., kind: legal, issue: price, authorities: [code], premises: [made]}
  law: {text: "A sale never needs a deed.", kind: legal, authorities: [code s. 3]}

waivers:
  - {check: fact-without-evidence, at: accepted, because: Admitted at the hearing., by: AB}   # keep me
  - {check: missing-pinpoint, at: made, because: Not there at all.}
expect: {out: [due]}
"""


def run(*arguments: str, **keywords: str) -> Result:
    """`argmap review` with these arguments."""
    return CliRunner().invoke(main.argmap, ["review", *arguments], **keywords)  # type: ignore[arg-type]  # `input` only


def selected() -> list[str]:
    """The options for the checks of SELECT."""
    return [part for name in SELECT for part in ("--select", name)]


def reviewed(path: Path, profile: str = "opponent", *names: str) -> list[Diagnostic]:
    """The diagnostics of the map at a path, of the checks named or of those in SELECT."""
    (analysis,) = analyse([path])
    return analysis.review(Selection(profile, frozenset(names or SELECT)), TODAY)


def findings(*paths: Path, **more: object) -> Findings:
    """The findings of the maps at the paths."""
    maps = []
    for analysis in analyse(paths):
        found = tuple(analysis.review(Selection("opponent", frozenset(SELECT)), TODAY))
        keys = tuple(content_keys(analysis.reading, found))
        maps.append(
            MapFindings(analysis.path, analysis.graph, analysis.evaluation, found, keys, lines=analysis.lines(), **more)  # type: ignore[arg-type]
        )
    return Findings(tuple(maps), "opponent")
