"""The gallery: one page that leads to the pages of all maps in a folder, and says what each is about."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, unquote_to_bytes

from argmap.render.own import GALLERY, has_files
from argmap.render.page.bundle import resource
from argmap.render.page.look import colours
from argmap.writing import PAGE, write_text

HEAD = 1 << 16
"""How many characters of a page are read to learn what it is about."""
SHORT = 320


@dataclass(frozen=True)
class GalleryJob:
    """The gallery of a folder, made of the pages that stand below it; after these. `left_out` are folders not shown."""

    path: Path
    left_out: frozenset[str] = frozenset()
    stage: ClassVar[int] = 2

    def is_current(self) -> bool:
        """Whether the file is there and holds what would be written."""
        try:
            return self.path.read_text(encoding="utf-8") == self.html()
        except (OSError, UnicodeDecodeError):
            return False

    def run(self) -> list[str]:
        """Make the file. Raises ArgmapError where it cannot be written."""
        write_text(self.path, self.html())
        return []

    def html(self) -> str:
        """The gallery as it should be now."""
        found = exhibits(self.path.parent)
        return gallery_html(one for one in found if one.folder not in self.left_out and not one.gone)


@dataclass(frozen=True)
class Exhibit:
    """A map in the gallery: its folder, what its page says of itself, whether its overview is drawn, and the map's file
    if the page knows it.
    """

    folder: str
    title: str
    facts: str
    about: str
    picture: str
    file: Path | None = None

    @property
    def gone(self) -> bool:
        """Whether the map's files are not there any more."""
        return self.file is not None and not has_files(self.file)


def exhibits(folder: Path) -> list[Exhibit]:
    """Every map with a page in a folder, by title."""
    pages = sorted(folder.glob(f"*/{PAGE}")) if folder.is_dir() else []
    found = [exhibit for page in pages if (exhibit := _exhibit(page)) is not None]
    return sorted(found, key=lambda exhibit: (exhibit.title.casefold(), exhibit.folder))


def _exhibit(page: Path) -> Exhibit | None:
    """What a page says of itself; None where it is no page of argmap's."""
    head = _Head()
    try:
        with page.open(encoding="utf-8", errors="replace") as file:
            head.feed(file.read(HEAD))
    except OSError:
        return None
    if head.meta.get("generator") != "argmap":
        return None
    picture = "overview.svg" if (page.parent / "overview.svg").is_file() else ""
    about = head.meta.get("description", "")
    about = about if len(about) <= SHORT else f"{about[:SHORT].rpartition(' ')[0]} …"
    facts, made = head.meta.get("argmap-facts", ""), unquote_to_bytes(head.meta.get("argmap-file", ""))
    made_from = page.parent.parent.resolve() / os.fsdecode(made) if made else None
    return Exhibit(page.parent.name, head.title, facts, about, picture, made_from)


def left_over(folder: Path, kept: Collection[str], rendered: Iterable[Path]) -> list[Path]:
    """The folders of maps that once were at the paths of which all maps are rendered, and are there no more."""
    tops = [path.resolve() for path in rendered if not path.is_file()]
    return [
        folder / one.folder
        for one in exhibits(folder)
        if one.folder not in kept
        and one.file is not None
        and any(Path(os.path.normpath(one.file)).is_relative_to(top) for top in tops)
    ]


@dataclass
class _Head(HTMLParser):
    """Reads the title and the meta elements of a page."""

    meta: dict[str, str] = field(default_factory=dict)
    title: str = ""
    inside: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a meta element."""
        given = dict(attrs)
        if tag == "meta" and given.get("name"):
            self.meta.setdefault(str(given["name"]), given.get("content") or "")
        self.inside = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        """Leave the title."""
        self.inside = False

    def handle_data(self, data: str) -> None:
        """Keep the title."""
        self.title += data if self.inside else ""


def gallery_html(found: Iterable[Exhibit]) -> str:
    """The gallery as HTML."""
    style = f"{colours()}\n{resource('gallery.css')}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )
    items = [_item(exhibit) for exhibit in found]
    count = f"{len(items)} map{'' if len(items) == 1 else 's'}"
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            GALLERY,
            "<title>Maps of arguments</title>",
            '<link rel="icon" href="data:,">',
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            f"<header><h1>Maps of arguments</h1><p>{count}</p></header>",
            "<main><ul>",
            *items,
            "</ul></main>",
            "<footer><p>argmap says what follows if the assertions and authorities in the files are taken as they are. "
            "It decides no question of law.</p></footer>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _item(exhibit: Exhibit) -> str:
    folder, title = f"./{quote(os.fsencode(exhibit.folder))}", escape(exhibit.title)
    alone = exhibit.about == exhibit.title
    picture = f'<img src="{folder}/{exhibit.picture}" alt="">' if exhibit.picture else ""
    return (
        f'<li><a href="{folder}/{PAGE}"><span class="frame">{picture}</span>'
        f'<h2 dir="auto">{title}</h2></a><p class="soft">{escape(exhibit.facts)}</p>'
        f"{'' if alone else f'<p dir=auto>{escape(exhibit.about)}</p>'}</li>"
    )
