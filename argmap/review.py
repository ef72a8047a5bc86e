"""Review: runs the checks, gives each gap its place and severity, applies waivers, and puts the weightiest first."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from argmap.checks.registry import Case, Check, Gap, all_checks
from argmap.config import nearest_hint
from argmap.diagnostics import ArgmapError, Diagnostic, Excuse, Impact, Nature, Related, Severity, by_place
from argmap.model.header import Waiver
from argmap.reading.defects import DEFECTS
from argmap.reading.merge import Places, Reading

NATURES: Mapping[str, tuple[Nature, ...]] = {
    "draft": (Nature.DEFECT,),
    "review": (Nature.DEFECT, Nature.GAP),
    "opponent": tuple(Nature),
    "filing": tuple(Nature),
}
WAIVER_CHECKS = ("unused-waiver", "expired-waiver")
BROKEN_CHECK = "check-failed"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which diagnostics are wanted: a profile, and names of checks to run alone or to leave out."""

    profile: str = "review"
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    def wants(self, name: str) -> bool:
        """Whether a diagnostic with this code is wanted."""
        return (not self.select or name in self.select) and name not in self.ignore


def review(reading: Reading, case: Case, selection: Selection | None = None) -> list[Diagnostic]:
    """Every diagnostic that is asked for, most consequential first, waived ones last.

    A check that fails is reported as `check-failed` (our defect, an error) and the others still run. Raises ArgmapError
    where the settings or the selection name a check that does not exist.
    """
    chosen = selection or Selection()
    checks = all_checks()
    _known_names(case, chosen, checks)
    run = _Run(reading, case, chosen, [False] * len(reading.map.waivers))
    found = [item for item in reading.defects if chosen.wants(item.check)]
    for check in checks.values():
        if check.nature in NATURES[chosen.profile] and chosen.wants(check.name) and check.name not in case.settings.disable:
            found.extend(run.check(check))
    found.extend(run.waivers(checks))
    return weightiest_first(found)


def weightiest_first(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """In the order of a report: by severity, then by how much falls, then by place; waived ones last."""
    return sorted(found, key=_weight)


def _weight(item: Diagnostic) -> tuple[object, ...]:
    order = (item.waived is not None, item.severity.rank, -item.impact.issues, -item.impact.assertions)
    return (*order, by_place(item))


def _known_names(case: Case, chosen: Selection, checks: Mapping[str, Check]) -> None:
    known = {*checks, *DEFECTS, *WAIVER_CHECKS, BROKEN_CHECK}
    for name in sorted({*chosen.select, *chosen.ignore, *case.settings.disable, *case.settings.severity}):
        if name not in known:
            raise ArgmapError(f"There is no check `{name}`. {nearest_hint(name, known)}")


@dataclass(frozen=True, slots=True)
class _Run:
    reading: Reading
    case: Case
    chosen: Selection
    used: list[bool]

    @property
    def places(self) -> Places:
        return self.reading.places

    def check(self, check: Check) -> list[Diagnostic]:
        """What one check finds."""
        try:
            gaps = list(check.run(self.case))
        except Exception as error:  # noqa: BLE001  # any failure of a check is our defect and must not hide the others
            where = traceback.extract_tb(error.__traceback__)[-1]
            message = f"The check `{check.name}` failed: {type(error).__name__}: {error}."
            help_text = f"This is a defect of argmap ({where.name}, line {where.lineno}); the other checks have run."
            span = self.places.span("map", "map")
            return [Diagnostic(BROKEN_CHECK, Severity.ERROR, Nature.DEFECT, message, span, help_text, check.name)]
        return [self._waived(self._diagnostic(check, gap), gap) for gap in gaps]

    def _diagnostic(self, check: Check, gap: Gap) -> Diagnostic:
        places, settings = self.places, self.case.settings
        severity = settings.severity.get(check.name, check.severity)
        if self.chosen.profile == "filing" and check.filing:
            severity = min(severity, check.filing, key=lambda item: item.rank)
        related = tuple(Related(places.span(*other.where), other.message) for other in gap.related)
        impact = Impact() if check.nature is Nature.DEFECT else self.case.falls.impact(gap.subject)
        span = places.span(*gap.where)
        return Diagnostic(
            check.name, severity, check.nature, gap.message, span, gap.help, gap.subject, related, impact
        )

    def _waived(self, item: Diagnostic, gap: Gap) -> Diagnostic:
        for number, waiver in enumerate(self.reading.map.waivers):
            if waiver.check == item.check and waiver.at == gap.subject:
                self.used[number] = True
                if not _has_expired(waiver, self.case.today):
                    return item.with_changes(waived=Excuse(waiver.because, waiver.by, waiver.until))
        return item

    def waivers(self, checks: Mapping[str, Check]) -> list[Diagnostic]:
        """What is wrong with the waivers themselves."""
        found = []
        for number, waiver in enumerate(self.reading.map.waivers):
            check = checks.get(waiver.check)
            span = self.places.span("waivers", str(number), ("check",))
            name, message, help_text = "unused-waiver", "", "Delete it, or correct it."
            if check is None:
                message = f"A waiver names a check `{waiver.check}` that does not exist."
                help_text = nearest_hint(waiver.check, checks)
            elif self.used[number] and _has_expired(waiver, self.case.today):
                name, message = "expired-waiver", f"The waiver of `{waiver.check}` at `{waiver.at}` ended on {waiver.until}."
                help_text = "Close the gap, or give the waiver a new date."
            elif not self.used[number] and self._ran(check):
                message = f"The waiver of `{waiver.check}` at `{waiver.at}` excuses nothing."
            if message and self.chosen.wants(name) and name not in self.case.settings.disable:
                severity = self.case.settings.severity.get(name, Severity.WARNING)
                found.append(Diagnostic(name, severity, Nature.DEFECT, message, span, help_text, waiver.at))
        return found

    def _ran(self, check: Check) -> bool:
        natures = NATURES[self.chosen.profile]
        disabled = check.name in self.case.settings.disable
        return check.nature in natures and self.chosen.wants(check.name) and not disabled


def _has_expired(waiver: Waiver, today: str | None) -> bool:
    return waiver.until is not None and today is not None and today[: len(waiver.until)] > waiver.until


def broken_checks(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The reports of checks that failed: with one of them a command could not do its work (exit code 2)."""
    return [item for item in diagnostics if item.check == BROKEN_CHECK]
