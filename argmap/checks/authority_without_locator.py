"""authority-without-locator."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.authority import Authority

NAMED = ("statute", "regulation", "constitution", "custom", "general-principle")
"""Kinds that are found by their title and jurisdiction, or that stand in no one place."""
KEPT = ("letter", "statement", "pleading", "testimony", "exhibit", "press", "report", "executive-act")
LOCATORS = frozenset({"cite", "symbol", "publisher", "held_by"})
"""Kinds that may be found by who keeps or publishes them."""


@check("authority", Severity.WARNING, Nature.GAP, filing=Severity.ERROR)
def authority_without_locator(case: Case) -> Iterator[Gap]:
    """Nothing in an authority says where it can be found: no citation, symbol, address, publisher or holder.

    Why: what the other side cannot look up it need not answer, and a court will not look for it.

    Gap:
        authorities:
          lease-case: {kind: judgment, title: Tenant v. Landlord, court: Court of Appeal, date: 2019-03-01}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [lease-case para. 8]}

    Closed:
        authorities:
          lease-case:
            kind: judgment
            title: Tenant v. Landlord
            court: Court of Appeal
            date: 2019-03-01
            cite: "[2019] FAC 41"
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [lease-case para. 8]}
    """
    graph = case.graph
    for name, authority in graph.map.authorities.items():
        is_told = LOCATORS.intersection(authority.missing_fields())  # by `incomplete-authority`, which names the one
        if not is_told and not _has_locator(authority) and (name in graph.cited or name not in graph.map.used):
            yield Gap(
                name,
                Where("authorities", name),
                f"Nothing says where `{name}` can be found.",
                "Add `cite`, `symbol`, `url`, `publisher` or `held_by`.",
            )


def _has_locator(authority: Authority) -> bool:
    kept = authority.kind in KEPT and authority.held_by
    return bool(
        authority.kind in NAMED or authority.cite or authority.symbol or authority.url or authority.publisher or kept
    )
