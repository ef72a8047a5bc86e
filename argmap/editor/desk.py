"""What lies on a writer's desk: the texts as they are in the editor, and the maps they belong to, kept current."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from argmap.analysis import Analysis, analyse
from argmap.diagnostics import ArgmapError
from argmap.editor.discovery import maps_of_project
from argmap.editor.mentions import Mention, mentions
from argmap.reading.files import MAP_FILE, exists, project_root, read_bytes, real
from argmap.reading.fragment import Fragment
from argmap.reading.project import Library, read_alone
from argmap.reading.source import Source

_SURROGATES = re.compile("[\ud800-\udfff]")
_SETTINGS = ("argmap.toml", "pyproject.toml")


@dataclass
class OpenMap:
    """One map as it was last read, and as it was when it was last whole."""

    target: Path
    now: Analysis
    files: frozenset[Path]
    whole: Analysis | None = None
    is_stale: bool = False


@dataclass
class Desk:
    """The maps of the files at hand. Texts that are not saved yet stand in for the files on disk.

    Every map is read when somebody asks for it, and only where something it is made of has changed since.
    """

    texts: dict[Path, bytes] = field(default_factory=dict)
    maps: dict[Path, OpenMap] = field(default_factory=dict)
    library: Library = field(init=False)
    _targets: dict[Path, list[Path]] = field(default_factory=dict)
    _mentions: dict[Path, tuple[Source, list[Mention]]] = field(default_factory=dict)
    _marks: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.library = Library(self.read, lambda: self.texts)

    def read(self, path: Path) -> bytes:
        """The bytes of a file as its writer sees them. Raises OSError."""
        known = self.texts.get(real(path)) if self.texts else None
        return read_bytes(path) if known is None else known

    # -- what happens to files ----------------------------------------------------------------------------------------

    def put(self, path: Path, text: str) -> None:
        """The text of a file is now this one, whatever the disk says."""
        key = real(path)
        is_new = key not in self.texts and not exists(path)
        had_header = self._looks_like_map(key)
        self.texts[key] = _SURROGATES.sub("\ufffd", text).encode("utf-8")
        self.changed(path)
        if is_new or had_header != self._looks_like_map(key):
            self.rearranged()

    def drop(self, path: Path) -> None:
        """The file is as the disk has it."""
        if self.texts.pop(real(path), None) is not None:
            self.changed(path)
            if not exists(path):
                self.rearranged()

    def changed(self, path: Path) -> None:
        """What a file says may have changed."""
        key = real(path)
        self.library.forget(path)
        for entry in self.maps.values():
            if key in entry.files or path.name in _SETTINGS:
                entry.is_stale = True

    def look_at_disk(self) -> set[Path]:
        """See which files have changed on the disk since the last look, and which: not every editor tells."""
        found = set()
        for path in {file for entry in self.maps.values() for file in entry.files}:
            mark = _mark(path)
            if self._marks.setdefault(path, mark) != mark:
                self._marks[path] = mark
                self.changed(path)
                found.add(path)
        return found

    def rearranged(self) -> None:
        """Files have come or gone, or have become maps or libraries: everything is looked for again."""
        self._targets.clear()
        for entry in self.maps.values():
            entry.is_stale = True

    def _looks_like_map(self, key: Path) -> bool:
        return b"\nmap" in b"\n" + self.texts.get(key, b"")

    # -- maps ---------------------------------------------------------------------------------------------------------

    def main_map(self, path: Path) -> OpenMap | None:
        """The map that a file is best seen in: its own, else the first that uses it, else the file by itself."""
        home = self._home(path)
        if home is None and not self._is_map_file(path):
            return next(iter(self.maps_of(path)), None)
        return self.open(home or path)

    def known(self, path: Path) -> OpenMap | None:
        """A map that a file is part of, as it was last read."""
        key = real(path)
        return next((entry for entry in self.maps.values() if key in entry.files), None)

    def maps_of(self, path: Path) -> list[OpenMap]:
        """The maps that a file is part of or that use it, its own first; a library that nobody uses by itself."""
        key, home = real(path), self._home(path) or path
        found = [entry for target in self._candidates(path) if (entry := self.open(target)) and key in entry.files]
        if not found:
            alone = self.open(home)
            return [alone] if alone is not None and key in alone.files else []
        return sorted(found, key=lambda entry: real(entry.target) != real(home))

    def project(self, path: Path) -> list[OpenMap]:
        """All maps of the project that a file belongs to."""
        return [entry for target in self._candidates(path) if (entry := self.open(target))]

    def all_open(self) -> list[OpenMap]:
        """All maps at hand, as they are now."""
        return [entry for known in list(self.maps.values()) if (entry := self.open(known.target))]

    def mentions(self, source: Source) -> list[Mention]:
        """Where a file names ids; worked out once while the file stays as it is."""
        key = real(source.path)
        known = self._mentions.get(key)
        if known is None or known[0] is not source:
            known = self._mentions[key] = (source, mentions(source))
        return known[1]

    def keep(self, files: Set[Path]) -> None:
        """Forget what is known of all other files, named by their real paths."""
        self.library.keep(files)
        for known in (self._mentions, self._marks):
            for key in [key for key in known if key not in files]:
                del known[key]

    def _is_map_file(self, path: Path) -> bool:
        fragment = self.library.fragment(path)
        return isinstance(fragment, Fragment) and fragment.has_header

    def _candidates(self, path: Path) -> list[Path]:
        """Every map of the project, that of the file among them."""
        root = project_root(path)
        if root not in self._targets:
            self._targets[root] = maps_of_project(path, self.read)
        home = self._home(path)
        known = self._targets[root]
        return known if home is None or home in known else [home, *known]

    def _home(self, path: Path) -> Path | None:
        root = project_root(path)
        for folder in path.absolute().parents:
            if (folder / MAP_FILE).is_file() or real(folder / MAP_FILE) in self.texts:
                return folder
            if folder == root:
                break
        return None

    def open(self, target: Path) -> OpenMap | None:
        """A map, read anew where that is needed; None where there is nothing to read (any more)."""
        key = real(target)
        entry = self.maps.get(key)
        if entry is not None and not entry.is_stale:
            return entry
        now = self._read(target)
        if now is not None and entry is not None:
            now = replace(now, before=entry.now.evaluation)
        if now is None:
            self.maps.pop(key, None)
            return None
        files = frozenset(real(source.path) for source in now.reading.sources)
        for path in files:
            self._marks.setdefault(path, _mark(path))
        whole = now if now.reading.sound else entry.whole if entry else None
        self.maps[key] = OpenMap(target, now, files, whole)
        return self.maps[key]

    def _read(self, target: Path) -> Analysis | None:
        """The map at a path, which need not be on the disk yet."""
        if real(target / MAP_FILE) in self.texts:
            return Analysis(read_alone(target, self.library))
        try:
            found = analyse([target], self.library) if exists(target) else []
        except (ArgmapError, OSError):
            found = []
        if found or real(target) not in self.texts:
            return found[0] if found else None
        return Analysis(read_alone(target, self.library))

    def source(self, entry: OpenMap, path: Path) -> Source | None:
        """A file of a map as it was read."""
        key = real(path)
        return next((source for source in entry.now.reading.sources if real(source.path) == key), None)


def _mark(path: Path) -> tuple[int, int]:
    """What changes when a file on the disk does."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
