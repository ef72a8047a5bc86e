"""Bytes to text: UTF-8 only, and no character that hides what a reader would see."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from argmap.diagnostics import Diagnostic, Position, Span, defect
from argmap.reading.limits import FILE_BYTES, SAME_DEFECT

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# C0 and C1 controls except tab and line ends; line and paragraph separators; the byte order mark inside a text;
# bidirectional embeddings, overrides and isolates (they make a text read otherwise than it is stored); noncharacters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
LINE_END = re.compile(r"\r\n|\n|\r")
_BIDI = range(0x202A, 0x206A)


def name_of(character: str) -> str:
    """`U+202E RIGHT-TO-LEFT OVERRIDE` for a character; controls have no name of their own."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def position_at(text: str, index: int) -> Position:
    """The position of the code point at `index`."""
    line, start = 0, 0
    for end in LINE_END.finditer(text, 0, index):
        line, start = line + 1, end.end()
    return Position(line, index - start)


def decode(raw: bytes, path: Path) -> tuple[str, list[Diagnostic]]:
    """The text of a file and the defects of its bytes; what cannot stay is replaced one for one, so places stay right."""
    start = Span(path, Position(0, 0), Position(0, 0))
    if len(raw) > FILE_BYTES:
        size = f"{len(raw):,} bytes; argmap reads files of up to {FILE_BYTES:,}"
        return "", [defect("too-large", f"The file is too large: {size}.", start, "Split the map into several files.")]
    found: list[Diagnostic] = []
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "The file is encoded in UTF-16, not UTF-8."
        return "", [defect("not-utf-8", message, start, "Save it as UTF-8.")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        place = position_at(before, len(before))
        found.append(
            defect(
                "not-utf-8",
                f"The file is not UTF-8: byte 0x{raw[error.start]:02X} is not part of any character.",
                Span(path, place, Position(place.line, place.column + 1)),
                "Save the file as UTF-8 (in Windows editors it may be called UTF-8 without BOM).",
            )
        )
        text = raw.decode("utf-8", "replace")
    text = text.removeprefix("\ufeff")
    found.extend(_forbidden(text, path))
    return FORBIDDEN.sub(REPLACEMENT, text), found


def _forbidden(text: str, path: Path) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    hits = list(FORBIDDEN.finditer(text))
    for hit in hits[:SAME_DEFECT]:
        place = position_at(text, hit.start())
        found.append(forbidden_character(hit[0], Span(path, place, Position(place.line, place.column + 1))))
    if len(hits) > SAME_DEFECT:
        last = found[-1]
        more = len(hits) - SAME_DEFECT
        found[-1] = last.with_changes(message=f"{last.message[:-1]}, and so are {more} more places in this file.")
    return found


def forbidden_character(character: str, span: Span) -> Diagnostic:
    """The defect for one forbidden character at a place."""
    if ord(character) in _BIDI:
        return defect(
            "bidi-override",
            f"{name_of(character)} makes the text read in another order than it is stored.",
            span,
            "Delete it; right-to-left text needs no such mark, argmap sets it right to left.",
        )
    return defect("control-character", f"{name_of(character)} is not allowed in a text.", span, "Delete it.")
