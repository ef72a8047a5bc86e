"""Cards and pills with their text measured and wrapped: how large each is and where each line stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from argmap.render.measure import Face, clip, direction, fit, widest, width, wrap
from argmap.render.picture import Card, Pill

PAD_X, PAD_Y = 12.0, 9.0
BAR = 5.0
TITLE, SUBTITLE, HEADING, BODY, SMALL = 17.0, 10.0, 8.0, 11.5, 8.5
NARROW, WIDE = 132.0, 218.0
LINES_WANTED, LINES_MOST = 4, 40
PILL_HEIGHT, DOT = 16.0, 9.0
PILL_WIDE = 190.0
MARK = 9.0
GAPS_ROOM = 26.0
LEADING = 1.28

BRIEF, BRIEF_NARROW, BRIEF_WIDE = 9.5, 100.0, 150.0
"""The type and the widths of cards that only refer to another page."""

Role = Literal[
    "title", "subtitle", "legend", "label", "heading", "standing", "body", "brief", "outcome", "chip", "elsewhere",
    "footer", "gaps", "pill",
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
}


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: its baseline start in points from the card's top left corner, its measured width and size.

    A right-to-left line starts at its right end.
    """

    text: str
    x: float
    y: float
    width: float
    size: float
    role: Role
    face: Face = "regular"
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A measured card or pill: width, height, lines of text, and where the mark of its standing and gaps stand."""

    width: float
    height: float
    lines: tuple[TextLine, ...]
    mark: tuple[float, float] | None = None
    gap_mark: tuple[float, float] | None = None
    hidden: int = 0


def shape_card(card: Card) -> Shape:
    """Measure a card."""
    return measured(replace(card, key="", shade="legal", href="", about=""))


@lru_cache(maxsize=1 << 12)  # a preview draws the same cards again after every edit
def measured(card: Card) -> Shape:
    """Measure what a card says, whatever it is called and wherever it leads."""
    heading = card.heading.upper()
    role: Role = "brief" if card.away else "body"
    size, narrow, wide = (BRIEF, BRIEF_NARROW, BRIEF_WIDE) if card.away else (BODY, NARROW, WIDE)
    narrow, wide = (card.room, card.room) if card.room else (narrow, wide)
    standing = card.standing.value if card.standing else ""
    standing_width = width(standing, SMALL) + MARK + 4 if standing else 0.0
    headings = wrap(heading, HEADING, wide - standing_width - 14, "bold")
    first_line = widest(headings, HEADING, "bold") + (standing_width + 14 if standing else 0)
    body = fit(card.text, size, max(narrow, min(first_line, wide)), wide, LINES_WANTED)
    kept = clip(body, LINES_MOST, size, wide)
    hidden = len("".join(card.text.split())) - len("".join("".join(kept).split())) if len(kept) < len(body) else 0
    inner = max([first_line, narrow if card.text else 0, *(width(line, size) for line in kept)])
    badge = GAPS_ROOM if card.gaps else 0.0
    small = inner - badge
    rows = [
        *_rows((card.footer,), small, "footer"),
        *_rows((card.outcome,), small, "outcome"),
        *_rows(card.chips, small, "chip"),
        *_rows((card.elsewhere,), small, "elsewhere"),
    ]
    inner = max([inner, *(width(row.text, *TYPE[row.role]) + badge for row in rows)])
    left, right = BAR + PAD_X, BAR + PAD_X + inner
    y = PAD_Y + HEADING
    lines = [text_line(text, (left, right), y + n * HEADING * LEADING, "heading") for n, text in enumerate(headings)]
    mark = None
    if standing:
        at = right - width(standing, SMALL)
        lines.append(TextLine(standing, at, y, width(standing, SMALL), SMALL, "standing"))
        mark = (at - MARK + 1, y - 3)
    y += 3 + (len(headings) - 1) * HEADING * LEADING
    before: Role | None = None
    for row in (*(_Row(text, role, direction(card.text) == "rtl") for text in kept), *rows):
        y += TYPE[row.role][0] * LEADING + (2 if row.role != before else 0)
        before = row.role
        sides = (left, right if row.role == role else right - badge)
        lines.append(text_line(row.text, sides, y, row.role, rtl=row.rtl))
    if hidden:
        y += SMALL * LEADING
        note = f"… {hidden:,} more characters in the file"
        lines.append(text_line(note, (left, right), y, "footer"))
    gap_mark = None
    if card.gaps:
        if not rows:
            y += SMALL * LEADING
        text = str(card.gaps)
        lines.append(
            TextLine(text, right - width(text, SMALL, "bold"), y, width(text, SMALL, "bold"), SMALL, "gaps", "bold")
        )
        gap_mark = (right - width(text, SMALL, "bold") - MARK, y - 3)
    return Shape(right + PAD_X, y + PAD_Y, tuple(lines), mark, gap_mark, hidden)


class _Row(NamedTuple):
    """A line of small text: in which role, and whether the text it belongs to runs from right to left."""

    text: str
    role: Role
    rtl: bool


def _rows(texts: Iterable[str], room: float, role: Role) -> list[_Row]:
    """Texts in lines of a width in points; empty ones have none."""
    size, face = TYPE[role]
    return [
        _Row(line, role, direction(text) == "rtl") for text in texts if text for line in wrap(text, size, room, face)
    ]


def text_line(text: str, sides: tuple[float, float], y: float, role: Role, *, rtl: bool | None = None) -> TextLine:
    """A line between a left and a right side, in the type of its role; right-to-left text starts at the right.

    `rtl` is the direction of the whole text, where this is one line of several.
    """
    size, face = TYPE[role]
    rtl = direction(text) == "rtl" if rtl is None else rtl
    return TextLine(text, sides[1] if rtl else sides[0], y, width(text, size, face), size, role, face, rtl)


def shape_pill(pill: Pill) -> Shape:
    """Measure a pill; without text it is a dot."""
    rows = [*_rows((pill.text,), PILL_WIDE, "pill"), *_rows(pill.chips, PILL_WIDE, "chip")]
    if not rows:
        return Shape(DOT, DOT, ())
    inner = max(width(row.text, *TYPE[row.role]) for row in rows)
    lines = []
    y = 3.0
    for row in rows:
        y += SMALL * LEADING
        lines.append(text_line(row.text, (8, 8 + inner), y - 1.5, row.role, rtl=row.rtl))
    return Shape(inner + 16, y + 3, tuple(lines))


def label_size(label: str) -> tuple[float, float]:
    """Width and height of the text written on a line."""
    return width(label, SMALL) + 6, SMALL * LEADING + 2
