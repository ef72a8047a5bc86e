"""The picture when the window becomes larger or smaller, or a phone is turned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import PHONE, Open
from looking import card, transform


def resized(page: Any, width: int, height: int) -> list[float]:
    """Where the picture is after the window has another size."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(120)
    return transform(page)


def middle(page: Any) -> tuple[float, float]:
    """Which point of the picture is in the middle of the window."""
    x, y, scale = transform(page)
    wide, high = page.evaluate("(({ width, height }) => [width, height])(canvas.getBoundingClientRect())")
    return (wide / 2 - x) / scale, (high / 2 - y) / scale


def test_a_picture_that_was_not_moved_is_placed_as_if_opened_so(sale_page: Path, open_page: Open) -> None:
    for place in ("", "/contract", "/contract/weather"):
        page, small = open_page(sale_page, place), open_page(sale_page, place, 1000, 500)
        assert resized(page, 1000, 500) == pytest.approx(transform(small), abs=1), place


def test_the_whole_stays_the_whole(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    page.locator("#fit").click()
    before = transform(page)
    after = resized(page, 1000, 420)
    assert after[2] < before[2]
    box, canvas = page.evaluate(
        "[document.querySelector('.picture.shown svg'), canvas].map((e) => e.getBoundingClientRect().toJSON())"
    )
    assert canvas["top"] <= box["top"] < box["bottom"] <= canvas["bottom"]
    assert resized(page, 1300, 850) == pytest.approx(before, abs=0.5)


def test_where_the_reader_scaled_by_hand_the_middle_stays(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    for _ in range(4):
        page.locator("#zoom-in").click()
    before, scale = middle(page), transform(page)[2]
    after = resized(page, 1000, 500)
    assert after[2] == scale
    assert middle(page) == pytest.approx(before, abs=1)
    page.locator("#as-outline").click()
    resized(page, 1300, 850)
    page.locator("#as-map").click()
    page.wait_for_timeout(120)
    assert middle(page) == pytest.approx(before, abs=1)
    assert transform(page)[2] == scale


def test_a_turned_phone_keeps_the_card_that_is_looked_at_in_sight(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/offered", **PHONE)
    resized(page, 780, 390)
    box = card(page, "offered").bounding_box()
    top = page.locator("#details").bounding_box()["y"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 780
    assert box["y"] + box["height"] <= top + 1
