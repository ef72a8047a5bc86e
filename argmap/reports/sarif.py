"""Diagnostics as SARIF 2.1.0 (OASIS), for code-scanning services and viewers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from argmap import __version__
from argmap.diagnostics import Diagnostic, Impact, Span
from argmap.reports.findings import Findings, summary
from argmap.reports.guidance import Guidance, guidance, impact_words
from argmap.reports.json import written
from argmap.review import broken_checks

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "WORKDIR"
FINGERPRINT = "argmapContent/v2"


def report(findings: Findings) -> str:
    """One run with a rule for each code that occurs, and a result for each diagnostic, waived ones suppressed."""
    return written(log(findings))


def log(findings: Findings) -> dict[str, Any]:
    """The SARIF log as plain data."""
    diagnostics = findings.diagnostics
    codes = sorted({item.check for item in diagnostics})
    seen: Counter[str] = Counter()
    results = []
    for item in diagnostics:
        key = findings.key_of(item)
        seen[key] += 1
        results.append(_result(item, codes.index(item.check), f"{key}:{seen[key]}" if key else ""))
    run = {
        "tool": {"driver": {"name": "argmap", "version": __version__, "rules": _rules(codes, diagnostics)}},
        "invocations": [_invocation(diagnostics)],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder in which argmap ran."}}},
        "results": results,
        "properties": {"profile": findings.profile, "summary": summary(findings.counts), "counts": findings.counts},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def rank(impact: Impact) -> float:
    """From 0 (nothing hangs on it) towards 100: an issue outcome weighs as much as a dozen assertions."""
    weight = impact.issues * 3 + impact.assertions / 4
    return round(100 * weight / (1 + weight), 1)


def _rules(codes: Sequence[str], diagnostics: Sequence[Diagnostic]) -> list[dict[str, Any]]:
    first = {item.check: item for item in reversed(diagnostics)}
    return [_rule(code, first[code], guidance(code)) for code in codes]


def _rule(code: str, first: Diagnostic, meaning: Guidance) -> dict[str, Any]:
    what = meaning.what or code
    plain = " ".join(part for part in (f"Why: {meaning.why}" if meaning.why else "", meaning.close) if part) or what
    example = f"\n\nHow it is closed:\n\n```yaml\n{meaning.example}```" if meaning.example else ""
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": what.partition(". ")[0].removesuffix(".") + "."},
        "fullDescription": {"text": what},
        "help": {"text": plain, "markdown": f"{plain}{example}"},
        "defaultConfiguration": {"level": first.severity.value},
        "properties": {"tags": [meaning.group, first.nature.value]},
    }


def _result(item: Diagnostic, index: int, key: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.check,
        "ruleIndex": index,
        "level": item.severity.value,
        "message": {"text": " ".join(part for part in (item.message, item.help, impact_words(item)) if part)},
        "locations": [_location(item.span)],
        "rank": rank(item.impact),
        "suppressions": _suppressions(item),
        "properties": {
            "nature": item.nature.value,
            "subject": item.subject,
            "impact": {"issues": item.impact.issues, "assertions": item.impact.assertions},
        },
    }
    if item.subject:
        result["locations"][0]["logicalLocations"] = [{"name": item.subject, "fullyQualifiedName": item.subject}]
    if item.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": related.message}, **_location(related.span)}
            for number, related in enumerate(item.related, 1)
        ]
    if key:
        result["partialFingerprints"] = {FINGERPRINT: key}
    return result


def _suppressions(item: Diagnostic) -> list[dict[str, Any]]:
    if item.waived is None:
        return []
    properties = {"by": item.waived.by, "until": item.waived.until}
    kept = {name: value for name, value in properties.items() if value is not None}
    suppression: dict[str, Any] = {"kind": "inSource", "status": "accepted", "justification": item.waived.because}
    return [suppression | ({"properties": kept} if kept else {})]


def _location(span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.start.line + 1,
        "startColumn": span.start.column + 1,
        "endLine": span.end.line + 1,
        "endColumn": span.end.column + 1,
    }
    return {"physicalLocation": {"artifactLocation": artifact(span.path), "region": region}}


def artifact(path: Path) -> dict[str, str]:
    """Where a file is: relative to the working folder inside it, else in full."""
    try:
        relative = Path(os.path.relpath(path))
    except ValueError:  # another drive
        relative = Path("..")
    if ".." in relative.parts:
        return {"uri": path.absolute().as_uri()}
    return {"uri": quote(relative.as_posix()), "uriBaseId": ROOT}


def _invocation(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    broken = broken_checks(diagnostics)
    notes = [{"level": "error", "message": {"text": f"{item.message} {item.help}"}} for item in broken]
    return {"executionSuccessful": not broken, **({"toolExecutionNotifications": notes} if notes else {})}
