"""expectation-failed."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("structure", Severity.ERROR, Nature.DEFECT)
def expectation_failed(case: Case) -> Iterator[Gap]:
    """An outcome the author relies on (`expect`) does not come about.

    Why: the map was written so that the thing comes out one way; since then something has changed.

    Gap:
        assertions:
          bound: {text: The buyer is bound., kind: legal}
        expect: {in: [bound]}

    Closed:
        assertions:
          bound: {text: The buyer is bound., kind: legal, status: agreed}
        expect: {in: [bound]}
    """
    expect = case.graph.map.expect
    for wanted, names in (("in", expect.ins), ("out", expect.out), ("undecided", expect.undecided)):
        for name in names:
            label = case.evaluation.labels.get(name)
            if label is not None and label.value != wanted:
                yield Gap(
                    name,
                    Where("expect", name),
                    f"`{name}` is expected to be {wanted} but is {label.value}.",
                    f"`argmap why {name}` shows the reason; mend the map or the expectation.",
                )
