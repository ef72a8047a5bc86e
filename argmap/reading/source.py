"""YAML text to plain data with the span of every key and value; every scalar is read as a string.

Built on the events of libyaml (through PyYAML) with a loop of our own: no recursion, so deep nesting cannot crash, and
no resolver, so `no`, `2(4)` and `1.10` stay what was written. A block that is not YAML is set aside (see `repair`) and
the rest of the file is still read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import yaml

from argmap.diagnostics import Diagnostic, Position, Related, Span, defect
from argmap.reading.characters import FORBIDDEN, LINE_END, REPLACEMENT, decode, forbidden_character
from argmap.reading.limits import NESTING, REPAIRS, VALUES
from argmap.reading.repair import Broken, set_aside
from argmap.reading.syntax import explain

Path_ = tuple[str | int, ...]
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mark(Protocol):
    """A place as libyaml gives it: zero-based line and column in code points."""

    line: int
    column: int


class Node(NamedTuple):
    """Where one value stands and what is inside it: items by index, or (key start, key end, value) by key."""

    start: Mark
    end: Mark
    items: list[Node] | None = None
    keys: dict[str, tuple[Mark, Mark, Node]] | None = None

    def last(self) -> Mark:
        """Where the value ends; a block collection ends with the last thing in it."""
        node = self
        while True:
            if node.items and node.end.column == 0:
                node = node.items[-1]
            elif node.keys and node.end.column == 0:
                node = next(reversed(node.keys.values()))[2]
            else:
                return node.end


class _Origin:
    line = column = 0


_NOWHERE = Node(_Origin(), _Origin())


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its text, what it says as plain data (dicts, lists, strings, None), and where everything stands.

    `lost` holds the ids of entries that could not be read, so that nobody is told that they do not exist.
    """

    path: Path
    text: str
    data: dict[str, Any]
    root: Node
    defects: tuple[Diagnostic, ...]
    lost: frozenset[str]

    def span(self, path: Path_) -> Span:
        """The span of the value at a path, or of the nearest thing around it that the file has."""
        node, key = self._walk(path)
        if key is not None and node.start is node.end:
            return _span(self.path, key[0], key[1])
        return _span(self.path, node.start, node.last())

    def key_span(self, path: Path_) -> Span:
        """The span of the key at a path; where it is no key (an item, say), the span of the value."""
        node, key = self._walk(path)
        if key is not None:
            return _span(self.path, key[0], key[1])
        return _span(self.path, node.start, node.last())

    def _walk(self, path: Path_) -> tuple[Node, tuple[Mark, Mark] | None]:
        node, key = self.root, None
        for number, step in enumerate(path):
            following = path[number + 1] if number + 1 < len(path) else None
            found = _step(node, step, following)
            if found is None:
                break
            node, key = found
        return node, key

    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return LINE_END.split(self.text)


def _step(node: Node, step: str | int, following: str | int | None) -> tuple[Node, tuple[Mark, Mark] | None] | None:
    """One step down. The short forms of the format are seen through: one thing where a list may stand, a mapping from
    element to premise where premises are counted, an inline definition where an id is meant."""
    if node.keys is not None:
        if isinstance(step, int):
            if following is None or following in node.keys or following == "id":
                return (node, None) if step == 0 else None
            values = list(node.keys.values())
            return (values[step][2], values[step][:2]) if step < len(values) else None
        found = node.keys.get(step) or (node.keys.get("id") if step == "assertion" else None)
        return (found[2], found[:2]) if found else None
    if node.items is not None:
        return (node.items[step], None) if isinstance(step, int) and step < len(node.items) else None
    return (node, None) if step == 0 else None


def _span(path: Path, start: Mark, end: Mark) -> Span:
    return Span(path, Position(start.line, start.column), Position(end.line, end.column))


def read_source(raw: bytes, path: Path) -> Source:
    """Read the bytes of one file. Never raises for what the bytes say: every defect is in the result."""
    text, defects = decode(raw, path)
    source = read_text(text, path)
    return Source(path, text, source.data, source.root, (*defects, *source.defects), source.lost)


def read_text(text: str, path: Path) -> Source:
    """Read text that is free of forbidden characters."""
    broken: list[Broken] = []
    lost: set[str] = set()
    readable = text
    for _ in range(REPAIRS):
        builder = _Builder(readable, path)
        failure = builder.build()
        if failure is None:
            break
        readable, repaired = set_aside(readable, failure)
        broken.append(repaired)
        lost |= repaired.ids
        if repaired.is_last:
            builder = _Builder(readable, path)
            builder.build()
            break
    defects = [explain(failure.error, path) for failure in broken]
    defects.extend(builder.defects)
    data = builder.data
    if data is None and not defects and not builder.defects:
        start = Span(path, Position(0, 0), Position(0, 0))
        help_text = "Start with `argmap: 1`; `argmap init` writes a first file."
        defects.append(defect("empty-file", "The file says nothing.", start, help_text))
    if data is not None and not isinstance(data, dict):
        root = _span(path, builder.root.start, builder.root.last())
        kind = "a list" if isinstance(data, list) else "text"
        defects.append(
            defect("wrong-type", f"The file holds {kind}, not keys with values.", root, "Start with `argmap: 1`.")
        )
    return Source(
        path, text, data if isinstance(data, dict) else {}, builder.root, tuple(defects), frozenset(lost)
    )


class _Builder:
    """One pass over the events of a text."""

    def __init__(self, text: str, path: Path) -> None:
        self.text = text
        self.path = path
        self.defects: list[Diagnostic] = []
        self.data: Any = None
        self.root = _NOWHERE
        self._escapes = "\\" in text

    def build(self) -> yaml.MarkedYAMLError | None:
        """Fill `data`, `root` and `defects`; the error at which the text stops being YAML, if it does."""
        loader = _PARSER(self.text)
        try:
            self._run(loader)
        except yaml.MarkedYAMLError as error:
            return error
        except yaml.reader.ReaderError as error:
            message = f"The text cannot be read: {error.reason}."
            self._defect("syntax", message, _Origin(), _Origin(), "Delete the character.")
        finally:
            loader.dispose()
        return None

    def _run(self, loader: Any) -> None:  # noqa: C901, PLR0912, PLR0915  # one hot loop over a handful of event kinds
        get = loader.get_event
        stack: list[tuple[Any, Any, Any, Mark]] = []
        container: Any = None  # the list or dict being filled
        places: Any = None  # the list or dict of its nodes
        key: str | None = None
        key_event: Any = None
        documents = values = 0
        while True:
            event = get()
            kind = type(event)
            if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
                value = self._scalar(event) if kind is yaml.ScalarEvent else self._alias(event)
                if kind is yaml.ScalarEvent and type(container) is dict and key_event is None:
                    key, key_event = self._key(value, event, places), event
                    continue
                node = Node(event.start_mark, event.end_mark)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._refuse(event)
                if type(container) is dict and key_event is None:
                    self._bad_key(event)
                    key, key_event = None, event
                    self._skip(get)
                    continue
                if len(stack) >= NESTING:
                    self._too_deep(event)
                    self._skip(get)
                    value, node = None, Node(event.start_mark, event.start_mark)
                else:
                    stack.append((container, places, (key, key_event), event.start_mark))
                    container, places = ({}, {}) if kind is yaml.MappingStartEvent else ([], [])
                    key, key_event = None, None
                    continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                value = container
                start = stack[-1][3]
                keyed = type(container) is dict
                node = Node(start, event.end_mark, None if keyed else places, places if keyed else None)
                container, places, (key, key_event), _ = stack.pop()
            elif kind is yaml.StreamEndEvent:
                return
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._several(event)
                    return
                continue
            else:
                continue
            values += 1
            if values > VALUES:
                self._defect("too-large", f"The file holds more than {VALUES:,} values.", event.start_mark, event.end_mark)
                return
            if type(container) is dict:
                if key is not None:
                    container[key] = value
                    places[key] = (key_event.start_mark, key_event.end_mark, node)
                key, key_event = None, None
            elif container is not None:
                container.append(value)
                places.append(node)
            else:
                self.data, self.root = value, node
            if not stack and container is None:
                self.data, self.root = value, node

    def _scalar(self, event: Any) -> str | None:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        value: str = event.value
        if not value and event.style is None:
            return None
        if self._escapes and event.style == '"' and FORBIDDEN.search(value):
            for character in dict.fromkeys(FORBIDDEN.findall(value)):
                span = _span(self.path, event.start_mark, event.end_mark)
                self.defects.append(forbidden_character(character, span))
            value = FORBIDDEN.sub(REPLACEMENT, value)
        return value

    def _alias(self, event: Any) -> None:
        help_text = "Write the value out where it is used; an id can be named in many places."
        message = f"`*{event.anchor}` is an alias, which argmap does not read."
        self._defect("alias", message, event.start_mark, event.end_mark, help_text)

    def _refuse(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"`&{event.anchor}` is an anchor, which argmap does not read."
            self._defect("anchor", message, event.start_mark, event.start_mark, "Delete it and write values out.")
        if event.tag is not None and event.tag != "!":
            message = f"`{event.tag}` is a YAML tag, which argmap does not read."
            self._defect("yaml-tag", message, event.start_mark, event.start_mark, "Delete it.")

    def _key(self, value: str | None, event: Any, places: Any) -> str | None:
        if value is None:
            self._defect("bad-key", "A key is missing before the colon.", event.start_mark, event.end_mark, "Write it.")
            return None
        if value in places:
            first = Related(_span(self.path, places[value][0], places[value][1]), "first written here")
            span = _span(self.path, event.start_mark, event.end_mark)
            message = f"`{value}` is written twice; the second would replace the first."
            self.defects.append(defect("duplicate-key", message, span, "Merge the two, or rename one.", value, first))
            return None
        return value

    def _bad_key(self, event: Any) -> None:
        help_text = "Quote text that starts with [ or {."
        self._defect("bad-key", "A list or a mapping cannot be a key.", event.start_mark, event.end_mark, help_text)

    def _too_deep(self, event: Any) -> None:
        message = f"The nesting is deeper than {NESTING} levels."
        help_text = "Give inner assertions an entry of their own under `assertions`."
        self._defect("too-deep", message, event.start_mark, event.end_mark, help_text)

    def _several(self, event: Any) -> None:
        message = "A second document starts here; a file holds one."
        help_text = "Delete the line `---`, or move what follows into a file of its own."
        self._defect("several-documents", message, event.start_mark, event.end_mark, help_text)

    def _skip(self, get: Any) -> None:
        depth = 1
        while depth:
            kind = type(get())
            if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                depth += 1
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                depth -= 1

    def _defect(self, check: str, message: str, start: Mark, end: Mark, help_text: str = "") -> None:
        self.defects.append(defect(check, message, _span(self.path, start, end), help_text))
