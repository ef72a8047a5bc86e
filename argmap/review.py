"""Review: runs the checks, gives each gap its place and severity, applies waivers, and puts the weightiest first."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from argmap.catalogue.wordlists import list_names
from argmap.checks.placeholder_text import PLACEHOLDER
from argmap.checks.registry import Case, Check, Gap, Where, all_checks
from argmap.config import nearest_hint
from argmap.diagnostics import (
    NO_IMPACT,
    WHOLE_MAP,
    ArgmapError,
    Diagnostic,
    Excuse,
    Nature,
    Related,
    Severity,
    Span,
    by_place,
)
from argmap.model.file import NOUN_SECTIONS
from argmap.model.header import Waiver
from argmap.reading.defects import DEFECTS
from argmap.reading.excerpt import Excerpts
from argmap.reading.merge import Reading

NATURES: Mapping[str, tuple[Nature, ...]] = {
    "draft": (Nature.DEFECT,),
    "review": (Nature.DEFECT, Nature.GAP),
    "opponent": tuple(Nature),
    "filing": tuple(Nature),
}
BROKEN_CHECK = "check-failed"
WAIVER_CODES = ("unused-waiver", "expired-waiver", "broad-waiver")
REVIEW_CODES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unused-waiver": (
            "A waiver excuses nothing, gives no reason yet, or names a check that does not exist.",
            "Delete it, or correct its `check`, `at` and `because`.",
        ),
        "expired-waiver": (
            "A waiver's `until` has passed, so what it excused is shown again.",
            "Close the gap, or give the waiver a new date.",
        ),
        "broad-waiver": (
            "A waiver excuses several different gaps, so that it would excuse the next one too.",
            "Say under `about` which it excuses, by all that they name, or write a waiver for each.",
        ),
        BROKEN_CHECK: (
            "A check broke down on this map. The fault is argmap's, not the file's; the other checks have run.",
            "Report it to the maintainers with the file, if you can.",
        ),
    }
)
"""Codes that the review itself gives: what each means, and what to do."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which diagnostics are wanted: a profile, and checks to run alone, whatever the profile, or to leave out.

    Without `is_weighed` no impact is worked out: an editor, which shows diagnostics by place, saves the time.
    """

    profile: str = "review"
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    is_weighed: bool = True

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
    run = _Run(reading, case, chosen)
    found = [run.excused(d) for d in reading.defects if d.severity is Severity.ERROR or chosen.wants(d.check)]
    for check in checks.values():
        if run.runs(check):
            found.extend(item for item in run.check(check) if run.shows(item.check) or item.check == BROKEN_CHECK)
    found.extend(run.waivers(checks))
    return weightiest_first(found)


def weightiest_first(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """In the order of a report: by severity, then by how much turns on the subject, then by place; waived ones last."""
    return sorted(found, key=_weight)


def _weight(item: Diagnostic) -> tuple[object, ...]:
    order = (item.waived is not None, item.severity.rank, -item.impact.issues, -item.impact.assertions)
    return (*order, by_place(item))


def _known_names(case: Case, chosen: Selection, checks: Mapping[str, Check]) -> None:
    names, asked = {*checks, *REVIEW_CODES}, {*chosen.select, *chosen.ignore}
    for name in sorted({*asked, *case.settings.disable, *case.settings.severity}):
        if name in DEFECTS and name not in asked:
            raise ArgmapError(f"`{name}` is a defect of a file; settings cannot change it. A warning can be waived.")
        if name not in names and name not in DEFECTS:
            raise ArgmapError(f"There is no check `{name}`. {nearest_hint(name, {*names, *DEFECTS})}")
    for name in case.settings.words:
        if name not in list_names():
            raise ArgmapError(f"There is no word list `{name}`. {nearest_hint(name, list_names())}")


@dataclass
class _Run:
    """One review: what is looked at, which waivers (by their number) have excused what, and what is open at each id."""

    reading: Reading
    case: Case
    chosen: Selection
    used: dict[int, set[tuple[str, ...]]] = field(default_factory=dict)
    left: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    excerpts: Excerpts = field(init=False)
    waived: dict[tuple[str, str], list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.excerpts = Excerpts(self.reading.sources)
        for number, waiver in enumerate(self.reading.map.waivers):
            self.waived.setdefault((waiver.check, waiver.at), []).append(number)
        for numbers in self.waived.values():  # those that say what they are about come first
            numbers.sort(key=lambda number: not self.reading.map.waivers[number].about)

    def runs(self, check: Check) -> bool:
        """Whether a check is asked for."""
        if check.of_maps and not self.reading.is_map:
            return False
        asked = check.nature in NATURES[self.chosen.profile] or check.name in self.chosen.select
        return asked and (self.shows(check.name) or self._judges_waivers(check.name))

    def _judges_waivers(self, code: str) -> bool:
        """Whether a check runs only to see what its waivers excuse, because they alone are asked for."""
        asked = any(wanted in self.chosen.select for wanted in WAIVER_CODES)
        return asked and code in self.waived_checks and code not in self.case.settings.disable

    @cached_property
    def ids(self) -> list[str]:
        """What a waiver may be for."""
        return [WHOLE_MAP, *(name for section in NOUN_SECTIONS for name in getattr(self.reading.map, section))]

    @property
    def waived_checks(self) -> set[str]:
        """The codes that waivers name."""
        return {code for code, _ in self.waived}

    def shows(self, code: str) -> bool:
        """Whether diagnostics with this code are asked for."""
        return self.chosen.wants(code) and code not in self.case.settings.disable

    def check(self, check: Check) -> list[Diagnostic]:
        """What one check finds."""
        try:
            return [self.excused(self._diagnostic(check, gap)) for gap in self.case.gaps(check)]
        except Exception as error:  # noqa: BLE001  # any failure of a check is our defect and must not hide the others
            where = traceback.extract_tb(error.__traceback__)[-1]
            message = f"The check `{check.name}` failed: {type(error).__name__}: {error}."
            help_text = f"This is a defect of argmap ({where.name}, line {where.lineno}); the other checks have run."
            span = self.reading.places.span("map", "map")
            return [Diagnostic(BROKEN_CHECK, Severity.ERROR, Nature.DEFECT, message, span, help_text, check.name)]

    def _diagnostic(self, check: Check, gap: Gap) -> Diagnostic:
        settings = self.case.settings
        severity = settings.severity.get(check.name, check.severity)
        if self.chosen.profile == "filing" and check.filing:
            severity = min(severity, check.filing, key=lambda item: item.rank)
        related = tuple(Related(self._span(other.where), other.message) for other in gap.related)
        is_weighed = self.chosen.is_weighed and check.nature is not Nature.DEFECT
        impact = self.case.stakes.impact(gap.subject) if is_weighed else NO_IMPACT
        span = self._span(gap.where)
        return Diagnostic(
            check.name, severity, check.nature, gap.message, span, gap.help, gap.subject, related, impact,
            details=gap.details,
        )  # fmt: skip

    def _span(self, where: Where) -> Span:
        span = self.reading.places.span(where.section, where.name, where.path)
        return self.excerpts.words(span, where.words, where.nth) if where.words else span

    def excused(self, item: Diagnostic) -> Diagnostic:
        """The diagnostic, waived where a waiver excuses it; an error of the file cannot be excused."""
        if item.check in DEFECTS and item.severity is Severity.ERROR:
            return item
        place = (item.check, item.subject)
        for number in self.waived.get(place, ()):
            waiver = self.reading.map.waivers[number]
            if waiver.about and not {*item.about} <= {*waiver.about}:
                continue
            self.used.setdefault(number, set()).add(item.about)
            if has_reason(waiver.because) and not _has_expired(waiver, self.case.today):
                return item.with_changes(waived=Excuse(waiver.because, waiver.by, waiver.until))
        if place in self.waived:
            self.left.setdefault(place, set()).update(item.about)
        return item

    def waivers(self, checks: Mapping[str, Check]) -> list[Diagnostic]:
        """What is wrong with the waivers themselves."""
        found = []
        for number, waiver in enumerate(self.reading.map.waivers):
            is_open = number in self.used and not has_reason(waiver.because)
            code, message, help_text = _without_reason(waiver) if is_open else self._wrong(number, waiver, checks)
            if message and self.shows(code):
                usual = Severity.NOTE if code == "broad-waiver" else Severity.WARNING
                severity = self.case.settings.severity.get(code, usual)
                span = self.reading.places.span("waivers", str(number), ("check",))
                found.append(Diagnostic(code, severity, Nature.DEFECT, message, span, help_text, waiver.at))
        return found

    def _wrong(self, number: int, waiver: Waiver, checks: Mapping[str, Check]) -> tuple[str, str, str]:
        """Code, sentence and help for what is wrong with a waiver; an empty sentence where nothing is."""
        check = checks.get(waiver.check)
        if waiver.check in DEFECTS:
            message = f"The waiver of `{waiver.check}` at `{waiver.at}` excuses nothing; an error cannot be waived."
            return "unused-waiver", "" if number in self.used else message, REVIEW_CODES["unused-waiver"][1]
        if check is None:
            message = f"A waiver names a check `{waiver.check}` that does not exist."
            return "unused-waiver", message, nearest_hint(waiver.check, checks)
        return self._worn(number, waiver) if number in self.used else self._idle(waiver, check)

    def _worn(self, number: int, waiver: Waiver) -> tuple[str, str, str]:
        """What is wrong with a waiver that excuses something."""
        if _has_expired(waiver, self.case.today):
            message = f"The waiver of `{waiver.check}` at `{waiver.at}` ended on {waiver.until}."
            return "expired-waiver", message, REVIEW_CODES["expired-waiver"][1]
        each = sorted(self.used[number])
        if waiver.about or len(each) == 1:
            return "", "", ""
        told = "; ".join(f"one about {_listed(names) if names else 'nothing else'}" for names in each)
        message = f"The waiver of `{waiver.check}` at `{waiver.at}` excuses {len(each)} different gaps: {told}."
        return "broad-waiver", message, REVIEW_CODES["broad-waiver"][1]

    def _idle(self, waiver: Waiver, check: Check) -> tuple[str, str, str]:
        """What is wrong with a waiver that excuses nothing; where something could not be read, it may be for that."""
        if waiver.at not in self.ids:
            if any((section, waiver.at) in self.reading.places.homes for section in NOUN_SECTIONS):
                return "", "", ""
            message = f"The waiver of `{waiver.check}` is for `{waiver.at}`, which the map does not have."
            return "unused-waiver", message, nearest_hint(waiver.at, self.ids, REVIEW_CODES["unused-waiver"][1])
        if not self.runs(check) or not self.reading.sound:
            return "", "", ""
        about = f", about {_listed(waiver.about)}," if waiver.about else ""
        message = f"The waiver of `{waiver.check}` at `{waiver.at}`{about} excuses nothing."
        left = sorted(self.left.get((waiver.check, waiver.at), ()))
        help_text = f"What is open there is about {_listed(left)}." if left else REVIEW_CODES["unused-waiver"][1]
        return "unused-waiver", message, help_text


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def has_reason(because: str) -> bool:
    """Whether the reason of a waiver is one: a placeholder excuses nothing."""
    return PLACEHOLDER.search(because) is None


def _without_reason(waiver: Waiver) -> tuple[str, str, str]:
    message = f"The waiver of `{waiver.check}` at `{waiver.at}` excuses nothing as long as it gives no reason."
    return "unused-waiver", message, "Write in `because` why it may stay as it is."


def _has_expired(waiver: Waiver, today: str | None) -> bool:
    return waiver.until is not None and today is not None and today[: len(waiver.until)] > waiver.until


def broken_checks(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The reports of checks that failed: with one of them a command could not do its work (exit code 2)."""
    return [item for item in diagnostics if item.check == BROKEN_CHECK]
