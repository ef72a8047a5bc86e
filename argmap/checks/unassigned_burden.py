"""unassigned-burden."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("burden", Severity.WARNING, Nature.GAP)
def unassigned_burden(case: Case) -> Iterator[Gap]:
    """An issue does not say who bears the burden, and no rule applied by its positions does.

    Why: where neither side convinces, the burden decides; without it the issue ends with no answer.

    Gap:
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold]}
        assertions:
          sold: {text: The parties made a contract of sale., kind: legal}

    Closed:
        parties:
          buyer: {name: The buyer}
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold], burden: buyer}
        assertions:
          sold: {text: The parties made a contract of sale., kind: legal}
    """
    rules = case.graph.map.rules
    for name, issue in case.graph.map.issues.items():
        positions = case.graph.positions(name)
        applied = [
            rules[argument.entry.rule]
            for position in positions
            for argument in case.graph.assertions[position].arguments
            if argument.entry.rule in rules
        ]
        stated = issue.burden or issue.burdens or any(rule.burden or rule.burdens for rule in applied)
        if positions and not stated:
            yield Gap(
                name,
                Where("issues", name),
                f"Nobody bears the burden on issue `{name}`.",
                "Write `burden:` and the party against whom the issue falls when no position stands; "
                "where it is divided, `burdens:` and which party has to show which assertions.",
            )
