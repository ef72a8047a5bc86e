"""adverse-authority-unaddressed."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph, CitationNode


@check("counter", Severity.WARNING, Nature.GAP, filing=Severity.ERROR)
def adverse_authority_unaddressed(case: Case) -> Iterator[Gap]:
    """An authority is cited as speaking against an assertion, and nothing says why the assertion holds all the same.

    Why: adverse authority has to be disclosed and met; left alone it decides the point.

    Gap:
        authorities:
          code: {kind: statute, title: Sale Act, jurisdiction: Freeland}
          smith: {kind: judgment, title: Smith v Jones, court: Court of Appeal, date: 2010-05-04}
        assertions:
          liable:
            text: Delay alone makes the seller liable.
            kind: legal
            authorities: [code s. 4, {cite: smith, at: para. 7, signal: contra}]

    Closed:
        authorities:
          code: {kind: statute, title: Sale Act, jurisdiction: Freeland}
          smith: {kind: judgment, title: Smith v Jones, court: Court of Appeal, date: 2010-05-04}
        assertions:
          liable:
            text: Delay alone makes the seller liable.
            kind: legal
            authorities: [code s. 4, {cite: smith, at: para. 7, signal: contra, counters: [other-law]}]
          other-law: {text: The case was decided under the earlier Act., kind: legal, authorities: [smith para. 2]}
    """
    for citation in case.graph.citations():
        if citation.entry.side == "against" and not citation.counters and not _is_distinguished(case.graph, citation):
            yield Gap(
                citation.owner,
                Where(citation.section, citation.owner, (*citation.path, "cite")),
                f"`{citation.authority}` speaks against `{citation.owner}`, and nothing meets it.",
                "Say under `counters` of the citation why it does not decide, or cite where it is distinguished.",
            )


def _is_distinguished(graph: ArgumentGraph, adverse: CitationNode) -> bool:
    """Whether the same entry cites the same authority once more, as distinguished."""
    others = graph.cited[adverse.authority]
    return any(other.owner == adverse.owner and other.entry.treatment == "distinguishes" for other in others)
