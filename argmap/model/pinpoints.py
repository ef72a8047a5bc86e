"""Pinpoints: which listed place of an authority one names, however it is spelt."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

UNITS = {
    "art": "art arts article articles",
    "para": "para paras paragraph paragraphs ¶ ¶¶",
    "s": "s ss sec secs section sections § §§",
    "p": "p pp page pages",
    "r": "r rr rule rules",
    "cl": "cl cls clause clauses",
    "ch": "ch chs chapter chapters",
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words.split()}
TOKEN = re.compile(r"[¶§]+|\d+[a-z]?(?:\s*\([a-z0-9]+\))*|\([^()]*\)|[^\W\d]+|-", re.UNICODE)
PART = re.compile(r"\([^()]*\)")
SAME_NUMBER = re.compile(r"(?<!\d)(\d{1,9}+[a-z]?)((?:\([a-z0-9]+\)\s*(?:,|and)\s*)+)(?=\()")
NEXT_PART = re.compile(r"\)\s*(?:,|and)\s*")
FOLLOWING = re.compile(r"(?<!\s)\s++(?:ff?|et seq)\.?$")
NUMBER = re.compile(r"(\d{1,9})([a-z]?)((?:\([a-z0-9]+\))*)")


class Item(NamedTuple):
    """One number of a pinpoint, or a range of them: from, to, and the parts below it (`2(4)` is 2, 2, ("(4)",))."""

    low: int
    high: int
    below: tuple[str, ...] = ()


class Place(NamedTuple):
    """A pinpoint taken apart: the words before its last numbers, the unit of these, the numbers."""

    words: tuple[str, ...]
    unit: str
    items: tuple[Item, ...]


@lru_cache(maxsize=1 << 16)
def taken_apart(pinpoint: str) -> Place:
    """A pinpoint as words, unit and numbers: `annex arts 3(b), 5-7` is annex, art, 3(b) and 5 to 7."""
    plain = FOLLOWING.sub("", pinpoint.casefold().replace("–", "-").replace("‑", "-"))
    tokens = TOKEN.findall(SAME_NUMBER.sub(_with_number, plain))
    words = [UNIT_OF.get(token, token).replace(" ", "") for token in tokens]
    end = len(words)
    while end and (NUMBER.fullmatch(words[end - 1]) or (words[end - 1] in ("-", "and") and end < len(words))):
        end -= 1
    unit = words[end - 1] if end and words[end - 1] in UNITS else ""
    return Place(tuple(words[: end - 1 if unit else end]), unit, tuple(_items(words[end:])))


def _with_number(found: re.Match[str]) -> str:
    """`6(1), (2) and ` as `6(1), 6(2) and 6`."""
    number, parts = found.groups()
    return number + NEXT_PART.sub(lambda after: after[0] + number, parts)


def _items(words: list[str]) -> Iterator[Item]:
    rest = deque(word for word in words if word != "and")
    while rest:
        item = _item(rest.popleft())
        high = NUMBER.fullmatch(rest[1]) if len(rest) > 1 and rest[0] == "-" else None
        if high:
            rest.popleft()
            rest.popleft()
            item = item and item._replace(high=max(item.low, int(high[1])))
        if item:
            yield item


def _item(word: str) -> Item | None:
    found = NUMBER.fullmatch(word)
    if not found:
        return None
    letter = (found[2],) if found[2] else ()
    return Item(int(found[1]), int(found[1]), (*letter, *PART.findall(found[3])))


def is_listed(pinpoint: str, listed: Iterable[str]) -> bool:
    """Whether every number of a pinpoint meets some listed one, or its words are those of a listed place."""
    place = taken_apart(pinpoint)
    same = [other for other in map(taken_apart, listed) if _reaches(place, other)]
    if not place.items or any(not other.items for other in same):
        return bool(same)
    return all(any(_meets(item, listed) for other in same for listed in other.items) for item in place.items)


def met_by(pinpoint: str | None, listed: Iterable[str]) -> list[str]:
    """The listed places that a pinpoint names, however it is spelt; the same spelling alone where there is one."""
    if not pinpoint:
        return []
    there = list(listed)
    if pinpoint in there:
        return [pinpoint]
    place = taken_apart(pinpoint)
    return [name for name in there if _is_met(place, taken_apart(name))]


def _is_met(place: Place, other: Place) -> bool:
    if not _reaches(place, other):
        return False
    return not (place.items and other.items) or any(
        _meets(item, known) for item in place.items for known in other.items
    )


def _reaches(place: Place, other: Place) -> bool:
    """Whether two places share their words and unit, or one is written as a part of the other."""
    if not (place.words or place.items):
        return False
    if place.words == other.words and (place.unit == other.unit or not (place.unit and other.unit)):
        return True
    shorter, longer = sorted((place, other), key=lambda one: len(one.words))
    return not shorter.items and longer.words[: len(shorter.words)] == shorter.words


def _meets(item: Item, listed: Item) -> bool:
    depth = min(len(item.below), len(listed.below))
    overlap = item.low <= listed.high and listed.low <= item.high
    return overlap and item.below[:depth] == listed.below[:depth]
