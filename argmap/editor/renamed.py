"""What goes with a renaming: locks that name the id, and the comments and texts that still do and are told of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from argmap.baseline import baseline_with
from argmap.diagnostics import Span
from argmap.editor.again import read_again
from argmap.editor.edits import Change, line_end
from argmap.editor.known import baselines_around, keys_with, reviewed_for_baselines
from argmap.editor.mentions import mentions
from argmap.editor.names import Name, files_of
from argmap.editor.rename import WORD
from argmap.editor.saving import BYTE_ORDER_MARK, Prepared, anew
from argmap.fingerprints import Lock, fingerprints, lock_path, lock_text, read_lock
from argmap.graph import ArgumentGraph, build
from argmap.model.file import SHARED_NAMESPACE
from argmap.reading.merge import Reading
from argmap.reading.project import ReadBytes, read_bytes
from argmap.reports.places import shown_place

_SHOWN = 5


def renamed_beside(
    readings: Sequence[Reading],
    changes: Sequence[Change],
    name: Name,
    new: str,
    today: str,
    read: ReadBytes = read_bytes,
) -> list[Prepared]:
    """The locks of some maps, and the baselines that know them, as they are with a renaming; those that it changes.

    Baselines are looked for in the folders of the maps and those above them, up to the project's.
    """
    locks = {reading.path: read_lock(lock_path(reading.path)) for reading in readings}
    baselines = baselines_around([reading.path for reading in readings])
    concerned = [reading for reading in readings if locks[reading.path] or baselines]
    again = read_again(concerned, changes, read)
    found: list[Prepared] = []
    known = []
    word = word_of(name)
    for before, after in zip(concerned, again, strict=True):
        lock, graph = locks[before.path], build(before.map)
        renamed = _renamed_lock(graph, build(after.map), lock, name, new) if lock else lock
        if lock:
            found += _as_written(lock_path(before.path), lock_text(renamed))
        if baselines:
            was, now = (reviewed_for_baselines(one, kept, today) for one, kept in ((before, lock), (after, renamed)))
            known.append((before, keys_with((before, was), (after, now), changes, lambda text: word.sub(new, text))))
    carried = [(path, baseline_with(path, known)) for path in baselines]
    return found + [item for path, text in carried if text is not None for item in _as_written(path, text)]


def _as_written(path: Path, text: str) -> list[Prepared]:
    """A file as it will be, with the line ends and the byte order mark that it has."""
    before = next((item.before for item in anew(path, text) if item.before), None)
    if before is None:
        return []
    mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else ""
    return anew(path, mark + text.replace("\n", line_end(before)))


def told_left(readings: Sequence[Reading], name: Name) -> str:
    """Where comments and texts still have an id that was renamed, in a sentence; nothing where they do not."""
    left = _words_left(readings, name)
    if not left:
        return ""
    shown = ", ".join(shown_place(span) for span in left[:_SHOWN])
    more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
    return f"Comments and texts still say `{name.id}`: {shown}{more}."


def _renamed_lock(graph: ArgumentGraph, again: ArgumentGraph, lock: Lock, name: Name, new: str) -> Lock:
    """What a map's lock says after a renaming: the ids are the new ones, and what was unchanged still is."""

    def of(key: str) -> str:
        own, space, pinpoint = key.partition(" ")
        return f"{new}{space}{pinpoint}" if own == name.id and name.section in SHARED_NAMESPACE else key

    before, after = fingerprints(graph), fingerprints(again)

    def known(entry: str, key: str, print: str) -> str:
        is_current = before.get(entry, {}).get(key) == print
        return after.get(of(entry), {}).get(of(key), print) if is_current else print

    return {
        of(entry): {of(key): known(entry, key, print) for key, print in held.items()} for entry, held in lock.items()
    }


def word_of(name: Name) -> re.Pattern[str]:
    """An id as a word of a text."""
    return re.compile(f"(?<!{WORD}){re.escape(name.id)}(?!{WORD})")


def _words_left(readings: Sequence[Reading], name: Name) -> list[Span]:
    """Where comments and texts have an id as a word: a renaming leaves these to the writer."""
    found = []
    pattern = word_of(name)
    for source in files_of(readings).values():
        taken = [(item.start, item.end) for item in mentions(source)]
        for hit in pattern.finditer(source.text):
            is_mention = any(start <= hit.start() and hit.end() <= end for start, end in taken)
            if not is_mention and ("-" in name.id or _in_comment(source.text, hit.start())):
                found.append(source.file.span(hit.start(), hit.end()))
    return found


def _in_comment(text: str, at: int) -> bool:
    line = text[max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1 : at]
    return re.search(r"(?:^|\s)#", line) is not None
