"""Search, filter, highlight, the outline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Open, page_of, sale_text
from looking import card, details, place, standings, things
from maps_for_tests import analysed

from argmap.drawn import material
from argmap.render.views import all_views

# -- search, filter, highlight


@pytest.mark.parametrize(
    ("asked", "kind", "thing"),
    [
        ("nobody laughed", "assertion", "serious"), ("OLD V", "authority", "case"), ("the seller", "party", "seller"),
        ("good fáith?", "issue", "faith"), ("offer acceptance price", "rule", "sale"), ("forg", "assertion", "forged"),
        ("s. 1 needs offer", "rule", "sale"),
    ],
)  # fmt: skip
def test_search_finds_texts_authorities_parties_issues_and_rules(
    sale_page: Path, open_page: Open, asked: str, kind: str, thing: str
) -> None:
    page = open_page(sale_page)
    page.locator("#search").fill(asked)
    option = page.locator(f'#found [data-thing="{thing}"]')
    assert option.locator(".kind").inner_text() == kind
    option.click()
    assert place(page).endswith(f"/{thing}")
    assert not page.locator("#found").is_visible()


def test_search_that_finds_nothing_says_so(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    page.locator("#search").fill("zebra")
    assert page.locator("#found").inner_text() == "Nothing found"
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""


@pytest.mark.parametrize(
    ("choice", "matching"),
    [
        ({"party": "seller"}, {"made", "not-made", "joke", "honest"}),
        ({"issue": "faith"}, {"honest", "dishonest"}),
        ({"tag": "equity"}, {"honest"}),
        ({"legal": True}, {"made", "not-made"}),
        ({"defeated": True}, {"not-made"}),
        ({"defeated": True, "stands": True, "legal": True}, {"made", "not-made"}),
        ({"gaps": True, "issue": "contract"}, {"made", "not-made"}),
    ],
)
def test_filters(sale_page: Path, open_page: Open, choice: dict[str, Any], matching: set[str]) -> None:
    page = open_page(sale_page, "/contract")
    page.locator("#filter summary").click()
    for name, value in choice.items():
        if isinstance(value, str):
            page.locator(f"#filter select[name={name}]").select_option(value)
        else:
            page.locator(f'#filter input[value="{name}"], #filter input[name="{name}"]').check()
    count = "1 assertion" if len(matching) == 1 else f"{len(matching)} assertions"
    assert page.locator("#matches").inner_text() == f"{count} of 12 match"
    dimmed = things(page, "a.off")
    shown = set(standings(page))
    assert set(dimmed) == shown - matching
    page.locator("#as-outline").click()
    listed = page.evaluate(
        "[...document.querySelectorAll('#outline > section > ul > li')].map((item) => item.dataset.name)"
    )
    assert set(listed) == matching
    page.locator("#filter button[type=reset]").click()
    page.locator("#matches", has_text="No filter is set").wait_for()
    page.locator("#as-map").click()
    assert page.locator(".picture.shown a.off").count() == 0


def test_highlight_what_it_rests_on_and_what_hangs_on_it(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made")
    page.locator("#details .traces button", has_text="What it rests on").click()

    def lit() -> set[str]:
        return set(things(page, "a.on"))

    assert {"offered", "accepted", "made"} <= lit()
    assert not {"not-made", "joke", "forged"} & lit()
    page.evaluate("location.hash = '#/contract/offered?trace=above'")
    page.locator("#details h2", has_text="The seller made an offer.").wait_for()
    assert "made" in lit()
    assert "accepted" not in lit()
    assert place(page) == "#/contract/offered?trace=above"
    page.locator("#details .traces button", has_text="What hangs on it").click()
    assert lit() == set()


def test_a_highlight_goes_on_in_other_pictures_and_in_the_outline_until_it_is_cleared(
    sale_page: Path, open_page: Open
) -> None:
    page = open_page(sale_page, "/contract/offered")
    page.locator("#details .traces button", has_text="What hangs on it").click()
    strip = page.locator("#highlighted")
    assert "what hangs on “The seller made an offer”: 4 assertions, 2 of them in full" in strip.inner_text()
    assert page.locator('#views a[data-view="faith"] .count').inner_text() == "2"
    page.locator('#views a[data-view="faith"]').click()
    assert place(page) == "#/faith/faith?trace=above&of=offered"
    assert {"honest", "made"} <= set(things(page, "a.on"))
    assert "weather" not in things(page, "a.on")
    assert card(page, "made").locator(".further").text_content() == "1 more highlighted"
    assert page.locator("#said", has_text="Details: Was there good faith?").count() == 1
    page.locator("#as-outline").click()
    marked = page.locator("#outline .line.on a").all_inner_texts()
    assert marked == [
        "The parties made a contract of sale.",
        "No contract was made.",
        "The seller acted in good faith.",
    ]
    assert "highlighted below" in page.locator("#outline li", has_text="The seller acted").inner_text()
    page.locator("#expand-lit").click()
    assert "The seller made an offer." in page.locator("#outline .line.on a").all_inner_texts()
    assert "highlighted below" not in page.locator('#outline li[data-name="honest"] > .line').first.inner_text()
    page.locator("#end-highlight").click()
    assert place(page) == "#/faith/faith?outline"
    assert not strip.is_visible()
    assert page.locator("#outline .line.on, #views .lit").count() == 0
    page.locator("#as-map").click()
    assert page.locator(".picture.shown :is(.on, .further)").count() == 0


def test_a_picture_without_anything_highlighted_is_not_dimmed(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/sources?trace=above&of=offered")
    assert page.locator(".picture.shown > svg.traced").count() == 0
    assert "4 assertions, none of them in full in this picture" in page.locator("#highlighted").inner_text()
    page.locator("#main").focus()
    page.keyboard.press("Escape")
    assert place(page) == "#/sources"


def test_a_link_that_highlights_what_is_not_there_says_so(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract?trace=below&of=nothing")
    assert "nothing" in page.locator("#unknown").inner_text()
    assert page.locator(".picture.shown > svg.traced").count() == 0


def test_search_begins_anew_when_it_is_opened_again(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    for asked in ("laughed", "forged"):
        page.keyboard.press("/")
        page.keyboard.type(asked)
        assert page.locator("#search").input_value() == asked
        page.keyboard.press("Enter")
        assert asked in page.locator("#details h2").inner_text()


# -- outline, print, without script


def test_a_filtered_outline_lists_premises_under_their_issue(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract?outline")
    whole = page.locator("#outline h3").all_inner_texts()
    assert "Outside the issues" not in whole
    page.locator("#filter summary").click()
    page.locator('#filter input[value="factual"]').check()
    assert page.locator("#outline h3").all_inner_texts() == whole
    first = page.locator("#outline section", has_text="Was there a sale?")
    assert first.locator('li[data-name="offered"]').count() == 1


def test_an_outline_that_is_printed_fills_its_sheets(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract?outline")
    page.locator("#expand").click()
    sheets = page.pdf(format="A5", landscape=True).count(b"/Type /Page\n")
    page.emulate_media(media="print")
    high = page.evaluate("document.querySelector('#outline').scrollHeight")
    assert 1 <= sheets <= high / (148 - 24) * 25.4 / 96 + 2.5


def test_the_outline_expands_collapses_and_leads_to_details(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    page.locator("#as-outline").click()
    assert not page.locator("#canvas").is_visible()
    assert page.locator("#outline h3").all_inner_texts() == ["Was there a sale?", "Was there good faith?"]
    assert page.locator("#outline li").count() == 3
    page.locator("#outline .toggle").first.click()
    assert "premise of argument 1 · offer" in page.locator("#outline").inner_text()
    page.locator("#expand").click()
    names = set(page.evaluate("[...document.querySelectorAll('#outline li')].map((item) => item.dataset.name)"))
    assert len(names) == 12
    page.locator("#outline li a", has_text="Nobody laughed.").first.click()
    assert place(page).endswith("/serious?outline")
    assert page.locator("#details h2").inner_text() == "Nobody laughed."
    page.locator("#collapse").click()
    assert page.locator("#outline li").count() == 3
    page.locator("#as-map").click()
    assert page.locator("#canvas").is_visible()


def test_the_outline_follows_what_is_supposed(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract?outline&reject=code,letter")
    assert "was stands" in page.locator("#outline li", has_text="The parties made a contract").first.inner_text()


def test_what_a_counter_is_set_against_hangs_on_it(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/faith/dishonest")
    button = page.locator("#details .traces button", has_text="What hangs on it")
    assert button.text_content() == "What hangs on it (1)"
    button.click()
    assert {"honest", "dishonest"} <= set(things(page, "a.on"))
    page.evaluate("location.hash = '#/contract/joke'")
    page.locator("#details h2", has_text="The offer was a joke.").wait_for()
    assert page.locator("#details .traces button", has_text="What hangs on it").is_enabled()


def test_further_pages_are_named_by_their_first_assertion(tmp_path: Path, open_page: Open) -> None:
    facts = "".join(f"  f{n}: {{text: Witness number {n} saw it., kind: factual, issue: i}}\n" for n in range(90))
    held = ", ".join(f"f{n}" for n in range(90))
    text = (
        "argmap: 1\nmap: {title: T}\nissues: {i: {question: Was it seen?, positions: [seen]}}\n"
        f"assertions:\n  seen: {{text: It was seen., kind: factual, issue: i, premises: [{held}]}}\n{facts}"
        + "".join(f"  g{n}: {{text: Cause {n} holds., kind: factual, issue: i, premises: [f{n}]}}\n" for n in range(90))
    )
    path = tmp_path / "index.html"
    path.write_text(page_of(analysed(text, tmp_path, "seen")), encoding="utf-8")
    page = open_page(path)
    names = page.locator("#views a.further").all_text_contents()
    assert names
    for number, name in enumerate(names, 2):
        assert re.fullmatch(
            rf"… page {number}: ((Witness number|Cause) \d+ (saw it|holds)|more on: It was seen)", name
        ), name
    lines = page.locator("#views a.further")
    assert not lines.first.is_visible(), "pages are listed of the issue that is looked at"
    assert f"{len(names) + 1}\xa0pages" in page.locator('#views .outcome[data-issue="i"]').inner_text()
    page.locator('#views a[data-view="i"]').click()
    assert lines.first.is_visible()


def of_gaps(text: str, folder: Path, open_page: Open) -> Any:
    """The page of a map at the view of what has gaps and is no assertion."""
    path, analysis = folder / "index.html", analysed(text + "  open: {show: gaps}\n", folder, "sale")
    path.write_text(page_of(analysis), encoding="utf-8")
    pictures = [picture for picture in all_views(material(analysis)) if picture.view == "open"]
    return open_page(path, f"/{pictures[-1].name}")


def test_whatever_has_gaps_leads_to_its_details(tmp_path: Path, open_page: Open) -> None:
    page = of_gaps(sale_text(), tmp_path, open_page)
    for thing, gap in (("faith", "states no proof standard"), ("code", "nobody has checked its entry")):
        card(page, thing).click()
        assert place(page).endswith(f"/{thing}")
        assert gap in details(page)
        page.go_back()


def test_the_card_of_the_map_leads_to_what_is_said_of_it(tmp_path: Path, open_page: Open) -> None:
    page = of_gaps(sale_text().replace(", as_of: 2026-01-31", ""), tmp_path, open_page)
    shown = place(page)
    card(page, "faith").click()
    assert "About this map" not in details(page)
    page.locator(".picture.shown a:has(.card.map)").click()
    assert place(page) == shown
    assert "About this map" in details(page).replace("ABOUT THIS MAP", "About this map")
