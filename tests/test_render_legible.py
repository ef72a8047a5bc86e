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
from argmap.render.sheet import Sheet
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


TWICE = """
argmap: 1
map: {title: A sale}
rules: {sale: {text: A sale needs both., elements: {offer: An offer was made., acceptance: It was accepted.}}}
issues: {i: {question: Was there a sale?, positions: [made]}, j: {question: Was there a deed?, positions: [deed]}}
assertions:
  made: {text: There was a sale., issue: i, because: [{rule: sale, premises: {offer: deed, acceptance: deed}}]}
  deed: {text: Both signed a deed., issue: j}
"""


def test_what_meets_two_elements_has_one_card_with_a_line(tmp_path: Path) -> None:
    analysis = analysed(TWICE, tmp_path)
    assert analysis.reading.sound
    for shares in (False, True):
        sheet = Sheet(material(analysis), "i", ["made"], {"deed": "j"})
        sheet.shares = shares
        sheet.draw(("made",))
        picture = sheet.finished("i", "", "")
        cards = [card.key for card in picture.cards if card.about == "deed"]
        assert cards == ["deed"]
        assert [line.lower for line in picture.lines if line.role == "premise"] == cards


SHARED = """
argmap: 1
map: {title: Shared}
issues:
  i: {question: Is it so?, positions: [yes, no]}
  j: {question: What else?, positions: [ground, attack, reply]}
assertions:
  yes:
    text: It is so.
    issue: i
    because:
      - {premises: [ground], scheme: sign, counters: [{assertion: attack, counters: [reply]}]}
      - {premises: [ground], scheme: analogy, counters: [{assertion: attack, counters: [reply]}]}
    counters: [no]
  no:
    text: It is not so.
    issue: i
    because: [{premises: [reply], scheme: sign, counters: [ground]}]
  ground: {text: There is a ground., issue: j}
  attack: {text: It proves nothing., issue: j}
  reply: {text: It proves much., issue: j}
"""


def test_what_hangs_on_one_assertion_twice_is_one_card(tmp_path: Path) -> None:
    found = {picture.name: picture for picture in pages(analysed(SHARED, tmp_path), None)}["i"]
    away = sorted(card.about for card in found.cards if card.away)
    assert away == ["attack", "ground", "ground", "reply", "reply"], "once below each position"
    (mark,) = [pill.key for pill in found.pills if pill.role == "counter"]
    assert [line.upper for line in found.lines if line.lower == mark] == ["yes/argument-1", "yes/argument-2"]
    assert {line.about for line in found.lines if line.lower == mark} == {
        "yes/argument-1/counter-1",
        "yes/argument-2/counter-1",
    }


def test_what_is_not_countered_alike_keeps_a_mark_of_its_own(tmp_path: Path) -> None:
    text = SHARED.replace(
        "scheme: analogy, counters: [{assertion: attack, counters: [reply]}]",
        "scheme: analogy, counters: [{assertion: attack, counters: [ground]}]",
    )
    found = {picture.name: picture for picture in pages(analysed(text, tmp_path), None)}["i"]
    assert len([pill.key for pill in found.pills if pill.role == "counter"]) == 2
    assert sum(card.about == "attack" for card in found.cards) == 1
