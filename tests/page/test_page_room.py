"""How much room the page leaves the map: bars, strips, titles and plates at the sizes of real windows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import PHONE, Open, page_of
from looking import until
from maps_for_tests import analysed

QUESTION = "Was the strike of that day a lawful exercise of the right of self-defence against an armed attack?"
SIZES = [(1440, 900, {}), (1024, 768, {}), (375, 700, PHONE)]
ALL_SUPPOSED = "accept=held&reject=" + ",".join(f"f{n}" for n in range(12))


@pytest.fixture(scope="module")
def wide_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A map with a long question whose picture is much wider than a window."""
    facts = "".join(
        f"  f{n}: {{text: Witness number {n} saw the whole of it from the other bank., kind: factual, "
        f"counters: [c{n}]}}\n  c{n}: {{text: The bank was too far away for witness {n}., kind: factual}}\n"
        for n in range(12)
    )
    text = (
        f"argmap: 1\nmap: {{title: A strike}}\nissues:\n"
        f"  defence: {{question: '{QUESTION}', positions: [held, not-held]}}\n"
        f"assertions:\n  held: {{text: It was., kind: legal, because: ["
        + ", ".join(f"{{premises: [f{n}]}}" for n in range(12))
        + f"], counters: [not-held]}}\n  not-held: {{text: It was not., kind: legal}}\n{facts}"
    )
    folder = tmp_path_factory.mktemp("wide")
    path = folder / "index.html"
    path.write_text(page_of(analysed(text, folder, "wide")), encoding="utf-8")
    return path


def box(page: Any, selector: str) -> dict[str, float]:
    """Where something is in the window."""
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return dict(found)


@pytest.mark.parametrize(("width", "height", "options"), SIZES)
def test_the_bar_above_the_map_is_low_and_its_title_is_wide(
    wide_page: Path, open_page: Open, width: int, height: int, options: dict[str, Any]
) -> None:
    page = open_page(wide_page, "/defence", **({"width": width, "height": height} | options))
    page.set_viewport_size({"width": width, "height": height})
    title, bar, canvas = box(page, "#view-title"), box(page, ".tools"), box(page, "#canvas")
    assert title["width"] >= 250
    assert title["height"] <= 42, "two lines"
    assert bar["height"] <= 92
    assert canvas["y"] <= 0.3 * height
    buttons = page.locator(".bar button:visible, .tools button:visible").evaluate_all(
        "(all) => all.map((one) => [one.scrollWidth - one.clientWidth, one.getBoundingClientRect().right])"
    )
    assert all(over <= 0 and right <= width for over, right in buttons), buttons
    assert title["y"] + title["height"] <= min(box(page, "#previous")["y"], canvas["y"]) or (
        title["x"] + title["width"] <= box(page, "#previous")["x"]
    )


@pytest.mark.parametrize(("width", "height", "options"), SIZES)
def test_what_is_supposed_and_highlighted_take_a_line_each(
    wide_page: Path, open_page: Open, width: int, height: int, options: dict[str, Any]
) -> None:
    page = open_page(
        wide_page, f"/defence?{ALL_SUPPOSED}&trace=below&of=held", **({"width": width, "height": height} | options)
    )
    page.set_viewport_size({"width": width, "height": height})
    assert box(page, "#strips")["height"] <= (90 if width > 1000 else 48)
    assert box(page, "#canvas")["y"] <= 0.36 * height
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_strip_opens(wide_page: Path, open_page: Open) -> None:
    page = open_page(wide_page, f"/defence?{ALL_SUPPOSED}", **PHONE)
    strip = page.locator("#supposed .open-strip")
    assert strip.inner_text().startswith("What if (13): ")
    assert page.locator("#as-written").is_hidden()
    strip.tap()
    assert strip.get_attribute("aria-expanded") == "true"
    assert page.locator("#as-written").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#supposed .chip button").first.tap()
    assert page.locator("#supposed .open-strip").inner_text().startswith("What if (12): ")
    assert page.locator("#as-written").is_visible(), "it stays open"
    page.locator("#as-written").tap()
    assert page.locator("#strips").bounding_box()["height"] == 0


@pytest.mark.parametrize(("width", "height", "options"), SIZES)
def test_a_view_opens_with_its_title_and_its_first_card_in_sight(
    wide_page: Path, open_page: Open, width: int, height: int, options: dict[str, Any]
) -> None:
    page = open_page(wide_page, "/defence", **({"width": width, "height": height} | options))
    page.set_viewport_size({"width": width, "height": height})
    until(page, "!document.querySelector('#canvas').classList.contains('moving')")
    room, title = box(page, "#canvas"), box(page, ".picture.shown text.title")
    first, svg = box(page, ".picture.shown a"), box(page, ".picture.shown svg")
    assert svg["width"] > room["width"] or width > 1024, "or this tells nothing"
    assert room["x"] <= title["x"] <= room["x"] + 60
    assert room["y"] <= title["y"]
    assert room["x"] <= first["x"]
    assert first["x"] + first["width"] <= room["x"] + room["width"]


def test_the_title_goes_along_from_side_to_side_but_not_on_paper(wide_page: Path, open_page: Open) -> None:
    page = open_page(wide_page, "/defence", 1024, 768)
    page.locator("#canvas").hover()
    for _ in range(30):
        page.mouse.wheel(400, 0)
    until(page, "!document.querySelector('#canvas').classList.contains('moving')")
    title, svg, room = box(page, ".picture.shown text.title"), box(page, ".picture.shown svg"), box(page, "#canvas")
    assert svg["x"] + 100 < room["x"], "or this tells nothing"
    assert room["x"] <= title["x"] <= room["x"] + 60
    page.emulate_media(media="print")
    shown = page.locator(".picture.shown text.title").evaluate("(title) => getComputedStyle(title).translate")
    assert shown == "none"


def test_the_overview_opens_smaller_where_that_shows_its_whole_width(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "", 1024, 768)
    svg, room = box(page, ".picture.shown svg"), box(page, "#canvas")
    assert svg["x"] >= room["x"]
    assert svg["x"] + svg["width"] <= room["x"] + room["width"] + 1


PLATES = """(() => {
  const boxes = (list) => [...list].map((one) => [one.textContent, one.getBoundingClientRect()]);
  const drawn = (one) => one.getClientRects().length && getComputedStyle(one).opacity !== "0";
  const seen = (one) => drawn(one) && !one.closest(".changed");
  const apart = (one, other, room) => one.right <= other.left + 1 || other.right <= one.left + 1
    || one.bottom <= other.top + room || other.bottom <= one.top + room;
  const plates = [...document.querySelectorAll(".picture.shown .changed")];
  const texts = boxes([...document.querySelectorAll(".picture.shown text")].filter(seen));
  const found = [];
  for (const plate of plates) {
    const box = plate.getBoundingClientRect(), own = plate.parentElement.querySelector(".box").getBoundingClientRect();
    const inside = box.left >= own.left && box.right <= own.right && box.top >= own.top && box.bottom <= own.bottom;
    if (!inside) found.push(["outside", plate.textContent]);
    for (const [said, text] of texts) if (!apart(box, text, 3)) found.push([said, plate.textContent]);
  }
  return [plates.length, found];
})()"""


@pytest.mark.parametrize("view", ["overview", "defence"])
def test_what_is_said_of_a_supposition_covers_no_text(wide_page: Path, open_page: Open, view: str) -> None:
    for supposed in (ALL_SUPPOSED, "accept=not-held", "reject=held,not-held,c1,c2,c3"):
        page = open_page(wide_page, f"/{view}?{supposed}")
        page.locator(".picture.shown .changed").first.wait_for()
        count, covered = page.evaluate(PLATES)
        assert count
        assert covered == []


def test_what_is_said_of_a_supposition_covers_no_text_in_the_sale(sale_page: Path, open_page: Open) -> None:
    for view in ("overview", "contract", "faith", "who", "sources"):
        page = open_page(sale_page, f"/{view}?reject=made,not-made,offered,accepted,price-open,code,case")
        page.locator("#supposed .chip").first.wait_for()
        assert page.evaluate(PLATES)[1] == [], view


def test_the_legend_learns_a_standing_and_forgets_it(wide_page: Path, open_page: Open) -> None:
    page = open_page(wide_page, "/defence?accept=f0")
    legend = page.locator(".picture.shown g.legend")
    before = {"stands", "contested", "defeated", "not established"} - {
        text.strip() for text in legend.locator("g:not(.legend-now) > text").all_text_contents()
    }
    shown = set(
        page.evaluate(
            "[...document.querySelectorAll('.shown .changed text')].map((one) => one.textContent.split(',')[0])"
        )
    )
    assert shown
    now = set(legend.locator(".legend-now").all_text_contents())
    assert now
    assert now <= before
    inside = page.evaluate(
        "(() => { const all = document.querySelector('.shown svg').getBoundingClientRect(), "
        "one = document.querySelector('.legend-now').getBoundingClientRect(); "
        "return one.right < all.right && one.bottom < all.bottom; })()"
    )
    assert inside
    page.locator("#as-written").click()
    assert legend.locator(".legend-now").count() == 0
