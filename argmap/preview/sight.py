"""What the preview shows of one sound state of a map: its data, and its pictures by a key that says what is in each."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from argmap.analysis import Analysis
from argmap.diagnostics import Diagnostic
from argmap.drawn import Drawn
from argmap.reading.project import project_root
from argmap.render.draw import Drawing
from argmap.render.page.assemble import facts, in_order, view_of
from argmap.render.page.data import as_json, gap, map_data
from argmap.render.page.inline import Subjects
from argmap.render.page.source import Plain, clean
from argmap.render.views import all_views

LINE_LONGEST = 300


@dataclass(frozen=True)
class Plate:
    """One picture of the page, not yet drawn: what is drawn, and what the page's script knows of it."""

    drawing: Drawing
    view: Plain


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


def sight(drawn: Drawn, numbers: dict[str, int], last: Sight | None = None) -> Sight:
    """What to show of a map. `numbers` keeps for each view the number its ids start with, so that they stay the same.

    Pictures that are as they were are taken from `last`, drawn or not.
    """
    source = drawn.page
    subjects = Subjects(source.graph, source.evaluation)
    keys: dict[str, str] = {}
    plates: dict[str, Plate] = {}
    views = []
    for drawing in in_order(source, [Drawing(picture) for picture in all_views(drawn.material)]):
        name = drawing.picture.name
        view = clean(view_of(source, drawing, subjects, f"v{numbers.setdefault(name, len(numbers))}-"))
        key = keys[name] = plate_key(drawing, view)
        plates[key] = last.plates[key] if last is not None and key in last.plates else Plate(drawing, view)
        views.append(view)
    data = map_data(source, views)
    title = str(data["map"]["title"])
    return Sight(title, facts(data), as_json(data), data, keys, plates, source.root.resolve().as_posix(), now())


def plate_key(drawing: Drawing, view: Plain) -> str:
    """A name for a picture by all that is in it."""
    return hashlib.sha256(f"{drawing.digest}\0{as_json(view)}".encode()).hexdigest()[:40]


def now() -> str:
    """The time of the day, HH:MM:SS."""
    return time.strftime("%H:%M:%S")


def defects_of(analysis: Analysis) -> tuple[Plain, ...]:
    """What is wrong in the files of a map, worst first, each with the line it stands in."""
    root, lines = project_root(analysis.path), analysis.lines()
    found = sorted(analysis.reading.defects, key=lambda item: item.severity.rank)
    return tuple(clean(gap(root, item) | _frame(item, lines.get(item.span.path, []))) for item in found)


def _frame(item: Diagnostic, lines: list[str]) -> Plain:
    start, end = item.span.start, item.span.end
    if start.line >= len(lines):
        return {}
    text = lines[start.line].rstrip("\n")
    if len(text) > LINE_LONGEST:
        return {}
    last = end.column if end.line == start.line else len(text)
    return {"frame": [text[: start.column], text[start.column : last], text[last:]]}
