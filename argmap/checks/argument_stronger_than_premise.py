"""argument-stronger-than-premise."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.links import greatest
from argmap.graph import ArgumentNode
from argmap.model.values import Strength


@check("logic", Severity.WARNING, Nature.GAP)
def argument_stronger_than_premise(case: Case) -> Iterator[Gap]:
    """An argument is written to be stronger than the best support of one of its premises.

    Why: a chain is as strong as its weakest link; the strength claimed will not be believed.

    Gap:
        authorities:
          paper: {kind: press, title: A report, publisher: The Daily, date: 2024-05-03}
        assertions:
          knew: {text: The seller knew of the defect., kind: factual, because: {premises: [told], strength: strong}}
          told: {text: A visitor told the seller of it., kind: factual, authorities: [{cite: paper, strength: weak}]}

    Closed:
        authorities:
          paper: {kind: press, title: A report, publisher: The Daily, date: 2024-05-03}
        assertions:
          knew: {text: The seller knew of the defect., kind: factual, because: {premises: [told], strength: weak}}
          told: {text: A visitor told the seller of it., kind: factual, authorities: [{cite: paper, strength: weak}]}
    """
    for argument in case.graph.arguments():
        claimed = argument.entry.strength
        rule = case.graph.map.rules.get(argument.entry.rule or "")
        mode = rule.mode if rule and rule.elements else argument.entry.mode
        if claimed is None or mode != "all" or claimed is Strength.WEAK:
            continue
        weakest = _weakest(case, argument)
        if weakest and weakest[0] < claimed:
            support, name = weakest
            yield Gap(
                argument.conclusion,
                Where("assertions", argument.conclusion, (*argument.path, "strength")),
                f"An argument for `{argument.conclusion}` is {claimed.word}, but its premise `{name}` "
                f"has {Strength(support).word} support.",
                f"Strengthen the support of `{name}`, or write `strength: {Strength(support).word}`.",
                (Other(Where("assertions", name), "the premise"),),
            )


def _weakest(case: Case, argument: ArgumentNode) -> tuple[int, str] | None:
    """The least supported premise with the strength of its best support, those without any aside."""
    found = []
    for premise in argument.premises:
        support = greatest(case.evaluation.pro(premise.assertion), possible=True)
        if support:
            found.append((support, premise.assertion))
    return min(found, key=lambda item: item[0], default=None)
