"""counter-without-support."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Kind


@check("counter", Severity.WARNING, Nature.GAP)
def counter_without_support(case: Case) -> Iterator[Gap]:
    """A counter-position of mixed law and fact is given authorities, but all of them speak against it.

    Why: a counter-position without support takes nothing down, and the other side is not shown at its best. One that is
    given nothing at all is reported by the checks of assertions without support.

    Gap:
        authorities:
          letter: {kind: letter, title: Letter of 3 May, by: the buyer, date: 2024-05-03}
        assertions:
          sold: {text: The parties made a sale., kind: legal, premises: [offer], counters: [open-price]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, status: agreed}
          open-price:
            text: They had not agreed on a price.
            kind: mixed
            authorities: [{cite: letter, treatment: contradicts}]

    Closed:
        authorities:
          letter: {kind: letter, title: Letter of 3 May, by: the buyer, date: 2024-05-03}
        assertions:
          sold: {text: The parties made a sale., kind: legal, premises: [offer], counters: [open-price]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, status: agreed}
          open-price: {text: They had not agreed on a price., kind: mixed, authorities: [letter]}
    """
    seen: set[str] = set()
    for counter in case.graph.counters():
        node = case.graph.assertions[counter.assertion]
        if counter.assertion in seen or not node.needs_support or node.is_supported:
            continue
        if node.entry.kind is not Kind.MIXED or not node.citations:
            continue  # reported as a fact without evidence, without authority, or undeveloped
        seen.add(counter.assertion)
        yield Gap(
            counter.assertion,
            Where(counter.section, counter.owner, counter.path),
            f"`{counter.assertion}` is set against `{counter.owner}` with nothing to support it.",
            f"Give `{counter.assertion}` the premises or authorities its holder would give it.",
        )
