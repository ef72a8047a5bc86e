"""A drawn SVG made still: the same picture with plain colours and fonts by name, for programs that are not browsers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import cast
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from argmap.render.export.fonts import MAIN, STACKED, Fonts
from argmap.render.fates import every_css
from argmap.render.measure import direction, width
from argmap.render.style import COLOURS, css
from argmap.render.svg import MARGIN, NAMESPACE
from argmap.render.texts import TYPE, Role

_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_FREE = re.compile(rf"Noto Sans (Arabic|Thai)|{STACKED.pattern}")
"""The families whose letters join or stack: stretched to a measured width, they look wrong."""
_THIN = re.compile(r"Noto Sans CJK ..")
_REGULAR = "font-variation-settings:'wght' 400"
"""Said of fonts that are thin unless told otherwise: not every program sees to it for regular text."""
_HEAD = ("title", "subtitle")
_HEAD_GAP = 6.0
_CROP = MARGIN - 3
_EMBED, _POP = "\N{RIGHT-TO-LEFT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"


@dataclass(frozen=True, slots=True)
class Still:
    """A still picture: its SVG text, its size in points, what it says of itself.

    `families` are the fonts it needs, `unshown` the characters that none of them has.
    """

    svg: str
    width: float
    height: float
    title: str
    description: str
    families: tuple[str, ...]
    unshown: tuple[str, ...]


def still(svg: str, fonts: Fonts, *, headed: bool = True) -> Still:
    """The still form of an SVG that argmap has drawn; without its title and margins where `headed` is false."""
    root = ElementTree.fromstring(svg)  # noqa: S314  # argmap's own file, told by its digest
    title, description = (root.findtext(_tag(name)) or "" for name in ("title", "desc"))
    left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    if not headed:
        cut = _behead(root)
        left, top = left + _CROP, top + cut
        width, height = width - 2 * _CROP, height - cut - _CROP
    texts = list(root.iter(_tag("text")))
    unshown = fonts.unshown(text.text or "" for text in texts)
    for parent in list(root.iter()):
        for text in parent.findall(_tag("text")):
            _set(parent, text, fonts)
    for style in root.iter(_tag("style")):
        style.text = plain_css()
    root.attrib.update(width=f"{width:g}", height=f"{height:g}", viewBox=f"{left:g} {top:g} {width:g} {height:g}")
    ElementTree.register_namespace("", NAMESPACE)
    return Still(
        ElementTree.tostring(root, encoding="unicode"),
        width,
        height,
        title,
        description,
        tuple(dict.fromkeys([MAIN, *(text.get("font-family", MAIN) for text in root.iter(_tag("text")))])),
        tuple(unshown),
    )


def plain_css() -> str:
    """The style sheet with the light colours written out, and nothing that only a browser knows."""
    rules = [
        rule for rule in f"{css()}{every_css()}".split("}") if rule and not rule.startswith(("@media", "svg{", "a:"))
    ]
    light = "}".join(rules) + "}"
    root = f"svg{{font-family:{MAIN};color:{COLOURS['ink'][0]}}}"
    return root + _VARIABLE.sub(lambda found: COLOURS[found[1]][0], light)


def _behead(root: Element) -> float:
    """Take away the title and subtitle; how much lower the rest begins."""
    lines = [text for text in root.findall(_tag("text")) if text.get("class") in _HEAD]
    for line in lines:
        root.remove(line)
    return max((float(line.attrib["y"]) + _HEAD_GAP for line in lines), default=0.0)


def _set(parent: Element, text: Element, fonts: Fonts) -> None:
    """Write a line of text so that every piece names the font that has it and stands at its place.

    A piece is an element of its own: the programs that read this shape a line of several fonts wrongly, or break down
    at it. They know no direction of a line either: right-to-left text is put at its left end, and embedded.
    """
    content = text.text or ""
    rtl = text.attrib.pop("direction", "") == "rtl"
    runs = fonts.runs(content)
    if not rtl and all(family == MAIN for family, _ in runs):
        text.text = "".join(piece for _, piece in runs)
        return
    size, role = float(text.attrib["font-size"]), cast("Role", text.attrib["class"])
    face = TYPE[role][1]
    long = float(text.attrib.pop("textLength", 0)) or width(content, size, face)
    x = float(text.attrib["x"]) - (long if rtl else 0)
    ratio = long / (sum(width(piece, size, face) for _, piece in runs) or 1)
    at = list(parent).index(text)
    parent.remove(text)
    for family, piece in _visual(runs, rtl=rtl):
        wide = width(piece, size, face) * ratio
        space = piece[len(piece.rstrip()) :] if rtl else piece[: len(piece) - len(piece.lstrip())]
        if shown := piece.strip():
            given = {"x": f"{x + width(space, size, face) * ratio:.2f}", "font-family": family}
            if _THIN.fullmatch(family) and face != "bold":
                given["style"] = _REGULAR
            if not _FREE.fullmatch(family):
                given["textLength"] = f"{width(shown, size, face) * ratio:.2f}"
            element = Element(text.tag, text.attrib | given)
            element.text = f"{_EMBED}{shown}{_POP}" if direction(shown) == "rtl" else shown
            parent.insert(at, element)
            at += 1
        x += wide


def _visual(runs: list[tuple[str, str]], *, rtl: bool) -> list[tuple[str, str]]:
    """The pieces of a line from left to right: those that run against the line are turned among themselves."""
    found: list[tuple[str, str]] = []
    for against, group in groupby(runs, lambda run: (direction(run[1]) == "rtl") is not rtl):
        pieces = list(group)
        found += reversed(pieces) if against else pieces
    return found[::-1] if rtl else found


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
