"""issue-without-position."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("method", Severity.WARNING, Nature.GAP)
def issue_without_position(case: Case) -> Iterator[Gap]:
    """An issue asks a question that no assertion answers.

    Why: an issue without a position has no outcome, whatever is argued under it.

    Gap:
        issues:
          sale: {question: Did the parties make a contract of sale?}

    Closed:
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold]}
        assertions:
          sold: {text: The parties made a contract of sale., kind: legal}
    """
    for name in case.graph.map.issues:
        if not case.graph.positions(name):
            yield Gap(
                name,
                Where("issues", name),
                f"Issue `{name}` has no position.",
                "List the assertions that answer it under `positions`.",
            )
