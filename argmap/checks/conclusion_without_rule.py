"""conclusion-without-rule."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph, ArgumentNode
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
    for name, node in case.graph.assertions.items():
        if node.entry.kind is not Kind.LEGAL or not node.needs_support or node.citations or not node.arguments:
            continue
        if not any(_has_law(case.graph, argument) for argument in node.arguments):
            yield Gap(
                name,
                Where("assertions", name, node.arguments[0].path),
                f"`{name}` is a legal conclusion drawn from facts alone.",
                "Name the `rule`, cite an authority for the step, or say in `warrant` why the facts lead to it.",
            )


def _has_law(graph: ArgumentGraph, argument: ArgumentNode) -> bool:
    """Whether anything but facts carries the argument."""
    kinds = [graph.assertions[premise.assertion].entry.kind for premise in argument.premises]
    stated = argument.entry.rule or argument.entry.warrant or argument.citations
    return bool(stated) or not kinds or any(kind is not Kind.FACTUAL for kind in kinds)
