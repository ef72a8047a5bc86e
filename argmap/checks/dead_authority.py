"""dead-authority."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity


@check("authority", Severity.WARNING, Nature.GAP, filing=Severity.ERROR)
def dead_authority(case: Case) -> Iterator[Gap]:
    """An authority that is overruled, repealed, superseded or withdrawn is cited in support.

    Why: nothing costs an advocate more than law that is no longer law; what rests on it does not stand.

    Gap:
        authorities:
          old-code: {kind: statute, title: Sale of Goods Act 1950, jurisdiction: Freeland, status: repealed}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [old-code s. 4]}

    Closed:
        authorities:
          code: {kind: statute, title: Sale of Goods Act 1998, jurisdiction: Freeland}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}
    """
    for citation in case.graph.relied_on():
        authority = case.graph.map.authorities[citation.authority]
        if authority.is_dead:
            yield Gap(
                citation.owner,
                Where(citation.section, citation.owner, (*citation.path, "cite")),
                f"`{citation.owner}` relies on `{citation.authority}`, which is {authority.status}.",
                "Cite what replaced it; if it is cited as history, write `treatment: cf`.",
                (Other(Where("authorities", citation.authority, ("status",)), f"said to be {authority.status}"),),
            )
