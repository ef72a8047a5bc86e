"""long-chain."""

from collections.abc import Iterator, Set

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph


@check("logic", Severity.NOTE, Nature.GAP)
def long_chain(case: Case) -> Iterator[Gap]:
    """More steps lead from the bottom up to an assertion than a reader can hold (`long-chain-steps`).

    A position ends one chain and begins another: what is drawn from the outcome of an issue is counted from there.

    Why: every step may be doubted, and what hangs on many of them is worth less than it looks.

    Gap:
        assertions:
          s1: {text: The claim is well founded., kind: legal, premises: [s2]}
          s2: {text: The seller is in breach., kind: legal, premises: [s3]}
          s3: {text: The seller did not deliver in time., kind: mixed, premises: [s4]}
          s4: {text: The goods were not there on 3 May., kind: mixed, premises: [s5]}
          s5: {text: The ship was at sea on 3 May., kind: mixed, premises: [s6]}
          s6: {text: The ship left on 2 May., kind: mixed, premises: [s7]}
          s7: {text: The port was closed until 2 May., kind: mixed, premises: [s8]}
          s8: {text: There was a storm from 30 April., kind: mixed, premises: [s9]}
          s9: {text: The log speaks of a storm., kind: factual, status: agreed}

    Closed:
        assertions:
          s1: {text: The claim is well founded., kind: legal, premises: [s2]}
          s2: {text: The seller is in breach., kind: legal, premises: [s3]}
          s3: {text: The seller did not deliver in time., kind: mixed, premises: [s9]}
          s9: {text: The goods arrived on 9 May., kind: factual, status: agreed}
    """
    graph, most = case.graph, case.threshold("long-chain-steps")
    positions = graph.all_positions
    below = _below(graph, positions)
    for name in graph.assertions:
        if (name in graph.used_by and name not in positions) or below[name][0] <= most:
            continue
        chain = _chain(below, positions, name)
        yield Gap(
            name,
            Where("assertions", name),
            f"`{name}` stands {len(chain)} steps above `{chain[-1]}`, the far end of its longest chain.",
            "Rest it on something nearer the bottom, or join steps that say the same.",
            tuple(Other(Where("assertions", step), f"step {number}") for number, step in enumerate(chain, 1)),
        )


def _below(graph: ArgumentGraph, positions: Set[str]) -> dict[str, tuple[int, str | None]]:
    """For each assertion, how many steps lie below it through premises, and where the longest way goes."""
    found: dict[str, tuple[int, str | None]] = {}
    begun: set[str] = set()
    pending = [(name, False) for name in reversed(graph.assertions)]
    while pending:
        name, is_done = pending.pop()
        if is_done:
            steps = [
                (1 if premise in positions else found[premise][0] + 1, premise)
                for premise in graph.supporters(name)
                if premise in found
            ]
            found[name] = max(steps, key=lambda step: step[0], default=(0, None))
        elif name not in begun:
            begun.add(name)
            pending.append((name, True))
            pending.extend((premise, False) for premise in graph.supporters(name))
    return found


def _chain(below: dict[str, tuple[int, str | None]], positions: Set[str], name: str) -> list[str]:
    chain: list[str] = []
    step = below[name][1]
    while step is not None:
        chain.append(step)
        step = None if step in positions else below[step][1]
    return chain
