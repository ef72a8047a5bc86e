"""One editor at work: its open texts, the maps they belong to, and what it has been told of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lsprotocol import types

from argmap.diagnostics import Diagnostic, Nature, Position
from argmap.editor.desk import Desk, OpenMap
from argmap.editor.foreign import is_foreign
from argmap.editor.mentions import Mention
from argmap.editor.reviewed import Reviewed, reviewed
from argmap.lsp.opened import Opened, make
from argmap.lsp.pace import Pace
from argmap.lsp.places import Places, is_file, path_of
from argmap.lsp.settings import Settings
from argmap.lsp.text import Text, Units
from argmap.lsp.told import everywhere, told
from argmap.reading.characters import decode
from argmap.reading.files import exists, real
from argmap.reading.source import Source

Publish = Callable[[types.PublishDiagnosticsParams], None]


@dataclass
class Session:
    """The state of a server: nothing of it outlives the editor."""

    publish: Publish
    settings: Settings = field(default_factory=Settings)
    desk: Desk = field(default_factory=Desk)
    opened: dict[str, Opened] = field(default_factory=dict)
    current: dict[Path, Opened] = field(default_factory=dict)
    """By its real path, the text that counts of each file that is open, under however many uris: as last changed."""
    places: Places = field(init=False)
    told: dict[Path, dict[Path, list[Diagnostic]]] = field(default_factory=dict)
    sent: dict[Path, dict[str, list[types.Diagnostic]]] = field(default_factory=dict)
    _waiting: asyncio.TimerHandle | None = None
    _touched: set[Path] = field(default_factory=set)
    _pace: Pace = field(default_factory=Pace)
    _texts: dict[Path, Text] = field(default_factory=dict)
    _reviewed: dict[Path, Reviewed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = Places(self.text_of)

    # -- texts --------------------------------------------------------------------------------------------------------

    def text_of(self, path: Path) -> Text:
        """The text of a file as the editor has it, else as it was read, else as the disk has it."""
        if path not in self._texts:
            self._texts[path] = self._text_of(path)
        return self._texts[path]

    def _text_of(self, path: Path) -> Text:
        found = self.current.get(self.places.key(path))
        if found is not None:
            return found.text
        try:
            return Text(decode(self.desk.read(path), path)[0].text)
        except (OSError, ValueError):
            return Text("")

    def _look_anew(self) -> None:
        self._texts.clear()
        self.places.forget_links()

    def open(self, uri: str, text: str, version: int | None) -> None:
        """The editor has a file open now."""
        path = path_of(uri)
        self._look_anew()
        item = self.opened[uri] = Opened(uri, path, Text(text, version), self.places.key(path))
        known = self.current.get(item.key)
        if known is None or known.uri == uri:
            self._counts(item)
        self.touch(path, at_once=True)

    def _counts(self, item: Opened) -> None:
        """From now on this is the text of its file."""
        self.current[item.key] = item
        self.places.uris[item.key] = item.uri
        self.desk.put(item.path, item.text.text)

    def change(self, uri: str, version: int | None, changes: Iterable[types.TextDocumentContentChangeEvent]) -> None:
        """The editor's text has changed."""
        item = self.opened.get(uri)
        if item is None:
            return
        for change in changes:
            make(change, item.text, self.places.units)
        item.text.version = version
        self._texts.clear()
        self._counts(item)
        self.touch(item.path)

    def close(self, uri: str) -> None:
        """The editor has closed a file: it is as the disk has it, unless it is open under another uri too."""
        item = self.opened.pop(uri, None)
        if item is None:
            return
        self._look_anew()
        if self.current.get(item.key) is item:
            other = next((known for known in self.opened.values() if known.key == item.key), None)
            if other is not None:
                self._counts(other)
            else:
                del self.current[item.key], self.places.uris[item.key]
                self.desk.drop(item.path)
        self._forget()
        gone = [] if exists(item.path) else [known.path for known in self.opened.values()]
        for path in (*gone, item.path):  # who read a text that was never saved now misses it
            self.touch(path, at_once=True)

    def units(self, encoding: object) -> None:
        """Count columns as was agreed with the editor."""
        self.places.units = Units(str(getattr(encoding, "value", encoding)))

    # -- maps ---------------------------------------------------------------------------------------------------------

    def map_of(self, path: Path) -> OpenMap | None:
        """The map a file is best seen in, as it is now; None for a file of somebody else's."""
        entry = self.desk.main_map(path)
        return None if entry and self._is_alone(entry, path) and is_foreign(self.text_of(path).text) else entry

    def _is_alone(self, entry: OpenMap, path: Path) -> bool:
        return real(entry.target) == self.places.key(path)

    def map_at_hand(self, path: Path) -> OpenMap | None:
        """The map of a file for who cannot wait: as it was last read, where reading it anew takes long."""
        known = self.desk.known(path) if self._pace.is_slow else None
        return known or self.map_of(path)

    def source_of(self, path: Path) -> tuple[OpenMap, Source] | None:
        """A file with the map it is best seen in."""
        entry = self.map_of(path)
        source = self.desk.source(entry, path) if entry else None
        return (entry, source) if entry and source else None

    def mentions(self, source: Source) -> list[Mention]:
        """Where a file names ids."""
        return self.desk.mentions(source)

    def inside(self, path: Path, at: types.Position) -> Position:
        """A position of the editor's in code points."""
        return self.places.inside(self.text_of(path), at)

    def gaps(self, entry: OpenMap) -> Counter[str]:
        """How many gaps each id had when the map was last looked at."""
        told = self.told.get(real(entry.target), {})
        gaps = (item for items in told.values() for item in items if item.nature is Nature.GAP and not item.waived)
        return Counter(item.subject for item in gaps)

    def versioned(self, path: Path) -> types.OptionalVersionedTextDocumentIdentifier:
        """A file with the version that the editor has open, if it has."""
        opened = self.current.get(self.places.key(path))
        version = opened.text.version if opened else None
        return types.OptionalVersionedTextDocumentIdentifier(self.places.uri(path), version)

    def before_changing(self, *, everywhere: bool) -> None:
        """See what others have made of the files before a change of them is planned; `everywhere`, which are new."""
        self._look_anew()
        for path in self.desk.look_at_disk():
            self.touch(path)
        if everywhere:
            self.desk.rearranged()

    def disk_changed(self, paths: Iterable[Path], *, rearranged: bool) -> None:
        """Files have changed on the disk; those that are open are as the editor has them."""
        self._look_anew()
        for path in paths:
            if self.places.key(path) not in self.current:
                self.desk.changed(path)
        if rearranged:
            self.desk.rearranged()
        for item in self.opened.values():
            self.touch(item.path)

    def _forget(self) -> None:
        """Let go of the maps of which no file is open, and take back what was told of them."""
        at_hand = set(self.current)
        for key in [key for key, entry in self.desk.maps.items() if at_hand.isdisjoint(entry.files)]:
            self._let_go(key, at_hand)
        kept = {file for entry in self.desk.maps.values() for file in entry.files}
        self.desk.keep(kept)
        for key in {*self.told, *self._reviewed} - {*self.desk.maps}:
            self._let_go(key, at_hand)

    # -- telling ------------------------------------------------------------------------------------------------------

    def touch(self, path: Path, *, at_once: bool = False) -> None:
        """Look at the maps of a file again, soon."""
        self._touched.add(path)
        if self._waiting is not None:
            self._waiting.cancel()
        wait = self._pace.wait(self.settings.debounce, at_once=at_once)
        self._waiting = asyncio.get_running_loop().call_later(wait, self.look)

    def look_now(self) -> None:
        """Look at what was touched without waiting any longer."""
        if self._waiting is not None:
            self._waiting.cancel()
            self.look()

    def diagnostics(self, entry: OpenMap, source: Source) -> list[Diagnostic]:
        """What was told of a file in a map."""
        return self.told.get(real(entry.target), {}).get(self.places.key(source.path), [])

    def look(self) -> None:
        """Look at every map that something was touched in, and tell what is found."""
        self._waiting = None
        touched, self._touched = self._touched, set()
        self._look_anew()
        with self._pace.looking():
            self._look(touched)

    def _look(self, touched: set[Path]) -> None:
        touched |= self.desk.look_at_disk()
        keys = {self.places.key(path) for path in touched}
        looked_at = self._look_at(touched, keys)
        maps = self.desk.maps
        for key in {*self._reviewed} - looked_at:
            if key not in maps or not self._is_wanted(key, maps[key]):  # a file by itself that a map has now, say
                self._let_go(key, keys)
        seen = {file for key in self._reviewed if key in maps for file in maps[key].files}
        unseen = {key: item.path for key, item in self.current.items() if key not in seen}
        if not self._look_at(unseen.values(), keys):
            for key in keys.intersection(unseen):  # a file of somebody else's has nothing wrong
                self._publish(key, is_touched=True)

    def _look_at(self, paths: Iterable[Path], touched: set[Path]) -> set[Path]:
        """Tell what is found in the maps of some files; which maps these are."""
        found: dict[Path, OpenMap] = {}
        for path in sorted(paths, key=str):
            if self.desk.maps or self.places.key(path) in self.current:
                found |= {real(entry.target): entry for entry in self._maps_of(path)}
        told = {key: entry for key, entry in found.items() if not entry.files.isdisjoint(self.current)}
        for key, entry in told.items():
            self._tell(key, self._diagnose(entry), touched)
        return {*told}

    def _maps_of(self, path: Path) -> list[OpenMap]:
        """The maps in which a file is looked at; what is open and has no place on the disk, by itself."""
        item = self.current.get(self.places.key(path))
        alone = self.desk.open(path) if item and not is_file(item.uri) else None
        found = [alone] if alone else self.desk.maps_of(path) if item is None or is_file(item.uri) else []
        return [entry for entry in found if not self._is_alone(entry, path) or not is_foreign(self.text_of(path).text)]

    def _is_wanted(self, key: Path, entry: OpenMap) -> bool:
        """Whether a file that is open is still looked at in a map."""
        files = [item.path for at, item in self.current.items() if at in entry.files]
        return any(real(found.target) == key for path in files for found in self._maps_of(path))

    def _let_go(self, key: Path, touched: set[Path]) -> None:
        self.desk.maps.pop(key, None)
        self._reviewed.pop(key, None)
        if key in self.told:
            self._tell(key, [], touched)

    def _diagnose(self, entry: OpenMap) -> tuple[Diagnostic, ...]:
        key = real(entry.target)
        today = date.today().isoformat()
        self._reviewed[key] = reviewed(entry.now, self.settings.profile, today, self._reviewed.get(key))
        return self._reviewed[key].diagnostics

    def _tell(self, target: Path, found: Iterable[Diagnostic], touched: set[Path]) -> None:
        """Publish what has changed; what is open and touched always, since its places may have moved in the editor."""
        before = self.told.pop(target, {})
        now: dict[Path, list[Diagnostic]] = {}
        for item in everywhere(found):
            now.setdefault(self.places.key(item.span.path), []).append(item)
        if now:
            self.told[target] = now
        moved = [key for key in (*self.current, *self.sent) if key in touched]
        for key in dict.fromkeys((*before, *now, *moved)):
            self._publish(key, is_touched=key in touched)

    def _publish(self, key: Path, *, is_touched: bool) -> None:
        """Tell what is known of a file, under each uri by which it is open, else under the path it was read by."""
        of_maps = [item for by_path in self.told.values() for item in by_path.get(key, ())]
        once = {(item.check, item.span.start, item.span.end, item.message): item for item in reversed(of_maps)}
        items = [told(item, self.places, self.settings.reference) for item in reversed(once.values())]
        uris = [item.uri for item in self.opened.values() if item.key == key]
        now = dict.fromkeys(uris or [self.places.uri(of_maps[0].span.path)] if uris or of_maps else [], items)
        before = self.sent.pop(key, {})
        for uri in dict.fromkeys((*before, *now)):
            opened = self.opened.get(uri)
            if before.get(uri, []) != now.get(uri, []) or (is_touched and opened):
                version = opened.text.version if opened else None
                self.publish(types.PublishDiagnosticsParams(uri, now.get(uri, []), version))
        if items:
            self.sent[key] = now
