"""Files and folders: reading the bytes of one file, and which argument files a folder holds."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Nature, Position, Severity, Span, defect
from argmap.reading.found import Found
from argmap.reading.limits import ENTRIES, FILE_BYTES, FOLDERS_DEEP
from argmap.writing import behind_links

MAP_FILE = "map.yaml"
SUFFIX = ".yaml"
ROOT_MARKS = ("pyproject.toml", "argmap.toml", ".git")


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file, one more at most than argmap accepts; OSError where it cannot be read."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "it is not an ordinary file")
    with path.open("rb") as file:
        return file.read(FILE_BYTES + 1)


def top(path: Path) -> Span:
    """The span of a whole file or folder: its very start."""
    return Span(path, Position(0, 0), Position(0, 0))


def real(path: Path) -> Path:
    """A path without links, whether or not it exists; as it is written where a link cannot be looked at."""
    try:
        return behind_links(path)
    except (PermissionError, ValueError):
        return path.absolute()


def exists(path: Path) -> bool:
    """Whether there is a file or folder; false too where the name cannot be one."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def reason(error: OSError) -> str:
    """Why the system refused, as the end of a sentence."""
    return (error.strerror or str(error)).lower()


def all_names_in(folder: Path) -> list[str]:
    """The names in a folder, in their order; none where it cannot be listed."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208  # only the names are wanted
    except (OSError, ValueError):
        return []


def names_in(folder: Path) -> list[str]:
    """Some names in a folder, to find the one that was meant; none where it cannot be listed."""
    return all_names_in(folder)[:1000]


def project_root(path: Path) -> Path:
    """The project a path belongs to: the nearest parent with a project's mark, else the map's parent folder."""
    start = path.absolute()
    folder = start if os.path.isdir(start) else start.parent  # noqa: PTH112  # false too where it may not be looked at
    for parent in (folder, *folder.parents):
        if is_project(parent):
            return parent
    return start.parent


def is_project(folder: Path) -> bool:
    """Whether a folder holds a project's mark, if only as a link that leads nowhere."""
    return any(os.path.lexists(folder / mark) for mark in ROOT_MARKS)


class _Entry(NamedTuple):
    """Something in a folder: its path, the same without links, whether it is a link, and the real folders above it."""

    path: Path
    real: Path
    is_link: bool
    above: tuple[Path, ...]


class Walk:
    """The argument files in and below a folder, in the order of their names, and what was found wrong on the way.

    Where `stop_at_maps`, a folder with a `map.yaml` stands for all its files. Links are followed inside the project.
    """

    def __init__(self, folder: Path, *, stop_at_maps: bool) -> None:
        self.folder = folder
        self.found = Found()
        self._root = real(project_root(folder))
        self._stop_at_maps = stop_at_maps
        self.files = list(self._walk(folder))

    def _walk(self, folder: Path) -> Iterator[Path]:
        pending = [_Entry(folder, real(folder), is_link=False, above=())]
        room = ENTRIES
        while pending:
            entry = pending.pop()
            room -= 1
            if room < 0:
                message = f"The folder holds more than {ENTRIES:,} files and folders."
                self.found.add(defect("too-large", message, top(folder), "Name the folder of one map."), self.folder)
                return
            if entry.is_link and not self._may_follow(entry):
                continue
            if not os.path.isdir(entry.path):  # noqa: PTH112  # false too where it may not be looked at
                if self._is_argument_file(entry.path):
                    yield entry.path
            elif self._stop_at_maps and os.path.isfile(entry.path / MAP_FILE):  # noqa: PTH113
                yield entry.path
            else:
                pending += reversed(self._entries(entry))

    def _may_follow(self, entry: _Entry) -> bool:
        path, problem = entry.path, None
        if not exists(path):
            if path.suffix == SUFFIX:
                problem = ("broken-link", f"The link `{path.name}` points to nothing, or to itself.", "Delete it.")
        elif entry.above[-1].is_relative_to(entry.real) or entry.real in entry.above:
            problem = ("symlink-loop", f"The link `{path.name}` leads back to a folder above it.", "Delete it.")
        elif not entry.real.is_relative_to(self._root):
            help_text = "Copy what it points to into the project."
            problem = ("link-outside-project", f"The link `{path.name}` leaves the project.", help_text)
        if problem is not None:
            check, message, help_text = problem
            self.found.add(defect(check, message, top(path), help_text), self.folder)
        return problem is None

    def _entries(self, folder: _Entry) -> list[_Entry]:
        if len(folder.above) >= FOLDERS_DEEP:
            message = f"Folders are nested more than {FOLDERS_DEEP} deep."
            self.found.add(defect("too-deep", message, top(folder.path), "Move the files up."), self.folder)
            return []
        try:
            with os.scandir(folder.path) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            message = f"The folder cannot be read: {reason(error)}."
            self.found.add(defect("unreadable-file", message, top(folder.path)), self.folder)
            return []
        above = (*folder.above, folder.real)
        return [
            _Entry(Path(entry.path), real(Path(entry.path)) if link else folder.real / entry.name, link, above)
            for entry in entries
            if not entry.name.startswith(".")
            for link in [entry.is_symlink()]
        ]

    def _is_argument_file(self, path: Path) -> bool:
        if path.suffix != SUFFIX and path.suffix.lower() in (".yml", SUFFIX):
            message = f"Argument files end in `{SUFFIX}`; this one is not read."
            help_text = f"Rename it to `{path.stem}{SUFFIX}`."
            kind = Severity.WARNING, Nature.DEFECT
            self.found.add(Diagnostic("ignored-file", *kind, message, top(path), help_text), self.folder)
        return path.suffix == SUFFIX
