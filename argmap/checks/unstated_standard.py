"""unstated-standard."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("burden", Severity.NOTE, Nature.GAP)
def unstated_standard(case: Case) -> Iterator[Gap]:
    """An issue does not say by which proof standard its positions are judged, so that preponderance is taken.

    Why: how much is needed may decide the issue; it is better chosen than left to a default.

    Gap:
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold]}
        assertions:
          sold: {text: The parties made a contract of sale., kind: legal}

    Closed:
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold], standard: preponderance}
        assertions:
          sold: {text: The parties made a contract of sale., kind: legal}
    """
    for name, issue in case.graph.map.issues.items():
        positions = case.graph.positions(name)
        own = all(case.graph.assertions[position].entry.standard for position in positions)
        if issue.standard is None and positions and not own:
            yield Gap(
                name,
                Where("issues", name),
                f"Issue `{name}` states no proof standard; preponderance is taken.",
                "Write `standard:` and the proof standard that applies.",
            )
