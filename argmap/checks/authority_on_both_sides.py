"""authority-on-both-sides."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import AssertionNode, CitationNode, at_same_place


@check("authority", Severity.NOTE, Nature.QUESTION)
def authority_on_both_sides(case: Case) -> Iterator[Gap]:
    """The same place of one authority is cited for an assertion and for its counter-position, and one of them gives no
    reason for its reading: no `for`, no further authority, no argument.

    Why: where two sides read the same words, the words alone decide nothing.

    Gap:
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland}
        assertions:
          notice-needed: {text: Notice is needed., kind: legal, authorities: [code s. 4], counters: [no-notice]}
          no-notice: {text: Notice is not needed., kind: legal, authorities: [code s. 4]}

    Closed:
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland}
        assertions:
          notice-needed: {text: Notice is needed., kind: legal, authorities: [code s. 4], counters: [no-notice]}
          no-notice: {text: Notice is not needed., kind: legal, authorities: [code s. 5]}
    """
    assertions = case.graph.assertions
    for node in assertions.values():
        for counter in node.rebuttals:
            opposing = assertions[counter.assertion]
            for citation, other in at_same_place(node.supporting, opposing.supporting):
                if _gives_reasons(node, citation) and _gives_reasons(opposing, other):
                    continue
                place = f"`{citation.authority}`{f' {citation.entry.at}' if citation.entry.at else ''}"
                yield Gap(
                    node.name,
                    _place(citation),
                    f"How can {place} support both `{node.name}` and its counter-position `{counter.assertion}`?",
                    "Say under `for` what each side takes from it, or why its reading is the right one.",
                    (Other(_place(other), "and here"),),
                )


def _gives_reasons(node: AssertionNode, citation: CitationNode) -> bool:
    """Whether an assertion says what it takes from a citation, or has more than this citation to rest on."""
    return bool(citation.entry.proposition or node.arguments or len(node.supporting) > 1)


def _place(citation: CitationNode) -> Where:
    return Where(citation.section, citation.owner, (*citation.path, "cite"))
