"""missing-pinpoint."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.authority import Authority

WRITINGS = frozenset({"article", "book", "commentary", "report"})
SHORT_KINDS = frozenset({"custom", "general-principle", "letter", "statement", "press", "exhibit", "executive-act"})


@check("authority", Severity.WARNING, Nature.GAP, filing=Severity.ERROR)
def missing_pinpoint(case: Case) -> Iterator[Gap]:
    """A citation names a long authority (a treaty, judgment, report, book …) but no place in it.

    A writing may be pointed to as a whole (`see`, `see-also`, `cf`), and so may what by its entry has no numbered
    places (one passage only, such as `whole` or `text`).

    Why: a reader who must search a whole judgment will not; an opponent will say that it is not there.

    Gap:
        authorities:
          code: {kind: statute, title: Civil Code, jurisdiction: Freeland}
        assertions:
          void: {text: The clause is void., kind: legal, authorities: [code]}

    Closed:
        authorities:
          code: {kind: statute, title: Civil Code, jurisdiction: Freeland}
        assertions:
          void: {text: The clause is void., kind: legal, authorities: [code s. 12]}
    """
    for citation in case.graph.citations():
        authority = case.graph.map.authorities[citation.authority]
        pointed_to = citation.entry.signal != "none" and authority.kind in WRITINGS
        if (
            citation.entry.at is None
            and authority.kind not in SHORT_KINDS
            and not pointed_to
            and not _is_one(authority)
        ):
            yield Gap(
                citation.owner,
                Where(citation.section, citation.owner, (*citation.path, "cite")),
                f"`{citation.owner}` cites `{citation.authority}` without a pinpoint.",
                f"Write where: `{citation.authority} art. …` or `para. …`.",
            )


def _is_one(authority: Authority) -> bool:
    """Whether an entry shows that there is but one place to point to."""
    return len(authority.passages) == 1 and not any(c.isdigit() for at in authority.passages for c in at)
