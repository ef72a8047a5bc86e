"""A real browser looks at the preview while ids change or are missing: the reader stays with what is renamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from preview_for_tests import MAP, Look, Served, card, looking, served, transform, until, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "argmap.toml").touch()
    (tmp_path / "sale.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path


@pytest.fixture
def preview(project: Path) -> Iterator[Served]:
    with served(project, editor="vscode") as running:
        yield running


@pytest.fixture
def look(browser: Any) -> Iterator[Look]:
    with looking(browser) as looked:
        yield looked


@pytest.mark.parametrize("text", ["It was said in jest.", "It was said in fun."])
def test_what_is_chosen_is_followed_to_its_new_id(project: Path, preview: Served, look: Look, text: str) -> None:
    page = look(f"{preview.url}maps/sale/#/sale/joke?reject=joke")
    card(page, "joke").wait_for()
    for _ in range(3):
        page.locator("#zoom-in").click()
    page.wait_for_timeout(300)
    before, box = transform(page), card(page, "joke").bounding_box()
    write(project, MAP.replace("joke", "no-promise").replace("It was said in jest.", text))
    card(page, "no-promise").wait_for()
    assert page.evaluate("location.hash") == "#/sale/no-promise?reject=no-promise"
    assert page.locator("#details h2").inner_text() == text
    assert card(page, "no-promise").get_attribute("aria-current") == "true"
    assert not page.locator("#unknown").is_visible()
    assert transform(page).split("scale")[1] == before.split("scale")[1]
    now = card(page, "no-promise").bounding_box()
    assert abs(now["x"] + now["width"] / 2 - box["x"] - box["width"] / 2) < 2
    assert abs(now["y"] + now["height"] / 2 - box["y"] - box["height"] / 2) < 2


def test_an_issue_is_followed_to_its_new_id(project: Path, preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/sale/sale")
    card(page, "joke").wait_for()
    for _ in range(3):
        page.locator("#zoom-in").click()
    page.wait_for_timeout(300)
    before = transform(page)
    write(project, MAP.replace("  sale: {", "  purchase: {").replace("issue: sale", "issue: purchase"))
    page.locator('.picture.shown a[href^="#/purchase/"]').first.wait_for()
    assert page.evaluate("location.hash") == "#/purchase/purchase"
    assert page.locator("#details h2").inner_text() == "Was there a sale?"
    assert transform(page).split("scale")[1] == before.split("scale")[1]
    assert not page.locator("#unknown").is_visible()


def test_what_may_be_either_of_two_is_not_followed(project: Path, preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/sale/joke")
    card(page, "joke").wait_for()
    jest = "  jest: {text: It was said in jest., asserted_by: seller, kind: factual}\n"
    both = jest + jest.replace("jest: ", "fun: ")
    write(project, MAP.replace("[joke]", "[jest, fun]").replace(MAP.splitlines(keepends=True)[-1], both))
    card(page, "fun").wait_for()
    assert page.locator("#unknown").inner_text() == "The link names what this map does not have: joke."


def test_an_id_that_is_not_there_any_more_is_no_name(project: Path, preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/sale")
    card(page, "joke").wait_for()
    write(project, MAP.replace("seller: {name: The seller}", "vendor: {name: The seller}"))
    row = page.locator("#live .row", has_text="that does not exist").first
    assert "names a party seller that does not exist" in row.locator("p").first.inner_text()
    assert row.locator("p").first.locator("code").inner_text() == "seller"
    assert row.locator("a[data-thing=joke]").inner_text() == "“It was said in jest”"


def test_the_cause_stands_first(project: Path, preview: Served, look: Look) -> None:
    head, body = MAP.split("assertions:\n")
    (project / "sale.yaml").unlink()
    (project / "loan").mkdir()
    write(project, f"argmap: 1\nassertions:\n{body}", "loan/facts.yaml")
    write(project, head, "loan/map.yaml")
    until(lambda: preview.ask("/maps/loan/")[0] == 200, "the page of the new map")
    page = look(f"{preview.url}maps/loan/#/sale/joke")
    card(page, "joke").wait_for()
    write(project, "", "loan/map.yaml")
    page.locator("body.behind").wait_for()
    rows = page.locator("#live .row.error p:first-child")
    rows.first.wait_for()
    assert rows.first.inner_text() == "The file says nothing."
    assert rows.count() > 1


def test_the_tab_and_the_views_are_named_once_and_in_words(preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/overview/sold")
    card(page, "sold").wait_for()
    assert page.title() == "Overview · A sale"
    shown = page.locator("#details a[data-view]")
    assert shown.all_inner_texts() == ["Was there a sale?", "Overview"]
    shown.first.click()
    assert page.title() == "Was there a sale? · A sale"
