"""Layout that stays put: a small edit moves little, and what is written first stands first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from drawn_geometry import Area, drawn_text
from maps_for_tests import EVERYTHING, analysed, drawings

BASE = """
argmap: 1
map: {title: Steady}
issues:
  i: {question: Is it so?, positions: [yes, no]}
assertions:
  yes:
    text: It is so.
    issue: i
    counters: [no]
    because:
      - {premises: [a, b, c], scheme: sign}
      - {premises: [d, e], scheme: analogy}
  no: {text: It is not so., issue: i, premises: [f]}
  a: {text: The first sign is there., premises: [a1, a2]}
  b: {text: The second sign is there., premises: [b1]}
  c: {text: The third sign is there.}
  d: {text: The cases are alike.}
  e: {text: The other case was so.}
  f: {text: Nobody saw it.}
  a1: {text: One saw it.}
  a2: {text: Another saw it.}
  b1: {text: A third heard it.}
"""


def reworded(text: str) -> str:
    return text.replace("The third sign is there.", "The third sign of it is there as well.")


def leaf(text: str) -> str:
    return text.replace("premises: [a1, a2]", "premises: [a1, a2, a3]") + "  a3: {text: A child saw it.}\n"


def line(text: str) -> str:
    return text.replace(
        "      - {premises: [d, e], scheme: analogy}\n",
        "      - {premises: [d, e], scheme: analogy}\n      - {premises: [h]}\n",
    ).replace("assertions:\n", "assertions:\n  h: {text: It was said to be so.}\n")


def places(text: str, folder: Path) -> dict[str, Area]:
    shown = drawn_text(drawings(analysed(text, folder))["i"].svg())
    return {box.name: box for box in shown.boxes}


def middle(box: Area) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


@pytest.mark.parametrize("edit", [reworded, leaf, line])
def test_a_small_edit_keeps_the_order(edit: Callable[[str], str], tmp_path: Path) -> None:
    before, after = places(BASE, tmp_path), places(edit(BASE), tmp_path)
    assert set(before) <= set(after)
    for one in before:
        for two in before:
            (x1, y1), (x2, y2) = middle(before[one]), middle(before[two])
            (u1, v1), (u2, v2) = middle(after[one]), middle(after[two])
            if abs(y1 - y2) < 1 and abs(v1 - v2) < 1:
                assert (x1 < x2) == (u1 < u2), f"{one} and {two} have changed sides"
            if before[one].bottom < before[two].top:
                assert v1 < v2, f"{one} stood above {two}"


@pytest.mark.parametrize("edit", [reworded, leaf, line])
def test_a_small_edit_moves_little(edit: Callable[[str], str], tmp_path: Path) -> None:
    before, after = places(BASE, tmp_path), places(edit(BASE), tmp_path)
    moved = []
    for name, box in before.items():
        (x, y), (u, v) = middle(box), middle(after[name])
        moved.append(abs(x - u) + abs(y - v))
    width = max(box.right for box in before.values())
    assert sum(moved) / len(moved) < width / 4, "less than a quarter of the page on average"


def test_what_is_written_first_stands_first(tmp_path: Path) -> None:
    shown = places(BASE, tmp_path)
    for names in (["yes", "no"], ["a", "b"], ["a1", "a2"]):
        for first, second in pairwise(names):
            here, there = shown[first], shown[second]
            assert (here.top, here.left) <= (there.top + 40, there.left), f"{first} stands before {second}"


def test_the_layout_is_asked_for_in_these_words(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    made = drawings(analysed(EVERYTHING, tmp_path))
    golden("render/everything.dot", "\n".join(drawing.dot for drawing in made.values()))
