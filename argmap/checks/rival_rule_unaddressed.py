"""rival-rule-unaddressed."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph, ArgumentNode


@check("method", Severity.WARNING, Nature.GAP)
def rival_rule_unaddressed(case: Case) -> Iterator[Gap]:
    """An argument applies a rule that has a rival, and the rival is applied nowhere near.

    Why: if the tribunal takes the other test, the argument says nothing; the opponent will plead that test.

    Gap:
        rules:
          strict: {text: Delay alone makes liable., elements: {late: Delivery came late.}, rivals: [fault]}
          fault: {text: Only delay by fault makes liable., elements: {fault: The seller was at fault.}}
        assertions:
          liable: {text: The seller is liable., kind: legal, because: {rule: strict, premises: {late: late}}}
          late: {text: The goods arrived late., kind: factual, status: agreed}

    Closed:
        rules:
          strict: {text: Delay alone makes liable., elements: {late: Delivery came late.}, rivals: [fault]}
          fault: {text: Only delay by fault makes liable., elements: {fault: The seller was at fault.}}
        assertions:
          liable:
            text: The seller is liable.
            kind: legal
            because:
              - {rule: strict, premises: {late: late}}
              - {rule: fault, premises: {fault: careless}}
          late: {text: The goods arrived late., kind: factual, status: agreed}
          careless: {text: The seller forgot the order., kind: factual, status: agreed}
    """
    graph = case.graph
    for name, arguments in graph.applied.items():
        for argument in arguments if graph.rivals[name] else ():
            if argument.undercutters or not graph.assertions[argument.conclusion].needs_support:
                continue
            missing = [rival for rival in graph.rivals[name] if not _is_met(graph, argument, rival)]
            if len(missing) == len(graph.rivals[name]):
                yield Gap(
                    argument.conclusion,
                    Where("assertions", argument.conclusion, (*argument.path, "rule")),
                    f"`{argument.conclusion}` applies rule `{name}` and leaves its rival `{missing[0]}` aside.",
                    f"Apply `{missing[0]}` too in another line of `because`, or set it against this one as a counter.",
                    tuple(Other(Where("rules", rival), "the rival") for rival in missing),
                    (name, *missing),
                )


def _is_met(graph: ArgumentGraph, argument: ArgumentNode, rival: str) -> bool:
    """Whether the rival is applied in the same issue, to the same conclusion, or to one beside it."""
    name = argument.conclusion
    issue = graph.assertions[name].entry.issue
    near = {name, *graph.supporters(name), *(other for other, _ in graph.rebuttals_of(name))}
    applied = [other.conclusion for other in graph.applied.get(rival, ())]
    return any(other in near or (issue and graph.assertions[other].entry.issue == issue) for other in applied)
