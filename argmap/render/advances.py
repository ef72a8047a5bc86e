"""Advance widths of text in 1/2048 em, from a table made of free fonts: no font is needed.

The table (`metrics.json`, made by `tests/tools/make_metrics.py`) has the widths of Arial, which Arimo and Liberation
Sans share; Arabic letters by the form they take beside their neighbours; other scripts by their mean. Ideographs,
kana, hangul and full-width forms are one em wide, emoji one and a quarter, combining and invisible characters nothing.
Kerning is left out: browsers draw Latin text up to 2 % narrower.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache, partial
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import category, east_asian_width

from argmap.render.graphemes import graphemes

if TYPE_CHECKING:
    from collections.abc import Callable

Face = Literal["regular", "bold", "italic"]

UNITS = 2048
_EMOJI_WIDTH = 2560
_SYMBOL_WIDTH = 1740
_JOINING = re.compile(r"[\u0620-\u06ff\u0750-\u077f\u0870-\u08c7]")
_EMOJI = re.compile(r"[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_LINE = 256  # longer texts are not remembered
_LAM, _ALEFS, _JOINERS = "\u0644", "\u0622\u0623\u0625\u0627", "\u200d\u0640"


def units(text: str, face: Face) -> int:
    """The width in units of the table."""
    return _line(text, face) if len(text) <= _LINE else _measured(text, face)


@cache
def word_units(face: Face) -> Callable[[str], int]:
    """What measures the words of a face, and remembers them, since words recur."""
    return lru_cache(maxsize=1 << 14)(partial(_summed, face=face))


@lru_cache(maxsize=1 << 13)
def _line(text: str, face: Face) -> int:
    """The same for texts that are asked for more than once: lines, and everything short."""
    return _measured(text, face)


def _measured(text: str, face: Face) -> int:
    if not text.isascii():
        return _summed(text, face)
    words = text.split(" ")
    return sum(map(word_units(face), words)) + (len(words) - 1) * table_of(face)[" "]


def _summed(text: str, face: Face) -> int:
    """The width, character by character."""
    table = table_of(face)
    if len(text) == 1:
        return table[text]
    total = sum(map(table.__getitem__, text))
    if text.isascii():
        return total
    if _JOINING.search(text):
        total += _joining(text, face, table)
    if _EMOJI.search(text):
        total += _emoji(text, table)
    return total


def _joining(text: str, face: Face, table: dict[str, int]) -> int:
    """What joined Arabic letters differ from isolated ones."""
    forms, ligatures = _joined(face)
    change, before = 0, False
    letters = [char for char in text if category(char) not in {"Mn", "Me"}]
    for char, after in pairwise([*letters, " "]):
        own = forms.get(char, ())
        on = len(own) == 4 and (after in forms or after in _JOINERS)
        if own:
            change += own[2 * on + before] - table[char]
        if char == _LAM and after in _ALEFS:
            change += ligatures[before] - own[2 + before] - forms[after][1]
        before = on or char in _JOINERS
    return change


def _emoji(text: str, table: dict[str, int]) -> int:
    """What emoji sequences, flags and keycaps, each one picture, differ from the sum of their parts."""
    change = 0
    for cluster in graphemes(text):
        first = category(cluster[0])
        if len(cluster) > 1 and (first == "So" or (first[0] != "L" and "\ufe0f" in cluster)):
            change += _EMOJI_WIDTH - sum(map(table.__getitem__, cluster))
    return change


class _Table(dict[str, int]):
    """Character to advance; what is not in the file is worked out once."""

    def __missing__(self, char: str) -> int:
        self[char] = found = self._estimate(char)
        return found

    def _estimate(self, char: str) -> int:
        if char.isspace() and char != "\u3000":
            return self[" "]
        if category(char) in {"Mn", "Me", "Cf", "Cc"} or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb":
            return 0
        if east_asian_width(char) in {"W", "F"}:
            return _EMOJI_WIDTH if category(char) == "So" and char > "\uffff" else UNITS
        if category(char) in {"So", "Sm"}:
            return _SYMBOL_WIDTH
        mean: int = dict(_metrics()["rows"]).get(ord(char) & ~0x7F, self["n"])
        return mean


@cache
def _metrics() -> Any:
    return json.loads(Path(__file__).with_name("metrics.json").read_bytes())


@cache
def table_of(face: Face) -> _Table:
    """All advances of a face in the file; Arabic has no italic."""
    metrics, table = _metrics(), _Table()
    for first, *advances in metrics["arabic"][_upright(face)] + metrics["faces"][face]:
        table.update(zip(map(chr, count(first)), advances, strict=False))
    return table


@cache
def _joined(face: Face) -> tuple[dict[str, list[int]], list[int]]:
    """The forms of every Arabic letter: isolated, final, initial, medial; and of lam-alef: isolated, final."""
    metrics = _metrics()
    return metrics["joining"][_upright(face)], metrics["lam_alef"][_upright(face)]


def _upright(face: Face) -> Face:
    return "regular" if face == "italic" else face
