"""The layout of an argument file made consistent: indentation, spaces and blank lines; words, comments and order stay.

Two spaces a level, items of a list deeper than their key, one space after a colon or comma and none inside brackets,
at most one blank line in a row. Comments keep their column where they can.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate

from argmap.diagnostics import ArgmapError
from argmap.editor.edits import Change, Edit, change, line_end, proven, refuse_broken
from argmap.editor.structure import Leaf, Structure, structure
from argmap.reading.source import Source

_LINES = re.compile(r"\r\n|\n|\r")
_MARKS = ("---", "...")
_BLOCK_HEADER = re.compile(r"[|>][+-]?(\d?)[+-]?")


def fmt(source: Source) -> Change:
    """The change that puts a file into shape; without edits where it is in shape.

    Raises ArgmapError where the file cannot be read in full, or is written in a way that cannot be laid out safely.
    """
    refuse_broken(source)
    try:
        after = laid_out(source)
    except ArgmapError as error:
        raise ArgmapError(f"`{source.path}` is left as it was. {error}") from error
    planned = change(source, edits_between(source.text, after), source.data)
    proven(planned)
    return planned


def laid_out(source: Source) -> str:
    """The text of a file in its new layout."""
    writer = _Writer(source.text, structure(source))
    writer.write()
    return writer.text()


def edits_between(before: str, after: str) -> list[Edit]:
    """Edits that make one text of another, by lines, each without what stays at its start and end."""
    old, new = _blocks(before), _blocks(after)
    edits, at = [], 0
    if len(old) == len(new):  # only blank lines came or went
        for block, again in zip(old, new, strict=True):
            if block != again:
                edits.append(_trimmed(at, block, again))
            at += len(block)
        return edits
    lines, others = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    for kind, first, end, first_new, end_new in SequenceMatcher(None, lines, others, autojunk=False).get_opcodes():
        if kind != "equal":
            edits.append(_trimmed(starts[first], "".join(lines[first:end]), "".join(others[first_new:end_new])))
    return edits


def _blocks(text: str) -> list[str]:
    """A text cut behind every line that says something; what follows the last such line is a piece of its own."""
    blocks = [""]
    for line in text.splitlines(keepends=True):
        blocks[-1] += line
        if line.strip():
            blocks.append("")
    return blocks


def _trimmed(at: int, old: str, new: str) -> Edit:
    left = 0
    while left < min(len(old), len(new)) and old[left] == new[left]:
        left += 1
    if old[left - 1 : left] == "\r" and "\n" in (old[left : left + 1], new[left : left + 1]):
        left -= 1  # the two characters of a line end stay together
    right = 0
    while right < min(len(old), len(new)) - left and old[-1 - right] == new[-1 - right]:
        right += 1
    if right and old[-right] == "\n" and "\r" in (old[-right - 1 : -right], new[-right - 1 : -right]):
        right -= 1
    return Edit(at + left, at + len(old) - right, new[left : len(new) - right])


class _Writer:
    """Writes the text anew: the leaves as they are, what stands between them in the new layout.

    `breaks` counts the line ends since something was written; `flow` holds the margins of the open brackets.
    """

    def __init__(self, text: str, plan: Structure) -> None:
        self.old, self.plan = text, plan
        self.lines: list[str] = []
        self.breaks = 1
        self.flow: list[int] = []
        self.after_block = False
        self.last_end = True

    def text(self) -> str:
        """What was written."""
        end = line_end(self.old)
        return end.join(self.lines) + (end if self.lines and self.last_end else "")

    def write(self) -> None:
        """Write everything."""
        at = 0
        for leaf in self.plan.leaves:
            self.between(at, leaf.start, is_last=False)
            at = self.leaf(leaf)
        self.between(at, len(self.old), is_last=True)

    # -- leaves ------------------------------------------------------------------------------------------------------

    def leaf(self, leaf: Leaf) -> int:
        """Write a key or a text; where the text behind it goes on."""
        written = self.old[leaf.start : leaf.end]
        self.after_block = not leaf.in_flow and written[:1] in ("|", ">")
        if self.after_block:
            return self.block_text(leaf, written)
        *most, last = _LINES.split(written)
        for number, line in enumerate(most):
            said = line.rstrip(" \t")
            said = line if said.endswith("\\") else said  # the space may be an escaped one
            self.continued(said if number else self.lines.pop() + said, leaf.column + 2 if number else 0)
        self.continued(last, leaf.column + 2) if most else self.append(last)
        return leaf.end

    def continued(self, line: str, margin: int) -> None:
        """Write a further line of a text."""
        said = line.lstrip(" \t") if margin else line
        self.lines.append(" " * margin + said if said else "")

    def append(self, words: str) -> None:
        """Write on the last line."""
        self.lines[-1] += words

    def block_text(self, leaf: Leaf, written: str) -> int:
        """Write a block of text with its sign; blank lines behind it are left to what comes next."""
        header, *lines = _LINES.split(written)
        self.append(header.rstrip(" \t"))
        after = leaf.end
        if lines and not lines[-1]:
            lines.pop()
            after = leaf.start + [*_LINES.finditer(written)][-1].start()
        elif lines and "-" not in header.partition("#")[0]:
            self.last_end = False
        digit = _BLOCK_HEADER.match(header)
        margins = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")]
        old, new = margins[0] if margins else 0, leaf.column + 2
        if digit and digit[1]:
            old, new = leaf.old + int(digit[1]), leaf.column + int(digit[1])
        if not margins and not (digit and digit[1]):
            lines = [""] * len(lines)
        said = len(lines)
        while said and "+" not in header.partition("#")[0] and len(lines[said - 1]) <= old:
            said -= 1
        self.lines += [" " * new + line[old:] if len(line) > old else "" for line in lines[:said]]
        self.breaks = int(said < len(lines))
        return after

    # -- between leaves ----------------------------------------------------------------------------------------------

    def between(self, start: int, end: int, *, is_last: bool) -> None:
        """Write what stands between two leaves: signs, comments, line ends."""
        at = start
        for hit in (*_LINES.finditer(self.old, start, end), None):
            stop = hit.start() if hit else end
            signs, hash_, _ = self.old[at:stop].partition("#")
            comment = self.old[at + len(signs) : stop].rstrip(" \t") if hash_ else ""
            is_followed = not (hit or is_last)
            if signs.strip() or comment or is_followed:
                self.segment(at, signs, comment, is_followed=is_followed)
            if hit:
                self.breaks += 1
                at = hit.end()

    def segment(self, at: int, signs: str, comment: str, *, is_followed: bool) -> None:
        """Write signs and a comment on one line, a new one after a line end; `is_followed` where a leaf comes next."""
        said = signs.strip(" \t")
        is_start = self.breaks > 0
        if is_start:
            self.lines += [""] * (self.breaks > 1 and bool(self.lines))
            first = at + len(signs) - len(signs.lstrip(" \t"))
            self.lines.append(" " * self.margin(first, said, is_comment=bool(comment) and not said))
        self.breaks = 0
        if said.startswith(_MARKS) and not self.flow:
            self.append(said + (" " if is_followed else ""))
        else:
            self.signs(at, signs, is_followed=is_followed)
        if comment and not (is_start and not said):
            line = self.lines.pop().rstrip(" ")
            room = 1 if said.endswith("-") else self.plan.column(at + len(signs)) - len(line)
            self.lines.append(line + " " * (room if room > 0 else 2))
        self.append(comment)

    def margin(self, first: int, signs: str, *, is_comment: bool) -> int:
        """The margin of a new line that starts at an index of the old text."""
        if self.flow:
            closed = sum(sign in "]}" for sign in signs[: len(signs) - len(signs.lstrip("]} ,"))])
            return self.flow[-min(closed, len(self.flow))] if closed else self.flow[-1] + 2
        if is_comment:
            return self.plan.comment_margin(first, may_hang=not self.after_block)
        return self.plan.columns.get(first, 0)

    def signs(self, at: int, signs: str, *, is_followed: bool) -> None:
        """Write the signs of YAML on a line, each with the space that belongs to it."""
        last = ""
        for number, sign in enumerate(signs):
            if sign in " \t":
                continue
            if sign in "[{":
                self.flow.append(self.plan.bases.get(at + number, 0))
            elif sign in "]}" and self.flow:
                self.flow.pop()
            elif sign == "?":
                raise ArgmapError("A key that starts with `?` cannot be laid out.")
            self.append(" " + sign if last and _is_apart(last, sign) else sign)
            last = sign
        if is_followed and last in (":", ",", "-"):
            self.append(" ")


def _is_apart(last: str, sign: str) -> bool:
    return last in (":", "-") or (last == "," and sign not in "]}")
