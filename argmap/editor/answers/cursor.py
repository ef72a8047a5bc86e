"""Where in the structure of an argument file a cursor stands, told from the text before it, however broken the rest.

Only the lines of one entry are looked at: from the line at the margin of its id down to the cursor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Steps = tuple[str | int, ...]
_PIECE = re.compile(
    r"""'(?:[^']|'')*(?:'|$)|"(?:[^"\\]|\\.)*(?:"|$)|[\[\]{},]|:(?=\s|$|[\[{,])|(?:^|\s)#.*|[^\s\[\]{},:'"][^\s\[\]{},:]*|."""
)
_KEY = re.compile(r"""(?P<key>[^\s#:'"\[\]{},][^#:'"\[\]{},]*?|'[^']*'|"[^"]*")\s*:(?=\s|$)""")
_MAX_LINES = 4000


class Cursor(NamedTuple):
    """The path at a cursor, whether a key is written there, and the text written of it so far.

    For a key `path` is that of the mapping around it. `start` is the column where `written` begins; `word` is all of
    the word, with what stands behind the cursor. `beside` holds the keys of that mapping above the cursor with the
    scalars they have, `around` those of the mapping around that one. `is_flow` tells whether it stands in brackets.
    """

    path: Steps
    is_key: bool
    written: str
    start: int
    beside: dict[str, str]
    is_flow: bool
    may_be_list: bool = False
    around: dict[str, str] = {}  # noqa: RUF012  # a default of a tuple is never changed
    word: str = ""


@dataclass
class _Frame:
    indent: int
    kind: str
    key: str | None = None
    index: int = 0
    keys: dict[str, str] = field(default_factory=dict)
    since: int = 0
    has_colon: bool = False


def cursor_at(lines: Sequence[str], line: int, column: int) -> Cursor:
    """Where a position of a text stands; `lines` are the text's, without their ends."""
    before = [*lines[max(0, line - _MAX_LINES) : line], lines[line][:column] if line < len(lines) else ""]
    first = _section_line(before)
    scan = _Scan()
    at = _entry_line(before, first)
    for number in range(first, first + 1) if at > first else ():
        scan.block_line(before[number])
    for number in range(at, len(before) - 1):
        scan.line(before[number])
    found = scan.last(before[-1])
    return found._replace(around=scan.around())


def _section_line(lines: Sequence[str]) -> int:
    for number in range(len(lines) - 1, -1, -1):
        if lines[number][:1] not in ("", " ", "\t", "#", "-", "}", "]"):
            return number
    return 0


def _entry_line(lines: Sequence[str], section: int) -> int:
    """The line of the entry that the last line is in: the last one at the margin of the section's first entry."""
    margin = next((_margin(line) for line in lines[section + 1 :] if _says(line)), 0)
    for number in range(len(lines) - 1, section, -1):
        line = lines[number]
        if _says(line) and _margin(line) <= margin and line.lstrip()[0] not in "}]-" and _KEY.match(line.lstrip()):
            return number
    return section


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Scan:
    """Walks down lines and keeps the mappings and lists that are open."""

    def __init__(self) -> None:
        self.frames: list[_Frame] = []
        self.flow = 0
        self.block_scalar: int | None = None
        self.word = ""
        self.word_at = 0

    def line(self, text: str) -> None:
        if self.flow:
            self._flow(text, 0)
        else:
            self.block_line(text)

    def block_line(self, text: str) -> None:
        if not _says(text):
            return
        margin = _margin(text)
        if self.block_scalar is not None:
            if margin > self.block_scalar:
                return
            self.block_scalar = None
        rest = self._open(text, margin)
        self._value(text, rest)

    def _open(self, text: str, margin: int) -> int:
        """Close what ends before a line's margin, open what its dashes and key open; where its value begins."""
        at = margin
        while text[at : at + 2].rstrip() == "-" and at < len(text):
            self._close(at, "seq")
            frame = self.frames[-1] if self.frames else None
            if frame is None or frame.kind != "seq" or frame.indent != at:
                self.frames.append(_Frame(at, "seq"))
            else:
                frame.index += 1
            inner = text[at + 1 :]
            at += 1 + len(inner) - len(inner.lstrip(" "))
        found = _KEY.match(text, at)
        if found is None:
            return at
        self._close(at, "map")
        key = found["key"].strip("'\"")
        if not self.frames or self.frames[-1].kind != "map" or self.frames[-1].indent != at:
            self.frames.append(_Frame(at, "map"))
        frame = self.frames[-1]
        frame.key, frame.keys[key] = key, ""
        return found.end()

    def _close(self, margin: int, kind: str) -> None:
        """A list may stand at the very margin of the key that holds it; all else deeper ends here."""
        while self.frames:
            frame = self.frames[-1]
            if frame.indent > margin or (frame.indent == margin and frame.kind == "seq" and kind == "map"):
                self.frames.pop()
            else:
                return

    def _value(self, text: str, at: int) -> None:
        value = text[at:].strip()
        if value[:1] in ("|", ">"):
            self.block_scalar = self.frames[-1].indent if self.frames else 0
        elif value[:1] in ("[", "{"):
            self._flow(text, at)
        elif self.frames and self.frames[-1].kind == "map" and self.frames[-1].key is not None:
            plain = re.split(r"\s#", value, maxsplit=1)[0].strip().strip("'\"")
            frame = self.frames[-1]
            frame.keys[str(frame.key)] = " ".join(filter(None, (frame.keys.get(str(frame.key), ""), plain)))

    # -- brackets -----------------------------------------------------------------------------------------------------

    def _flow(self, text: str, at: int) -> None:
        self.word, self.word_at = "", -1
        for found in _PIECE.finditer(text, at):
            self._flow_piece(found[0], found.start())
            if not self.flow:
                return

    def _flow_piece(self, piece: str, at: int) -> None:
        if piece in ("[", "{"):
            self.frames.append(_Frame(-1, piece))
            self.flow += 1
        elif piece in ("]", "}"):
            self._flow_end()
            if self.flow:
                self.frames.pop()
                self.flow -= 1
        elif piece == ",":
            self._flow_end()
            frame = self.frames[-1]
            frame.index, frame.key, frame.has_colon = frame.index + 1, None, False
        elif piece == ":":
            frame = self.frames[-1]
            if frame.kind == "{":
                frame.key, frame.has_colon = self.word.strip().strip("'\""), True
                frame.keys[frame.key] = ""
        elif not piece.strip().startswith("#"):
            if not self.word.strip():
                self.word_at = at
            self.word = (self.word if self.word.strip() else "") + piece
            return
        self.word, self.word_at = "", -1

    def _flow_end(self) -> None:
        frame = self.frames[-1]
        if frame.kind == "{" and frame.has_colon and frame.key is not None:
            frame.keys[frame.key] = self.word.strip().strip("'\"")
        elif frame.kind == "{" and self.word.strip():
            frame.keys[self.word.strip()] = ""

    # -- the line of the cursor ----------------------------------------------------------------------------------------

    def last(self, text: str) -> Cursor:
        if self.is_flow():
            self._flow(text, 0)
            return self._in_flow(text)
        margin = _margin(text)
        if self.block_scalar is not None and margin > self.block_scalar:
            return _value(self._path(), "", len(text))
        self.block_scalar = None
        at = self._open(text, margin)
        value = text[at:].lstrip()
        start = len(text) - len(value)
        if value[:1] in ("[", "{"):
            self._flow(text, start)
            if self.is_flow():
                return self._in_flow(text)
        if at > margin and _KEY.match(text, self.frames[-1].indent if self.frames else 0):
            return _value(self._path(), value, start)
        return self._on_new_line(value, start, has_dash=at > margin)

    def _on_new_line(self, word: str, start: int, *, has_dash: bool) -> Cursor:
        """A line with a word at most: the key of a mapping, an item of a list, or the value of the key above."""
        if has_dash:
            return _block(self._path(), word, start, may_be_list=True)
        self._close(start, "map")
        while self.frames and self.frames[-1].kind == "seq" and self.frames[-1].indent >= start:
            self.frames.pop()
        frame = self.frames[-1] if self.frames else None
        if frame is None:
            return _block((), word, start)
        if frame.kind == "map" and frame.indent == start:
            path = self._path()[:-1]
            return _block(path, word, start, frame.keys)
        return _block(self._path(), word, start, may_be_list=True)

    def _in_flow(self, text: str) -> Cursor:
        frame = self.frames[-1]
        start = self.word_at if self.word.strip() else len(text)
        path, is_key = self._path(), frame.kind == "["
        if frame.kind == "{" and not frame.has_colon:
            path, is_key = path[:-1] if path and frame.key is not None else path, True
        return Cursor(path, is_key, text[start:], start, dict(frame.keys), is_flow=True)

    def is_flow(self) -> bool:
        """Whether a bracket is open."""
        return self.flow > 0

    def around(self) -> dict[str, str]:
        """The keys of the mappings around the innermost one, the nearest first."""
        found: dict[str, str] = {}
        for frame in self.frames:
            found |= {key: value for key, value in frame.keys.items() if value}
        return found

    def _path(self) -> Steps:
        steps: list[str | int] = []
        for frame in self.frames:
            if frame.kind in ("seq", "["):
                steps.append(frame.index)
            elif frame.key is not None:
                steps.append(frame.key)
        return tuple(steps)


def _block(
    path: Steps, word: str, start: int, beside: dict[str, str] | None = None, *, may_be_list: bool = False
) -> Cursor:
    return Cursor(path, True, word, start, dict(beside or {}), is_flow=False, may_be_list=may_be_list)


def _value(path: Steps, word: str, start: int) -> Cursor:
    return Cursor(path, False, word, start, {}, is_flow=False)
