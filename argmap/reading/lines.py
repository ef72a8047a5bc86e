"""What a line of a broken text looks like: its margin, a key, a list item."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = re.compile(r"[a-z0-9][a-z0-9-]+")
_WORD = re.compile(r" *(?P<key>[a-z0-9][a-z0-9_-]*)\s*(?:#|$)")


class LineKey(NamedTuple):
    """The key that a line starts with, where in the line it stands, and whether nothing follows its colon."""

    key: str
    start: int
    end: int
    is_bare: bool


def margin(line: str) -> int:
    """How many spaces a line starts with."""
    return len(line) - len(line.lstrip(" "))


def is_blank(line: str) -> bool:
    """Whether a line holds nothing but a comment at most."""
    stripped = line.strip()
    return not stripped or stripped.startswith("#")


def is_item(line: str) -> bool:
    """Whether a line starts a list item."""
    return line.lstrip(" ")[:2].rstrip() == "-"


def ids_within(line: str) -> list[str]:
    """The words in a line that may be ids."""
    return _WORDS.findall(line)


def is_closing(line: str) -> bool:
    """Whether a line only closes brackets that were opened above it."""
    stripped = line.strip()
    return stripped[:1] in ("]", "}") and is_blank(stripped.lstrip("]} ,"))


def key_of(line: str) -> LineKey | None:
    """The key that a line starts with, at its margin or after the signs of list items."""
    head, colon, rest = line.partition(":")
    key = head.lstrip(" -").rstrip()
    start = len(head) - len(head.lstrip(" -"))
    bare = key.strip("'\"")
    if not colon or (rest and not rest[0].isspace()) or not bare or any(mark in bare for mark in "#[]{},'\""):
        return None
    return LineKey(bare, start, start + len(key), is_blank(rest))


def word_of(line: str) -> LineKey | None:
    """The word that stands alone in a line, where a key may be meant."""
    found = _WORD.match(line)
    return LineKey(found["key"], *found.span("key"), is_bare=True) if found else None
