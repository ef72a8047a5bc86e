"""Diagnostics and evaluations as JSON (DESIGN section 10)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.evaluation.changes import Changes, changes
from argmap.evaluation.labellings import Readings
from argmap.evaluation.labels import Evaluation
from argmap.evaluation.sensitivity import Hold
from argmap.evaluation.words import Outcome
from argmap.reports.findings import Findings, counted
from argmap.reports.places import shown_path


def diagnostics_object(diagnostics: Sequence[Diagnostic], known: int = 0) -> dict[str, Any]:
    """`{"diagnostics": […], "summary": {…}}`; lines and columns from 1, the end column behind the last character."""
    return {"diagnostics": [_diagnostic(item) for item in diagnostics], "summary": counted(diagnostics, known)}


def report(findings: Findings) -> str:
    """The findings of a review as JSON text."""
    return written(review_object(findings))


def review_object(findings: Findings) -> dict[str, Any]:
    """The object of the only map; of several, `{"maps": {path: object}, "summary": counts of all}`."""
    maps = {shown_path(of.path): diagnostics_object(of.diagnostics, len(of.known)) for of in findings.maps}
    if len(maps) == 1:
        return next(iter(maps.values()))
    return {"maps": maps, "summary": findings.counts}


def _diagnostic(item: Diagnostic) -> dict[str, Any]:
    span, waived = item.span, item.waived
    return {
        "check": item.check,
        "severity": item.severity.value,
        "nature": item.nature.value,
        "message": item.message,
        "help": item.help,
        "path": shown_path(span.path),
        "line": span.start.line + 1,
        "column": span.start.column + 1,
        "end_line": span.end.line + 1,
        "end_column": span.end.column + 1,
        "subject": item.subject,
        "impact": {"issues": item.impact.issues, "assertions": item.impact.assertions},
        "related": [
            {
                "path": shown_path(related.span.path),
                "line": related.span.start.line + 1,
                "column": related.span.start.column + 1,
                "message": related.message,
            }
            for related in item.related
        ],
        "waived": {"because": waived.because, "by": waived.by, "until": waived.until} if waived else None,
    }


def written(value: object) -> str:
    """A value as JSON text, readable and the same on every machine."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def evaluation_object(
    evaluation: Evaluation,
    reasons: dict[str, str],
    readings: Readings | None = None,
    before: Evaluation | None = None,
) -> dict[str, Any]:
    """`{"map", "assertions", "authorities", "issues"}` for one map.

    With `readings` each assertion also has `"credulous"` and `"sceptical"` (null where not known), and the whole
    `"readings": {"semantics", "count", "counted"}`; with `before`, the evaluation without the scenario, the whole has
    `"scenario": {"accept", "reject"}` and `"changes": {"assertions": {id: {"before", "after"}}, "issues": …}`.
    """
    graph = evaluation.graph
    whole: dict[str, Any] = {
        "map": graph.map.header.title,
        "assertions": {
            name: {
                "label": evaluation.labels[name].value,
                "standing": evaluation.standings[name].value,
                "reason": reasons[name],
            }
            for name in graph.assertions
        },
        "authorities": {name: {"label": evaluation.labels[name].value} for name in graph.map.authorities},
        "issues": {name: outcome_object(outcome) for name, outcome in evaluation.outcomes.items()},
    }
    if readings is not None:
        for name, body in whole["assertions"].items():
            body |= {"credulous": readings.credulous[name], "sceptical": readings.sceptical[name]}
        whole["readings"] = {
            "semantics": readings.semantics.value, "count": readings.count, "counted": readings.counted
        }  # fmt: skip
    if before is not None:
        assume = evaluation.assume
        whole["scenario"] = {"accept": sorted(assume.accept), "reject": sorted(assume.reject)}
        whole["changes"] = _changes(changes(before, evaluation))
    return whole


def outcome_object(outcome: Outcome) -> dict[str, Any]:
    """`{"outcome": position id or null, "against": party or null}`."""
    return {"outcome": outcome.position, "against": outcome.against}


def _changes(found: Changes) -> dict[str, Any]:
    return {
        "assertions": {
            name: {"before": before.value, "after": after.value} for name, (before, after) in found.assertions.items()
        },
        "issues": {
            name: {"before": outcome_object(before), "after": outcome_object(after)}
            for name, (before, after) in found.issues.items()
        },
    }


def sensitivity_object(evaluation: Evaluation, found: Mapping[str, Sequence[Hold]]) -> dict[str, Any]:
    """`{"map", "issues": {id: {"outcome", "against", "single_points": […], "weaken": […]}}}` for one map.

    Each item has `"id"`, `"kind"` (authority, assertion, argument) and `"assertions"`, the number of other assertions
    whose label changes; a single point of failure also has the `"outcome"` and `"against"` that would then be.
    """
    issues = {}
    for issue, holds in found.items():
        single = [hold for hold in holds if hold.outcome is not None]
        issues[issue] = {
            **outcome_object(evaluation.outcomes[issue]),
            "single_points": [
                {**_hold(hold), **outcome_object(hold.outcome)} for hold in single if hold.outcome is not None
            ],
            "weaken": [_hold(hold) for hold in holds if hold.outcome is None],
        }
    return {"map": evaluation.graph.map.header.title, "issues": issues}


def _hold(hold: Hold) -> dict[str, Any]:
    return {"id": hold.fall.name, "kind": hold.kind, "assertions": hold.fall.count}
