"""What is drawn for paper can be read on it, and what is divided for that keeps its order and stays put."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path

import pytest
from drawn_geometry import drawn_text
from maps_for_tests import analysed

from argmap.analysis import Analysis, analyse
from argmap.drawn import material
from argmap.model.values import Paper
from argmap.render.draw import Drawing
from argmap.render.estimate import printed
from argmap.render.picture import Picture
from argmap.render.sheets import LEAST, Content, sheet_for
from argmap.render.views import all_views

ROOT = Path(__file__).parents[1]
MADE = spec_from_file_location("made_maps", ROOT / "tests" / "benchmarks" / "generate.py")
SMALL_IN_TEN = 1
"""How many pages in ten may print smaller than legible on A4 where no paper is asked for."""


def pages(analysis: Analysis, page: Paper | None) -> list[Picture]:
    return all_views(replace(material(analysis), page=page))


def size(picture: Picture) -> float:
    """How large the text of assertions is in points, the whole SVG set on a sheet of A4."""
    shown = drawn_text(Drawing(picture).svg())
    return sheet_for(Content(shown.width, shown.height), "a4").text


def too_small(analysis: Analysis, page: Paper | None) -> dict[str, float]:
    sizes = {picture.name: size(picture) for picture in pages(analysis, page)}
    return {name: found for name, found in sizes.items() if found < LEAST}


@pytest.mark.parametrize("path", sorted((ROOT / "arguments").iterdir()), ids=lambda path: path.stem)
def test_every_page_for_a4_of_our_maps_can_be_read(path: Path) -> None:
    for analysis in analyse([path]):
        if analysis.reading.is_map:
            assert too_small(analysis, "a4") == {}


@pytest.mark.parametrize("assertions", [30, 300])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_page_for_a4_of_made_maps_can_be_read(assertions: int, seed: int, tmp_path: Path) -> None:
    assert MADE
    assert MADE.loader
    made = module_from_spec(MADE)
    MADE.loader.exec_module(made)
    (analysis,) = analyse([made.write_map(tmp_path / "made", assertions, seed)])
    assert too_small(analysis, "a4") == {}


def test_nearly_every_page_for_no_paper_can_be_read_on_a4() -> None:
    (analysis,) = analyse([ROOT / "arguments" / "soleimani-strike"])
    small, all_of_them = too_small(analysis, None), pages(analysis, None)
    assert len(small) * 10 <= len(all_of_them) * SMALL_IN_TEN, small


LONG = "argmap: 1\nmap: {title: Long}\nissues: {i: {question: Is it so?, positions: [a0]}}\nassertions:\n" + "".join(
    f"  a{n}: {{text: The assertion called a{n} is made here., premises: [a{n + 1}]}}\n" for n in range(11)
) + "  a11: {text: It is so.}\n"  # fmt: skip


def test_a_line_of_argument_too_long_for_paper_goes_on_where_it_ends(tmp_path: Path) -> None:
    found = [picture for picture in pages(analysed(LONG, tmp_path), "a4") if picture.view == "i"]
    shown = [[card.key for card in picture.cards if not card.away] for picture in found]
    assert [name for part in shown for name in part] == [f"a{n}" for n in range(12)]
    assert all(size(picture) >= LEAST for picture in found)


def test_no_word_changes_the_page_of_an_assertion(tmp_path: Path) -> None:
    long = LONG.replace("is made here", "is made here " * 12).replace("Is it so?", "Is it so? " * 5)
    for page in ("a4", None):
        before, after = (pages(analysed(text, tmp_path), page) for text in (LONG, long))
        assert [[card.key for card in picture.cards] for picture in before] == [
            [card.key for card in picture.cards] for picture in after
        ]


def test_the_estimate_follows_what_is_drawn() -> None:
    (analysis,) = analyse([ROOT / "arguments" / "soleimani-strike"])
    views = [picture for picture in pages(analysis, "a4") if picture.view != "overview"]
    sizes = sorted((printed(picture, "a4"), size(picture)) for picture in views)
    thirds = [sizes[len(sizes) * n // 3 : len(sizes) * (n + 1) // 3] for n in range(3)]
    means = [sum(real for _, real in third) / len(third) for third in thirds]
    assert all(smaller < larger for smaller, larger in pairwise(means))
    within = sum(abs(guess / real - 1) < 0.2 for guess, real in sizes)
    assert within > len(sizes) * 0.8
