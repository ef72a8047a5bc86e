"""Several laid-out groups on one page: put side by side in reading order, in rows of about the same width."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from argmap.render.sheets import strain

GAP = 36.0
RATIOS = (1.3, 2.0, 0.8)
"""Widths of a page over its height that are tried, the wanted one first."""


class Offset(NamedTuple):
    """How far a group is moved right and down, in points."""

    x: float
    y: float


def pack(sizes: Sequence[tuple[float, float]]) -> tuple[list[Offset], float, float]:
    """Offsets for boxes of the given widths and heights, and the width and height of the whole: as rows that print as
    large as they can.
    """
    if not sizes:
        return [], 0.0, 0.0
    area = sum((width + GAP) * (height + GAP) for width, height in sizes)
    broadest = max(width for width, _ in sizes)
    tried = (_rows(sizes, max(sqrt(area * ratio), broadest)) for ratio in RATIOS[: len(sizes)])
    return min(tried, key=lambda rows: strain(*rows[1:]))


def _rows(sizes: Sequence[tuple[float, float]], limit: float) -> tuple[list[Offset], float, float]:
    """Boxes in rows no wider than a limit."""
    offsets: list[Offset] = []
    x = y = row = total = 0.0
    for width, height in sizes:
        if x and x + width > limit:
            x, y, row = 0.0, y + row + GAP, 0.0
        offsets.append(Offset(x, y))
        x += width + GAP
        row, total = max(row, height), max(total, x - GAP)
    return offsets, total, y + row
