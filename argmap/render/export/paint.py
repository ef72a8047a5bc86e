"""A still picture to the dots of a PNG, by resvg: all that a process which only paints has to load."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from argmap.diagnostics import ArgmapError
from argmap.render.seal import seal_of
from argmap.writing import write_bytes

POINTS = 72.0
METRE = 0.0254
KEYWORD, SEAL = "argmap-digest", "argmap-seal"
_AFTER_HEADER = 33  # the signature (8 bytes) and the header chunk (25)


@dataclass(frozen=True, slots=True)
class Paint:
    """What is painted: the SVG, how many dots wide and how many an inch, on which colour, with the fonts of which
    files, the first family; what the file says of itself; where it goes. It can be handed to another process.
    """

    svg: str
    wide: int
    dpi: int
    background: str
    fonts: tuple[str, ...]
    family: str
    title: str
    description: str
    digest: str = ""
    mark: str = ""
    path: Path = Path()

    def run(self) -> None:
        """Make the file. Raises ArgmapError."""
        write_bytes(self.path, self.png())

    def png(self) -> bytes:
        """The PNG, which says its resolution, its title, the digest and its mark. Raises ArgmapError."""
        dots = round(self.dpi / METRE)
        said = b"".join(
            [
                _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)),
                _chunk(b"tEXt", f"{KEYWORD}\0{self.digest}".encode("latin-1")),
                _chunk(b"tEXt", f"Source\0{self.mark}".encode("latin-1")),
                _chunk(b"iTXt", b"Title\0\0\0\0\0" + self.title.encode()),
                _chunk(b"iTXt", b"Description\0\0\0\0\0" + self.description.encode()),
            ]
        )
        pixels = self._pixels()
        before, after = pixels[:_AFTER_HEADER], said + pixels[_AFTER_HEADER:]
        return before + _chunk(b"tEXt", f"{SEAL}\0{seal_of(before + after)}".encode("latin-1")) + after

    def _pixels(self) -> bytes:
        resvg = _resvg()
        try:
            pixels: bytes = resvg.svg_to_bytes(
                svg_string=self.svg,
                background=self.background,
                skip_system_fonts=True,
                font_files=list(self.fonts),
                font_family=self.family,
                dpi=POINTS,
                width=self.wide,
            )
        except Exception as error:
            raise ArgmapError(f"The picture `{self.title}` cannot be drawn as PNG: {error}.") from error
        except BaseException as error:  # the library's own breakdowns are no Exception
            if type(error).__name__ != "PanicException":
                raise
            raise ArgmapError(f"The picture `{self.title}` cannot be drawn as PNG: {error}.") from error
        return pixels


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _resvg() -> Any:
    try:
        import resvg_py  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise ArgmapError("PNG is an extra: install it with `pip install 'argmap[png]'`.") from error
    return resvg_py


def painter() -> str:
    """The program that paints, with its version. Raises ArgmapError without the extra."""
    _resvg()
    return f"resvg {metadata.version('resvg-py')}"
