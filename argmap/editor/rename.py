"""Renaming an id everywhere: where it is defined and wherever it is named, in all files of all maps that share it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from argmap.diagnostics import ArgmapError
from argmap.editor import written
from argmap.editor.again import new_errors, read_again
from argmap.editor.edits import Change, Edit, change, refuse_broken
from argmap.editor.mentions import PARTS, TAGS, Mention, mentions
from argmap.editor.names import Name, files_of
from argmap.reading.ids import ID_RULE
from argmap.reading.lifting import is_id
from argmap.reading.merge import Reading
from argmap.reading.project import ReadBytes, read_bytes
from argmap.reading.source import Path_, Source
from argmap.reports.places import shown_place

LONGEST = 100
_MEANT = "context"
"""The tag that argmap itself looks at."""
WORD = "[a-z0-9-]"
"""What an id is made of."""


def rename(readings: Sequence[Reading], name: Name, new: str, read: ReadBytes = read_bytes) -> list[Change]:
    """The changes that rename an id in some maps (see `names.sharing`) wherever it is defined or named.

    Comments and texts stay as they are. Raises ArgmapError where the new id is taken or cannot be one, where the old
    one is defined twice, or where a file cannot be read in full or changed safely.
    """
    files = files_of(readings)
    _refuse(readings, name, new)
    changes = []
    for source in files.values():
        refuse_broken(source)
        found = name.mentions(source)
        if found:
            edits = [edit_of(source.text, item, name.id, new) for item in found]
            changes.append(change(source, edits, replaced(source.data, found, name.id, new)))
    again = read_again(readings, changes, read)
    _prove(readings, again, name, new)
    return changes


# -- what may not be ---------------------------------------------------------------------------------------------------


def _refuse(readings: Sequence[Reading], name: Name, new: str) -> None:
    if not is_id(new) or len(new) > LONGEST:
        rule = ID_RULE if len(new) <= LONGEST else f"An id has at most {LONGEST} characters."
        raise ArgmapError(f"`{new[:LONGEST]}` cannot be an id. {rule}")
    if new == name.id:
        raise ArgmapError(f"`{new}` is its name already.")
    if name.section == TAGS and _MEANT in (name.id, new):
        raise ArgmapError(f"The tag `{_MEANT}` means something to argmap; change it by hand where you mean to.")
    for reading in readings:
        places = [(source, item) for source in reading.sources for item in mentions(source)]
        own = [place for place in places if place[1] in _same(place[1], name) and place[1].is_definition]
        if len(own) > 1:
            where = " and ".join(_at(*place) for place in own[:2])
            raise ArgmapError(f"`{name.id}` is defined twice, at {where}; rename one of them by hand.")
        taken = [
            (source, item)
            for source, item in places
            if item.id == new and item.of == name.of and not {*name.rivals}.isdisjoint(item.sections)
        ]
        if taken:
            raise ArgmapError(_taken(*min(taken, key=lambda place: not place[1].is_definition), name))


def _same(item: Mention, name: Name) -> tuple[Mention, ...]:
    return (item,) if item.id == name.id and name.section in item.sections and item.of == name.of else ()


def _taken(source: Source, item: Mention, name: Name) -> str:
    if item.is_definition or name.section == TAGS:
        other = Name(item.id, item.sections[0], item.of)
        return f"`{item.id}` is taken: it is {other.words} at {_at(source, item)}."
    return f"`{item.id}` is named at {_at(source, item)} already, as something else; correct that first."


def _at(source: Source, item: Mention) -> str:
    return f"`{shown_place(source.file.span(item.start, item.end))}`"


# -- the new text and the new data -------------------------------------------------------------------------------------


def place_in(text: str, item: Mention, old: str) -> tuple[int, int]:
    """Where the id stands inside the key or value that holds it; all of it where the id is written with escapes."""
    start = item.start
    if text[start] in "|>":
        start = text.find("\n", start)
    found = re.compile(f"(?<!{WORD}){re.escape(old)}(?!{WORD})").search(text, start, item.end)
    return found.span() if found else (item.start, item.end)


def edit_of(text: str, item: Mention, old: str, new: str) -> Edit:
    """The edit that writes another id; in quotation marks where it stands alone and may be read as a number."""
    start, end = place_in(text, item, old)
    return Edit(start, end, written.key(new) if (start, end) == (item.start, item.end) else new)


def replaced(data: Any, found: Iterable[Mention], old: str, new: str) -> Any:
    """The data of a file in which some mentions of an id are another one."""
    found = [*found]
    keys = {item.path for item in found if item.at_key}
    values = {item.path for item in found if not item.at_key}

    def of(value: Any, path: Path_) -> Any:
        if isinstance(value, dict):
            return {new if (*path, key) in keys else key: of(inner, (*path, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [of(inner, (*path, number)) for number, inner in enumerate(value)]
        return value.replace(old, new, 1) if path in values else value

    return of(data, ())


# -- the proof ---------------------------------------------------------------------------------------------------------


def _prove(before: Sequence[Reading], after: Sequence[Reading], name: Name, new: str) -> None:
    """Raises ArgmapError unless what mentioned the id now mentions the new one, and no map has a new error."""
    told = Name(new, name.section, name.of if name.section == PARTS else "")
    old_files, new_files = files_of(before), files_of(after)
    counts = [len(name.mentions(source)) for source in old_files.values()]
    kept = [len(told.mentions(new_files[path])) for path in old_files]
    wrong = new_errors(before, after)
    if counts != kept or wrong or any(name.mentions(source) for source in new_files.values()):
        why = f" {wrong[0].message}" if wrong else ""
        raise ArgmapError(f"`{name.id}` cannot be renamed safely; nothing was changed.{why}")
