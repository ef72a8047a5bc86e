"""hierarchy-inversion."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.words import Label
from argmap.graph import AssertionNode, CitationNode, codified
from argmap.model.authority import Authority, SourceClass
from argmap.model.values import Kind

RANKS: Mapping[str, int] = MappingProxyType(
    {"constitution": 6, "regulation": 4, "article": 1, "book": 1, "commentary": 1}
)
CLASS_RANKS: Mapping[SourceClass, int] = MappingProxyType(
    {SourceClass.PRIMARY_LAW: 5, SourceClass.SUBSIDIARY_MEANS: 3, SourceClass.SOFT_LAW: 2, SourceClass.PARTY_SOURCE: 0}
)


@check("authority", Severity.WARNING, Nature.QUESTION)
def hierarchy_inversion(case: Case) -> Iterator[Gap]:
    """A legal assertion prevails over its counter-position although it rests on authority of a lower rank.

    Why: the higher authority is what the other side will read out first.

    Gap:
        authorities:
          code: {kind: statute, title: Lease Code, jurisdiction: Freeland}
          order: {kind: regulation, title: Lease Order, jurisdiction: Freeland}
        assertions:
          written: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}
          oral:
            text: Oral notice is enough.
            kind: legal
            authorities: [{cite: order, at: s. 2, strength: strong}]
            counters: [written]

    Closed:
        authorities:
          code: {kind: statute, title: Lease Code, jurisdiction: Freeland}
          order: {kind: regulation, title: Lease Order, jurisdiction: Freeland}
        assertions:
          written:
            text: Notice must be in writing.
            kind: legal
            authorities: [{cite: code, at: s. 4, strength: strong}]
          oral:
            text: Oral notice is enough.
            kind: legal
            authorities: [{cite: order, at: s. 2}]
            counters: [written]
    """
    graph, labels = case.graph, case.evaluation.labels
    for node in graph.needing_support():
        if node.entry.kind is not Kind.LEGAL or labels[node.name] is not Label.IN:
            continue
        for name, _ in graph.rebuttals_of(node.name):
            other = graph.assertions[name]
            mine, theirs = (_highest(side, graph.map.authorities) for side in (node, other))
            if other.entry.kind is Kind.LEGAL and mine and theirs and mine[0] < theirs[0]:
                yield Gap(
                    node.name,
                    _place(mine[1]),
                    f"Why does `{node.name}`, on `{mine[1].authority}`, prevail over `{name}`, "
                    f"on the higher `{theirs[1].authority}`?",
                    "Say why the higher authority gives way, or correct the strengths.",
                    (Other(_place(theirs[1]), "the higher authority"),),
                )


def _highest(node: AssertionNode, authorities: Mapping[str, Authority]) -> tuple[int, CitationNode] | None:
    """The highest rank of what an assertion cites in support, and the citation."""
    cited = [citation for citation in node.supporting if not authorities[citation.authority].is_dead]
    ranked = [(_rank(authorities[citation.authority], citation.entry.at), citation) for citation in cited]
    return max(ranked, key=lambda one: one[0], default=None)


def _rank(authority: Authority, at: str | None) -> int:
    return RANKS.get(codified(authority, at) or authority.kind, CLASS_RANKS.get(authority.source_class, 0))


def _place(citation: CitationNode) -> Where:
    return Where(citation.section, citation.owner, (*citation.path, "cite"))
