"""What became of things between two versions, by word and shape: added, removed, changed; legible in grey too."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from argmap.render.picture import Card, Fate, Line, Picture, Pill
from argmap.render.placed import Point
from argmap.render.xml import number as _n

# Drawn in a box of 9 by 9 points around the origin.
_WAVE = '<path d="M-4 1.3C-2.4 -2.6 -1 -1.6 0 0S2.4 2.6 4 -1.3" class="stroke thick"/>'
_SHAPES: dict[Fate, str] = {
    "added": '<path d="M-3.6 0H3.6M0 -3.6V3.6" class="stroke thick"/>',
    "removed": '<path d="M-3.6 0H3.6" class="stroke thick"/>',
    "changed": _WAVE,
    "renamed": _WAVE,
}
_RULES = (
    ".stroke.thick{stroke-width:2}.fate{color:var(--ink)}",
    ".was-added .box,.was-added.pill rect{stroke:var(--ink);stroke-width:2.2}",
    ".was-removed .box,.was-removed.pill rect{stroke:var(--soft);stroke-width:1.4;stroke-dasharray:2 3}",
    ".was-removed .box,.was-removed.pill rect,.was-removed .bar{fill:var(--page)}",
    ".was-removed .bar{stroke:var(--soft);stroke-dasharray:2 3}",
    ".was-removed .body,.was-removed .brief,.was-removed .chip,.was-removed text.pill"
    "{text-decoration:line-through;fill:var(--soft)}",
    ".inner{fill:none;stroke:var(--ink);stroke-width:.9}.was-changed .box{stroke:var(--ink)}",
    ".was-added path.line{stroke-width:2.8}",
    ".was-removed path.line{stroke-dasharray:2 3;stroke:var(--soft)}",
    ".was-removed .head{stroke:var(--soft);fill:var(--page)}.was-removed text.label{fill:var(--soft)}",
    ".cut{fill:none;stroke:var(--ink);stroke-width:1.6}",
)


def fates_css(picture: Picture) -> str:
    """What the style sheet says besides, where two versions are compared."""
    return every_css() if _fates(picture) else ""


def every_css() -> str:
    """The rules for everything that may have become of a thing."""
    return "".join(_RULES)


def fate_class(of: Card | Pill | Line) -> str:
    """The class of what became of a thing, with a space before it; nothing where it is as it was."""
    return f" was-{_class(of.fate)}" if of.fate else ""


def _class(fate: Fate) -> str:
    return "changed" if fate == "renamed" else fate


def card_marks(card: Card, size: tuple[float, float], at: tuple[float, float] | None) -> str:
    """The mark of what became of a card, before its heading; a second rim where it was changed."""
    if not card.fate or at is None:
        return ""
    rim = ""
    if _class(card.fate) == "changed":
        rim = f'<rect class="inner" x="6.5" y="2.5" width="{_n(size[0] - 9)}" height="{_n(size[1] - 5)}" rx="2"/>'
    return rim + _mark(card.fate, at)


def _mark(fate: Fate, at: tuple[float, float]) -> str:
    return f'<g class="fate" transform="translate({_n(at[0])} {_n(at[1])})">{_SHAPES[fate]}</g>'


def cut(points: tuple[Point, ...], places: tuple[float, float] = (11.0, 14.0)) -> str:
    """Two strokes across a line that is gone, so far from its first point: a little below its upper end."""
    at = points[0]
    toward = next((point for point in points[1:] if hypot(point.x - at.x, point.y - at.y) > 1.5), points[-1])
    length = hypot(toward.x - at.x, toward.y - at.y) or 1.0
    dx, dy = (toward.x - at.x) / length, (toward.y - at.y) / length
    strokes = []
    for along in places:
        x, y = at.x + dx * along, at.y + dy * along
        strokes.append(f"M{x - 4 * dy:.1f} {y + 4 * dx:.1f}L{x + 4 * dy:.1f} {y - 4 * dx:.1f}")
    return f'<path class="cut" d="{"".join(strokes)}"/>'


def _fates(picture: Picture) -> set[Fate]:
    items: tuple[Card | Pill | Line, ...] = (*picture.items(), *picture.lines)
    return {item.fate for item in items if item.fate}


def fate_entries(picture: Picture) -> Iterator[tuple[str, float, str]]:
    """What a legend says of them: mark, room for it in points, and words, of what is drawn."""
    found = {_class(item.fate) for item in picture.items() if item.fate}
    fates: tuple[Fate, ...] = ("added", "removed", "changed")
    for fate in fates:
        if fate in found:
            rim = '<rect class="inner" x="2" y="-6.5" width="14" height="7"/>' if fate == "changed" else ""
            box = f'<rect class="box" x="0" y="-8.5" width="18" height="11" rx="2"/>{rim}'
            yield f'<g class="issue was-{fate}">{box}{_mark(fate, (9, -3))}</g>', 23.0, fate
    lines = {line.fate for line in picture.lines}
    for fate in fates[:2]:
        if fate in lines:
            strokes = cut((Point(0, -3), Point(25, -3))) if fate == "removed" else ""
            line = f'<g class="premise was-{fate}"><path class="line" d="M1 -3H24"/>{strokes}</g>'
            yield line, 29.0, f"link {fate}"
