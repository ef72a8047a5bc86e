"""Evaluations as text: the outcome of each issue, every assertion with its reason, what a scenario changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from argmap.evaluation.changes import changes
from argmap.evaluation.labellings import Readings
from argmap.evaluation.labels import Evaluation
from argmap.evaluation.phrases import joined
from argmap.evaluation.sensitivity import Hold
from argmap.evaluation.words import Label, Outcome, Semantics
from argmap.graph import ArgumentGraph
from argmap.reports.text import Style, plain, visible

NAMED = 4
"""How many assertions of a reading are named before the rest is counted."""
_BECOMES = {Label.IN: "stands", Label.OUT: "falls", Label.UNDECIDED: "becomes contested"}
_READINGS = {
    Semantics.COMPLETE: "reading that fits (complete labelling)",
    Semantics.PREFERRED: "reading that decides as much as can be (preferred labelling)",
    Semantics.STABLE: "reading that decides everything (stable labelling)",
}


def evaluation_text(
    evaluation: Evaluation,
    reasons: Mapping[str, str],
    readings: Readings | None = None,
    before: Evaluation | None = None,
    style: Style = plain,
) -> str:
    """One map: what the scenario changes (with `before`), the issues with their positions, then all assertions."""
    blocks = [_heading(evaluation.graph, style)]
    if before is not None:
        blocks.append(_changed(before, evaluation, style))
    if readings is not None:
        blocks.append(_number(readings))
    blocks += [_issue(evaluation, issue, reasons, readings, style) for issue in evaluation.graph.map.issues]
    blocks.append("\n".join(["Assertions", *(f"  {_line(name, reasons, readings, style)}" for name in reasons)]))
    return "\n\n".join(blocks)


def _heading(graph: ArgumentGraph, style: Style) -> str:
    header = graph.map.header
    as_of = f", as of {header.as_of}" if header.as_of else ""
    return style(f"{visible(header.title)}{as_of}", "place")


def _line(name: str, reasons: Mapping[str, str], readings: Readings | None, style: Style) -> str:
    more = f" {_acceptance(readings, name)}" if readings is not None else ""
    return f"{style(name, 'place')}: {reasons[name]}{more}"


def _acceptance(readings: Readings, name: str) -> str:
    credulous, sceptical = readings.credulous[name], readings.sceptical[name]
    if readings.counted and not readings.count:
        return "(there is no such reading)"
    if sceptical:
        return "(stands on every reading)"
    if credulous is None or (credulous and sceptical is None):
        return "(not known within the budget)"
    return "(stands on some reading, not on every one)" if credulous else "(stands on no reading)"


def _number(readings: Readings) -> str:
    noun = _READINGS.get(readings.semantics, "labelling")
    count = f"{readings.count:,}" if readings.counted else f"At least {readings.count:,}"
    return f"{count} {noun}." if readings.count == 1 else f"{count} {noun.replace('reading that', 'readings that', 1)}."


# -- issues


def _issue(
    evaluation: Evaluation, issue: str, reasons: Mapping[str, str], readings: Readings | None, style: Style
) -> str:
    entry = evaluation.graph.map.issues[issue]
    lines = [f"{style(issue, 'place')}: {visible(entry.question)}", f"  {outcome_sentence(evaluation, issue)}"]
    for position in evaluation.graph.positions(issue):
        lines.append(f"    {_line(position, reasons, readings, style)}")
        if readings is not None and evaluation.labels[position] is Label.UNDECIDED:
            lines += [f"      {sentence}" for sentence in _witness(evaluation, readings, position)]
    return "\n".join(lines)


def outcome_sentence(evaluation: Evaluation, issue: str) -> str:
    """How an issue ends, in one sentence."""
    positions = evaluation.graph.positions(issue)
    if not positions:
        return "No position is named."
    return outcome_words(evaluation.graph, issue, evaluation.outcomes[issue])


def outcome_words(graph: ArgumentGraph, issue: str, outcome: Outcome) -> str:
    """An outcome in one sentence, with the burden where it decides."""
    if outcome.position is not None:
        return f"`{outcome.position}` stands."
    if outcome.against is not None:
        party = graph.map.parties.get(outcome.against)
        who = f"`{outcome.against}` ({visible(party.name)})" if party else f"`{outcome.against}`"
        return f"No position stands, so the issue falls against {who}, who bears the burden."
    shares = graph.map.issues[issue].burdens
    if shares:
        parts = [f"`{one.party}` has to show {joined([f'`{name}`' for name in one.shows])}" for one in shares]
        return f"No position stands, and the burden is divided: {'; '.join(parts)}."
    return "No position stands, and nobody is named who bears the burden."


def _witness(evaluation: Evaluation, readings: Readings, name: str) -> Iterator[str]:
    """A reading on which an undecided assertion stands, told by what becomes there of the undecided ones near it."""
    labels = readings.witness(name)
    if labels is None:
        return
    near = [*evaluation.graph.rests_on(name), *(other for other, _ in evaluation.graph.rebuttals_of(name))]
    open_ = [other for other in dict.fromkeys(near) if evaluation.labels[other] is Label.UNDECIDED and other != name]
    parts = []
    for label, one, many in ((Label.IN, "stands", "stand"), (Label.OUT, "falls", "fall")):
        names = [f"`{other}`" for other in open_ if labels[other] is label]
        if names:
            parts.append(f"{_some(names)} {one if len(names) == 1 else many}")
    yield f"It stands, for one, where {' and '.join(parts)}." if parts else "It stands on some reading."


def _some(names: Sequence[str]) -> str:
    shown = list(names) if len(names) <= NAMED + 1 else [*names[:NAMED], f"{len(names) - NAMED} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


# -- scenarios


def _changed(before: Evaluation, after: Evaluation, style: Style) -> str:
    assume, found = after.assume, changes(before, after)
    given = [f"accepted: {', '.join(sorted(assume.accept))}"] if assume.accept else []
    given += [f"rejected: {', '.join(sorted(assume.reject))}"] if assume.reject else []
    lines = [f"Scenario ({'; '.join(given)})"]
    for issue, (_, outcome) in found.issues.items():
        lines.append(f"  issue {style(issue, 'place')}: now {_lower(outcome_words(after.graph, issue, outcome))}")
    for name, (was, now) in found.assertions.items():
        lines.append(f"  {style(name, 'place')}: {was.value} → {now.value}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "  Nothing changes."])


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


# -- sensitivity


def sensitivity_text(
    evaluation: Evaluation, found: Mapping[str, Sequence[Hold]], limit: int, style: Style = plain
) -> str:
    """What each issue hangs on: single points of failure first, then what would weaken it; `limit` lines of each."""
    blocks = [_heading(evaluation.graph, style)]
    for issue, holds in found.items():
        question = visible(evaluation.graph.map.issues[issue].question)
        lines = [f"{style(issue, 'place')}: {question}", f"  {outcome_sentence(evaluation, issue)}"]
        single = [hold for hold in holds if hold.outcome is not None]
        others = [hold for hold in holds if hold.outcome is None]
        if not single:
            lines.append("  No single authority, leaf assertion or argument decides the outcome.")
        for heading, chosen in (("Single points of failure", single), ("Would change a position's label", others)):
            if chosen:
                lines.append(f"  {heading}")
                lines += [f"    {_hold(evaluation, issue, hold, style)}" for hold in chosen[:limit]]
                lines += [f"    … and {len(chosen) - limit} more"] if len(chosen) > limit else []
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _hold(evaluation: Evaluation, issue: str, hold: Hold, style: Style) -> str:
    count = hold.fall.count
    reach = f" ({count} {'label' if count == 1 else 'labels'} changed)"
    if hold.outcome is not None:
        effect = _lower(outcome_words(evaluation.graph, issue, hold.outcome)).removesuffix(".")
    else:
        effect = ", ".join(f"`{name}` {_BECOMES[label]}" for name, label in hold.positions.items())
    return f"{hold.kind} {style(hold.fall.name, 'place')}: without it {effect}{reach}"
