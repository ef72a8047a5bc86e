"""Maps read again as they would be with some changes: the proof that these break nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from argmap.diagnostics import ArgmapError, Diagnostic, Severity
from argmap.editor.edits import Change, proven
from argmap.editor.names import files_of
from argmap.reading.files import real
from argmap.reading.merge import Reading
from argmap.reading.project import Library, ReadBytes, read_alone, read_bytes


def read_again(readings: Sequence[Reading], changes: Sequence[Change], read: ReadBytes = read_bytes) -> list[Reading]:
    """The same maps as they will be with some changes; files that these add are not found so, only those there are."""
    texts = {real(item.path): item.after.encode("utf-8", "surrogatepass") for item in changes}
    known = files_of(readings)
    library = Library(lambda path: texts[real(path)] if real(path) in texts else read(path), lambda: known)
    return [read_alone(reading.path, library) for reading in readings]


def new_errors(before: Sequence[Reading], after: Sequence[Reading]) -> list[Diagnostic]:
    """The errors that maps have now and did not have before, by code and file."""
    found = []
    for old, again in zip(before, after, strict=True):
        known = Counter((item.check, real(item.span.path)) for item in old.defects if item.severity is Severity.ERROR)
        for item in again.defects:
            if item.severity is Severity.ERROR:
                known[item.check, real(item.span.path)] -= 1
                if known[item.check, real(item.span.path)] < 0:
                    found.append(item)
    return found


def refuse_new_errors(readings: Sequence[Reading], changes: Sequence[Change], read: ReadBytes = read_bytes) -> None:
    """Raises ArgmapError where a change cannot be made, or where one of the maps would have a new error with them."""
    for item in changes:
        proven(item)
    touched = {real(item.path) for item in changes}
    concerned = [reading for reading in readings if not touched.isdisjoint(files_of([reading]))]
    wrong = new_errors(concerned, read_again(concerned, changes, read))
    if wrong:
        raise ArgmapError(
            f"Nothing was changed, for there would be an error. {wrong[0].message} {wrong[0].help}".rstrip()
        )
