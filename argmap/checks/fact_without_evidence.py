"""fact-without-evidence."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Kind


@check("fact", Severity.WARNING, Nature.GAP)
def fact_without_evidence(case: Case) -> Iterator[Gap]:
    """A fact that is neither agreed nor presumed rests on no evidence and on no other assertion.

    Why: the first thing an opponent asks of a fact is how it is proved.

    Gap:
        assertions:
          delivered: {text: The goods arrived on 3 May., kind: factual}

    Closed:
        authorities:
          receipt: {kind: exhibit, title: Delivery receipt, held_by: the carrier}
        assertions:
          delivered: {text: The goods arrived on 3 May., kind: factual, authorities: [receipt]}
    """
    for node in case.graph.needing_support():
        if node.entry.kind is Kind.FACTUAL and not node.is_supported:
            yield Gap(
                node.name,
                Where("assertions", node.name),
                f"`{node.name}` is a fact without evidence.",
                "Cite an exhibit, report or statement under `authorities`, or mark it `status: agreed`.",
            )
