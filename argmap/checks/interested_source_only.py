"""interested-source-only."""

from collections.abc import Iterator
from itertools import combinations

from argmap.catalogue.wordlists import word_list
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph, AssertionNode
from argmap.model.authority import SourceClass
from argmap.model.values import Kind

OWN_WORDS = (SourceClass.PARTY_SOURCE, SourceClass.EVIDENCE)


@check("fact", Severity.WARNING, Nature.QUESTION, words=True)
def interested_source_only(case: Case) -> Iterator[Gap]:
    """The only evidence for a fact is what those who assert it, or their organs and officials, have said themselves.

    Not so where the fact is that they said it, or where those who assert it are adversaries in another point.

    Why: a party's word for its own case is the weakest evidence there is, and the other side says so first.

    Gap:
        parties:
          seller: {name: The seller}
        authorities:
          reply: {kind: letter, title: Letter of the seller, by: seller, date: 2026-06-01, held_by: the buyer}
        assertions:
          sound: {text: The goods were sound when they left., kind: factual, asserted_by: seller, authorities: [reply]}

    Closed:
        parties:
          seller: {name: The seller}
        authorities:
          reply: {kind: letter, title: Letter of the seller, by: seller, date: 2026-06-01, held_by: the buyer}
          survey: {kind: report, title: Survey of the goods, by: A. Surveyor, date: 2026-05-01, held_by: the carrier}
        assertions:
          sound:
            text: The goods were sound when they left.
            kind: factual
            asserted_by: seller
            authorities: [reply, survey p. 2]
    """
    graph, saying = case.graph, word_list("saying", case.settings.words)
    adverse = _adverse(graph)
    for node in graph.needing_support():
        if node.entry.kind is not Kind.FACTUAL or not node.supporting or any(a.premises for a in node.arguments):
            continue
        own = all(_own_words(graph, node, c.authority) for c in node.supporting)
        makers = combinations({graph.whole_of(party): None for party in graph.asserted_by(node.name)}, 2)
        if own and not saying.hits(node.entry.text) and not any(frozenset(pair) in adverse for pair in makers):
            first = node.supporting[0]
            yield Gap(
                node.name,
                Where(first.section, node.name, (*first.path, "cite")),
                f"Who confirms `{node.name}`, besides those who assert it?",
                "Cite evidence of somebody without an interest, or of somebody against whose interest it is.",
            )


def _own_words(graph: ArgumentGraph, node: AssertionNode, name: str) -> bool:
    """Whether an authority is what one of those who make an assertion, or another of the same party, has said."""
    authority = graph.map.authorities[name]
    by = graph.whole_of(authority.by) if authority.by in graph.map.parties else authority.by
    told = any(
        by == graph.whole_of(one.party) or (one.source == name and one.role != "reports")
        for one in node.entry.asserted_by
    )
    return told and authority.source_class in OWN_WORDS


def _adverse(graph: ArgumentGraph) -> set[frozenset[str]]:
    """Pairs of parties one of whom opposes an assertion of the other."""
    opposed = ((name, counter.assertion) for name, node in graph.assertions.items() for counter in node.rebuttals)
    return {
        frozenset((graph.whole_of(one), graph.whole_of(other)))
        for name, against in opposed
        for one in graph.asserted_by(name)
        for other in graph.asserted_by(against)
    }
