"""Putting an entry into a section, a key into an entry or an item into a list, in the way the file is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from argmap.diagnostics import ArgmapError
from argmap.editor import written
from argmap.editor.edits import Change, Edit, change
from argmap.reading.source import Path_, Source
from argmap.reading.tree import Key, Node

_END = re.compile(r"\r\n|\n|\r|\Z")
_DOCUMENT_END = re.compile(r"^\.\.\.(?:[ \t][^\r\n]*)?\s*\Z", re.MULTILINE)
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def add_entries(source: Source, entries: Mapping[str, Mapping[str, Any]]) -> Change:
    """The change that puts new entries, by section and id, at the end of their sections."""
    edits, expected = [], source.data
    for section, new in entries.items():
        if not new:
            continue
        present = source.data.get(section)
        if section not in source.data:
            edits.append(_key(source, (), section, dict(new)))
        else:
            edits.append(_keys(source, (section,), new))
        said = written.plain(new)
        expected = expected | {section: {**present, **said} if isinstance(present, dict) else said}
    return change(source, edits, expected)


def add_key(source: Source, path: Path_, key: str, value: Any) -> Change:
    """The change that puts a new key with its value at the end of the mapping at a path."""
    edit = _key(source, path, key, value)
    expected = with_value(source.data, path, lambda there: {**(there or {}), key: written.plain(value)})
    return change(source, [edit], expected)


def add_item(source: Source, path: Path_, value: Any) -> Change:
    """The change that puts a new item at the end of the list at a path; one thing that stands for a list becomes one.

    A key that is not there yet gets a list.
    """
    holder, _ = at(source, path[:-1])
    if isinstance(holder, dict) and path[-1] not in holder:
        return add_key(source, path[:-1], str(path[-1]), [value])
    present, node = at(source, path)
    items = present if isinstance(present, list) else [] if present is None else [present]
    expected = with_value(source.data, path, lambda _: [*items, written.plain(value)])
    return change(source, [_item(source, present, node, value)], expected)


def at(source: Source, path: Path_) -> tuple[Any, Node]:
    """The value at a path as it is written in a file, and its node. Raises ArgmapError where there is none."""
    data: Any = source.data
    node = source.root
    try:
        for step in path:
            inside: Any = node[2]
            data, node = data[step], inside[step][2] if isinstance(inside, dict) else inside[step]
    except (KeyError, IndexError, TypeError) as error:
        raise ArgmapError(f"`{source.path}` has nothing at `{'.'.join(map(str, path))}`.") from error
    return data, node


def with_value(data: Any, path: Path_, made: Any) -> Any:
    """Data in which the value at a path is what `made` makes of the one there."""
    if not path:
        return made(data)
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        return [with_value(inner, rest, made) if number == step else inner for number, inner in enumerate(data)]
    return data | {step: with_value(data.get(step), rest, made)}


def line_after(text: str, index: int) -> int:
    """Where the line that holds an index ends."""
    found = _END.search(text, index)
    return found.start() if found else len(text)


def end_of_block(source: Source, node: Node, margin: int) -> int:
    """The end of the last line of a value: with the comments below it that stand deeper than its margin."""
    text = source.text
    end = line_after(text, node[0] + len(text[node[0] : node[1]].rstrip()))
    while True:
        found = re.compile(r"(?:\r\n|\n|\r)( *)#[^\r\n]*").match(text, end)
        if found is None or len(found[1]) <= margin:
            return end
        end = found.end()


def is_spaced(source: Source, entries: Iterable[Key]) -> bool:
    """Whether blank lines stand between the entries of a section; of one alone, whether it is long."""
    places = [(start, node) for start, _, node in entries]
    if len(places) == 1:
        start, node = places[0]
        return "\n" in source.text[start : node[1]].rstrip()
    gaps = (source.text[one[1][1] - 1 : other[0]] for one, other in pairwise(places))
    return any(_BLANK_LINE.search(gap) for gap in gaps)


def _key(source: Source, path: Path_, key: str, value: Any) -> Edit:
    if path or source.text[source.root[0] : source.root[0] + 1] == "{":
        return _keys(source, path, {key: value})
    ending = _DOCUMENT_END.search(source.text)
    end = ending.start() if ending else len(source.text)
    gap = "" if source.text[:end].endswith(("\n", "\r")) or not end else "\n"
    return Edit(end, end, f"{gap}\n{written.entry(key, value, 0)}\n")


def _keys(source: Source, path: Path_, new: Mapping[str, Any]) -> Edit:
    """Put keys at the end of the mapping at a path."""
    data, node = at(source, path)
    text = source.text
    if text[node[0] : node[0] + 1] == "{":
        pairs = ", ".join(f"{written.key(key)}: {written.flow(value)}" for key, value in new.items())
        return _into_brackets(text, node, pairs)
    if isinstance(data, dict) and isinstance(node[2], dict):
        margin = source.file.position(node[0]).column
        last = [*node[2].values()][-1]
        end = end_of_block(source, last[2] if last[2][1] > last[2][0] else (last[0], last[1], None), margin)
        gap = "\n\n" if len(path) == 1 and is_spaced(source, node[2].values()) else "\n"
        return Edit(end, end, "".join(gap + written.entry(key, value, margin) for key, value in new.items()))
    if data is None:
        _, above = at(source, path[:-1])
        key = above[2][path[-1]]  # type: ignore[index]  # the node of a dict holds keys
        margin = source.file.position(key[0]).column + 2
        end = line_after(text, key[1])
        return Edit(end, end, "".join("\n" + written.entry(name, value, margin) for name, value in new.items()))
    raise ArgmapError(f"`{source.path}` is left as it was: `{path[-1]}` holds no keys there.")


def _item(source: Source, present: Any, node: Node, value: Any) -> Edit:
    text, (start, end, inside) = source.text, node
    if text[start : start + 1] == "[" and isinstance(present, list):
        return _into_brackets(text, node, written.flow(value))
    if isinstance(present, list) and inside:
        margin = source.file.position(start).column
        place = end_of_block(source, (start, end, None), margin)
        return Edit(place, place, "\n" + written.item(value, margin))
    if present is None:
        place = line_after(text, end)
        line = text.rfind("\n", 0, start) + 1
        margin = len(text[line:place]) - len(text[line:place].lstrip(" ")) + 2
        return Edit(place, place, "\n" + written.item(value, margin))
    return Edit(start, end, f"[{text[start:end].rstrip()}, {written.flow(value)}]")


def _into_brackets(text: str, node: Node, said: str) -> Edit:
    inside = text[node[0] + 1 : node[1] - 1].rstrip()
    comma = "" if not inside.strip() else " " if inside.endswith(",") else ", "
    return Edit(node[1] - 1, node[1] - 1, f"{comma}{said}")
