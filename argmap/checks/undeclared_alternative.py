"""undeclared-alternative."""

from collections.abc import Iterator
from itertools import product

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import DIVIDED, ArgumentGraph
from argmap.model.values import Status


@check("counter", Severity.WARNING, Nature.GAP)
def undeclared_alternative(case: Case) -> Iterator[Gap]:
    """One party puts forward two assertions that rebut each other, and neither is pleaded in the alternative.

    What its organs and officials say, a party says. Parties of kind `group` and `court` are left out: their members may
    disagree, and a court may change its mind.

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
            who = _both(graph, *pair)
            is_declared = any(other in graph.assertions[one].entry.alternative_to for one, other in (pair, pair[::-1]))
            if who and not is_declared:
                yield Gap(
                    counter.assertion,
                    Where(counter.section, counter.owner, counter.path),
                    f"{who} puts forward both `{name}` and `{counter.assertion}`, which rebut each other.",
                    f"Write `alternative_to: [{name}]` on `{counter.assertion}`, or correct who asserts what.",
                    (Other(Where("assertions", name), "the other assertion"),),
                )


def _both(graph: ArgumentGraph, one: str, other: str) -> str:
    """The first single party that puts both forward, itself or through its organs and officials; empty for none."""
    pairs = sorted(product(graph.asserted_by(one), graph.asserted_by(other)), key=lambda pair: pair[0] != pair[1])
    for party, second in pairs:
        who = party if party == second else graph.voice_of(party)
        if who not in graph.map.parties or graph.map.parties[who].kind in DIVIDED:
            continue
        if party == second:
            return f"`{who}`"
        if who == graph.voice_of(second):
            through = " and ".join(f"`{name}`" for name in (party, second) if name != who)
            return f"`{who}`, through {through},"
    return ""
