"""unanswered-counter."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.words import Label
from argmap.graph import ArgumentGraph, CounterNode


@check("counter", Severity.WARNING, Nature.GAP)
def unanswered_counter(case: Case) -> Iterator[Gap]:
    """A counter-position stands, takes its target down, and nothing is said against it or against what supports it.

    Not so where an independent line of support is left that carries the target as well as the one that is lost.

    Why: what is not answered is conceded.

    Gap:
        assertions:
          sold: {text: The parties made a sale., kind: legal, premises: [offer], counters: [open-price]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, status: agreed}
          open-price: {text: They had not agreed on a price., kind: factual, status: agreed}

    Closed:
        authorities:
          code: {kind: statute, title: Sale Act, jurisdiction: Freeland}
        assertions:
          sold:
            text: The parties made a sale.
            kind: legal
            premises: [offer]
            counters: [{assertion: open-price, counters: [fair-price]}]
          offer: {text: The buyer accepted the offer by letter., kind: factual, status: agreed}
          open-price: {text: They had not agreed on a price., kind: factual, status: agreed}
          fair-price: {text: Where none is agreed a fair price is owed., kind: legal, authorities: [code s. 8]}
    """
    for owner, counters in _decisive(case).items():
        names = list(dict.fromkeys(counter.assertion for counter in counters))
        several = f"{', '.join(f'`{name}`' for name in names[:-1])} and " if len(names) > 1 else ""
        yield Gap(
            owner,
            Where(counters[0].section, owner, counters[0].path),
            f"Nothing answers {several}`{names[-1]}`, set against `{owner}`.",
            f"Set a counter against {'each of them' if several else 'it'} or its support, or give the point up.",
            tuple(Other(Where("assertions", name), "what is not answered") for name in names),
        )


def _decisive(case: Case) -> dict[str, list[CounterNode]]:
    """For each assertion that does not stand, the unanswered entries that take it, or a support of it, down."""
    graph, labels = case.graph, case.evaluation.labels
    found: dict[str, list[CounterNode]] = {}
    for name in graph.assertions:
        for counter in graph.against(name) if labels[name] is not Label.IN else ():
            hits = counter.how == "undercuts" or (counter.target == name and labels[name] is Label.OUT)
            if hits and labels[counter.name] is Label.IN and not _is_answered(graph, counter):
                found.setdefault(name, []).append(counter)
    return {name: counters for name, counters in found.items() if _decides(case, name, counters)}


def _decides(case: Case, name: str, counters: list[CounterNode]) -> bool:
    """Whether no line of support is left, or without the counters the assertion would come out better."""
    if all(link.label is Label.OUT for link in case.evaluation.pro(name)):
        return True
    return name in case.falls.together(counter.assertion for counter in counters)


def _is_answered(graph: ArgumentGraph, counter: CounterNode) -> bool:
    if counter.counters:
        return True
    return any(entry is not counter for entry in graph.against(counter.assertion))
