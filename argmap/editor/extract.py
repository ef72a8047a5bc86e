"""An issue and its assertions taken out of their files into one of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from argmap.diagnostics import ArgmapError
from argmap.editor.again import new_errors
from argmap.editor.cutting import Cut, cut
from argmap.editor.edits import Change, Edit, change, edited, line_end, proven, refuse_broken, removed
from argmap.editor.mentions import mentions
from argmap.editor.modeline import modeline
from argmap.editor.names import files_of
from argmap.editor.saving import Prepared
from argmap.fingerprints import lock_path
from argmap.reading.files import MAP_FILE, SUFFIX, real
from argmap.reading.load import load
from argmap.reading.merge import Reading, merge
from argmap.reading.source import Source, read_source

Unit = tuple[str, str]
"""The section and id of an entry that stands in a section."""
_MODELINE = re.compile(r"^# *yaml-language-server: *\$schema=(?![a-z]+:|/)", re.MULTILINE)


def extract(reading: Reading, issue: str, around: Sequence[Reading] = (), file: Path | None = None) -> list[Change]:
    """The changes that give an issue, its assertions and what only these rely on a file of their own.

    A map in one file becomes a folder. Raises ArgmapError where the issue stands in a file that the map uses or has a
    file of its own already, where another map uses the file that would become a folder, or where entries cannot be
    taken out safely; the map says exactly the same afterwards.
    """
    own = [source for source in reading.sources if _is_own(reading, source)]
    for source in own:
        refuse_broken(source)
    moved = belonging(reading, own, issue)
    cuts = {real(source.path): (source, cut(source, names)) for source, names in moved}
    into = file or (_folder(reading, around) / f"{issue}{SUFFIX}")
    _refuse(reading, own, moved, into, issue)
    text, expected = _new(issue, [found for _, found in cuts.values()], moved)
    head = modeline([*(source for source, _ in moved), *own], into)
    text = head.replace("\n", line_end(text)) + text
    new = Change(into, (Edit(0, 0, text),), expected)
    changes = [*_kept(reading, cuts), new]
    _prove(reading, own, changes)
    return changes


def belonging(reading: Reading, own: Sequence[Source], issue: str) -> list[tuple[Source, list[Unit]]]:
    """What belongs to an issue, by file: the issue, the assertions that name it, and those only these rely on."""
    home = reading.places.homes.get(("issues", issue))
    if home is None or home.source not in own:
        where = f" in a file of the map `{reading.path}` itself" if home else f" in `{reading.path}`"
        raise ArgmapError(f"There is no issue `{issue}`{where}.")
    bodies = {name: body for source in own for name, body in _assertions(source).items()}
    named = {name for name, body in bodies.items() if body.get("issue") == issue}
    free = {name for name, body in bodies.items() if "issue" not in body}
    users: dict[str, set[Unit]] = {}
    holders = _holders(own)
    for source in reading.sources:
        for item in mentions(source):
            unit = tuple(map(str, item.path[:2]))
            if "assertions" in item.sections and not item.is_definition and unit[0] in ("assertions", "issues"):
                users.setdefault(holders.get(item.id, item.id), set()).add((unit[0], unit[1]))
    free &= set(users)
    while True:
        kept = {("issues", issue), *(("assertions", name) for name in named | free)}
        outside = {name for name in free if not users[name] - {("assertions", name)} or not users[name] <= kept}
        if not outside:
            break
        free -= outside
    wanted = {("issues", issue), *(("assertions", name) for name in named | free)}
    return [(source, found) for source in own if (found := [unit for unit in _units(source) if unit in wanted])]


def moved_lock(reading: Reading, changes: Iterable[Change]) -> list[Prepared]:
    """The lock file of a map that becomes a folder, at its new place."""
    old = lock_path(reading.path)
    new = next((item.path.parent / "argmap.lock" for item in changes if item.path.name == MAP_FILE), old)
    if reading.path.is_dir() or not old.is_file():
        return []
    text = old.read_text(encoding="utf-8")
    return [Prepared(old, text, None), Prepared(new, None, text)]


def _is_own(reading: Reading, source: Source) -> bool:
    return source.path == reading.path or (reading.path.is_dir() and source.path.is_relative_to(reading.path))


def _assertions(source: Source) -> dict[str, dict[str, Any]]:
    held = source.data.get("assertions")
    return {name: body for name, body in held.items() if isinstance(body, dict)} if isinstance(held, dict) else {}


def _holders(own: Iterable[Source]) -> dict[str, str]:
    """For each assertion that is defined inside another entry, that entry's id."""
    found = {}
    for source in own:
        for item in mentions(source):
            if item.is_definition and item.path[0] == "assertions" and len(item.path) > 2:
                found[item.id] = str(item.path[1])
    return found


def _units(source: Source) -> list[Unit]:
    return [(section, name) for section in ("issues", "assertions") for name in source.data.get(section) or {}]


def _refuse(reading: Reading, own: Sequence[Source], moved: Any, into: Path, issue: str) -> None:
    if len(moved) == 1:
        source, names = moved[0]
        if not set(_units(source)) - set(names) and "map" not in source.data:
            raise ArgmapError(f"`{issue}` has a file of its own already: `{source.path}`.")
    if into.exists():
        raise ArgmapError(f"`{into}` is there already.")
    if into.suffix != SUFFIX:
        raise ArgmapError(f"`{into}` does not end in `{SUFFIX}`; argument files do.")
    if reading.path.is_dir() and not real(into).is_relative_to(real(reading.path)):
        raise ArgmapError(f"`{into}` is outside the map's folder `{reading.path}`.")
    if not reading.path.is_dir() and into.parent.name != reading.path.stem:
        raise ArgmapError(f"`{reading.path}` would become a folder; name a file in `{reading.path.with_suffix('')}`.")


def _folder(reading: Reading, around: Sequence[Reading]) -> Path:
    """The folder of a map; that which a map in one file will become."""
    if reading.path.is_dir():
        return reading.path
    folder = reading.path.with_suffix("")
    if folder.exists():
        raise ArgmapError(f"`{reading.path}` would become the folder `{folder}`, but there is one already.")
    for source in files_of(around).values():
        for item in source.data.get("uses") or []:
            if isinstance(item, str) and real(source.path.parent / item) == real(reading.path):
                raise ArgmapError(
                    f"`{source.path}` uses `{reading.path}`, which would become a folder; take that out first."
                )
    return folder


def _new(issue: str, cuts: Sequence[Cut], moved: Sequence[tuple[Source, list[Unit]]]) -> tuple[str, dict[str, Any]]:
    texts = {unit: text for found in cuts for unit, text in found.texts.items()}
    data = {unit: source.data[unit[0]][unit[1]] for source, names in moved for unit in names}
    expected: dict[str, Any] = {"argmap": "1"}
    parts = ["argmap: 1\n"]
    for section in ("issues", "assertions"):
        names = [unit for unit in texts if unit[0] == section]
        if names:
            expected[section] = {unit[1]: data[unit] for unit in names}
            said = [texts[unit] for unit in names if texts[unit]]
            gap = "\n\n" if any("\n" in text for text in said) else "\n"
            parts.append(f"{section}:\n" + gap.join(said) + "\n")
    end = line_end(moved[0][0].text)
    return "\n".join(parts).replace("\n", end), expected


def _kept(reading: Reading, cuts: dict[Path, tuple[Source, Cut]]) -> list[Change]:
    """The changes of the files that things are taken out of; the only file of a map moves into its new folder."""
    changes = []
    for source, found in cuts.values():
        expected = _without(source.data, found.texts)
        made = change(source, found.edits, expected)
        if not reading.path.is_dir():
            changes += [removed(source), _moved(source, made)]
        elif expected == {"argmap": "1"} and "#" not in made.after:
            changes.append(removed(source))
        else:
            changes.append(made)
    return changes


def _moved(source: Source, made: Change) -> Change:
    """The file of a map as `map.yaml` of a folder of its name: its relative paths lead one folder further up."""
    edits, uses = [*made.edits], source.data.get("uses")
    expected = dict(made.expected or {})
    if uses:
        items = uses if isinstance(uses, list) else [uses]
        edits += [Edit(at, at, "../") for at in _uses_places(source, items)]
        said = [f"../{item}" for item in items]
        expected["uses"] = said if isinstance(uses, list) else said[0]
    edits += [Edit(hit.end(), hit.end(), "../") for hit in _MODELINE.finditer(source.text)]
    folder = source.path.with_suffix("")
    return Change(folder / MAP_FILE, (Edit(0, 0, edited(source.text, edits)),), expected)


def _uses_places(source: Source, items: Sequence[str]) -> list[int]:
    found = []
    for number in range(len(items)):
        at = source.file.index(source.span(("uses", number)).start)
        found.append(at + (source.text[at] in "'\""))
    return found


def _without(data: dict[str, Any], units: Iterable[Unit]) -> dict[str, Any]:
    gone = {*units}
    left: dict[str, Any] = {}
    for section, held in data.items():
        kept = held
        if section in ("issues", "assertions") and isinstance(held, dict):
            kept = {name: body for name, body in held.items() if (section, name) not in gone}
            if not kept:
                continue
        left[section] = kept
    return left


def _prove(reading: Reading, own: Sequence[Source], changes: Sequence[Change]) -> None:
    """Raises ArgmapError unless the map says exactly the same with the changes."""
    texts = [(item.path, proven(item)) for item in changes if item.expected is not None]
    touched = {real(item.path) for item in changes}
    new = [load(read_source(text.encode("utf-8"), path)) for path, text in texts]
    kept = [load(source) for source in own if real(source.path) not in touched]
    used = [load(source) for source in reading.sources if source not in own]
    again = merge(reading.path, [*new, *kept], used, is_map=reading.is_map)
    same = again.map == reading.map or _unordered(again) == _unordered(reading)
    if not same or (new_errors([reading], [again]) and len(again.defects) > len(reading.defects)):
        raise ArgmapError("Nothing was changed: the issue cannot be taken out safely the way its files are written.")


def _unordered(reading: Reading) -> object:
    map_ = reading.map
    return [
        *(getattr(map_, name) for name in ("header", "parties", "authorities", "rules", "issues", "assertions")),
        map_.scenarios, map_.views, sorted(map_.waivers, key=repr), map_.used,
        {key: sorted(names) for key, names in map_.expect.model_dump().items()},
    ]  # fmt: skip
