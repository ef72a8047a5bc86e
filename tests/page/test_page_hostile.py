"""Maps that try to break the page: texts and ids of every sort, nothing at all, gaps everywhere, thousands of cards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Open, page_of
from looking import details, place, until
from maps_for_tests import analysed

from argmap.drawn import Drawn
from argmap.render.draw import Drawing
from argmap.render.page.assemble import page_html
from argmap.render.sheet import Sheet

# Ids that are also names of what every JavaScript object has.
NAMES = ("constructor", "hasownproperty", "valueof", "tostring", "proto", "prototype", "length", "search", "0", "then")
TEXTS = {
    "markup": "</script><svg onload=alert(1)></svg><style>*{display:none}</style>",
    "quotes": "\\\"'`${alert(1)}%%data%%\\\\ &quot; ' \\\" \\u0027",
    "bidi": "\\u202Eevil\\u202C \\u2066x\\u2069 منع استخدام القوة",
    "emoji": "👩‍⚖️🏳️‍🌈 家族 e\\u0301 \\U0001F600",
    "huge": "word " * 4000,
    "long": "x" * 8000,
    "control": "a\\u0001b\\u0000c\\u2028d\\uFEFF",
}


def write(folder: Path, text: str) -> Path:
    path = folder / "index.html"
    path.write_text(page_of(analysed(text, folder)), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", TEXTS)
def test_any_text_is_shown_and_does_nothing(tmp_path: Path, open_page: Open, kind: str) -> None:
    text = f'"{TEXTS[kind]}"'
    map_ = f"""argmap: 1
map: {{title: {text}, description: {text}, forum: {text}, notes: {text}}}
parties: {{p: {{name: {text}, notes: {text}}}}}
authorities:
  s:
    {{kind: exhibit, title: {text}, held_by: {text}, passages: {{p. 1: {{says: {text}, quote: {text}}}}}}}
issues: {{q: {{question: {text}, burden: p, positions: [a]}}}}
assertions:
  a:
    text: {text}
    issue: q
    asserted_by: {{party: p, at: {text}}}
    quote: {text}
    because: {{premises: [b], warrant: {text}, scheme: sign, answers: {{link: {text}}}}}
    authorities: {{cite: s, at: {text}, for: {text}}}
  b: {{text: {text}, notes: {text}}}
"""
    page = open_page(write(tmp_path, map_), "a")
    assert len(details(page)) > 100
    for thing in ("s", "q", "p", "b"):
        page.evaluate(f"location.hash = '#/overview/{thing}'")
        until(page, f"document.querySelector('#details code').textContent === '{thing}'")
    page.locator("#as-outline").click()
    page.locator("#expand").click()
    page.keyboard.press("Escape")
    page.locator("#search").fill("a")
    assert page.locator("#details").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_ids_that_every_object_has(tmp_path: Path, open_page: Open) -> None:
    entries = "".join(
        f"  {name}: {{text: Text {number}., tags: [{name}], premises: [{NAMES[number - 1]}-x]}}\n"
        f"  {name}-x: {{text: Below {number}., status: presumed}}\n"
        for number, name in enumerate(NAMES)
    )
    path = write(tmp_path, f"argmap: 1\nmap: {{title: Names}}\nassertions:\n{entries}")
    page = open_page(path)
    for number, name in enumerate(NAMES):
        page.evaluate(f"location.hash = '#{name}?reject={name}'")
        page.locator("#details h2", has_text=f"Text {number}.").wait_for()
        assert "not established" in details(page) or "defeated" in details(page)
    page.evaluate("location.hash = '#__proto__?reject=__proto__&fold=__proto__'")
    page.locator("#details h2", has_text="Names").wait_for()
    page.locator("#filter summary").click()
    page.locator("#filter select[name=tag]").select_option("constructor")
    assert page.locator("#matches").inner_text().startswith("1 assertion of")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of more than 3,000 cards."""
    folder = tmp_path_factory.mktemp("large")
    lines = [
        f"  a{number}: {{text: Assertion number {number}., premises: [a{2 * number + 1}, a{2 * number + 2}]}}"
        if 2 * number + 2 < 3001
        else f"  a{number}: {{text: Assertion number {number}., status: presumed}}"
        for number in range(3001)
    ]
    analysis = analysed("argmap: 1\nmap: {title: Large}\nassertions:\n" + "\n".join(lines), folder)
    drawn = Drawn(analysis)
    sheet = Sheet(drawn.material, None, list(analysis.graph.assertions), {}, "none")
    sheet.draw()
    path = folder / "index.html"
    path.write_text(page_html(drawn.page, [Drawing(sheet.finished("whole", "Whole", ""))]), encoding="utf-8")
    return path


def drawn(page: Any) -> int:
    return int(page.locator(".picture.shown a:has(.card):not(.culled)").count())


def test_of_a_picture_of_3000_cards_what_is_in_sight_is_drawn(large: Path, open_page: Open) -> None:
    page = open_page(large)
    assert page.locator(".picture.shown .card").count() == 3001
    assert 0 < drawn(page) < 1000
    page.locator("#search").fill("number 2718.")
    page.keyboard.press("Enter")
    assert place(page) == "#/whole/a2718"
    until(page, "document.querySelector('.shown a[aria-current]').getClientRects().length === 1")
    page.keyboard.press("m")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.getClientRects().length") == 1
    assert page.evaluate("document.activeElement.getAttribute('href')") != "#/whole/a2718"
    page.keyboard.press("r")
    page.locator("#supposed", has_text="rejected").wait_for()
    before = drawn(page)
    page.keyboard.press("0")
    until(page, f"document.querySelectorAll('.shown a:not(.culled) > .card').length > {before}")
    assert page.locator(".shown svg.far text").first.is_hidden()
    page.keyboard.press("1")
    until(page, "document.querySelectorAll('.shown a.culled').length > 2000")
    page.emulate_media(media="print")
    assert page.locator(".shown .card text").last.is_visible()


def test_from_afar_cards_are_plain_boxes_that_still_lead_to_their_details(large: Path, open_page: Open) -> None:
    page = open_page(large, "/whole?trace=above&of=a1")
    assert page.locator(".shown .plain:visible").count() == 0
    for _ in range(6):
        page.keyboard.press("-")
    until(page, "document.querySelector('.shown > svg').classList.contains('far')")
    top, other = (page.locator(f'.shown a:has(.card)[href$="/{thing}"]').first for thing in ("a0", "a2"))
    assert top.locator(".card").is_hidden()
    frame = top.locator(".plain .box").bounding_box()
    assert 10 < frame["width"] < 100
    assert [link.evaluate("(link) => getComputedStyle(link).opacity") for link in (top, other)] == ["1", "0.2"]
    page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    assert place(page) == "#/whole/a0?trace=above&of=a1"
    until(page, "!document.querySelector('.shown > svg').classList.contains('far')")
    assert top.locator(".card").is_visible()
    assert page.locator(".shown .plain:visible").count() == 0
