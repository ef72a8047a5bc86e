"""Whether two states of a map differ in how their assertions are worded, and in nothing else."""

from __future__ import annotations

from dataclasses import fields
from operator import is_
from typing import Any

from argmap.model.assertion import Assertion
from argmap.model.file import NOUN_SECTIONS, ArgumentMap

WORDS = frozenset({"text", "notes"})
"""What an assertion says in words. No label depends on it, and few checks look at it (see `Check.words`)."""
MANY = 20
"""From so many changed assertions on they are not compared any more: that costs more than it saves."""


def differ_in_words(before: ArgumentMap, now: ArgumentMap) -> bool:
    """Whether all but the words of some assertions is the same, in the same order; false also where many differ."""
    changed = []
    for item in fields(ArgumentMap):
        old, new = getattr(before, item.name), getattr(now, item.name)
        if item.name not in NOUN_SECTIONS:
            if old != new:
                return False
        elif list(old) != list(new):
            return False
        elif not all(map(is_, old.values(), new.values())):
            changed += [(old[name], noun) for name, noun in new.items() if old[name] is not noun]
    return len(changed) < MANY and all(_same(*pair) for pair in changed)


def _same(before: Any, now: Any) -> bool:
    """Whether two nouns are the same but for their words, to the order of what is in them."""
    if type(before) is not type(now):
        return False
    without = WORDS if isinstance(now, Assertion) else frozenset()
    return _told(before, without) == _told(now, without)


def _told(noun: Any, without: frozenset[str]) -> str:
    """All that a noun says as one text."""
    told: str = noun.model_dump_json(exclude=without, warnings=False)
    return told
