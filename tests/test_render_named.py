"""Named views: whole issues on pages of their own, the focus, adverse authority, alternatives, names, dates."""

from __future__ import annotations

from pathlib import Path

import pytest
from maps_for_tests import EVERYTHING, analysed, pictures

from argmap.analysis import analyse
from argmap.evaluation.words import Standing
from argmap.model.values import Interval
from argmap.render.draw import Drawing
from argmap.render.order import in_order
from argmap.render.picture import Item, Picture
from argmap.render.sheet import Material
from argmap.render.views import all_views
from argmap.render.wording import days


def card(picture: Picture, key: str):
    return next(card for card in picture.cards if card.key == key)


def large(count: int) -> str:
    """A map with one issue, of many assertions that name no issue, and another that it leans on."""
    lines = ["argmap: 1", "map: {title: Big}", "issues:", "  i: {question: Why?, positions: [a0]}"]
    lines += ["  k: {question: How?, positions: [x]}", "assertions:", "  x: {text: X., issue: k, status: agreed}"]
    for number in range(count):
        below = [f"a{child}" for child in range(number * 3 + 1, number * 3 + 4) if child < count]
        below += ["x"] if number == count - 1 else []
        issue = ", issue: i" if number == 0 else ""
        lines.append(f"  a{number}: {{text: T{number}., premises: [{', '.join(below)}]{issue}}}")
    return "\n".join(lines) + "\n"


def pages_of(made: dict[str, Picture], view: str) -> list[Picture]:
    return [picture for picture in made.values() if picture.view == view]


def test_a_view_of_an_issue_shows_all_of_it_and_refers_to_nothing_of_it_elsewhere(tmp_path: Path) -> None:
    made = pictures(analysed(large(60) + "views: {hand-out: {issue: i, page: a4, authorities: chips}}\n", tmp_path))
    pages = pages_of(made, "hand-out")
    assert len(pages) > 1
    full = [item.about for page in pages for item in page.cards if not item.away]
    assert sorted(full) == sorted(f"a{number}" for number in range(60)), "each once, in full"
    own = {page.name for page in pages}
    for page in pages:
        for item in page.cards:
            if item.away and item.about != "x":
                assert item.href.partition(".svg")[0] in own, item
    (other,) = [item for page in pages for item in page.cards if item.about == "x"]
    assert other.href == "k.svg#x"


@pytest.mark.parametrize("focus", ["a0", "a1", "a20", "a59"])
def test_the_focus_is_in_full_on_the_first_page_and_marked(tmp_path: Path, focus: str) -> None:
    view = f"views: {{near: {{focus: {focus}, up: 4, down: 4, page: a4}}}}\n"
    pages = pages_of(pictures(analysed(large(60) + view, tmp_path)), "near")
    first = card(pages[0], focus)
    assert not first.away
    assert first.focus
    assert first.heading.startswith("Focus · ")
    assert [item.key for page in pages for item in page.cards if item.focus] == [focus]
    svg = Drawing(pages[0]).svg()
    assert 'class="focus-mark"' in svg
    assert "what this view is about" in svg


def test_the_focus_is_no_counter_position(tmp_path: Path) -> None:
    views = "    views: {joke: {focus: joke}, position: {focus: not-made}}\n"
    made = pictures(analysed(EVERYTHING + views, tmp_path))
    assert (card(made["joke"], "joke").heading, card(made["joke"], "joke").shade) == ("Focus · Fact", "factual")
    assert card(made["position"], "not-made").heading == "Focus · Position · Legal assertion"


def test_a_position_is_one_wherever_it_is_drawn(tmp_path: Path) -> None:
    views = "    views: {a: {focus: made}, b: {focus: price-open, up: 3}, c: {show: gaps}}\n"
    made = pictures(analysed(EVERYTHING + views, tmp_path), {"made": 1, "not-made": 1})
    for picture in made.values():
        for item in picture.cards:
            if item.about in ("made", "not-made") and not item.away and item.key == item.about:
                assert item.shade == "legal", picture.name
                assert "Position · Legal assertion" in item.heading
    assert card(made["c"], "not-made").heading == "Position · Legal assertion"


def test_adverse_authority_is_not_shown_as_support(tmp_path: Path) -> None:
    text = EVERYTHING.replace("serious: {text: Nobody laughed., kind: factual, status: presumed}", (
        "serious: {text: Nobody laughed., asserted_by: seller, kind: factual, on: 2025-05-03, authorities: "
        "[{cite: case, at: para. 1, signal: contra}, {cite: case, at: para. 2, treatment: distinguishes}, "
        "case para. 3]}"
    ))  # fmt: skip
    made = pictures(analysed(text + "    views: {v: {show: authorities}, t: {show: chronology}}\n", tmp_path))
    case = card(made["v"], "case")
    listed = {item.text: item.against for item in case.items}
    assert listed == {
        "against · para. 9: The parties made a contract of sale": True,
        "para. 7: The parties made a contract of sale": False,
        "against · para. 1: Nobody laughed": True,
        "distinguished · para. 2: Nobody laughed": False,
        "para. 3: Nobody laughed": False,
    }
    assert case.footer == "relied on by The buyer, Seller · cited against The buyer, Seller"
    svg = Drawing(made["v"]).svg()
    assert '<text class="contrary"' in svg
    assert "against · para. 9: The parties made a contract of sale (" in svg, "said to screen readers too"
    dated = card(made["t"], "serious")
    assert Item("against: contra Old v. New para. 1", None, against=True) in dated.items
    assert not any("para. 1" in chip for chip in dated.chips)


def test_only_against_is_not_relied_on(tmp_path: Path) -> None:
    text = """
    argmap: 1
    map: {title: T}
    parties: {k: {name: Keller}}
    authorities: {case: {kind: judgment, title: Old v. New, court: High Court, date: 1999}}
    assertions:
      a: {text: It is so., asserted_by: k, authorities: [{cite: case, at: p. 1, treatment: contradicts}]}
    views: {v: {show: authorities}}
    """
    case = card(pictures(analysed(text, tmp_path))["v"], "case")
    assert case.footer == "cited against Keller"
    assert case.items == (Item("against · p. 1: It is so", Standing.DEFEATED, against=True),)


def test_lists_say_the_standing_of_each_assertion(tmp_path: Path) -> None:
    made = pictures(analysed(EVERYTHING + "    views: {who: {show: parties}}\n", tmp_path))
    svg = Drawing(made["who"]).svg()
    assert 'class="mark not-established"' in svg
    assert "The offer was a joke (not established)" in svg
    assert ">not established</text>" in svg, "the legend has it"


def test_an_alternative_says_to_what(tmp_path: Path) -> None:
    text = EVERYTHING.replace("not-made: {", "not-made: {alternative_to: [made], ")
    made = pictures(analysed(text, tmp_path))
    words = "in the alternative to “The parties made a contract of sale”"
    assert words in card(made["contract"], "not-made").footer
    assert words in card(made["overview"], "contract-not-made").footer


def test_one_line_where_two_name_each_other_as_counters(tmp_path: Path) -> None:
    text = EVERYTHING.replace("premises: [price-open]}", "premises: [price-open], counters: [made]}")
    picture = pictures(analysed(text, tmp_path))["contract"]
    between = {("made", "not-made"), ("not-made", "made")}
    assert len([line for line in picture.lines if (line.upper, line.lower) in between]) == 1


def test_rules_and_issues_are_called_what_the_file_says(tmp_path: Path) -> None:
    text = EVERYTHING.replace("question: Was there a sale?", "question: Was there a sale?, short: The sale")
    text = text.replace("text: A sale needs", "short: Three elements\n        text: A sale needs")
    text = text.replace("weather: {", "weather: {issue: rain, premises: [offered, made], ")
    text = text.replace(
        "    assertions:\n", "      rain: {question: Did it rain?, positions: [weather]}\n    assertions:\n"
    )
    made = pictures(analysed(text + "    views: {v: {show: authorities}}\n", tmp_path))
    pill = next(pill for pill in made["contract"].pills if pill.key == "made/argument-1")
    assert pill.text == "rule: Three elements"
    assert card(made["rain"], "made").heading == "See The sale"
    assert made["contract"].subtitle.startswith("The sale · ")
    assert card(made["overview"], "issue-contract").heading == "Issue · The sale"
    assert "s. 1: rule: Three elements" in [item.text for item in card(made["v"], "code").items]


def test_a_rejected_authority_is_marked(tmp_path: Path) -> None:
    text = EVERYTHING + "    scenarios: {s: {reject: [letter]}}\n    views: {v: {focus: accepted, scenario: s}}\n"
    picture = pictures(analysed(text, tmp_path))["v"]
    assert card(picture, "accepted/citation-1").footer == "rejected in this scenario"


def test_dates_stand_in_the_order_of_time() -> None:
    dates = ["2025-08-31", "2025-09-01", "2025-09", "2025-09-02", "2025", "2024-12"]
    found = sorted(dates, key=lambda date: days(Interval.model_validate({"from": date, "to": date})))
    assert found == ["2024-12", "2025", "2025-08-31", "2025-09-01", "2025-09", "2025-09-02"]
    open_ended = days(Interval.model_validate({"from": "2025-09"}))
    assert days(Interval.model_validate({"from": "2025-09", "to": "2025-09"})) < open_ended


def test_kinds_are_told_apart_without_colour(tmp_path: Path) -> None:
    svg = Drawing(pictures(analysed(EVERYTHING, tmp_path))["overview"]).svg()
    made = pictures(analysed(EVERYTHING, tmp_path))["contract"]
    drawn = Drawing(made).svg()
    slits = {shade: f".{shade} .slit{{" in svg for shade in ("factual", "mixed", "counter", "authority")}
    assert all(slits.values())
    assert drawn.count('class="slit"') > sum(item.shade in ("factual", "mixed") for item in made.cards)


def test_who_asserts_is_named_once_with_all_places(tmp_path: Path) -> None:
    text = EVERYTHING.replace("joke: {text: The offer was a joke., kind: factual, asserted_by: seller}", (
        "joke: {text: The offer was a joke., kind: factual, asserted_by: [{party: seller, in: letter, at: p. 1}, "
        "{party: seller, in: letter, at: p. 2}, buyer]}"
    ))  # fmt: skip
    picture = pictures(analysed(text, tmp_path))["contract"]
    assert card(picture, "joke").footer == "Seller (Letter of 3 May, p. 1, p. 2) · The buyer"


def test_a_legend_shows_lines_as_they_are_drawn(tmp_path: Path) -> None:
    svg = Drawing(pictures(analysed(EVERYTHING, tmp_path))["contract"]).svg()
    legend = svg.partition('<g class="legend"')[2]
    rebuts = legend.partition('class="rebuts')[2].partition("</g>")[0]
    assert rebuts.count('class="head"') == 2
    against = legend.partition('class="against')[2].partition("</g>")[0]
    assert against.count('class="head"') == 1


@pytest.mark.parametrize(("asked", "direction"), [("", "right"), (", direction: down", "down")])
def test_positions_stand_beside_the_party_unless_asked_otherwise(tmp_path: Path, asked: str, direction: str) -> None:
    picture = pictures(analysed(EVERYTHING + f"    views: {{who: {{show: parties{asked}}}}}\n", tmp_path))["who"]
    assert picture.direction == direction


def test_long_lists_stand_on_wide_cards(tmp_path: Path) -> None:
    text = "argmap: 1\nmap: {title: Many}\nparties: {k: {name: Keller}}\nviews: {who: {show: parties}}\nassertions:\n"
    few, many = (
        text + "".join(f"  p{n}: {{text: It is so in case {n}., asserted_by: k}}\n" for n in range(count))
        for count in (3, 9)
    )
    rooms = [card(pictures(analysed(one, tmp_path))["who"], "party-k").room for one in (few, many)]
    assert rooms[0] == 0
    assert rooms[1] > 300


def test_an_away_card_names_the_element_it_meets_in_its_own_argument(tmp_path: Path) -> None:
    text = EVERYTHING.replace("accepted: {text", "accepted: {issue: other, text")
    other = "      other: {question: Was it accepted?, positions: [accepted]}\n"
    text = text.replace("    assertions:\n", f"{other}    assertions:\n")
    picture = pictures(analysed(text, tmp_path))["contract"]
    said = {line.upper: card(picture, line.lower) for line in picture.lines if line.about == "accepted"}
    by_rule, otherwise = said["made/argument-1"], said["made/argument-2"]
    assert (by_rule.heading, by_rule.elsewhere) == ("Element · acceptance", "see other")
    assert (otherwise.heading, otherwise.elsewhere) == ("See other", "")


def test_views_are_ordered_as_the_overview_has_their_issues(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "argmap: 1\nmap: {title: T}\nissues:\n  a: {question: A?, positions: [x]}\n"
        "  z: {question: Z?, positions: [y]}\n"
        "  a-2: {question: Second?, positions: [x]}\nassertions: {x: {text: X., issue: a}, y: {text: Y., issue: z}}\n"
        "views: {first: {show: issues, issues: [a-2, z]}}\n",
        encoding="utf-8",
    )
    (analysis,) = analyse([tmp_path])
    drawings = [Drawing(made) for made in all_views(Material(analysis.graph, analysis.evaluation))]
    assert [one.picture.name for one in in_order(analysis.graph, drawings)] == ["overview", "a-2", "z", "a", "first"]
