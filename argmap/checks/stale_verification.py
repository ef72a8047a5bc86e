"""stale-verification."""

from collections.abc import Iterator
from datetime import date

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.authority import Authority, SourceClass

CHANGING = (SourceClass.PRIMARY_LAW, SourceClass.SUBSIDIARY_MEANS, SourceClass.SOFT_LAW)


@check("authority", Severity.NOTE, Nature.GAP, filing=Severity.ERROR)
def stale_verification(case: Case) -> Iterator[Gap]:
    """A legal authority was last checked so long ago that it may have changed (`stale-after-days`, 1095 by default).

    Why: statutes are amended and judgments are overruled; what was good law then must be looked up again.

    Gap:
        authorities:
          code:
            kind: statute
            title: Sale of Goods Code
            jurisdiction: Freeland
            checked: {on: 2019-05-01, against: the official gazette}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}

    Closed:
        authorities:
          code:
            kind: statute
            title: Sale of Goods Code
            jurisdiction: Freeland
            checked: {on: 2026-05-01, against: the official gazette}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}
    """
    most = case.threshold("stale-after-days")
    for name in case.graph.relied_on_authorities:
        authority = case.graph.map.authorities[name]
        if case.today and authority.checked and _age(authority, case.today) > most:
            yield Gap(
                name,
                Where("authorities", name, ("checked", "on")),
                f"`{name}` was last checked on {authority.checked.on}.",
                "Look it up again and write the new day under `checked`.",
            )


def _age(authority: Authority, today: str) -> int:
    """How many days ago a legal authority was checked, a month or year counted by its last days; 0 for evidence."""
    if authority.source_class not in CHANGING or authority.checked is None:
        return 0
    year, month, day = (*authority.checked.on.split("-"), "12", "28")[:3]
    return (date.fromisoformat(today) - date(int(year), int(month), int(day))).days
