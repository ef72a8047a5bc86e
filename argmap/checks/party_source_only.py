"""party-source-only."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.authority import SourceClass
from argmap.model.values import Kind

OWN = frozenset({SourceClass.PARTY_SOURCE, SourceClass.EVIDENCE})


@check("authority", Severity.NOTE, Nature.QUESTION)
def party_source_only(case: Case) -> Iterator[Gap]:
    """A legal assertion and all it rests on cite only letters, statements and acts, and no law.

    Why: that a party says what the law is proves that it says so.

    Gap:
        authorities:
          reply: {kind: letter, title: Letter of the landlord, by: landlord, date: 2026-03-01, held_by: the tenant}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [reply]}

    Closed:
        authorities:
          reply: {kind: letter, title: Letter of the landlord, by: landlord, date: 2026-03-01, held_by: the tenant}
          code: {kind: statute, title: Lease Code, jurisdiction: Freeland}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [reply, code s. 4]}
    """
    for node in case.graph.needing_support():
        classes = case.graph.classes_below[node.name]
        if node.entry.kind is Kind.LEGAL and node.supporting and classes <= OWN and SourceClass.PARTY_SOURCE in classes:
            yield Gap(
                node.name,
                Where("assertions", node.name, ("text",)),
                f"Which law carries `{node.name}`, beside letters, statements and acts of those concerned?",
                "Cite the law on which they rely.",
            )
