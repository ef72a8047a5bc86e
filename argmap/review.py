"""Review: runs the checks, gives each gap its place and severity, applies waivers, and puts the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from argmap.checks.registry import Case, Check, Gap, all_checks
from argmap.diagnostics import Diagnostic, Excuse, Impact, Nature, Related, Severity, by_place
from argmap.evaluation.sensitivity import Falls
from argmap.model.header import Waiver
from argmap.reading.merge import Places, Reading

PROFILES = ("draft", "review", "opponent", "filing")
"""Cumulative: defects; and gaps; and questions; and what a court would send back."""
_NATURES = {
    "draft": (Nature.DEFECT,),
    "review": (Nature.DEFECT, Nature.GAP),
    "opponent": tuple(Nature),
    "filing": tuple(Nature),
}


def review(reading: Reading, case: Case, profile: str = "review", today: str | None = None) -> list[Diagnostic]:
    """Every defect and gap of a map that the profile asks for, most consequential first, waived ones last.

    `today` (YYYY-MM-DD) is the day on which waivers are looked at; without it none has expired.
    """
    natures = _NATURES[profile]
    checks = all_checks()
    found = list(reading.defects)
    used: set[int] = set()
    falls = Falls(case.graph, case.evaluation)
    for check in checks.values():
        if check.nature in natures:
            for gap in check.run(case):
                item = _diagnostic(check, gap, reading.places, profile, falls)
                found.append(_waived(item, gap, reading.map.waivers, used, today))
    found.extend(_unused_waivers(reading, used, natures, checks))
    return sorted(found, key=_weight)


def _weight(item: Diagnostic) -> tuple[object, ...]:
    order = (item.waived is not None, item.severity.rank, -item.impact.issues, -item.impact.assertions)
    return (*order, by_place(item))


def _diagnostic(check: Check, gap: Gap, places: Places, profile: str, falls: Falls) -> Diagnostic:
    severity = check.filing if profile == "filing" and check.filing else check.severity
    related = tuple(Related(places.span(*other.where), other.message) for other in gap.related)
    impact = falls.impact(gap.subject) if check.nature is not Nature.DEFECT else Impact()
    return Diagnostic(
        check.name, severity, check.nature, gap.message, places.span(*gap.where), gap.help, gap.subject, related, impact
    )


def _waived(item: Diagnostic, gap: Gap, waivers: Sequence[Waiver], used: set[int], today: str | None) -> Diagnostic:
    for number, waiver in enumerate(waivers):
        if waiver.check == item.check and waiver.at == gap.subject:
            used.add(number)
            if waiver.until is None or today is None or today[: len(waiver.until)] <= waiver.until:
                return item.with_changes(waived=Excuse(waiver.because, waiver.by, waiver.until))
    return item


def _unused_waivers(reading: Reading, used: set[int], natures: Iterable[Nature], checks: dict[str, Check]) -> list[Diagnostic]:
    found = []
    for number, waiver in enumerate(reading.map.waivers):
        check = checks.get(waiver.check)
        if number in used or (check is not None and check.nature not in natures):
            continue
        if check is None:
            message = f"A waiver names a check `{waiver.check}` that does not exist."
        else:
            message = f"The waiver of `{waiver.check}` at `{waiver.at}` excuses nothing."
        span = reading.places.span("waivers", str(number), ("check",))
        found.append(
            Diagnostic("unused-waiver", Severity.WARNING, Nature.DEFECT, message, span, "Delete it, or correct it.")
        )
    return found
