"""From paths to maps: which files make a map, what they use, and reading each file once."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from argmap.diagnostics import ArgmapError, Diagnostic, Nature, Position, Severity, Span, defect
from argmap.reading.limits import FILE_BYTES, FILES
from argmap.reading.load import Fragment, load
from argmap.reading.merge import Reading, merge
from argmap.reading.source import read_source
from argmap.reading.wording import did_you_mean

MAP_FILE = "map.yaml"
ROOT_MARKS = ("pyproject.toml", "argmap.toml", ".git")

ReadBytes = Callable[[Path], bytes]


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file, one more at most than argmap accepts; OSError where it cannot be read."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "it is not an ordinary file")
    with path.open("rb") as file:
        return file.read(FILE_BYTES + 1)


@dataclass
class Library:
    """The files read so far, each once: pass the same one to several calls to share what they read.

    `read` gives a file's bytes; an editor passes one that knows its unsaved texts.
    """

    read: ReadBytes = read_bytes
    _fragments: dict[Path, Fragment] = field(default_factory=dict)

    def fragment(self, path: Path) -> Fragment | Diagnostic:
        """What a file contributes; a diagnostic where it cannot be opened."""
        key = Path(os.path.realpath(path))
        if key not in self._fragments:
            try:
                raw = self.read(path)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                return defect("unreadable-file", f"The file cannot be read: {reason}.", _top(path))
            self._fragments[key] = load(read_source(raw, path))
        return self._fragments[key]

    def forget(self, path: Path) -> None:
        """Read the file anew next time."""
        self._fragments.pop(Path(os.path.realpath(path)), None)


@dataclass
class _Files:
    """The files of one map: its own, those it uses, and what was found wrong on the way."""

    library: Library
    root: Path
    own: list[Fragment] = field(default_factory=list)
    used: list[Fragment] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)

    def add(self, path: Path, into: list[Fragment]) -> Fragment | None:
        key = Path(os.path.realpath(path))
        if key in self.seen:
            return None
        self.seen.add(key)
        if len(self.seen) > FILES:
            raise ArgmapError(f"The map has more than {FILES:,} files.")
        fragment = self.library.fragment(path)
        if isinstance(fragment, Diagnostic):
            self.found.append(fragment)
            return None
        into.append(fragment)
        return fragment


def read_maps(paths: Sequence[Path], library: Library | None = None) -> list[Reading]:
    """Read every map at the paths: a map's file or folder, any file in it, or a folder of maps.

    A file that belongs to no map is read as a library, by itself. Raises ArgmapError where a path does not exist or
    holds no argument file; whatever is wrong inside files is in the defects of the readings.
    """
    library = library or Library()
    readings: dict[Path, Reading] = {}
    for path in paths:
        for target, loose in _targets(path, library):
            key = Path(os.path.realpath(target))
            if key not in readings:
                readings[key] = _read(target, library, loose)
    return list(readings.values())


def project_root(path: Path) -> Path:
    """The project a path belongs to: the nearest parent with a project's mark, else the map's parent folder."""
    start = Path(os.path.abspath(path))
    folder = start if start.is_dir() else start.parent
    for parent in (folder, *folder.parents):
        if any((parent / mark).exists() for mark in ROOT_MARKS):
            return parent
    return start.parent


def _targets(path: Path, library: Library) -> Iterator[tuple[Path, list[Diagnostic]]]:
    """The maps and libraries at a path, each with the defects found while looking."""
    if not path.exists():
        near = did_you_mean(path.name, _names_in(path.parent))
        raise ArgmapError(f"There is no file or folder `{path}`. {near}".rstrip())
    home = _map_folder(path)
    if home is not None:
        yield home, []
        return
    if not path.is_dir():
        yield path, []
        return
    found: list[Diagnostic] = []
    files = list(_walk(path, found, stop_at_maps=True))
    if not files:
        raise ArgmapError(f"`{path}` holds no argument files (*.yaml); `argmap init` writes a first one.")
    used = _used_by_any(files, library)
    for file in files:
        if file.is_dir() or not _is_library(file, library) or Path(os.path.realpath(file)) not in used:
            yield file, found
            found = []


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())[:1000]
    except OSError:
        return []


def _map_folder(path: Path) -> Path | None:
    """The nearest folder with a `map.yaml` at or above a path, inside the project."""
    start = Path(os.path.abspath(path))
    root = project_root(start)
    for folder in ([start] if start.is_dir() else []) + list(start.parents):
        if (folder / MAP_FILE).is_file():
            return Path(os.path.relpath(folder)) if not path.is_absolute() else folder
        if folder == root:
            return None
    return None


def _is_library(path: Path, library: Library) -> bool:
    fragment = library.fragment(path)
    return isinstance(fragment, Fragment) and not fragment.has_header


def _used_by_any(files: list[Path], library: Library) -> set[Path]:
    """Real paths of all files that the maps among `files` use."""
    used: set[Path] = set()
    for file in files:
        if file.is_dir() or not _is_library(file, library):
            own = _own_files(file, [])
            holder = _Files(library, project_root(file))
            fragments = [fragment for path in own if (fragment := holder.add(path, holder.own))]
            _follow_uses(holder, fragments)
            used |= {Path(os.path.realpath(fragment.source.path)) for fragment in holder.used}
    return used


def _own_files(target: Path, found: list[Diagnostic]) -> list[Path]:
    if not target.is_dir():
        return [target]
    files = list(_walk(target, found, stop_at_maps=False))
    return sorted(files, key=lambda file: (file != target / MAP_FILE, file.as_posix()))


def _read(target: Path, library: Library, loose: list[Diagnostic]) -> Reading:
    files = _Files(library, project_root(target))
    for file in _own_files(target, files.found):
        files.add(file, files.own)
    _follow_uses(files, list(files.own))
    if not target.is_dir() and files.own and not files.own[0].has_header:
        return _read_library(target, files.own[0], [*loose, *files.found])
    return merge(target, files.own, files.used, [*loose, *files.found])


def _read_library(target: Path, fragment: Fragment, found: list[Diagnostic]) -> Reading:
    """A file outside any map: its ids may be defined by whoever uses it, so none is called dangling."""
    reading = merge(target, [fragment], [], found)
    kept = tuple(item for item in reading.defects if item.check not in ("dangling-id",))
    return Reading(reading.path, reading.map, reading.places, reading.sources, kept, is_map=False)


def _follow_uses(files: _Files, pending: list[Fragment]) -> None:
    while pending:
        fragment = pending.pop(0)
        for index, written in enumerate(fragment.uses):
            if not written:
                continue
            span = fragment.source.span(("uses", index))
            for path in _used_paths(files, fragment, written, span):
                added = files.add(path, files.used)
                if added is not None:
                    pending.append(added)


def _used_paths(files: _Files, fragment: Fragment, written: str, span: Span) -> list[Path]:
    target = Path(os.path.normpath(fragment.source.path.parent / written))
    real_root = Path(os.path.realpath(files.root))
    if os.path.isabs(written) or not Path(os.path.realpath(target)).is_relative_to(real_root):
        message = f"`uses` may not leave the project: `{written}`."
        help_text = "Give a relative path inside the project, or copy the file into it."
        files.found.append(defect("uses-outside-project", message, span, help_text))
        return []
    if not target.exists():
        near = did_you_mean(target.name, _names_in(target.parent))
        files.found.append(defect("uses-missing", f"`uses` names `{written}`, which does not exist.", span, near))
        return []
    if not target.is_dir():
        return [target]
    found = _own_files(target, files.found)
    if not found:
        message = f"`uses` names the folder `{written}`, which holds no `.yaml` file."
        files.found.append(defect("uses-missing", message, span, "Name a folder with argument files."))
    return found


def _top(path: Path) -> Span:
    return Span(path, Position(0, 0), Position(0, 0))


def _walk(folder: Path, found: list[Diagnostic], *, stop_at_maps: bool) -> Iterator[Path]:
    """The `.yaml` files in and below a folder, in the order of their names; folders with a `map.yaml` themselves
    instead of their files where `stop_at_maps`. Links are followed inside the project, loops and leaving are defects."""
    root = Path(os.path.realpath(project_root(folder)))

    def visit(path: Path, above: frozenset[Path]) -> Iterator[Path]:
        real = Path(os.path.realpath(path))
        if real in above:
            message = f"The link `{path.name}` leads back to a folder above it."
            found.append(defect("symlink-loop", message, _top(path), "Delete the link."))
            return
        if path.is_symlink() and not real.is_relative_to(root):
            message = f"The link `{path.name}` leaves the project."
            found.append(defect("uses-outside-project", message, _top(path), "Copy what it points to into the project."))
            return
        if path.is_dir():
            if stop_at_maps and (path / MAP_FILE).is_file():
                yield path
                return
            try:
                entries = sorted(os.scandir(path), key=lambda entry: entry.name)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                found.append(defect("unreadable-file", f"The folder cannot be read: {reason}.", _top(path)))
                return
            for entry in entries:
                if not entry.name.startswith("."):
                    yield from visit(Path(entry.path), above | {real})
        elif path.suffix == ".yaml":
            if path.is_symlink() and not path.exists():
                message = f"The link `{path.name}` points to nothing, or to itself."
                found.append(defect("symlink-loop", message, _top(path), "Delete the link."))
            else:
                yield path
        elif path.suffix == ".yml":
            message = "Argument files end in `.yaml`; this one is not read."
            help_text = f"Rename it to `{path.stem}.yaml`."
            found.append(Diagnostic("ignored-file", Severity.WARNING, Nature.DEFECT, message, _top(path), help_text))

    yield from visit(folder, frozenset())
