"""Every function of the page, by mouse, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Open, page_of
from maps_for_tests import analysed
from test_page_html import hostile

from argmap.analysis import Analysis
from argmap.evaluation.labels import Evaluation, evaluate
from argmap.evaluation.scenario import Assumptions
from argmap.render.picture import Line
from argmap.render.sheet import Material
from argmap.render.svg import xml_id
from argmap.render.views import all_views

STANDINGS = {"stands", "contested", "defeated", "not-established"}


def card(page: Any, thing: str) -> Any:
    """The link around the card of a thing in the view that is shown."""
    return page.locator(f'.picture.shown a[href$="/{thing}"]:has(.card)').first


def details(page: Any) -> str:
    return str(page.locator("#details").inner_text())


def place(page: Any) -> str:
    return str(page.evaluate("location.hash"))


def transform(page: Any) -> list[float]:
    """x, y and scale of the picture, when it has come to rest."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    text = page.evaluate("document.querySelector('.picture.shown > svg').style.transform")
    return [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", text)]


def standings(page: Any) -> dict[str, str]:
    """The standing that each assertion's card in the shown view has."""
    found = page.evaluate(
        "[...document.querySelectorAll('.picture.shown a')].map((link) => [link.getAttribute('href').split('/').pop(), "
        "[...link.firstElementChild.classList]])"
    )
    return {thing: hit[0] for thing, classes in found if (hit := [name for name in classes if name in STANDINGS])}


def supposed(sale: Analysis, accept: tuple[str, ...] = (), reject: tuple[str, ...] = ()) -> Evaluation:
    return evaluate(sale.graph, Assumptions(frozenset(accept), frozenset(reject)))


def same_as_python(page: Any, evaluation: Evaluation) -> None:
    shown = standings(page)
    assert len(shown) > 2
    assert shown == {name: evaluation.standings[name].value.replace(" ", "-") for name in shown}


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
    box = page.evaluate(
        "({ w: document.querySelector('.shown svg').getBoundingClientRect(), c: document.getElementById('canvas').getBoundingClientRect() })"
    )
    assert box["w"]["width"] <= box["c"]["width"]
    assert box["w"]["height"] <= box["c"]["height"] + 1
    canvas = page.locator("#canvas").bounding_box()
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
        "Sale Act s. 2 supports it (strong), which outweighs", "Support\nstrong", "Opposition\nmoderate", "preponderance",
        "The buyer", "Letter of 3 May, p. 2", "under rule sale", "offer", "The seller made an offer.",
        "No premise is named for this element: A price was agreed.", "exception: mistake", "para. 7", "scheme: sign",
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
        for words in ("Old v. New", "judgment · subsidiary means", "High Court", "Relied on (2)", "against")
    )
    page.evaluate("location.hash = '#/contract/contract'")
    page.locator("#details h2", has_text="Was there a sale?").wait_for()
    assert all(words in details(page) for words in ("one position stands", "preponderance", "The buyer", "Positions"))
    page.evaluate("location.hash = '#/contract/seller'")
    page.locator("#details h2", has_text="The seller").wait_for()
    assert "Asserts (4)" in details(page)
    page.evaluate("location.hash = '#/contract/sale'")
    page.locator(".kicker", has_text="Rule").wait_for()
    assert all(
        words in details(page)
        for words in ("every element", "An offer was made.", "Both were mistaken.", "Applied in support of")
    )


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
    page.locator(".picture.shown a:has(.pill.argument)", has_text="sign").click()
    assert place(page) == "#/contract/made"
    assert page.locator("#part-made\\.argument-2").is_visible()
    assert page.evaluate("document.getElementById('details').scrollTop") > 0


# -- search, filter, highlight


@pytest.mark.parametrize(
    ("asked", "kind", "thing"),
    [
        ("nobody laughed", "assertion", "serious"), ("OLD V", "authority", "case"), ("the seller", "party", "seller"),
        ("good fáith?", "issue", "faith"), ("offer acceptance price", "rule", "sale"), ("forg", "assertion", "forged"),
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
    dimmed = page.evaluate(
        "[...document.querySelectorAll('.picture.shown a.off')].map((link) => link.getAttribute('href').split('/').pop())"
    )
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
        return set(
            page.evaluate(
                "[...document.querySelectorAll('.picture.shown a.on')].map((link) => link.getAttribute('href').split('/').pop())"
            )
        )

    assert {"offered", "accepted", "made"} <= lit()
    assert not {"not-made", "joke", "forged"} & lit()
    page.evaluate("location.hash = '#/contract/offered?trace=above'")
    page.locator("#details h2", has_text="The seller made an offer.").wait_for()
    assert "made" in lit()
    assert "accepted" not in lit()
    page.locator("#details .traces button", has_text="What hangs on it").click()
    assert lit() == set()


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
    assert badge in card(page, "made").get_attribute("aria-label")
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
    [((), ("code",)), (("joke", "mistaken"), ("serious",)), (("forged",), ("price-open", "letter")), ((), ("made", "not-made"))],
)
def test_every_card_line_and_pill_is_as_python_would_draw_it(
    sale: Analysis, sale_page: Path, open_page: Open, accept: tuple[str, ...], reject: tuple[str, ...]
) -> None:
    after = supposed(sale, accept, reject)
    pictures = {picture.name: picture for picture in all_views(Material(sale.graph, after))}
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


# -- outline, print, without script


def test_the_outline_expands_collapses_and_leads_to_details(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page)
    page.locator("#as-outline").click()
    assert not page.locator("#canvas").is_visible()
    assert page.locator("#outline h3").all_inner_texts() == ["Was there a sale?", "Was there good faith?"]
    assert page.locator("#outline li").count() == 3
    page.locator("#outline .toggle").first.click()
    assert "premise · offer" in page.locator("#outline").inner_text()
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


def test_print_shows_the_picture_without_its_surroundings(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, "/contract/made", color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator("#side").is_visible()
    assert not page.locator("#zoom-in").is_visible()
    assert page.locator(".picture:visible").count() == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.shown svg')).transform") == "none"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#details h2").is_visible()


def test_without_script_every_picture_is_there_to_read(sale_page: Path, open_page: Open) -> None:
    page = open_page(sale_page, java_script_enabled=False)
    assert page.locator(".picture:visible").count() == page.locator(".picture").count() > 3
    assert page.locator("#search").is_hidden()


def test_if_the_script_fails_the_pictures_stay(sale_page: Path, tmp_path: Path, browser: Any) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text(sale_page.read_text(encoding="utf-8").replace('id="data"', 'id="lost"'), encoding="utf-8")
    page = browser.new_page()
    page.goto(broken.as_uri())
    assert page.locator(".picture:visible").count() > 3
    page.close()


def test_dark_and_light(sale_page: Path, open_page: Open) -> None:
    colours = []
    for scheme in ("light", "dark"):
        page = open_page(sale_page, "/contract", color_scheme=scheme)
        colours.append(
            page.evaluate(
                "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.querySelector('.shown .box')).fill]"
            )
        )
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
