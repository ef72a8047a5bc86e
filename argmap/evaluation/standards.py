"""The proof standards: when support of strength `p` is enough against opposition of strength `c` (0 none, to 4)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from types import MappingProxyType

from argmap.evaluation.words import IN, OUT, UNDECIDED
from argmap.model.values import Standard

Holds = Callable[[int, int], bool]


def scintilla(p: int, c: int) -> bool:
    """Any support is enough, whatever opposes it."""
    return p >= 1


def preponderance(p: int, c: int) -> bool:
    """The support is stronger than what opposes it."""
    return p >= 1 and p > c


def clear_and_convincing(p: int, c: int) -> bool:
    """The support is strong, and stronger than what opposes it."""
    return p >= 3 and p > c


def beyond_reasonable_doubt(p: int, c: int) -> bool:
    """The support is strong, what opposes it is at most weak, and two steps lie between them."""
    return p >= 3 and c <= 1 and p - c >= 2


def dialectical_validity(p: int, c: int) -> bool:
    """There is support, and nothing opposes it."""
    return p >= 1 and c == 0


STANDARDS: MappingProxyType[Standard, Holds] = MappingProxyType(
    {
        Standard.SCINTILLA: scintilla,
        Standard.PREPONDERANCE: preponderance,
        Standard.CLEAR_AND_CONVINCING: clear_and_convincing,
        Standard.BEYOND_REASONABLE_DOUBT: beyond_reasonable_doubt,
        Standard.DIALECTICAL_VALIDITY: dialectical_validity,
    }
)
"""Gordon, Prakken & Walton 2007, read over four ordinal strengths; one function a standard, one table."""


def weigh(holds: Holds, p: int, c: int, p_possible: int, c_possible: int) -> int:
    """The label of an assertion (DESIGN section 4).

    `p` and `c` are the greatest strengths of what supports and opposes it among links that are in, `p_possible` and
    `c_possible` among those that are not out.
    """
    if holds(p, c_possible):
        return IN
    if p_possible == 0 or (c > p_possible and not holds(p_possible, c)):
        return OUT
    return UNDECIDED


def verdict_at(p: int, c: int, p_possible: int, c_possible: int) -> int:
    """Where in a row of VERDICTS the label for these strengths stands."""
    return ((p * 5 + c) * 5 + p_possible) * 5 + c_possible


VERDICTS: MappingProxyType[Standard, tuple[int, ...]] = MappingProxyType(
    {
        standard: tuple(weigh(holds, *strengths) for strengths in product(range(5), repeat=4))
        for standard, holds in STANDARDS.items()
    }
)
"""`weigh` for every standard and all strengths, worked out once."""
