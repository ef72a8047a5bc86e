"""concession-conflict."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Status


@check("counter", Severity.WARNING, Nature.DEFECT)
def concession_conflict(case: Case) -> Iterator[Gap]:
    """A party puts forward an assertion that rebuts what it has itself agreed to.

    What its organs and officials say, a party says.

    Why: what a party has conceded is held against it; the rest of its case loses weight with it.

    Gap:
        parties: {buyer: {name: The buyer}}
        assertions:
          paid: {text: The price was paid., kind: factual, status: agreed, asserted_by: buyer}
          unpaid: {text: The price is still owed., kind: factual, asserted_by: buyer, counters: [paid]}

    Closed:
        parties: {buyer: {name: The buyer}, seller: {name: The seller}}
        assertions:
          paid: {text: The price was paid., kind: factual, status: agreed, asserted_by: buyer}
          unpaid: {text: The price is still owed., kind: factual, asserted_by: seller, counters: [paid]}
    """
    graph = case.graph
    for name, node in graph.assertions.items():
        if node.entry.status is not Status.AGREED:
            continue
        for other, entry in graph.rebuttals_of(name):
            against = {graph.voice_of(party) for party in graph.asserted_by(other)}
            for party in dict.fromkeys(graph.voice_of(party) for party in graph.asserted_by(name)):
                if party in against:
                    yield Gap(
                        other,
                        Where(entry.section, entry.owner, entry.path),
                        f"`{party}` has agreed to `{name}` and puts forward `{other}`, which rebuts it.",
                        "Give up one of the two, or correct who asserts what.",
                        (Other(Where("assertions", name, ("status",)), "what is agreed"),),
                    )
