"""How wide text is and how it breaks into lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf
from operator import add, sub
from typing import TYPE_CHECKING, Literal, NamedTuple
from unicodedata import bidirectional, category

from argmap.render.advances import UNITS, Face, units, word_units
from argmap.render.graphemes import extends, graphemes

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Direction", "Face", "Lines", "clip", "direction", "fit", "graphemes", "width", "wrap", "wrapped"]

Direction = Literal["ltr", "rtl"]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # white space at which a line may break
_IDEOGRAPH = re.compile(
    r"[\u2e80-\u2fff\u3001-\u30ff\u3105-\u312f\u3190-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9d"
    r"\U00016fe0-\U0001b2ff\U0001f300-\U0001faff\U00020000-\U0003ffff]"
)
_BREAK_AFTER = "/?&=#-_.,:;@+"  # where a word too long for its line is broken, if it can be
_NEVER_FIRST = "、。，．・：；！？ゝゞ々ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ‐–—…‥％"
_SEPARATOR = "\u00b7"  # ends a line, never begins one
_KEPT = {" ", _SEPARATOR}  # inside a word, these stay with what stands before
_EXACT = 60_000  # pairs of places the exact wrapping may look at; beyond, lines are evened out by their longest


def width(text: str, size: float, face: Face = "regular") -> float:
    """The width of one line of text in points, at a font size in points."""
    return units(text, face) * size / UNITS


class Lines(NamedTuple):
    """A text in lines, and how wide each is in points."""

    texts: tuple[str, ...]
    widths: tuple[float, ...]

    @property
    def widest(self) -> float:
        """The width of the widest; 0 when there is none."""
        return max(self.widths, default=0.0)


def wrap(text: str, size: float, max_width: float, face: Face = "regular") -> tuple[str, ...]:
    """The lines of a wrapped text, as `wrapped`, which knows their widths too."""
    return wrapped(text, size, max_width, face).texts


@lru_cache(maxsize=1 << 12)  # an assertion stands in several views
def wrapped(text: str, size: float, max_width: float, face: Face = "regular") -> Lines:
    """Break text into as few lines as `max_width` points allow, as even as possible.

    Line breaks in the text are spaces; a blank line starts a new paragraph and gives one empty line. Lines break at
    spaces (not before a `·` that stands alone), beside ideographs and kana (never before closing or after opening
    punctuation) and, where a word is wider than the line, inside it. Grapheme clusters stay whole, even when one is
    wider than the line. Nothing but white space is lost or added. Even means the least sum of squared gaps (Knuth &
    Plass 1981), for very long paragraphs the shortest longest line.
    """
    limit = max_width * UNITS / size
    plain = _plain(text, face)
    if plain and plain.longest <= limit:
        return plain.lines(limit, size)
    paragraphs = [_broken(paragraph, limit, face) for paragraph in _BLANK_LINE.split(text.strip())]
    texts = tuple(line for lines in paragraphs if lines for line in ("", *lines))[1:]
    return Lines(texts, tuple([width(line, size, face) for line in texts]))


def fit(text: str, size: float, narrow: float, wide: float, lines: int = 3, face: Face = "regular") -> Lines:
    """Wrap to the narrowest width from `narrow` to `wide` points that gives at most `lines` lines, else to `wide`."""
    plain = _plain(text, face)
    target = max(narrow, (plain.width() * size / UNITS if plain else width(" ".join(text.split()), size, face)) / lines)
    while target < wide:
        limit = target * UNITS / size
        if plain and plain.longer(lines, limit):
            target *= 1.08
            continue
        if plain and plain.longest <= limit:
            return plain.lines(limit, size)
        found = wrapped(text, size, target, face)
        if len(found.texts) <= lines and found.widest <= wide:
            return found
        target *= 1.08
    return wrapped(text, size, wide, face)


def clip(lines: tuple[str, ...], limit: int, size: float, max_width: float, face: Face = "regular") -> tuple[str, ...]:
    """The first `limit` lines, at least one; if some are left out, the last ends in `…` and still fits `max_width`."""
    if len(lines) <= limit:
        return lines
    kept, last = lines[: max(limit, 1) - 1], graphemes(lines[max(limit, 1) - 1])
    while last and width("".join(last).rstrip() + "…", size, face) > max_width:
        last.pop()
    return (*kept, "".join(last).rstrip() + "…")


def direction(text: str) -> Direction:
    """`rtl` when the first letter of strong direction is Hebrew, Arabic or the like (Unicode bidi classes R, AL)."""
    if text.isascii():
        return "ltr"
    strong = (kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"})
    return "ltr" if next(strong, "L") == "L" else "rtl"


class _Plain(NamedTuple):
    """A paragraph of words between which alone it breaks: where each starts and ends were it a single line, and how
    wide the widest is.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    longest: int

    def width(self) -> int:
        """The width of a single line."""
        return self.ends[-1] if self.ends else 0

    def longer(self, lines: int, limit: float) -> bool:
        """Whether it needs more than some number of lines, word after word."""
        at, words = 0, len(self.starts)
        for _ in range(lines):
            if at >= words:
                return False
            at = max(at + 1, bisect_right(self.ends, self.starts[at] + limit, at))
        return at < words

    def lines(self, limit: float, size: float) -> Lines:
        """The lines of the paragraph at a font size, none of whose words is wider than a line."""
        words, firsts = self.words, _even(self.starts, self.ends, limit)
        spans = list(zip(firsts, [*firsts[1:], len(words)], strict=False))
        widths = [(self.ends[end - 1] - self.starts[first]) * size / UNITS for first, end in spans]
        return Lines(tuple([" ".join(words[first:end]) for first, end in spans]), tuple(widths))


@lru_cache(maxsize=1 << 12)  # a text is fitted and wrapped, and stands in several views
def _plain(text: str, face: Face) -> _Plain | None:
    """A text of one paragraph that breaks between words and nowhere else; None for any other."""
    words = text.split() if text.isascii() else _words(text)
    if "\n" in text and _BLANK_LINE.search(text.strip()):
        return None
    if not text.isascii() and _IDEOGRAPH.search(text):
        return None
    sizes, space = list(map(word_units(face), words)), units(" ", face)
    ends = list(map(add, accumulate(sizes), range(0, space * len(sizes), space)))
    return _Plain(words, list(map(sub, ends, sizes)), ends, max(sizes, default=0))


def _broken(paragraph: str, limit: float, face: Face) -> list[str]:
    """The lines of one paragraph; `limit` and all widths from here on are in units of the table."""
    space, at = units(" ", face), 0
    atoms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[str] = []  # what stands before each atom, unless a line begins there
    for word in _words(paragraph):
        for index, atom in enumerate(_atoms(word, limit, face)):
            gaps.append("" if index or not atoms else " ")
            starts.append(at + space * len(gaps[-1]))
            at = starts[-1] + units(atom, face)
            ends.append(at)
            atoms.append(atom)
    firsts = _even(starts, ends, limit)
    lines = pairwise([*firsts, len(atoms)])
    return [atoms[first] + "".join(map(add, gaps[first + 1 : end], atoms[first + 1 : end])) for first, end in lines]


def _words(paragraph: str) -> list[str]:
    """Split at white space, except where a mark sits on the space, and before what keeps two things apart."""
    words: list[str] = []
    for word in filter(None, _SPACE.split(paragraph)):
        if words and (extends(word[0]) or word == _SEPARATOR):
            words[-1] += " " + word
        else:
            words.append(word)
    return words


def _atoms(word: str, limit: float, face: Face) -> list[str]:
    """The parts of a word between which a line may break."""
    if units(word, face) <= limit and not _IDEOGRAPH.search(word):
        return [word]
    atoms: list[str] = []
    for run in _split(graphemes(word), _beside_ideograph):
        if units("".join(run), face) <= limit:
            atoms.append("".join(run))
            continue
        for part in _split(run, _after_sign):
            whole = "".join(part)
            atoms += [whole] if units(whole, face) <= limit else _letters(part)
    return atoms


def _letters(part: list[str]) -> list[str]:
    """The letters of a word that no line has room for; what keeps two things apart stays with the last of them."""
    return ["".join(run) for run in _split(part, lambda _, after: True)]


def _split(clusters: list[str], may_break: Callable[[str, str], bool]) -> list[list[str]]:
    runs = [clusters[:1]]
    for before, cluster in pairwise(clusters):
        if may_break(before, cluster) and cluster not in _KEPT:
            runs.append([cluster])
        else:
            runs[-1].append(cluster)
    return runs


@lru_cache(maxsize=1 << 14)
def _beside_ideograph(before: str, after: str) -> bool:
    if after[0] in _NEVER_FIRST or category(after[0]) in {"Pe", "Pf", "Po"} or category(before[0]) in {"Ps", "Pi"}:
        return False
    return _IDEOGRAPH.match(before) is not None or _IDEOGRAPH.match(after) is not None


def _after_sign(before: str, after: str) -> bool:
    return before in _BREAK_AFTER and after not in _BREAK_AFTER


def _even(starts: list[int], ends: list[int], limit: float) -> list[int]:
    """The first atom of every line."""
    whole = int(limit + 0.001)  # as widths are; limits are worked out with fractions
    firsts = _greedy(starts, ends, whole)
    if len(firsts) < 2:
        return firsts
    if len(starts) ** 2 <= _EXACT * len(firsts):
        return _least_squares(starts, ends, whole, firsts)
    low, high = 0.0, limit
    for _ in range(12):
        middle = (low + high) / 2
        tried = _greedy(starts, ends, middle)
        if len(tried) > len(firsts):
            low = middle
        else:
            high, firsts = middle, tried
    return firsts


def _greedy(starts: list[int], ends: list[int], limit: float) -> list[int]:
    firsts, at = [], 0
    while at < len(starts):
        firsts.append(at)
        at = max(at + 1, bisect_right(ends, starts[at] + limit, at))
    return firsts


def _least_squares(starts: list[int], ends: list[int], limit: int, latest: list[int]) -> list[int]:
    """The fewest lines, and among those the least sum of squared gaps at their ends.

    `latest` is the last atom that each line can begin with so that there are no more lines before it than need be; with
    the first one, so that there are no more after it, there are few places to choose from.
    """
    ways: list[tuple[float, int, list[int]]] = [(0, 0, [])]  # costs so far, where a line begins, where those before it
    for low, high in zip(_earliest(starts, ends, limit, len(latest)), [*latest[1:], len(ends)], strict=True):
        found = []
        for place in range(low, high + 1):
            best, room = inf, limit - ends[place - 1]
            for cost, first, before in ways:
                gap = room + starts[first]
                cost += gap * gap  # noqa: PLW2901  # the innermost loop
                if cost < best and (gap >= 0 or place - first == 1):
                    best, firsts = cost, [*before, first]
            found.append((best, place, firsts))
        ways = found
    return ways[0][2]


def _earliest(starts: list[int], ends: list[int], limit: int, lines: int) -> list[int]:
    """The first atom that each line after the first can begin with, and what follows the last line."""
    places, at = [], len(ends)
    for _ in range(lines):
        places.append(at)
        at = min(at - 1, bisect_left(starts, ends[at - 1] - limit, 0, at))
    return places[::-1]
