"""The type that everything is set in, and lines of text as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from argmap.render.measure import Face, direction, width
from argmap.render.xml import escape, is_plain
from argmap.render.xml import number as _n

TITLE, SUBTITLE, HEADING, BODY, SMALL = 17.0, 10.0, 8.0, 11.5, 8.5
BRIEF = 9.5
"""The type of cards that only refer to another page."""
LEADING = 1.28

Role = Literal[
    "title", "subtitle", "legend", "label", "heading", "standing", "body", "brief", "outcome", "chip", "elsewhere",
    "footer", "gaps", "pill", "item", "contrary",
]  # fmt: skip

TYPE: dict[Role, tuple[float, Face]] = {
    "title": (TITLE, "bold"),
    "subtitle": (SUBTITLE, "regular"),
    "legend": (SMALL, "regular"),
    "label": (SMALL, "regular"),
    "heading": (HEADING, "bold"),
    "standing": (SMALL, "regular"),
    "body": (BODY, "regular"),
    "brief": (BRIEF, "regular"),
    "outcome": (SMALL, "bold"),
    "chip": (SMALL, "regular"),
    "elsewhere": (SMALL, "regular"),
    "footer": (SMALL, "italic"),
    "gaps": (SMALL, "bold"),
    "pill": (SMALL, "italic"),
    "item": (SMALL, "regular"),
    "contrary": (SMALL, "regular"),
}
STEPS = {role: size * LEADING for role, (size, _) in TYPE.items()}
"""From the line above to a line of each role."""
_SIZES = {role: f'" font-size="{size}"' for role, (size, _) in TYPE.items()}
_LENGTH, _SPACED, _TURNED = ' textLength="', '" lengthAdjust="spacingAndGlyphs"', ' direction="rtl"'


def element(text: str, wide: float, at: tuple[float, float], role: Role, *, rtl: bool = False) -> str:
    """A line of text as SVG, so wide in points, whatever font the reader has: from the start of its baseline on, which
    is the right end of one that runs from right to left.
    """
    length = f"{_LENGTH}{_n(wide)}{_SPACED}" if len(text) > 1 and wide > 0 else ""
    turned = _TURNED if rtl else ""
    return f'<text class="{role}" x="{_n(at[0])}" y="{_n(at[1])}{_SIZES[role]}{length}{turned}>{escape(text)}</text>'


def elements(
    texts: Sequence[str], widths: Sequence[float], at: tuple[float, float], role: Role, *, rtl: bool
) -> tuple[str, float]:
    """Lines of text, one below the other, as SVG, and the baseline of the last."""
    (x, y), step = at, STEPS[role]
    last = y
    begin, middle = f'<text class="{role}" x="{_n(x)}" y="', f"{_SIZES[role]}{_LENGTH}"
    end = f"{_SPACED}{_TURNED}>" if rtl else f"{_SPACED}>"
    plain, parts = is_plain("".join(texts)), []
    for text, wide in zip(texts, widths, strict=True):
        if plain and len(text) > 1:  # as by the function above, at half the cost
            parts.append(f"{begin}{_n(y)}{middle}{_n(wide)}{end}{text}</text>")
        else:
            parts.append(element(text, wide, (x, y), role, rtl=rtl))
        last, y = y, y + step
    return "".join(parts), last


def between(text: str, sides: tuple[float, float], y: float, role: Role, *, rtl: bool | None = None) -> str:
    """A line between a left and a right side as SVG; right-to-left text starts at the right.

    `rtl` is the direction of the whole text, where this is one line of several.
    """
    rtl = direction(text) == "rtl" if rtl is None else rtl
    return element(text, width(text, *TYPE[role]), (sides[rtl], y), role, rtl=rtl)
