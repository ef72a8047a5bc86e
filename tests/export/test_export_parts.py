"""A picture taken apart: nothing is lost, everything stands where it stood, and the order is that of reading."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageChops

from argmap.render.export.fonts import installed_fonts
from argmap.render.export.parts import Part, parts_of
from argmap.render.export.png import paint_of
from argmap.render.export.still import Still, still
from argmap.render.svg import NAMESPACE
from tests.maps_for_tests import EVERYTHING, HOSTILE, analysed, drawings

TREE = """
    argmap: 1
    map: {title: A tree}
    assertions:
      top:
        text: Top
        kind: legal
        because:
          - {scheme: sign, premises: [left, right]}
          - {scheme: analogy, premises: [other]}
        counters: [against]
      left: {text: Left, kind: legal, premises: [under-left]}
      under-left: {text: Under left, kind: factual}
      right: {text: Right, kind: factual, authorities: [book p. 3]}
      other: {text: Other, kind: factual}
      against: {text: Against, kind: factual, premises: [doubt]}
      doubt: {text: Doubt, kind: factual}
    authorities:
      book: {kind: book, title: Book, by: A. Author}
"""


def stills(text: str, folder: Path) -> list[Still]:
    return [
        still(drawing.svg(), installed_fonts(), headed=False) for drawing in drawings(analysed(text, folder)).values()
    ]


def words(svg: str) -> list[str]:
    return sorted(text.text or "" for text in ElementTree.fromstring(svg).iter(f"{{{NAMESPACE}}}text"))


def test_no_word_is_lost_or_said_twice(tmp_path: Path) -> None:
    for picture in [*stills(EVERYTHING, tmp_path), *stills(HOSTILE, tmp_path)]:
        parts = parts_of(picture)
        assert sorted(word for part in parts for word in words(part.svg)) == words(picture.svg)


def painted(picture: Still, part: Part) -> tuple[Image.Image, tuple[int, int]]:
    alone = Still(part.svg, part.place.width, part.place.height, "", "", part.families, ())
    paint = paint_of(alone, installed_fonts(), 144)
    return Image.open(io.BytesIO(paint.png())).convert("RGB"), (round(part.place.left * 2), round(part.place.top * 2))


def test_put_together_again_it_looks_the_same(tmp_path: Path) -> None:
    (picture,) = (each for each in stills(EVERYTHING, tmp_path) if each.title == "Was there a sale?")
    whole = Image.open(io.BytesIO(paint_of(picture, installed_fonts(), 144).png())).convert("RGB")
    again = Image.new("RGB", whole.size, "white")
    for part in parts_of(picture):
        piece, at = painted(picture, part)
        again.paste(ImageChops.darker(piece, again.crop((*at, at[0] + piece.width, at[1] + piece.height))), at)
    differing = sum(ImageChops.difference(whole, again).convert("L").histogram()[128:])
    assert differing < whole.width * whole.height * 0.01


def test_a_card_is_followed_by_its_arguments_their_premises_and_what_opposes_it(tmp_path: Path) -> None:
    (picture,) = stills(TREE, tmp_path)
    order = ["Top", "sign", "Left", "Under left", "Right", "Book", "p. 3", "analogy", "Other"]
    order += ["Against", "rebuts", "Doubt"]
    said = [next(name for name in order if name in part.said) for part in parts_of(picture)[1:-1]]
    assert said == order


def test_a_label_that_leads_to_what_was_read_before_names_it(tmp_path: Path) -> None:
    text = """
        argmap: 1
        map: {title: Twice}
        assertions:
          first: {text: It is so., kind: legal, premises: [fact], counters: [doubt]}
          second: {text: So is that., kind: legal, premises: [fact], counters: [doubt]}
          fact: {text: It was., kind: factual}
          doubt: {text: Nobody saw it., kind: factual}
    """
    (picture,) = stills(text, tmp_path)
    said = [part.said for part in parts_of(picture)]
    assert said.count("rebuts") == 1
    assert said.count("rebuts: Nobody saw it.") == 1
    assert len([each for each in said if "It was" in each]) == 1
