"""Views that are lists, and broad arguments: divided into pages that can be read, with nothing lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from maps_for_tests import analysed

from argmap.model.values import Paper
from argmap.render.draw import Drawing
from argmap.render.files import Job
from argmap.render.picture import Picture
from argmap.render.sheet import Material
from argmap.render.sheets import LEAST, Content, sheet_for
from argmap.render.views import all_views

ISSUES = "argmap: 1\nmap: {title: Many}\nissues:\n"
ISSUES += "".join(
    f"  i{n}: {{question: Is question {n} answered as it should be?, positions: [p{n}]}}\n" for n in range(90)
)
ISSUES += "assertions:\n"
ISSUES += "".join(f"  p{n}: {{text: It is answered as it should be., issue: i{n}}}\n" for n in range(90))
LISTS = "argmap: 1\nmap: {title: Many}\nparties: {buyer: {name: The buyer}}\n"
LISTS += "views: {sources: {show: authorities}, time: {show: chronology}, who: {show: parties}, open: {show: gaps}}\n"
LISTS += (
    "issues: {i: {question: Is it so?, positions: [" + ", ".join(f"p{n}" for n in range(60)) + "]}}\nauthorities:\n"
)
LISTS += (
    "".join(f"  c{n}: {{kind: statute, title: Act {n}, jurisdiction: Freeland}}\n" for n in range(150))
    + "assertions:\n"
)
LISTS += "".join(
    f"  p{n}: {{text: It is so in case {n}., kind: factual, on: 2001-01-{n % 28 + 1:02}, asserted_by: buyer, "
    f"authorities: [c{n} s. 1]}}\n"
    for n in range(150)
)


def views(text: str, folder: Path, page: Paper | None = None) -> list[Picture]:
    analysis = analysed(text, folder)
    return all_views(Material(analysis.graph, analysis.evaluation, page=page))


def size(picture: Picture) -> tuple[float, float]:
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', Drawing(picture).svg())
    assert box is not None
    return float(box[1]), float(box[2])


@pytest.mark.parametrize("page", [None, "a4", "a3"])
@pytest.mark.parametrize(
    ("text", "view", "things"),
    [(ISSUES, "overview", 180), (LISTS, "sources", 150), (LISTS, "time", 150), (LISTS, "who", 150)],
)
def test_lists_are_divided_so_that_they_can_be_read(
    tmp_path: Path, text: str, view: str, things: int, page: Paper | None
) -> None:
    pages = [picture for picture in views(text, tmp_path, page) if picture.view == view]
    assert len(pages) > 1
    assert pages[1].subtitle.startswith(f"page 2 of {len(pages)}")
    shown = [card.about for picture in pages for card in picture.cards if card.about != "buyer"]
    shown += [chip for picture in pages for card in picture.cards if card.about == "buyer" for chip in card.items]
    assert len(shown) == len(set(shown)) == things, "everything, once"
    keys = [{card.key for card in picture.cards} for picture in pages]
    assert all(
        {line.upper, line.lower} <= own for picture, own in zip(pages, keys, strict=True) for line in picture.lines
    )
    for picture in (pages[0], pages[-1]):
        wide, high = size(picture)
        assert sheet_for(Content(wide, high), page or "a4").text >= LEAST * 0.9


def test_a_short_overview_stays_one_page(tmp_path: Path) -> None:
    short = ISSUES.split("  i12:")[0] + "assertions:\n"
    short += "".join(f"  p{n}: {{text: It is answered as it should be., issue: i{n}}}\n" for n in range(12))
    assert [picture.name for picture in views(short, tmp_path) if picture.view == "overview"] == ["overview"]


def test_an_overview_of_the_file_takes_the_place_of_all_pages(tmp_path: Path) -> None:
    text = ISSUES.replace("assertions:", "views: {overview: {focus: p1}}\nassertions:")
    assert [picture.name for picture in views(text, tmp_path) if picture.view == "overview"] == ["overview"]


def test_many_premises_of_one_argument_stand_in_columns_on_several_pages(tmp_path: Path) -> None:
    names = [f"p{number}" for number in range(200)]
    text = (
        f"argmap: 1\nmap: {{title: Broad}}\nassertions:\n  top: {{text: So it is., premises: [{', '.join(names)}]}}\n"
    )
    text += "".join(f"  {name}: {{text: It is so., kind: factual}}\n" for name in names)
    for page in (None, "a4"):
        picture = views(text, tmp_path, page)[0]
        wide, high = size(picture)
        assert 0.5 < wide / high < 2.6
        assert Job(Drawing(picture), tmp_path / "map.svg", "svg").run() == []


def test_an_issue_with_very_many_positions_has_several_cards(tmp_path: Path) -> None:
    text = LISTS.replace("views: {", "views: {all: {show: issues}, ")
    pages = [picture for picture in views(text, tmp_path) if picture.view == "overview"]
    cards = [card for picture in pages for card in picture.cards]
    assert sorted(card.about for card in cards if card.shade != "issue") == sorted(f"p{n}" for n in range(60))
    assert [card.heading for card in cards if card.about == "i"][:2] == ["Issue", "Issue, card 2"]
    assert max(size(picture)[0] for picture in pages) < 1700


def test_an_authority_cited_very_often_has_several_cards(tmp_path: Path) -> None:
    text = "argmap: 1\nmap: {title: Many}\nviews: {sources: {show: authorities}}\n"
    text += "authorities: {act: {kind: statute, title: The Act, jurisdiction: Freeland}}\nassertions:\n"
    text += "".join(f"  p{n}: {{text: It is so in case {n}., authorities: [act s. {n}]}}\n" for n in range(300))
    pages = [picture for picture in views(text, tmp_path) if picture.view == "sources"]
    chips = [item.text for picture in pages for card in picture.cards for item in card.items]
    assert chips == [f"s. {n}: It is so in case {n}" for n in range(300)]
    assert pages[0].cards[1].heading.endswith(", card 2")
    assert "1 authority · 300 citations" in pages[0].subtitle
    assert max(max(size(picture)) for picture in pages) < 1900
