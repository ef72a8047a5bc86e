"""The HTML report in a real browser: it loads nothing, fits a phone, filters, and opens what a link hides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from argmap.reports import html
from tests.review_for_tests import SALE, findings


@pytest.fixture
def page(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.chdir(tmp_path)
    Path("sale.yaml").write_text(SALE, encoding="utf-8")
    Path("report.html").write_text(html.report(findings(Path("sale.yaml"))), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 390, "height": 800})
    opened.said, opened.asked = [], []
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(Path("report.html").absolute().as_uri())
    yield opened
    opened.close()


def cards(page: Any) -> int:
    return int(page.locator("#open .card:visible").count())


def test_it_loads_nothing_and_complains_of_nothing(page: Any) -> None:
    assert page.said == []
    assert [url.rpartition("/")[2] for url in page.asked] == ["report.html"]


def test_it_fits_a_phone(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_it_filters_by_severity_nature_and_words(page: Any) -> None:
    whole = cards(page)
    page.get_by_label("notes").uncheck()
    assert cards(page) == whole - 3
    assert page.locator("output").inner_text() == f"{whole - 3} of {whole} shown"
    page.get_by_label("Words").fill("PINPOINT")
    assert cards(page) == 2
    assert page.locator("#open section:visible").count() == 2
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("!document.querySelector('output').textContent")
    assert cards(page) == whole


def test_a_link_to_what_is_filtered_away_shows_it(page: Any) -> None:
    page.get_by_label("warnings").uncheck()
    link = page.locator("a[href^='#d']").first
    target = page.locator(link.get_attribute("href"))
    assert not target.is_visible()
    link.click()
    target.wait_for(state="visible")


def test_on_paper_there_is_no_filter(page: Any) -> None:
    assert page.locator(".filter").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".filter").is_visible()
    assert cards(page) > 0


def test_dark_and_light_differ(page: Any) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(colours) == 2
