"""unused-rule."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("method", Severity.NOTE, Nature.GAP, of_maps=True)
def unused_rule(case: Case) -> Iterator[Gap]:
    """A rule that stands in the map's own files is applied by no argument, and neither is a rule that it rivals.

    Why: a test that is stated and not applied leaves the reader to guess what it would have led to.

    Gap:
        rules:
          delay: {text: Delay makes liable., elements: {late: Delivery came late.}}
        assertions:
          liable: {text: The seller is liable., kind: legal, premises: [late]}
          late: {text: The goods arrived late., kind: factual, status: agreed}

    Closed:
        rules:
          delay: {text: Delay makes liable., elements: {late: Delivery came late.}}
        assertions:
          liable: {text: The seller is liable., kind: legal, because: {rule: delay, premises: {late: late}}}
          late: {text: The goods arrived late., kind: factual, status: agreed}
    """
    graph = case.graph
    for name in graph.rules:
        if name in graph.map.used or any(rule in graph.applied for rule in (name, *graph.rivals[name])):
            continue
        yield Gap(
            name,
            Where("rules", name),
            f"No argument applies rule `{name}`.",
            f"Apply it in a line of `because` (`rule: {name}`), or delete it.",
        )
