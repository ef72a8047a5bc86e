"""Texts on lines, and lines: nothing lies on anything else, also in pictures of maps made up at random."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from drawn_geometry import drawn_text
from random_maps import made_up, read

from argmap.evaluation.labels import evaluate
from argmap.evaluation.words import Standing
from argmap.graph import build
from argmap.render.around import around
from argmap.render.draw import Drawing
from argmap.render.labels import Area, settle
from argmap.render.picture import Card, Line, Picture
from argmap.render.placed import Point, Route
from argmap.render.sheet import Material
from argmap.render.views import all_views

TEXT = "the strike was unlawful because no armed attack had occurred and necessity was absent under the charter"
WORDS = [*TEXT.split()[:-2], "article", "fifty", "one", "of", *TEXT.split()[-2:]]
ONCE_WRONG = (121, 154, 567, 845, 2480, 3303, 4095)
"""In these labels lay on each other, or a line ran through a label or a card."""


def pictures(seed: int) -> list[Picture]:
    """All views of a map made up at random, with texts of any length, drawn in any way."""
    chance = Random(seed)
    data = made_up(chance, chance.choice([6, 12, 20]))
    for entry in data["assertions"].values():
        entry["text"] = " ".join(chance.choices(WORDS, k=chance.randint(1, 40)))
    graph = build(read(data).map)
    material = replace(
        Material(graph, evaluate(graph)),
        direction=chance.choice(["down", "up", "left", "right", None]),
        authorities=chance.choice(["nodes", "chips", "none", None]),
        page=chance.choice(["a4", "a3", None]),
    )
    return list(all_views(material))


@pytest.mark.parametrize("seed", [*ONCE_WRONG, *range(5001, 5031)])
def test_nothing_lies_on_anything_and_all_is_on_the_page(seed: int) -> None:
    for picture in pictures(seed):
        shown = drawn_text(Drawing(picture).svg())
        assert shown.overlaps() == []
        for one in (*shown.boxes, *shown.labels):
            assert one.left >= 0, (picture.name, one)
            assert one.top >= 0, (picture.name, one)
            assert one.right <= shown.width, (picture.name, one)
            assert one.bottom <= shown.height, (picture.name, one)


def straight(*ends: tuple[float, float], label: tuple[float, float] | None = None) -> Route:
    (x, y), (to_x, to_y) = ends
    points = tuple(Point(x + (to_x - x) * n / 3, y + (to_y - y) * n / 3) for n in range(4))
    return Route("e", "a", "b", points, None, None, label and Point(*label))


def label_at(place: Point) -> Area:
    return Area(place.x - 1, place.y - 1, place.x + 1, place.y + 1)


def test_a_text_on_another_one_is_moved_along_its_line() -> None:
    lines = [Line(key, "a", key, "undercuts", "undercuts") for key in "bc"]
    routes = {"b": straight((0, 0), (300, 0), label=(150, 0)), "c": straight((0, 4), (300, 4), label=(150, 4))}
    found = settle(lines, routes, [])
    places = [found.get(key) or routes[key].label for key in "bc"]
    assert found
    assert places[0] is not None
    assert places[1] is not None
    assert abs(places[0].x - places[1].x) > 40 or abs(places[0].y - places[1].y) > 8


def test_a_text_on_a_card_is_moved_beside_it_and_never_off_the_page() -> None:
    card, page = Area(120, -40, 180, 40), Area(0, -12, 300, 12)
    routes = {"b": straight((0, 0), (300, 0), label=(150, 0))}
    found = settle([Line("b", "a", "b", "rebuts", "rebuts")], routes, [card], page)
    assert not label_at(found["b"]).meets(card)
    assert label_at(found["b"]).lies_in(page)


def test_a_text_for_which_there_is_no_room_stays() -> None:
    everywhere = Area(-1000, -1000, 1000, 1000)
    routes = {"b": straight((0, 0), (300, 0), label=(150, 0))}
    assert settle([Line("b", "a", "b", "rebuts", "rebuts")], routes, [everywhere]) == {}


@pytest.mark.parametrize("across", [True, False])
@pytest.mark.parametrize("turned", [True, False])
def test_a_straight_line_goes_around_a_card_between_its_own(across: bool, turned: bool) -> None:
    boxes = {key: Area(x, 40, x + 100, 100) for key, x in (("a", 0), ("b", 150), ("c", 300))}
    route, size = straight((100, 70), (300, 70), label=(200, 70)), (400.0, 140.0)
    if not across:
        boxes = {key: Area(box.top, box.left, box.bottom, box.right) for key, box in boxes.items()}
        route, size = straight((70, 100), (70, 300), label=(70, 200)), (140.0, 400.0)
    if turned:
        route = route._replace(points=route.points[::-1])
    found = around([Line("e", "a", "c", "rebuts")], {"e": route}, boxes, size)["e"]
    ends = (boxes["c"], boxes["a"]) if turned else (boxes["a"], boxes["c"])
    for point, box in zip((found.points[0], found.points[-1]), ends, strict=True):
        assert box.left <= point.x <= box.right
        assert box.top <= point.y <= box.bottom
    assert len(found.points) % 3 == 1
    assert found.label is not None
    assert not any(label_at(point).meets(boxes["b"]) for point in (*found.points, found.label))


def test_a_line_that_is_free_or_cannot_be_is_left() -> None:
    boxes = {"a": Area(0, 40, 100, 100), "b": Area(150, -900, 250, 900), "c": Area(300, 40, 400, 100)}
    line, route = Line("e", "a", "c", "rebuts"), straight((100, 70), (300, 70))
    assert around([line], {"e": route}, boxes, (400, 140)) == {}
    assert around([line], {"e": route}, {"a": boxes["a"], "c": boxes["c"]}, (400, 140)) == {}
    bent = route._replace(points=(*route.points[:2], Point(250, 90), route.points[3]))
    assert around([line], {"e": bent}, boxes, (400, 140)) == {}


def test_a_picture_of_three_cards_in_a_row_is_whole() -> None:
    cards = tuple(Card(key, "legal", "Position", "A text.", Standing.CONTESTED) for key in "abc")
    lines = tuple(
        Line(f"{one}{other}", one, other, "rebuts", "rebuts") for one, other in (("a", "b"), ("b", "c"), ("a", "c"))
    )
    assert drawn_text(Drawing(Picture("view", "Title", "", "", cards, (), lines)).svg()).overlaps() == []
