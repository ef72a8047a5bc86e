"""One editor at work: its open texts, the maps they belong to, and what it has been told of them."""

from __future__ import annotations

import asyncio
import gc
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lsprotocol import types

from argmap.diagnostics import Diagnostic, Nature, Position
from argmap.editor.desk import Desk, OpenMap
from argmap.editor.mentions import Mention
from argmap.editor.reviewed import Reviewed, reviewed
from argmap.lsp.places import Places, is_file, path_of
from argmap.lsp.settings import Settings
from argmap.lsp.text import Text, Units
from argmap.lsp.told import told
from argmap.reading.characters import decode
from argmap.reading.files import real
from argmap.reading.source import Source

Publish = Callable[[types.PublishDiagnosticsParams], None]
SLOW = 0.3
"""Seconds from which on a look at a map is slow: then the server waits as long as the last one took."""
SLOWEST = 1.5
"""Seconds that the server waits at most for the next key press, in maps that take long to look at."""


@dataclass
class Opened:
    """A text that the editor has open."""

    uri: str
    path: Path
    text: Text


@dataclass
class Session:
    """The state of a server: nothing of it outlives the editor."""

    publish: Publish
    settings: Settings = field(default_factory=Settings)
    desk: Desk = field(default_factory=Desk)
    opened: dict[str, Opened] = field(default_factory=dict)
    places: Places = field(init=False)
    told: dict[Path, dict[Path, list[Diagnostic]]] = field(default_factory=dict)
    sent: dict[Path, list[types.Diagnostic]] = field(default_factory=dict)
    _waiting: asyncio.TimerHandle | None = None
    _touched: set[Path] = field(default_factory=set)
    _takes: float = 0.0
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
        key = real(path)
        found = next((item.text for item in self.opened.values() if real(item.path) == key), None)
        if found is not None:
            return found
        try:
            return Text(decode(self.desk.read(path), path)[0].text)
        except OSError:
            return Text("")

    def open(self, uri: str, text: str, version: int | None) -> None:
        """The editor has a file open now."""
        path = path_of(uri)
        self._texts.clear()
        self.opened[uri] = Opened(uri, path, Text(text, version))
        self.places.uris[path] = uri
        self.desk.put(path, text)
        self.touch(path, at_once=True)

    def change(self, uri: str, version: int | None, changes: Iterable[types.TextDocumentContentChangeEvent]) -> None:
        """The editor's text has changed."""
        item = self.opened.get(uri)
        if item is None:
            return
        for change in changes:
            self._apply(item.text, change)
        item.text.version = version
        self.desk.put(item.path, item.text.text)
        self.touch(item.path)

    def _apply(self, text: Text, change: types.TextDocumentContentChangeEvent) -> None:
        if not isinstance(change, types.TextDocumentContentChangePartial):
            text.replace(0, len(text.text), change.text)
            return
        start, end = change.range.start, change.range.end
        units = self.places.units
        begin = text.index(start.line, start.character, units)
        text.replace(begin, text.index(end.line, end.character, units), change.text)

    def close(self, uri: str) -> None:
        """The editor has closed a file: it is as the disk has it."""
        item = self.opened.pop(uri, None)
        if item is None:
            return
        self.places.uris.pop(item.path, None)
        self._texts.clear()
        self.desk.drop(item.path)
        self._forget()
        self.touch(item.path, at_once=True)

    def units(self, encoding: object) -> None:
        """Count columns as was agreed with the editor."""
        self.places.units = Units(str(getattr(encoding, "value", encoding)))

    # -- maps ---------------------------------------------------------------------------------------------------------

    def map_of(self, path: Path) -> OpenMap | None:
        """The map a file is best seen in, as it is now."""
        return self.desk.main_map(path)

    def map_at_hand(self, path: Path) -> OpenMap | None:
        """The map of a file for who cannot wait: as it was last read, where reading it anew takes long."""
        known = self.desk.known(path) if self._takes > SLOW else None
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
        uri = self.places.uri(path)
        opened = self.opened.get(uri)
        return types.OptionalVersionedTextDocumentIdentifier(uri, opened.text.version if opened else None)

    def disk_changed(self, paths: Iterable[Path], *, rearranged: bool) -> None:
        """Files have changed on the disk; those that are open are as the editor has them."""
        known = {real(item.path) for item in self.opened.values()}
        self._texts.clear()
        for path in paths:
            if real(path) not in known:
                self.desk.changed(path)
        if rearranged:
            self.desk.rearranged()
        for item in self.opened.values():
            self.touch(item.path)

    def _forget(self) -> None:
        """Let go of the maps of which no file is open, and take back what was told of them."""
        at_hand = {real(item.path) for item in self.opened.values()}
        gone = [key for key, entry in self.desk.maps.items() if at_hand.isdisjoint(entry.files)]
        for key in gone:
            del self.desk.maps[key]
            self._reviewed.pop(key, None)
        kept = {file for entry in self.desk.maps.values() for file in entry.files}
        self.desk.keep(kept)
        for key in [key for key in self.told if key not in self.desk.maps]:
            self._tell(key, [], at_hand)

    # -- telling ------------------------------------------------------------------------------------------------------

    def touch(self, path: Path, *, at_once: bool = False) -> None:
        """Look at the maps of a file again, soon."""
        self._touched.add(path)
        if self._waiting is not None:
            self._waiting.cancel()
        slow = self._takes if self._takes > SLOW else 0.0
        wait = 0.0 if at_once else min(max(self.settings.debounce, slow), SLOWEST)
        self._waiting = asyncio.get_running_loop().call_later(wait, self.look)

    def look_now(self) -> None:
        """Look at what was touched without waiting any longer."""
        if self._waiting is not None:
            self._waiting.cancel()
            self.look()

    def diagnostics(self, entry: OpenMap, source: Source) -> list[Diagnostic]:
        """What was told of a file in a map."""
        return self.told.get(real(entry.target), {}).get(source.path, [])

    def look(self) -> None:
        """Look at every map that something was touched in, and tell what is found."""
        self._waiting = None
        touched, self._touched = self._touched, set()
        self._texts.clear()
        begun = time.process_time()
        gc.disable()  # one look makes many small lasting values and no garbage in circles
        try:
            self._look(touched)
        finally:
            gc.enable()
        self._takes = time.process_time() - begun

    def _look(self, touched: set[Path]) -> None:
        self.desk.look_at_disk()
        for entry in self._maps_to_tell(touched):
            self._tell(real(entry.target), self._diagnose(entry), {real(path) for path in touched})

    def _maps_to_tell(self, touched: set[Path]) -> list[OpenMap]:
        open_now = {real(item.path): item for item in self.opened.values()}
        found: dict[Path, OpenMap] = {}
        for path in sorted(touched, key=str):
            if real(path) in open_now or self.desk.maps:
                item = open_now.get(real(path))
                alone = item is not None and not is_file(item.uri)
                maps = [self.desk.open(path)] if alone else self.desk.maps_of(path)
                found |= {real(entry.target): entry for entry in maps if entry is not None}
        return [entry for entry in found.values() if not entry.files.isdisjoint(open_now)]

    def _diagnose(self, entry: OpenMap) -> tuple[Diagnostic, ...]:
        key = real(entry.target)
        today = date.today().isoformat()
        self._reviewed[key] = reviewed(entry.now, self.settings.profile, today, self._reviewed.get(key))
        return self._reviewed[key].diagnostics

    def _tell(self, target: Path, found: Iterable[Diagnostic], touched: set[Path]) -> None:
        """Publish what has changed; what is open and touched always, since its places may have moved in the editor."""
        before = self.told.pop(target, {})
        now: dict[Path, list[Diagnostic]] = {}
        for item in found:
            now.setdefault(item.span.path, []).append(item)
        if now:
            self.told[target] = now
        for path in dict.fromkeys((*before, *now, *(path for path in self.places.uris if real(path) in touched))):
            self._publish(path, is_touched=real(path) in touched)

    def _publish(self, path: Path, *, is_touched: bool) -> None:
        of_maps = [item for by_path in self.told.values() for item in by_path.get(path, ())]
        reference = self.settings.reference
        items = [told(item, self.places, reference) for item in dict.fromkeys(of_maps)]
        if self.sent.get(path, []) == items and not is_touched:
            return
        if items:
            self.sent[path] = items
        else:
            self.sent.pop(path, None)
        uri = self.places.uri(path)
        opened = self.opened.get(uri)
        self.publish(types.PublishDiagnosticsParams(uri, items, opened.text.version if opened else None))
