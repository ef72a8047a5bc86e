"""A picture as PNG: drawn by resvg with the fonts that come along, at a resolution that the file says."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from math import ceil, sqrt
from pathlib import Path
from typing import Any, ClassVar

from argmap.diagnostics import ArgmapError
from argmap.render.draw import Drawing
from argmap.render.export.code import export_code
from argmap.render.export.fonts import MAIN, Fonts, installed_fonts, said_unshown
from argmap.render.export.still import Still, still
from argmap.render.files import file_mark, svg_of
from argmap.render.sheets import DPI
from argmap.render.style import COLOURS
from argmap.writing import write_bytes

POINTS = 72.0
METRE = 0.0254
PIXELS = 40_000_000
"""The most pixels a picture gets; a larger one is drawn at fewer dots an inch. Each takes 4 bytes of memory or more."""
KEYWORD = "argmap-digest"
_HEAD = 4096
_DIGEST = re.compile(rb"tEXt" + KEYWORD.encode() + rb"\0([0-9a-f]{64})")
_END = b"IEND\xaeB`\x82"
_AFTER_HEADER = 33  # the signature (8 bytes) and the header chunk (25)


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
        parts = (self.drawing.digest, export_code(), installed_fonts().versions, _version(), str(self.dpi))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def is_current(self) -> bool:
        """Whether the file is there and holds what would be written."""
        try:
            with self.path.open("rb") as file:
                head = file.read(_HEAD)
                found, is_whole = _DIGEST.search(head), (head + file.read()).endswith(_END)
        except OSError:
            return False
        return found is not None and found[1].decode() == self.digest and is_whole

    def run(self) -> list[str]:
        """Make the file; what is worth telling. Raises LayoutError, and ArgmapError where it cannot be made."""
        fonts = installed_fonts()
        picture = still(svg_of(self.drawing, self.path.parent), fonts)
        dpi = dpi_within(picture, self.dpi)
        write_bytes(self.path, to_png(picture, fonts, dpi, self.digest, file_mark(self.path)))
        notes = [said_unshown(picture.unshown, fonts)]
        if dpi < self.dpi:
            notes.append(f"too large for {self.dpi} dots an inch, drawn with {dpi}.")
        return [f"View `{self.drawing.picture.name}`: {note}" for note in notes if note]


def dpi_within(picture: Still, wanted: int) -> int:
    """The wanted dots an inch, or as many as keep the picture within PIXELS."""
    inches = picture.width / POINTS * picture.height / POINTS
    return max(1, min(wanted, int(sqrt(PIXELS / inches))))


def to_png(picture: Still, fonts: Fonts, dpi: int, digest: str, mark: str = "") -> bytes:
    """The PNG of a still picture, which says its resolution, its title, the digest and its mark. Raises ArgmapError."""
    resvg = _resvg()
    try:
        pixels: bytes = resvg.svg_to_bytes(
            svg_string=picture.svg,
            background=COLOURS["page"][0],
            skip_system_fonts=True,
            font_files=fonts.files(picture.families),
            font_family=MAIN,
            dpi=POINTS,
            width=ceil(picture.width * dpi / POINTS),
        )
    except Exception as error:
        raise ArgmapError(f"The picture `{picture.title}` cannot be drawn as PNG: {error}.") from error
    except BaseException as error:  # the library's own breakdowns are no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise ArgmapError(f"The picture `{picture.title}` cannot be drawn as PNG: {error}.") from error
    dots = round(dpi / METRE)
    said = b"".join(
        [
            _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)),
            _chunk(b"tEXt", f"{KEYWORD}\0{digest}".encode("latin-1")),
            _chunk(b"tEXt", f"Source\0{mark}".encode("latin-1")),
            _chunk(b"iTXt", b"Title\0\0\0\0\0" + picture.title.encode()),
            _chunk(b"iTXt", b"Description\0\0\0\0\0" + picture.description.encode()),
        ]
    )
    return pixels[:_AFTER_HEADER] + said + pixels[_AFTER_HEADER:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _resvg() -> Any:
    try:
        import resvg_py  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise ArgmapError("PNG is an extra: install it with `pip install 'argmap[png]'`.") from error
    return resvg_py


def _version() -> str:
    _resvg()
    return f"resvg {metadata.version('resvg-py')}"
