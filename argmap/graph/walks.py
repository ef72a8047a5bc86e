"""Ways through a graph: down counters of counters, and step by step from one assertion on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from argmap.graph.nodes import CitationNode, CounterNode


def with_nested(counters: Iterable[CounterNode]) -> Iterator[CounterNode]:
    """Counters, each followed by the counters of it."""
    for counter in counters:
        yield counter
        yield from with_nested(counter.counters)


def opposing(citations: Iterable[CitationNode]) -> Iterator[str]:
    """The assertions that are set against citations, or against what is set against those."""
    return (counter.assertion for citation in citations for counter in with_nested(citation.counters))


def reach(start: str, step: Callable[[str], Iterable[str]]) -> list[str]:
    """Everything that steps lead to from a start, nearest first; the start itself only in a circle."""
    found: dict[str, None] = {}
    pending = [start]
    while pending:
        following = [name for at in pending for name in step(at) if name not in found]
        pending = list(dict.fromkeys(following))
        found.update(dict.fromkeys(pending))
    return list(found)
