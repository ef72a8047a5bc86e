"""A still picture taken apart, in the order in which it is read: every card, mark and label is a thing of its own.

A card is followed by the label of the line that leads to it, by its arguments, each with its premises, and by what
opposes it. So each can say what it is, be read in its turn, and lead somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from argmap.render.export.fonts import MAIN
from argmap.render.export.still import Still, plain_css
from argmap.render.svg import NAMESPACE

_AROUND = 2.0
"""Room around a part for the strokes of its edges, in points."""
_NUMBERS = re.compile(r"-?[\d.]+")
_CLASS = re.compile(r"\.([a-z][\w-]*)")
_DRAWN, _TEXT, _BOX, _LINK, _TITLE = (f"{{{NAMESPACE}}}{name}" for name in ("g", "text", "rect", "a", "title"))


class Place(NamedTuple):
    """Where something stands and how large it is, in points."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a picture: its SVG, its place on the picture, what it says, where it leads, the fonts it needs; the id
    by which links lead to it, where it has one.
    """

    svg: str
    place: Place
    said: str
    href: str = ""
    families: tuple[str, ...] = (MAIN,)
    name: str = ""


def parts_of(picture: Still) -> list[Part]:
    """All parts: the lines, then what stands on them in reading order, then the legend."""
    root = ElementTree.fromstring(picture.svg)  # noqa: S314  # argmap's own
    page = Place(*_numbers(root.attrib["viewBox"]))
    groups = root.findall(_DRAWN)
    drawn = groups[0]
    x, y = _numbers(drawn.attrib["transform"])
    lines = drawn.find(_DRAWN)
    items = {_key(other): _Item(other, []) for other in drawn if other is not lines}
    for item in items.values():
        drawn.remove(item.element)
    for line in lines if lines is not None else ():
        items[line.attrib["data-upper"]].down.append(_Link(line.attrib["data-lower"], _label(line)))
    sheet = _written([root.find(_BOX), drawn], page)
    found = [Part(sheet, Place(0, 0, page.width, page.height), picture.description)]
    for element, said, href in _read(items):
        box = _around(element)
        at = Place(box.left + x - page.left, box.top + y - page.top, box.width, box.height)
        name = _own(element).get("id", "")
        found.append(Part(_written([element], box), at, said, href, _families(element), name))
    if len(groups) > 1 and len(groups[-1]):
        found.append(_legend(groups[-1], page))
    return found


class _Link(NamedTuple):
    """A line down to something, and its label as a drawing, where it has one."""

    lower: str
    label: Element | None


class _Item(NamedTuple):
    """A card or a mark, and the lines that lead down from it."""

    element: Element
    down: list[_Link]


def _label(line: Element) -> Element | None:
    """The label of a line, taken from it."""
    parts = [each for each in line if each.tag == _TEXT or each.get("class") == "halo"]
    for each in parts:
        line.remove(each)
    taken = Element(_DRAWN, {"class": line.get("class", "")})
    taken.extend(parts)
    return taken if parts else None


def _read(items: Mapping[str, _Item]) -> Iterator[tuple[Element, str, str]]:
    """What stands on the lines, what it says and where it leads; downwards from what nothing leads down to."""
    lower = {link.lower for item in items.values() for link in item.down}
    seen: set[str] = set()
    for start in (*(key for key in items if key not in lower), *items):
        waiting = [_Link(start, None)] if start not in seen else []
        while waiting:
            key, label = waiting.pop()
            element, down = items[key]
            own = _own(element)
            if key not in seen:
                yield element, own.attrib["aria-label"], element.get("href", "")
                waiting += reversed(down)
            if label is not None:
                words = "".join(text.text or "" for text in label.iter(_TEXT))
                yield label, f"{words}: {own.findtext(_TITLE)}" if key in seen else words, ""
            seen.add(key)


def _legend(group: Element, page: Place) -> Part:
    words = [text.text or "" for text in group.iter(_TEXT)]
    _, top = _numbers(group.attrib["transform"])
    box = Place(page.left, top, page.width, page.top + page.height - top)
    at = Place(0, top - page.top, box.width, box.height)
    return Part(_written([group], box), at, f"Legend: {', '.join(words)}", "", _families(group))


def _own(element: Element) -> Element:
    """The group itself, where it stands in a link."""
    inner = element.find(_DRAWN) if element.tag == _LINK else None
    return element if inner is None else inner


def _key(element: Element) -> str:
    return _own(element).attrib["id"]


def _around(element: Element) -> Place:
    """The place of a card, a mark or a label among the others: that of the first box in it."""
    own = _own(element)
    x, y = _numbers(own.get("transform", "0 0"))
    box = next(own.iter(_BOX)).attrib
    left, top, wide, high = (float(box.get(key, 0)) for key in ("x", "y", "width", "height"))
    return Place(x + left - _AROUND, y + top - _AROUND, wide + 2 * _AROUND, high + 2 * _AROUND)


def _families(element: Element) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.get("font-family", MAIN) for text in element.iter(_TEXT)))


def _written(elements: list[Element | None], box: Place) -> str:
    """Some elements as an SVG that shows one place of the picture, with the rules of style that they need."""
    whole = Element(
        f"{{{NAMESPACE}}}svg",
        {"width": f"{box.width:g}", "height": f"{box.height:g}", "viewBox": " ".join(f"{each:g}" for each in box)},
    )
    style = ElementTree.SubElement(whole, f"{{{NAMESPACE}}}style")
    whole.extend(each for each in elements if each is not None)
    style.text = _style(frozenset(name for each in whole.iter() for name in each.get("class", "").split()))
    ElementTree.register_namespace("", NAMESPACE)
    return ElementTree.tostring(whole, encoding="unicode")


@cache
def _style(classes: frozenset[str]) -> str:
    """The rules that some classes are asked for in."""
    rules = [rule.partition("{") for rule in plain_css().split("}") if rule]
    needed = (rule for rule in rules if classes.intersection(_CLASS.findall(rule[0])) or "." not in rule[0])
    return "}".join([*map("".join, needed), ""])


def _numbers(written: str) -> list[float]:
    return [float(number) for number in _NUMBERS.findall(written)]
