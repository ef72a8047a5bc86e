"""Schemas of a project that stand beside its maps, and no longer say which ids there are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from argmap.editor.known import folders_around
from argmap.reading.files import all_names_in, read_bytes, real
from argmap.reports.places import shown_path
from argmap.schema import TITLE

_HEAD = 200
_NAMED = '"assertion-id"'
"""A definition that only the schema of a project has."""


def told_of_schemas(maps: Iterable[Path], *, gone: str = "", new: Iterable[str] = ()) -> str:
    """Which schemas still have an id that has gone or lack a new one, and what to do; nothing where none does."""
    wanted = [*new]
    found = []
    for path, text in _schemas_around(maps).items():
        if (gone and f'"{gone}"' in text) or any(f'"{name}"' not in text for name in wanted):
            found.append(shown_path(path))
    if not found:
        return ""
    names = ", ".join(f"`{name}`" for name in found)
    has = "has" if len(found) == 1 else "have"
    return (
        f"{names} {has} the ids from before; write {'it' if len(found) == 1 else 'them'} again: "
        f"`argmap schema --project --out {found[0]}`."
    )


def _schemas_around(maps: Iterable[Path]) -> dict[Path, str]:
    """The schemas of projects in the folders of some maps and above them, and what they say."""
    found: dict[Path, str] = {}
    for folder in folders_around(maps):
        for path in (folder / name for name in all_names_in(folder) if name.endswith(".json")):
            text = _text(path) if real(path) not in map(real, found) else ""
            if TITLE in text[:_HEAD] and _NAMED in text:
                found[path] = text
    return found


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8", "replace")
    except OSError:
        return ""
