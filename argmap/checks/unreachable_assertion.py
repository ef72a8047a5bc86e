"""unreachable-assertion."""

from collections.abc import Callable, Iterable, Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph


@check("structure", Severity.NOTE, Nature.GAP)
def unreachable_assertion(case: Case) -> Iterator[Gap]:
    """An assertion bears on no issue: no position depends on it, and it is no conclusion drawn from a position.

    Why: whether it is right or wrong changes nothing; either a link is missing or it is not needed.

    Gap:
        issues:
          breach: {question: Did the seller break the contract?, positions: [late]}
        assertions:
          late: {text: The delivery was late., premises: [arrived]}
          arrived: {text: The goods arrived on 3 May., status: agreed}
          due: {text: The goods were due on 1 May., status: agreed}

    Closed:
        issues:
          breach: {question: Did the seller break the contract?, positions: [late]}
        assertions:
          late: {text: The delivery was late., premises: [arrived, due]}
          arrived: {text: The goods arrived on 3 May., status: agreed}
          due: {text: The goods were due on 1 May., status: agreed}
    """
    for island in _islands(case.graph):
        top, others = _top(case.graph, island), len(island) - 1
        linked = f", and neither {'does the one' if others == 1 else f'do the {others}'} linked to it" if others else ""
        yield Gap(
            top,
            Where("assertions", top),
            f"`{top}` bears on no position of any issue{linked}.",
            "Name it as a premise or counter-position of what it bears on, or delete it.",
        )


def _islands(graph: ArgumentGraph) -> Iterator[list[str]]:
    """The assertions that no position of an issue depends on, in groups of those that are linked, in file order."""
    positions = graph.resting_on(graph.all_positions)
    reached = _reached(positions, lambda name: _near(graph, name))
    left = {
        name: set[str]()
        for name, node in graph.assertions.items()
        if positions and name not in reached and name not in graph.map.used and "context" not in node.entry.tags
    }
    for name, others in left.items():
        for other in _near(graph, name):
            if other in left:
                others.add(other)
                left[other].add(name)
    order = {name: number for number, name in enumerate(left)}
    seen: set[str] = set()
    for name in left:
        if name not in seen:
            island = _reached([name], left.__getitem__)
            seen |= island
            yield sorted(island, key=order.__getitem__)


def _reached(start: Iterable[str], near: Callable[[str], Iterable[str]]) -> set[str]:
    pending = list(start)
    reached = set(pending)
    while pending:
        fresh = [name for name in near(pending.pop()) if name not in reached]
        pending += fresh
        reached.update(fresh)
    return reached


def _near(graph: ArgumentGraph, name: str) -> Iterator[str]:
    """What the label of an assertion depends on, what answers its critical questions, and its alternatives."""
    node = graph.assertions[name]
    yield from graph.below(name)
    yield from (other for other, _ in graph.rebuttals_of(name))
    yield from (other for other in node.entry.alternative_to if other in graph.assertions)
    for argument in node.arguments:
        yield from (answer for answer in argument.entry.answers.values() if answer in graph.assertions)
        for citation in graph.rules.get(argument.entry.rule or "", ()):
            yield from (counter.assertion for counter in citation.counters)


def _top(graph: ArgumentGraph, island: list[str]) -> str:
    """The first assertion of a group that supports and opposes no other."""
    return next((name for name in island if name not in graph.used_by and name not in graph.opposes), island[0])
