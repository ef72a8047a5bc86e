"""soft-law-only."""

import re
from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.authority import SourceClass
from argmap.model.values import Kind

NORM = re.compile(
    r"\b(?:must|shall|may|need|needs|bound|duty|duties|right|rights|oblig\w+|requir\w+|forbid\w*|forbidden|prohibit\w*"
    r"|unlawful\w*|lawful\w*|liab\w+|responsib\w+|entitle\w*|allow\w*|owe[sd]?|enough|excuse[sd]?)\b",
    re.IGNORECASE,
)
"""Words by which a text says what somebody must or may do."""
SOFT = frozenset({SourceClass.SOFT_LAW, SourceClass.EVIDENCE})


@check("authority", Severity.NOTE, Nature.QUESTION, words=True)
def soft_law_only(case: Case) -> Iterator[Gap]:
    """What somebody must or may do is said by resolutions or reports alone, in an assertion and all it rests on.

    Why: such texts say what ought to be or what some hold; the other side asks where the duty comes from.

    Gap:
        authorities:
          guide: {kind: report, title: Guide to Fair Leases, by: Tenants' Council, date: 2018, url: "https://example.org/guide"}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [guide para. 3]}

    Closed:
        authorities:
          guide: {kind: report, title: Guide to Fair Leases, by: Tenants' Council, date: 2018, url: "https://example.org/guide"}
          code: {kind: statute, title: Lease Code, jurisdiction: Freeland}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [guide para. 3, code s. 4]}
    """
    for node in case.graph.needing_support():
        classes = case.graph.classes_below[node.name]
        if (
            node.entry.kind is Kind.LEGAL
            and node.supporting
            and NORM.search(node.entry.text)
            and classes <= SOFT
            and SourceClass.SOFT_LAW in classes
        ):
            yield Gap(
                node.name,
                Where("assertions", node.name, ("text",)),
                f"What makes `{node.name}` binding, if only resolutions or reports say so?",
                "Cite the law that they state, or show that they have become custom.",
            )
