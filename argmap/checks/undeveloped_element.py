"""undeveloped-element."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("method", Severity.WARNING, Nature.GAP)
def undeveloped_element(case: Case) -> Iterator[Gap]:
    """The assertion named for an element of a rule is itself supported by nothing.

    Why: an element that is only asserted is not shown, and the rule fails with it.

    Gap:
        rules:
          delay: {text: Delay makes liable., elements: {late: Delivery came late.}}
        assertions:
          liable: {text: The seller is liable., kind: legal, because: {rule: delay, premises: {late: late}}}
          late: {text: The delivery came after the day agreed., kind: factual}

    Closed:
        rules:
          delay: {text: Delay makes liable., elements: {late: Delivery came late.}}
        authorities:
          receipt: {kind: exhibit, title: Delivery receipt, held_by: the carrier}
        assertions:
          liable: {text: The seller is liable., kind: legal, because: {rule: delay, premises: {late: late}}}
          late: {text: The delivery came after the day agreed., kind: factual, authorities: [receipt]}
    """
    for rule, arguments in case.graph.applied.items():
        for argument in arguments:
            for premise in argument.premises:
                node = case.graph.assertions[premise.assertion]
                if premise.element is None or node.is_supported:
                    continue
                yield Gap(
                    premise.assertion,
                    Where("assertions", argument.conclusion, argument.place_of(premise)),
                    f"Nothing supports `{premise.assertion}`, named for element `{premise.element}` of rule `{rule}`.",
                    f"Give `{premise.assertion}` premises or authorities.",
                )
