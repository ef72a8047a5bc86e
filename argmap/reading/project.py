"""From paths to maps: which files make a map, what they use, and reading each file once."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

from argmap.diagnostics import ArgmapError, Diagnostic, Span, defect
from argmap.reading.files import MAP_FILE, SUFFIX, Walk, exists, names_in, project_root, read_bytes, real, reason, top
from argmap.reading.found import Found
from argmap.reading.fragment import Fragment
from argmap.reading.limits import FILES
from argmap.reading.load import load
from argmap.reading.merge import Reading, merge
from argmap.reading.phrases import named
from argmap.reading.reread import is_whole, read_again
from argmap.reading.source import Source
from argmap.reading.wording import did_you_mean

__all__ = ["Library", "ReadBytes", "project_root", "read_alone", "read_bytes", "read_maps"]

ReadBytes = Callable[[Path], bytes]


@dataclass
class Library:
    """The files read so far, each once: pass the same one to several calls to share what they read.

    `read` gives a file's bytes; an editor passes one that knows its unsaved texts. `unsaved` gives the real paths of
    the texts it holds: a file that is not on the disk yet belongs to its folder as it will when it is saved.
    """

    read: ReadBytes = read_bytes
    unsaved: Callable[[], Iterable[Path]] = tuple
    _fragments: dict[Path, Fragment] = field(default_factory=dict)
    _before: dict[Path, Fragment] = field(default_factory=dict)
    _whole: dict[Path, Source] = field(default_factory=dict)
    """Files as they were when nothing was wrong with them, to go on from when that is mended."""

    def fragment(self, path: Path) -> Fragment | Diagnostic:
        """What a file contributes; a diagnostic where it cannot be opened."""
        key = real(path)
        if key not in self._fragments:
            try:
                raw = self.read(path)
            except OSError as error:
                return defect("unreadable-file", f"The file cannot be read: {reason(error)}.", top(path))
            before = self._before.pop(key, None)
            source = read_again(raw, path, before.source if before else None, self._whole.get(key))
            self._fragments[key] = load(source, before)
        return self._fragments[key]

    def unsaved_in(self, folder: Path) -> list[Path]:
        """The argument files in and below a folder that are not on the disk yet."""
        inside, found = real(folder), []
        for path in self.unsaved():
            if path.suffix == SUFFIX and path.is_relative_to(inside) and not exists(path):
                below = path.relative_to(inside)
                if not any(name.startswith(".") for name in below.parts):
                    found.append(folder / below)
        return found

    def forget(self, path: Path) -> None:
        """Read the file anew next time."""
        known = self._fragments.pop(real(path), None)
        if known is not None:
            self._before[real(path)] = known
            if is_whole(known.source):
                self._whole[real(path)] = known.source

    def keep(self, paths: Set[Path]) -> None:
        """Forget every file but these, named by their real paths."""
        for key in [key for key in self._fragments if key not in paths]:
            del self._fragments[key]
        self._before = {key: known for key, known in self._before.items() if key in paths}
        self._whole = {key: known for key, known in self._whole.items() if key in paths}


@dataclass
class _Files:
    """The files of one map: its own, those it uses, and what was found wrong on the way."""

    library: Library
    target: Path
    own: list[Fragment] = field(default_factory=list)
    used: list[Fragment] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    seen: set[Path] = field(default_factory=set)

    def add(self, path: Path, into: list[Fragment]) -> Fragment | None:
        """Read a file that was not read yet for this map."""
        key = real(path)
        if key in self.seen:
            return None
        self.seen.add(key)
        if len(self.seen) > FILES:
            if len(self.seen) == FILES + 1:
                message = f"The map has more than {FILES:,} files; the others are not read."
                self.found.add(defect("too-large", message, top(self.target)))
            return None
        fragment = self.library.fragment(path)
        if isinstance(fragment, Diagnostic):
            self.found.add(fragment)
            return None
        into.append(fragment)
        return fragment

    def add_all(self) -> None:
        """Read the map's own files and, one after the other, all that they use."""
        for path in self.within(self.target):
            self.add(path, self.own)
        root = real(project_root(self.target))
        pending = deque(self.own)
        while pending:
            fragment = pending.popleft()
            followed = {""}
            for index, written in enumerate(fragment.uses):
                if written not in followed:
                    followed.add(written)
                    span = fragment.source.span(("uses", index))
                    added = [self.add(path, self.used) for path in self.used_by(fragment, written, span, root)]
                    pending.extend(other for other in added if other is not None)

    def within(self, target: Path) -> list[Path]:
        """The argument files of a map's or library's file or folder, its `map.yaml` first."""
        unsaved = self.library.unsaved_in(target)
        if not target.is_dir():
            return unsaved or [target]
        walk = Walk(target, stop_at_maps=False)
        self.found.extend(walk.found)
        return sorted([*walk.files, *unsaved], key=lambda file: (file != target / MAP_FILE, file.as_posix()))

    def used_by(self, fragment: Fragment, written: str, span: Span, root: Path) -> list[Path]:
        """The files that one item of `uses` brings in."""
        target = Path(os.path.normpath(fragment.source.path.parent / written))
        is_there = exists(target) or bool(self.library.unsaved_in(target))
        wrong = _wrong_use(written, target, root, is_there=is_there)
        files = self.within(target) if wrong is None else []
        if wrong is None and not files:
            wrong = "uses-missing", "is a folder without argument files (*.yaml)", "Name a folder that has some."
        if wrong is not None:
            check, what, help_text = wrong
            self.found.add(defect(check, f"`uses` names {named(written)}, which {what}.", span, help_text))
        return files


def _wrong_use(written: str, target: Path, root: Path, *, is_there: bool) -> tuple[str, str, str] | None:
    """Code, what is wrong, and help, for an item of `uses` that brings in nothing."""
    if PureWindowsPath(written).drive or Path(written).is_absolute():
        return "uses-outside-project", "is not a relative path", "Write it as seen from this file: `../authorities`."
    if not real(target).is_relative_to(root):
        return "uses-outside-project", f"is outside the project `{root.name}`", "Copy it into the project."
    if not is_there:
        near = did_you_mean(target.name, names_in(target.parent))
        help_text = "Write `/` between folders." if "\\" in written else near
        return "uses-missing", "does not exist", help_text or "A path is read as seen from the folder of this file."
    if target.suffix != SUFFIX and exists(target) and not target.is_dir():
        return "uses-wrong-file", f"is no argument file (*{SUFFIX})", f"Name a `{SUFFIX}` file or a folder of them."
    return None


def read_maps(paths: Sequence[Path], library: Library | None = None) -> list[Reading]:
    """Read every map at the paths: a map's file or folder, any file in it, or a folder of maps.

    A file that belongs to no map is read as a library, by itself. Raises ArgmapError where a path does not exist or
    holds no argument file; whatever is wrong inside files is in the defects of the readings.
    """
    library = library or Library()
    readings: dict[Path, Reading] = {}
    for path in paths:
        for target, found in _targets(path, library):
            key = real(target)
            if key not in readings:
                readings[key] = _read(target, library, found)
    return list(readings.values())


def read_alone(path: Path, library: Library) -> Reading:
    """Read one file and what it uses, whatever folder it lies in; it may be one that only `library` knows."""
    return _read(path, library, [])


def _targets(path: Path, library: Library) -> Iterator[tuple[Path, list[Diagnostic]]]:
    """The maps and libraries at a path, each with the defects found while looking."""
    if not exists(path):
        near = did_you_mean(path.name, names_in(path.parent))
        raise ArgmapError(f"There is no file or folder `{path}`. {near}".rstrip())
    home = _map_folder(path)
    if home is not None:
        yield home, []
    elif not path.is_dir():
        yield path, []
    else:
        yield from _maps_in(path, library)


def _maps_in(folder: Path, library: Library) -> Iterator[tuple[Path, list[Diagnostic]]]:
    """The maps in and below a folder, and the libraries that none of them uses."""
    walk = Walk(folder, stop_at_maps=True)
    if not walk.files:
        why = "".join(f" {item.message} {item.help}".rstrip() for item in walk.found.listed()[:1])
        raise ArgmapError(f"`{folder}` holds no argument files (*{SUFFIX}); `argmap init` writes a first one.{why}")
    libraries = {file for file in walk.files if not file.is_dir() and _is_library(file, library)}
    used = _used_by_any((file for file in walk.files if file not in libraries), library) if libraries else set()
    found = list(walk.found.listed())
    for file in walk.files:
        if file not in libraries or real(file) not in used:
            yield file, found
            found = []


def _map_folder(path: Path) -> Path | None:
    """The nearest folder with a `map.yaml` at or above a path, inside the project."""
    start = path.absolute()
    root = project_root(start)
    for folder in ([start] if start.is_dir() else []) + list(start.parents):
        if (folder / MAP_FILE).is_file():
            return folder if path.is_absolute() else Path(os.path.relpath(folder))
        if folder == root:
            return None
    return None


def _is_library(path: Path, library: Library) -> bool:
    fragment = library.fragment(path)
    return isinstance(fragment, Fragment) and not fragment.has_header


def _used_by_any(maps: Iterable[Path], library: Library) -> set[Path]:
    """The real paths of all files that some maps use."""
    used: set[Path] = set()
    for target in maps:
        files = _Files(library, target)
        files.add_all()
        used |= {real(fragment.source.path) for fragment in files.used}
    return used


def _read(target: Path, library: Library, found: list[Diagnostic]) -> Reading:
    files = _Files(library, target)
    files.add_all()
    is_library = not target.is_dir() and bool(files.own) and not files.own[0].has_header
    used = [] if is_library else files.used
    return merge(target, files.own, used, (*found, *files.found.listed()), is_map=not is_library)
