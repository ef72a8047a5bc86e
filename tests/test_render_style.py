"""How pictures look: contrast in light and dark, marks that need no colour."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from argmap.evaluation.words import Standing
from argmap.render.style import COLOURS, MARKS, SHADES, css

STANDINGS = [standing.value.replace(" ", "-") for standing in Standing]
TEXT, LINES = 4.5, 3.0
"""The least contrast WCAG 2.2 AA asks of text, and of what is not text but must be seen."""


def light_of(colour: str) -> float:
    """Relative luminance of `#rrggbb`, after WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    lighter, darker = sorted((light_of(one), light_of(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs() -> list[tuple[str, str, float]]:
    """Foreground, background, least contrast: whatever the style sheet puts on whatever it may stand on."""
    found = []
    for shade in SHADES:
        words = ["ink", "soft", "authority", "contested", shade, *STANDINGS]
        found += [(word, f"{shade}-fill", TEXT) for word in words]
        found += [(shade, f"{shade}-fill", LINES), (shade, "page", LINES)]
    found += [(word, "page", TEXT) for word in ("ink", "soft", "authority", "counter", "contested", *STANDINGS)]
    found += [(word, "page", LINES) for word in ("legal", "counter", "authority", "soft")]
    return found


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), pairs())
def test_contrast(front: str, back: str, least: float, mode: int) -> None:
    assert contrast(COLOURS[front][mode], COLOURS[back][mode]) >= least


def test_marks_differ_in_shape_and_have_no_colour_of_their_own() -> None:
    assert set(MARKS) == {*STANDINGS, "gaps", "listed", "focus"}
    for mark in MARKS.values():
        ET.fromstring(f"<g>{mark}</g>")
        assert "#" not in mark
        assert "<text" not in mark
    assert all(one != two for one, two in combinations(MARKS.values(), 2))


def test_the_style_sheet_uses_only_colours_of_the_table() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", css()))
    assert used <= set(COLOURS)
    assert not re.findall(r"#[0-9a-f]{3,6}", re.sub(r"--[\w-]+:#[0-9a-f]{6}", "", css()))
    assert "prefers-color-scheme:dark" in css()
    assert "@media print" in css()
