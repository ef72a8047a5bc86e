"""One pass over the events of a YAML text: plain data, where each thing in it stands, and what argmap does not accept.

Built on the events of libyaml (through PyYAML) with a reader of our own that refuses deep nesting before it can hurt,
and with no resolver, so `no`, `2(4)` and `1.10` stay what was written.
"""

from __future__ import annotations

from typing import Any

import yaml

from argmap.diagnostics import defect
from argmap.reading.characters import FORBIDDEN, REPLACEMENT, forbidden_character
from argmap.reading.filetext import FileText
from argmap.reading.limits import NESTING, VALUES
from argmap.reading.phrases import named
from argmap.reading.slips import cut_text, keys_twice, several_documents
from argmap.reading.tree import UNREADABLE, Failure, Key, Node, Tree, Twice

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALAR: Any = yaml.ScalarEvent
_ALIAS: Any = yaml.AliasEvent
_MAPPING: Any = yaml.MappingStartEvent
_MAPPING_END: Any = yaml.MappingEndEvent
_SEQUENCE: Any = yaml.SequenceStartEvent
_SEQUENCE_END: Any = yaml.SequenceEndEvent


class _Refused(Exception):  # noqa: N818  # a signal inside this module, not an error
    """The nesting is too deep or the values are too many: nothing more is read of this stretch."""


def parse(file: FileText, start: int = 0, end: int | None = None, depth: int = 0) -> Tree:
    """Read a stretch of a file, `depth` levels deep. Never raises for what the text says: see `failure` and `found`."""
    loader = PARSER(file.text[start:end])
    run = _Pass(file, start, loader.get_event, depth)
    try:
        run.stream()
    except _Refused as signal:
        check, at = signal.args
        run.tree.failure = Failure("", "", at, at, check)
    except yaml.MarkedYAMLError as error:
        last = error.problem_mark or error.context_mark
        first = error.context_mark or last
        at, since = (start + mark.index if mark else start for mark in (last, first))
        run.tree.failure = Failure(error.problem or "", error.context or "", at, since)
    finally:
        loader.dispose()
    return run.tree


class _Pass:
    """The state of one pass. Recursion goes no deeper than the limit on nesting."""

    def __init__(self, file: FileText, base: int, get: Any, depth: int) -> None:
        self.file, self.base, self.get = file, base, get
        self.tree = Tree()
        self.found = self.tree.found
        self.depth = depth
        self.room = VALUES
        self.cuts = file.has_close_comments

    def stream(self) -> None:
        """Read the first document; whether there is a second one."""
        documents = 0
        while True:
            event = self.get()
            kind = type(event)
            if kind is yaml.StreamEndEvent:
                return
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    several_documents(self.found, self.file, self.base + event.start_mark.index)
                    self.tree.has_more = True
                    return
            elif kind in (_SCALAR, _ALIAS, _MAPPING, _SEQUENCE):
                self.tree.data, self.tree.node = self._value(event)

    def _value(self, event: Any) -> tuple[Any, Node]:
        kind = type(event)
        start, end = event.start_mark.index + self.base, event.end_mark.index + self.base
        if kind is _SCALAR:
            return self._text(event, start, end), (start, end, None)
        if kind is _ALIAS:
            self._alias(event, start, end)
            return UNREADABLE, (start, end, None)
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, start)
        if self.depth >= NESTING:
            raise _Refused("too-deep", start)
        self.depth += 1
        value = self._mapping(start, event.flow_style) if kind is _MAPPING else self._sequence(start, event.flow_style)
        self.depth -= 1
        return value

    def _mapping(self, start: int, in_flow: bool) -> tuple[Any, Node]:
        node: Node
        get, base, text = self.get, self.base, self._text
        data: dict[str, Any] = {}
        nodes: dict[str, Key] = {}
        again: list[tuple[str, int, int]] = []
        end = start
        while True:
            event = get()
            if type(event) is _MAPPING_END:
                if again:
                    keys_twice(self.found, self.file, (data, nodes), again)
                return data, (start, event.end_mark.index + base if in_flow else end, nodes)
            key_start, key_end = event.start_mark.index + base, event.end_mark.index + base
            key: Any = event.value if type(event) is _SCALAR and event.tag is event.anchor is None else None
            if not key or event.style or key in nodes:
                key = self._odd_key(event, key_start, key_end, nodes)
            event = get()
            if type(event) is _SCALAR:
                value_start, end = event.start_mark.index + base, event.end_mark.index + base
                value, node = text(event, value_start, end), (value_start, end, None)
            else:
                value, node = self._value(event)
                end = node[1]
            self.room -= 1
            if self.room < 0:
                raise _Refused("too-large", key_start)
            if type(key) is str:
                data[key] = value
                nodes[key] = (key_start, key_end, node)
            elif key is not None:
                again.append((key[0], key_start, key_end))
                if node[2]:
                    self.tree.twice.append(Twice(self.depth, key[0], key_start, key_end, value, node))

    def _sequence(self, start: int, in_flow: bool) -> tuple[Any, Node]:
        data: list[Any] = []
        nodes: list[Node] = []
        end = start
        while True:
            event = self.get()
            if type(event) is _SEQUENCE_END:
                return data, (start, event.end_mark.index + self.base if in_flow else end, nodes)
            value, node = self._value(event)
            end = node[1]
            data.append(value)
            nodes.append(node)
            self.room -= 1
            if self.room < 0:
                raise _Refused("too-large", start)

    def _text(self, event: Any, start: int, end: int) -> str | None:
        value: str = event.value
        style = event.style
        if event.tag is not None or event.anchor is not None:
            self._refuse(event, start)
        if not style:
            if self.cuts and value:
                cut_text(self.found, self.file, end)
            return value or None
        if style == '"' and FORBIDDEN.search(value):
            for character in dict.fromkeys(FORBIDDEN.findall(value)):
                self.found.add(forbidden_character(character, self.file.span(start, end)))
            return FORBIDDEN.sub(REPLACEMENT, value)
        return value

    def _odd_key(self, event: Any, start: int, end: int, nodes: dict[str, Key]) -> str | tuple[str] | None:
        """A new key; a key that is there already, in a tuple; None for what cannot be a key."""
        if type(event) is not _SCALAR:
            if type(event) is _ALIAS:
                self._value(event)
            else:
                end = self._value(event)[1][1]
                help_text = "Put text that starts with [ or { in quotation marks."
                self._say("bad-key", "A list or a mapping cannot be a key.", start, end, help_text)
            return None
        value = self._text(event, start, end)
        if value is None:
            self._say("bad-key", "A key is missing before the colon.", start, end, "Write it.")
            return None
        return value if value not in nodes else (value,)

    def _alias(self, event: Any, start: int, end: int) -> None:
        help_text = "Write the value out, or name an id. Text that starts with * needs quotation marks."
        self._say(
            "alias", f"{named('*' + event.anchor)} is an alias, which argmap does not read.", start, end, help_text
        )

    def _refuse(self, event: Any, start: int) -> None:
        if event.anchor is not None:
            message = f"{named('&' + event.anchor)} is an anchor, which argmap does not read."
            help_text = "Delete it. Text that starts with & needs quotation marks."
            self._say("anchor", message, start, start + 1 + len(event.anchor), help_text)
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            message = f"{named(tag)} is a YAML tag, which argmap does not read."
            self._say("yaml-tag", message, start, start, "Delete it. Text that starts with ! needs quotation marks.")

    def _say(self, check: str, message: str, start: int, end: int, help_text: str) -> None:
        if self.found.wants(self.file.path, check):
            self.found.add(defect(check, message, self.file.span(start, end), help_text))
