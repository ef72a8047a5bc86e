"""Edits of a text by place, and proof that a file still says what it should after them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from argmap.diagnostics import ArgmapError, Severity
from argmap.reading.load import load
from argmap.reading.source import Source, read_source
from argmap.writing import write_text

BYTE_ORDER_MARK = "\ufeff"


class Edit(NamedTuple):
    """Replace the text from one index up to another."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. ValueError where two overlap."""
    parts, at = [], 0
    for edit in sorted(edits):
        if edit.start < at or edit.end < edit.start:
            raise ValueError("edits overlap")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def write_edited(source: Source, edits: Iterable[Edit], expected: dict[str, Any]) -> None:
    """Make edits in a file, if the file then says exactly what is expected and has no new error.

    Comments, order and line ends stay; the file is written whole or not at all. Raises ArgmapError where the file
    cannot be read in full, has been changed since it was read, or would not say what is expected.
    """
    if any(item.severity is Severity.ERROR for item in source.defects):
        raise ArgmapError(
            f"`{source.path}` cannot be read in full; `argmap check {source.path}` shows why. Mend it first."
        )
    raw = _bytes_of(source)
    before = _errors(source)
    text = edited(source.text, edits)
    if "\r\n" in source.text:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    again = read_source(text.encode("utf-8"), source.path)
    found = [message for message in _errors(again) if message not in before]
    if found:
        raise ArgmapError(f"`{source.path}` is left as it was: with the change it would have an error. {found[0]}")
    if again.data != expected:
        raise ArgmapError(f"`{source.path}` is left as it was: argmap cannot change it safely the way it is written.")
    write_text(source.path, (BYTE_ORDER_MARK if raw.startswith(b"\xef\xbb\xbf") else "") + text)


def _bytes_of(source: Source) -> bytes:
    try:
        raw = source.path.read_bytes()
    except OSError as error:
        raise ArgmapError(f"`{source.path}` cannot be read: {(error.strerror or str(error)).lower()}.") from error
    if raw.removeprefix(b"\xef\xbb\xbf") != source.text.encode("utf-8", "replace"):
        raise ArgmapError(f"`{source.path}` has been changed meanwhile, or holds characters that cannot stay.")
    return raw


def _errors(source: Source) -> list[str]:
    return [item.message for item in load(source).defects if item.severity is Severity.ERROR]
