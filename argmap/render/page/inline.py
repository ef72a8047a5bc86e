"""The pictures inside the page: styles shared, ids unique across pictures, every card a link to its details."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from argmap.evaluation.labels import Evaluation
from argmap.graph import ArgumentGraph
from argmap.render.page.source import Plain
from argmap.render.picture import Picture
from argmap.render.svg import NAMESPACE
from argmap.render.xml import xml_id

ET.register_namespace("", NAMESPACE)
_LINK = f"{{{NAMESPACE}}}a"
_TEXT = f"{{{NAMESPACE}}}text"
_TITLE = f"{{{NAMESPACE}}}title"
_REFERS = ("aria-labelledby", "aria-describedby")
_NUMBERS = frozenset(["x", "y", "width", "height", "d", "transform", "textLength", "cx", "cy", "r", "rx"])
_FINE = re.compile(r"\d+\.\d\d+")
_LOCAL = re.compile(r"url\(#([^)]*)\)")

PREFIX = "c-"
"""What the ids of a picture begin with in the page; its script knows it too."""


@dataclass(frozen=True)
class Subjects:
    """Which thing of the map each pill of a picture belongs to."""

    graph: ArgumentGraph
    evaluation: Evaluation
    owner: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        graph = self.graph
        owner = {argument.name: argument.conclusion for argument in graph.arguments()}
        owner |= {counter.name: counter.assertion for counter in graph.counters()}
        object.__setattr__(self, "owner", owner)

    def parts(self, picture: Picture) -> dict[str, list[str]]:
        """Pills, and cards of elements without premise: the assertion and the argument or counter they belong to."""
        found = {xml_id(pill.key): [self.owner.get(pill.key, ""), pill.key] for pill in picture.pills}
        ghosts = {card.key: card.key.rpartition("/")[0] for card in picture.cards if card.shade == "missing"}
        return found | {xml_id(key): [self.owner.get(name, ""), name] for key, name in ghosts.items()}


def view_data(picture: Picture) -> Plain:
    """What the script knows of every picture: its cards, and what each stands for."""
    cards = {xml_id(card.key): card.about for card in picture.cards}
    ends = {"issue": picture.issue, "outcome": picture.outcome} if picture.issue else {}
    return {
        "name": picture.name,
        "title": picture.title,
        "subtitle": picture.subtitle,
        "cards": {key: thing for key, thing in cards.items() if thing},
        "away": [xml_id(card.key) for card in picture.cards if card.away],
        **ends,
    }


def held_picture(picture: Picture, subjects: Subjects, view: Plain, svg: str) -> Plain:
    """What the page holds of a picture: its SVG, its pills and lines, and what each stands for."""
    pills = subjects.parts(picture)
    return {
        "svg": inline(svg, view, pills),
        "pills": pills,
        "lines": [
            [xml_id(line.key), xml_id(line.upper), xml_id(line.lower), line.role, line.about] for line in picture.lines
        ],
    }


def inline(svg: str, view: Plain, pills: Mapping[str, list[str]]) -> str:
    """The SVG of a picture as it stands in the page."""
    root = ET.fromstring(svg)  # noqa: S314  # argmap's own drawing
    for style in root.findall(f"{{{NAMESPACE}}}style"):
        root.remove(style)
    box = root.get("viewBox", "0 0 100 100").split()
    root.set("width", box[2])
    root.set("height", box[3])
    root.set("role", "group")
    root.attrib.pop("aria-labelledby", None)
    root.set("aria-label", view["title"])
    for parent in list(root.iter()):
        for title in parent.findall(_TITLE):  # a tip over every card would hide others; the link says the same
            parent.remove(title)
    for parent in list(root.iter()):
        _unlink(parent)
    for parent in list(root.iter()):
        for number, child in enumerate(list(parent)):
            thing = _leads_to(child, view["cards"], pills)
            if thing or child.get("class", "").startswith("card map"):
                parent[number] = _linked(child, f"#/{view['name']}/{thing}".removesuffix("/"))
    for element in root.iter():
        _rename(element)
        _round(element)
    return ET.tostring(root, encoding="unicode")


def _unlink(parent: ET.Element) -> None:
    """Take away the links that lead out of the picture, and leave what they hold."""
    for number, child in enumerate(list(parent)):
        if child.tag == _LINK and len(child) == 1:
            inner = child[0]
            inner.tail = child.tail
            parent[number] = inner


def _leads_to(element: ET.Element, cards: Mapping[str, str], pills: Mapping[str, list[str]]) -> str:
    name, classes = element.get("id", ""), element.get("class", "").split()
    if "card" in classes and name in cards:
        return cards[name]
    if ("card" in classes or "pill" in classes) and name in pills:
        return pills[name][0]
    return ""


def _linked(element: ET.Element, href: str) -> ET.Element:
    link = ET.Element(_LINK, {"href": href, "tabindex": "-1"})
    texts = [part for part in element.iter(_TEXT) if part.text]
    for part in texts:
        part.tail = " "  # what is read out is the text itself: the last word of a line and the next one's first are two
        if part.get("class") == "gaps":
            link.set("aria-description", f"{part.text} open gap{'' if part.text == '1' else 's'}")
    if not texts:
        link.set("aria-label", element.get("aria-label", "details"))
    for name in ("role", "aria-label"):
        element.attrib.pop(name, None)
    link.tail, element.tail = element.tail, None
    link.append(element)
    return link


def _rename(element: ET.Element) -> None:
    """Keep the ids of a picture apart from those of the page."""
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, PREFIX + value)
        elif name in _REFERS:
            element.set(name, " ".join(PREFIX + part for part in value.split()))
        elif "url(#" in value:
            element.set(name, _LOCAL.sub(rf"url(#{PREFIX}\1)", value))


def _round(element: ET.Element) -> None:
    """A tenth of a point is fine enough for a screen at any scale, and packs smaller."""
    for name in _NUMBERS.intersection(element.attrib):
        element.set(name, _FINE.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), element.attrib[name]))
