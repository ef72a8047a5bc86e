"""Dividing what a view shows into pages that a reader can follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from argmap.graph import ArgumentGraph

PAGE = 24
"""How many assertions one page shows in full; the rest go to further pages."""


def paginate(graph: ArgumentGraph, start: Iterable[str], belongs: Callable[[str], bool]) -> list[list[str]]:
    """Divide what hangs below some assertions into pages of at most PAGE assertions.

    The first page goes from the start down, level by level; what it has no room for begins further pages, each with
    what hangs below it, several on one page where there is room.
    """
    pages: list[list[str]] = []
    placed: dict[str, None] = {}
    roots = list(start)
    while roots:
        page: list[str] = []
        further: list[str] = []
        for group in [roots] if not pages else [[root] for root in roots]:
            level = [name for name in group if name not in placed]
            while level:
                room = PAGE - len(page)
                page += level[:room]
                placed.update(dict.fromkeys(level[:room]))
                further += level[room:]
                below = [name for at in level[:room] for name in graph.below(at) if belongs(name)]
                level = [name for name in dict.fromkeys(below) if name not in placed and name not in further]
        if page:
            pages.append(page)
        roots = [name for name in dict.fromkeys(further) if name not in placed]
    return pages
