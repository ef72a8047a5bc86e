"""An atlas goes on from what it knew: what it shows after a save is what a fresh look at the same files shows."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from preview_for_tests import MAP

from argmap.preview.atlas import Atlas

EDITS = (
    ("It was said in jest.", "It was said in jest, and the seller knew."),
    ("in jest", "obviously in earnest"),
    ("The parties made", "The two parties never made"),
    ("status: agreed", "status: disputed"),
    ("status: agreed", "asserted_by: buyer"),
    ("burden: buyer", "burden: seller"),
    ("    premises: [offered]\n", ""),
    ("    counters: [joke]\n", "    counters: [{how: rebuts, assertion: joke}]\n"),
    ("kind: factual}\n", "kind: factual, counters: [sold]}\n"),
    ("text: The parties made", "text: [The parties made"),
    ("offered", "taken"),
)


@pytest.mark.parametrize("seed", range(6))
def test_after_a_save_the_same_is_shown_as_after_a_start(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "sale.yaml"
    path.write_text(MAP, encoding="utf-8")
    atlas, choice = Atlas(path), random.Random(seed)
    for _ in range(8):
        text = MAP
        for old, new in choice.sample(EDITS, choice.randrange(3)):
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        atlas.update([path])
        (chart,), (fresh,) = atlas.charts.values(), Atlas(path).charts.values()
        assert (chart.defects, chart.trouble) == (fresh.defects, fresh.trouble)
        if fresh.sight is not None:
            assert chart.sight == fresh.sight
