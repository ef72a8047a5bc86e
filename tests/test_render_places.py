"""Where things stand in a drawing: nothing overlaps, no line runs through a card, no page is too wide to follow."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from drawn_geometry import SVG, Drawn, drawn, drawn_text
from maps_for_tests import EVERYTHING, analysed

from argmap.analysis import analyse
from argmap.drawn import material
from argmap.render.draw import Drawing
from argmap.render.views import all_views

ROOT = Path(__file__).parents[1]
RENDERS = sorted((ROOT / "renders").glob("**/*.svg"))
WIDEST = 1900.0
"""Points. A page of this width on a sheet of A3 has letters of more than 6 points."""

each_render = pytest.mark.parametrize("path", RENDERS, ids=lambda path: f"{path.parent.name}/{path.stem}")

# Run in the page: the boxes of all text lines against the box of the card or pill they stand in, in CSS pixels.
TEXT_OUTSIDE = """() => {
  const found = [];
  for (const group of document.querySelectorAll("g.card, g.pill")) {
    const box = group.querySelector("rect").getBoundingClientRect();
    for (const text of group.querySelectorAll("text")) {
      const line = text.getBoundingClientRect();
      if (line.left < box.left - 1 || line.right > box.right + 1)
        found.push(group.id + ": " + text.textContent);
      if (line.top < box.top - 1 || line.bottom > box.bottom + 1.5)
        found.push(group.id + ": " + text.textContent);
    }
  }
  const whole = document.querySelector("svg").getBoundingClientRect();
  for (const text of document.querySelectorAll("text")) {
    const line = text.getBoundingClientRect();
    if (line.left < whole.left || line.right > whole.right + 1 || line.bottom > whole.bottom)
      found.push("page: " + text.textContent);
  }
  return found;
}"""


@each_render
def test_nothing_lies_on_anything_else(path: Path) -> None:
    shown = drawn(path)
    assert shown.boxes
    assert shown.overlaps() == []


@each_render
def test_no_page_is_too_wide_to_follow(path: Path) -> None:
    assert drawn(path).width <= WIDEST


@each_render
def test_everything_is_on_the_page(path: Path) -> None:
    shown = drawn(path)
    for area in (*shown.boxes, *shown.labels):
        assert area.left >= 0, area
        assert area.top >= 0, area
        assert area.right <= shown.width, area
        assert area.bottom <= shown.height, area
    for stroke in shown.strokes:
        assert all(0 <= x <= shown.width and 0 <= y <= shown.height for x, y in stroke.points), stroke.name


def ends_meet(shown: Drawn) -> list[str]:
    """Lines that do not reach from the box above to the box below."""
    boxes = {box.name: box for box in shown.boxes}
    found = []
    for stroke in shown.strokes:
        for name, (x, y) in zip(stroke.ends, (stroke.points[0], stroke.points[-1]), strict=True):
            box = boxes[name]
            if not (box.left - 2 <= x <= box.right + 2 and box.top - 2 <= y <= box.bottom + 2):
                found.append(f"{stroke.name} does not reach {name}")
    return found


@each_render
def test_lines_reach_what_they_join(path: Path) -> None:
    assert ends_meet(drawn(path)) == []


@pytest.mark.parametrize("path", RENDERS[::3], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_text_stands_inside_its_card_in_a_browser(path: Path, browser: Any) -> None:
    page = browser.new_page()
    try:
        page.goto(path.as_uri())
        assert page.evaluate(TEXT_OUTSIDE) == []
    finally:
        page.close()


@pytest.mark.parametrize("direction", ["down", "up", "right", "left"])
@pytest.mark.parametrize("authorities", ["auto", "nodes", "chips"])
def test_nothing_is_in_the_way_however_it_is_drawn(direction: Any, authorities: Any, tmp_path: Path) -> None:
    everything = analysed(EVERYTHING, tmp_path)
    (case,) = analyse([ROOT / "arguments" / "popov-v-hayashi.yaml"])
    for analysis in (everything, case):
        asked = replace(material(analysis), direction=direction, authorities=authorities)
        for picture in all_views(asked):
            shown = drawn_text(Drawing(picture).svg())
            assert shown.overlaps() == []
            assert ends_meet(shown) == []


def test_what_runs_upwards_has_its_conclusion_below(tmp_path: Path) -> None:
    asked = replace(material(analysed(EVERYTHING, tmp_path)), direction="up")
    (picture,) = (picture for picture in all_views(asked) if picture.name == "contract")
    boxes = {box.name: box for box in drawn_text(Drawing(picture).svg()).boxes}
    assert boxes["made"].top > boxes["offered"].bottom


@each_render
def test_text_is_measured_to_be_inside_its_card(path: Path) -> None:
    for group in ET.parse(path).getroot().iter(f"{SVG}g"):
        if "card" not in (group.get("class") or "").split():
            continue
        rect = next(group.iter(f"{SVG}rect"))
        width, height = float(rect.get("width")), float(rect.get("height"))
        for line in group.iter(f"{SVG}text"):
            x, y, length = float(line.get("x")), float(line.get("y")), float(line.get("textLength") or 0)
            left, right = (x - length, x) if line.get("direction") == "rtl" else (x, x + length)
            assert left >= 4.9, (group.get("id"), line.text)
            assert right <= width + 0.1, (group.get("id"), line.text)
            assert y <= height, (group.get("id"), line.text)
