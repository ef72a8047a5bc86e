"""One argument file as plain data, with the span of every key and value in it; every scalar is read as a string."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from argmap.diagnostics import Diagnostic, Span, defect
from argmap.reading.characters import decode
from argmap.reading.events import parse
from argmap.reading.filetext import FileText
from argmap.reading.found import Found
from argmap.reading.repair import Repaired, read_parts
from argmap.reading.slips import key_twice
from argmap.reading.tree import UNREADABLE, Key, Node, Tree

Path_: TypeAlias = "tuple[str | int, ...]"


@dataclass(frozen=True)
class Source:
    """One file: its text, what it says, and where everything stands.

    `data` is made of dicts, lists, strings and None, and UNREADABLE where something stands that could not be read.
    `lost` holds the ids in what could not be read, so that nobody is told that they do not exist; `is_partial` is true
    where so much could not be read that other ids may be in it.
    """

    file: FileText
    data: dict[str, Any]
    root: Node
    defects: tuple[Diagnostic, ...]
    lost: frozenset[str]
    is_partial: bool = False

    @property
    def path(self) -> Path:
        """The path of the file, as it was given."""
        return self.file.path

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.file.text

    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return self.file.lines()

    def span(self, path: Path_) -> Span:
        """The span of the value at a path, or of the nearest thing around it that the file has."""
        node, key = self._walk(path)
        if key is not None and node[0] == node[1]:
            return self.file.span(key[0], key[1])
        return self.file.span(node[0], node[1])

    def key_span(self, path: Path_) -> Span:
        """The span of the key at a path; where it is no key (an item, say), the span of the value."""
        node, key = self._walk(path)
        found = key or node
        return self.file.span(found[0], found[1])

    def id_span(self, path: Path_) -> Span:
        """The span of the id of the entry at a path: its key, or its `id` where it is defined inside another entry."""
        return self.key_span(path) if len(path) == 2 else self.span((*path, "id"))

    def as_written(self, path: Path_) -> Path_:
        """A path as it is written: without the steps that short forms leave out, with the key where one is counted."""
        node = self.root
        written: list[str | int] = []
        for number, step in enumerate(path):
            found = _step(node, step, path[number + 1 : number + 2])
            if found is None:
                return (*written, *([] if node[2] is None else path[number:]))
            node, _, name = found
            if name is not None:
                written.append(name)
        return tuple(written)

    def _walk(self, path: Path_) -> tuple[Node, Key | None]:
        node, key = self.root, None
        for number, step in enumerate(path):
            found = _step(node, step, path[number + 1 : number + 2])
            if found is None:
                break
            node, key, _ = found
        return node, key

    @cached_property
    def has_bad_characters(self) -> bool:
        """Whether characters of the text were replaced; what is wrong with a text that holds one is then reported."""
        return any(item.check in ("not-utf-8", "control-character", "bidi-override") for item in self.defects)


def _step(node: Node, step: str | int, following: Path_) -> tuple[Node, Key | None, str | int | None] | None:
    """One step down: the node, its key, and the step as it is written (None where it is not).

    The short forms of the format are seen through: one thing where a list may stand, a mapping from element to premise
    where premises are counted, an inline definition where an id is meant.
    """
    inside = node[2]
    if isinstance(inside, list):
        return (inside[step], None, step) if isinstance(step, int) and step < len(inside) else None
    if not isinstance(inside, dict):
        return (node, None, None) if step == 0 else None
    if isinstance(step, str):
        name = step if step in inside else "id" if step == "assertion" else ""
        return (inside[name][2], inside[name], name) if name in inside else None
    if not following or following[0] in inside or following[0] == "id":
        return (node, None, None) if step == 0 else None
    name = next(islice(inside, step, None), "")
    return (inside[name][2], inside[name], name) if name in inside else None


def read_source(raw: bytes, path: Path) -> Source:
    """Read the bytes of one file. Never raises for what the bytes say: every defect is in the result."""
    return read_text(*decode(raw, path))


def read_text(file: FileText, found: Found) -> Source:
    """Read a text of which the defects of its bytes are known."""
    is_refused = not file.text and bool(found.listed())
    tree, lost = _read(file)
    found.extend(tree.found)
    lost |= _join_twice(tree, file, found)
    _check_root(tree, file, found, is_refused=is_refused)
    if isinstance(tree.data, dict):
        return Source(file, tree.data, tree.node, found.listed(), frozenset(lost), tree.has_more)
    is_partial = tree.data is not None or is_refused
    return Source(file, {}, tree.node, found.listed(), frozenset(lost), is_partial)


def _read(file: FileText) -> Repaired:
    tree = parse(file)
    return Repaired(tree, frozenset()) if tree.failure is None else read_parts(file, tree.failure)


def _check_root(tree: Tree, file: FileText, found: Found, *, is_refused: bool) -> None:
    if isinstance(tree.data, (dict, type(UNREADABLE))) or is_refused:
        return
    if tree.data is None:
        if not found.listed():
            help_text = "Start with `argmap: 1`; `argmap init` writes a first file."
            found.add(defect("empty-file", "The file says nothing.", file.span(0, 0), help_text))
        return
    kind = "a list" if isinstance(tree.data, list) else "text"
    message = f"The file holds {kind}, not keys with values."
    found.add(defect("wrong-type", message, file.span(*tree.node[:2]), "Start with `argmap: 1`."))


def _join_twice(tree: Tree, file: FileText, found: Found) -> set[str]:
    """Read on what stands under a key that is there twice: the entries of a section are kept, in both places.

    Returns the ids in what is dropped.
    """
    lost: set[str] = set()
    for again in tree.twice:
        there, nodes = None, None
        if again.depth == 1 and isinstance(tree.data, dict) and isinstance(tree.node[2], dict):
            there, nodes = tree.data[again.key], tree.node[2][again.key][2][2]
        if not isinstance(there, dict) or not isinstance(nodes, dict) or not isinstance(again.value, dict):
            lost |= ids_in(again.value)
            continue
        for key, value in again.value.items():
            node = again.node[2][key]  # type: ignore[index]  # the node of a dict holds keys
            if key not in there:
                there[key], nodes[key] = value, node
            elif found.wants(file.path, "duplicate-key"):
                key_twice(found, file, key, node[:2], nodes[key])
                lost |= ids_in(value)
    return lost


def same_entry(before: Source, now: Source, path: Path_) -> bool:
    """Whether the entry at a path (a section and an id) is the same in two states of a file, word for word."""
    section, name = path[0], path[1]
    values = [_entry(source, section, name) for source in (before, now)]
    if isinstance(values[0], dict) and values[0] is values[1]:
        return True  # it was not even read again
    texts, values = [], []
    for source in (before, now):
        entries, held = source.data.get(str(section)), source.root[2]
        inside = held[str(section)][2][2] if isinstance(held, dict) and section in held else None
        if not isinstance(entries, dict) or not isinstance(inside, dict) or name not in entries or name not in inside:
            return False
        start, _, node = inside[str(name)]
        texts.append(source.text[start : node[1]])
        values.append(entries[name])
    return texts[0] == texts[1] and values[0] == values[1]


def _entry(source: Source, section: str | int, name: str | int) -> Any:
    entries = source.data.get(str(section))
    return entries.get(name) if isinstance(entries, dict) else None


def ids_in(value: Any) -> set[str]:
    """What may be the ids of entries in a value that is not where it belongs: its keys, and the ids of definitions."""
    if isinstance(value, dict):
        own = {value["id"]} if isinstance(value.get("id"), str) else set()
        return own.union(value, *map(ids_in, value.values()))
    return set().union(*map(ids_in, value)) if isinstance(value, list) else set()
