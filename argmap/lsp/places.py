"""Places as the protocol says them: uris for paths, ranges in the editor's units for spans in code points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from argmap.diagnostics import Position, Span
from argmap.lsp.text import Text, Units, to_units

TextOf = Callable[[Path], Text]


def path_of(uri: str) -> Path:
    """The path of a uri; for what is no file, a path where nothing is."""
    found = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(found) if found else Path("/") / f".{quote(uri, safe='')[:200]}"


def is_file(uri: str) -> bool:
    """Whether a uri leads to a file on a disk."""
    return uri.startswith("file:")


class Places:
    """Turns spans into ranges; `text_of` gives the text of a file as the editor has it, else as the disk has it."""

    def __init__(self, text_of: TextOf, units: Units = Units.UTF_16) -> None:
        self.text_of = text_of
        self.units = units
        self.uris: dict[Path, str] = {}

    def uri(self, path: Path) -> str:
        """The uri of a file: the editor's own spelling where it has the file open."""
        return self.uris.get(path) or from_fs_path(str(path.absolute())) or ""

    def range(self, span: Span) -> types.Range:
        """The range of a span in its file."""
        text = self.text_of(span.path)
        return types.Range(self.position(text, span.start), self.position(text, span.end))

    def position(self, text: Text, at: Position) -> types.Position:
        """A position in a text."""
        if text.is_ascii:
            return types.Position(at.line, at.column)
        shift = 1 if at.line == 0 and text.text.startswith("\ufeff") else 0
        line = text.line(at.line)
        return types.Position(at.line, to_units(line, at.column + shift, self.units))

    def location(self, span: Span) -> types.Location:
        """A span with its file."""
        return types.Location(self.uri(span.path), self.range(span))

    def inside(self, text: Text, at: types.Position) -> Position:
        """A position of the editor's in code points, a byte order mark left out."""
        found = text.position(at.line, at.character, self.units)
        shift = 1 if found.line == 0 and text.text.startswith("\ufeff") else 0
        return Position(found.line, max(found.column - shift, 0))
