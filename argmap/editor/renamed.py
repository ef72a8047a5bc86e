"""What goes with a renaming: locks that name the id, and the comments and texts that still do and are told of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.diagnostics import Span
from argmap.editor.again import read_again
from argmap.editor.edits import Change
from argmap.editor.mentions import mentions
from argmap.editor.names import Name, files_of
from argmap.editor.rename import WORD
from argmap.editor.saving import Prepared
from argmap.fingerprints import Lock, fingerprints, lock_path, lock_text, read_lock
from argmap.graph import build
from argmap.model.file import SHARED_NAMESPACE
from argmap.reading.merge import Reading
from argmap.reading.project import ReadBytes, read_bytes
from argmap.reports.places import shown_place

_SHOWN = 5


def renamed_locks(
    readings: Sequence[Reading], changes: Sequence[Change], name: Name, new: str, read: ReadBytes = read_bytes
) -> list[Prepared]:
    """The locks of some maps as they are with a renaming, those that it changes."""
    locks = [(reading, lock_path(reading.path)) for reading in readings]
    held = [(reading, path, lock) for reading, path in locks if (lock := read_lock(path))]
    again = read_again([reading for reading, _, _ in held], changes, read)
    found = []
    for (reading, path, lock), after in zip(held, again, strict=True):
        text = path.read_text(encoding="utf-8")
        renamed = lock_text(_renamed_lock(reading, after, lock, name, new))
        if text != renamed:
            found.append(Prepared(path, text, renamed))
    return found


def told_left(readings: Sequence[Reading], name: Name) -> str:
    """Where comments and texts still have an id that was renamed, in a sentence; nothing where they do not."""
    left = _words_left(readings, name)
    if not left:
        return ""
    shown = ", ".join(shown_place(span) for span in left[:_SHOWN])
    more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
    return f"Comments and texts still say `{name.id}`: {shown}{more}."


def _renamed_lock(reading: Reading, again: Reading, lock: Lock, name: Name, new: str) -> Lock:
    """What a map's lock says after a renaming: the ids are the new ones, and what was unchanged still is."""

    def of(key: str) -> str:
        own, space, pinpoint = key.partition(" ")
        return f"{new}{space}{pinpoint}" if own == name.id and name.section in SHARED_NAMESPACE else key

    before, after = fingerprints(build(reading.map)), fingerprints(build(again.map))

    def known(entry: str, key: str, print: str) -> str:
        is_current = before.get(entry, {}).get(key) == print
        return after.get(of(entry), {}).get(of(key), print) if is_current else print

    return {
        of(entry): {of(key): known(entry, key, print) for key, print in held.items()} for entry, held in lock.items()
    }


def _words_left(readings: Sequence[Reading], name: Name) -> list[Span]:
    """Where comments and texts have an id as a word: a renaming leaves these to the writer."""
    found = []
    pattern = re.compile(f"(?<!{WORD}){re.escape(name.id)}(?!{WORD})")
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
