"""unverified-quote."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph


@check("authority", Severity.WARNING, Nature.GAP, filing=Severity.ERROR)
def unverified_quote(case: Case) -> Iterator[Gap]:
    """Words are quoted of which nobody has said that they are verbatim or a paraphrase.

    Why: a quotation that turns out to be wrong discredits every other one.

    Gap:
        authorities:
          lease: {kind: exhibit, title: The lease, held_by: the tenant}
        assertions:
          notice:
            text: The lease asks for written notice.
            authorities: [{cite: lease, at: cl. 4, quote: Notice shall be given in writing.}]

    Closed:
        authorities:
          lease: {kind: exhibit, title: The lease, held_by: the tenant}
        assertions:
          notice:
            text: The lease asks for written notice.
            authorities: [{cite: lease, at: cl. 4, quote: Notice shall be given in writing., quote_status: verbatim}]
    """
    for name, where in _unverified(case.graph):
        yield Gap(
            name,
            where,
            f"`{name}` quotes words that nobody has verified.",
            "Compare them with the original and write `quote_status: verbatim`, or `paraphrase`.",
        )


def _unverified(graph: ArgumentGraph) -> Iterator[tuple[str, Where]]:
    for name, node in graph.assertions.items():
        if _is_open(node.entry.quote, node.entry.quote_status) and "context" not in node.entry.tags:
            yield name, Where("assertions", name, ("quote_status",) if node.entry.quote_status else ("quote",))
    for citation in graph.citations():
        if _is_open(citation.entry.quote, citation.entry.quote_status):
            key = "quote_status" if citation.entry.quote_status else "quote"
            yield citation.owner, Where(citation.section, citation.owner, (*citation.path, key))
    for name, authority in graph.map.authorities.items():
        for at, passage in authority.passages.items():
            if passage.quote and passage.checked is None and name in graph.cited:
                yield name, Where("authorities", name, ("passages", at, "quote"))


def _is_open(quote: str | None, status: str | None) -> bool:
    """Whether words are said to be unverified, or are quoted without a word on it."""
    return status == "unverified" or bool(quote and status is None)
