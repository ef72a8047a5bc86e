"""What the words of a file are, for an editor that colours them by meaning: ids by what they name, and keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from argmap.analysis import Analysis
from argmap.editor.answers.references import place_of
from argmap.editor.mentions import PARTS, TAGS, Mention
from argmap.evaluation.words import Standing
from argmap.reading.source import Source
from argmap.reading.tree import Node

SORTS = ("section", "key", "assertion", "authority", "rule", "issue", "party", "part", "tag", "view", "word")
"""What a word can be."""
DEFINED, FALLEN = 1, 2
"""Signs, to be added up: it is defined here; it does not stand, or is no good law any more."""
_OF_SECTION = {
    "assertions": "assertion",
    "authorities": "authority",
    "rules": "rule",
    "issues": "issue",
    "parties": "party",
    "scenarios": "view",
    "views": "view",
    TAGS: "tag",
    PARTS: "part",
}


class Coloured(NamedTuple):
    """A word from one index up to another, its sort, and its signs."""

    start: int
    end: int
    sort: str
    signs: int


def colours(analysis: Analysis, source: Source, found: list[Mention]) -> list[Coloured]:
    """The words of a file in the order of its text; none overlap, and none goes over a line."""
    ids = [_of_mention(analysis, source, item) for item in found if not item.is_word]
    taken = {item.start for item in ids}
    keys = [item for item in _keys(source.root, 0) if item.start not in taken]
    ordered = sorted([*ids, *keys])
    kept: list[Coloured] = []
    for item in ordered:
        if (not kept or item.start >= kept[-1].end) and "\n" not in source.text[item.start : item.end]:
            kept.append(item)
    return kept


def _of_mention(analysis: Analysis, source: Source, item: Mention) -> Coloured:
    start, end = place_of(source, item)
    signs = (DEFINED if item.is_definition else 0) + (FALLEN if _has_fallen(analysis, item) else 0)
    return Coloured(start, end, _OF_SECTION.get(item.sections[0], "word"), signs)


def _has_fallen(analysis: Analysis, item: Mention) -> bool:
    if "assertions" in item.sections and item.id in analysis.graph.assertions:
        return analysis.evaluation.standings[item.id] in (Standing.DEFEATED, Standing.NOT_ESTABLISHED)
    authority: Any = analysis.reading.map.authorities.get(item.id) if "authorities" in item.sections else None
    return authority is not None and authority.is_dead


def _keys(node: Node, depth: int) -> Iterator[Coloured]:
    held = node[2]
    if isinstance(held, dict):
        for start, end, inner in held.values():
            yield Coloured(start, end, "key" if depth else "section", 0)
            yield from _keys(inner, depth + 1)
    elif isinstance(held, list):
        for inner in held:
            yield from _keys(inner, depth)
