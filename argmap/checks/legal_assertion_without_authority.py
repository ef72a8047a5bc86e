"""legal-assertion-without-authority."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Kind


@check("authority", Severity.WARNING, Nature.GAP)
def legal_assertion_without_authority(case: Case) -> Iterator[Gap]:
    """A legal assertion has no authority in its support, no premise and no rule.

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
    for node in case.graph.needing_support():
        rests = node.supporting or any(argument.premises or argument.entry.rule for argument in node.arguments)
        if node.entry.kind is Kind.LEGAL and not rests:
            yield Gap(
                node.name,
                Where("assertions", node.name),
                f"`{node.name}` is a legal assertion without authority.",
                "Cite one under `authorities: [id pinpoint]`, or support it by premises.",
            )
