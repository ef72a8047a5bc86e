"""Diagnostics and evaluations as JSON (DESIGN section 10)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.evaluation.labels import Evaluation
from argmap.reports.places import shown_path
from argmap.reports.text import counted


def diagnostics_object(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """`{"diagnostics": […], "summary": {…}}`; lines and columns from 1, the end column behind the last character."""
    return {"diagnostics": [_diagnostic(item) for item in diagnostics], "summary": counted(diagnostics)}


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


def evaluation_object(evaluation: Evaluation, reasons: dict[str, str]) -> dict[str, Any]:
    """`{"map", "assertions", "authorities", "issues"}` for one map."""
    graph = evaluation.graph
    return {
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
        "issues": {
            name: {"outcome": outcome.position, "against": outcome.against}
            for name, outcome in evaluation.outcomes.items()
        },
    }
