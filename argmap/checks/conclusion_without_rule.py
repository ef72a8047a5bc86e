"""conclusion-without-rule."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Kind


@check("method", Severity.WARNING, Nature.GAP)
def conclusion_without_rule(case: Case) -> Iterator[Gap]:
    """A legal conclusion is drawn from facts alone: no rule, no authority and no reason says why they lead to it.

    Why: between a fact and its result in law stands a rule; an opponent asks which one.

    Gap:
        assertions:
          liable: {text: The seller is liable for the delay., kind: legal, premises: [late]}
          late: {text: The goods arrived on 9 May., kind: factual, status: agreed}

    Closed:
        rules:
          delay: {text: Delay makes liable., elements: {late: Delivery came late.}}
        assertions:
          liable:
            text: The seller is liable for the delay.
            kind: legal
            because: {rule: delay, premises: {late: late}}
          late: {text: The goods arrived on 9 May., kind: factual, status: agreed}
    """
    assertions = case.graph.assertions
    for argument in case.graph.arguments():
        node, entry = assertions[argument.conclusion], argument.entry
        if node.entry.kind is not Kind.LEGAL or not node.needs_support or node.citations:
            continue
        if entry.rule or entry.warrant or argument.citations or not argument.premises:
            continue
        if all(assertions[premise.assertion].entry.kind is Kind.FACTUAL for premise in argument.premises):
            yield Gap(
                argument.conclusion,
                Where("assertions", argument.conclusion, argument.path),
                f"`{argument.conclusion}` is a legal conclusion drawn from facts alone.",
                "Name the `rule`, cite an authority for the step, or say in `warrant` why the facts lead to it.",
            )
