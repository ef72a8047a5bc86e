"""redundant-premise."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentNode, AssertionNode
from argmap.model.assertion import Premise
from argmap.model.values import Status


@check("structure", Severity.NOTE, Nature.GAP)
def redundant_premise(case: Case) -> Iterator[Gap]:
    """A premise adds nothing: another premise of the same argument cannot hold without it.

    Premises that stand for the elements of a rule are all needed.

    Why: it looks like a second ground and is not one, and an opponent will say that it is counted twice.

    Gap:
        assertions:
          breach: {text: The seller broke the contract., premises: [late, arrived]}
          late: {text: The delivery was late., premises: [arrived, due]}
          arrived: {text: The goods arrived on 3 May., status: agreed}
          due: {text: The goods were due on 1 May., status: agreed}

    Closed:
        assertions:
          breach: {text: The seller broke the contract., premises: [late]}
          late: {text: The delivery was late., premises: [arrived, due]}
          arrived: {text: The goods arrived on 3 May., status: agreed}
          due: {text: The goods were due on 1 May., status: agreed}
    """
    for argument in case.graph.arguments():
        if argument.entry.mode != "all" or argument.entry.rule or argument.entry.scheme == "established-rule":
            continue
        for premise, holder in _redundant(argument, case.graph.assertions):
            yield Gap(
                argument.conclusion,
                Where("assertions", argument.conclusion, argument.place_of(premise)),
                f"`{argument.conclusion}` names `{premise.assertion}` beside `{holder.name}`, which rests on it.",
                f"Take `{premise.assertion}` out of these premises.",
                (Other(Where("assertions", holder.name), f"rests on `{premise.assertion}`"),),
            )


def _redundant(argument: ArgumentNode, assertions: dict[str, AssertionNode]) -> Iterator[tuple[Premise, AssertionNode]]:
    if len(argument.premises) < 2:
        return
    holders: dict[str, str] = {}
    for other in argument.premises:
        for name in _needed(assertions[other.assertion]):
            holders.setdefault(name, other.assertion)
    for premise in argument.premises:
        holder = holders.get(premise.assertion)
        if holder is not None and holder != premise.assertion:
            yield premise, assertions[holder]


def _needed(node: AssertionNode) -> set[str]:
    """The premises without which an assertion has no support at all: those that all its arguments share."""
    if node.entry.status is not Status.ASSERTED or any(citation.entry.side == "for" for citation in node.citations):
        return set()
    shared = [{p.assertion for p in a.premises} if a.entry.mode == "all" else set() for a in node.arguments]
    return set.intersection(*shared) if shared else set()
