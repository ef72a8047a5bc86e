"""Whether a word is another one mistyped, and surely no other: what may be corrected without asking."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest


def is_same_id(word: str, meant: str, known: Iterable[str]) -> bool:
    """Whether `word` is the id `meant` but for case and hyphens, and no other known id is.

    Letters decide: Christian is not Christina, nor an employer an employee, though one slip turns each into the other.
    """
    return _spelt(word) == _spelt(meant) and not any(
        _spelt(other) == _spelt(word) and other not in (word, meant) for other in known
    )


def surely_meant(word: str, meant: str, known: Iterable[str]) -> bool:
    """Whether `word` is a word of the format, `meant`, with one typing error, and no other known word is as near.

    Never where the two differ in a number, in the number of their parts or in how a part starts.
    """
    if _spelt(word) == _spelt(meant):
        return is_same_id(word, meant, known)
    return _is_typing_error(word, meant) and not any(
        other != meant and distance(word, other, 3) <= 2 for other in known if other != word
    )


def _is_typing_error(word: str, meant: str) -> bool:
    if re.findall("[0-9]+", word) != re.findall("[0-9]+", meant):
        return False
    for part, other in zip_longest(re.split("[-_ ]", word), re.split("[-_ ]", meant), fillvalue=""):
        if part != other and (part[:1] != other[:1] or not part or not other):
            return False
    return distance(word, meant, 2) <= 1


def _spelt(word: str) -> str:
    return re.sub("[-_ ]+", "-", word.strip().lower())


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
