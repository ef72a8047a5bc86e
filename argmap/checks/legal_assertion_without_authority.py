"""legal-assertion-without-authority."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Kind, Status


@check("authority", Severity.WARNING, Nature.GAP)
def legal_assertion_without_authority(case: Case) -> Iterator[Gap]:
    """A legal assertion cites no authority, and neither does any argument or rule it is supported by.

    Why: a proposition of law without a source is the first thing a court leaves aside.

    Gap:
        assertions:
          void: {text: The clause is void., kind: legal}

    Closed:
        authorities:
          code: {kind: statute, title: Civil Code, jurisdiction: Freeland}
        assertions:
          void: {text: The clause is void., kind: legal, authorities: [code s. 12]}
    """
    for name, node in case.graph.assertions.items():
        given = node.entry.status in (Status.AGREED, Status.REJECTED) or "context" in node.entry.tags
        if node.entry.kind is not Kind.LEGAL or given or node.citations:
            continue
        if any(argument.citations or argument.premises or argument.entry.rule for argument in node.arguments):
            continue
        yield Gap(
            name,
            Where("assertions", name),
            f"`{name}` is a legal assertion without authority.",
            "Cite one under `authorities: [id pinpoint]`, or support it by premises.",
        )
