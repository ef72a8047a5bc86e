"""axe-core finds nothing wrong with the page in any of its states, the gallery, the report and the pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import PHONE, Axe, Open
from review_for_tests import findings

from argmap.analysis import Analysis
from argmap.drawn import Drawn
from argmap.render.draw import Drawing
from argmap.render.gallery import GalleryJob
from argmap.render.views import all_views
from argmap.reports import html

STATES = {
    "map": "",
    "assertion": "/contract/made",
    "what if": "/contract/made?reject=code,letter&trace=below",
    "outline": "/faith/honest?outline",
    "authority": "/sources/case",
    "rule": "/contract/sale",
    "issue": "/contract/contract",
    "party": "/who/seller",
    "folded": "/contract?fold=made",
    "scenario": "/without-the-case?accept=joke",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_the_page(sale_page: Path, open_page: Open, axe: Axe, scheme: str, state: str) -> None:
    assert axe(open_page(sale_page, STATES[state], color_scheme=scheme)) == []


@pytest.mark.parametrize("state", ["map", "what if", "outline", "authority"])
def test_the_page_on_a_phone(sale_page: Path, open_page: Open, axe: Axe, state: str) -> None:
    page = open_page(sale_page, STATES[state], **PHONE)
    assert axe(page) == []
    if state == "map":
        page.locator("#open-side").tap()
        assert axe(page) == []


def test_the_help_the_filter_the_search_and_what_changes(sale_page: Path, open_page: Open, axe: Axe) -> None:
    page = open_page(sale_page, "/contract?reject=code")
    page.keyboard.press("f")
    page.locator("#filter select[name=party]").select_option("seller")
    page.locator("#search").fill("the")
    assert axe(page) == []
    page.locator("#search").fill("zebra")
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.locator("#show-changes").click()
    assert axe(page) == []
    for summary in page.locator("#details summary").all():
        summary.click()
    page.locator("#open-help").click()
    assert axe(page) == []


def test_everything_opened(sale_page: Path, open_page: Open, axe: Axe) -> None:
    page = open_page(sale_page, "/contract/made")
    for summary in page.locator("#details summary").all():
        summary.click()
    assert axe(page) == []
    page.locator("#as-outline").click()
    page.locator("#expand").click()
    assert axe(page) == []


def test_axe_sees_what_is_wrong(browser: Any, axe: Axe) -> None:
    page = browser.new_page()
    page.set_content(
        '<html lang="en"><title>x</title><main><h1>x</h1><p style="color:#ccc">pale</p><button></button></main>'
    )
    assert [name for name, _ in axe(page)] == ["button-name", "color-contrast"]
    page.close()


def test_the_page_as_it_is_printed(sale_page: Path, open_page: Open, axe: Axe) -> None:
    page = open_page(sale_page, "/contract/made?reject=code")
    page.emulate_media(media="print")
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_gallery(sale_page: Path, tmp_path: Path, browser: Any, axe: Axe, scheme: str) -> None:
    (tmp_path / "sale").mkdir()
    (tmp_path / "sale" / "index.html").write_bytes(sale_page.read_bytes())
    (tmp_path / "sale" / "overview.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    GalleryJob(tmp_path / "index.html").run()
    assert looked_at(browser, axe, tmp_path / "index.html", scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report(sale: Analysis, tmp_path: Path, browser: Any, axe: Axe, scheme: str) -> None:
    path = tmp_path / "report.html"
    path.write_text(html.report(findings(sale.path)), encoding="utf-8")
    assert looked_at(browser, axe, path, scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pictures(sale: Analysis, tmp_path: Path, browser: Any, axe: Axe, scheme: str) -> None:
    for picture in all_views(Drawn(sale).material):
        path = tmp_path / f"{picture.name}.html"
        frame = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><main><h1>x</h1>'
        )
        path.write_text(f"{frame}{Drawing(picture).svg()}</main></body></html>", encoding="utf-8")
        assert looked_at(browser, axe, path, scheme) == [], picture.name


def looked_at(browser: Any, axe: Axe, path: Path, scheme: str) -> list[tuple[str, list[str]]]:
    """What axe-core finds in a file."""
    page = browser.new_page(color_scheme=scheme)
    try:
        page.goto(path.as_uri())
        return axe(page)
    finally:
        page.close()
