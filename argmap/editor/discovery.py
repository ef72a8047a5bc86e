"""Which maps a project holds: found by a look at each file, without reading it as an argument file."""

from __future__ import annotations

import re
from pathlib import Path

from argmap.diagnostics import ArgmapError
from argmap.reading.files import Walk, project_root
from argmap.reading.project import ReadBytes

_HEADER = re.compile(rb"^['\"]?map['\"]?[ \t]*:", re.MULTILINE)
_ARGUMENT = re.compile(rb"^['\"]?argmap['\"]?[ \t]*:", re.MULTILINE)


def maps_of_project(path: Path, read: ReadBytes) -> list[Path]:
    """The files and folders of all maps in the project that a path belongs to, in the order of their names."""
    walk = Walk(project_root(path), stop_at_maps=True)
    return [target for target in walk.files if target.is_dir() or _is_map(target, read)]


def _is_map(path: Path, read: ReadBytes) -> bool:
    try:
        raw = read(path)
    except (OSError, ArgmapError):
        return False
    return _HEADER.search(raw) is not None and _ARGUMENT.search(raw) is not None
