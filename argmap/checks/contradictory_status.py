"""contradictory-status."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Status


@check("structure", Severity.ERROR, Nature.DEFECT)
def contradictory_status(case: Case) -> Iterator[Gap]:
    """Two assertions are both agreed although one is set against the other.

    Why: the parties cannot agree on a thing and on its denial, and whatever rests on either is then worth nothing.

    Gap:
        assertions:
          on-time: {text: The delivery was on time., status: agreed, counters: [late]}
          late: {text: The delivery was late., status: agreed}

    Closed:
        assertions:
          on-time: {text: The delivery was on time., status: rejected, counters: [late]}
          late: {text: The delivery was late., status: agreed}
    """
    assertions = case.graph.assertions
    for name, node in assertions.items():
        for counter in node.rebuttals:
            if node.entry.status is Status.AGREED and assertions[counter.assertion].entry.status is Status.AGREED:
                yield Gap(
                    name,
                    Where("assertions", name, ("status",)),
                    f"`{name}` and its counter-position `{counter.assertion}` are both `status: agreed`.",
                    "Correct the status of one of them, or delete the counter-position.",
                    (Other(Where("assertions", counter.assertion, ("status",)), "agreed as well"),),
                )
