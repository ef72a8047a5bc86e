"""agreed-but-opposed."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Status


@check("fact", Severity.WARNING, Nature.DEFECT)
def agreed_but_opposed(case: Case) -> Iterator[Gap]:
    """An assertion is marked as agreed although an assertion that is not rejected opposes it.

    Why: what one party still denies is not agreed, and a court that is told otherwise will mistrust the rest.

    Gap:
        assertions:
          arrived: {text: The goods arrived on 3 May., kind: factual, status: agreed, counters: [never-arrived]}
          never-arrived: {text: The goods never arrived., kind: factual}

    Closed:
        assertions:
          arrived: {text: The goods arrived on 3 May., kind: factual, counters: [never-arrived]}
          never-arrived: {text: The goods never arrived., kind: factual}
    """
    assertions = case.graph.assertions
    for name, node in assertions.items():
        if node.entry.status is not Status.AGREED:
            continue
        stated = [(counter.assertion, counter) for counter in node.undercutters]
        for other, counter in [*case.graph.rebuttals_of(name), *stated]:
            if assertions[other].entry.status in (Status.ASSERTED, Status.PRESUMED):
                yield Gap(
                    name,
                    Where("assertions", name, ("status",)),
                    f"`{name}` is `status: agreed`, but `{other}` opposes it.",
                    f"Leave the status out and support it, or mark `{other}` as `status: rejected`.",
                    (Other(Where(counter.section, counter.owner, counter.path), "opposed here"),),
                )
