"""What can be done about a diagnostic: edits that mend a file, the sure ones told from those to be looked at first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from argmap.catalogue.keys import KEYS
from argmap.diagnostics import ArgmapError, Diagnostic
from argmap.editor import scaffold, written
from argmap.editor.edits import Change, Edit, change, proven
from argmap.editor.insert import add_entries, at, with_value
from argmap.editor.mentions import Mention, mentions
from argmap.editor.mistyped import is_same_id, surely_meant
from argmap.editor.rename import edit_of, replaced
from argmap.editor.scaffold import home
from argmap.model.file import SINGULAR
from argmap.reading.files import real
from argmap.reading.lifting import is_id
from argmap.reading.merge import Reading
from argmap.reading.source import Path_, Source, read_source
from argmap.reading.tree import Node

_MEANT = re.compile(r"Did you mean `([^`]+)`\?")
_ONE_OF = re.compile(r"It (?:is one of|may have) (.+)\.$")
_TABBED = re.compile(r"^(?:[ \t]*-(?=[ \t]))*[ \t]+", re.MULTILINE)
_MODELINE = re.compile(r"\A# *yaml-language-server:[^\r\n]*(?:\r\n|\n|\r)")


class Fix(NamedTuple):
    """Edits of one file that close a diagnostic, and what they make of its data; sure where nothing else is meant."""

    title: str
    source: Source
    edits: tuple[Edit, ...]
    made: Callable[[dict[str, Any]], dict[str, Any]]
    is_sure: bool
    is_whole: bool = False

    def change(self) -> Change:
        """The change of the file."""
        return change(self.source, self.edits, self.made(self.source.data), mends=True)


def fixes(reading: Reading, diagnostic: Diagnostic) -> list[Fix]:
    """What can be done about a diagnostic of a map, the likeliest first; only what can be proven."""
    source = next((held for held in reading.sources if held.path == diagnostic.span.path), None)
    make = _FIXES.get(diagnostic.check)
    if source is None or make is None:
        return []
    return [fix for fix in make(reading, source, diagnostic) if _holds(fix)]


def sure_fixes(reading: Reading, diagnostics: Iterable[Diagnostic]) -> list[tuple[Diagnostic, Fix]]:
    """The fixes that need no second look, each with what it closes."""
    found = ((item, fix) for item in diagnostics for fix in fixes(reading, item)[:1])
    return [(item, fix) for item, fix in found if fix.is_sure]


def together(chosen: Iterable[Fix]) -> list[tuple[Change, list[Fix]]]:
    """For each file the change that makes several fixes at once, and which: some cannot be made beside others."""
    by_file: dict[Path, list[Fix]] = {}
    for fix in chosen:
        by_file.setdefault(real(fix.source.path), []).append(fix)
    return [_joined(found) for found in by_file.values()]


def _joined(found: Sequence[Fix]) -> tuple[Change, list[Fix]]:
    whole = [fix for fix in found if fix.is_whole]
    if whole:
        return whole[0].change(), whole[:1]
    kept: list[Fix] = []
    best = None
    for fix in sorted(found, key=lambda fix: fix.edits[0].start):
        edits = [edit for one in (*kept, fix) for edit in one.edits]
        data = fix.source.data
        for one in reversed((*kept, fix)):  # what stands deeper comes later in the text
            data = one.made(data)
        planned = change(fix.source, edits, data, mends=True)
        if _is_proven(planned):
            kept.append(fix)
            best = planned
    return (best, kept) if best else (found[0].change(), [found[0]])


def _holds(fix: Fix) -> bool:
    return _is_proven(fix.change())


def _is_proven(planned: Change) -> bool:
    try:
        proven(planned)
    except (ArgmapError, ValueError):
        return False
    return True


# -- did you mean ------------------------------------------------------------------------------------------------------


def _other_id(reading: Reading, source: Source, item: Diagnostic) -> Iterator[Fix]:
    """Another id for one that is nothing's."""
    index = source.file.index(item.span.start)
    mention = next((m for m in mentions(source) if m.start == index and not m.is_definition), None)
    meant = _MEANT.search(item.help)
    if mention is None:
        return
    if meant is not None:
        known = [name for section, name in reading.places.homes if section in mention.sections]
        yield _write_id(source, mention, meant[1], is_sure=is_same_id(mention.id, meant[1], known))
    section = mention.sections[0]
    value = _NEW[section](mention) if section in _NEW else None
    if value is not None and is_id(mention.id):
        planned = add_entries(home(reading, section, {mention.id: value}, source), {section: {mention.id: value}})
        title = f"Add the {SINGULAR[section]} `{mention.id}`."
        if planned.source is not None and planned.expected is not None:
            yield Fix(title, planned.source, planned.edits, _saying(planned.expected), is_sure=False)


def _spelt_otherwise(reading: Reading, source: Source, item: Diagnostic) -> Iterator[Fix]:
    """The id that is meant by a value with capitals or underscores."""
    path, is_key = path_at(source, source.file.index(item.span.start))
    value, node = at(source, path)
    if is_key or not isinstance(value, str):
        return
    known = {name for _, name in reading.places.homes}
    for name in known:
        if not is_same_id(value, name, known):
            continue
        quote = _quote(source, node[0])
        edit = Edit(node[0], node[1], f"{quote}{name}{quote}" if quote else written.key(name))
        fix = Fix(f"Write `{name}` instead of `{value}`.", source, (edit,), _writing(path, name), is_sure=True)
        again = read_source(fix.change().after.encode("utf-8", "surrogatepass"), source.path)
        named = next((mention for mention in mentions(again) if mention.path == path), None)
        if named and any((section, name) in reading.places.homes for section in named.sections):
            yield fix


def _writing(path: Path_, word: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def made(data: dict[str, Any]) -> dict[str, Any]:
        result: dict[str, Any] = with_value(data, path, lambda _: word)
        return result

    return made


def _saying(expected: dict[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda _: expected


_NEW: Mapping[str, Callable[[Mention], dict[str, Any]]] = MappingProxyType(
    {
        "assertions": lambda mention: scaffold.assertion(issue=mention.owner[1] * (mention.owner[0] == "issues")),
        "authorities": lambda _: {"kind": "report", "title": scaffold.OPEN},
        "parties": lambda _: scaffold.party(),
        "issues": lambda mention: scaffold.issue("", [mention.owner[1]] if mention.owner[0] == "assertions" else []),
        "rules": lambda _: scaffold.rule(),
    }
)


def _write_id(source: Source, mention: Mention, name: str, *, is_sure: bool) -> Fix:
    def made(data: dict[str, Any]) -> dict[str, Any]:
        renamed: dict[str, Any] = replaced(data, [mention], mention.id, name)
        return renamed

    edit = edit_of(source.text, mention, mention.id, name)
    return Fix(f"Write `{name}` instead of `{mention.id}`.", source, (edit,), made, is_sure)


def _other_key(_: Reading, source: Source, item: Diagnostic) -> Iterator[Fix]:
    """Another key for one that does not belong there."""
    path, is_key = path_at(source, source.file.index(item.span.start))
    meant = _MEANT.search(item.help)
    if not is_key or meant is None:
        return
    key, name = str(path[-1]), meant[1]
    holder, node = at(source, path[:-1])
    if name in holder:
        return
    start, end = node[2][key][:2]  # type: ignore[index,call-overload]  # the node of a dict holds keys
    quote = _quote(source, start)

    def made(data: dict[str, Any]) -> dict[str, Any]:
        result: dict[str, Any] = with_value(
            data, path[:-1], lambda there: {name if old == key else old: value for old, value in there.items()}
        )
        return result

    edit = Edit(start, end, f"{quote}{name}{quote}")
    told = is_same_id if item.check == "unknown-element" else surely_meant
    nouns = [keys for keys in KEYS.values() if {name, *holder} - {key} <= {*keys}]
    is_sure = told(key, name, [name, *holder, *(word for keys in nouns for word in keys)])
    yield Fix(f"Write `{name}` instead of `{key}`.", source, (edit,), made, is_sure)


def _quote(source: Source, start: int) -> str:
    return source.text[start] if source.text[start : start + 1] in ("'", '"') else ""


def _other_value(_: Reading, source: Source, item: Diagnostic) -> Iterator[Fix]:
    """Another word for one that may not stand there."""
    path, is_key = path_at(source, source.file.index(item.span.start))
    meant, choice = _MEANT.search(item.help), _ONE_OF.search(item.help)
    value, node = at(source, path)
    if is_key or meant is None or not isinstance(value, str):
        return
    known = re.split(r", | or ", choice[1]) if choice else [meant[1]]
    edit = Edit(node[0], node[1], written.scalar(meant[1]))
    is_sure = surely_meant(value, meant[1], known)
    yield Fix(f"Write `{meant[1]}` instead of `{value}`.", source, (edit,), _writing(path, meant[1]), is_sure)


# -- the file ----------------------------------------------------------------------------------------------------------


def _version(_: Reading, source: Source, item: Diagnostic) -> Iterator[Fix]:
    """The first line that every file has."""
    if "argmap: 1" not in item.message or "argmap" in source.data:
        return
    start, line = source.root[0], "argmap: 1\n"
    if source.text[start : start + 1] == "{":
        edit = Edit(start + 1, start + 1, "argmap: 1, ")
    elif "---" in source.text[:start]:
        edit = Edit(start, start, line)
    else:
        modeline = _MODELINE.match(source.text)
        place = modeline.end() if modeline else 0
        edit = Edit(place, place, line)
    yield Fix(
        "Write `argmap: 1` as the first line.", source, (edit,), lambda data: data | {"argmap": "1"}, is_sure=True
    )


def _tabs(_: Reading, source: Source, item: Diagnostic) -> Iterator[Fix]:
    """Two spaces for each tab of the indentation; sure where no line is indented with spaces."""
    edits = [
        Edit(hit.start(), hit.end(), hit[0].replace("\t", "  "))
        for hit in _TABBED.finditer(source.text)
        if "\t" in hit[0]
    ]
    is_mixed = any(line[:1] == " " and line.strip() for line in source.text.splitlines())
    title = "Indent with two spaces instead of each tab."
    yield Fix(title, source, tuple(edits), lambda data: data, is_sure=not is_mixed, is_whole=True)


def _drop_key(_: Reading, source: Source, item: Diagnostic) -> Iterator[Fix]:
    """Delete a key without a value, where it has a line of its own."""
    path, is_key = path_at(source, source.file.index(item.span.start))
    line = item.span.start.line
    starts = source.file.starts
    start, end = starts[line], starts[line + 1] if line + 1 < len(starts) else len(source.text)
    said, *comment = source.text[start:end].split("#", 1)
    if not is_key or said.strip().rstrip(":").strip("'\" ") != str(path[-1]):
        return
    if comment:  # it stays, where the key stood
        start, end = start + len(said) - len(said.lstrip()), start + len(said)

    def made(data: dict[str, Any]) -> dict[str, Any]:
        others = with_value(data, path[:-1], lambda there: {key: there[key] for key in there if key != path[-1]})
        return dict(others)

    yield Fix(f"Delete the empty key `{path[-1]}`.", source, (Edit(start, end, ""),), made, is_sure=False)


_FIXES: Mapping[str, Callable[[Reading, Source, Diagnostic], Iterator[Fix]]] = MappingProxyType(
    {
        "dangling-id": _other_id,
        "bad-id": _spelt_otherwise,
        "unknown-key": _other_key,
        "unknown-element": _other_key,
        "wrong-value": _other_value,
        "missing-key": _version,
        "tab": _tabs,
        "empty-key": _drop_key,
    }
)


def path_at(source: Source, index: int) -> tuple[Path_, bool]:
    """The path of the key or value that starts at an index, and whether it is the key; the nearest one around it."""

    def within(node: Node, path: Path_) -> tuple[Path_, bool]:
        inside = node[2]
        if isinstance(inside, dict):
            for key, (start, end, value) in inside.items():
                if start <= index < end:
                    return (*path, key), True
                if value[0] <= index < max(value[1], value[0] + 1):
                    return within(value, (*path, key))
        elif inside:
            for number, item in enumerate(inside):
                if item[0] <= index < max(item[1], item[0] + 1):
                    return within(item, (*path, number))
        return path, False

    return within(source.root, ())
