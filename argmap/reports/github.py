"""Diagnostics as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.reports.findings import Findings, summary
from argmap.reports.guidance import impact_words
from argmap.reports.places import shown_path
from argmap.reports.text import visible

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def report(findings: Findings) -> str:
    """A command for each diagnostic that is not waived, and the summary as a line of the log."""
    return "\n".join([*_commands(findings), summary(findings.counts)])


def _commands(findings: Findings) -> Iterator[str]:
    for item in findings.diagnostics:
        if item.waived is None:
            yield _command(item)


def _command(item: Diagnostic) -> str:
    span = item.span
    keys = {"file": shown_path(span.path), "line": str(span.start.line + 1)}
    if span.end.line == span.start.line and span.end.column > span.start.column:  # columns are for a single line
        keys |= {"col": str(span.start.column + 1), "endColumn": str(span.end.column)}
    else:
        keys["endLine"] = str(max(span.start.line, span.end.line - (span.end.column == 0)) + 1)
    keys["title"] = item.check
    written = ",".join(f"{key}={_property(value)}" for key, value in keys.items())
    message = " ".join(part for part in (item.message, item.help, impact_words(item)) if part)
    return f"::{COMMANDS[item.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
