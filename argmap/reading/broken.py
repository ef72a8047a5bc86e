"""An entry that is no YAML at the moment, as while its text is being quoted: read with repairs, without its file.

A whole file that is not YAML is cut at the margins of its sections and entries until what cannot be read stands alone
(see `repair`). Where the file was whole before a change inside one entry, that comes to the lines of this entry, if
everything that begins with them is broken too: a quotation mark that is opened may be closed by one of a later entry.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.model.file import ArgumentFile
from argmap.reading.filetext import FileText
from argmap.reading.limits import PARTS
from argmap.reading.lines import key_of
from argmap.reading.repair import Repaired, read_entry
from argmap.reading.tree import Failure, Key, Node

_DOUBTFUL = re.compile(r"^(?:---|\.\.\.|%)|[\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\r(?!\n)|\r(?=\r)", re.MULTILINE)
"""What is looked for in a text that is not YAML, or ends a line elsewhere."""


class Place(NamedTuple):
    """Where an entry stands: its section, its first line and the line behind it, how deep it is indented."""

    section: str
    start: int
    end: int
    margin: int


def broken_entry(file: FileText, before: FileText, root: Node, place: Place, failure: Failure) -> Repaired | None:
    """What can be read of an entry that cannot be read alone because of a failure; None where in doubt.

    `root` are the places in the file as it was before, which the entry's place is not: it is that of now.
    """
    text, keys = file.text, root[2]
    if not isinstance(keys, dict) or _DOUBTFUL.search(text) or not _stays_broken(text, place.end, failure):
        return None
    if not _is_plain(text, keys, place, len(text) - len(before.text)):
        return None
    first = file.position(place.start).line
    last = file.position(place.end).line if place.end < len(text) else len(text.splitlines())
    return read_entry(file, first, last)


def _is_plain(text: str, keys: dict[str, Key], place: Place, by: int) -> bool:
    """Whether the lines of a text tell its sections and the entries of one section, by their margins alone."""
    start, _, (_, _, entries) = keys[place.section]
    head = text[start : text.find("\n", start) + 1]
    said = key_of(head)
    is_head = said is not None and said.is_bare and said.key == place.section and text[start - 1 : start] in ("", "\n")
    if not is_head or place.margin < 1 or not isinstance(entries, dict) or max(len(keys), len(entries)) >= PARTS:
        return False
    following = next((key[0] + by for key in keys.values() if key[0] > start), len(text))
    inside = text[start + len(head) : following]
    is_known = keys.keys() <= ArgumentFile.model_fields.keys()
    return is_known and _starting(text, 0) == len(keys) and _starting(inside, place.margin) == len(entries)


def _starting(text: str, margin: int) -> int:
    """How many lines are not deeper than a margin and say something; items of a list go with the line above them."""
    return len(re.findall(rf"^ {{0,{margin}}}(?:[^\s#-]|-(?![ \r\n]|\Z))", text, re.MULTILINE))


def _stays_broken(text: str, end: int, failure: Failure) -> bool:
    """Whether lines that cannot be read alone, because of a failure, cannot be read either with any after them."""
    if failure.check:
        return False
    if text[failure.at : end].strip():
        return True  # what comes behind is not even looked at
    if failure.problem != "found unexpected end of stream" or "quoted" not in failure.context:
        return False
    mark = text[failure.since]
    closes = text.find(mark, end)  # a quoted text goes on to its next mark, and then no word may stand there
    return closes < 0 or (text[closes + 1 : closes + 2].isalnum() and text[closes - 1] != "\\")


def key_in(found: Repaired, name: str) -> tuple[Key, object] | None:
    """The one key that was read, and its value; None where it is another one."""
    data, nodes = found.tree.data, found.tree.node[2]
    if list(data) != [name] or not isinstance(nodes, dict) or found.tree.twice or found.tree.has_more:
        return None
    return nodes[name], data[name]
