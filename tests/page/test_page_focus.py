"""The focus is never lost: whatever a key does, the keyboard goes on where the reader was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import PHONE, Open
from looking import card, place

KEYS = ["m", "d", "+", "-", "0", "1", "[", "]", "o", "v", "f", "b", "h", "r", "a", "u", "w", "x", "t", "c", "Escape"]
ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]


def focused(page: Any) -> str:
    """What has the focus: its tag, and where it leads."""
    page.wait_for_timeout(40)
    return str(
        page.evaluate(
            "(({ tagName, isConnected, id }, link) => isConnected ? `${tagName} ${link ?? id}` : 'LOST')"
            "(document.activeElement, document.activeElement.getAttribute('href'))"
        )
    )


def held(page: Any) -> bool:
    """Whether something that can be seen has the focus."""
    page.wait_for_timeout(40)
    return bool(
        page.evaluate("document.activeElement !== document.body && document.activeElement.getClientRects().length > 0")
    )


def on_a_card(page: Any) -> None:
    page.keyboard.press("m")


def in_the_details(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("made an offer")
    page.keyboard.press("Enter")


def on_a_button(page: Any) -> None:
    in_the_details(page)
    page.locator("#details .suppose button").first.focus()


def in_the_outline(page: Any) -> None:
    page.keyboard.press("o")
    page.locator("#outline li a").first.focus()


def in_the_list(page: Any) -> None:
    page.keyboard.press("v")


@pytest.mark.parametrize("start", [on_a_card, in_the_details, on_a_button, in_the_outline, in_the_list])
@pytest.mark.parametrize("at", ["/contract", "/overview?reject=code&trace=below&of=made"])
def test_no_key_loses_the_focus(sale_page: Path, open_page: Open, at: str, start: Any) -> None:
    page = open_page(sale_page, at)
    for key in [*KEYS, *ARROWS]:
        page.evaluate(f"location.hash = '#{at}'")
        page.wait_for_timeout(40)
        page.locator("#view-title").focus()
        start(page)
        assert held(page), start
        page.keyboard.press(key)
        assert held(page), (key, "once")
        page.keyboard.press(key)
        assert held(page), (key, "twice")
        if page.locator("#try").get_attribute("aria-pressed") == "true":
            page.keyboard.press("w")


def test_from_the_overview_the_keyboard_goes_on_in_the_issue(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    view = place(page).split("/")[1]
    assert view != "overview"
    first = focused(page)
    assert first.startswith(f"a #/{view}/")
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith(f"a #/{view}/")
    assert focused(page) != first
    page.go_back()
    page.locator('.picture.shown[data-view="overview"]').wait_for()
    assert focused(page).startswith("a #/overview/")


def test_arrows_lead_into_the_map_from_its_title_and_from_nowhere(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("a #/overview/")
    page.locator("#view-title").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("a #/overview/")


def test_in_the_details_the_focus_stays_on_what_it_was_on(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    in_the_details(page)
    for key in "raubhx":
        page.keyboard.press(key)
        assert focused(page).startswith("H2"), key
    page.locator("#details .suppose button", has_text="Accept").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Accept"


def test_in_the_outline_the_focus_stays_on_its_line(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made?outline")
    page.locator("#outline .toggle").first.click()
    page.locator('#outline li[data-name="offered"] .line a').first.focus()
    before = page.evaluate("document.activeElement.closest('li').dataset.key")
    page.keyboard.press("r")
    assert page.locator("#supposed .chip").count() == 1
    assert page.evaluate("document.activeElement.closest('li').dataset.key") == before


def test_a_card_that_is_folded_away_gives_the_focus_to_one_in_sight(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    card(page, "offered").focus()
    page.evaluate("location.hash = '#/contract?fold=made'")
    page.locator(".picture.shown g.folded").wait_for()
    assert held(page)
    assert "/offered" not in focused(page)


def test_on_a_phone_too(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract", **PHONE)
    in_the_details(page)
    assert held(page)
    page.locator("#details .close").tap()
    assert held(page)
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert held(page)
