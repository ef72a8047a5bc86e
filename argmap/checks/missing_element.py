"""missing-element."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.reasons import missing_elements


@check("method", Severity.WARNING, Nature.GAP)
def missing_element(case: Case) -> Iterator[Gap]:
    """An argument applies a rule but names no premise for an element that the rule needs.

    Why: one element left out is enough for the whole argument to fail.

    Gap:
        rules:
          sale: {text: The test of a sale., elements: {thing: The thing is agreed., price: The price is agreed.}}
        assertions:
          sold: {text: The parties made a sale., kind: legal, because: {rule: sale, premises: {thing: car}}}
          car: {text: They agreed on the car., kind: factual, status: agreed}

    Closed:
        rules:
          sale: {text: The test of a sale., elements: {thing: The thing is agreed., price: The price is agreed.}}
        assertions:
          sold: {text: The parties made a sale., kind: legal, because: {rule: sale, premises: {thing: car, price: sum}}}
          car: {text: They agreed on the car., kind: factual, status: agreed}
          sum: {text: They agreed on 900 euros., kind: factual, status: agreed}
    """
    for name, arguments in case.graph.applied.items():
        rule = case.graph.map.rules[name]
        for argument in arguments:
            missing = missing_elements(case.evaluation, argument)
            named = len(rule.elements) - len(missing)
            wanted = {"all": len(rule.elements), "any": 1}.get(str(rule.mode), rule.mode)
            if not missing or named >= int(wanted) or (argument.premises and not named):
                continue  # premises that name no element at all are a defect that reading reports
            words = " and ".join(f"`{element}`" for element in missing)
            several = "s" if len(missing) > 1 else ""
            yield Gap(
                argument.conclusion,
                Where("assertions", argument.conclusion, (*argument.inside, "premises")),
                f"`{argument.conclusion}` applies rule `{name}` without its element{several} {words}.",
                f"Name the assertion that meets it: `premises: {{{missing[0]}: …}}`.",
                (Other(Where("rules", name, ("elements", missing[0])), "the element"),),
            )
