"""Print, dark and light, without script, hostile and small maps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conftest import Open, page_of
from maps_for_tests import analysed
from test_page_html import hostile


def test_print_shows_the_picture_without_its_surroundings(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made", color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator("#side").is_visible()
    assert not page.locator("#zoom-in").is_visible()
    assert page.locator(".picture:visible").count() == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.picture.shown')).transform") == "none"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#details h2").is_visible()


def test_without_script_the_overview_is_there_to_read(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, java_script_enabled=False)
    assert page.locator(".picture .card").first.is_visible()
    assert "need JavaScript" in page.locator(".notice").inner_text()
    assert page.locator("#search").is_hidden()


def test_if_the_script_fails_the_overview_stays(sale_page: Path, tmp_path: Path, browser: Any) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text(sale_page.read_text(encoding="utf-8").replace('id="data"', 'id="lost"'), encoding="utf-8")
    page = browser.new_page()
    page.goto(broken.as_uri())
    page.locator(".notice").wait_for()
    assert page.locator(".picture .card").first.is_visible()
    assert page.locator("#search").is_hidden()
    page.close()


def test_dark_and_light(sale_page: Path, open_page: Open) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page = open_page(sale_page, "/contract", color_scheme=scheme)
        page_colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        card_colour = page.evaluate("getComputedStyle(document.querySelector('.shown .box')).fill")
        colours.append((page_colour, card_colour))
    assert colours[0][0] == "rgb(255, 255, 255)"
    assert all(light != dark for light, dark in zip(*colours, strict=True))


def test_hostile_texts_are_shown_as_they_are(tmp_path: Path, open_page: Open) -> None:
    path = tmp_path / "index.html"
    path.write_text(page_of(hostile(tmp_path)), encoding="utf-8")
    page = open_page(path, "/q/a")
    assert page.locator("#details h2").inner_text().startswith("</script><script>alert(1)</script><!-- ]]>")
    page.evaluate("location.hash = '#/q/constructor'")
    page.locator(".kicker", has_text="exhibit").wait_for()
    page.locator("#as-outline").click()
    page.locator("#expand").click()
    page.locator("#search").fill("alert(1)")
    assert page.locator("#found [role=option]").count() == 4
    assert page.locator("img").count() == 0


def test_a_map_without_issues_and_one_without_anything(tmp_path: Path, open_page: Open) -> None:
    for number, rest in enumerate(("assertions: {a: {text: Alone.}}", "")):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "index.html"
        path.write_text(page_of(analysed(f"argmap: 1\nmap: {{title: Small}}\n{rest}\n", folder)), encoding="utf-8")
        page = open_page(path)
        assert page.locator("h1").inner_text() == "Small"
        page.locator("#as-outline").click()
        page.locator("#as-map").click()
