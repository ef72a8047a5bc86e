"""Views: nothing lost between graph and picture, pages, options, words on cards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from maps_for_tests import EVERYTHING, analysed, pictures

from argmap.analysis import Analysis, analyse
from argmap.diagnostics import WHOLE_MAP
from argmap.drawn import Drawn
from argmap.evaluation.words import Label, Standing
from argmap.render.paging import PAGE, paginate
from argmap.render.picture import Item, Picture
from argmap.render.views import all_views

ARGUMENTS = Path(__file__).parents[1] / "arguments"


def card(picture: Picture, key: str):
    return next(card for card in picture.cards if card.key == key)


def words_of(picture: Picture) -> str:
    items = [" ".join((item.text, *item.chips, getattr(item, "footer", ""))) for item in picture.items()]
    return "\n".join([*items, *(line.label for line in picture.lines)])


def shows_everything(analysis: Analysis, made: dict[str, Picture]) -> None:  # noqa: C901  # one walk over everything
    """Every assertion in full somewhere; beside it every argument, citation and counter of its own."""
    full = {card.key: [] for picture in made.values() for card in picture.cards}
    keys: dict[str, set[str]] = {}
    words: dict[str, str] = {}
    about = {name: {card.about for card in picture.cards} for name, picture in made.items()}
    for name, picture in made.items():
        keys[name] = {item.key for item in picture.items()} | {line.key for line in picture.lines}
        words[name] = words_of(picture)
        for item in picture.cards:
            if not item.away:
                full.setdefault(item.key, []).append(name)
    graph = analysis.graph
    for name, node in graph.assertions.items():
        named = {view for view in graph.map.views if view not in graph.map.issues}
        homes = [home for home in full[name] if home.rstrip("-0123456789") not in named and home[-1:] != "_"]
        assert homes, f"{name} is nowhere in full"
        for home in homes:
            for argument in node.arguments:
                assert argument.name in keys[home], argument.name
                for premise in argument.premises:
                    assert premise.assertion in about[home], premise
            for counter in [*node.counters, *(c for a in node.arguments for c in a.undercutters)]:
                assert {counter.name, f"{counter.name}/line"} & keys[home], counter.name
                assert counter.assertion in about[home]
            for citation in [*node.citations, *(c for a in node.arguments for c in a.citations)]:
                entry = graph.map.authorities[citation.authority]
                assert (entry.short or entry.title or citation.authority) in words[home], citation.name
                if citation.entry.at:
                    assert citation.entry.at in words[home], citation.name


def test_nothing_is_lost(tmp_path: Path) -> None:
    analysis = analysed(EVERYTHING, tmp_path)
    assert analysis.reading.sound, analysis.reading.defects
    shows_everything(analysis, pictures(analysis))


@pytest.mark.parametrize(
    "path", sorted(p for p in ARGUMENTS.iterdir() if p.name != "authorities"), ids=lambda p: p.stem
)
def test_nothing_is_lost_in_the_committed_maps(path: Path) -> None:
    (analysis,) = analyse([path])
    shows_everything(analysis, pictures(analysis))


def test_overview_shows_each_issue_with_its_positions_and_outcome(tmp_path: Path) -> None:
    analysis = analysed(EVERYTHING, tmp_path)
    overview = pictures(analysis)["overview"]
    issue = card(overview, "issue-contract")
    assert issue.text == "Was there a sale?"
    assert issue.footer == "Burden: The buyer · Standard: preponderance"
    assert issue.href == "contract.svg"
    assert card(overview, "contract-made").standing is analysis.evaluation.standings["made"]
    rebuts = [line for line in overview.lines if line.role == "rebuts"]
    assert [(line.upper, line.lower, line.level) for line in rebuts] == [("contract-made", "contract-not-made", True)]
    assert overview.subtitle.endswith("forum: a county court · law and facts as at 31 January 2026")


def test_a_missing_element_is_drawn(tmp_path: Path) -> None:
    picture = pictures(analysed(EVERYTHING, tmp_path))["contract"]
    ghost = card(picture, "made/argument-1/price")
    assert (ghost.shade, ghost.text, ghost.heading) == ("missing", "A price was agreed.", "Element · price")


def test_counters_of_counters_and_exceptions_have_their_lines(tmp_path: Path) -> None:
    picture = pictures(analysed(EVERYTHING, tmp_path))["contract"]
    lines = {line.key: line for line in picture.lines}
    assert lines["made/argument-1/exception-1"].label == "exception: mistake"
    assert lines["made/argument-1/exception-1"].upper == "made/argument-1"
    pill = next(pill for pill in picture.pills if pill.key == "made/argument-2/counter-1")
    assert pill.text == "undercuts"
    assert lines["made/argument-2/counter-1/counter-1"].upper == pill.key
    assert lines["made/citation-3/counter-1"].upper == "made/citation-3"
    assert lines["made/citation-2/line"].role == "against"


def test_cards_say_who_and_how(tmp_path: Path) -> None:
    picture = pictures(analysed(EVERYTHING, tmp_path), {"made": 2})["contract"]
    made = card(picture, "made")
    assert made.footer == "The buyer · reported by Seller (Letter of 3 May, p. 2)"
    assert made.gaps == 2
    assert made.heading == "Position · Legal assertion"
    assert card(picture, "joke").heading == "Counter-position"
    assert card(picture, "offered").footer == "agreed"
    assert card(picture, "made/citation-1").heading == "Statute · binding"


def test_what_belongs_to_no_issue_has_a_view(tmp_path: Path) -> None:
    made = pictures(analysed(EVERYTHING, tmp_path))
    assert list(made) == ["overview", "contract", "outside-the-issues"]
    assert [card.key for card in made["outside-the-issues"].cards] == ["weather"]


def test_a_map_without_issues_is_one_view(tmp_path: Path) -> None:
    text = "argmap: 1\nmap: {title: Small}\nassertions:\n  a: {text: A., premises: [b]}\n  b: {text: B.}\n"
    made = pictures(analysed(text, tmp_path))
    assert list(made) == ["map"]
    assert made["map"].title == "Small"


def test_an_empty_map_gives_an_empty_picture(tmp_path: Path) -> None:
    made = pictures(analysed("argmap: 1\nmap: {title: Nothing yet}\n", tmp_path))
    assert [picture.items() for picture in made.values()] == [()]


def big(count: int) -> str:
    lines = ["argmap: 1", "map: {title: Big}", "issues:", "  i: {question: Why?, positions: [a0]}", "assertions:"]
    for number in range(count):
        below = [child for child in (number * 3 + 1, number * 3 + 2, number * 3 + 3) if child < count]
        premises = f", premises: [{', '.join(f'a{child}' for child in below)}]" if below else ""
        lines.append(f"  a{number}: {{text: Assertion number {number}., kind: factual, issue: i{premises}}}")
    return "\n".join(lines) + "\n"


def test_a_large_view_is_divided_into_pages(tmp_path: Path) -> None:
    analysis = analysed(big(100), tmp_path)
    made = pictures(analysis)
    pages = [name for name in made if name == "i" or name.startswith("i-")]
    assert len(pages) >= 4
    assert made["i"].subtitle.startswith(f"page 1 of {len(pages)}")
    in_full = [card.key for name in pages for card in made[name].cards if not card.away]
    assert sorted(in_full) == sorted(analysis.graph.assertions), "each assertion in full on one page"
    for name in pages:
        assert sum(not card.away for card in made[name].cards) <= PAGE
        for away in (card for card in made[name].cards if card.away):
            page, _, anchor = away.href.partition(".svg#")
            assert anchor == away.about
            assert not card(made[page], anchor).away, "an away card leads to the page that shows it in full"


def test_pages_keep_what_hangs_together(tmp_path: Path) -> None:
    graph = analysed(big(100), tmp_path).graph
    pages = paginate(graph, ["a0"], lambda name: True)
    assert pages[0][0] == "a0"
    above = {below: name for name in graph.assertions for below in graph.below(name)}
    begins = sum(above.get(name) not in page for page in pages for name in page)
    assert begins <= 2 * len(pages), "a page holds one or two lines of argument, whole down to where others are cut off"


def test_positions_stay_together_on_the_first_page(tmp_path: Path) -> None:
    sides = "".join(
        f"  {side}: {{text: {side}., issue: i, premises: [{', '.join(f'{side}{n}' for n in range(10))}]}}\n"
        + "".join(f"  {side}{n}: {{text: {side} {n}., premises: [{side}{n}x]}}\n" for n in range(10))
        + "".join(f"  {side}{n}x: {{text: {side} {n} x.}}\n" for n in range(10))
        for side in ("yes", "no")
    )
    text = (
        f"argmap: 1\nmap: {{title: T}}\nissues:\n  i: {{question: Is it?, positions: [yes, no]}}\nassertions:\n{sides}"
    )
    analysis = analysed(text, tmp_path)
    made = pictures(analysis)
    shows_everything(analysis, made)
    assert [item.key for item in made["i"].cards if not item.away][:2] == ["yes", "no"]
    assert all(sum(not item.away for item in picture.cards) <= PAGE for picture in made.values())


def test_away_cards_have_one_use_each(tmp_path: Path) -> None:
    text = """
    argmap: 1
    map: {title: T}
    issues: {i: {question: First?, positions: [a]}, k: {question: Second?, positions: [s]}}
    assertions:
      a: {text: A., issue: i, premises: [b, c]}
      b: {text: B., issue: i, premises: [s]}
      c: {text: C., issue: i, premises: [s]}
      s: {text: Shared., issue: k, status: agreed}
    """
    picture = pictures(analysed(text, tmp_path))["i"]
    shared = [item for item in picture.cards if item.about == "s"]
    assert [(item.key, item.away, item.href) for item in shared] == [
        ("s", True, "k.svg#s"),
        ("s/use-2", True, "k.svg#s"),
    ]
    assert {line.lower for line in picture.lines if line.about.startswith("b/")} == {"s"}


def test_named_views_focus_and_scenario(tmp_path: Path) -> None:
    text = (
        EVERYTHING
        + """
    scenarios:
      no-letter: {reject: [letter], description: The letter is disregarded.}
    views:
      why-accepted: {focus: accepted, up: 1, down: 0, authorities: chips, direction: right, title: Acceptance}
      bare: {issue: contract, authorities: none}
      without-letter: {show: scenario, scenario: no-letter}
    """
    )
    made = pictures(analysed(text, tmp_path))
    focus = made["why-accepted"]
    assert focus.title == "Acceptance"
    assert focus.direction == "right"
    assert {item.key for item in focus.cards if not item.away} >= {"accepted", "made"}
    assert card(focus, "accepted").chips == ("Letter of 3 May",)
    assert not any(line.role == "cites" for line in made["bare"].lines if "citation-1" in line.key)
    assert made["without-letter"].title == "The letter is disregarded"


def test_states_of_lines_follow_the_labels(tmp_path: Path) -> None:
    analysis = analysed(EVERYTHING, tmp_path)
    picture = pictures(analysis)["contract"]
    lines = {line.key: line for line in picture.lines}
    assert analysis.evaluation.labels["made/argument-1"] is Label.OUT
    assert lines["made/argument-1/conclusion"].state is Label.OUT
    assert card(picture, "forged").standing is Standing.NOT_ESTABLISHED


def test_views_that_are_lists(tmp_path: Path) -> None:
    text = EVERYTHING.replace(
        "{text: It rained that day., kind: factual}", "{text: It rained., kind: factual, on: 2025-05-04}"
    )
    text = text.replace("kind: factual, status: agreed}", "kind: factual, status: agreed, on: 2025-05-03/2025-05}")
    views = """
    views:
      sources: {show: authorities}
      who: {show: parties}
      time: {show: chronology}
      work: {show: gaps}
      contract: {focus: made, up: 0, down: 1}
      overview: {show: issues, title: All of it}
    """
    made = pictures(analysed(text + views, tmp_path), {"accepted": 1})
    code = card(made["sources"], "code")
    said = [item.text for item in code.items]
    assert said == ["s. 2: The parties made a contract of sale", "s. 1: rule: sale"]
    assert code.footer == "relied on by The buyer, Seller"
    lines = {(line.upper, line.lower) for line in made["who"].lines}
    assert lines >= {("party-buyer", "buyer-made"), ("party-seller", "seller-not-made")}
    assert card(made["who"], "party-seller").items == (Item("The offer was a joke", Standing.NOT_ESTABLISHED),)
    assert [item.key for item in made["time"].cards] == ["offered", "weather"]
    assert card(made["time"], "offered").heading == "from 3 May 2025 to May 2025"
    assert [item.key for item in made["work"].cards if not item.away] == ["accepted", "accepted/citation-1"]
    assert made["overview"].title == "All of it"
    assert "view-contract" in made, "a view named like an issue keeps its own file"
    assert made["contract"].title == "Was there a sale?"


def test_a_scenario_view_shows_what_changes(tmp_path: Path) -> None:
    text = EVERYTHING + "    scenarios: {s: {reject: [offered, made]}}\n    views: {v: {show: scenario, scenario: s}}\n"
    picture = pictures(analysed(text, tmp_path))["v"]
    assert card(picture, "offered").footer == "before: stands · rejected in this scenario · agreed"
    assert picture.title == "s"
    ends = card(picture, "contract/outcome")
    assert (ends.text, ends.footer) == (
        "Was there a sale?",
        "was: one position stands: The parties made a contract of sale",
    )
    assert ends.outcome == "One position stands: No contract was made"
    assert {line.lower for line in picture.lines if line.upper == ends.key} <= {"made", "not-made"}
    assert picture.subtitle.startswith(
        f"{len([c for c in picture.cards if c.footer.startswith('before: ')])} assertions "
    )
    assert "1 issue ends otherwise" in picture.subtitle
    assert "scenario:" not in picture.subtitle


def test_names_that_collide_lose_nothing(tmp_path: Path) -> None:
    text = """
    argmap: 1
    map: {title: T}
    issues:
      overview: {question: First?, positions: [a]}
      i: {question: Second?, positions: [b]}
      view-i: {question: Third?, positions: [c]}
      outside-the-issues: {question: Fourth?, positions: [d]}
      index: {question: Fifth?, positions: [e]}
    assertions:
      a: {text: A., issue: overview, status: agreed}
      b: {text: B., issue: i, status: agreed}
      c: {text: C., issue: view-i, status: agreed}
      d: {text: D., issue: outside-the-issues, status: agreed}
      e: {text: E., issue: index, status: agreed}
      f: {text: F., status: agreed}
    views: {i: {show: chronology}}
    """
    analysis = analysed(text, tmp_path)
    made = pictures(analysis)
    shows_everything(analysis, made)
    titles = [picture.title for picture in made.values()]
    assert {"First?", "Second?", "Third?", "Fourth?", "Fifth?", "T", "In the order of time"} <= set(titles)
    assert all(name == picture.name for name, picture in made.items())
    hrefs = {item.href for item in made["overview"].cards if item.shade == "issue"}
    assert hrefs == {f"{name}.svg" for name, picture in made.items() if picture.title.endswith("?")}


def test_pages_of_a_named_view_refer_to_one_another(tmp_path: Path) -> None:
    text = big(60) + "views: {all: {focus: a0, up: 0, down: 9}}\n"
    made = pictures(analysed(text, tmp_path))
    named = {name for name in made if name.startswith("all")}
    assert len(named) > 1
    away = [item for name in named for item in made[name].cards if item.away]
    assert {item.href.partition(".svg#")[0] for item in away} <= named
    assert {item.heading for item in away} <= {f"See page {number}" for number in range(1, len(named) + 1)}


def test_gaps_are_marked_on_whatever_they_are_about(tmp_path: Path) -> None:
    analysis = analysed(EVERYTHING, tmp_path)
    made = pictures(analysis, {"contract": 3, "code": 1, "sale": 2, "letter": 1})
    assert card(made["overview"], "issue-contract").gaps == 3
    assert card(made["contract"], "made/citation-1").gaps == 1
    (pill,) = [pill for pill in made["contract"].pills if pill.text.startswith("rule: sale")]
    assert pill.text == "rule: sale · 2 open gaps"


def test_a_view_of_gaps_names_each_and_counts_them_as_the_review_does(tmp_path: Path) -> None:
    analysis = analysed(EVERYTHING + "    views: {work: {show: gaps}}\n", tmp_path)
    drawn = Drawn(analysis)
    pages = [picture for picture in all_views(drawn.material) if picture.view == "work" or picture.name[:4] == "work"]
    still_open = [item for item in drawn.gaps if item.waived is None]
    assert {page.title for page in pages} == {f"{len(still_open)} open gaps"}
    cards = {item.about: item for page in pages for item in page.cards if item.footer.startswith("open: ")}
    for item in still_open:
        assert item.check.replace("-", " ") in cards[item.subject].footer, "also of what is no assertion"
    assert {item.shade for item in cards.values()} >= {"issue", "authority"}


def test_gaps_of_rules_parties_and_the_map_are_listed_too(tmp_path: Path) -> None:
    drawn = Drawn(analysed(EVERYTHING + "    views: {work: {show: gaps}}\n", tmp_path))
    found = {"sale": ("one gap",), "map": ("no forum", "no date"), "buyer": ("nobody",)}
    material = replace(drawn.material, gaps={name: len(words) for name, words in found.items()}, gap_words=found)
    (page,) = [picture for picture in all_views(material) if picture.name == "work"]
    listed = [(item.shade, item.about, item.gaps, item.footer) for item in page.cards]
    assert listed == [
        ("map", "", 2, "open: no forum, no date"),
        ("rule", "sale", 1, "open: one gap"),
        ("party", "buyer", 1, "open: nobody"),
    ]
    assert page.title == "4 open gaps"
    assert [item.href for item in page.cards] == ["index.html#/work", "index.html#/work/sale", "index.html#/work/buyer"]


def test_what_no_card_is_about_is_counted_on_that_of_the_map(tmp_path: Path) -> None:
    drawn = Drawn(analysed(EVERYTHING + "    views: {work: {show: gaps}}\n", tmp_path))
    found = {WHOLE_MAP: ("no forum",), "expect": ("failed",), "a-scenario": ("empty",)}
    material = replace(drawn.material, gaps=dict.fromkeys(found, 1), gap_words=found)
    (page,) = [picture for picture in all_views(material) if picture.name == "work"]
    (whole,) = page.cards
    assert (whole.shade, whole.gaps, whole.footer) == ("map", 3, "open: no forum, failed, empty")


def test_a_defect_of_the_map_itself_has_the_subject_of_its_gaps(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("argmap: 1\nparties: {a: {name: A}}\n", encoding="utf-8")
    (found,) = analyse([tmp_path])
    assert [item.subject for item in found.reading.defects] == [WHOLE_MAP]


def test_a_gap_written_in_an_argument_is_marked_on_its_pill(tmp_path: Path) -> None:
    text = """
    argmap: 1
    map: {title: T}
    assertions:
      sold:
        text: There was a sale.
        because:
          - {premises: [offer, price]}
          - {premises: [deed], strength: strong}
      offer: {text: There was an offer., status: agreed}
      price: {text: The price was named., status: agreed}
      deed: {text: There was a deed., status: presumed}
    """
    drawn = Drawn(analysed(text, tmp_path))
    assert "argument-stronger-than-premise" in [item.check for item in drawn.gaps]
    texts = {pill.key: pill.text for picture in all_views(drawn.material) for pill in picture.pills}
    assert texts["sold/argument-1"] == ""
    assert texts["sold/argument-2"] == "1 open gap"
