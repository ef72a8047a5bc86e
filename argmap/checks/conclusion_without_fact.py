"""conclusion-without-fact."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Kind


@check("method", Severity.WARNING, Nature.GAP)
def conclusion_without_fact(case: Case) -> Iterator[Gap]:
    """An argument applies a rule, but no fact stands anywhere below it.

    Why: a rule is applied to facts; law alone decides no case.

    Gap:
        rules:
          delay: {text: Delay makes liable., elements: {late: Delivery came late.}}
        assertions:
          liable: {text: The seller is liable., kind: legal, because: {rule: delay, premises: {late: late}}}
          late: {text: The delivery counts as late., kind: legal}

    Closed:
        rules:
          delay: {text: Delay makes liable., elements: {late: Delivery came late.}}
        assertions:
          liable: {text: The seller is liable., kind: legal, because: {rule: delay, premises: {late: late}}}
          late: {text: The delivery counts as late., kind: legal, premises: [arrived]}
          arrived: {text: The goods arrived on 9 May., kind: factual, status: agreed}
    """
    assertions = case.graph.assertions
    factual = case.graph.resting_on(name for name, node in assertions.items() if node.entry.kind is not Kind.LEGAL)
    for rule, arguments in case.graph.applied.items():
        for argument in arguments:
            node = assertions[argument.conclusion]
            if not case.graph.map.rules[rule].elements or not argument.premises or not node.needs_support:
                continue
            if not any(premise.assertion in factual for premise in argument.premises):
                yield Gap(
                    argument.conclusion,
                    Where("assertions", argument.conclusion, (*argument.inside, "premises")),
                    f"`{argument.conclusion}` applies rule `{rule}` to no fact.",
                    "Support the premises by the facts that meet the elements.",
                )
