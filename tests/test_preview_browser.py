"""A real browser looks at the preview while files are edited: it keeps up, and leaves the reader where they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from preview_for_tests import MAP, Look, Served, card, looking, served, transform, until, write

from argmap.preview.server import listen


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


def test_a_save_is_seen_and_the_reader_stays(project: Path, preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/sale/joke")
    card(page, "joke").wait_for()
    for _ in range(3):
        page.locator("#zoom-in").click()
    page.wait_for_timeout(300)
    before, box = transform(page), card(page, "joke").bounding_box()
    write(project, MAP.replace("in jest", "in fun"))
    page.locator(".picture.shown", has_text="in fun").wait_for()
    assert page.evaluate("location.hash") == "#/sale/joke"
    assert page.locator("#details h2").inner_text() == "It was said in fun."
    assert card(page, "joke").get_attribute("aria-current") == "true"
    assert transform(page).split("scale")[1] == before.split("scale")[1]
    now = card(page, "joke").bounding_box()
    assert abs(now["x"] + now["width"] / 2 - box["x"] - box["width"] / 2) < 2
    assert abs(now["y"] + now["height"] / 2 - box["y"] - box["height"] / 2) < 2


def test_broken_then_mended(project: Path, preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/sale")
    card(page, "joke").wait_for()
    write(project, MAP.replace("assertions:", "assertions"))
    page.locator("body.behind").wait_for()
    assert page.locator("#live .live-state").inner_text().startswith("Not drawn: 1 error. The map is shown as it was")
    row = page.locator("#live .row").first
    assert row.locator("mark").inner_text() == "assertions"
    assert card(page, "joke").is_visible()
    assert page.evaluate("Number(getComputedStyle(document.querySelector('.picture.shown')).opacity)") < 0.6
    write(project, MAP.replace("in jest", "in fun"))
    page.locator("body:not(.behind)").wait_for()
    page.locator(".picture.shown", has_text="in fun").wait_for()


def test_a_breakdown_of_ours_is_told_and_asked_for_once(
    project: Path, preview: Served, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = browser.new_page()  # the browser itself says of every such answer that it is one
    page.goto(f"{preview.url}maps/sale/#/sale")
    card(page, "joke").wait_for()

    def broken(_: object) -> str:
        raise ValueError("something of ours")

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    monkeypatch.setattr("argmap.render.draw.Drawing.svg", broken)
    write(project, MAP.replace("in jest", "in fun"))
    page.locator("#live", has_text="something of ours").wait_for()
    page.wait_for_timeout(1000)
    pictures = [url for url in asked if "/pictures/" in url]
    assert len(pictures) == len(set(pictures)) <= 2
    assert card(page, "joke").is_visible()
    page.close()


def test_many_saves_quickly(project: Path, preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/sale")
    card(page, "joke").wait_for()
    for number in range(40):
        write(project, MAP.replace("in jest", f"in jest {number}" if number % 3 else "in: [jest"))
    write(project, MAP.replace("in jest", "for the last time"))
    page.locator(".picture.shown", has_text="for the last time").wait_for()
    page.locator("body:not(.behind)").wait_for()
    assert page.locator(".picture.shown").count() == 1


def test_a_place_leads_to_the_editor(project: Path, preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/sale/joke")
    link = page.locator("#details a.place").first
    assert link.get_attribute("href") == f"vscode://file/{(project / 'sale.yaml').as_posix().lstrip('/')}:14"


def test_a_map_that_comes_is_listed(project: Path, preview: Served, look: Look) -> None:
    write(project, MAP.replace("A sale", "A loan"), "loan.yaml")
    until(lambda: len(preview.atlas.charts) == 2)
    page = look(preview.url)
    page.locator("h2", has_text="A loan").wait_for()
    write(project, MAP.replace("A sale", "A lease"), "lease.yaml")
    page.locator("h2", has_text="A lease").wait_for()
    write(project, "argmap: 1\nmap: {title: A lease}\nassertion: {}\n", "lease.yaml")
    page.locator("li", has_text="Not drawn: 1 error").wait_for()
    (project / "lease.yaml").unlink()
    page.locator("li", has_text="lease").wait_for(state="detached")
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    page.wait_for_timeout(400)
    assert len(loads) <= 1
    assert page.locator("li").count() == 2


def test_what_is_supposed_and_filtered_stays(project: Path, preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/sale/sold?reject=offered")
    card(page, "sold").wait_for()
    page.locator("#filter summary").click()
    page.locator('#filter input[value="factual"]').check()
    assert "offered" in page.evaluate("location.hash")
    write(project, MAP.replace("in jest", "in fun"))
    page.locator("#outline, .picture.shown", has_text="in fun").first.wait_for()
    assert page.evaluate("location.hash") == "#/sale/sold?reject=offered"
    assert page.locator("#supposed .chip").count() == 1
    assert page.locator('#filter input[value="factual"]').is_checked()
    assert page.locator(".picture.shown a.off").count() > 0
    assert page.locator("#details .standing").first.inner_text() == "not established"


def test_a_view_that_goes_and_one_that_comes(project: Path, preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/sale")
    card(page, "joke").wait_for()
    write(project, MAP.replace("  sale: {", "  purchase: {").replace("issue: sale", "issue: purchase"))
    page.locator('#views a[data-view="purchase"]').wait_for()
    assert page.locator('#views a[data-view="sale"]').count() == 0
    page.locator('#views a[data-view="purchase"]').click()
    card(page, "joke").wait_for()
    assert page.evaluate("location.hash").startswith("#/purchase")


def test_gaps_stand_beside_and_lead_to_what_they_are_about(preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/overview")
    row = page.locator("#live .row", has_text="is a fact without evidence").first
    row.locator("a[data-thing=joke]").click()
    assert page.evaluate("location.hash") == "#/sale/joke"
    assert row.locator("a.place").get_attribute("href").endswith("sale.yaml:14")
    page.keyboard.press("Escape")
    page.locator("#live button").click()
    assert not page.locator("#live-list").is_visible()
    page.keyboard.press("g")
    assert page.locator("#live-list").is_visible()
    assert page.evaluate("document.activeElement.id") == "live-list"


def test_keys_before_the_picture_has_come(preview: Served, look: Look) -> None:
    page = look(f"{preview.url}maps/sale/#/overview")
    page.locator(".picture.shown a").first.wait_for()
    page.route("**/pictures/**", lambda _: None)  # it never comes
    page.goto(f"{preview.url}maps/sale/#/sale/joke")
    page.reload()
    page.locator("#details h2", has_text="It was said in jest.").wait_for()
    assert page.locator(".picture svg").count() == 0
    for key in ("d", "Escape", "ArrowRight", "m", "ArrowDown", "0", "h", "Escape", "x", "b"):
        page.keyboard.press(key)


def test_a_preview_that_ends_says_so_and_one_that_begins_anew_goes_on(project: Path, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    place = listen("127.0.0.1", 0)
    port = place.socket.getsockname()[1]
    place.socket.close()
    with served(project, port=port) as first:
        page.goto(f"{first.url}maps/sale/#/sale")
        card(page, "joke").wait_for()
    page.locator("#live", has_text="The preview has stopped").wait_for()
    assert card(page, "joke").is_visible()
    write(project, MAP.replace("in jest", "in fun"))
    with served(project, port=port):
        page.locator(".picture.shown", has_text="in fun").wait_for()
        page.locator("#live", has_text="Current").wait_for()
        context.close()


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("width", [1300, 400])
def test_nothing_bars_a_reader_with_other_means(
    project: Path, preview: Served, browser: Any, broken: bool, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{preview.url}maps/sale/#/sale/joke")
    page.locator(".picture.shown a").first.wait_for(state="attached")
    if broken:
        write(project, MAP.replace("premises: [offered]", "premises: [offred]"))
        page.locator("body.behind").wait_for()
    page.wait_for_timeout(300)
    found = axe.run(page)
    context.close()
    assert not found.response["violations"], found.generate_report()


def test_the_list_of_maps_is_accessible(project: Path, preview: Served, browser: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    write(project, MAP.replace("A sale", "A loan").replace("assertions:", "assertion:"), "loan.yaml")
    until(lambda: len(preview.atlas.charts) == 2)
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for address in ("", "maps/loan/"):
        page.goto(f"{preview.url}{address}")
        found = axe.run(page)
        assert not found.response["violations"], found.generate_report()
    context.close()
