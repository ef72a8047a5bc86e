"""circular-support."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph, ArgumentNode
from argmap.model.assertion import Premise

Step = tuple[ArgumentNode, Premise]


@check("structure", Severity.WARNING, Nature.GAP)
def circular_support(case: Case) -> Iterator[Gap]:
    """Assertions support one another in a circle, so that each rests on itself.

    Why: a circle proves nothing; whoever doubts one of its assertions has doubted them all.

    Gap:
        assertions:
          breach: {text: The seller broke the contract., premises: [late]}
          late: {text: The delivery was late., premises: [breach]}

    Closed:
        assertions:
          breach: {text: The seller broke the contract., premises: [late]}
          late: {text: The delivery was late., status: agreed}
    """
    for group in case.graph.circles():
        steps = _circle(case.graph, group)
        names = [group[0], *(premise.assertion for _, premise in steps)]
        yield Gap(
            group[0],
            _place(*steps[0]),
            f"`{group[0]}` rests on itself: {' rests on '.join(f'`{name}`' for name in names)}.",
            "Support one of them by something outside the circle, and take it out of the other's premises.",
            tuple(Other(_place(*step), f"`{step[0].conclusion}` rests on `{step[1].assertion}`") for step in steps[1:]),
        )


def _circle(graph: ArgumentGraph, group: list[str]) -> list[Step]:
    """The shortest way from the first assertion of a group down through premises and back to it."""
    inside, start = set(group), group[0]
    ways: dict[str, list[Step]] = {start: []}
    pending = [start]
    for name in pending:
        for argument in graph.assertions[name].arguments:
            for premise in argument.premises:
                if premise.assertion == start:
                    return [*ways[name], (argument, premise)]
                if premise.assertion in inside and premise.assertion not in ways:
                    ways[premise.assertion] = [*ways[name], (argument, premise)]
                    pending.append(premise.assertion)
    raise AssertionError(group)


def _place(argument: ArgumentNode, premise: Premise) -> Where:
    return Where("assertions", argument.conclusion, argument.place_of(premise))
