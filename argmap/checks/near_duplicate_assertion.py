"""near-duplicate-assertion."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from math import ceil

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
"""How many assertions may share a rare word before that word tells nothing."""

Words = tuple[str, ...]
Kin = tuple[str, ...]


@check("structure", Severity.NOTE, Nature.GAP)
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
    for first, second in _pairs(tuple(texts), case.threshold("near-duplicate-percent")):
        yield Gap(
            second,
            Where("assertions", second, ("text",)),
            f"`{second}` says nearly the same as `{first}`.",
            f"Keep one of them and name it in both places, or say what sets `{second}` apart.",
            (Other(Where("assertions", first, ("text",)), "said here first"),),
        )


@lru_cache(maxsize=4)
def _pairs(texts: tuple[tuple[str, str], ...], percent: int) -> tuple[tuple[str, str], ...]:
    """The near duplicates among texts by name; kept for an edit that changes no text."""
    return tuple(_found(texts, percent))


def _found(texts: tuple[tuple[str, str], ...], percent: int) -> Iterator[tuple[str, str]]:
    """Each assertion whose set of words overlaps by so much (Jaccard) with an earlier one, after one such.

    Prefix filtering (Chaudhuri, Ganti & Kaushik 2006): two sets that overlap so far share a word among the rarest few
    of each, so that only assertions met under a rare word are compared.
    """
    words = {name: _words(text) for name, text in texts}
    common = Counter(chain.from_iterable(words.values()))
    ranks = {word: rank for rank, word in enumerate(sorted(common, key=lambda word: (common[word], word)))}
    met: dict[tuple[Kin, int], list[str]] = {}
    for name, text in texts:
        told, kin = words[name], _kin(text)
        rare = sorted(map(ranks.__getitem__, told))
        candidates: dict[str, None] = {}
        for rank in rare[: len(rare) - ceil(len(rare) * percent / 100) + 1]:
            others = met.setdefault((kin, rank), [])
            if len(others) < CROWD:
                candidates.update(dict.fromkeys(others))
                others.append(name)
        size = len(told)
        for other in candidates:
            theirs = words[other]
            if percent * size > 100 * len(theirs) or percent * len(theirs) > 100 * size:
                continue  # of too different a length to share so much
            if len(told & theirs) * (100 + percent) >= percent * (len(told) + len(theirs)):  # shared / all >= percent
                yield other, name
                break


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(text))


@lru_cache(maxsize=1 << 16)
def _kin(text: str) -> Kin:
    """What tells two otherwise equal sentences apart: numbers, names, negations and quantities."""
    found = WORD.findall(text)
    telling = (word for number, word in enumerate(found) if _tells(word, number))
    return tuple(sorted(word.casefold() for word in telling))


def _tells(word: str, number: int) -> bool:
    return any(c.isdigit() for c in word) or word.casefold() in TELLING or (number > 0 and word[0].isupper())
