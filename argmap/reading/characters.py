"""Bytes to text: UTF-8 only, and no character that hides what a reader would see."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from argmap.diagnostics import Diagnostic, Span, defect
from argmap.reading.filetext import FileText
from argmap.reading.found import Found
from argmap.reading.limits import FILE_BYTES

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# C0 and C1 controls except tab and line ends; line and paragraph separators; the byte order mark inside a text;
# bidirectional embeddings, overrides and isolates (they make a text read otherwise than it is stored); noncharacters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BIDI = frozenset(range(0x202A, 0x202F)) | frozenset(range(0x2066, 0x206A))
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "Save it as UTF-8 (in Windows editors it may be called UTF-8 without BOM)."


def name_of(character: str) -> str:
    """`U+202E RIGHT-TO-LEFT OVERRIDE` for a character; controls have no name of their own."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def decode(raw: bytes, path: Path) -> tuple[FileText, Found]:
    """The text of a file and the defects of its bytes; what cannot stay is replaced one for one: places stay right."""
    found = Found()
    problem = _refused(raw)
    if problem is not None:
        check, message, help_text = problem
        nothing = FileText(path, "")
        found.add(defect(check, message, nothing.span(0, 0), help_text))
        return nothing, found
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", "replace")
        at = len(raw[: error.start].decode("utf-8"))
        found.add(_not_utf_8(raw, error.start, FileText(path, FORBIDDEN.sub(REPLACEMENT, text)).span(at, at + 1)))
    cleaned = FileText(path, FORBIDDEN.sub(REPLACEMENT, text))
    if cleaned.text != text:
        _forbidden(text, cleaned, found)
    return cleaned, found


def _refused(raw: bytes) -> tuple[str, str, str] | None:
    """Code, sentence and help where the bytes are no text that argmap could read in part."""
    if len(raw) > FILE_BYTES:
        message = f"The file is larger than {FILE_BYTES // 1024 // 1024} MB."
        return "too-large", message, "Split it into several files of one map."
    if raw.startswith(_UTF_16) or (len(raw) > 3 and (not any(raw[:40:2]) or not any(raw[1:40:2]))):
        return "not-utf-8", "The file is encoded in UTF-16, not UTF-8.", _SAVE_AS
    if b"\0" in raw and not _is_utf_8(raw):
        help_text = "An argument file is plain text; a word processor's file or a PDF cannot be read."
        return "not-utf-8", "The file is not a text.", help_text
    return None


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _not_utf_8(raw: bytes, at: int, span: Span) -> Diagnostic:
    meant = raw[at : at + 1].decode("cp1252", "replace")
    guess = (
        f" (in an older encoding it may have been `{meant}`)" if meant.isprintable() and meant != REPLACEMENT else ""
    )
    message = f"The file is not UTF-8: byte 0x{raw[at]:02X} is not part of any character{guess}."
    return defect("not-utf-8", message, span, _SAVE_AS)


def _forbidden(text: str, cleaned: FileText, found: Found) -> None:
    for hit in FORBIDDEN.finditer(text):
        if found.wants(cleaned.path, _code(hit[0])):
            found.add(forbidden_character(hit[0], cleaned.span(hit.start(), hit.end())))


def _code(character: str) -> str:
    return "bidi-override" if ord(character) in _BIDI else "control-character"


def forbidden_character(character: str, span: Span) -> Diagnostic:
    """The defect for one forbidden character at a place."""
    if _code(character) == "bidi-override":
        return defect(
            "bidi-override",
            f"{name_of(character)} makes the text read in another order than it is stored.",
            span,
            "Delete it; right-to-left text needs no such mark, argmap sets it right to left.",
        )
    return defect("control-character", f"{name_of(character)} is not allowed in a text.", span, "Delete it.")
