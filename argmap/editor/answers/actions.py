"""What can be done at a place: mend a diagnostic, close a gap, waive it, give an inline definition its own entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from argmap.analysis import Analysis
from argmap.diagnostics import ArgmapError, Diagnostic, Nature, Position
from argmap.editor import scaffold, written
from argmap.editor.answers.moving import moved_lines, with_lines
from argmap.editor.answers.passages import known_passages, pinpoints
from argmap.editor.answers.things import index_of, spot_at, value_at
from argmap.editor.edits import Change, Edit, change, proven
from argmap.editor.fixes import fixes, path_at
from argmap.editor.insert import add_entries, add_item, add_key, at, line_after, with_value
from argmap.editor.layout import edits_between
from argmap.editor.mentions import Mention
from argmap.editor.waivers import waiver, waiver_home
from argmap.reading.source import Path_, Source, read_source

_COMMENT = re.compile(r"(?:^|\s)#")
_OWN_KEYS = frozenset({"id", "how"})
"""What an inline definition says that an entry of its own does not."""


class Action(NamedTuple):
    """Something that can be done: the changes it makes, what it closes, and whether it is surely what is meant."""

    title: str
    changes: tuple[Change, ...]
    closes: Diagnostic | None = None
    is_sure: bool = False


def actions(
    analysis: Analysis,
    source: Source,
    found: Iterable[Mention],
    told: Iterable[Diagnostic],
    position: Position,
    end: Position,
) -> list[Action]:
    """What can be done at a position of a file, and about the diagnostics told of it; only what can be proven.

    Those that touch the position count, and an element that is missing anywhere in the argument it stands in.
    """
    offered: list[Action] = []
    mentions = list(found)
    argument = _argument_path(source, path_at(source, index_of(source, position))[0])
    for item in told:
        if not item.span.start <= end or not position <= item.span.end:
            where = path_at(source, source.file.index(item.span.start))[0] if item.check == "missing-element" else ()
            if argument and _argument_path(source, where) == argument:
                offered += _tried(_element(analysis, source, item, mentions), item)
            continue
        offered += [Action(f.title.rstrip("."), (f.change(),), item, f.is_sure) for f in fixes(analysis.reading, item)]
        if item.check in _CLOSING:
            offered += _tried(_CLOSING[item.check](analysis, source, item, mentions), item)
        offered += _tried(_waived(analysis, item), item)
    offered += _tried(_own_entry(source, position), None)
    return offered


def _tried(offers: Iterator[tuple[str, Change]], item: Diagnostic | None) -> list[Action]:
    """Those offers of which the changes can be made safely."""
    kept = []
    try:
        for title, planned in offers:
            proven(planned)
            kept.append(Action(title, (planned,), item))
    except (ArgmapError, ValueError):
        pass
    return kept


def _then(source: Source, first: Change, following: Callable[[Source], Change]) -> Change:
    """One change after another in the same file, as one."""
    between = read_source(first.after.encode("utf-8", "surrogatepass"), source.path)
    second = following(between)
    return change(source, edits_between(source.text, second.after), second.expected or {})


# -- closing gaps ------------------------------------------------------------------------------------------------------


def _element(
    analysis: Analysis, source: Source, item: Diagnostic, _: Iterable[Mention]
) -> Iterator[tuple[str, Change]]:
    """A premise for an element that has none: a new assertion that says what the rule says of the element."""
    path = _argument_path(source, path_at(source, source.file.index(item.span.start))[0])
    argument = value_at(source.data, path) if path else None
    rule = analysis.reading.map.rules.get(str(argument.get("rule"))) if isinstance(argument, dict) else None
    if rule is None or not isinstance(argument, dict):
        return
    premises = argument.get("premises")
    if premises is not None and not isinstance(premises, dict):
        return
    taken = {name for section in ("assertions", "rules", "issues", "parties", "authorities")
             for name in getattr(analysis.reading.map, section)}  # fmt: skip
    for element, text in rule.elements.items():
        if element not in (premises or {}):
            name = scaffold.free(element, taken)
            yield f"Add the element {element}, as a new assertion {name}", _met(source, path, element, name, text)


def _met(source: Source, path: Path_, element: str, name: str, text: str) -> Change:
    premises = value_at(source.data, (*path, "premises"))
    if isinstance(premises, dict):
        first = add_key(source, (*path, "premises"), element, name)
    else:
        first = add_key(source, path, "premises", {element: name})
    return _then(source, first, lambda held: add_entries(held, {"assertions": {name: scaffold.assertion(text)}}))


def _argument_path(source: Source, path: Path_) -> Path_:
    """The path of the argument around a place: the nearest mapping that applies a rule."""
    while path:
        held = value_at(source.data, path)
        if isinstance(held, dict) and "rule" in held:
            return path
        path = path[:-1]
    return ()


_CLOSING: Mapping[str, Callable[[Analysis, Source, Diagnostic, Iterable[Mention]], Iterator[tuple[str, Change]]]] = {
    "missing-pinpoint": pinpoints,
    "unknown-passage": known_passages,
    "missing-element": _element,
}


# -- waiving -----------------------------------------------------------------------------------------------------------


def _waived(analysis: Analysis, item: Diagnostic) -> Iterator[tuple[str, Change]]:
    """A waiver of a gap or a question, its reason to be written."""
    if item.nature is Nature.DEFECT or item.waived is not None or not item.subject:
        return
    entry = waiver({"check": item.check, "at": item.subject, "because": scaffold.OPEN}, item.about)
    home = waiver_home(analysis, item.subject)
    yield f"Waive {item.check} at {item.subject}, with a reason", add_item(home, ("waivers",), entry)


# -- entries of their own ----------------------------------------------------------------------------------------------


def _own_entry(source: Source, position: Position) -> Iterator[tuple[str, Change]]:
    """An assertion that is defined where it is used gets an entry of its own."""
    spot = spot_at(source, index_of(source, position))
    path = spot.path if spot and spot.path[:1] == ("assertions",) else ()
    while len(path) > 2:
        held = value_at(source.data, path)
        if isinstance(held, dict) and isinstance(held.get("id"), str) and "text" in held:
            yield f"Give {held['id']} an entry of its own", _moved(source, path, held)
            return
        path = path[:-1]


def _moved(source: Source, path: Path_, held: dict[str, Any]) -> Change:
    _, node = at(source, path)
    name = str(held["id"])
    stays: Any = {"assertion": name, "how": held["how"]} if "how" in held else name
    end = node[0] + len(source.text[node[0] : node[1]].rstrip())
    entry = {key: value for key, value in held.items() if key not in _OWN_KEYS}
    comment, lines = "", ""
    if _COMMENT.search(source.text[node[0] : line_after(source.text, end)]):
        comment, lines = moved_lines(source, node, _OWN_KEYS)
        end = line_after(source.text, end)
    edit = Edit(node[0], end, written.flow(stays) + comment)
    first = change(source, [edit], with_value(source.data, path, lambda _: stays))

    def added(between: Source) -> Change:
        planned = add_entries(between, {"assertions": {name: entry}})
        return with_lines(between, planned, name, lines) if lines else planned

    return _then(source, first, added)
