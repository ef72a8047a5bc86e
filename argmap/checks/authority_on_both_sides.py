"""authority-on-both-sides."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import CitationNode


@check("authority", Severity.NOTE, Nature.QUESTION)
def authority_on_both_sides(case: Case) -> Iterator[Gap]:
    """The same place of one authority is cited for an assertion and for its counter-position, and at least one of them
    does not say for what (`for`).

    Why: each side must then say why its reading of the passage is the right one.

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
            theirs = {(c.authority, c.entry.at): c for c in assertions[counter.assertion].supporting}
            for citation in node.supporting:
                other = theirs.get((citation.authority, citation.entry.at))
                if other is not None and not (citation.entry.proposition and other.entry.proposition):
                    place = f"`{citation.authority}`{f' {citation.entry.at}' if citation.entry.at else ''}"
                    yield Gap(
                        node.name,
                        _place(citation),
                        f"How can {place} support both `{node.name}` and its counter-position `{counter.assertion}`?",
                        "Say under `for` what each side takes from it, or cite the place that decides.",
                        (Other(_place(other), "and here"),),
                    )


def _place(citation: CitationNode) -> Where:
    return Where(citation.section, citation.owner, (*citation.path, "cite"))
