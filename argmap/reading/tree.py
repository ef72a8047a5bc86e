"""What a stretch of text says, as data and as places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from argmap.reading.found import Found

Key: TypeAlias = "tuple[int, int, Node]"
Node: TypeAlias = "tuple[int, int, list[Node] | dict[str, Key] | None]"
"""Where a value stands: the indexes of its start and end, and the nodes inside it: by index, or by key with the start
and end of the key itself."""


class _Unreadable:
    """What stands in the data for a value that could not be read; the reason is reported already."""

    def __repr__(self) -> str:
        return "UNREADABLE"


UNREADABLE = _Unreadable()


class Failure(NamedTuple):
    """Why a text could not be read: libyaml's words, or the code of a limit of ours; index of problem and context."""

    problem: str
    context: str
    at: int
    since: int
    check: str = ""


class Twice(NamedTuple):
    """A list or mapping whose key was there already; `depth` is 1 where that is the outermost mapping."""

    depth: int
    key: str
    start: int
    end: int
    value: Any
    node: Node


@dataclass
class Tree:
    """What a stretch of text says. `data` is made of dicts, lists, strings, None and UNREADABLE."""

    data: Any = None
    node: Node = (0, 0, None)
    failure: Failure | None = None
    has_more: bool = False
    twice: list[Twice] = field(default_factory=list)
    found: Found = field(default_factory=Found)
