"""contrary-authority-as-support."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import AssertionNode, CitationNode, at_same_place
from argmap.model.citation import Citation

HELPING = {"signal": ("see", "see-also"), "treatment": ("supports", "applies", "follows")}
HURTING = {"signal": ("contra", "but-see"), "treatment": ("contradicts",)}


@check("authority", Severity.ERROR, Nature.DEFECT)
def contrary_authority_as_support(case: Case) -> Iterator[Gap]:
    """A citation is marked both as helping and as hurting, or one place is cited for and against the same assertion.

    Why: the file contradicts itself on which side the authority is, and the map counts it on one of them only.

    Gap:
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland}
        assertions:
          notice:
            text: Notice must be in writing.
            authorities: [{cite: code, at: s. 4, signal: contra, treatment: supports}]

    Closed:
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland}
        assertions:
          notice:
            text: Notice must be in writing.
            authorities: [{cite: code, at: s. 4, signal: contra}]
    """
    for citation in case.graph.citations():
        if _is_split(citation.entry):
            yield Gap(
                citation.owner,
                Where(citation.section, citation.owner, (*citation.path, "treatment")),
                f"`{citation.owner}` cites `{citation.authority}` with the signal {citation.entry.signal} "
                f"and the treatment {citation.entry.treatment}.",
                "Keep the one that is meant: signal and treatment must point to the same side.",
            )
    for node in case.graph.assertions.values():
        for helping, hurting in _both_ways(node):
            yield Gap(
                node.name,
                _place(helping),
                f"`{node.name}` cites `{helping.authority}` {helping.entry.at} both for and against itself.",
                "Keep one of the two citations, or give each its own pinpoint.",
                (Other(_place(hurting), "cited against it here"),),
            )


def _is_split(entry: Citation) -> bool:
    """Whether what is written as signal and what is written as treatment point to different sides."""
    written = [(key, getattr(entry, key)) for key in ("signal", "treatment") if key in entry.model_fields_set]
    sides = {value in HURTING[key] for key, value in written if value in HELPING[key] + HURTING[key]}
    return len(sides) == 2


def _both_ways(node: AssertionNode) -> Iterator[tuple[CitationNode, CitationNode]]:
    against = [citation for citation in node.citations if citation.entry.side == "against" and citation.entry.at]
    return at_same_place(node.supporting, against) if against else iter(())


def _place(citation: CitationNode) -> Where:
    return Where(citation.section, citation.owner, (*citation.path, "cite"))
