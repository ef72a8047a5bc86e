"""Reading a file again after a change inside one entry or section: only that is read, the rest is taken over.

An editor reads at every key press. What stands between two keys of a block is read in the same way wherever it stands,
so the tree before and behind it stays as it is; also where an entry is no YAML for a while (see `broken`). In every
case of doubt the whole file is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from argmap.diagnostics import Diagnostic
from argmap.reading.broken import Place, broken_entry, key_in
from argmap.reading.characters import decode
from argmap.reading.events import parse
from argmap.reading.filetext import FileText
from argmap.reading.limits import VALUES
from argmap.reading.source import Source, read_text
from argmap.reading.tree import Failure, Key, Node

_DOUBTFUL = re.compile(r"^(?:---|\.\.\.|%)|^[ \t-]*\?(?:\s|\Z)|[\[{,][ \t]*\?\s|\r(?!\n)", re.MULTILINE)
"""The marks of a document, a key after a question mark, a line that ends in CR: what looks beyond its own line."""


class _Stretch(NamedTuple):
    """The lines of one key of a block, with its value: where they start and end, and how deep they are indented."""

    steps: tuple[str, ...]
    start: int
    end: int
    margin: int


class _Read(NamedTuple):
    """A key that was read again, with its value, and what is wrong with it."""

    key: Key
    value: Any
    defects: tuple[Diagnostic, ...] = ()
    lost: frozenset[str] = frozenset()


def read_again(raw: bytes, path: Path, *before: Source | None) -> Source:
    """Read the bytes of a file of which earlier states are known: the same as `read_source`, and sooner.

    The first of these with which nothing was wrong is gone by.
    """
    file, found = decode(raw, path)
    whole = next((source for source in before if source and source.path == path and is_whole(source)), None)
    again = _reread(whole, file) if whole is not None and not found.listed() else None
    return again or read_text(file, found)


def is_whole(source: Source) -> bool:
    """Whether nothing was wrong with a file when it was read."""
    return not (source.defects or source.lost or source.is_partial)


def _reread(before: Source, file: FileText) -> Source | None:
    """The file from its earlier state, where what has changed lies inside one entry or section."""
    old, new = before.text, file.text
    if old == new:
        return before
    start = _alike(old, new)
    end = len(old) - _alike_behind(old, new, min(len(old), len(new)) - start)
    if len(new) > VALUES:
        return None
    for stretch in reversed(list(_around(before, start, end))):
        read = _read(before, file, stretch)
        if read is not None:
            by = len(new) - len(old)
            data = _with_value(before.data, stretch.steps, read.value)
            root = _with_key(before.root, stretch.steps, read.key, by)
            return replace(before, file=file, data=data, root=root, defects=read.defects, lost=read.lost)
    return None


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at the start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _alike_behind(one: str, other: str, most: int) -> int:
    """How many characters two texts have in common at the end, at most so many."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _around(before: Source, start: int, end: int) -> Iterator[_Stretch]:
    """The section that holds a change, and the entry of it that does; fewer where these are not written in a block."""
    node, limit = before.root, len(before.text)
    steps: tuple[str, ...] = ()
    while len(steps) < 2 and isinstance(node[2], dict) and node[2]:
        names, starts = list(node[2]), [key[0] for key in node[2].values()]
        at = bisect_right(starts, start) - 1
        if at < 0 or starts[0] != node[0]:  # in front of the first key, or written between braces
            return
        place, limit = (
            before.file.position(starts[at]),
            _line(before, starts[at + 1]) if at + 1 < len(starts) else limit,
        )
        first = starts[at] - place.column
        if end > limit or before.text[first : starts[at]].strip(" "):
            return
        steps = (*steps, names[at])
        yield _Stretch(steps, first, limit, place.column)
        node = node[2][names[at]][2]


def _line(source: Source, index: int) -> int:
    """Where the line of an index starts."""
    return index - source.file.position(index).column


def _read(before: Source, file: FileText, stretch: _Stretch) -> _Read | None:
    """The key of a stretch as it is now, and its value; None where it is not the same key alone, or in doubt."""
    end = stretch.end + len(file.text) - len(before.text)
    text = file.text[stretch.start : end]
    is_last = stretch.end == len(before.text)
    if _DOUBTFUL.search(text) or not (is_last or text.endswith("\n")) or not _is_within(text, stretch.margin):
        return None
    tree = parse(file, stretch.start, end, depth=len(stretch.steps) - 1)
    if tree.failure is not None:
        return _read_broken(before, file, stretch, tree.failure) if len(stretch.steps) > 1 else None
    nodes = tree.node[2]
    if tree.twice or tree.has_more or tree.found.listed() or not isinstance(nodes, dict):
        return None
    key = nodes.get(stretch.steps[-1])
    if key is None or len(nodes) > 1 or not tree.node[0] == key[0] == stretch.start + stretch.margin:
        return None
    return _Read(key, tree.data[stretch.steps[-1]])


def _read_broken(before: Source, file: FileText, stretch: _Stretch, failure: Failure) -> _Read | None:
    section, name = stretch.steps
    place = Place(section, stretch.start, stretch.end + len(file.text) - len(before.text), stretch.margin)
    found = broken_entry(file, before.file, before.root, place, failure)
    held = key_in(found, name) if found else None
    if found is None or held is None or held[0][0] != stretch.start + stretch.margin:
        return None
    return _Read(*held, found.tree.found.listed(), found.lost)


def _is_within(text: str, margin: int) -> bool:
    """Whether no line but of comments is indented less than so much."""
    inside = (line for line in text.split("\n") if line[:margin].strip(" "))
    return all(line.lstrip(" ")[:1] in ("#", "\r") for line in inside)


def _with_value(data: dict[str, Any], steps: tuple[str, ...], value: Any) -> dict[str, Any]:
    """The data with another value in one place."""
    step, rest = steps[0], steps[1:]
    return {**data, step: _with_value(data[step], rest, value) if rest else value}


def _with_key(node: Node, steps: tuple[str, ...], key: Key, by: int) -> Node:
    """The node of a block with another key in one place, and what stands behind it moved."""
    start, _, inside = node
    assert isinstance(inside, dict)
    keys: dict[str, Key] = {}
    is_behind = False
    for name, known in inside.items():
        if name == steps[0]:
            is_behind = True
            rest = steps[1:]
            keys[name] = (known[0], known[1], _with_key(known[2], rest, key, by)) if rest else key
        else:
            keys[name] = _moved_key(known, by) if is_behind and by else known
    return (start, keys[next(reversed(keys))][2][1], keys)


def _moved_key(key: Key, by: int) -> Key:
    node = key[2]
    return (key[0] + by, key[1] + by, (node[0] + by, node[1] + by, None) if node[2] is None else _moved(node, by))


def _moved(node: Node, by: int) -> Node:
    """A node, so many characters further on."""
    start, end, inside = node
    if isinstance(inside, dict):
        return (start + by, end + by, {name: _moved_key(key, by) for name, key in inside.items()})
    if inside is None:
        return (start + by, end + by, None)
    return (start + by, end + by, [_moved(item, by) for item in inside])
