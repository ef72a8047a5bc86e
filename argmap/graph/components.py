"""The strongly connected components of a graph that is given as lists of neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def components(neighbours: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Groups of nodes that reach one another, every node in one of them; every neighbour is a node.

    Tarjan 1972, with a stack of its own in place of recursion, so that depth costs nothing.
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: dict[str, None] = {}
    found: list[list[str]] = []
    for root in neighbours:
        path = [] if root in number else [(root, iter(neighbours[root]))]
        while path:
            node, others = path[-1]
            if node not in number:
                number[node] = lowest[node] = len(number)
                waiting[node] = None
            fresh = None
            for other in others:
                if other not in number:
                    fresh = other
                    break
                if other in waiting:
                    lowest[node] = min(lowest[node], number[other])
            if fresh is not None:
                path.append((fresh, iter(neighbours[fresh])))
                continue
            path.pop()
            if path:
                lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[node])
            if lowest[node] == number[node]:
                found.append(_taken_off(waiting, node))
    return found


def _taken_off(waiting: dict[str, None], root: str) -> list[str]:
    """The nodes waiting since a root, the root among them, no longer waiting."""
    group: list[str] = []
    while not group or group[-1] != root:
        group.append(waiting.popitem()[0])
    return group
