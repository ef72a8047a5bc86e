"""unverified-authority."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("authority", Severity.NOTE, Nature.GAP, filing=Severity.ERROR)
def unverified_authority(case: Case) -> Iterator[Gap]:
    """An authority is cited in support whose entry nobody has checked against anything.

    Why: a wrong date, title or holding is found by the other side within minutes.

    Gap:
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}

    Closed:
        authorities:
          code:
            kind: statute
            title: Sale of Goods Code
            jurisdiction: Freeland
            checked: {on: 2026-11-01, against: the official gazette}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}
    """
    for name in case.graph.relied_on_authorities:
        if case.graph.map.authorities[name].checked is None:
            yield Gap(
                name,
                Where("authorities", name),
                f"`{name}` is relied on, but nobody has checked its entry.",
                "Look it up and write `checked: {on: YYYY-MM-DD, against: …}`.",
            )
