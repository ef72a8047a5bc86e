"""The drawings that a report of a review shows or leads to: only such as show the map as it is now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from argmap.analysis import Analysis
from argmap.drawn import Drawn
from argmap.render.draw import Drawing
from argmap.render.files import svg_of
from argmap.render.layout import LayoutError
from argmap.render.views import all_views
from argmap.reports.places import shown_link
from argmap.writing import file_stem

OVERVIEW = "overview"


class Pictures(NamedTuple):
    """Links from a report to drawings by view, the overview itself, and how many drawings are out of date."""

    links: dict[str, str]
    overview: str
    stale: int


def pictures_of(
    analysis: Analysis, folder: Path, base: Path, *, is_shown: bool, warn: Callable[[str], None]
) -> Pictures:
    """The drawings of a map in a folder, as links from `base`; where it is shown, the overview is drawn if need be."""
    if not (analysis.reading.is_map and analysis.reading.sound):
        return Pictures({}, "", 0)
    names = (OVERVIEW, *analysis.graph.map.issues)
    files = {name: path for name in names if (path := folder / f"{file_stem(name)}.svg").is_file()}
    if not (files or is_shown):
        return Pictures({}, "", 0)
    drawings = {picture.name: Drawing(picture, home=folder.name) for picture in all_views(Drawn(analysis).material)}
    there = {name: drawings[name].is_current(path) for name, path in files.items() if name in drawings}
    links = {name: shown_link(files[name], base) for name, is_current in there.items() if is_current}
    overview = _drawn(drawings[OVERVIEW], folder, warn) if is_shown and OVERVIEW in drawings else ""
    return Pictures(links, overview, len(there) - len(links))


def _drawn(drawing: Drawing, folder: Path, warn: Callable[[str], None]) -> str:
    try:
        return svg_of(drawing, folder)
    except LayoutError as error:
        warn(f"The overview is left out of the report: {error}")
        return ""
