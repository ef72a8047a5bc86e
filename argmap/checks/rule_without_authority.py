"""rule-without-authority."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("authority", Severity.WARNING, Nature.GAP)
def rule_without_authority(case: Case) -> Iterator[Gap]:
    """A rule that the map applies cites no authority.

    Why: a legal test without authority is only the author's word for it, and so is whatever is concluded from it.

    Gap:
        rules:
          delay: {text: A seller who delivers late is in breach., elements: {late: The delivery was late.}}
        assertions:
          breach: {text: The seller broke the contract., because: {rule: delay, premises: {late: late}}}
          late: {text: The delivery was late., status: agreed}

    Closed:
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland}
        rules:
          delay:
            text: A seller who delivers late is in breach.
            elements: {late: The delivery was late.}
            authorities: [code s. 12]
        assertions:
          breach: {text: The seller broke the contract., because: {rule: delay, premises: {late: late}}}
          late: {text: The delivery was late., status: agreed}
    """
    graph = case.graph
    for name, citations in graph.rules.items():
        supported = any(citation.entry.side == "for" for citation in citations)
        if not supported and (name in graph.applied or name not in graph.map.used):
            yield Gap(
                name,
                Where("rules", name),
                f"The rule `{name}` cites no authority.",
                "Cite where the test comes from under `authorities: [id pinpoint]`.",
            )
