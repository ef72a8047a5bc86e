"""one-sided-assertion."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("counter", Severity.WARNING, Nature.QUESTION)
def one_sided_assertion(case: Case) -> Iterator[Gap]:
    """A position on an issue has nothing set against it or against its support.

    Why: an issue is a question because somebody would answer it otherwise; the map should say how.

    Gap:
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold]}
        assertions:
          sold: {text: The parties made a sale., kind: legal, premises: [offer]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, status: agreed}

    Closed:
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold]}
        assertions:
          sold: {text: The parties made a sale., kind: legal, premises: [offer], counters: [open-price]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, status: agreed}
          open-price: {text: They had not agreed on a price., kind: factual}
    """
    graph = case.graph
    for issue in graph.map.issues:
        for name in graph.positions(issue):
            node = graph.assertions[name]
            contra = any(citation.entry.side == "against" for citation in node.citations)
            if not node.needs_support or contra or any(True for _ in graph.against(name)):
                continue
            yield Gap(
                name,
                Where("assertions", name),
                f"What would the other side say against `{name}`?",
                "Add the counter-position under `counters`, with its support.",
            )
