"""What if: labels, lines and outcomes follow what is supposed, as Python has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Open
from looking import card, details, place, same_as_python, supposed

from argmap.analysis import Analysis
from argmap.drawn import material
from argmap.render.picture import Line
from argmap.render.views import all_views
from argmap.render.xml import xml_id

# -- what if


def test_rejecting_and_accepting_give_the_labels_that_python_gives(
    sale: Analysis, sale_page: Path, open_page: Open
) -> None:
    page = open_page(sale_page, "/contract/code")
    same_as_python(page, sale.evaluation)
    page.locator("#details button", has_text="Reject").click()
    after = supposed(sale, reject=("code",))
    same_as_python(page, after)
    assert after.standings["made"] != sale.evaluation.standings["made"]
    badge = card(page, "made").locator(".changed").text_content()
    assert badge == f"{after.standings['made'].value}, was stands"
    assert page.get_by_role("link", name=badge).count() > 0
    assert card(page, "made").locator(".standing").first.is_hidden()
    page.locator("#said", has_text="What if:").wait_for()
    assert "rejected: Sale Act" in page.locator("#supposed").text_content()
    page.locator("#details button", has_text="Accept").click()
    assert place(page) == "#/contract/code?accept=code"
    same_as_python(page, sale.evaluation)
    page.evaluate("location.hash = '#/contract/weather?accept=forged,mistaken&reject=letter'")
    page.locator("#supposed", has_text="The letter is forged.").wait_for()
    same_as_python(page, supposed(sale, ("forged", "mistaken"), ("letter",)))
    page.locator("#as-written").click()
    same_as_python(page, sale.evaluation)
    assert not page.locator("#supposed").is_visible()
    assert page.locator(".picture.shown .changed").count() == 0


@pytest.mark.parametrize(
    ("accept", "reject"),
    [
        ((), ("code",)),
        (("joke", "mistaken"), ("serious",)),
        (("forged",), ("price-open", "letter")),
        ((), ("made", "not-made")),
    ],
)
def test_every_card_line_and_pill_is_as_python_would_draw_it(
    sale: Analysis, sale_page: Path, open_page: Open, accept: tuple[str, ...], reject: tuple[str, ...]
) -> None:
    after = supposed(sale, accept, reject)
    pictures = {picture.name: picture for picture in all_views(replace(material(sale), evaluation=after))}
    page = open_page(sale_page)
    for name in ("contract", "faith"):
        page.evaluate(f"location.hash = '#/{name}?accept={','.join(accept)}&reject={','.join(reject)}'")
        page.locator(f'.picture.shown[data-view="{name}"]').wait_for()
        prefix = page.evaluate("document.querySelector('.picture.shown .card').id.split('-')[0]")
        classes = {
            identity.removeprefix(f"{prefix}-"): set(words.split())
            for identity, words in page.evaluate(
                "[...document.querySelectorAll('.picture.shown g[id]')].map((g) => [g.id, g.getAttribute('class')])"
            )
        }
        for item in (*pictures[name].lines, *pictures[name].pills):
            label = item.state if isinstance(item, Line) else item.label
            assert label.value in classes[xml_id(item.key)], item
        same_as_python(page, after)


def test_what_changes_is_listed_and_can_be_taken_back(sale: Analysis, sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract?reject=code,letter")
    after = supposed(sale, reject=("code", "letter"))
    moved = [name for name in after.standings if after.standings[name] != sale.evaluation.standings[name]]
    page.locator("#show-changes").click()
    assert f"Standings ({len(moved)})" in details(page)
    assert "Issue outcomes (1)" in details(page)
    assert page.locator('#views .outcome[data-issue="contract"].moved').count() == 1
    page.locator("#supposed button[aria-label='Take back: Sale Act']").click()
    assert place(page) == "#/contract?reject=letter"


def test_in_what_if_mode_a_click_rejects_then_accepts_then_takes_back(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    page.locator("#fit").click()
    page.locator("#try").click()
    assert page.locator("#try").get_attribute("aria-pressed") == "true"
    for expected in ("#/contract?reject=accepted", "#/contract?accept=accepted", "#/contract"):
        card(page, "accepted").click()
        assert place(page) == expected
    page.locator("#try").click()
    card(page, "accepted").click()
    assert place(page) == "#/contract/accepted"


def test_a_scenario_of_the_file(sale: Analysis, sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    page.locator(".scenario", has_text="The old case is no longer followed.").click()
    assert place(page) == "#/overview?accept=mistaken&reject=case"
    page.evaluate("location.hash = '#/without-the-case'")
    page.locator("#view-title", has_text="Without the old case").wait_for()
    under = supposed(sale, ("mistaken",), ("case",))
    same_as_python(page, under)
    assert page.locator(".picture.shown .changed").count() == 0
    page.evaluate("location.hash = '#/without-the-case?reject=code'")
    page.locator("#supposed", has_text="Sale Act").wait_for()
    same_as_python(page, supposed(sale, ("mistaken",), ("case", "code")))


def test_the_reason_gives_way_to_what_weighs_where_a_supposition_bears_on_it(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made?reject=code")
    assert "What is supposed bears on this." in details(page)
    page.evaluate("location.hash = '#/contract/price-open?reject=code'")
    page.locator("#details .reason", has_text="It is presumed (moderate), and nothing opposes it.").wait_for()


def test_an_outcome_that_no_longer_holds_is_struck_out_in_every_picture(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made?reject=made,not-made")
    page.locator(".picture.shown .outcome-now", has_text="no position stands").wait_for()
    struck = page.locator(".picture.shown .subtitle .struck").all_text_contents()
    assert " ".join(struck) == "one position stands"
    page.evaluate("location.hash = '#/overview?reject=made,not-made'")
    outcome = page.locator(".picture.shown .card.moved > .outcome").first
    outcome.wait_for()
    assert outcome.evaluate("(text) => getComputedStyle(text).textDecorationLine") == "line-through"
    page.evaluate("location.hash = '#/contract'")
    page.locator(".picture.shown .struck").wait_for(state="detached")
    assert page.locator(".outcome-now").count() == 0


@pytest.mark.parametrize("view", ["overview", "contract"])
def test_what_is_said_on_a_card_stays_within_the_picture(sale_page: Path, open_page: Open, view: str) -> None:
    page = open_page(sale_page, f"/{view}?reject=made,not-made,offered,accepted,price-open,code")
    page.locator(".picture.shown .changed").first.wait_for()
    outside = page.evaluate(
        "(() => { const all = document.querySelector('.picture.shown svg').getBoundingClientRect(); "
        "return [...document.querySelectorAll('.picture.shown .changed')].map((plate) => plate.getBoundingClientRect())"
        ".filter((box) => box.left < all.left - 1 || box.right > all.right + 1).length; })()"
    )
    assert outside == 0


@pytest.mark.parametrize(
    ("where", "named"),
    [
        ("nonsense", "nonsense"),
        ("/contract?reject=nope", "nope"),
        ("/contract/gone?fold=lost", "gone, lost"),
        ("/contract?accept=seller", "seller"),
    ],
)
def test_a_link_to_what_the_map_does_not_have_says_so(sale_page: Path, open_page: Open, where: str, named: str) -> None:
    page = open_page(sale_page, where)
    line = page.locator("#unknown")
    assert line.text_content() == f"The link names what this map does not have: {named}."
    assert line.is_visible()
    page.locator("#views a", has_text="Overview").click()
    line.wait_for(state="hidden")


def test_no_sentence_about_an_outcome_ends_twice(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made?reject=made")
    assert ".." not in details(page)


def test_the_link_past_the_bar_leads_to_the_map_and_leaves_the_place(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.locator("#main").evaluate("(main) => main === document.activeElement")
    assert place(page) == "#/contract/made"
    assert page.locator("#unknown").is_hidden()
