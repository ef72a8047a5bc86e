"""unanswered-counter."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.words import Label
from argmap.graph import ArgumentGraph, CounterNode


@check("counter", Severity.WARNING, Nature.GAP)
def unanswered_counter(case: Case) -> Iterator[Gap]:
    """A counter-position stands, takes its target down, and nothing is said against it or against what supports it.

    Why: what is not answered is conceded.

    Gap:
        assertions:
          sold: {text: The parties made a sale., kind: legal, premises: [offer], counters: [open-price]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, status: agreed}
          open-price: {text: They had not agreed on a price., how: undercuts, kind: factual, status: agreed}

    Closed:
        assertions:
          sold: {text: The parties made a sale., kind: legal, premises: [offer], counters: [open-price]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, status: agreed}
          open-price: {text: They had not agreed on a price., kind: factual, status: agreed}
    """
    labels = case.evaluation.labels
    for counter in case.graph.counters():
        if labels[counter.name] is not Label.IN or _is_answered(case.graph, counter):
            continue
        if counter.how == "rebuts" and labels[counter.target] is not Label.OUT:
            continue
        yield Gap(
            counter.owner,
            Where(counter.section, counter.owner, counter.path),
            f"Nothing answers `{counter.assertion}`, which {counter.how} {_target(counter)}.",
            f"Set a counter against it, attack what supports `{counter.assertion}`, or give the point up.",
            (Other(Where("assertions", counter.assertion), "the counter-position"),),
        )


def _is_answered(graph: ArgumentGraph, counter: CounterNode) -> bool:
    if counter.counters:
        return True
    return any(entry is not counter for entry in graph.against(counter.assertion))


def _target(counter: CounterNode) -> str:
    """The target in words: the assertion, or its part that the counter is set against."""
    owner, _, part = counter.target.rpartition("/")
    what = {"argument": "an argument for", "citation": "a citation of", "counter": "a counter to", "exception": "an exception to"}
    return f"{what[part.partition('-')[0]]} `{counter.owner}`" if owner else f"`{counter.target}`"
