"""What the preview shows of one sound state of a map: its data, and its pictures by a key that says what is in each."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from argmap.analysis import Analysis
from argmap.diagnostics import Diagnostic
from argmap.drawn import Drawn
from argmap.reading.project import project_root
from argmap.render.draw import Drawing
from argmap.render.order import in_order
from argmap.render.page.assemble import facts, view_of
from argmap.render.page.data import as_json, gap, map_data
from argmap.render.page.inline import Subjects, held_picture
from argmap.render.page.source import Plain, clean, slim
from argmap.render.views import all_views

LINE_LONGEST = 300
_TICKED = re.compile("`([^`]+)`")


@dataclass(frozen=True)
class Plate:
    """One picture of the page, not yet drawn: what is drawn, and what the page's script knows of it."""

    drawing: Drawing
    view: Plain
    subjects: Subjects

    def content(self) -> str:
        """The picture as JSON, in the form in which the page holds it. Raises LayoutError."""
        drawing = self.drawing
        return json.dumps(held_picture(drawing.picture, self.subjects, self.view, drawing.svg()), ensure_ascii=False)

    def key(self) -> str:
        """A name for the picture by all that is in it."""
        parts = as_json({"view": self.view, "pills": self.subjects.parts(self.drawing.picture)})
        return hashlib.sha256(f"{self.drawing.digest}\0{parts}".encode()).hexdigest()[:40]


@dataclass(frozen=True)
class Sight:
    """A sound state of a map. `plates` are its pictures by key: the same key is the same picture, to the byte.

    `keys` gives the key of each view, in the order of the page; `json` the data as text. `folder` is what places are
    relative to, `at` the time of the day at which it was made.
    """

    title: str
    facts: str
    json: str
    data: Plain = field(compare=False)
    keys: Mapping[str, str]
    plates: Mapping[str, Plate] = field(compare=False)
    folder: str
    at: str = field(compare=False)

    @cached_property
    def key(self) -> str:
        """A name for the data by all that is in them."""
        return hashlib.sha256(self.json.encode()).hexdigest()[:40]


def sight(drawn: Drawn) -> Sight:
    """What to show of a map; nothing is drawn yet."""
    source = drawn.page
    subjects = Subjects(source.graph, source.evaluation)
    keys: dict[str, str] = {}
    plates: dict[str, Plate] = {}
    views = []
    for drawing in in_order(source.graph, [Drawing(picture) for picture in all_views(drawn.material)]):
        plate = Plate(drawing, clean(view_of(source, drawing, subjects)), subjects)
        key = keys[drawing.picture.name] = plate.key()
        plates[key] = plate
        views.append(plate.view)
    data = map_data(source, views)
    title = str(data["map"]["title"])
    return Sight(title, facts(data), as_json(data), data, keys, plates, source.root.resolve().as_posix(), now())


def now() -> str:
    """The time of the day, HH:MM:SS."""
    return time.strftime("%H:%M:%S")


def defects_of(analysis: Analysis) -> tuple[Plain, ...]:
    """What is wrong in the files of a map, worst first, each with the line it stands in."""
    root, lines = project_root(analysis.path), analysis.lines()
    found = sorted(analysis.reading.defects, key=lambda item: item.severity.rank)
    there = frozenset(name for _, name in analysis.reading.places.homes)
    return tuple(
        clean(gap(root, item) | _absent(item, there) | _frame(item, lines.get(item.span.path, []))) for item in found
    )


def _absent(item: Diagnostic, there: frozenset[str]) -> Plain:
    """What it names that the files do not have now, though what is shown of the map may have it."""
    named = {words.split(" ")[0] for words in _TICKED.findall(f"{item.message} {item.help}")}
    return slim(absent=sorted(named - there))


def _frame(item: Diagnostic, lines: list[str]) -> Plain:
    start, end = item.span.start, item.span.end
    if start.line >= len(lines):
        return {}
    text = lines[start.line].rstrip("\n")
    if len(text) > LINE_LONGEST:
        return {}
    last = end.column if end.line == start.line else len(text)
    return {"frame": [text[: start.column], text[start.column : last], text[last:]]}
