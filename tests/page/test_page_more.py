"""Light and dark by choice, folding, what changes in words, print, and what the details say beyond the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import PHONE, Open, page_of
from looking import card, details, place, things
from maps_for_tests import analysed

SOURCES = """argmap: 1
map: {title: Sources, description: What the page tells of sources.}
parties: {crown: {name: The Crown}}
authorities:
  act: {kind: statute, title: An Act, jurisdiction: Freeland, in_force: {from: 1990, to: 1999-05}, binding: [crown]}
  paper:
    kind: press
    title: A report
    publisher: The Herald
    date: 1998-03-04
    passages: {p. 2: {says: It was raining., quote: Rain fell., checked: {on: 2026-01-05, against: the printed page}}}
  knife: {kind: exhibit, title: A knife, held_by: crown, confidential: true, notes: Bagged.}
  ruling: {kind: judgment, title: A v B, court: High Court, date: 1999, parties: [A, B], forum: the bench}
rules:
  test: {text: A test., elements: {one: The first.}, exceptions: {other: The other.}, burden: crown, tags: [old]}
  split: {text: Two parts., elements: {one: The first.}, burdens: {party: crown, shows: [one]}}
assertions:
  wet:
    text: It rained.
    kind: factual
    on: {from: 1998-03-01, to: 1998-03-04}
    review: {by: AB, on: 2026-02-01}
    confidential: true
    asserted_by: [{party: crown, role: originates}]
    because:
      premises: [cloudy]
      scheme: sign
      warrant: Clouds bring rain.
      notes: A note on the step.
      answers: {link: Clouds nearly always do., sign: cloudy, other-signs: dry}
    authorities: [paper p. 2, {cite: ruling, treatment: applies}]
    counters: [{assertion: dry, notes: Said at once.}]
  cloudy: {text: It was cloudy., kind: factual, status: agreed}
  dry: {text: It was dry., kind: factual, status: rejected}
  heads: {text: One half of a circle., counters: [{assertion: tails, how: undercuts}]}
  tails: {text: The other half., counters: [{assertion: heads, how: undercuts}]}
waivers:
  - {check: unreviewed-authority, at: act, because: Read long ago., by: AB, until: 2099-01-01}
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    path = folder / "index.html"
    path.write_text(page_of(analysed(SOURCES, folder, "sources")), encoding="utf-8")
    return path


# -- details


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("act", ["statute (primary law)", "Jurisdiction\nFreeland", "from 1990 to May 1999", "Binding\nThe Crown"]),
        ("paper", ["Publisher\nThe Herald", "4 March 1998", "It was raining.", "Rain fell.", "Checked 5 January 2026"]),
        ("knife", ["confidential", "Held by\nThe Crown", "Bagged.", "not yet"]),
        ("ruling", ["Court\nHigh Court", "Parties\nA, B", "Before\nthe bench"]),
        ("test", ["Burden\nThe Crown", "Tags\nold", "The other."]),
        ("split", ["The Crown has to show:\none"]),
        ("wet", ["from 1 March 1998 to 4 March 1998", "AB, 1 February 2026", "confidential", "said it first"]),
        ("wet", ["Step: Clouds bring rain.", "A note on the step.", "Said at once.", "applies"]),
        ("wet", ["Critical questions: 2 answered, 2 open"]),
    ],
)
def test_the_details_leave_nothing_out(sources: Path, open_page: Open, thing: str, said: list[str]) -> None:
    page = open_page(sources, thing)
    for words in said:
        assert words in details(page)


SIDES = SOURCES.replace(
    "assertions:",
    "issues:\n  sides: {question: Which half?, positions: [heads, tails], burdens: {party: crown, shows: [heads]}}\n"
    "assertions:",
    1,
)


def test_a_divided_burden_says_who_has_to_show_what(tmp_path: Path, open_page: Open) -> None:
    path = tmp_path / "index.html"
    path.write_text(page_of(analysed(SIDES, tmp_path, "sides")), encoding="utf-8")
    page = open_page(path, "/sides/sides")
    shown = details(page)
    assert "no position stands, and the burden is divided" in shown
    assert "The Crown has to show:" in shown, shown
    assert page.locator("#details dd li li", has_text="One half of a circle.").count() == 1
    assert "burden divided" in page.locator("#views .outcome").first.inner_text()
    page.locator("#details a", has_text="The Crown").click()
    page.locator("#details h2", has_text="The Crown").wait_for()
    assert "Bears the burden of (1)\nWhich half?" in details(page)


def test_an_answer_that_is_out_leaves_its_question_open(sources: Path, open_page: Open) -> None:
    page = open_page(sources, "wet")
    page.locator(".questions summary").click()
    open_ = page.locator(".questions li.open").all_inner_texts()
    assert len(open_) == 2
    assert any("answer that is out" in text and "It was dry." in text for text in open_)
    page.evaluate("location.hash += '?accept=dry'")
    page.locator("#details summary", has_text="3 answered, 1 open").wait_for()


def test_search_finds_passages_and_publishers(sources: Path, open_page: Open) -> None:
    page = open_page(sources)
    for asked in ("it was raining", "herald", "4 march"):
        page.locator("#search").fill(asked)
        page.locator('#found [data-thing="paper"]').wait_for()


def test_the_outline_leaves_out_no_circle_and_says_what_the_map_is_about(sources: Path, open_page: Open) -> None:
    page = open_page(sources, **PHONE)
    assert "What the page tells of sources." in page.locator("#outline").inner_text()
    page.locator("#expand").click()
    names = page.evaluate("[...document.querySelectorAll('#outline li')].map((item) => item.dataset.name)")
    assert set(names) == {"wet", "cloudy", "dry", "heads", "tails"}
    assert "in a circle, shown above" in page.locator("#outline").inner_text()


# -- what changes, in words


def test_what_changes_is_told_in_words_issue_outcomes_first(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/code")
    page.locator("#details button", has_text="Reject").click()
    told = details(page)
    now = "Now no position stands: falls against The buyer, who bears the burden"
    assert now in told
    assert "As written: a position stands: The parties made a contract of sale." in told
    assert told.index(now) < told.index("was stands")
    page.locator("#said", has_text="Was there a sale? Now no position stands").wait_for()
    page.evaluate("location.hash = '#/contract/weather?reject=weather'")
    page.locator("#details", has_text="Nothing: no standing and no outcome hangs on this alone.").wait_for()
    page.locator("#details .close").click()
    assert "What then changes" in details(page)


# -- light and dark


def background(page: Any) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def box(page: Any) -> str:
    return str(page.evaluate("getComputedStyle(document.querySelector('.shown .box')).fill"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_are_the_readers_choice_and_kept(sale_page: Path, open_page: Open, scheme: str) -> None:
    page = open_page(sale_page, "/contract", color_scheme=scheme)
    button, before = page.locator("#theme"), (background(page), box(page))
    assert button.get_attribute("aria-pressed") == str(scheme == "dark").lower()
    button.click()
    after = (background(page), box(page))
    assert all(one != other for one, other in zip(before, after, strict=True))
    for _ in range(20):  # the browser may be a little behind in writing it down
        page.reload()
        page.locator("#details h2").wait_for()
        if (background(page), box(page)) == after:
            break
    assert (background(page), box(page)) == after
    page.emulate_media(media="print")
    assert background(page) == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")
    page.keyboard.press("t")
    assert (background(page), box(page)) == before


# -- folding


def test_folding_puts_away_what_is_only_below_a_card(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made")
    whole = set(things(page, "a:visible"))
    page.locator("#details button", has_text="Fold what is below").click()
    assert place(page) == "#/contract/made?fold=made"
    left = set(things(page, "a:visible"))
    assert "offered" in whole - left
    assert {"made", "not-made", "price-open"} <= left
    assert "folded" in card(page, "made").locator(".folded").text_content()
    assert (
        page.locator(".picture.shown .lines > g:not(.gone)").count() < page.locator(".picture.shown .lines > g").count()
    )
    page.locator("#unfold").click()
    assert place(page) == "#/contract/made"
    assert set(things(page, "a:visible")) == whole
    assert page.locator(".picture.shown .folded").count() == 0


def test_folding_by_keyboard_and_what_is_looked_for_is_never_hidden(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    page.keyboard.press("m")
    page.keyboard.press("x")
    assert place(page) == "#/contract?fold=made"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getClientRects().length") == 1
    page.locator("#search").fill("offer")
    page.locator('#found [data-thing="offered"]').click()
    assert card(page, "offered").is_visible()
    page.evaluate("location.hash = '#/contract/weather'")
    page.locator("#details h2", has_text="It rained").wait_for()
    page.keyboard.press("x")
    page.locator("#said", has_text="Choose a card with something below it first.").wait_for()


def test_a_link_may_fold_what_is_not_there(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/faith?fold=made,nothing,dishonest")
    assert page.locator(".picture.shown a:visible").count() > 2


# -- print


def test_a_broad_picture_is_printed_on_a_broad_page(sale_page: Path, open_page: Open, tmp_path: Path) -> None:
    page = open_page(sale_page, "/contract/made")
    broad = page.evaluate(
        "(({ width, height }) => width > height)(document.querySelector('.shown svg').viewBox.baseVal)"
    )
    assert page.evaluate("document.body.classList.contains('broad')") == broad
    sheets = page.pdf(prefer_css_page_size=True)
    assert sheets.startswith(b"%PDF")
    page.locator("#as-outline").click()
    assert not page.evaluate("document.body.classList.contains('broad')")


# -- at a glance


def test_the_panel_says_first_how_the_issues_end(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    said = page.locator("#details .block", has=page.locator("h3", has_text="How it comes out"))
    assert said.inner_text().splitlines()[-1] == (
        "In 1 of 2 issues a position stands. "
        "Where none does, the issue falls against the party that bears the burden: The buyer (1)."
    )
    page.evaluate("location.hash = '#/overview?reject=made,not-made'")
    page.locator("#details", has_text="In 0 of 2 issues a position stands.").wait_for()
