"""A map as PDF: one page a view, typeset by typst, with bookmarks, tags, and text that can be searched and copied."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import metadata
from importlib.resources import files
from math import floor
from pathlib import Path
from typing import Any, ClassVar

from argmap.diagnostics import ArgmapError
from argmap.model.header import MapHeader
from argmap.render import sheets
from argmap.render.draw import Drawing
from argmap.render.export.code import export_code
from argmap.render.export.fonts import STACKED, Fonts, installed_fonts, said_unshown
from argmap.render.export.parts import Part, parts_of
from argmap.render.export.png import dpi_within, paint_of
from argmap.render.export.still import Still, still
from argmap.render.files import svg_of
from argmap.render.measure import direction
from argmap.render.own import file_mark
from argmap.render.seal import PDF_SEAL, is_whole, sealed_pdf
from argmap.render.sheets import FOOT, GAP, MARGIN, SUBTITLE, TITLE, Content, Sheet, cut_title, headed, sheet_for
from argmap.render.style import COLOURS
from argmap.render.svg import NAMESPACE
from argmap.render.wording import subtitle
from argmap.render.xml import xml_id
from argmap.writing import write_bytes

KEYWORD = "argmap-digest"
PAINTED = 300
"""Dots an inch of a picture that cannot stand in a PDF as it is."""
_DIGEST = re.compile(rb"argmap-digest-([0-9a-f]{64})")
LONGEST_URL = 8000
"""How many characters of an address the typesetter takes."""
_OUT = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)
_NAMED = 5
"""How many views a message names."""


@dataclass(frozen=True)
class PdfJob:
    """The PDF of a map to be made; after the SVGs, which it takes from their files where these are current."""

    stage: ClassVar[int] = 1

    header: MapHeader
    drawings: Sequence[Drawing]
    path: Path
    workers: int = 1

    @cached_property
    def digest(self) -> str:
        """A hash of what is shown, by what, and on which paper."""
        parts = [drawing.digest for drawing in self.drawings]
        parts += [repr(self.header), export_code(), installed_fonts().versions, _version()]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def is_current(self) -> bool:
        """Whether the file is there and holds what would be written."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return False
        found = _DIGEST.search(content)
        return found is not None and found[1].decode() == self.digest and is_whole(content, PDF_SEAL)

    def run(self) -> list[str]:
        """Make the file; what is worth telling. Raises LayoutError, and ArgmapError where it cannot be made."""
        fonts = installed_fonts()
        with ThreadPoolExecutor(max_workers=max(1, self.workers)) as pool:
            svgs = list(pool.map(lambda drawing: svg_of(drawing, self.path.parent), self.drawings))
        facts = subtitle(self.header, ())
        pairs = zip(self.drawings, svgs, strict=True)
        leaves = [Leaf.of(drawing, svg, fonts, facts) for drawing, svg in pairs]
        mark = file_mark(self.path, self.drawings[0].kind if self.drawings else "view")
        content, notes = to_pdf(self.header, leaves, fonts, self.digest, mark)
        write_bytes(self.path, sealed_pdf(content))
        return [note for leaf in leaves for note in leaf.notes(fonts)] + [f"{self.path.name}: {note}" for note in notes]


@dataclass(frozen=True)
class Leaf:
    """A page of the PDF: its name and that of the view, its titles, its picture and the sheet that is on."""

    name: str
    view: str
    title: str
    subtitle: str
    picture: Still
    content: Content
    sheet: Sheet

    @staticmethod
    def of(drawing: Drawing, svg: str, fonts: Fonts, facts: str) -> Leaf:
        """The page of a drawing: its titles stand above the picture, and the facts of the whole map in the header."""
        source, picture = drawing.picture, still(svg, fonts, headed=False)
        under = source.subtitle.removesuffix(facts).rstrip(" ·")
        title, under = cut_title(source.title, TITLE, "bold"), cut_title(under, SUBTITLE)
        content = Content(picture.width, picture.height, title, under)
        return Leaf(source.name, source.view, title, under, picture, content, sheet_for(content, source.page))

    @property
    def painted(self) -> bool:
        """Whether something in the picture is an image of dots on this page."""
        return _is_painted(self.picture.families)

    def notes(self, fonts: Fonts) -> list[str]:
        """What the user is told of this page."""
        found = [said_unshown(fonts.unshown([self.title, self.subtitle]) or self.picture.unshown, fonts)]
        if self.title.endswith("…") and self.title != self.picture.title:
            found.append("its title is too long for a page and is cut.")
        if self.painted:
            found.append("it has a script whose text can be seen in the PDF, but neither searched nor copied.")
        if not self.sheet.legible:
            paper = "a page of a PDF" if self.sheet.name == "screen" else self.sheet.name.upper()
            told = (
                f"its text is {_tenths(self.sheet)} points high on {paper}; below {sheets.LEAST:g} it is hard to read."
            )
            larger = sheet_for(self.content, "a3") if self.sheet.name == "a4" else self.sheet
            better = f" On A3 it is {_tenths(larger)}." if larger.name != self.sheet.name else ""
            found.append(told + better)
        return [f"View `{self.name}`: {note}" for note in found if note]

    @cached_property
    def parts(self) -> list[Part]:
        """The pieces of its picture."""
        return parts_of(self.picture)

    @property
    def places(self) -> Iterator[str]:
        """What a link may lead to: the page, and each thing on it."""
        yield self.name
        yield from (f"{self.name}#{part.name}" for part in self.parts if part.name)

    def data(self, number: str, level: int, fonts: Fonts, led_to: Collection[str]) -> dict[str, Any]:
        """The page as the typesetter needs it, in a PDF in which links may lead to these places."""
        picture, scale = self.picture, self.sheet.scale
        return {
            "width": self.sheet.width,
            "height": self.sheet.height,
            "level": level,
            "name": self.name,
            "title": fonts.shown(self.title),
            "rtl": direction(self.title) == "rtl",
            "subtitle": fonts.shown(self.subtitle),
            "number": number,
            "picture-width": picture.width * scale,
            "picture-height": picture.height * scale,
            "parts": [
                _piece(part, picture, scale, fonts)
                | leading(part.href, led_to)
                | ({"label": place} if (place := f"{self.name}#{part.name}") in led_to else {})
                for part in self.parts
            ],
        }


def _tenths(sheet: Sheet) -> float:
    """The size of the text on a sheet, never said to be larger than it is."""
    return floor(sheet.text * 10) / 10


def _is_painted(families: Iterable[str]) -> bool:
    """Whether text in these fonts is painted: letters that stack are beyond the typesetter's reading of SVG."""
    return any(map(STACKED.fullmatch, families))


def _piece(part: Part, picture: Still, scale: float, fonts: Fonts) -> dict[str, Any]:
    """A part of a picture on a page: where it stands from the picture's corner, and how large it is."""
    left, top, width, height = (each * scale for each in part.place)
    svg = _dots(part, picture, fonts) if _is_painted(part.families) else part.svg
    return {"svg": svg, "x": left, "y": top, "width": width, "height": height, "alt": part.said}


def _dots(part: Part, picture: Still, fonts: Fonts) -> str:
    """A part as an image of dots in an SVG."""
    alone = replace(picture, svg=part.svg, width=part.place.width, height=part.place.height)
    paint = paint_of(alone, fonts, dpi_within(alone, PAINTED))
    size = f'width="{part.place.width:g}" height="{part.place.height:g}"'
    data = base64.b64encode(paint.png()).decode()
    return f'<svg xmlns="{NAMESPACE}" {size}><image {size} href="data:image/png;base64,{data}"/></svg>'


def leading(href: str, places: Collection[str]) -> dict[str, str]:
    """Where a part leads: to one of the places in the PDF, that of a thing or at least its page, or out of it; what
    leads to files beside it leads nowhere.
    """
    file, is_within, thing = href.partition(".svg")
    for view in (file, file.removesuffix("_")) if is_within else ():  # the files of some views have a `_` more
        for place in (f"{view}#{xml_id(thing.removeprefix('#'))}", view):
            if place in places:
                return {"to": place}
    return {"url": href} if _OUT.match(href) and len(href) <= LONGEST_URL else {}


def to_pdf(
    header: MapHeader, leaves: Sequence[Leaf], fonts: Fonts, digest: str, mark: str = ""
) -> tuple[bytes, list[str]]:
    """The PDF and what is worth telling of it. Raises ArgmapError.

    It is PDF/UA-1 (ISO 14289-1), unless a script in it cannot be: then it is tagged all the same.
    """
    data = {
        "title": fonts.shown(header.title),
        "heading": fonts.shown(headed(header.title)),
        "description": ". ".join(filter(None, (subtitle(header, ()), header.description))) or None,
        "facts": fonts.shown(headed(subtitle(header, ()))),
        "keywords": [f"{KEYWORD}-{digest}", *([mark] if mark else [])],
        "date": _date(header.as_of),
        "fonts": fonts.order(" ".join([header.title, *(leaf.title for leaf in leaves)])),
        "ink": COLOURS["ink"][0],
        "soft": COLOURS["soft"][0],
        "margin": MARGIN,
        "foot": FOOT,
        "gap": GAP,
        "pages": list(_pages(leaves, fonts)),
    }
    typst = _typst()
    try:
        return _typeset(data, fonts, ["ua-1"]), []
    except typst.TypstError as error:
        reason = str(error)
    try:
        return _typeset(data, fonts, []), [f"tagged, but not PDF/UA-1: {_why_not(reason, leaves)}."]
    except typst.TypstError as error:
        raise ArgmapError(f"The PDF of `{header.title}` cannot be made: {error}.") from error


def _why_not(reason: str, leaves: Sequence[Leaf]) -> str:
    """Why a PDF does not meet PDF/UA-1: in some scripts a letter is set from parts, which have no code of their own."""
    scripts = sorted({found for leaf in leaves for found in map(_script, leaf.picture.families) if found})
    views = [leaf.name for leaf in leaves if any(map(_script, leaf.picture.families))]
    if "missing codepoints" not in reason or not views:
        return reason.removeprefix("PDF/UA-1 error: ")
    shown = [f"`{name}`" for name in views[:_NAMED]] + ([f"{len(views) - _NAMED} more"] if views[_NAMED:] else [])
    where = f"{'view' if len(views) == 1 else 'views'} {', '.join(shown)}"
    return f"letters of the script {', '.join(scripts)} ({where}) are set from parts that have no code of their own"


def _script(family: str) -> str:
    """The script of a family that has but one, unless it is painted: `Arabic`."""
    found = "" if STACKED.match(family) else family.partition("Noto Sans ")[2]
    return "" if found.startswith(("CJK", "Symbols")) else found


def _typeset(data: dict[str, Any], fonts: Fonts, standards: list[str]) -> bytes:
    typst = _typst()
    compiler = typst.Compiler(
        files(__package__).joinpath("map.typ").read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts.folders),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    content: bytes = compiler.compile(format="pdf", pdf_standards=standards)
    return content


def _pages(leaves: Sequence[Leaf], fonts: Fonts) -> Iterable[dict[str, Any]]:
    names = {leaf.name for leaf in leaves}
    there = {place for leaf in leaves for place in leaf.places}
    asked = {place for leaf in leaves for part in leaf.parts for place in leading(part.href, there).values()}
    for number, leaf in enumerate(leaves, 1):
        yield leaf.data(
            f"{number} of {len(leaves)}",
            2 if number > 1 and leaf.view != leaf.name and leaf.view in names else 1,
            fonts,
            names | (asked & there),
        )


def _date(as_of: str | None) -> dict[str, int] | None:
    """The day a PDF is dated: that of the map, if it names one; never the day on which it was made."""
    parts = [int(part) for part in (as_of or "").split("-") if part.isdigit()]
    return dict(zip(("year", "month", "day"), parts, strict=True)) if len(parts) == 3 else None


def _typst() -> Any:
    try:
        import typst  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise ArgmapError("PDF is an extra: install it with `pip install 'argmap[pdf]'`.") from error
    return typst


def _version() -> str:
    _typst()
    return f"typst {metadata.version('typst')}"
