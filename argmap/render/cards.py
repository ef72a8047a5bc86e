"""Cards and pills with their text measured and wrapped: how large each is and where each line stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from argmap.render.measure import Lines, clip, direction, fit, width, wrapped
from argmap.render.picture import Card, Item, Pill
from argmap.render.style import mark as drawn_mark
from argmap.render.texts import BODY, BRIEF, HEADING, LEADING, SMALL, STEPS, TYPE, Role, between, element, elements

PAD_X, PAD_Y = 12.0, 9.0
BAR = 5.0
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
LISTED_ROOM = 11.0
"""For the mark before each thing that a card lists."""
PARAGRAPH = 2.0
"""How much further apart lines of two roles are."""
BRIEF_NARROW, BRIEF_WIDE = 100.0, 150.0
"""The widths of cards that only refer to another page."""


class Shape(NamedTuple):
    """A measured card or pill: width, height, its text as SVG from its top left corner, and where the marks of its
    standing, gaps, fate (or that it is the focus of its view) stand.
    """

    width: float
    height: float
    text: str
    mark: tuple[float, float] | None = None
    gap_mark: tuple[float, float] | None = None
    hidden: int = 0
    fate_mark: tuple[float, float] | None = None


def shape_card(card: Card) -> Shape:
    """Measure a card."""
    standing = str(card.standing or "")
    standing = f"{card.was} → {standing}" if card.was else standing
    feet: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("footer", (card.footer,)),
        ("outcome", (card.outcome,)),
        ("chip", card.chips),
        ("elsewhere", (card.elsewhere,)),
    )
    small = tuple(foot for foot in feet if any(foot[1]))
    is_marked = bool(card.fate) or card.focus
    return measured(
        _Said(card.heading, card.text, standing, small, card.gaps, card.away, card.room, is_marked, card.items)
    )


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
    items: tuple[Item, ...]


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
    headings = wrapped(heading, HEADING, wide - standing_width - 14 - before, "bold")
    first_line = before + headings.widest + (standing_width + 14 if standing else 0)
    body = fit(card.text, size, max(narrow, min(first_line, wide)), wide, LINES_WANTED)
    kept, hidden = _kept(body, card.text, size, wide)
    rtl = direction(card.text) == "rtl"
    inner = max(first_line, narrow if card.text else 0, kept.widest)
    badge = GAPS_ROOM if card.gaps else 0.0
    blocks = [*_blocks(card.small, inner - badge), *_items(card.items, inner - badge)]
    inner = max([inner, *(block.widest + badge for block in blocks)])
    left, right = BAR + PAD_X, BAR + PAD_X + inner
    y = PAD_Y + HEADING
    sides = left + before, right
    parts = [_heading(headings, sides[direction(heading) == "rtl"], y, rtl=direction(heading) == "rtl")]
    fate_mark = (left + 4, y - 3) if card.is_marked else None
    mark = None
    if standing:
        at = right - standing_text
        parts.append(element(standing, standing_text, (at, y), "standing"))
        mark = (at - MARK + 1, y - 3)
    y += 3 + (len(headings.texts) - 1) * STEPS["heading"]
    y = _written(parts, _Block(role, [(kept, rtl)] if kept.texts else []), (left, right), y)
    for block in blocks:
        y = _written(parts, block, (left, right - badge), y)
    if hidden:
        y += SMALL * LEADING
        note = f"… {hidden:,} more characters in the file"
        parts.append(between(note, (left, right), y, "footer"))
    gap_mark = None
    if card.gaps:
        if not blocks:
            y += SMALL * LEADING + PARAGRAPH
        text = str(card.gaps)
        text_width = width(text, SMALL, "bold")
        parts.append(element(text, text_width, (right - text_width, y), "gaps"))
        gap_mark = (right - text_width - MARK, y - 3)
    return Shape(right + PAD_X, y + PAD_Y, "".join(parts), mark, gap_mark, hidden, fate_mark)


@lru_cache(maxsize=1 << 10)  # few words, many cards
def _heading(lines: Lines, x: float, y: float, *, rtl: bool) -> str:
    """The lines of a heading as SVG."""
    return elements(*lines, (x, y), "heading", rtl=rtl)[0]


def _kept(body: Lines, text: str, size: float, wide: float) -> tuple[Lines, int]:
    """The lines of a text that a card has room for, and how many characters are left out."""
    if len(body.texts) <= LINES_MOST:
        return body, 0
    kept = clip(body.texts, LINES_MOST, size, wide)
    hidden = len("".join(text.split())) - len("".join("".join(kept).split()))
    return Lines(kept, tuple([width(line, size) for line in kept])), hidden


class _Block(NamedTuple):
    """Texts of one role in lines, and whether each runs from right to left; the mark before a thing that is listed."""

    role: Role
    texts: list[tuple[Lines, bool]]
    mark: str = ""

    @property
    def widest(self) -> float:
        """The width of the widest line."""
        return max([lines.widest for lines, _ in self.texts]) + (LISTED_ROOM if self.mark else 0)


def _blocks(small: Iterable[tuple[Role, tuple[str, ...]]], room: float) -> list[_Block]:
    """Texts by role in lines of a width in points; where there is nothing to be read, there is none."""
    blocks = []
    for role, texts in small:
        size, face = TYPE[role]
        lines = [(wrapped(text, size, room, face), direction(text) == "rtl") for text in texts if text.strip()]
        if lines:
            blocks.append(_Block(role, lines))
    return blocks


def _items(items: Iterable[Item], room: float) -> list[_Block]:
    """What a card lists, a block each, behind the mark of its standing."""
    blocks = []
    for text, standing, against in items:
        role: Role = "contrary" if against else "item"
        size, face = TYPE[role]
        name = standing.replace(" ", "-") if standing else "listed"
        blocks.append(_Block(role, [(wrapped(text, size, room - LISTED_ROOM, face), direction(text) == "rtl")], name))
    return blocks


def _written(parts: list[str], block: _Block, sides: tuple[float, float], y: float) -> float:
    """Write texts of one role below a baseline; the baseline of the last line."""
    step = STEPS[block.role]
    first = step + PARAGRAPH
    if block.mark:
        rtl = block.texts[0][1]
        at = sides[rtl] + (-MARK / 2 if rtl else MARK / 2)
        parts.append(drawn_mark(block.mark, (at, y + first - 3), f"mark {block.mark}"))
        sides = sides[0] + LISTED_ROOM * (not rtl), sides[1] - LISTED_ROOM * rtl
    for lines, rtl in block.texts:
        text, y = elements(*lines, (sides[rtl], y + first), block.role, rtl=rtl)
        parts.append(text)
        first = step
    return y


def shape_pill(pill: Pill) -> Shape:
    """Measure a pill; without text it is a dot."""
    blocks = _blocks((("pill", (pill.text,)), ("chip", pill.chips)), PILL_WIDE)
    if not blocks:
        return Shape(DOT, DOT, "")
    inner = max([block.widest for block in blocks])
    parts: list[str] = []
    y = 1.5
    for block in blocks:
        y = _written(parts, block, (8, 8 + inner), y - PARAGRAPH)
    return Shape(inner + 16, y + 4.5, "".join(parts))


def label_size(label: str) -> tuple[float, float]:
    """Width and height of the text written on a line."""
    return width(label, SMALL) + 6, SMALL * LEADING + 2
