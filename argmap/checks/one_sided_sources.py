"""one-sided-sources."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph


@check("map", Severity.WARNING, Nature.GAP, of_maps=True)
def one_sided_sources(case: Case) -> Iterator[Gap]:
    """Of the positions on an issue one rests on several authorities, and another on none at all.

    Why: a map whose sources come from one side shows that side's case, and not the issue.

    Gap:
        authorities:
          contract: {kind: exhibit, title: Contract, held_by: the buyer}
          receipt: {kind: exhibit, title: Receipt, held_by: the buyer}
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold, not-sold]}
        assertions:
          sold: {text: The parties made a sale., kind: mixed, authorities: [contract, receipt]}
          not-sold: {text: The parties made no sale., kind: mixed, counters: [sold]}

    Closed:
        authorities:
          contract: {kind: exhibit, title: Contract, held_by: the buyer}
          receipt: {kind: exhibit, title: Receipt, held_by: the buyer}
          letter: {kind: letter, title: Letter of 3 May, by: the seller, date: 2024-05-03}
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold, not-sold]}
        assertions:
          sold: {text: The parties made a sale., kind: mixed, authorities: [contract, receipt]}
          not-sold: {text: The parties made no sale., kind: mixed, counters: [sold], authorities: [letter]}
    """
    graph = case.graph
    for issue in graph.map.issues:
        cited = {position: _authorities(graph, position) for position in graph.positions(issue)}
        most = max(cited, key=lambda position: len(cited[position]), default="")
        for position, authorities in cited.items():
            if not authorities and len(cited[most]) >= case.threshold("one-sided-authorities"):
                yield Gap(
                    issue,
                    Where("assertions", position),
                    f"On issue `{issue}` `{most}` rests on {len(cited[most])} authorities and `{position}` on none.",
                    f"Cite the authorities that the holders of `{position}` rely on.",
                    (Other(Where("issues", issue), "the issue"),),
                )


def _authorities(graph: ArgumentGraph, position: str) -> set[str]:
    """The authorities that a position and what it rests on are supported by, those of the rules applied among them."""
    found: set[str] = set()
    for name in dict.fromkeys((position, *graph.rests_on(position))):
        node = graph.assertions[name]
        cited = [*node.citations, *(citation for argument in node.arguments for citation in argument.citations)]
        cited += [c for argument in node.arguments for c in graph.rules.get(argument.entry.rule or "", ())]
        found.update(citation.authority for citation in cited if citation.entry.side == "for")
    return found
