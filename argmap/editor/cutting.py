"""Taking entries out of a file: the text of each with its comments, and the edits that remove it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from argmap.diagnostics import ArgmapError
from argmap.editor.edits import Edit
from argmap.editor.insert import end_of_block, line_after
from argmap.reading.source import Source
from argmap.reading.tree import Key

_BREAK = re.compile(r"\r\n|\n|\r")
_BLANKS = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*")


class Cut(NamedTuple):
    """Entries taken out of a file: the text of each by section and id, at a margin of two, and what removes them.

    Where a whole section goes, its first entry has the text of all.
    """

    texts: dict[tuple[str, str], str]
    edits: list[Edit]


def cut(source: Source, entries: Collection[tuple[str, str]]) -> Cut:
    """Take entries, by section and id, out of a file; a section of which nothing is left goes as well."""
    found = Cut({}, [])
    for section in dict.fromkeys(section for section, _ in entries):
        inside = source.root[2]
        key = inside[section] if isinstance(inside, dict) and section in inside else None
        held = key[2][2] if key else None
        if key is None or not isinstance(held, dict):
            raise ArgmapError(f"`{source.path}` has no section `{section}` that could be taken apart.")
        names = [name for _, name in entries if _ == section]
        is_flow = source.text[key[2][0]] == "{"
        for name in names:
            found.texts[section, name] = _flow_text(source, held[name]) if is_flow else _block_text(source, held, name)
        if len(names) == len(held):
            found.edits.append(_whole(source, section, key))
            if not is_flow:  # the comments between the entries go along
                found.texts.update(dict.fromkeys(((section, name) for name in names), ""))
                found.texts[section, names[0]] = _body(source, key, found.edits[-1])
        elif is_flow:
            found.edits.extend(_from_flow(held, names))
        else:
            found.edits.extend(_gone(source, *_lines_of(source, held, name)) for name in names)
    return found._replace(edits=_joined(source.text, found.edits))


def _joined(text: str, edits: list[Edit]) -> list[Edit]:
    """Removals that touch as one; where nothing follows, the blank lines above go too."""
    joined: list[Edit] = []
    for edit in sorted(edits):
        if joined and edit.start <= joined[-1].end:
            joined[-1] = Edit(joined[-1].start, max(edit.end, joined[-1].end), "")
        else:
            joined.append(edit)
    if joined and joined[-1].end == len(text):
        kept = len(text[: joined[-1].start].rstrip())
        hit = _BREAK.search(text, kept)
        start = hit.end() if hit and hit.end() <= joined[-1].start else joined[-1].start
        joined[-1] = Edit(start, len(text), "")
    return joined


def _block_text(source: Source, held: dict[str, Key], name: str) -> str:
    start, end = _lines_of(source, held, name)
    margin = source.file.position(held[name][0]).column
    return "\n".join(_shifted(line, 2 - margin) for line in _BREAK.split(source.text[start:end]))


def _shifted(line: str, by: int) -> str:
    if by >= 0:
        return " " * by + line if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def _flow_text(source: Source, key: Key) -> str:
    text = source.text[key[0] : key[2][1]] if key[2][1] > key[2][0] else source.text[key[0] : key[1]] + ":"
    return "  " + "\n".join(_BREAK.split(text))


def _lines_of(source: Source, held: dict[str, Key], name: str) -> tuple[int, int]:
    """Where the lines of an entry start and end, with the comments right above its key and the deeper ones below it."""
    text, (start, key_end, node) = source.text, held[name]
    margin = source.file.position(start).column
    first = start - margin
    if text[first:start].strip():
        raise ArgmapError(f"`{source.path}` is left as it was: `{name}` does not start on a line of its own.")
    for line in _lines_above(text, first):
        if text[line:first].strip()[:1] != "#":
            break
        first = line
    return first, end_of_block(source, node if node[1] > node[0] else (start, key_end, None), margin)


def _body(source: Source, key: Key, gone: Edit) -> str:
    """What stands in a section that goes, with its comments."""
    line = line_after(source.text, key[1])
    comment = source.text[key[1] : line].partition("#")
    first = [f"  #{comment[2]}"] if comment[1] else []
    margin = source.file.position(key[2][0]).column
    lines = [_shifted(text, 2 - margin) for text in _BREAK.split(source.text[line : gone.end])]
    return "\n".join([*first, *lines]).strip("\n")


def _lines_above(text: str, start: int) -> Iterator[int]:
    """The starts of the lines above a line, from the nearest up."""
    ends = [hit.end() for hit in _BREAK.finditer(text, 0, start)]
    yield from reversed([0, *ends[:-1]] if ends else [])


def _gone(source: Source, start: int, end: int) -> Edit:
    """Remove lines and the blank ones below them."""
    text = source.text
    hit = _BREAK.match(text, end)
    after = hit.end() if hit else end
    blanks = _BLANKS.match(text, after)
    after = blanks.end() if blanks else after
    return Edit(start, after, "")


def _whole(source: Source, section: str, key: Key) -> Edit:
    if source.file.position(key[0]).column or source.text[source.root[0]] == "{":
        raise ArgmapError(f"`{source.path}` is left as it was: `{section}` does not start on a line of its own.")
    return _gone(source, key[0], end_of_block(source, key[2], 0))


def _from_flow(held: dict[str, Key], names: Collection[str]) -> Iterator[Edit]:
    order = [*held]
    last = max(number for number, name in enumerate(order) if name not in names)
    for number, name in enumerate(order[: last + 1]):
        if name in names:
            yield Edit(held[name][0], held[order[number + 1]][0], "")
    if last + 1 < len(order):
        yield Edit(_end(held[order[last]]), _end(held[order[-1]]), "")


def _end(key: Key) -> int:
    return max(key[1], key[2][1])
