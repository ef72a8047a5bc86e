"""The page of a map as a file to be made, beside the pictures it shows."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from argmap.render.draw import Drawing
from argmap.render.files import svg_of
from argmap.render.page.assemble import NOWHERE, Origin, page_digest, page_html, page_is_current
from argmap.render.page.source import PageSource
from argmap.writing import write_text


@dataclass(frozen=True)
class PageJob:
    """One page to be made: from what, and into which file; after the pictures, which it takes from their files."""

    stage: ClassVar[int] = 1

    source: PageSource
    drawings: Sequence[Drawing]
    path: Path
    origin: Origin = NOWHERE

    @cached_property
    def digest(self) -> str:
        """The digest of the page."""
        return page_digest(self.source, self.drawings, self.origin)

    def is_current(self) -> bool:
        """Whether the file is there and holds what would be written."""
        return page_is_current(self.path, self.digest)

    def run(self) -> list[str]:
        """Make the file. Raises LayoutError, and ArgmapError where it cannot be written."""
        folder = self.path.parent
        html = page_html(self.source, self.drawings, lambda drawing: svg_of(drawing, folder), self.origin)
        write_text(self.path, html)
        return []


def origin_of(page: Path, made_from: Path, root: Path) -> Origin:
    """What a page says of where it belongs. Outside the project it does not lead to its map: no path of a machine."""
    folder = page.parent.parent.resolve()
    if not (folder.is_relative_to(root.resolve()) or made_from.resolve().is_relative_to(folder.parent)):
        return Origin(page.parent.name)
    return Origin(page.parent.name, os.path.relpath(made_from.resolve(), folder))
