"""Whether a word is another one mistyped, and surely no other: what may be corrected without asking."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

_LONG = 8
_SHORT_PART = 3


def surely_meant(word: str, meant: str, known: Iterable[str], *, is_id: bool = True) -> bool:
    """Whether `word` is `meant` mistyped, and no other known word is as near.

    Never where the two differ in a number, in the number of their parts, in how a part starts (`lawful`, `unlawful`),
    or, for ids, in a part of a few letters (`article-ii`, `article-iii`): these may be two things.
    """
    if _joined(word) == _joined(meant):
        return not any(_joined(other) == _joined(word) and other not in (word, meant) for other in known)
    return _is_typing_error(word, meant, _SHORT_PART if is_id else 0) and not any(
        other != meant and distance(word, other, 3) <= 2 for other in known if other != word
    )


def _is_typing_error(word: str, meant: str, short: int) -> bool:
    if re.findall("[0-9]+", word) != re.findall("[0-9]+", meant):
        return False
    for part, other in zip_longest(re.split("[-_ ]", word), re.split("[-_ ]", meant), fillvalue=""):
        if part != other and (part[:1] != other[:1] or min(len(part), len(other)) <= short):
            return False
    return distance(word, meant, 3) <= (2 if len(meant) >= _LONG else 1)


def _joined(word: str) -> str:
    return re.sub("[-_ ]", "", word.lower())


def distance(one: str, other: str, limit: int) -> int:
    """How many letters must be changed, added, left out or swapped with their neighbour; `limit` where it is more."""
    if abs(len(one) - len(other)) >= limit:
        return limit
    before: list[int] = []
    row: list[int] = [*range(len(other) + 1)]
    for number, letter in enumerate(one, 1):
        before, above, row = row, before, [number]
        for place, seen in enumerate(other, 1):
            cost: int = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != seen))
            if number > 1 and place > 1 and letter == other[place - 2] and one[number - 2] == seen:
                cost = min(cost, above[place - 2] + 1)
            row.append(cost)
        if min(row) >= limit:
            return limit
    return min(row[-1], limit)
