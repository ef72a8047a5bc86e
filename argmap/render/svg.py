"""The SVG of a picture, drawn from its layout: well-formed whatever the text, accessible, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import hypot

from argmap.evaluation.words import Label, Standing
from argmap.render.cards import Shape, label_size
from argmap.render.fates import card_marks, cut, fate_class, fate_entries, fates_css
from argmap.render.layout import Point, Route
from argmap.render.measure import direction, width, wrap
from argmap.render.picture import Card, Line, Picture, Pill
from argmap.render.style import css, slit
from argmap.render.style import mark as _mark
from argmap.render.texts import SMALL, SUBTITLE, TITLE, between
from argmap.render.xml import escape, xml_id
from argmap.render.xml import number as _n

MARGIN = 28.0
TITLE_WIDE = 620.0
RADIUS = 3.5
"""Of the corners of cards, as in `_card`."""
NAMESPACE = "http://www.w3.org/2000/svg"
SAFE_URL = re.compile(r"(?:https?://|mailto:)\S+\Z|[\w.-]*(?:#[\w./-]*)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """Everything of a picture with its place: the top left corner of cards and pills, the routes of lines."""

    width: float
    height: float
    corners: Mapping[str, Point]
    routes: Mapping[str, Route]


def to_svg(picture: Picture, shapes: Mapping[str, Shape], placed: Placed, origin: str) -> str:
    """The SVG text of a laid-out picture; `origin` is what its root element says of where it comes from."""
    wide = max(placed.width, 420.0)
    titles = wrap(picture.title, TITLE, min(max(wide, TITLE_WIDE), wide), "bold")
    subtitles = wrap(picture.subtitle, SUBTITLE, wide)
    head = MARGIN + len(titles) * TITLE * 1.25 + len(subtitles) * SUBTITLE * 1.4 + 16
    legend, legend_height = _legend(picture, wide)
    total_width, total_height = wide + 2 * MARGIN, head + placed.height + 22 + legend_height + MARGIN
    shift = Point(MARGIN + (wide - placed.width) / 2, head)
    parts = [
        f'<svg xmlns="{NAMESPACE}" width="{_n(total_width)}pt" height="{_n(total_height)}pt" '
        f'viewBox="0 0 {_n(total_width)} {_n(total_height)}" role="graphics-document document" '
        f'aria-labelledby="_title _desc" {origin}>',
        f'<title id="_title">{escape(picture.title)}</title>',
        f'<desc id="_desc">{escape(_description(picture))}</desc>',
        f"<style>{css()}{fates_css(picture)}</style>",
        f'<rect class="page" width="{_n(total_width)}" height="{_n(total_height)}"/>',
    ]
    y, sides = MARGIN, (MARGIN, MARGIN + wide)
    for text in titles:
        y += TITLE * 1.25
        parts.append(between(text, sides, y - 4, "title", rtl=direction(picture.title) == "rtl"))
    for text in subtitles:
        y += SUBTITLE * 1.4
        parts.append(between(text, sides, y, "subtitle", rtl=direction(picture.subtitle) == "rtl"))
    parts.append(f'<g transform="translate({_n(shift.x)} {_n(shift.y)})">')
    parts.append('<g class="lines" aria-hidden="true">')
    parts += [_line(line, placed.routes[line.key]) for line in picture.lines]
    parts.append("</g>")
    parts += [_card(card, shapes[card.key], placed.corners[card.key]) for card in picture.cards]
    parts += [_pill(pill, shapes[pill.key], placed.corners[pill.key]) for pill in picture.pills]
    parts.append("</g>")
    parts.append(f'<g class="legend" transform="translate({_n(MARGIN)} {_n(total_height - MARGIN - legend_height)})">')
    parts += legend
    parts.append("</g></svg>")
    return "\n".join(parts) + "\n"


def _description(picture: Picture) -> str:
    kinds = f"{len(picture.cards)} cards, {len(picture.lines)} lines"
    return f"{picture.map_title}. {picture.subtitle}. {kinds}. Conclusions stand above what they rest on."


def _card(card: Card, shape: Shape, corner: Point) -> str:
    standing = card.standing.replace(" ", "-") if card.standing else ""
    classes = " ".join(filter(None, ("card", card.shade, standing, "away" if card.away else "")))
    classes += f"{' in-focus' if card.focus else ''}{fate_class(card)}"
    words = [
        card.heading,
        _kind(card),
        f"{card.was} → {card.standing}" if card.was and card.standing else card.standing or "",
        card.text,
        card.footer,
        card.outcome,
        *card.chips,
        card.elsewhere,
        *(f"{item.text} ({item.standing})" if item.standing else item.text for item in card.items),
    ]
    if card.gaps:
        words.append(f"{card.gaps} gap{'s' if card.gaps > 1 else ''}")
    said = ". ".join([word.rstrip(".") for word in words if word])
    high, bar_end, text = _n(shape.height), _n(shape.height - RADIUS), escape(card.text)
    parts = [
        f'<g id="{xml_id(card.key)}" class="{classes}"{_about(card)} role="group" aria-label="{escape(said)}" '
        f'transform="translate({_n(corner.x)} {_n(corner.y)})">',
        f"<title>{text}</title>",
        f'<rect class="box" width="{_n(shape.width)}" height="{high}" rx="3.5"/>',
        f'<path class="bar" d="M3.5 0H5V{high}H3.5A3.5 3.5 0 0 1 0 {bar_end}V3.5A3.5 3.5 0 0 1 3.5 0Z"/>',
    ]
    parts.append(slit(card.shade, 0, 3, shape.height - 3))
    parts.append(card_marks(card, (shape.width, shape.height), shape.fate_mark))
    if card.focus and shape.fate_mark and not card.fate:
        parts.append(_mark("focus", shape.fate_mark, "focus-mark"))
    parts.append(shape.text)
    if shape.mark and standing:
        parts.append(_mark(standing, shape.mark, "mark"))
    if shape.gap_mark:
        parts.append(_mark("gaps", shape.gap_mark, "warn"))
    parts.append("</g>")
    return _linked("".join(parts), card.href, text)


def _kind(card: Card) -> str:
    """The kind of assertion that a card's bar shows, where its heading does not name it."""
    words = _SHADE_WORDS[card.shade] if card.shade in ("legal", "factual", "mixed") else ""
    return "" if words.lower() in card.heading.lower() else words


def _about(card: Card) -> str:
    """What a card stands for, where its id does not say it."""
    return f' data-about="{card.about}"' if card.about and card.about != card.key else ""


def _linked(content: str, href: str, escaped: str) -> str:
    if not href or not SAFE_URL.match(href):
        return content
    return f'<a href="{escape(href)}" aria-label="{escaped}">{content}</a>'


def _pill(pill: Pill, shape: Shape, corner: Point) -> str:
    classes = f"pill {pill.role} {pill.label}{'' if shape.text else ' dot'}{fate_class(pill)}"
    said = ". ".join((pill.text or "jointly", *pill.chips))
    return (
        f'<g id="{xml_id(pill.key)}" class="{classes}" role="group" aria-label="{escape(said)}" '
        f'transform="translate({_n(corner.x)} {_n(corner.y)})"><title>{escape(said)}</title>'
        f'<rect width="{_n(shape.width)}" height="{_n(shape.height)}" rx="{_n(min(shape.height / 2, 8))}"/>'
        f"{shape.text}</g>"
    )


def _line(line: Line, route: Route) -> str:
    points = route.points
    start = route.start or points[0]
    end = route.end or points[-1]
    path = _path(points)
    if route.start:
        path = f"M{_p(start)}L{path[1:]}"
    if route.end:
        path += f"L{_p(end)}"
    parts = [
        f'<g id="{xml_id(line.key)}" class="{line.role} {line.state}{fate_class(line)}" '
        f'data-upper="{xml_id(line.upper)}" data-lower="{xml_id(line.lower)}"><path class="line" d="{path}"/>'
    ]
    if line.fate == "removed":
        on_branch = route.head == line.lower  # the rest of it others may share
        parts.append(cut(points[::-1], (3.0, 6.0)) if on_branch else cut(points))
    if line.role != "premise":
        parts.append(_head(line.role, start, _toward(points, start)))
    if line.role == "rebuts":  # rebuttal goes both ways
        parts.append(_head(line.role, end, _toward(tuple(reversed(points)), end)))
    if line.label and route.label:
        (wide, high), (x, y) = label_size(line.label), route.label
        half = width(line.label, SMALL) / 2
        parts.append(
            f'<rect class="halo" x="{_n(x - wide / 2)}" y="{_n(y - high / 2)}" width="{_n(wide)}" height="{_n(high)}"/>'
        )
        parts.append(between(line.label, (x - half, x + half), y + SMALL * 0.34, "label"))
    parts.append("</g>")
    return "".join(parts)


def _toward(points: tuple[Point, ...], start: Point) -> Point:
    """A point a little way along the line, to turn its head by."""
    x, y = start
    for point in points[1:]:
        if hypot(point[0] - x, point[1] - y) > 1.5:
            return point
    return points[-1]


def _head(role: str, tip: Point, toward: Point) -> str:
    length = hypot(toward.x - tip.x, toward.y - tip.y) or 1.0
    dx, dy = (toward.x - tip.x) / length, (toward.y - tip.y) / length
    if role == "supports":
        base = Point(tip.x + dx * 7.5, tip.y + dy * 7.5)
        left = Point(base.x - dy * 3.4, base.y + dx * 3.4)
        right = Point(base.x + dy * 3.4, base.y - dx * 3.4)
        return f'<path class="head" d="M{_p(tip)}L{_p(left)}L{_p(right)}Z"/>'
    if role in ("rebuts", "undercuts", "against"):
        middle = Point(tip.x + dx * 2.2, tip.y + dy * 2.2)
        left = Point(middle.x - dy * 5.5, middle.y + dx * 5.5)
        right = Point(middle.x + dy * 5.5, middle.y - dx * 5.5)
        return f'<path class="head" d="M{_p(left)}L{_p(right)}"/>'
    if role == "cites":
        return f'<circle class="head" cx="{_n(tip.x + dx * 3)}" cy="{_n(tip.y + dy * 3)}" r="3"/>'
    return ""


def _path(points: tuple[Point, ...]) -> str:
    """A curve by its control points, 1 + 3n of them."""
    numbers = tuple(chain.from_iterable(points))
    path = "M%.1f %.1f" + "C%.1f %.1f %.1f %.1f %.1f %.1f" * (len(numbers) // 6)
    return (path % numbers).replace(".0", "")


def _p(point: Point) -> str:
    return f"{point.x:.1f} {point.y:.1f}".replace(".0", "")


_SHADE_WORDS = {
    "legal": "legal assertion",
    "factual": "fact",
    "mixed": "mixed law and fact",
    "counter": "counter-position",
    "authority": "authority",
    "issue": "issue",
    "party": "party",
    "rule": "rule",
    "map": "the map",
    "missing": "element without premise",
}
_ROLE_WORDS = {
    "supports": "supports",
    "rebuts": "rebuts",
    "undercuts": "undercuts",
    "cites": "cites",
    "against": "against",
}


def _legend(picture: Picture, wide: float) -> tuple[list[str], float]:
    """What the marks mean, only those that are drawn: the drawing and its height."""
    parts, x, y = [], 0.0, SUBTITLE
    for mark, indent, name in _legend_entries(picture):
        step = indent + width(name, SMALL) + 16
        if x and x + step > wide:
            x, y = 0.0, y + 15
        parts.append(f'<g transform="translate({_n(x)} {_n(y)})">{mark}{_legend_words(name, indent)}</g>')
        x += step
    return parts, y + 4 if parts else 0.0


@cache
def _legend_words(name: str, indent: float) -> str:
    """The words of an entry, which stand beside its mark."""
    return between(name, (indent, indent), 0, "legend")


def _legend_entries(picture: Picture) -> Iterator[tuple[str, float, str]]:
    """Mark, room for it in points, and words of each entry."""
    shades = {card.shade for card in picture.cards}
    for shade, words in _SHADE_WORDS.items():
        if shade in shades:
            bar = f'<rect class="bar" x="0" y="-8" width="6" height="10"/>{slit(shade, 0.4, -7, 2)}'
            yield f'<g class="{shade}">{bar}</g>', 11.0, words
    standings = {card.standing for card in picture.cards}
    standings |= {item.standing for card in picture.cards for item in card.items}
    for standing in Standing:
        if standing in standings:
            css_class = standing.value.replace(" ", "-")
            yield f'<g class="{css_class}">{_mark(css_class, (4, -3), "mark")}</g>', 11.0, standing.value
    if any(card.gaps for card in picture.cards):
        yield _mark("gaps", (4, -3), "warn"), 11.0, "open gaps"
    if any(card.focus for card in picture.cards):
        yield _mark("focus", (4, -3), "focus-mark"), 11.0, "what this view is about"
    if any(card.away for card in picture.cards):
        box = '<g class="away factual"><rect class="box" x="0" y="-8" width="12" height="9" rx="2"/></g>'
        leads = any(card.away and card.href for card in picture.cards) or not fates_css(picture)
        yield box, 16.0, "shown in another view" if leads else "as it was"
    yield from _line_entries(picture)
    yield from fate_entries(picture)
    if any(line.state is Label.OUT for line in picture.lines):
        yield '<g class="supports out"><path class="line" d="M1 -3H20"/></g>', 25.0, "link that fails"


def _line_entries(picture: Picture) -> Iterator[tuple[str, float, str]]:
    """The same for lines: each role as it is drawn, dotted where all of its lines fail."""
    roles = {line.role for line in picture.lines}
    holding = {line.role for line in picture.lines if line.state is not Label.OUT}
    for role, words in _ROLE_WORDS.items():
        if role in roles:
            head = _head(role, Point(1, -3), Point(20, -3))
            if role == "rebuts":  # as it is drawn, at both ends
                head += _head(role, Point(20, -3), Point(1, -3))
            fails = " out" if role not in holding else ""
            yield f'<g class="{role}{fails}"><path class="line" d="M1 -3H20"/>{head}</g>', 25.0, words
