"""near-duplicate-assertion."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from math import ceil
from sys import intern
from typing import NamedTuple
from zlib import crc32

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity

WORD = re.compile(r"\w+", re.UNICODE)
TELLING = frozenset(
    (
        "no",
        "not",
        "never",
        "neither",
        "nor",
        "none",
        "nobody",
        "nothing",
        "without",
        "only",
        "all",
        "every",
        "some",
        "any",
    )
)
CROWD = 64
"""How many assertions that differ are kept under one rare word, to compare others with."""
BITS = 256

Kin = tuple[str, ...]


class Pair(NamedTuple):
    """An assertion, a later one that says nearly the same, and whether it says so in the same words."""

    first: str
    second: str
    is_copy: bool = False


@check("structure", Severity.NOTE, Nature.GAP, words=True)
def near_duplicate_assertion(case: Case) -> Iterator[Gap]:
    """Two assertions say nearly the same in nearly the same words; numbers, names and negations tell them apart.

    Why: support and attack are then split between two copies, and neither shows how the point really stands.

    Gap:
        assertions:
          late: {text: The goods were delivered to the warehouse of the buyer after the agreed day had passed.}
          delay: {text: The goods were delivered to the warehouse of the buyer after the agreed day passed.}

    Closed:
        assertions:
          late: {text: The goods were delivered to the warehouse of the buyer after the agreed day had passed.}
          delay: {text: "The delay cost the buyer a sale.", premises: [late]}
    """
    texts = ((n, node.entry.text) for n, node in case.graph.assertions.items() if "context" not in node.entry.tags)
    pairs, left_out = _pairs(tuple(texts), case.threshold("near-duplicate-percent"))
    for first, second, is_copy in pairs:
        yield Gap(
            second,
            Where("assertions", second, ("text",)),
            f"`{second}` says {'' if is_copy else 'nearly '}the same as `{first}`.",
            f"Keep one of them and name it in both places, or say what sets `{second}` apart.",
            (Other(Where("assertions", first, ("text",)), "said here first"),),
        )
    if left_out:
        yield Gap(
            "map",
            Where("map", "map"),
            f"{left_out:,} assertions share their words with so many others that not all pairs were compared.",
            "Near copies of them may not be told. Say in each what sets it apart.",
        )


class Said(NamedTuple):
    """What is compared of a text: its words, what tells it apart from its like, and a bit for each word.

    `plain` is the text but for capitals and white space. Some words share a bit: where two texts differ in a bit, they
    differ in a word.
    """

    plain: str
    words: frozenset[str]
    kin: Kin
    mark: int


@lru_cache(maxsize=4)
def _pairs(texts: tuple[tuple[str, str], ...], percent: int) -> tuple[tuple[Pair, ...], int]:
    """The duplicates among texts by name, and how many were not compared with all; kept for the next edit."""
    said = {name: _said(text) for name, text in texts}
    first: dict[str, str] = {}
    copies = [Pair(first.setdefault(own.plain, name), name, is_copy=True) for name, own in said.items()]
    near, left_out = _near({pair.second: said[pair.second] for pair in copies if pair.first == pair.second}, percent)
    return (*(pair for pair in copies if pair.first != pair.second), *near), left_out


def _near(said: dict[str, Said], percent: int) -> tuple[list[Pair], int]:
    """Each assertion whose set of words overlaps by so much (Jaccard) with an earlier one, after one such.

    Prefix filtering (Chaudhuri, Ganti & Kaushik 2006): two sets that overlap so far share a word among the rarest few
    of each, so that only assertions met under a rare word are compared.
    """
    common = Counter(chain.from_iterable(own.words for own in said.values()))
    ranks = {word: rank for rank, word in enumerate(sorted(common, key=lambda word: (common[word], word)))}
    met: dict[tuple[Kin, int], list[tuple[int, str]]] = {}
    found, left_out = [], 0
    for name, (_, words, kin, mark) in said.items():
        rare = sorted(map(ranks.__getitem__, words))
        kept = len(rare) - ceil(len(rare) * percent / 100) + 1
        lists = [met.setdefault((kin, rank), []) for rank in rare[:kept]]
        most = len(words) * (100 - percent) // percent  # words that only one of two such sets can have
        near = [other for others in lists for seen, other in others if (seen ^ mark).bit_count() <= most]
        first = next((other for other in dict.fromkeys(near) if _overlap(words, said[other].words, percent)), None)
        if first is not None:
            found.append(Pair(first, name))  # who resembles the one resembles the other, or nearly so
            continue
        left_out += any(len(others) >= CROWD for others in lists)
        for others in lists:
            if len(others) < CROWD:
                others.append((mark, name))
    return found, left_out


def _overlap(one: frozenset[str], other: frozenset[str], percent: int) -> bool:
    if percent * len(one) > 100 * len(other) or percent * len(other) > 100 * len(one):
        return False  # of too different a length to share so much
    return len(one & other) * (100 + percent) >= percent * (len(one) + len(other))  # shared / all >= percent


@lru_cache(maxsize=1 << 15)
def _said(text: str) -> Said:
    found = WORD.findall(text)
    telling = (word.casefold() for number, word in enumerate(found) if _tells(word, number))
    words = frozenset(intern(word.casefold()) for word in found)
    mark = 0
    for word in words:
        mark |= 1 << crc32(word.encode("utf-8", "surrogatepass")) % BITS
    return Said(" ".join(text.casefold().split()), words, tuple(sorted(telling)), mark)


def _tells(word: str, number: int) -> bool:
    """Whether it is a number, a name, a negation or a quantity."""
    return any(c.isdigit() for c in word) or word.casefold() in TELLING or (number > 0 and word[0].isupper())
