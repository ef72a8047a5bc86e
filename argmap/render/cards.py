"""Cards and pills with their text measured and wrapped: how large each is and where each line stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from argmap.render.measure import Face, clip, direction, fit, width, wrap
from argmap.render.picture import Card, Pill

PAD_X, PAD_Y = 12.0, 9.0
BAR = 5.0
HEADING, BODY, SMALL = 8.0, 11.5, 8.5
NARROW, WIDE = 132.0, 218.0
LINES_WANTED, LINES_MOST = 4, 40
PILL_HEIGHT, DOT = 16.0, 9.0
PILL_WIDE = 190.0
MARK = 9.0
LEADING = 1.28

Role = Literal["heading", "standing", "body", "chip", "footer", "gaps", "pill"]


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
    heading = card.heading.upper()
    standing = card.standing.value if card.standing else ""
    heading_width = width(heading, HEADING, "bold")
    standing_width = width(standing, SMALL) + MARK + 4 if standing else 0.0
    first_line = heading_width + (standing_width + 14 if standing else 0)
    body = fit(card.text, BODY, max(NARROW, min(first_line, WIDE)), WIDE, LINES_WANTED)
    kept = clip(body, LINES_MOST, BODY, WIDE)
    hidden = len("".join(card.text.split())) - len("".join("".join(kept).split())) if len(kept) < len(body) else 0
    inner = max([first_line, NARROW if card.text else 0, *(width(line, BODY) for line in kept)])
    chips = [line for chip in card.chips for line in wrap(chip, SMALL, inner)]
    footer = wrap(card.footer, SMALL, inner - (26 if card.gaps else 0), "italic") if card.footer else ()
    inner = max([inner, *(width(line, SMALL) for line in chips), *(width(line, SMALL, "italic") for line in footer)])
    left, right = BAR + PAD_X, BAR + PAD_X + inner
    y = PAD_Y + HEADING
    lines = [TextLine(heading, left, y, heading_width, HEADING, "heading", "bold")]
    mark = None
    if standing:
        at = right - width(standing, SMALL)
        lines.append(TextLine(standing, at, y, width(standing, SMALL), SMALL, "standing"))
        mark = (at - MARK + 1, y - 3)
    y += 3
    rows = ((kept, BODY, "body", "regular"), (chips, SMALL, "chip", "regular"), (footer, SMALL, "footer", "italic"))
    for texts, size, role, face in rows:
        y += 2 if texts else 0
        for text in texts:
            y += size * LEADING
            lines.append(_line(text, left, right, y, size, role, face))  # type: ignore[arg-type]  # roles and faces above
    if hidden:
        y += SMALL * LEADING
        note = f"… {hidden:,} more characters in the file"
        lines.append(_line(note, left, right, y, SMALL, "footer", "italic"))
    gap_mark = None
    if card.gaps:
        if not footer:
            y += SMALL * LEADING
        text = str(card.gaps)
        lines.append(TextLine(text, right - width(text, SMALL, "bold"), y, width(text, SMALL, "bold"), SMALL, "gaps", "bold"))
        gap_mark = (right - width(text, SMALL, "bold") - MARK, y - 3)
    return Shape(right + PAD_X, y + PAD_Y, tuple(lines), mark, gap_mark, hidden)


def _line(text: str, left: float, right: float, y: float, size: float, role: Role, face: Face) -> TextLine:
    rtl = direction(text) == "rtl"
    return TextLine(text, right if rtl else left, y, width(text, size, face), size, role, face, rtl)


def shape_pill(pill: Pill) -> Shape:
    """Measure a pill; without text it is a dot."""
    if not pill.text:
        return Shape(DOT, DOT, ())
    texts = wrap(pill.text, SMALL, PILL_WIDE, "italic")
    inner = max(width(text, SMALL, "italic") for text in texts)
    lines = []
    y = 3.0
    for text in texts:
        y += SMALL * LEADING
        lines.append(_line(text, 8, 8 + inner, y - 1.5, SMALL, "pill", "italic"))
    return Shape(inner + 16, y + 3, tuple(lines))


def label_size(label: str) -> tuple[float, float]:
    """Width and height of the text written on a line."""
    return width(label, SMALL) + 6, SMALL * LEADING + 2
