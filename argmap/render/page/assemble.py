"""The page of a map as HTML: pictures, data, style and script in one file that loads nothing."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from argmap.render.draw import Drawing
from argmap.render.order import in_order
from argmap.render.page.bundle import resource, script
from argmap.render.page.data import as_json, map_data
from argmap.render.page.inline import Subjects, held_picture, view_data
from argmap.render.page.look import marks, style
from argmap.render.page.parcel import pack
from argmap.render.page.source import PageSource, Plain
from argmap.render.seal import sealed, sealed_digest

Draw = Callable[[Drawing], str]


class Origin(NamedTuple):
    """Where a page belongs: the name of its folder, and the map's file as seen from the folder above that."""

    folder: str = ""
    file: str = ""

    def html(self) -> str:
        """As the page says it."""
        said = {"argmap-folder": self.folder, "argmap-file": Path(self.file).as_posix() if self.file else ""}
        lines = (f'<meta name="{name}" content="{quote(os.fsencode(text))}">' for name, text in said.items() if text)
        return "\n".join(lines)


NOWHERE = Origin()


def page_digest(source: PageSource, drawings: Sequence[Drawing], origin: Origin = NOWHERE) -> str:
    """A hash of what the page shows and of how it is made; equal digests mean equal pages."""
    content = hashlib.sha256(_code() + origin.html().encode())
    content.update(as_json(map_data(source, ())).encode())
    for drawing in in_order(source.graph, drawings):
        content.update(drawing.digest.encode())
    return content.hexdigest()


@dataclass(frozen=True)
class Live:
    """What a page has beyond what the map gives it while something keeps it current.

    `entry` is the script's first module, `style` goes behind the page's own, `data` is what the script finds as `live`.
    """

    entry: str
    style: str
    data: Plain


def page_html(
    source: PageSource, drawings: Sequence[Drawing], draw: Draw = Drawing.svg, origin: Origin = NOWHERE
) -> str:
    """The whole page; `draw` gives the SVG of a drawing. Raises LayoutError."""
    subjects = Subjects(source.graph, source.evaluation)
    drawings = in_order(source.graph, drawings)
    views = [view_of(source, drawing, subjects) for drawing in drawings]
    held = {
        view["name"]: held_picture(drawing.picture, subjects, view, draw(drawing))
        for drawing, view in zip(drawings, views, strict=True)
    }
    return sealed(assembled(map_data(source, views), held, page_digest(source, drawings, origin), origin=origin))


def assembled(
    data: Plain, held: Mapping[str, Plain], digest: str = "", live: Live | None = None, origin: Origin = NOWHERE
) -> str:
    """The page that holds these data and pictures: of each view in the data that is held, what `held_picture` gives.

    The first stands in the page as it is, to be there before the script is, and without it; the others are packed.
    """
    sheet, first, code = _own(live)
    names = [view["name"] for view in data["views"] if view["name"] in held]
    pieces = {
        "digest": digest,
        "policy": policy(live),
        "origin": origin.html(),
        "first": first,
        "title": escape(data["map"]["title"]),
        "about": escape(_about(data)),
        "style": sheet,
        "marks": marks(),
        "facts": escape(facts(data)),
        "first-picture": held[names[0]]["svg"] if names else "",
        "pictures": "\n".join(
            _parcel(name, held[name] if number else held[name] | {"svg": ""}) for number, name in enumerate(names)
        ),
        "data": pack(as_json(data | ({"live": live.data} if live else {}))),
        "script": code,
    }
    template = resource("page.html").split("%%")  # text, name, text … text: what is put in is never looked at again
    return "".join(piece if number % 2 == 0 else pieces[piece] for number, piece in enumerate(template))


def page_is_current(path: Path, digest: str) -> bool:
    """Whether a file holds the page with this digest, as it was written."""
    try:
        return sealed_digest(path.read_bytes()) == digest
    except OSError:
        return False


def view_of(source: PageSource, drawing: Drawing, subjects: Subjects) -> Plain:
    """What the page's script knows of a picture before it is shown, the scenario it shows included."""
    picture, views = drawing.picture, source.graph.map.views
    named = views.get(picture.view) or views.get(picture.view.removeprefix("view-"))
    view = view_data(picture)
    return view | ({"scenario": named.scenario} if named and named.scenario else {})


def _parcel(name: str, content: Plain) -> str:
    """A picture, packed; each on a line of its own, so that an unchanged one is an unchanged line."""
    return f'<script type="text/plain" data-view="{name}">{pack(as_json(content))}</script>'


def policy(live: Live | None = None) -> str:
    """Nothing is loaded, and nothing runs or styles but what the page brings along; a live one asks its server."""
    sheet, *scripts = (f"'{_hash(text)}'" for text in _own(live))
    connect = " connect-src 'self';" if live else ""
    return (
        f"default-src 'none'; style-src {sheet}; script-src {' '.join(scripts)}; img-src data:;{connect} "
        "base-uri 'none'; form-action 'none'"
    )


def _own(live: Live | None) -> tuple[str, str, str]:
    """What a page brings along: its style, the script of its head, its script."""
    if live is None:
        return style(), resource("first.js").strip(), script()
    return f"{style()}\n{live.style}", resource("first.js").strip(), script(live.entry)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _about(data: Plain) -> str:
    """What a list of pages says of this one."""
    header = data["map"]
    return " ".join(str(header.get("description") or header["title"]).split())


def facts(data: Plain) -> str:
    """How much there is in a map, and as at when."""
    header = data["map"]
    counts = [f"{len(data['issues'])} issues", f"{len(data['assertions'])} assertions"]
    counts = [words[:-1] if words.startswith("1 ") else words for words in counts]
    if header.get("as_of"):
        counts.append(f"law and facts as at {header['as_of']}")
    return " · ".join(counts)


@cache
def _code() -> bytes:
    """Everything that decides how a page is made."""
    folder = files(__package__)
    names = [path.name for path in folder.iterdir() if path.name.endswith((".py", ".css", ".html", ".js"))]
    return "\0".join([*(resource(name) for name in sorted(names)), script()]).encode()
