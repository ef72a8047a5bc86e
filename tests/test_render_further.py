"""Views of any width: no page is larger than a page may be, nothing is lost, nothing overlaps."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from drawn_geometry import drawn_text
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from maps_for_tests import analysed

from argmap.analysis import Analysis
from argmap.model.values import Paper
from argmap.render.draw import Drawing
from argmap.render.paging import largest_for
from argmap.render.picture import Authorities, Picture
from argmap.render.sheet import Material, Sheet
from argmap.render.views import all_views

HEAD = "argmap: 1\nmap: {title: Wide}\nviews: {n: {issue: i, authorities: nodes}, f: {focus: a0, down: 9, up: 2}}\n"


def wide_map(seed: int, size: int) -> str:
    """A map some of whose assertions have very many premises, arguments, counters, citations; many positions too."""
    random = Random(seed)
    names = [f"a{n}" for n in range(size)]

    def some(most: int, after: int) -> list[str]:
        below = names[after + 1 :]
        return random.sample(below, min(len(below), random.choice([0, 1, 2, most])))

    lines = ["authorities:"]
    lines += [f"  s{n}: {{kind: statute, title: Act {n}, jurisdiction: X}}" for n in range(60)]
    lines += [f"issues: {{i: {{question: Is it so?, positions: [{', '.join(names[: random.choice([1, 2, 30])])}]}}}}"]
    lines += ["assertions:"]
    for at, name in enumerate(names):
        lines += [f"  {name}:", f"    text: The assertion called {name} is made."]
        wide = 70 if random.random() < 0.1 else 3
        because = []
        for _ in range(random.choice([0, 1, 2, random.choice([3, 40])]) if wide > 3 else random.randint(0, 1)):
            premises = some(wide, at)
            if premises:
                undercut = [f"{{assertion: {c}, counters: [{', '.join(some(1, at)[:1])}]}}" for c in some(wide, at)]
                because.append(f"{{premises: [{', '.join(premises)}], counters: [{', '.join(undercut)}]}}")
        if because:
            lines += ["    because:", *(f"      - {item}" for item in because)]
        if rebutting := some(wide, at):
            lines.append(f"    counters: [{', '.join(rebutting)}]")
        if cited := random.sample(range(60), random.choice([0, 1, 60 if wide > 3 else 2])):
            lines.append(f"    authorities: [{', '.join(f's{n} s. {n + 1}' for n in cited)}]")
    return HEAD + "\n".join(lines) + "\n"


def pictures(analysis: Analysis, authorities: Authorities, page: Paper | None) -> list[Picture]:
    return all_views(Material(analysis.graph, analysis.evaluation, authorities=authorities, page=page))


def whole(analysis: Analysis, authorities: Authorities) -> Picture:
    """Everything in one picture, however large; what is said twice against one assertion in the same way, once."""
    material = Material(analysis.graph, analysis.evaluation, authorities=authorities)
    sheet = Sheet(material, "i", analysis.graph.assertions, {}, authorities)
    sheet.shares = True
    sheet.draw(analysis.graph.positions("i"))
    return sheet.finished("all", "All", "")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    size=st.integers(1, 130),
    authorities=st.sampled_from(["nodes", "chips"]),
    page=st.sampled_from([None, "a4"]),
)
@example(seed=15, size=109, authorities="chips", page="a4")
def test_no_page_is_too_large_and_nothing_is_lost(
    tmp_path: Path, seed: int, size: int, authorities: Authorities, page: Paper | None
) -> None:
    analysis = analysed(wide_map(seed, size), tmp_path)
    assert analysis.reading.sound
    found = pictures(analysis, authorities, page)
    of_issues = [picture for picture in found if picture.view not in ("overview", "n", "f")]
    room = largest_for(None, page)
    full = {
        picture.name: {card.key for card in picture.cards if card.key == card.about and not card.away}
        for picture in found
    }
    for picture in found:
        if picture.view != "overview":
            most = room.whole.cards + (page == "a4")  # there, what counts the others may be one too many
            assert len(picture.cards) <= most, picture.name
        keys = {item.key for item in picture.items()}
        assert len(keys) == len(picture.items())
        assert all({line.upper, line.lower} <= keys for line in picture.lines)
        for card in picture.cards:
            target = re.fullmatch(r"(.+)\.svg(?:#(.+))?", card.href)
            if target and picture.view != "overview":
                assert target[2] is None or target[2] in full[target[1]], card.href
                assert target[1] in full
    assert set().union(*(full[picture.name] for picture in of_issues)) >= set(analysis.graph.assertions)
    everything = whole(analysis, authorities)
    drawn = {line.key for picture in of_issues for line in picture.lines}
    assert {line.key for line in everything.lines} <= drawn
    labels = [{line.label for picture in of_issues for line in picture.lines if line.key == key} for key in drawn]
    assert all(len(found) == 1 for found in labels)
    sizes = [picture.subtitle.split(" \u00b7 ")[0] for picture in of_issues if picture.view == "i"]
    assert sizes == ([f"page {n} of {len(sizes)}" for n in range(1, len(sizes) + 1)] if len(sizes) > 1 else sizes)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("authorities", ["nodes", "chips"])
def test_nothing_overlaps_on_further_pages(tmp_path: Path, seed: int, authorities: Authorities) -> None:
    for picture in pictures(analysed(wide_map(seed, 90), tmp_path), authorities, None)[:25]:
        shown = drawn_text(Drawing(picture).svg())
        boxes = [*shown.boxes]
        assert [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.meets(b)] == [], picture.name
        assert shown.width < 2400


@pytest.mark.parametrize("page", [None, "a4"])
def test_a_further_page_begins_with_what_it_hangs_on(page: Paper | None, tmp_path: Path) -> None:
    names = [f"p{n}" for n in range(100)]
    text = "argmap: 1\nmap: {title: T}\nissues: {i: {question: Is it?, positions: [c]}}\nauthorities:\n"
    text += "".join(f"  s{n}: {{kind: statute, title: Act {n}, jurisdiction: X}}\n" for n in range(90))
    text += f"assertions:\n  c: {{text: So it is., premises: [{', '.join(names)}], "
    text += f"authorities: [{', '.join(f's{n} s. 1' for n in range(90))}]}}\n"
    text += "".join(f"  {name}: {{text: It is so., kind: factual}}\n" for name in names)
    found = {picture.name: picture for picture in pictures(analysed(text, tmp_path), "auto", page)}
    first = found["i"]
    more = next(card for card in first.cards if card.key.endswith("/more-premise"))
    kept = sum(card.about in names for card in first.cards)
    assert more.text == f"{100 - kept} more premises"
    assert first.cards[0].chips[-1] == "… and 74 more, listed below"
    assert max(len(card.chips) for picture in found.values() for card in picture.cards) == 17
    cited = {chip for picture in found.values() for card in picture.cards for chip in card.chips}
    assert len([chip for chip in cited if not chip.startswith("…")]) == 90
    in_full = {card.key for card in found[more.href.removesuffix(".svg")].cards if card.about in names}
    assert in_full <= set(names)  # the premises themselves, no further cards that lead to them
    for picture in found.values():
        if picture.view == "i" and picture is not first and any(card.key in names for card in picture.cards):
            head = picture.cards[0]
            assert (head.about, head.away, head.href, head.heading) == ("c", True, "i.svg#c", "See page 1")
            shown = {card.key for card in picture.cards[1:]}
            assert {line.lower for line in picture.lines if line.upper == "c/argument-1"} == shown
