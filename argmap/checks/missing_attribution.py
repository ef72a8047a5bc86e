"""missing-attribution."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("fact", Severity.NOTE, Nature.GAP)
def missing_attribution(case: Case) -> Iterator[Gap]:
    """In a map that names parties, an assertion does not say who makes it.

    Why: a claim without a speaker reads as the map's own verdict, and nobody can be held to it.

    Gap:
        parties:
          buyer: {name: The buyer}
        assertions:
          late: {text: The delivery was late.}

    Closed:
        parties:
          buyer: {name: The buyer}
        assertions:
          late: {text: The delivery was late., asserted_by: buyer}
    """
    if not case.graph.map.parties:
        return
    for node in case.graph.needing_support():
        if not node.entry.asserted_by:
            yield Gap(
                node.name,
                Where("assertions", node.name),
                f"`{node.name}` does not say who asserts it.",
                "Write `asserted_by: [party]`.",
            )
