"""What may be written at a cursor: keys, words, ids by their role, pinpoints, elements, critical questions, paths."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from argmap.analysis import Analysis
from argmap.catalogue import schemes
from argmap.catalogue.values import meaning
from argmap.checks.registry import all_checks, documentation
from argmap.diagnostics import Position
from argmap.editor.answers import words
from argmap.editor.answers.cursor import Cursor, cursor_at
from argmap.editor.answers.roles import INLINE, Role, Steps, role_of_key, role_of_value
from argmap.editor.answers.shapes import Key, keys_at, words_at
from argmap.editor.answers.things import value_at
from argmap.explain import topics
from argmap.model.file import NOUN_SECTIONS
from argmap.reading.files import SUFFIX
from argmap.reading.source import Source

LIMIT = 200
"""How many choices are given at once; more are asked for as more is typed."""

Sort = Literal["key", "word", "assertion", "authority", "rule", "issue", "party", "pinpoint", "name", "path"]
_TO_WORD = re.compile(r"[\w-]*")
_TO_END = re.compile(r"(?:(?!\s#|\s*$)[^,\[\]{}'\"])*")
_TO_QUOTE = {"'": re.compile(r"[^']*"), '"': re.compile(r'[^"]*')}
_SORTS: Mapping[str, Sort] = {
    "assertions": "assertion",
    "authorities": "authority",
    "rules": "rule",
    "issues": "issue",
    "parties": "party",
}


class Choice(NamedTuple):
    """One thing that may be written: `insert` in place of what stands there."""

    label: str
    sort: Sort
    detail: str
    help: str
    insert: str
    search: str = ""


@dataclass(frozen=True)
class Choices:
    """What may be written at a cursor, in place of what stands from one column of the line up to another.

    `is_all` is false where only the first of many are given.
    """

    items: tuple[Choice, ...]
    start: int
    end: int
    is_all: bool = True


@dataclass(frozen=True)
class Asked:
    """What a completion is made from: the lines as they are now, the file and the map as last read, whole if possible.

    `whole` is the map as it was when no file of it was broken: ids that are lost for the moment are taken from it.
    """

    lines: Sequence[str]
    analysis: Analysis
    whole: Analysis | None
    source: Source | None
    folder: Path


def complete(asked: Asked, position: Position) -> Choices:
    """The choices at a position, those that start with what is written there first."""
    if position.line >= max(len(asked.lines), 1):
        return Choices((), position.column, position.column)
    cursor = cursor_at(asked.lines, position.line, position.column)
    start, written = cursor.start, cursor.written
    quote = written[:1] if written[:1] in ("'", '"') else ""
    written, start = written[len(quote) :], start + len(quote)
    role = role_of_value(cursor.path) if cursor.path else Role("other")
    if role.sort == "id" and "authorities" in role.sections and " " in written:
        name, _, pinpoint = written.partition(" ")
        place = _place(asked.lines, position, pinpoint, quote, "pinpoint")
        return _chosen(_pinpoints(asked, name), pinpoint, (start + len(name) + 1, place))
    end = _place(asked.lines, position, written, quote, role.sort)
    line = asked.lines[position.line] if asked.lines else ""
    found = _chosen(list(_choices(asked, cursor._replace(word=line[start:end]), role)), written, (start, end))
    if line[end : end + 1] == ":":  # a key that is there already keeps its colon
        return replace(found, items=tuple(item._replace(insert=item.insert.rstrip(" :")) for item in found.items))
    return found


def _place(lines: Sequence[str], position: Position, written: str, quote: str, sort: str) -> int:
    """The column up to which what is written at the cursor goes on behind it."""
    line = lines[position.line] if lines else ""
    if not written and sort != "pinpoint":
        return position.column
    rest = _TO_QUOTE[quote] if quote else _TO_END if sort in ("pinpoint", "use") else _TO_WORD
    found = rest.match(line, position.column)
    return found.end() if found else position.column


def _chosen(found: Iterable[Choice], written: str, where: tuple[int, int]) -> Choices:
    """Those that fit what is written, by their name before by their text."""
    word = written.casefold()
    listed = list(found)
    if not word:
        return Choices(tuple(listed[:LIMIT]), *where, len(listed) <= LIMIT)
    by_start = [item for item in listed if item.label.casefold().startswith(word)]
    inside = [item for item in listed if item not in by_start and _is_within(word, item.label.casefold())]
    by_text = [item for item in listed if item.search and word in item.search.casefold()]
    known = {item.label for item in (*by_start, *inside)}
    others = [item for item in by_text if item.label not in known]
    fitting = (*by_start, *inside, *others)
    return Choices(fitting[:LIMIT], *where, len(fitting) <= LIMIT and len(listed) <= LIMIT)


def _is_within(word: str, label: str) -> bool:
    """Whether the letters of a word stand in a label in this order."""
    at = 0
    for letter in word:
        at = label.find(letter, at) + 1
        if not at:
            return False
    return True


def _choices(asked: Asked, cursor: Cursor, role: Role) -> Iterator[Choice]:
    if not cursor.is_key or cursor.may_be_list or _in_list(cursor):
        yield from _values(asked, cursor, role)
    if cursor.is_key:
        yield from _keys(asked, cursor)


def _in_list(cursor: Cursor) -> bool:
    return cursor.is_flow and isinstance(cursor.path[-1] if cursor.path else None, int)


def _keys(asked: Asked, cursor: Cursor) -> Iterator[Choice]:
    path = cursor.path
    if _in_list(cursor):
        return
    around = _around(asked, path)
    present = {*cursor.beside, *around} - {cursor.written, cursor.word}
    names = list(_names(asked, cursor))
    yield from (name for name in names if name.label not in present)
    if names and present.isdisjoint(INLINE):
        return
    for key in keys_at(path):
        if key.name not in present:
            yield Choice(key.name, "key", "", key.help, key.name + _after(key, is_flow=cursor.is_flow))


def _after(key: Key, *, is_flow: bool) -> str:
    return ":" if key.takes in ("keys", "entries") and not is_flow else ": "


def _names(asked: Asked, cursor: Cursor) -> Iterator[Choice]:
    """Names that are keys: elements and exceptions of the rule, critical questions of the scheme, passages."""
    path = cursor.path
    sort = role_of_key((*path, "")).sort if path else "other"
    beside = _around(asked, path[:-1]) if path else {}
    found: Mapping[str, str] = {}
    if sort in ("element", "exception") and path[0] == "assertions":
        rule = asked.analysis.reading.map.rules.get(str(_beside(cursor, beside, "rule")))
        found = (rule.elements if sort == "element" else rule.exceptions) if rule else {}
    elif sort == "question":
        scheme = schemes().get(str(_beside(cursor, beside, "scheme")))
        found = scheme.questions if scheme else {}
    for name, text in found.items():
        yield Choice(name, "name", sort, text, f"{name}: ", text)


def _beside(cursor: Cursor, beside: Mapping[str, Any], key: str) -> Any:
    return cursor.around.get(key) or beside.get(key)


def _around(asked: Asked, path: Steps) -> Mapping[str, Any]:
    """The mapping at a path as the file has it, else as it was when the map was whole."""
    found = value_at(asked.source.data, path) if asked.source else None
    return found if isinstance(found, dict) else {}


# -- values -----------------------------------------------------------------------------------------------------------


def _values(asked: Asked, cursor: Cursor, role: Role) -> Iterator[Choice]:
    for word, _ in words_at(cursor.path):
        yield Choice(word, "word", "", _meaning(cursor.path, word), word)
    if role.sort in _VALUES:
        yield from _VALUES[role.sort](asked, cursor, role)


def _meaning(path: Steps, word: str) -> str:
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    wanted = {"kind": "kind of authority", "standard": "proof standard"}.get(key, "")
    return meaning(key, word) or next((topic.what for topic in topics().get(word, ()) if topic.sort == wanted), "")


def _elements(asked: Asked, cursor: Cursor) -> Iterator[Choice]:
    line = _around(asked, cursor.path[:-3])
    rule = asked.analysis.reading.map.rules.get(str(cursor.around.get("rule") or line.get("rule")))
    for name, text in rule.elements.items() if rule else ():
        yield Choice(name, "name", "element", text, name, text)


def _ids(asked: Asked, sections: tuple[str, ...], path: Steps) -> Iterator[Choice]:
    """The ids that may stand at a path; never the entry itself."""
    own = path[1] if len(path) > 1 and path[0] in NOUN_SECTIONS else None
    for section in sections:
        for name, analysis in _known_ids(asked, section).items():
            if (section, name) != (path[0], own):
                noun = words.entry_of(analysis, section, name)
                text = words.says(noun)
                yield Choice(
                    name, _SORTS.get(section, "name"), words.first_line(analysis, section, name), text, name, text
                )


def _known_ids(asked: Asked, section: str) -> dict[str, Analysis]:
    """Every id of a section, with the analysis that knows it: what is broken for the moment is known from before."""
    now = asked.analysis.reading
    found = dict.fromkeys(getattr(now.map, section), asked.analysis)
    if not now.sound and asked.whole is not None:
        before = getattr(asked.whole.reading.map, section)
        found |= {name: asked.whole for name in before if name not in found}
    return found


def _pinpoints(asked: Asked, authority: str) -> list[Choice]:
    """The passages of an authority, then the pinpoints by which the map cites it."""
    noun = words.entry_of(asked.analysis, "authorities", authority)
    passages = getattr(noun, "passages", {})
    found = {at: Choice(at, "pinpoint", authority, passage.says, at, passage.says) for at, passage in passages.items()}
    for citation in asked.analysis.graph.cited.get(authority, ()):
        at = citation.entry.at
        if at and at not in found:
            found[at] = Choice(at, "pinpoint", f"cited so for {citation.owner}", "", at)
    return list(found.values())


def _paths(folder: Path, written: str) -> Iterator[Choice]:
    """Folders and argument files below what is written of a path."""
    head = written.rpartition("/")[0]
    inside = Path(os.path.normpath(folder / head)) if head else folder
    try:
        entries = sorted(inside.iterdir(), key=lambda path: path.name)[:1000]
    except (OSError, ValueError):
        return
    if not head:
        yield Choice("..", "path", "folder", "", "../")
    for entry in entries:
        if not entry.name.startswith(".") and (entry.suffix == SUFFIX or entry.is_dir()):
            text = f"{head}/{entry.name}" if head else entry.name
            yield Choice(text, "path", "file" if entry.suffix == SUFFIX else "folder", "", text)


def _cited_places(asked: Asked, cursor: Cursor, _: Role) -> Iterator[Choice]:
    around = {**_around(asked, cursor.path[:-1]), **{key: value for key, value in cursor.beside.items() if value}}
    yield from _pinpoints(asked, str(around.get("cite") or around.get("in") or ""))


def _schemes(_: Asked, __: Cursor, ___: Role) -> Iterator[Choice]:
    for name, scheme in schemes().items():
        yield Choice(name, "name", scheme.title, words.plain(words.scheme(name)), name, scheme.title)


def _checks(_: Asked, __: Cursor, ___: Role) -> Iterator[Choice]:
    for code, check in all_checks().items():
        yield Choice(code, "name", check.nature.value, documentation(check).what, code)


def _tags(asked: Asked, _: Cursor, __: Role) -> Iterator[Choice]:
    tags = dict.fromkeys(tag for noun in asked.analysis.reading.map.assertions.values() for tag in noun.tags)
    return (Choice(tag, "word", "tag", "", tag) for tag in tags)


_VALUES: Mapping[str, Callable[[Asked, Cursor, Role], Iterator[Choice]]] = {
    "id": lambda asked, cursor, role: _ids(asked, role.sections, cursor.path),
    "pinpoint": _cited_places,
    "scheme": _schemes,
    "check": _checks,
    "element": lambda asked, cursor, _: _elements(asked, cursor),
    "tag": _tags,
    "use": lambda asked, cursor, _: _paths(asked.folder, cursor.written),
}
"""What may stand where a value of a sort is meant."""
