"""How often each check fires: a table for the screen, and the same as data."""

from __future__ import annotations

from argmap.reports.findings import Findings, summary


def rows(findings: Findings) -> list[dict[str, object]]:
    """For each code that occurs: how often not waived, how often waived; the most frequent first."""
    table: dict[str, list[int]] = {}
    severities: dict[str, str] = {}
    for item in findings.diagnostics:
        counts = table.setdefault(item.check, [0, 0])
        counts[item.waived is not None] += 1
        severities.setdefault(item.check, item.severity.value)
    ordered = sorted(table, key=lambda code: (-table[code][0], -table[code][1], code))
    return [
        {"check": code, "severity": severities[code], "count": count, "waived": waived}
        for code, (count, waived) in ((code, table[code]) for code in ordered)
    ]


def as_text(findings: Findings) -> str:
    """The table with its headings, and the summary."""
    table = [("count", "waived", "severity", "check")]
    table += [tuple(str(row[key]) for key in ("count", "waived", "severity", "check")) for row in rows(findings)]  # type: ignore[misc]  # four texts
    lines = [f"{count:>5}  {waived:>6}  {severity:8}  {code}".rstrip() for count, waived, severity, code in table]
    return "\n".join([*(lines if len(lines) > 1 else []), summary(findings.counts)])
