"""Which sheet of paper a picture goes on, how large it is there, and how finely it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model.values import Paper
from argmap.render.measure import Face, clip, wrap
from argmap.render.texts import BODY

DPI, DPI_LEAST, DPI_MOST = 200, 36, 1200
"""Dots an inch of a PNG: unless told otherwise, at least, at most."""
MARGIN, FOOT = 34.0, 18.0
"""Around what stands on a sheet, and below it for the number of the page, in points."""
TITLE, SUBTITLE, GAP = 13.0, 8.5, 12.0
"""The type of the title and the line under it, and the room between these and the picture, in points."""
HEAD = TITLE + 2 * SUBTITLE + GAP
"""The room for these, about."""
HEADED = 80
"""How many characters of the title of a map, and of its facts, stand at the head of each page."""
TITLED = 8
"""How many lines a title has at most on the narrowest sheet, and the line under it; the rest is cut."""
_LEADING = 1.3
LEAST = 6.0
"""The smallest size in points at which the text of an assertion is taken to be legible in print."""
PAPER: dict[str, tuple[float, float]] = {"a4": (595.28, 841.89), "a3": (841.89, 1190.55)}
"""Short and long side in points (ISO 216)."""
MOST = 14_400.0
"""The longest side that a page of a PDF may have (ISO 32000-1, annex C)."""
NARROW = 420.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, its width and height in points, and by how much the picture on it is scaled."""

    name: Paper
    width: float
    height: float
    scale: float

    @property
    def text(self) -> float:
        """The size of an assertion's text on it, in points."""
        return BODY * self.scale

    @property
    def legible(self) -> bool:
        """Whether that is large enough to be read."""
        return self.text >= LEAST


@dataclass(frozen=True, slots=True)
class Content:
    """What goes on a sheet: a picture's size in points, its title and the line under it."""

    width: float
    height: float
    title: str = ""
    subtitle: str = ""

    def head(self, wide: float) -> float:
        """How much room the title and the line under it take on a sheet so wide."""
        titles, subtitles = len(wrap(self.title, TITLE, wide, "bold")), len(wrap(self.subtitle, SUBTITLE, wide))
        return (titles * TITLE + subtitles * SUBTITLE) * _LEADING + GAP

    def scale(self, wide: float, high: float) -> float:
        """By how much it is scaled to stand on a sheet of this size; never enlarged."""
        room = wide - 2 * MARGIN, high - 2 * MARGIN - FOOT - self.head(wide - 2 * MARGIN)
        return min(1.0, room[0] / self.width, room[1] / self.height)


def cut_title(text: str, size: float, face: Face = "regular") -> str:
    """A title as it stands on a sheet: one that would leave no room for the picture ends in `…`."""
    wide = PAPER["a4"][0] - 2 * MARGIN
    lines = wrap(text, size, wide, face)
    return text if len(lines) <= TITLED else " ".join(clip(lines, TITLED, size, wide, face))


def headed(text: str) -> str:
    """What stands at the head of every page of a map: a very long text is cut."""
    return text if len(text) <= HEADED else f"{text[:HEADED].rpartition(' ')[0] or text[:HEADED]}…"


def sheet_for(content: Content, page: Paper | None = None) -> Sheet:
    """The sheet for a picture: upright or on its side, as its shape asks.

    Without a page it is A4, or A3 where the text would be too small on A4; `screen` is a sheet of the picture's size.
    """
    if page == "screen":
        wide = min(max(content.width, NARROW) + 2 * MARGIN, MOST)
        high = min(content.height + 2 * MARGIN + FOOT + content.head(wide - 2 * MARGIN), MOST)
        return Sheet("screen", wide, high, content.scale(wide, high))
    small = _best(content, page or "a4")
    return small if page or small.legible else _best(content, "a3")


def strain(width: float, height: float) -> float:
    """How many times too large a picture of a width and a height is for a sheet of A4, upright or on its side."""
    short, long = PAPER["a4"]
    aside, above = 2 * MARGIN, 2 * MARGIN + FOOT + HEAD
    upright = max(width / (short - aside), height / (long - above))
    return min(upright, max(width / (long - aside), height / (short - above)))


def _best(content: Content, name: Paper) -> Sheet:
    short, long = PAPER[name]
    upright, sideways = (Sheet(name, *size, content.scale(*size)) for size in ((short, long), (long, short)))
    return upright if upright.scale >= sideways.scale else sideways
