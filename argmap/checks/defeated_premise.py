"""defeated-premise."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.words import Label, Standing


@check("counter", Severity.WARNING, Nature.GAP)
def defeated_premise(case: Case) -> Iterator[Gap]:
    """An argument fails because a premise of it is defeated: something that stands opposes that premise.

    Why: the argument is lost unless the premise is saved; an advocate drops it or mends it.

    Gap:
        assertions:
          liable: {text: The seller is liable., kind: legal, premises: [late]}
          late: {text: The goods arrived late., kind: factual, counters: [waived]}
          waived: {text: The goods arrived on the day agreed., kind: factual, status: agreed}

    Closed:
        assertions:
          liable: {text: The seller is liable., kind: legal, premises: [damaged]}
          damaged: {text: The goods arrived broken., kind: factual, status: agreed}
    """
    evaluation = case.evaluation
    for argument in case.graph.arguments():
        if evaluation.labels[argument.name] is not Label.OUT:
            continue
        for premise in argument.premises:
            if evaluation.standings[premise.assertion] is Standing.DEFEATED:
                yield Gap(
                    argument.conclusion,
                    Where("assertions", argument.conclusion, argument.place_of(premise)),
                    f"`{argument.conclusion}` rests on `{premise.assertion}`, which is defeated.",
                    f"`argmap why {premise.assertion}` shows by what; answer that, or rest on something else.",
                    (Other(Where("assertions", premise.assertion), "the premise"),),
                )
