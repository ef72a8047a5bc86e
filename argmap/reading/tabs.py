"""Tabs in the indentation, which YAML forbids: read as spaces, so that the rest of the file can be looked at."""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, defect
from argmap.reading.filetext import FileText
from argmap.reading.lines import is_blank, key_of, margin

_BEFORE_TEXT = re.compile(r"^ *(?:- *)*(?<!--)\t[ \t]*(?=[^\s#])", re.MULTILINE)
_BEFORE_KEY = re.compile(r"^ *\t[ \t]*(?=- |[^\s#:][^:\n\r]*:(?:\s|$))", re.MULTILINE)
_ANYWHERE = re.compile(r"^(?:[ \t]*-(?=[ \t]))*[ \t]+", re.MULTILINE)
"""The indentation of a line, with the signs of items that start on it."""


class Untabbed(NamedTuple):
    """A text in which each tab of the indentation is one space, so that every place stays the same.

    `tabbed` are the lines whose text stood behind a tab; `is_mixed` where other lines are indented with spaces, so that
    those of the tabbed lines is to be guessed (see `guessed_margins`).
    """

    file: FileText
    tabbed: list[int]
    is_mixed: bool


def without_tabs(file: FileText, *, is_cause: bool) -> Untabbed:
    """Read tabs in the indentation as spaces.

    Unless a tab is the cause for which the text cannot be read, only lines count that look like a key or an item: in
    the middle of a longer text a tab may stand.
    """
    pattern = _BEFORE_TEXT if is_cause else _BEFORE_KEY
    tabbed = [file.position(hit.end()).line for hit in pattern.finditer(file.text)]
    is_mixed = bool(tabbed) and any(line[:1] == " " and not is_blank(line) for line in file.text.splitlines())
    return Untabbed(
        FileText(file.path, _ANYWHERE.sub(lambda hit: hit[0].replace("\t", " "), file.text)), tabbed, is_mixed
    )


def tabs_used(file: FileText, tabbed: list[int]) -> Diagnostic:
    """The defect for all lines of a text that are indented with tabs."""
    place = file.text.index("\t", file.starts[tabbed[0]])
    more = f" (on {len(tabbed):,} lines of the file)" if len(tabbed) > 1 else ""
    span = file.span(place, place + 1)
    return defect("tab", f"A tab is used for indentation{more}.", span, "Indent with spaces, two a level.")


def guessed_margins(lines: list[str], tabbed: list[int]) -> dict[int, int]:
    """For each tabbed line the margin that is likely meant: that of the line above, or deeper below a bare key."""
    margins: dict[int, int] = {}
    wanted, last = set(tabbed), 0
    seen = [0]  # the margins of the lines so far, the latest last
    for number, line in enumerate(lines):
        if is_blank(line):
            continue
        if number in wanted:
            is_first, after = _is_bare(lines[last]), 0
            if number + 1 < len(lines) and number + 1 not in wanted and _is_bare(line):
                after = margin(lines[number + 1])  # that of its own keys: it belongs a level above them
            guess = max(seen[-1] + 1, (seen[-1] + after) // 2) if is_first else seen[-1]
            if 0 < after <= guess:
                guess = next((width for width in reversed(seen) if width < after), 0)
            margins[number] = guess
        seen.append(margins.get(number, margin(line)))
        last = number
    return margins


def _is_bare(line: str) -> bool:
    key = key_of(line)
    return key is not None and key.is_bare
