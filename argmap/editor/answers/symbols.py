"""The outline of a file, what can be folded in it, and the entries of maps by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from argmap.analysis import Analysis
from argmap.diagnostics import Span
from argmap.editor.answers.words import says
from argmap.model.file import NOUN_SECTIONS
from argmap.reading.source import Source
from argmap.reading.tree import Key, Node

LIMIT = 500
"""How many entries a search gives."""
_SAYS = ("text", "question", "title", "name", "description")


class Symbol(NamedTuple):
    """A section or an entry of a file: all of it, its name alone, and what is inside it."""

    name: str
    detail: str
    section: str
    is_section: bool
    span: Span
    selection: Span
    inside: tuple[Symbol, ...] = ()


class Found(NamedTuple):
    """An entry of a map."""

    name: str
    section: str
    text: str
    span: Span


def outline(source: Source) -> list[Symbol]:
    """The sections of a file with their entries, those that are defined inside others among them."""
    root = source.root[2]
    if not isinstance(root, dict):
        return []
    return [_section(source, name, key) for name, key in root.items()]


def _section(source: Source, name: str, key: Key) -> Symbol:
    entries = key[2][2]
    data = source.data.get(name)
    inside = []
    if name in NOUN_SECTIONS and isinstance(entries, dict):
        body = data if isinstance(data, dict) else {}
        inside = [_entry(source, name, id, held, body.get(id)) for id, held in entries.items()]
    detail = f"{len(inside)}" if inside else data if isinstance(data, str) else ""
    return Symbol(name, detail, name, True, *_spans(source, key), tuple(inside))


def _entry(source: Source, section: str, name: str, key: Key, data: Any) -> Symbol:
    inside = _defined_inside(source, key[2], data) if section == "assertions" else ()
    return Symbol(name, _said(data), section, False, *_spans(source, key), tuple(inside))


def _said(data: Any) -> str:
    if not isinstance(data, dict):
        return data if isinstance(data, str) else ""
    return next((data[key] for key in _SAYS if isinstance(data.get(key), str)), "")


def _defined_inside(source: Source, node: Node, data: Any) -> Iterator[Symbol]:
    """Assertions that are defined where they are used."""
    held = node[2]
    if isinstance(held, dict) and isinstance(data, dict):
        for name, key in held.items():
            yield from _maybe_defined(source, key[2], data.get(name))
    elif isinstance(held, list) and isinstance(data, list):
        for item, value in zip(held, data, strict=False):
            yield from _maybe_defined(source, item, value)


def _maybe_defined(source: Source, node: Node, data: Any) -> Iterator[Symbol]:
    held = node[2]
    if isinstance(held, dict) and isinstance(data, dict) and isinstance(data.get("id"), str) and data["id"]:
        start, end, _ = held["id"][2]
        inside = tuple(_defined_inside(source, node, data))
        whole = source.file.span(node[0], _trimmed(source, node[0], node[1]))
        yield Symbol(data["id"], _said(data), "assertions", False, whole, source.file.span(start, end), inside)
    else:
        yield from _defined_inside(source, node, data)


def _spans(source: Source, key: Key) -> tuple[Span, Span]:
    """All of an entry, and its name."""
    start, end, node = key
    whole = source.file.span(start, max(end, _trimmed(source, start, node[1])))
    return whole, source.file.span(start, end)


def _trimmed(source: Source, start: int, end: int) -> int:
    """Where a stretch ends without the white space at its end."""
    return start + len(source.text[start:end].rstrip())


def foldings(source: Source) -> list[tuple[int, int, bool]]:
    """First and last line of all that can be folded, and whether it is a comment."""
    found = {(line, last, False) for line, last in _blocks(source, source.root) if last > line}
    return sorted({*found, *_comments(source.lines())})


def _blocks(source: Source, node: Node) -> Iterator[tuple[int, int]]:
    held = node[2]
    position = source.file.position
    if isinstance(held, dict):
        for start, _, inner in held.values():
            yield position(start).line, position(_trimmed(source, start, inner[1])).line
            yield from _blocks(source, inner)
    elif isinstance(held, list):
        for inner in held:
            yield position(inner[0]).line, position(_trimmed(source, inner[0], inner[1])).line
            yield from _blocks(source, inner)


def _comments(lines: Iterable[str]) -> Iterator[tuple[int, int, bool]]:
    first: int | None = None
    number = -1
    for number, line in enumerate([*lines, ""]):
        is_comment = line.lstrip().startswith("#")
        if is_comment and first is None:
            first = number
        elif not is_comment and first is not None:
            if number - 1 > first:
                yield first, number - 1, True
            first = None


def entries_named(analyses: Iterable[Analysis], query: str) -> list[Found]:
    """The entries of some maps whose id or text has what is asked for, each place once, those by id first."""
    word = query.casefold().strip()
    by_id: dict[Span, Found] = {}
    by_text: dict[Span, Found] = {}
    for analysis in analyses:
        reading = analysis.reading
        for section in NOUN_SECTIONS:
            for name, noun in getattr(reading.map, section).items():
                text = says(noun)
                into = by_id if word in name else by_text if word in text.casefold() else None
                if into is not None:
                    span = reading.places.span(section, name)
                    into.setdefault(span, Found(name, section, text, span))
    return [*by_id.values(), *by_text.values()][:LIMIT]
