"""undeclared-alternative."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph
from argmap.model.values import Status


@check("counter", Severity.WARNING, Nature.GAP)
def undeclared_alternative(case: Case) -> Iterator[Gap]:
    """One party puts forward two assertions that rebut each other, and neither is pleaded in the alternative.

    Parties of kind `group` and `court` are left out: their members may disagree, and a court may change its mind.

    Why: a party that says both is told that it contradicts itself; pleaded in the alternative, both are in order.

    Gap:
        parties: {buyer: {name: The buyer}}
        assertions:
          no-sale: {text: No contract was made., kind: legal, asserted_by: buyer, counters: [void]}
          void: {text: The contract made is void., kind: legal, asserted_by: buyer}

    Closed:
        parties: {buyer: {name: The buyer}}
        assertions:
          no-sale: {text: No contract was made., kind: legal, asserted_by: buyer, counters: [void]}
          void: {text: The contract made is void., kind: legal, asserted_by: buyer, alternative_to: no-sale}
    """
    graph = case.graph
    for name, node in graph.assertions.items():
        for counter in node.rebuttals:
            pair = (name, counter.assertion)
            if not all(graph.assertions[one].entry.status is Status.ASSERTED for one in pair):
                continue
            party = _common_party(graph, *pair)
            is_declared = any(other in graph.assertions[one].entry.alternative_to for one, other in (pair, pair[::-1]))
            if party and not is_declared:
                yield Gap(
                    counter.assertion,
                    Where(counter.section, counter.owner, counter.path),
                    f"`{party}` puts forward both `{name}` and `{counter.assertion}`, which rebut each other.",
                    f"Write `alternative_to: [{name}]` on `{counter.assertion}`, or correct who asserts what.",
                    (Other(Where("assertions", name), "the other assertion"),),
                )


def _common_party(graph: ArgumentGraph, one: str, other: str) -> str | None:
    """The first single party that puts both forward."""
    parties = graph.map.parties
    both = (party for party in graph.asserted_by(one) if party in graph.asserted_by(other) and party in parties)
    return next((party for party in both if parties[party].kind not in ("group", "court")), None)
