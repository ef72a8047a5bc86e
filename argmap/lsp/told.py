"""Diagnostics as the protocol says them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from lsprotocol import types

from argmap.diagnostics import Diagnostic, Related, Severity
from argmap.lsp.places import Places
from argmap.reading.defects import DEFECTS

SOURCE = "argmap"
_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_TWICE = frozenset({"duplicate-id", "duplicate-map"})
_UNUSED = frozenset({"unused-authority", "unused-rule", "unused-waiver", "unreachable-assertion"})
_GONE = frozenset({"dead-authority", "expired-waiver"})


def everywhere(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is found, an id or a key that stands in two places told at both of them."""
    for item in found:
        yield item
        if item.check in _TWICE:
            for first in item.related:
                yield replace(item, span=first.span, related=(Related(item.span, "written again here"),))


def told(item: Diagnostic, places: Places, reference: str | None) -> types.Diagnostic:
    """One diagnostic; a waived one is a hint that says why it is waived."""
    waived = item.waived
    severity = types.DiagnosticSeverity.Hint if waived else _SEVERITIES[item.severity]
    because = f"(waived: {waived.because})" if waived else ""
    return types.Diagnostic(
        places.range(item.span),
        "\n".join(filter(None, (item.message, item.help, because))),
        severity,
        item.check,
        _page(item.check, reference),
        SOURCE,
        _tags(item.check) or None,
        [types.DiagnosticRelatedInformation(places.location(r.span), r.message) for r in item.related] or None,
        {"subject": item.subject, "nature": item.nature.value},
    )


def _tags(check: str) -> list[types.DiagnosticTag]:
    if check in _UNUSED:
        return [types.DiagnosticTag.Unnecessary]
    return [types.DiagnosticTag.Deprecated] if check in _GONE else []


@cache
def _page(check: str, reference: str | None) -> types.CodeDescription | None:
    """Where a code is explained: on the page the editor names, else in the documentation beside the program."""
    name = "defects.md" if check in DEFECTS else "checks.md"
    base = reference.rstrip("/") + "/" if reference else _beside()
    return types.CodeDescription(f"{base}{name}#{check}") if base else None


@cache
def _beside() -> str:
    folder = Path(__file__).parents[2] / "docs" / "reference"
    return folder.as_uri() + "/" if (folder / "checks.md").is_file() else ""
