"""What a reader is told about a diagnostic beside its sentence: what it is about, why it matters, what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from argmap.checks.registry import all_checks, documentation
from argmap.diagnostics import Diagnostic
from argmap.reading.defects import DEFECTS
from argmap.reports.findings import plural
from argmap.review import REVIEW_CODES


class Guidance(NamedTuple):
    """What a code means, why it matters (empty for what is wrong in a file), and what to do if no help says it."""

    what: str
    why: str = ""
    close: str = ""
    group: str = "file"
    example: str = ""


@cache
def guidance(code: str) -> Guidance:
    """What the code of a diagnostic means; nothing for an unknown one."""
    check = all_checks().get(code)
    if check is not None:
        parts = documentation(check)
        return Guidance(parts.what, parts.why, "", check.group, parts.closed)
    tables: tuple[Mapping[str, tuple[str, str]], ...] = (REVIEW_CODES, DEFECTS)
    for table in tables:
        if code in table:
            what, to_do = table[code]
            return Guidance(what, "", to_do, "waivers" if code.endswith("-waiver") else "file")
    return Guidance("")


def impact_words(item: Diagnostic) -> str:
    """What turns on the subject, as a sentence; empty where nothing does."""
    parts = []
    if item.impact.issues:
        parts.append(plural(item.impact.issues, "issue outcome"))
    if item.impact.assertions:
        parts.append(plural(item.impact.assertions, "other assertion"))
    if not parts:
        return ""
    verb = "turns" if sum(item.impact) == 1 else "turn"
    return f"{' and '.join(parts)} {verb} on `{item.subject}`."
