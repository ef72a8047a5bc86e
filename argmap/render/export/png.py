"""A picture as PNG: drawn by resvg with the fonts that come along, at a resolution that the file says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, sqrt
from pathlib import Path
from typing import ClassVar

from argmap.render.draw import Drawing
from argmap.render.export.code import export_code
from argmap.render.export.fonts import MAIN, Fonts, installed_fonts, said_unshown
from argmap.render.export.paint import KEYWORD, POINTS, SEAL, Paint, painter
from argmap.render.export.still import Still, still
from argmap.render.files import svg_of
from argmap.render.own import file_mark
from argmap.render.seal import is_whole
from argmap.render.sheets import DPI
from argmap.render.style import COLOURS

PIXELS = 40_000_000
"""The most pixels a picture gets; a larger one is drawn at fewer dots an inch. Each takes 4 bytes of memory or more."""
LEGIBLE = 60
"""Below how many dots an inch text cannot be read."""
SMALL = "Its text cannot be read so; `--page a3` divides views into smaller pages, and SVG and PDF have no such limit."
_DIGEST = re.compile(rb"tEXt" + KEYWORD.encode() + rb"\0([0-9a-f]{64})")
_SEAL = re.compile(rb".{4}tEXt" + SEAL.encode() + rb"\0(?P<seal>[0-9a-f]{64}).{4}", re.DOTALL)


@dataclass(frozen=True)
class PngJob:
    """One PNG to be made; after the SVGs, which it takes from their files where these are current."""

    stage: ClassVar[int] = 1

    drawing: Drawing
    path: Path
    dpi: int = DPI

    @cached_property
    def digest(self) -> str:
        """A hash of what is drawn, by what, and how finely."""
        parts = (self.drawing.digest, export_code(), installed_fonts().versions, painter(), str(self.dpi))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def is_current(self) -> bool:
        """Whether the file is there and holds what would be written."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return False
        found = _DIGEST.search(content, 0, 4096)
        return found is not None and found[1].decode() == self.digest and is_whole(content, _SEAL)

    def work(self) -> tuple[Callable[[], None], list[str]]:
        """What can be left to another process, and what is worth telling. Raises LayoutError and ArgmapError."""
        fonts = installed_fonts()
        picture = still(svg_of(self.drawing, self.path.parent), fonts)
        dpi = dpi_within(picture, self.dpi)
        notes = [said_unshown(picture.unshown, fonts)]
        if dpi < self.dpi:
            small = f" {SMALL}" if dpi < LEGIBLE <= self.dpi else ""
            notes.append(f"too large for {self.dpi} dots an inch, drawn with {dpi}.{small}")
        paint = paint_of(picture, fonts, dpi)
        own = replace(paint, digest=self.digest, mark=file_mark(self.path, self.drawing.kind), path=self.path)
        return own.run, [f"View `{self.drawing.picture.name}`: {note}" for note in notes if note]

    def run(self) -> list[str]:
        """Make the file; what is worth telling. Raises LayoutError, and ArgmapError where it cannot be made."""
        paint, notes = self.work()
        paint()
        return notes


def dpi_within(picture: Still, wanted: int) -> int:
    """The wanted dots an inch, or as many as keep the picture within PIXELS."""
    inches = picture.width / POINTS * picture.height / POINTS
    return max(1, min(wanted, int(sqrt(PIXELS / inches))))


def paint_of(picture: Still, fonts: Fonts, dpi: int) -> Paint:
    """How a still picture is painted."""
    return Paint(
        picture.svg,
        ceil(picture.width * dpi / POINTS),
        dpi,
        COLOURS["page"][0],
        tuple(fonts.files(picture.families)),
        MAIN,
        picture.title,
        picture.description,
    )
