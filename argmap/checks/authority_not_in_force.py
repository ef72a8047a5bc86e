"""authority-not-in-force."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.authority import Authority, SourceClass

RULINGS = ("judgment", "advisory-opinion", "order", "decision")


@check("authority", Severity.WARNING, Nature.GAP, filing=Severity.ERROR)
def authority_not_in_force(case: Case) -> Iterator[Gap]:
    """Law is cited in support that is a draft, not in force, or in force only before or after the map's `as_of` day.

    As evidence of a fact it may be cited all the same.

    Why: law binds from the day on which it enters into force to the day on which it ends, and the map states one day.

    Gap:
        map: {title: A late delivery, as_of: 2020-06-01}
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland, in_force: {from: 2021-01-01}}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}

    Closed:
        map: {title: A late delivery, as_of: 2021-06-01}
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland, in_force: {from: 2021-01-01}}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}
    """
    day = case.graph.map.header.as_of
    for citation in case.graph.relied_on():
        if case.graph.is_fact(citation.owner):
            continue
        key, what = _lack(case.graph.map.authorities[citation.authority], day)
        if key:
            yield Gap(
                citation.owner,
                Where(citation.section, citation.owner, (*citation.path, "cite")),
                f"`{citation.owner}` relies on `{citation.authority}`, which {what}.",
                "Cite the law of that day, say why this applies all the same, or correct the dates.",
                (Other(Where("authorities", citation.authority, (key,)), "see its entry"),),
            )


def _lack(authority: Authority, day: str | None) -> tuple[str, str]:
    """The key that shows why an authority is not law on a day, and this in words; empty where it is."""
    if authority.source_class is SourceClass.PRIMARY_LAW and authority.status in ("draft", "not-in-force"):
        return "status", "is a draft" if authority.status == "draft" else "is not in force"
    start = authority.in_force.start if authority.in_force else None
    end = authority.in_force.end if authority.in_force else None
    if day and start and day < start[: len(day)]:
        return "in_force", f"enters into force on {start}, after the map's day {day}"
    if day and end and day[: len(end)] > end:
        return "in_force", f"was in force until {end}, before the map's day {day}"
    dated = authority.source_class is SourceClass.PRIMARY_LAW or authority.kind in RULINGS
    if day and not start and dated and authority.date and day < authority.date[: len(day)]:
        return "date", f"is dated {authority.date}, after the map's day {day}"
    return "", ""
