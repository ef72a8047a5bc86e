"""Setting aside one broken block of a file, so that the rest of it can still be read.

An argument file is shallow at the top: sections, and in each section entries under their ids. A syntax error therefore
spoils one entry. The entry's lines are blanked (places of everything else stay right), its id is remembered as lost, and
the text is read again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

_KEY = re.compile(r"^( *)([^\s#:][^:]*?)\s*:(?: |$)")


@dataclass(frozen=True, slots=True)
class Broken:
    """A block that was set aside: the error in it, the ids lost with it, and whether nothing more can be tried."""

    error: yaml.MarkedYAMLError
    ids: frozenset[str]
    is_last: bool


def set_aside(text: str, error: yaml.MarkedYAMLError) -> tuple[str, Broken]:
    """The text with the block around the error blanked, and what was set aside."""
    lines = text.splitlines(keepends=True)
    place = _line_of(error, len(lines))
    start, end, ids = _block(lines, place)
    kept = [line if not start <= number < end else _blank(line) for number, line in enumerate(lines)]
    repaired = "".join(kept)
    if repaired == text:  # nothing was left to blank: give up the file from the error on
        ids = {match[2] for line in lines[place:] if (match := _KEY.match(line))}
        repaired = "".join(lines[:place]) if place else ""
        return repaired, Broken(error, frozenset(ids), is_last=True)
    return repaired, Broken(error, frozenset(ids), is_last=not repaired.strip())


def _line_of(error: yaml.MarkedYAMLError, count: int) -> int:
    """The line to look at: where an unclosed quotation or bracket began, else where the parser stopped."""
    context = error.context or ""
    opened = "quoted scalar" in context or "flow" in context or "simple key" in context
    mark = error.context_mark if opened and error.context_mark else error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    return max(0, min(line, count - 1))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_blank(line: str) -> bool:
    stripped = line.strip()
    return not stripped or stripped.startswith("#")


def _block(lines: list[str], place: int) -> tuple[int, int, set[str]]:
    """First line, line after the last, and ids of the entry around a line; the whole section where it has no entries."""
    section = place
    while section > 0 and (_is_blank(lines[section]) or lines[section][0] in " \t-"):
        section -= 1
    if section == place:
        return place, place + 1, set()
    below = next((n for n in range(section + 1, len(lines)) if not _is_blank(lines[n])), place)
    step = _indent(lines[below])
    header = place
    while header > section and (_is_blank(lines[header]) or _indent(lines[header]) > step or not _KEY.match(lines[header])):
        header -= 1
    if header == section:
        return place, place + 1, set()
    end = header + 1
    while end < len(lines) and (_is_blank(lines[end]) or _indent(lines[end]) > step):
        end += 1
    end = max(end, place + 1)
    ids = {match[2].strip("'\"") for line in lines[header:end] if (match := _KEY.match(line)) and _indent(line) <= step}
    return header, end, ids | _inline_ids(lines[header:end])


def _inline_ids(lines: list[str]) -> set[str]:
    """Ids of assertions that are defined where they are used, inside a block that is set aside."""
    return {match[1] for line in lines if (match := re.search(r"\bid:\s*([a-z0-9][a-z0-9-]*)", line))}


def _blank(line: str) -> str:
    ending = line[len(line.rstrip("\r\n")) :]
    return ending
