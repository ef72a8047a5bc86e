"""Places as the protocol says them: uris for paths, ranges in the editor's units for spans in code points."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from argmap.diagnostics import Position, Span
from argmap.lsp.text import Text, Units, to_units
from argmap.reading.files import real

TextOf = Callable[[Path], Text]
_NAME, _PATH = 255, 4095
"""How many bytes a name and a path can have."""


def path_of(uri: str) -> Path:
    """The path of a uri; for what can be no file, a path of its own where nothing is."""
    found = _file(uri)
    if found is not None:
        return Path(found)
    mark = hashlib.sha256(uri.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Path("/") / f".{quote(uri, safe='', errors='replace')[:100]}-{mark}"


def is_file(uri: str) -> bool:
    """Whether a uri leads to a file on a disk, or to a place where one can be."""
    return _file(uri) is not None


def _file(uri: str) -> str | None:
    try:
        found = to_fs_path(uri) if uri.startswith("file:") else None
        raw = os.fsencode(found) if found else b""
    except ValueError:
        return None
    fits = 0 < len(raw) <= _PATH and b"\0" not in raw and all(len(name) <= _NAME for name in raw.split(b"/"))
    return found if fits and os.path.isabs(found or "") and not os.path.isdir(raw) else None  # noqa: PTH112, PTH117


class Places:
    """Turns spans into ranges; `text_of` gives the text of a file as the editor has it, else as the disk has it."""

    def __init__(self, text_of: TextOf, units: Units = Units.UTF_16) -> None:
        self.text_of = text_of
        self.units = units
        self.uris: dict[Path, str] = {}
        self._keys: dict[Path, Path] = {}

    def key(self, path: Path) -> Path:
        """What a file is known by, however its path is spelled: its real path, as it was at the last look."""
        if path not in self._keys:
            self._keys[path] = real(path)
        return self._keys[path]

    def forget_links(self) -> None:
        """Look anew at what is a link to what."""
        self._keys.clear()

    def uri(self, path: Path) -> str:
        """The uri of a file: the editor's own spelling where it has the file open."""
        return self.uris.get(self.key(path)) or from_fs_path(str(path.absolute())) or ""

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
