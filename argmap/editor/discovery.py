"""Which maps a project holds: found by a look at each file, without reading it as an argument file."""

from __future__ import annotations

import re
from pathlib import Path

from argmap.diagnostics import ArgmapError
from argmap.reading.files import MAP_FILE, SUFFIX, Walk, all_names_in, is_project, project_root
from argmap.reading.project import ReadBytes

_HEADER = re.compile(rb"^['\"]?map['\"]?[ \t]*:", re.MULTILINE)
_ARGUMENT = re.compile(rb"^['\"]?argmap['\"]?[ \t]*:", re.MULTILINE)


def maps_of_project(path: Path, read: ReadBytes) -> list[Path]:
    """The files and folders of all maps in the project that a path belongs to, in the order of their names.

    Where nothing marks a project, the maps beside the file: who knows what else lies below such a folder.
    """
    root = project_root(path)
    try:
        if not is_project(root):
            beside = [root / name for name in all_names_in(root) if name.endswith(SUFFIX)]
            files = [root] if (root / MAP_FILE).is_file() else beside
        else:
            files = Walk(root, stop_at_maps=True).files
        return [target for target in files if target.is_dir() or is_map(target, read)]
    except OSError:
        return []


def is_map(path: Path, read: ReadBytes) -> bool:
    """Whether a file has the marks of a map; false for one that cannot be read."""
    try:
        raw = read(path)
    except (OSError, ArgmapError):
        return False
    return _HEADER.search(raw) is not None and _ARGUMENT.search(raw) is not None
