"""Finding one's way in the page: views, cards, links, moving about; and what the details say."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Open
from looking import card, details, place, transform

# -- finding one's way


def test_it_opens_on_the_overview(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    assert page.locator("#view-title").inner_text() == "Overview"
    assert page.locator(".picture:visible").count() == 1
    assert "About this map" in details(page)
    assert [text.split("\n")[0] for text in page.locator("#views a").all_inner_texts()][:3] == [
        "Overview", "Was there a sale?", "Was there good faith?",
    ]  # fmt: skip


def test_a_position_in_the_overview_leads_into_its_issue(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    card(page, "made").click()
    assert place(page) == "#/contract/made"
    assert page.locator("#view-title").inner_text() == "Was there a sale?"
    assert card(page, "made").get_attribute("aria-current") == "true"
    page.go_back()
    assert page.locator("#view-title").inner_text() == "Overview"


def test_an_away_card_leads_to_where_it_is_shown_in_full(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/faith")
    assert card(page, "made").locator(".away").count() == 1
    card(page, "made").click()
    assert place(page) == "#/contract/made"


def test_views_by_list_and_by_the_arrows_beside_the_title(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    page.locator("#views a", has_text="Was there good faith?").click()
    assert place(page).startswith("#/faith")
    assert page.locator('#views a[aria-current="page"]').inner_text().startswith("Was there good faith?")
    page.locator("#previous").click()
    assert page.locator("#view-title").inner_text() == "Was there a sale?"
    page.locator("#next").click()
    assert page.locator("#view-title").inner_text() == "Was there good faith?"
    page.locator("#open-side").click()
    assert not page.locator("#views").is_visible()


@pytest.mark.parametrize(
    ("link", "view", "heading"),
    [
        ("offered", "Was there a sale?", "The seller made an offer."),
        ("faith", "Was there good faith?", "A sale"),
        ("/faith/honest", "Was there good faith?", "The seller acted in good faith."),
        ("/contract/code", "Was there a sale?", "Sale Act"),
        ("seller", "", "The seller"),
        ("sale", "", "sale"),
        ("no-such-thing", "Overview", "A sale"),
        ("/no-such-view/offered", "Was there a sale?", "The seller made an offer."),
        ("%E0%A4%A", "Overview", "A sale"),
        ("constructor", "Overview", "A sale"),
    ],
)
def test_deep_links(sale_page: Path, open_page: Open, link: str, view: str, heading: str) -> None:
    page = open_page(sale_page, link)
    assert page.locator("#details h2").inner_text() == heading
    if view:
        assert page.locator("#view-title").inner_text() == view


def test_zoom_fit_drag_and_wheel(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    x, y, k = transform(page)
    page.locator("#zoom-in").click()
    assert transform(page)[2] == pytest.approx(k * 1.25)
    page.locator("#zoom-out").click()
    assert transform(page) == pytest.approx([x, y, k], abs=0.5)
    page.locator("#fit").click()
    x, y, k = transform(page)
    picture, canvas = (page.locator(name).bounding_box() for name in (".shown svg", "#canvas"))
    assert picture["width"] <= canvas["width"]
    assert picture["height"] <= canvas["height"] + 1
    page.mouse.move(canvas["x"] + 300, canvas["y"] + 300)
    page.mouse.down()
    page.mouse.move(canvas["x"] + 350, canvas["y"] + 320, steps=4)
    page.mouse.up()
    assert transform(page) == pytest.approx([x + 50, y + 20, k])
    page.mouse.wheel(0, 40)
    assert transform(page) == pytest.approx([x + 50, y - 20, k])
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    assert transform(page)[2] > k
    assert page.locator("#scale").inner_text() == f"{round(transform(page)[2] * 100)} %"


def test_a_drag_that_ends_on_a_card_chooses_nothing(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    box = card(page, "made").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] - 40, box["y"] + 40, steps=3)
    page.mouse.up()
    assert place(page) == "#/contract"
    card(page, "made").click()
    assert place(page) == "#/contract/made"


def test_two_fingers_change_the_scale(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract")
    before = transform(page)[2]
    page.evaluate(
        """() => {
          const box = document.getElementById("canvas");
          const finger = (name, pointerId, clientX) => box.dispatchEvent(new PointerEvent(name,
            { pointerId, clientX, clientY: 300, bubbles: true, pointerType: "touch", isPrimary: pointerId === 1 }));
          box.setPointerCapture = () => {};
          finger("pointerdown", 1, 600); finger("pointerdown", 2, 700);
          finger("pointermove", 1, 550); finger("pointermove", 2, 750);
          finger("pointerup", 1, 550); finger("pointerup", 2, 750);
        }"""
    )
    assert transform(page)[2] == pytest.approx(before * 2, rel=0.01)


# -- details


def test_the_details_of_an_assertion(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made")
    text = details(page)
    for words in (
        "Legal assertion", "stands", "The parties made a contract of sale.", "made", "sale.yaml:",
        "Sale Act s. 2 supports it (strong), which outweighs", "Support\nstrong", "Opposition\nmoderate",
        "The buyer", "Letter of 3 May, p. 2", "under rule sale", "offer", "The seller made an offer.",
        "No premise is named for this element: A price was agreed.", "exception: mistake", "para. 7",
        "scheme: Argument from sign",
        "Critical questions: 0 answered, 4 open",
        "Replies to this counter", "Nobody laughed.", "counts against", "para. 9", "undercuts", "The letter is forged.",
        "rebuts", "No contract was made.", "Gaps (", "Was there a sale?",
    ):  # fmt: skip
        assert words in text, words
    assert page.locator("#details a.away").first.get_attribute("href") == "https://example.org/act"
    assert page.locator("#details .gap .help").first.inner_text()
    assert "sale.yaml:" in page.locator("#details .gap code").last.inner_text()
    page.locator("#details .close").click()
    assert place(page) == "#/contract"


def test_the_details_of_everything_else(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/case")
    assert all(
        words in details(page)
        for words in ("Old v. New", "judgment (subsidiary means)", "High Court", "Relied on (2)", "against")
    )
    page.evaluate("location.hash = '#/contract/contract'")
    page.locator("#details h2", has_text="Was there a sale?").wait_for()
    assert all(
        words in details(page)
        for words in (
            "a position stands: The parties made a contract of sale.",
            "preponderance",
            "The buyer",
            "Positions",
        )
    )
    page.evaluate("location.hash = '#/contract/seller'")
    page.locator("#details h2", has_text="The seller").wait_for()
    assert "Asserts (4)" in details(page)
    page.evaluate("location.hash = '#/contract/sale'")
    page.locator(".kicker", has_text="Rule").wait_for()
    assert all(
        words in details(page)
        for words in ("every element", "An offer was made.", "Both were mistaken.", "Applied in support of")
    )


def test_the_map_tells_of_its_gaps_with_help_and_place(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    page.locator("#details summary", has_text="gaps are open").click()
    first = page.locator("#details .gap").first
    assert all(words in first.inner_text() for words in ("price", "sale.yaml:", "missing element"))
    assert first.locator(".help").inner_text()
    first.locator("summary").click()
    first.locator("a").first.click()
    assert place(page) == "#/contract/made"


def test_a_note_a_quote_tags_and_a_waived_gap(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/faith/honest")
    assert all(words in details(page) for words in ("A note on good faith.", "In good faith.", "verbatim", "equity"))
    page.evaluate("location.hash = '#/faith/weather'")
    page.locator("#details h2", has_text="It rained").wait_for()
    assert "Waived: Everybody knows it." in details(page)


def test_links_in_the_details_keep_what_is_supposed(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made?reject=code")
    page.locator("#details .argument a", has_text="The seller made an offer.").first.click()
    assert place(page) == "#/contract/offered?reject=code"


def test_a_pill_shows_its_argument(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract", height=420)
    page.keyboard.press("0")
    page.locator(".picture.shown a:has(.pill.argument)", has_text="sign").click()
    assert place(page) == "#/contract/made"
    assert page.locator("#part-made\\.argument-2").is_visible()
    assert page.evaluate("document.getElementById('details').scrollTop") > 0
