"""The page of a map as a file to be made, beside the pictures it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from argmap.render.draw import Drawing
from argmap.render.files import svg_of
from argmap.render.page.assemble import page_digest, page_html, page_is_current
from argmap.render.page.source import PageSource
from argmap.writing import write_text


@dataclass(frozen=True)
class PageJob:
    """One page to be made: from what, and into which file; after the pictures, which it takes from their files."""

    stage: ClassVar[int] = 1

    source: PageSource
    drawings: Sequence[Drawing]
    path: Path

    @cached_property
    def digest(self) -> str:
        """The digest of the page."""
        return page_digest(self.source, self.drawings)

    def is_current(self) -> bool:
        """Whether the file is there and holds what would be written."""
        return page_is_current(self.path, self.digest)

    def run(self) -> list[str]:
        """Make the file. Raises LayoutError, and ArgmapError where it cannot be written."""
        write_text(self.path, page_html(self.source, self.drawings, lambda drawing: svg_of(drawing, self.path.parent)))
        return []
