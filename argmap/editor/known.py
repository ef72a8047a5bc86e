"""What baselines know of maps, carried over a renaming: a diagnostic that was known is known by its new ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from argmap.analysis import Analysis
from argmap.baseline import content_keys, is_baseline, read_baseline
from argmap.checks.registry import Case
from argmap.diagnostics import ArgmapError, Diagnostic
from argmap.editor.edits import Change, Edit
from argmap.fingerprints import Lock
from argmap.reading.files import SUFFIX, all_names_in, project_root, real
from argmap.reading.merge import Reading
from argmap.review import Selection, review

Reviewed: TypeAlias = "tuple[Reading, list[Diagnostic]]"
_Place: TypeAlias = "tuple[str, Path, int]"


def baselines_around(maps: Iterable[Path]) -> list[Path]:
    """The baselines in the folders of some maps and in those above them, up to the folder of the project.

    A baseline is known by what it says, whatever its name; one of an earlier argmap knows nothing any more. A map that
    is reached through a link has the folders above the link and those above the map itself.
    """
    found: dict[Path, Path] = {}
    for folder in folders_around(maps):
        for path in (folder / name for name in all_names_in(folder) if not name.endswith(SUFFIX)):
            if real(path) not in found and is_baseline(path) and _is_of_this_version(path):
                found[real(path)] = path
    return list(found.values())


def folders_around(maps: Iterable[Path]) -> list[Path]:
    """The folders of some maps and those above them, up to the folder of the project; a map of one file for its own."""
    folders: dict[Path, None] = {}
    for path in dict.fromkeys(path for given in maps for path in (given.absolute(), real(given))):
        root = project_root(path)
        for folder in (path, *path.parents):
            folders[folder] = None
            if folder == root:
                break
    return list(folders)


def _is_of_this_version(path: Path) -> bool:
    try:
        read_baseline(path)
    except ArgmapError:
        return False
    return True


def keys_with(
    before: Reviewed, after: Reviewed, changes: Sequence[Change], renamed: Callable[[str], str]
) -> Mapping[tuple[str, str], tuple[str, str]]:
    """For the check and key of each diagnostic of a map its key and subject after a renaming.

    A diagnostic is the same at the same place; of several there, the one whose words, `renamed`, are the same.
    """
    edits = {real(change.path): change.edits for change in changes}
    (reading, old), (again, now) = before, after
    there: dict[_Place, list[Diagnostic]] = {}
    for item in sorted(now, key=lambda item: ([*item.about], item.message)):
        there.setdefault(_place(again, item, ()), []).append(item)
    new_keys = dict(zip(map(id, now), content_keys(again, now), strict=True))
    keys = dict(zip(map(id, old), content_keys(reading, old), strict=True))
    found = {}
    for item in sorted(old, key=lambda item: ([*map(renamed, item.about)], renamed(item.message))):
        meant = there.get(_place(reading, item, edits.get(real(item.span.path), ())))
        if meant:
            same = meant.pop(0)
            found[item.check, keys[id(item)]] = (new_keys[id(same)], same.subject)
    return found


def reviewed_for_baselines(reading: Reading, lock: Lock, today: str) -> list[Diagnostic]:
    """All that any profile asks of a map, under a lock."""
    analysis = Analysis(reading)
    case = Case(analysis.graph, analysis.evaluation, analysis.settings, today, lock)
    return review(reading, case, Selection("filing", is_weighed=False))


def _place(reading: Reading, item: Diagnostic, edits: Sequence[Edit]) -> _Place:
    """Where a diagnostic stands once some edits are made."""
    path = real(item.span.path)
    source = next((source for source in reading.sources if real(source.path) == path), None)
    index = source.file.index(item.span.start) if source else 0
    moved = sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= index)
    return item.check, path, index + moved
