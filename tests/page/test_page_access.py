"""The page by keyboard alone, on a phone, for a screen reader: nothing needs a mouse, a large window or sight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import PHONE, Open
from looking import card, details, place, transform


def focused(page: Any) -> str:
    return str(
        page.evaluate(
            "document.activeElement.getAttribute('href') || document.activeElement.id || document.activeElement.tagName"
        )
    )


# -- keyboard


def test_the_whole_way_by_keyboard(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    press = page.keyboard.press
    press("Tab")
    assert page.locator(".skip").evaluate("(link) => link === document.activeElement")
    press("m")
    assert focused(page) == "#/overview/contract"
    press("ArrowDown")
    assert focused(page) in ("#/overview/made", "#/overview/not-made")
    while focused(page) != "#/overview/made":
        press("ArrowLeft")
    press("Enter")
    assert place(page) == "#/contract/made"
    press("m")
    press("d")
    assert focused(page) == "H2"
    press("r")
    assert place(page) == "#/contract/made?reject=made"
    press("a")
    assert place(page) == "#/contract/made?accept=made"
    press("c")
    assert "What changes" in details(page)
    press("u")
    assert place(page) == "#/contract/made"
    press("b")
    assert place(page) == "#/contract/made?trace=below"
    press("h")
    assert place(page) == "#/contract/made?trace=above"
    press("h")
    press("d")
    press("Escape")
    assert focused(page) == "#/contract/made"
    press("Escape")
    assert place(page) == "#/contract"
    press("]")
    assert page.locator("#view-title").inner_text() == "Was there good faith?"
    press("[")
    assert page.locator("#view-title").inner_text() == "Was there a sale?"


def test_enter_on_a_card_opens_its_details_and_escape_comes_back(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    assert place(page) == "#/contract/made"
    assert page.evaluate("document.activeElement.id") == "details"
    page.keyboard.press("Escape")
    assert focused(page) == "#/contract/made"


ARROWS = """async (view) => {
  const arrived = new Promise((done) => addEventListener("hashchange", done, { once: true }));
  if (location.hash !== `#/${view}`) location.hash = `#/${view}`, await arrived;
  const links = [...document.querySelectorAll(".picture.shown a")], canvas = document.getElementById("canvas");
  const ways = links.map((link) => ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].map((key) => {
    link.focus({ preventScroll: true });
    link.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return links.indexOf(document.activeElement);
  }));
  return { ways, boxes: links.map((link) => link.getBoundingClientRect().toJSON()) };
}"""
"""From each card or pill of a view, where each arrow key puts the focus."""
FIRST_MAP = Path(__file__).parents[2] / "renders" / "soleimani-strike" / "index.html"


def reached(ways: list[list[int]], start: int) -> set[int]:
    found, pending = {start}, [start]
    for at in pending:
        pending += [to for to in dict.fromkeys(ways[at]) if to not in found]
        found.update(ways[at])
    return found


def test_arrows_lead_from_every_card_of_the_first_map_to_every_other(open_page: Open) -> None:
    page = open_page(FIRST_MAP)
    views = page.locator("#views a").evaluate_all("(all) => all.map((a) => a.dataset.view)")
    for view in views:
        ways = page.evaluate(ARROWS, view)["ways"]
        everything = set(range(len(ways)))
        assert reached(ways, 0) == everything, view
        back: list[list[int]] = [[at for at, nexts in enumerate(ways) if to in nexts] for to in everything]
        assert reached(back, 0) == everything, view
    assert len(views) > 60


def test_arrows_lead_where_they_point(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    found = page.evaluate(ARROWS, "contract")
    boxes = found["boxes"]
    for box, (up, down, left, right) in zip(boxes, found["ways"], strict=True):
        assert boxes[up]["top"] <= box["top"] <= boxes[down]["top"]
        assert boxes[left]["left"] <= box["left"] or boxes[left]["top"] < box["top"]  # the end of the row before
        assert boxes[right]["left"] >= box["left"] or boxes[right]["top"] > box["top"]


def test_arrows_bring_each_card_into_sight(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract", width=1000, height=600)
    page.keyboard.press("m")
    cards = page.locator(".picture.shown a").count()
    for _ in range(cards):
        page.keyboard.press("ArrowLeft")
    seen = [focused(page)]
    for _ in range(cards - 1):
        page.keyboard.press("ArrowRight")
        seen.append(focused(page))
        transform(page)
        box, canvas = page.evaluate(
            "[document.activeElement, document.getElementById('canvas')].map((e) => e.getBoundingClientRect().toJSON())"
        )
        assert canvas["left"] - 1 <= box["left"] < box["right"] <= canvas["right"] + 1
        assert canvas["top"] - 1 <= box["top"] < box["bottom"] <= canvas["bottom"] + 1
    assert set(seen) == set(
        page.locator(".picture.shown a").evaluate_all("(a) => a.map((e) => e.getAttribute('href'))")
    )
    assert page.locator('.picture.shown a[tabindex="0"]').count() == 1


def test_the_map_moves_and_scales_by_keys(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract", width=1000, height=600)
    page.keyboard.press("m")
    before = transform(page)
    page.keyboard.press("+")
    assert transform(page)[2] > before[2]
    page.keyboard.press("-")
    page.keyboard.press("Shift+ArrowDown")
    assert transform(page)[1] == pytest.approx(before[1] - 90, abs=1)
    page.keyboard.press("0")
    assert transform(page)[2] < before[2]
    page.keyboard.press("1")
    assert transform(page)[2] == pytest.approx(0.85)


def test_search_by_keyboard(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    page.keyboard.press("/")
    page.keyboard.type("offer")
    field = page.locator("#search")
    assert field.input_value() == "offer"
    first = field.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") != first
    assert page.locator('#found [aria-selected="true"]').count() == 1
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert "offer" in page.locator("#details h2").inner_text().lower()
    assert focused(page) == "H2"


def test_filter_views_outline_and_what_if_by_keyboard(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.name") == "party"
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    assert focused(page) == "#/contract"
    page.keyboard.press("w")
    assert page.locator("#try").get_attribute("aria-pressed") == "true"
    page.keyboard.press("w")
    page.keyboard.press("o")
    assert page.locator("#outline").is_visible()
    page.locator("#outline li a").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#outline .toggle").first.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert "/offered" in focused(page)
    page.keyboard.press("ArrowLeft")
    assert "/made" in focused(page)
    page.keyboard.press("ArrowLeft")
    assert page.locator("#outline .toggle").first.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowUp")
    assert focused(page).endswith("/contract")


def test_help_opens_closes_and_turns_single_keys_off(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made")
    page.keyboard.press("?")
    dialog = page.locator("#help")
    assert dialog.is_visible()
    assert dialog.locator("tbody tr").count() > 15
    dialog.locator("input").uncheck()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.keyboard.press("r")
    assert place(page) == "#/contract/made"
    page.locator("#open-help").click()
    dialog.locator("input").check()
    dialog.locator("button").click()
    page.keyboard.press("r")
    assert place(page) == "#/contract/made?reject=made"


def test_keys_do_nothing_while_one_types_or_nothing_is_chosen(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    page.locator("#search").fill("")
    page.keyboard.type("rabo")
    assert page.locator("#search").input_value() == "rabo"
    assert place(page) == "#/contract"
    page.keyboard.press("Escape")
    page.locator("#main").focus()
    page.keyboard.press("r")
    page.locator("#said", has_text="Choose an assertion or an authority first.").wait_for()


# -- phone


def test_on_a_phone_the_outline_comes_first_and_nothing_runs_off_the_side(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, **PHONE)
    assert page.locator("#outline h3").first.is_visible()
    for step in (lambda: page.locator("#as-map").click(), lambda: page.locator("#open-side").click()):
        step()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#views a", has_text="Was there good faith?").click()
    assert not page.locator("#side").is_visible()
    assert page.locator("#view-title").inner_text() == "Was there good faith?"


def test_on_a_phone_details_are_a_sheet_that_leaves_the_card_in_sight(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract", **PHONE)
    card(page, "made").tap()
    sheet = page.locator("#details").bounding_box()
    assert sheet["y"] > 300
    assert sheet["x"] >= 0
    assert sheet["width"] <= 390
    page.wait_for_function("document.getAnimations().length === 0")
    shown = card(page, "made").bounding_box()
    assert shown["y"] + 20 < sheet["y"]
    page.locator("#details .close").tap()
    assert not page.locator("#details").is_visible()
    page.locator("#open-side").tap()
    page.keyboard.press("Escape")
    assert not page.locator("#side").is_visible()


def test_on_a_phone_everything_to_tap_is_large_enough(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made", **PHONE)
    buttons = [button for button in page.locator("button").all() if button.is_visible()]
    sizes = [(box["width"], box["height"]) for button in buttons if (box := button.bounding_box())]
    assert len(sizes) > 8
    assert all(width >= 24 and height >= 24 for width, height in sizes)


# -- screen reader


def test_landmarks_live_region_and_names(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made")
    for role, name in (
        ("banner", None),
        ("main", None),
        ("navigation", "Views"),
        ("complementary", "Details"),
        ("search", None),
    ):
        assert page.get_by_role(role, name=name).count() == 1, role
    assert page.get_by_role("region", name="Map of arguments").count() == 1
    name = "POSITION · LEGAL ASSERTION stands The parties made a contract of sale."
    assert page.get_by_role("link", name=name).get_attribute("aria-description") == "2 open gaps"
    page.locator("#details .suppose button", has_text="Reject").click()
    page.locator("#said", has_text="1 issue outcome").wait_for()
    assert page.locator("#said").get_attribute("aria-live") == "polite"
    assert page.evaluate("document.activeElement.textContent") == "Reject"
