"""position-outside-issue."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("structure", Severity.WARNING, Nature.GAP)
def position_outside_issue(case: Case) -> Iterator[Gap]:
    """A position of an issue does not name that issue, so the issue's standard of proof does not apply to it.

    Why: the standard follows `issue`; a position without it is judged by preponderance, whatever the issue says.

    Gap:
        issues:
          fraud: {question: Was there fraud?, standard: clear-and-convincing, positions: [deceived]}
        assertions:
          deceived: {text: The seller deceived the buyer., kind: mixed, status: presumed}

    Closed:
        issues:
          fraud: {question: Was there fraud?, standard: clear-and-convincing, positions: [deceived]}
        assertions:
          deceived: {text: The seller deceived the buyer., kind: mixed, issue: fraud, status: presumed}
    """
    for issue, entry in case.graph.map.issues.items():
        for index, name in enumerate(entry.positions):
            node = case.graph.assertions.get(name)
            if node is not None and node.entry.issue is None and node.entry.standard is None:
                yield Gap(
                    name,
                    Where("issues", issue, ("positions", index)),
                    f"`{name}` is a position of `{issue}` but does not name it as its issue.",
                    f"Write `issue: {issue}` in `{name}`.",
                )
