"""The difference view: what changed is drawn, each thing once, by word and shape, and nothing is in the way."""

from __future__ import annotations

import copy
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from math import hypot
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis import analyse
from argmap.difference import Difference, Fate, difference
from argmap.difference.union import union
from argmap.render.difference import difference_views
from argmap.render.draw import Drawing
from argmap.render.layout import Point, Route
from argmap.render.picture import Line, Picture
from argmap.render.svg import Placed, to_svg
from argmap.render.xml import xml_id
from tests.drawn_geometry import SVG, drawn_text
from tests.maps_for_tests import EVERYTHING
from tests.random_maps import made_up, read
from tests.test_difference import EDITED, between, changed_at_random, edits, read_between, version
from tests.test_render_places import TEXT_OUTSIDE, ends_meet

ROOT = Path(__file__).parents[1]
STRIKE = ROOT / "arguments" / "soleimani-strike"


def large(folder: Path) -> Difference:
    """What would be if a treaty on which half of a large map rests were no longer good law, and more."""
    shutil.copytree(ROOT / "arguments", folder / "arguments")
    (folder / "argmap.toml").touch()
    for name, old, new in (
        ("authorities/treaties.yaml", "kind: treaty", "status: superseded\n    kind: treaty"),
        ("soleimani-strike/self-defence.yaml", "un-charter art. 51", "nicaragua-1986 para. 176"),
        ("soleimani-strike/self-defence.yaml", "force was", "violence was"),
    ):
        path = folder / "arguments" / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 3), encoding="utf-8")
    (new_map,) = analyse([folder / "arguments" / "soleimani-strike"])
    (old_map,) = analyse([STRIKE])
    assert new_map.reading.sound
    return difference(version(old_map, "before"), version(new_map, "now"))


def cases(folder: Path) -> dict[str, Difference]:
    hello = (ROOT / "arguments" / "hello.yaml").read_text(encoding="utf-8")
    return {
        "there": between(EVERYTHING, EDITED, folder),
        "back": between(EDITED, EVERYTHING, folder),
        "hello": between(hello, hello.replace("kind: factual, status: agreed}", "kind: factual}"), folder),
        "large": large(folder),
    }


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Picture, str]]:
    folder = tmp_path_factory.mktemp("difference")
    return {
        f"{name}/{picture.name}": (picture, Drawing(picture).svg())
        for name, found in cases(folder).items()
        for picture in difference_views(found)
    }


def test_what_the_picture_of_an_edit_says(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    (picture,) = difference_views(between(EVERYTHING, EDITED, tmp_path))
    lines = [picture.title, picture.subtitle.replace(str(tmp_path), "")]
    for card in picture.cards:
        standing = f" ({card.was + ' → ' if card.was else ''}{card.standing})" if card.standing else ""
        lines.append(f"{card.key} [{card.fate}] {card.heading}{standing}: {card.text} | {card.footer} | {card.chips}")
    lines += [f"{pill.key} [{pill.fate}] {pill.text} {pill.chips}" for pill in picture.pills]
    lines += [f"{line.key} [{line.fate}] {line.role} {line.label}" for line in picture.lines]
    golden("difference/sale-picture.txt", "\n".join(lines) + "\n")


def test_nothing_is_in_the_way(drawings: dict[str, tuple[Picture, str]]) -> None:
    assert len(drawings) > 5
    for name, (_, text) in drawings.items():
        shown = drawn_text(text)
        assert shown.boxes, name
        assert shown.overlaps() == [], name
        assert ends_meet(shown) == [], name


def test_what_became_of_a_thing_is_told_by_word_and_shape(drawings: dict[str, tuple[Picture, str]]) -> None:
    for picture, text in drawings.values():
        groups = {group.get("id"): group for group in ET.fromstring(text).iter(f"{SVG}g") if group.get("id")}
        for card in picture.cards:
            classes = (groups[xml_id(card.key)].get("class") or "").split()
            fate = "changed" if card.fate == "renamed" else card.fate
            assert [name for name in classes if name.startswith("was-")] == ([f"was-{fate}"] if fate else [])
            if card.fate:
                assert card.heading.startswith(f"{card.fate} · ")
        marked = [card for card in picture.cards if card.fate]
        assert text.count('<g class="fate"') >= len(marked)
        assert text.count('class="inner"') >= sum(card.fate in ("changed", "renamed") for card in marked)
        assert text.count('class="cut"') >= sum(line.fate == "removed" for line in picture.lines)


def test_the_legend_lists_only_what_is_drawn(drawings: dict[str, tuple[Picture, str]]) -> None:
    seen: set[str] = set()
    for picture, text in drawings.values():
        (legend,) = (g for g in ET.fromstring(text).iter(f"{SVG}g") if g.get("class") == "legend")
        words = {text.text for text in legend.iter(f"{SVG}text")}
        fates = {"changed" if item.fate == "renamed" else item.fate for item in picture.items() if item.fate}
        lines = {f"link {line.fate}" for line in picture.lines if line.fate in ("added", "removed")}
        assert words & {"added", "removed", "changed"} == fates
        assert {word for word in words if word and word.startswith("link ") and word != "link that fails"} == lines
        seen |= fates | lines
    assert seen == {"added", "removed", "changed", "link added", "link removed"}


def test_other_pictures_say_nothing_of_fates() -> None:
    for path in sorted((ROOT / "renders").glob("*/*.svg"))[:10]:
        assert "was-added" not in path.read_text(encoding="utf-8")


def test_text_stands_inside_its_card_in_a_browser(
    drawings: dict[str, tuple[Picture, str]], browser: Any, tmp_path: Path
) -> None:
    page = browser.new_page()
    try:
        for number, (name, (_, text)) in enumerate(drawings.items()):
            path = tmp_path / f"{number}.svg"
            path.write_text(text, encoding="utf-8")
            page.goto(path.as_uri())
            assert page.evaluate(TEXT_OUTSIDE) == [], name
    finally:
        page.close()


def test_a_label_that_changed_is_written_as_it_was_and_is(drawings: dict[str, tuple[Picture, str]]) -> None:
    picture, text = drawings["hello/difference"]
    card = next(card for card in picture.cards if card.key == "contract-made")
    assert (card.was, card.standing) == ("stood", "not established")
    assert "stood → not established</text>" in text
    issue = picture.cards[0]
    assert issue.outcome == "No position stands: falls against The buyer, who bears the burden"
    assert issue.footer == "was: one position stands: The parties made a contract of sale"


def test_every_page_leads_to_the_others_only(drawings: dict[str, tuple[Picture, str]]) -> None:
    pages = {f"{picture.name}.svg" for name, (picture, _) in drawings.items() if name.startswith("large/")}
    assert len(pages) > 2
    for name, (_, text) in drawings.items():
        if name.startswith("large/"):
            links = re.findall(r'<a href="([^"#]*\.svg)', text)
            assert set(links) <= pages


def test_nothing_is_drawn_of_no_difference(tmp_path: Path) -> None:
    assert difference_views(between(EVERYTHING, EVERYTHING, tmp_path)) == []


def examine(found: Difference) -> None:
    """All that was edited or has another standing is on one page in full, with what became of it."""
    pages = difference_views(found)
    assert len({page.name for page in pages}) == len(pages)
    cards = [card for page in pages for card in page.cards if not card.away]
    keys = [card.key for card in cards]
    assert len(set(keys)) == len(keys)
    shown = {card.key: card for card in cards}
    after, before = found.after.evaluation.standings, found.before.evaluation.standings
    both = union(found)
    for entry in both.of.entries:
        if entry.section == "assertions":
            card = shown[entry.name]
            wanted = Fate.CHANGED if entry.fate is Fate.RENAMED and entry.details else entry.fate
            assert card.fate == wanted.value
            standing = before[entry.was] if entry.fate is Fate.REMOVED else after[entry.name]
            assert card.standing == standing
    for item in found.effects.standings:
        assert shown[item.name].was
    edited = {entry.name for entry in both.of.entries if entry.section == "assertions"}
    assert set(both.graph.assertions) == set(after) | edited
    for page in pages:
        ends = {item.key for item in page.items()}
        assert all({line.upper, line.lower} <= ends for line in page.lines)


@given(st.integers(0, 2**32))
def test_whatever_was_edited_is_drawn(seed: int) -> None:
    chance = Random(seed)
    data = made_up(chance)
    examine(read_between(read(data), read(changed_at_random(data, chance))))


@given(st.integers(0, 2**32))
def test_two_maps_that_have_little_in_common_are_drawn(seed: int) -> None:
    examine(read_between(read(made_up(Random(seed))), read(made_up(Random(seed + 1)))))


BODIES: dict[str, dict[str, Any]] = {
    "parties": {"name": "N"}, "authorities": {"kind": "letter", "title": "L"}, "rules": {"text": "R."},
    "issues": {"question": "W?"}, "assertions": {"text": "B."},
}  # fmt: skip


def moved_at_random(data: dict[str, Any], chance: Random) -> dict[str, Any]:
    """The data in which a few ids are now those of another kind of entry, or of an entry that had another id."""
    new = copy.deepcopy(data)
    for _ in range(chance.choice([1, 1, 2, 3])):
        section = chance.choice([name for name in BODIES if new.get(name)])
        name = chance.choice(list(new[section]))
        body = new[section].pop(name)
        other = chance.choice(list(BODIES))
        new.setdefault(other, {})[name] = dict(BODIES[other])
        if chance.random() < 0.4:  # under an id that is free, or was something else's
            held = {one for kind in BODIES for one in new.get(kind, {})}
            was = [one for kind in BODIES for one in data.get(kind, {}) if one not in held]
            new[section][chance.choice([*was, "z", f"{name}-"])] = body
    return new


@given(st.integers(0, 2**32), st.booleans())
def test_an_id_that_is_another_kind_of_entry_now_is_both(seed: int, turned: bool) -> None:
    chance = Random(seed)
    data = made_up(chance)
    old, new = read(data), read(changed_at_random(moved_at_random(data, chance), chance))
    found = read_between(new, old) if turned else read_between(old, new)
    examine(found)
    both = union(found)
    gone = {entry.section: entry.before for entry in both.of.entries if entry.fate is Fate.REMOVED}
    held = [name for section in BODIES for name in getattr(both.map, section)]
    assert len(set(held)) == len(held)
    assert all(getattr(both.map, section) for section in gone if section in BODIES)


def test_an_assertion_that_rebutted_is_an_authority_now(tmp_path: Path) -> None:
    old = EVERYTHING + "      rumour: {text: The offer is a rumour., authorities: [letter], counters: [made]}\n"
    new = EVERYTHING.replace(
        "    authorities:\n", "    authorities:\n      rumour: {kind: letter, title: The rumour}\n", 1
    ).replace("authorities: [letter]", "authorities: [letter, rumour]", 1)
    assert new.count("rumour") == 3
    for before, after, fate in ((old, new, "removed"), (new, old, "added")):
        (picture,) = difference_views(between(before, after, tmp_path))
        (card,) = (card for card in picture.cards if card.text == "The offer is a rumour.")
        (source,) = (card for card in picture.cards if card.text == "The rumour")
        assert (card.fate, source.fate) == (fate, "added" if fate == "removed" else "removed")


OLD = """
    argmap: 1
    map: {title: D}
    authorities: {law: {kind: treaty, title: Law}, note: {kind: letter, title: Note}}
    rules: {r: {text: R., elements: {e: E., f: F.}, exceptions: {x: X.}}}
    assertions:
      a:
        text: Alpha.
        because: [{rule: r, premises: {e: b, f: c}, unless: {x: d}}]
        authorities: [law art. 1, law art. 2, note]
      b: {text: Beta., authorities: [law art. 3]}
      b2: {text: Beta two.}
      c: {text: Gamma.}
      d: {text: Delta.}
      d2: {text: Delta two.}
"""


def drawn_between(old: str, new: str, folder: Path) -> tuple[dict[str, str], dict[str, tuple[str, str, str]]]:
    """What became of each card, and of each line with its lower end and label."""
    (picture,) = difference_views(between(old, new, folder))
    lines: dict[str, tuple[str, str, str]] = {line.key: (line.fate, line.lower, line.label) for line in picture.lines}
    return {card.key: card.fate for card in picture.cards}, lines


def test_a_citation_that_moves_leaves_the_authority_as_it_was(tmp_path: Path) -> None:
    new = OLD.replace("b: {text: Beta., authorities: [law art. 3]}", "b: {text: Beta.}")
    new = new.replace("b2: {text: Beta two.}", "b2: {text: Beta two., authorities: [law art. 4]}")
    cards, lines = drawn_between(OLD, new, tmp_path)
    assert (cards["b/citation-1"], cards["b2/citation-1"]) == ("", "")
    assert lines["b/citation-1/line"] == ("removed", "b/citation-1", "removed: art. 3")
    assert lines["b2/citation-1/line"] == ("added", "b2/citation-1", "added: art. 4")


@pytest.mark.parametrize(("head", "near"), [("b", (100.0, 60.0)), ("n1", (0.0, 0.0))])
def test_a_line_that_is_gone_is_cut_where_no_other_shares_it(head: str, near: tuple[float, float]) -> None:
    """In a column of cards: at the end of the branch that leads to the one, not on the common trunk."""
    line = Line("a-b", "a", "b", "cites", fate="removed")
    points = tuple(Point(*at) for at in [(0, 0), (0, 20), (0, 40), (0, 60), (30, 60), (60, 60), (100, 60)])
    route = Route("e1", "n0", head, points, None, None, None)
    text = to_svg(Picture("p", "P", "", "M", (), (), (line,)), {}, Placed(100, 100, {}, {"a-b": route}), "")
    strokes, _of_the_legend = re.findall(r'class="cut" d="([^"]*)"', text)
    numbers = [float(number) for number in re.findall(r"[-\d.]+", strokes)]
    assert hypot(sum(numbers[0::2]) / 4 - near[0], sum(numbers[1::2]) / 4 - near[1]) < 14


def test_one_of_two_citations_of_an_authority_that_goes_has_a_line_of_its_own(tmp_path: Path) -> None:
    cards, lines = drawn_between(OLD, OLD.replace("law art. 1, law art. 2", "law art. 1"), tmp_path)
    (gone,) = (line for line in lines.values() if line[0] == "removed")
    assert gone[2] == "removed: art. 2"
    assert lines["a/citation-1/line"][2] == "art. 1"
    assert not cards[gone[1]]


def test_a_premise_that_another_takes_the_place_of_is_drawn_cut(tmp_path: Path) -> None:
    cards, lines = drawn_between(OLD, OLD.replace("e: b,", "e: b2,").replace("x: d}", "x: d2}"), tmp_path)
    assert lines["a/argument-1/b2"][:2] == ("added", "b2")
    assert lines["a/argument-1/b"][:2] == ("removed", "b")
    exceptions = {line[:2] for key, line in lines.items() if "exception" in key}
    assert exceptions == {("added", "d2"), ("removed", "d")}
    assert not any(cards[name] for name in ("b", "b2", "d", "d2"))


@pytest.mark.parametrize(("before", "after"), [("e: b, f: b", "e: b, f: c"), ("e: b, f: c", "e: b, f: b")])
def test_a_premise_that_still_is_one_is_not_drawn_cut(tmp_path: Path, before: str, after: str) -> None:
    old, new = (OLD.replace("e: b, f: c", premises) for premises in (before, after))
    _, lines = drawn_between(old, new, tmp_path)
    assert lines["a/argument-1/b"][0] == "changed"
    assert lines["a/argument-1/c"][0] == ("added" if after.endswith("c") else "removed")


def test_what_rests_on_an_edited_source_is_drawn_where_it_bears_on_it(tmp_path: Path) -> None:
    def shown(old: str, new: str) -> set[str]:
        assert old in OLD
        pages = difference_views(between(OLD, OLD.replace(old, new), tmp_path))
        return {card.key for page in pages for card in page.cards if card.shade != "authority" and not card.away}

    assert shown("title: Note", "title: A note") == set()
    assert {"a", "b"} <= shown("title: Law", "title: Law, status: repealed")
    assert shown("kind: letter", "kind: press") == set()
    assert "a" in shown("kind: letter", "kind: judgment")


def test_an_edited_view_edits_nothing_that_has_its_name(tmp_path: Path) -> None:
    views = "    views: {made: {title: One, show: issues}}\n"
    found = between(EVERYTHING + views, EVERYTHING + views.replace("One", "Two"), tmp_path)
    assert edits(found) == [("views", "made", "changed")]
    assert difference_views(found) == []


@settings(max_examples=8)
@given(st.integers(0, 2**32))
def test_edits_at_random_are_laid_out(seed: int) -> None:
    chance = Random(seed)
    data = made_up(chance, most=9)
    for picture in difference_views(read_between(read(data), read(changed_at_random(data, chance)))):
        shown = drawn_text(Drawing(picture).svg())
        assert [one for one in shown.overlaps() if " lies on " in one] == []


# -- positions, names, and what stands alone -------------------------------------------------------------------------

DISPUTE = """
    argmap: 1
    map: {title: A dispute, forum: District Court of Freeland}
    authorities: {book: {kind: book, title: Book}}
    rules: {sale: {text: A sale., elements: {offer: An offer., price: A price.}, exceptions: {joke: A joke.}}}
    issues: {q: {question: Was it so?, positions: [pro, con]}}
    assertions:
      pro:
        text: It was so.
        kind: legal
        because: [{rule: sale, premises: {offer: fact, price: paid}, authorities: [{cite: book, counters: [old]}]}]
        counters: [con]
      con: {text: It was not so., kind: legal, counters: [reply]}
      fact: {text: An offer was made., kind: factual, status: agreed, counters: [{assertion: doubt, counters: [sure]}]}
      paid: {text: A price was named., kind: factual, status: agreed}
      doubt: {text: The offer is doubtful., kind: factual}
      sure: {text: Nobody doubts., kind: factual}
      reply: {text: It was., kind: legal}
      old: {text: The book is old., kind: factual}
"""
EDITS: dict[str, tuple[tuple[str, str], ...]] = {
    "a position is listed no more": (("[pro, con]", "[pro]"),),
    "a position is gone": (
        ("[pro, con]", "[pro]"),
        ("counters: [con]", "tags: [x]"),
        ("con: {text: It was not so., kind: legal, counters: [reply]}", "other: {text: It was other., kind: legal}"),
    ),
    "a position is added": (
        ("[pro, con]", "[pro, con, third]"),
        ("paid: {", "third: {text: It was half so., kind: legal}\n      paid: {"),
    ),
    "a counter is renamed": (("doubt:", "doubts:"), ("assertion: doubt,", "assertion: doubts,")),
    "what opposes a counter is renamed": (("sure]", "surely]"), ("sure:", "surely:")),
    "what opposes a citation is renamed": (("old]", "aged]"), ("old:", "aged:")),
    "a premise is renamed": (("paid", "price-named"),),
    "a position is renamed": (("con]", "against]"), ("con:", "against:")),
    "an element and an exception are renamed": (("offer:", "proposal:"), ("joke:", "jest:")),
    "an element gets other words": (("price: A price.", "price: A price in money."),),
    "a rule is renamed": (("rules: {sale:", "rules: {purchase:"), ("rule: sale", "rule: purchase")),
}


def spelled(picture: Picture) -> list[str]:
    """Everything on a picture, a line each."""
    lines = []
    for card in picture.cards:
        standing = f" ({card.was + ' → ' if card.was else ''}{card.standing})" if card.standing else ""
        away = "away " if card.away else ""
        lines.append(f"{away}{card.key} [{card.fate}] {card.heading}{standing}: {card.text} | {card.footer}")
    lines += [f"{pill.key} [{pill.fate}] {pill.text} {pill.chips}" for pill in picture.pills]
    return lines + [f"{line.lower} → {line.upper} [{line.fate}] {line.role} {line.label}" for line in picture.lines]


def test_lines_of_positions_and_of_what_is_renamed(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    told = []
    for name, changes in EDITS.items():
        new = DISPUTE
        for was, now in changes:
            assert was in new
            new = new.replace(was, now)
        (picture,) = difference_views(between(DISPUTE, new, tmp_path))
        told += [f"# {name}", *spelled(picture), ""]
        shown = drawn_text(Drawing(picture).svg())
        assert shown.overlaps() == []
    golden("difference/dispute-pictures.txt", "\n".join(told))


def test_of_many_uses_a_few_are_shown(tmp_path: Path) -> None:
    uses = "".join(f"      u{n}: {{text: Use {n}., premises: [paid]}}\n" for n in range(9))
    (picture,) = difference_views(between(DISPUTE + uses, (DISPUTE + uses).replace("paid", "price"), tmp_path))
    assert sum(line.lower == "price" for line in picture.lines) == 3


def test_what_a_page_of_a_difference_has_no_room_for_is_on_further_ones(tmp_path: Path) -> None:
    many = "".join(f"      p{n}: {{text: Premise {n}., kind: factual}}\n" for n in range(60))
    big = f"      big: {{text: Big., premises: [{', '.join(f'p{n}' for n in range(60))}]}}\n"
    found = between(DISPUTE + many + big, DISPUTE + many + big.replace("Big.", "Bigger."), tmp_path)
    pages = difference_views(found)
    assert len(pages) > 2
    assert [page.name for page in pages] == ["difference", *(f"difference-{n}" for n in range(2, len(pages) + 1))]
    assert all(len(page.cards) <= 34 for page in pages)
    assert {card.about for page in pages for card in page.cards} >= {f"p{n}" for n in range(60)}
