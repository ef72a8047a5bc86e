"""unknown-passage."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph
from argmap.model.authority import Authority

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
LONGEST_HINT = 200
"""Longer pinpoints are not compared with those listed to find the nearest."""


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


@check("authority", Severity.NOTE, Nature.GAP, filing=Severity.ERROR)
def unknown_passage(case: Case) -> Iterator[Gap]:
    """A pinpoint names a place that is not among the passages (or paragraphs) which the authority's entry lists.

    Why: a wrong pinpoint sends the reader to the wrong page; a right one belongs in the entry, with what it says.

    Gap:
        authorities:
          code:
            kind: statute
            title: Sale of Goods Code
            jurisdiction: Freeland
            passages: {ss. 40-46: The duties of the carrier., s. 12(2): Notice must be in writing.}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 21(2)]}

    Closed:
        authorities:
          code:
            kind: statute
            title: Sale of Goods Code
            jurisdiction: Freeland
            passages: {ss. 40-46: The duties of the carrier., s. 12(2): Notice must be in writing.}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 12(2), code s. 44]}
    """
    known: dict[str, list[Place]] = {}
    for name, where, source, at in _pinpoints(case.graph):
        authority = case.graph.map.authorities[source]
        if source not in known:
            known[source] = [taken_apart(listed) for listed in _listed(authority)]
        if known[source] and not _is_listed(taken_apart(at), known[source]):
            yield Gap(name, where, f"`{source}` lists no passage `{at}`, which `{name}` cites.", _advice(at, authority))


def _pinpoints(graph: ArgumentGraph) -> Iterator[tuple[str, Where, str, str]]:
    """Every pinpoint of a citation or an attribution: subject, place, authority, pinpoint."""
    for citation in graph.citations():
        if citation.entry.at:
            where = Where(citation.section, citation.owner, (*citation.path, "at"))
            yield citation.owner, where, citation.authority, citation.entry.at
    for name, node in graph.assertions.items():
        for number, told in enumerate(node.entry.asserted_by):
            if told.at and told.source in graph.map.authorities:
                yield name, Where("assertions", name, ("asserted_by", number, "at")), str(told.source), told.at


def _listed(authority: Authority) -> tuple[str, ...]:
    return (*authority.passages, *(authority.paragraphs or ()))


def _advice(at: str, authority: Authority) -> str:
    listed = [passage for passage in _listed(authority) if len(passage) <= LONGEST_HINT >= len(at)]
    near = get_close_matches(at, listed, n=3, cutoff=0.5)
    add = "Correct the pinpoint, or add the passage and what it says to the entry."
    return f"Did you mean {' or '.join(f'`{passage}`' for passage in near)}? {add}" if near else add


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


def _is_listed(place: Place, known: Iterable[Place]) -> bool:
    """Whether every number of a place meets some listed one, or its words are those of a listed place."""
    same = [other for other in known if _reaches(place, other)] if place.words or place.items else []
    if not place.items or any(not other.items for other in same):
        return bool(same)
    return all(any(_meets(item, listed) for other in same for listed in other.items) for item in place.items)


def _reaches(place: Place, other: Place) -> bool:
    """Whether two places share their words and unit, or one is written as a part of the other."""
    if place.words == other.words and (place.unit == other.unit or not (place.unit and other.unit)):
        return True
    shorter, longer = sorted((place, other), key=lambda one: len(one.words))
    return not shorter.items and longer.words[: len(shorter.words)] == shorter.words


def _meets(item: Item, listed: Item) -> bool:
    depth = min(len(item.below), len(listed.below))
    overlap = item.low <= listed.high and listed.low <= item.high
    return overlap and item.below[:depth] == listed.below[:depth]
