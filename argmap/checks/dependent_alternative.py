"""dependent-alternative."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import AssertionNode


@check("counter", Severity.WARNING, Nature.GAP)
def dependent_alternative(case: Case) -> Iterator[Gap]:
    """An assertion pleaded in the alternative rests, in every line of its support, on the very one it should replace.

    Why: when the first falls the alternative falls with it, so it is none.

    Gap:
        assertions:
          rescinded: {text: The sale was rescinded., kind: legal, alternative_to: sold, premises: [sold, letter]}
          sold: {text: The parties made a sale., kind: legal, premises: [letter]}
          letter: {text: The buyer wrote on 3 May., kind: factual, status: agreed}

    Closed:
        assertions:
          rescinded: {text: The sale was rescinded., kind: legal, alternative_to: sold, premises: [letter]}
          sold: {text: The parties made a sale., kind: legal, premises: [letter]}
          letter: {text: The buyer wrote on 3 May., kind: factual, status: agreed}
    """
    graph = case.graph
    above: dict[str, set[str]] = {}
    for name, node in graph.assertions.items():
        for index, first in enumerate(node.entry.alternative_to):
            if first not in above:
                above[first] = graph.resting_on([first])
            if first in graph.assertions and _hangs_on(node, above[first]):
                yield Gap(
                    name,
                    Where("assertions", name, ("alternative_to", index)),
                    f"`{name}` is pleaded in the alternative to `{first}` but rests on it.",
                    f"Support `{name}` without `{first}`, or delete `alternative_to`.",
                    (Other(Where("assertions", first), "what it rests on"),),
                )


def _hangs_on(node: AssertionNode, above: set[str]) -> bool:
    """Whether every line of an assertion's support goes through one of those."""
    if node.citations or not node.arguments:
        return False
    return all(any(premise.assertion in above for premise in argument.premises) for argument in node.arguments)
