"""undeveloped-assertion."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Kind, Status


@check("structure", Severity.WARNING, Nature.GAP)
def undeveloped_assertion(case: Case) -> Iterator[Gap]:
    """An assertion of mixed law and fact has no support at all: no premise, no authority, no presumption.
    One that stands for an element of a rule is left to `undeveloped-element`.

    Why: whatever rests on it rests on nothing.

    Gap:
        assertions:
          late: {text: The delivery was late., kind: mixed}

    Closed:
        assertions:
          late: {text: The delivery was late., kind: mixed, premises: [arrived]}
          arrived: {text: The goods arrived on 3 May., kind: factual, status: agreed}
    """
    elements = {
        premise.assertion
        for arguments in case.graph.applied.values()
        for argument in arguments
        for premise in argument.premises
        if premise.element is not None
    }
    for name, node in case.graph.assertions.items():
        argued = any(not argument.is_empty for argument in node.arguments)
        given = node.entry.status is not Status.ASSERTED or "context" in node.entry.tags
        if node.entry.kind is Kind.MIXED and not given and not argued and not node.citations and name not in elements:
            yield Gap(
                name,
                Where("assertions", name),
                f"Nothing supports `{name}`.",
                "Give it `premises` or `authorities`.",
            )
