"""Cards and pills with their text measured and wrapped: how large each is and where each line stands in it."""

from __future__ import annotations

from collections.abc import Iterable
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
HEADING_LEAST = 58.0
"""How much room a heading has at least beside a standing: a card grows for a long one."""
FATE_ROOM = 13.0
"""For the mark of what became of a card, before its heading."""
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


class TextLine(NamedTuple):
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


class Shape(NamedTuple):
    """A measured card or pill: width, height, lines of text, and where the marks of its standing, gaps, fate stand."""

    width: float
    height: float
    lines: tuple[TextLine, ...]
    mark: tuple[float, float] | None = None
    gap_mark: tuple[float, float] | None = None
    hidden: int = 0
    fate_mark: tuple[float, float] | None = None


def shape_card(card: Card) -> Shape:
    """Measure a card."""
    standing = card.standing.value if card.standing else ""
    standing = f"{card.was} → {standing}" if card.was else standing
    feet: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("footer", (card.footer,)),
        ("outcome", (card.outcome,)),
        ("chip", card.chips),
        ("elsewhere", (card.elsewhere,)),
    )
    small = tuple(foot for foot in feet if any(foot[1]))
    return measured(_Said(card.heading, card.text, standing, small, card.gaps, card.away, card.room, bool(card.fate)))


class _Said(NamedTuple):
    """What a card says, whatever it is called and wherever it leads; `small` are the texts at its foot, by role."""

    heading: str
    text: str
    standing: str
    small: tuple[tuple[Role, tuple[str, ...]], ...]
    gaps: int
    away: bool
    room: float
    is_marked: bool


STEPS = {role: size * LEADING for role, (size, _) in TYPE.items()}
"""From the line above to a line of each role."""


@lru_cache(maxsize=1 << 12)  # a preview draws the same cards again after every edit
def measured(card: _Said) -> Shape:
    """Measure what a card says."""
    heading = card.heading.upper()
    role: Role = "brief" if card.away else "body"
    size, narrow, wide = (BRIEF, BRIEF_NARROW, BRIEF_WIDE) if card.away else (BODY, NARROW, WIDE)
    narrow, wide = (card.room, card.room) if card.room else (narrow, wide)
    standing, standing_text = card.standing, width(card.standing, SMALL)
    standing_width = standing_text + MARK + 4 if standing else 0.0
    before = FATE_ROOM if card.is_marked else 0.0
    wide = max(wide, standing_width + 14 + before + HEADING_LEAST) if card.standing and not card.room else wide
    headings = wrap(heading, HEADING, wide - standing_width - 14 - before, "bold")
    first_line = before + widest(headings, HEADING, "bold") + (standing_width + 14 if standing else 0)
    body = fit(card.text, size, max(narrow, min(first_line, wide)), wide, LINES_WANTED)
    kept = clip(body, LINES_MOST, size, wide)
    hidden = len("".join(card.text.split())) - len("".join("".join(kept).split())) if len(kept) < len(body) else 0
    rtl = direction(card.text) == "rtl"
    texts = [_Row(text, width(text, size), role, rtl) for text in kept]
    inner = max([first_line, narrow if card.text else 0, *(row.width for row in texts)])
    badge = GAPS_ROOM if card.gaps else 0.0
    rows = [row for role, words in card.small for row in _rows(words, inner - badge, role)]
    inner = max([inner, *(row.width + badge for row in rows)])
    left, right = BAR + PAD_X, BAR + PAD_X + inner
    y = PAD_Y + HEADING
    sides = left + before, right
    lines = [text_line(text, sides, y + n * HEADING * LEADING, "heading") for n, text in enumerate(headings)]
    fate_mark = (left + 4, y - 3) if card.is_marked else None
    mark = None
    if standing:
        at = right - standing_text
        lines.append(TextLine(standing, at, y, standing_text, SMALL, "standing"))
        mark = (at - MARK + 1, y - 3)
    y += 3 + (len(headings) - 1) * HEADING * LEADING
    last: Role | None = None
    for row in (*texts, *rows):
        y += STEPS[row.role] + (2 if row.role != last else 0)
        last = row.role
        lines.append(_line(row, left, right if row.role == role else right - badge, y))
    if hidden:
        y += SMALL * LEADING
        note = f"… {hidden:,} more characters in the file"
        lines.append(text_line(note, (left, right), y, "footer"))
    gap_mark = None
    if card.gaps:
        if not rows:
            y += SMALL * LEADING
        text = str(card.gaps)
        text_width = width(text, SMALL, "bold")
        lines.append(TextLine(text, right - text_width, y, text_width, SMALL, "gaps", "bold"))
        gap_mark = (right - text_width - MARK, y - 3)
    return Shape(right + PAD_X, y + PAD_Y, tuple(lines), mark, gap_mark, hidden, fate_mark)


class _Row(NamedTuple):
    """A line of text: how wide, in which role, and whether the text it belongs to runs from right to left."""

    text: str
    width: float
    role: Role
    rtl: bool


def _rows(texts: Iterable[str], room: float, role: Role) -> list[_Row]:
    """Texts in lines of a width in points; empty ones have none."""
    size, face = TYPE[role]
    return [
        _Row(line, width(line, size, face), role, direction(text) == "rtl")
        for text in texts
        if text
        for line in wrap(text, size, room, face)
    ]


def _line(row: _Row, left: float, right: float, y: float) -> TextLine:
    """A measured line between a left and a right side."""
    text, wide, role, rtl = row
    size, face = TYPE[role]
    return TextLine(text, right if rtl else left, y, wide, size, role, face, rtl)


def text_line(text: str, sides: tuple[float, float], y: float, role: Role, *, rtl: bool | None = None) -> TextLine:
    """A line between a left and a right side, in the type of its role; right-to-left text starts at the right.

    `rtl` is the direction of the whole text, where this is one line of several.
    """
    size, face = TYPE[role]
    rtl = direction(text) == "rtl" if rtl is None else rtl
    return TextLine(text, sides[rtl], y, width(text, size, face), size, role, face, rtl)


def shape_pill(pill: Pill) -> Shape:
    """Measure a pill; without text it is a dot."""
    rows = [*_rows((pill.text,), PILL_WIDE, "pill"), *_rows(pill.chips, PILL_WIDE, "chip")]
    if not rows:
        return Shape(DOT, DOT, ())
    inner = max(row.width for row in rows)
    lines = []
    y = 3.0
    for row in rows:
        y += SMALL * LEADING
        lines.append(_line(row, 8, 8 + inner, y - 1.5))
    return Shape(inner + 16, y + 3, tuple(lines))


def label_size(label: str) -> tuple[float, float]:
    """Width and height of the text written on a line."""
    return width(label, SMALL) + 6, SMALL * LEADING + 2
