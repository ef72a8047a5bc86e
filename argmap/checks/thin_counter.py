"""thin-counter."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.words import Label
from argmap.graph import ArgumentGraph


@check("counter", Severity.NOTE, Nature.QUESTION)
def thin_counter(case: Case) -> Iterator[Gap]:
    """A position that does not stand is supported by far less than the one it competes with (`thin-counter-ratio`).

    Counted are the arguments and citations for a position and for all that it rests on.

    Why: a counter-position put up thinly convinces nobody that the other side was heard; its holders will say more.

    Gap:
        authorities:
          code: {kind: statute, title: Sale Act, jurisdiction: Freeland}
          bill: {kind: exhibit, title: Bill, held_by: the buyer}
        issues:
          sale: {question: Was the car sold?, positions: [sold, not-sold]}
        assertions:
          sold: {text: It was sold., kind: legal, premises: [paid, asked, given], authorities: [code s. 1]}
          paid: {text: The price was paid., kind: factual, authorities: [bill]}
          asked: {text: The buyer asked for the car., kind: factual, authorities: [bill]}
          given: {text: The keys were handed over., kind: factual, authorities: [bill]}
          not-sold: {text: It was not sold., kind: legal, counters: [sold], authorities: [bill]}

    Closed:
        authorities:
          code: {kind: statute, title: Sale Act, jurisdiction: Freeland}
          bill: {kind: exhibit, title: Bill, held_by: the buyer}
        issues:
          sale: {question: Was the car sold?, positions: [sold, not-sold]}
        assertions:
          sold: {text: It was sold., kind: legal, premises: [paid, asked, given], authorities: [code s. 1]}
          paid: {text: The price was paid., kind: factual, authorities: [bill]}
          asked: {text: The buyer asked for the car., kind: factual, authorities: [bill]}
          given: {text: The keys were handed over., kind: factual, authorities: [bill]}
          not-sold: {text: It was not sold., kind: legal, counters: [sold], premises: [lent], authorities: [code s. 9]}
          lent: {text: The keys were lent., kind: factual, authorities: [bill]}
    """
    graph, ratio = case.graph, case.threshold("thin-counter-ratio")
    for issue in graph.map.issues:
        positions = graph.positions(issue)
        sizes = {name: _size(graph, name) for name in positions} if len(positions) > 1 else {}
        richest = max(sizes, key=sizes.__getitem__, default="")
        for name, size in sizes.items():
            if size and size * ratio <= sizes[richest] and case.evaluation.labels[name] is not Label.IN:
                yield Gap(
                    name,
                    Where("assertions", name),
                    f"Is that the best that can be said for `{name}`: {_times(size, 'line')} of support, "
                    f"where `{richest}` has {sizes[richest]}?",
                    "Add the further arguments and authorities that its holders would bring.",
                    (Other(Where("assertions", richest), "the other position"),),
                )


def _size(graph: ArgumentGraph, position: str) -> int:
    """How many arguments and citations support a position and all that it rests on."""
    names = dict.fromkeys((position, *graph.rests_on(position)))
    nodes = [graph.assertions[name] for name in names]
    return sum(len(node.arguments) + sum(cited.entry.side == "for" for cited in node.citations) for node in nodes)


def _times(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
