"""Text split into what a reader takes for one character."""

from __future__ import annotations

from functools import cache
from unicodedata import category, combining

_ZWJ = "\u200d"
_JAMO_AFTER = {"": "", "L": "LVBC", "V": "VT", "T": "T", "B": "VT", "C": "T"}


def graphemes(text: str) -> list[str]:
    """Split into what a reader takes for one character: marks, emoji sequences, flags, jamo and conjuncts stay whole.

    After Unicode Standard Annex 29, without its rules for prepended marks.
    """
    if text.isascii():
        return list(text)
    found: list[str] = []
    before, flags = "", 0
    for char in text:
        if before and _sticks(before, char, flags):
            found[-1] += char
        else:
            found.append(char)
        flags = flags + 1 if _is_flag(char) else 0
        before = char
    return found


def _sticks(before: str, char: str, flags: int) -> bool:
    """Whether no cluster may begin at `char`; `flags` counts the regional indicators just before it."""
    if extends(char):
        return True
    if before == _ZWJ:
        return _is_pictograph(char)
    if _is_flag(char):
        return flags % 2 == 1
    if jamo := _jamo(char):
        return jamo in _JAMO_AFTER[_jamo(before)]
    return _is_virama(before) and category(char) == "Lo"


@cache
def extends(char: str) -> bool:
    """Marks, joiners, skin tones, tags, half-width voicing marks, Thai and Lao am."""
    if char < "\u0300":
        return False
    known = "\u200c\u200d\uff9e\uff9f\u0e33\u0eb3"
    return category(char)[0] == "M" or char in known or "\U0001f3fb" <= char <= "\U0001f3ff" or _is_tag(char)


def _is_tag(char: str) -> bool:
    return "\U000e0020" <= char <= "\U000e007f"


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_pictograph(char: str) -> bool:
    return char > "\u00a8" and category(char) == "So"


@cache
def _is_virama(char: str) -> bool:
    return combining(char) == 9


def _jamo(char: str) -> str:
    """L, V, T: leading, vowel, trailing hangul jamo; B, C: a syllable open, closed; else nothing."""
    if char < "\u1100" or char > "\ud7fb":
        return ""
    if "\uac00" <= char <= "\ud7a3":
        return "C" if (ord(char) - 0xAC00) % 28 else "B"
    if char <= "\u11ff":
        return "L" if char < "\u1160" else "V" if char < "\u11a8" else "T"
    return "L" if "\ua960" <= char <= "\ua97c" else "V" if "\ud7b0" <= char <= "\ud7c6" else "T" * (char >= "\ud7cb")
