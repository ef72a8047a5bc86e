"""ignored-mode."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity


@check("method", Severity.WARNING, Nature.DEFECT)
def ignored_mode(case: Case) -> Iterator[Gap]:
    """An argument that applies a rule says how many premises must stand, but the rule says that of its elements itself.

    Why: what is written there has no effect, and whoever wrote it relies on it.

    Gap:
        rules:
          sale: {text: The test., elements: {thing: A thing., price: A price.}}
        assertions:
          sold: {text: It was sold., kind: legal, because: {rule: sale, mode: any, premises: {thing: car, price: sum}}}
          car: {text: The parties named a car., status: agreed}
          sum: {text: The parties named a sum., status: agreed}

    Closed:
        rules:
          sale: {text: The test., mode: any, elements: {thing: A thing., price: A price.}}
        assertions:
          sold: {text: It was sold., kind: legal, because: {rule: sale, premises: {thing: car, price: sum}}}
          car: {text: The parties named a car., status: agreed}
          sum: {text: The parties named a sum., status: agreed}
    """
    for argument in case.graph.arguments():
        rule = case.graph.map.rules.get(argument.entry.rule or "")
        if rule and rule.elements and "mode" in argument.entry.model_fields_set and argument.entry.mode != rule.mode:
            yield Gap(
                argument.conclusion,
                Where("assertions", argument.conclusion, (*argument.inside, "mode")),
                f"`mode` in an argument for `{argument.conclusion}` does nothing beside rule `{argument.entry.rule}`.",
                "Delete it; where the rule is meant to be met otherwise, write `mode` there.",
                (Other(Where("rules", str(argument.entry.rule), ()), "the rule"),),
            )
