"""Every place of a file where an id is defined or named, as it is written there: also in entries that are not right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from argmap.model.file import NOUN_SECTIONS, SHARED_NAMESPACE
from argmap.reading.lifting import is_id
from argmap.reading.source import Path_, Source
from argmap.reading.tree import Node

LABELLED = ("assertions", "authorities")
TAGS, PARTS = "tags", "elements"
"""Beside the sections of a file: the words under `tags`, and the elements and exceptions of a rule."""
_FLAGS = ("true", "false")


class Mention(NamedTuple):
    """An id at a place of a file: `path` as it is written there, `start` and `end` of the key or value that holds it.

    `sections` says what it may be the id of; `owner` is the entry it stands in, by section and id. `of` is the rule
    whose element or exception it is. Where `is_word`, it may just as well be words that happen to read like the id.
    """

    id: str
    sections: tuple[str, ...]
    path: Path_
    start: int
    end: int
    owner: tuple[str, str]
    is_definition: bool = False
    at_key: bool = False
    of: str = ""
    is_word: bool = False


def mentions(source: Source) -> list[Mention]:
    """All mentions in a file, in the order of its text."""
    walk = _Walk(source)
    walk.file()
    return sorted(walk.found, key=lambda item: (item.start, item.end))


def mentioned(found: list[Mention], name: str, sections: tuple[str, ...], of: str = "") -> list[Mention]:
    """The mentions of an id of one of the sections."""
    return [item for item in found if item.id == name and item.of == of and not {*sections}.isdisjoint(item.sections)]


@dataclass
class _Walk:
    """One walk through a file: data and nodes are gone through side by side, wrong shapes are passed over."""

    source: Source
    found: list[Mention] = field(default_factory=list)
    owner: tuple[str, str] = ("", "")

    # -- the file ----------------------------------------------------------------------------------------------------

    def file(self) -> None:
        data, node = self.source.data, self.source.root
        for section in NOUN_SECTIONS:
            for name, body, inner, path in self._entries(data, node, section):
                self.owner = (section, name)
                entry = _ENTRIES.get(section)
                if entry is not None and isinstance(body, dict):
                    entry(self, body, inner, path)
        self.owner = ("expect", "expect")
        for _, expect, inner, path in _pairs(data, node, (), ("expect",)):
            for key in ("in", "out", "undecided"):
                self.ids(expect, inner, path, key, LABELLED)
        self.owner = ("waivers", "")
        for _, waivers, inner, path in _pairs(data, node, (), ("waivers",)):
            for waiver, at, place in _items(waivers, inner, path):
                self.ids(waiver, at, place, "at", SHARED_NAMESPACE)
                self.ids(waiver, at, place, "about", SHARED_NAMESPACE)

    def _entries(self, data: Any, node: Node, section: str) -> Iterator[tuple[str, Any, Node, Path_]]:
        for _, body, inner, path in _pairs(data, node, (), (section,)):
            for name, entry, below, place in _pairs(body, inner, path):
                start, end, _ = inner[2][name]  # type: ignore[index,call-overload]  # the node of a dict holds keys
                self.owner = (section, name)
                self.say(name, (section,), place, (start, end), is_definition=True, at_key=True)
                yield name, entry, below, place

    # -- entries -----------------------------------------------------------------------------------------------------

    def authority(self, body: Any, node: Node, path: Path_) -> None:
        for _, value, inner, place in _pairs(body, node, path, ("binding",)):
            for item, at, here in _items(value, inner, place):
                if item not in _FLAGS:
                    self.one(item, at, here, ("parties",))
        for _, author, inner, place in _pairs(body, node, path, ("by",)):
            self.one(author, inner, place, ("parties",), is_word=True)
        self.ids(body, node, path, "tags", (TAGS,))

    def party(self, body: Any, node: Node, path: Path_) -> None:
        self.ids(body, node, path, "part_of", ("parties",))

    def rule(self, body: Any, node: Node, path: Path_) -> None:
        self.citations(body, node, path)
        self.burdens(body, node, path, PARTS, of=self.owner[1])
        self.ids(body, node, path, "rivals", ("rules",))
        self.ids(body, node, path, "tags", (TAGS,))
        for _, parts, inner, place in _pairs(body, node, path, ("elements", "exceptions")):
            self.keys(parts, inner, place, self.owner[1], is_definition=True)

    def issue(self, body: Any, node: Node, path: Path_) -> None:
        self.burdens(body, node, path, "assertions")
        self.ids(body, node, path, "positions", ("assertions",))
        self.ids(body, node, path, "tags", (TAGS,))

    def scenario(self, body: Any, node: Node, path: Path_) -> None:
        self.ids(body, node, path, "accept", LABELLED)
        self.ids(body, node, path, "reject", LABELLED)

    def view(self, body: Any, node: Node, path: Path_) -> None:
        for key, section in (("issue", "issues"), ("issues", "issues"), ("focus", "assertions")):
            self.ids(body, node, path, key, (section,))
        self.ids(body, node, path, "scenario", ("scenarios",))

    def assertion(self, body: Any, node: Node, path: Path_) -> None:
        self.ids(body, node, path, "issue", ("issues",))
        self.ids(body, node, path, "alternative_to", ("assertions",))
        self.ids(body, node, path, "tags", (TAGS,))
        for _, parties, inner, place in _pairs(body, node, path, ("asserted_by",)):
            for item, at, here in _items(parties, inner, place):
                self.one(item, at, here, ("parties",))
                self.ids(item, at, here, "party", ("parties",))
                self.ids(item, at, here, "in", ("authorities",))
        self.premises(body, node, path, "premises", "")
        for _, because, inner, place in _pairs(body, node, path, ("because",)):
            for item, at, here in _items(because, inner, place):
                self.argument(item, at, here)
        self.citations(body, node, path)
        self.counters(body, node, path)

    def argument(self, body: Any, node: Node, path: Path_) -> None:
        rule = body.get("rule") if isinstance(body, dict) else None
        of = rule if isinstance(rule, str) else ""
        self.ids(body, node, path, "rule", ("rules",))
        self.premises(body, node, path, "premises", of)
        self.premises(body, node, path, "unless", of)
        for _, answers, inner, place in _pairs(body, node, path, ("answers",)):
            self.keys(answers, inner, place, of, is_word=True)
            for _, answer, at, here in _pairs(answers, inner, place):
                self.one(answer, at, here, ("assertions",), is_word=True)
        self.citations(body, node, path)
        self.counters(body, node, path)

    # -- what entries hold -------------------------------------------------------------------------------------------

    def burdens(self, body: Any, node: Node, path: Path_, shown: str, of: str = "") -> None:
        self.ids(body, node, path, "burden", ("parties",))
        for _, burdens, inner, place in _pairs(body, node, path, ("burdens",)):
            for item, at, here in _items(burdens, inner, place):
                self.ids(item, at, here, "party", ("parties",))
                self.ids(item, at, here, "shows", (shown,), of)

    def premises(self, body: Any, node: Node, path: Path_, key: str, rule: str) -> None:
        for _, value, inner, place in _pairs(body, node, path, (key,)):
            if isinstance(value, dict) and not ("id" in value and "text" in value):
                self.keys(value, inner, place, rule)
                for _, item, at, here in _pairs(value, inner, place):
                    self.defined(item, at, here)
                continue
            for item, at, here in _items(value, inner, place):
                self.defined(item, at, here)
                if isinstance(item, dict) and "assertion" in item:
                    self.ids(item, at, here, "assertion", ("assertions",))
                    self.ids(item, at, here, "element", (PARTS,), rule)

    def citations(self, body: Any, node: Node, path: Path_) -> None:
        for _, value, inner, place in _pairs(body, node, path, ("authorities",)):
            for item, at, here in _items(value, inner, place):
                if isinstance(item, str):
                    name = item.strip().partition(" ")[0]
                    self.one(name, at, here, ("authorities",))
                self.ids(item, at, here, "cite", ("authorities",))
                self.counters(item, at, here)

    def counters(self, body: Any, node: Node, path: Path_) -> None:
        for _, value, inner, place in _pairs(body, node, path, ("counters",)):
            for item, at, here in _items(value, inner, place):
                if isinstance(item, dict) and "assertion" in item:
                    for _, held, below, there in _pairs(item, at, here, ("assertion",)):
                        self.defined(held, below, there)
                    self.counters(item, at, here)
                else:
                    self.defined(item, at, here)

    def defined(self, item: Any, node: Node, path: Path_) -> None:
        """An id, or an assertion that is defined in its place."""
        self.one(item, node, path, ("assertions",))
        for _, name, inner, place in _pairs(item, node, path, ("id",)):
            if isinstance(name, str) and is_id(name):
                around, self.owner = self.owner, ("assertions", name)
                self.say(name, ("assertions",), place, inner[:2], is_definition=True)
                self.assertion(item, node, path)
                self.owner = around

    def ids(self, body: Any, node: Node, path: Path_, key: str, sections: tuple[str, ...], of: str = "") -> None:
        for _, value, inner, place in _pairs(body, node, path, (key,)):
            for item, at, here in _items(value, inner, place):
                self.one(item, at, here, sections, of=of)

    def one(
        self, item: Any, node: Node, path: Path_, sections: tuple[str, ...], *, of: str = "", is_word: bool = False
    ) -> None:
        if isinstance(item, str) and is_id(item.strip()):
            self.say(item.strip(), sections, path, node[:2], of=of, is_word=is_word)

    def keys(
        self, body: Any, node: Node, path: Path_, of: str, *, is_definition: bool = False, is_word: bool = False
    ) -> None:
        """The keys of a mapping by element or exception."""
        for name, _, _, place in _pairs(body, node, path):
            start, end, _ = node[2][name]  # type: ignore[index,call-overload]  # the node of a dict holds keys
            kind = {"is_definition": is_definition, "is_word": is_word}
            self.say(name, (PARTS,), place, (start, end), at_key=True, of=of, **kind)

    def say(self, name: str, sections: tuple[str, ...], path: Path_, place: tuple[int, int], **more: Any) -> None:
        self.found.append(Mention(name, sections, path, *place, self.owner, **more))


_ENTRIES: Mapping[str, Callable[[_Walk, Any, Node, Path_], None]] = {
    "parties": _Walk.party,
    "authorities": _Walk.authority,
    "rules": _Walk.rule,
    "issues": _Walk.issue,
    "assertions": _Walk.assertion,
    "scenarios": _Walk.scenario,
    "views": _Walk.view,
}


def _pairs(data: Any, node: Node, path: Path_, keys: tuple[str, ...] = ()) -> Iterator[tuple[str, Any, Node, Path_]]:
    """The keys of a mapping (or those that are asked for) with value, node and path; none of anything else."""
    if isinstance(data, dict) and isinstance(node[2], dict):
        for key in keys or data:
            if key in data and key in node[2]:
                yield key, data[key], node[2][key][2], (*path, key)


def _items(data: Any, node: Node, path: Path_) -> Iterator[tuple[Any, Node, Path_]]:
    """The items of a list with node and path; where one thing stands for a list, that thing."""
    if isinstance(data, list) and isinstance(node[2], list):
        for index, (item, inner) in enumerate(zip(data, node[2], strict=False)):
            yield item, inner, (*path, index)
    elif not isinstance(data, list):
        yield data, node, path
