"""evidence-without-pinpoint."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.authority import Authority, SourceClass

DOCUMENTS = (SourceClass.EVIDENCE, SourceClass.PARTY_SOURCE)


@check("fact", Severity.WARNING, Nature.GAP, filing=Severity.ERROR)
def evidence_without_pinpoint(case: Case) -> Iterator[Gap]:
    """A document whose entry lists several places is cited without saying which of them.

    Why: a judge who must search the exhibit for the fact may find something else in it first.

    Gap:
        authorities:
          ledger:
            kind: exhibit
            title: Delivery ledger
            held_by: the carrier
            passages: {line 12: The goods left on 1 May., line 19: The goods arrived on 3 May.}
        assertions:
          arrived: {text: The goods arrived on 3 May., kind: factual, authorities: [ledger]}

    Closed:
        authorities:
          ledger:
            kind: exhibit
            title: Delivery ledger
            held_by: the carrier
            passages: {line 12: The goods left on 1 May., line 19: The goods arrived on 3 May.}
        assertions:
          arrived: {text: The goods arrived on 3 May., kind: factual, authorities: [ledger line 19]}
    """
    for citation in case.graph.relied_on():
        authority = case.graph.map.authorities[citation.authority]
        if citation.entry.at is None and authority.source_class in DOCUMENTS and _has_places(authority):
            yield Gap(
                citation.owner,
                Where(citation.section, citation.owner, (*citation.path, "cite")),
                f"`{citation.owner}` cites `{citation.authority}` without saying where in it.",
                f"Write the place after the id: `{citation.authority} {next(iter(authority.passages), 'p. …')}`, say.",
            )


def _has_places(authority: Authority) -> bool:
    return len(authority.passages) + len(authority.paragraphs or ()) > 1
