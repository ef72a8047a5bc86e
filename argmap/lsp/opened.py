"""A text that the editor has open, and how its changes are made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from argmap.lsp.text import Text, Units


@dataclass
class Opened:
    """A text that the editor has open."""

    uri: str
    path: Path
    text: Text
    key: Path


def make(change: types.TextDocumentContentChangeEvent, text: Text, units: Units) -> None:
    """Change a text as the editor says."""
    if not isinstance(change, types.TextDocumentContentChangePartial):
        text.replace(0, len(text.text), change.text)
        return
    start, end = change.range.start, change.range.end
    begin = text.index(start.line, start.character, units)
    text.replace(begin, text.index(end.line, end.character, units), change.text)
