"""empty-argument."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("structure", Severity.WARNING, Nature.GAP)
def empty_argument(case: Case) -> Iterator[Gap]:
    """An argument gives no reason: it has no premise, applies no rule and cites no authority in its support.

    Why: nothing in it can fail, so its conclusion seems to stand although nothing carries it.

    Gap:
        assertions:
          late: {text: The delivery was late., kind: mixed, because: {warrant: This is plain.}}

    Closed:
        assertions:
          late: {text: The delivery was late., kind: mixed, because: {warrant: This is plain., premises: [arrived]}}
          arrived: {text: The goods arrived on 3 May., kind: factual, status: agreed}
    """
    for node in case.graph.needing_support():
        for argument in node.arguments:
            if argument.is_empty:
                yield Gap(
                    node.name,
                    Where("assertions", node.name, argument.path),
                    f"An argument for `{node.name}` has no premise, no rule and no authority.",
                    "Give it `premises`, a `rule` or `authorities`, or delete it.",
                )
