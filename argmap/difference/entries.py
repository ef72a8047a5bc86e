"""Which entries of a map were added, removed, renamed and changed, and in what."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from argmap.difference.details import Detail, Fate, details
from argmap.difference.plain import EXPECT, MAP, WAIVERS, Plain, Renamed, entries_of, plain
from argmap.model.file import NOUN_SECTIONS, SHARED_NAMESPACE, ArgumentMap

ORDER = ("issues", "assertions", "rules", "authorities", "parties", "scenarios", "views", EXPECT, WAIVERS, MAP)
"""The sections in the order in which a reader asks for them."""
_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "assertions": ("text",),
        "authorities": ("kind", "title", "cite", "date"),
        "rules": ("text",),
        "issues": ("question",),
        "parties": ("name",),
    }
)
"""What entries of a section say; with the very words, and no other entry's, one under another id is the same one."""


class EntryChange(NamedTuple):
    """One entry that is not as it was: its section and id, what became of it, what it was called, what is different.

    `before` and `after` are the whole entry as plain data, None where there is none.
    """

    section: str
    name: str
    fate: Fate
    was: str
    details: tuple[Detail, ...]
    before: Plain | None
    after: Plain | None


def renamed(before: ArgumentMap, after: ArgumentMap) -> Renamed:
    """The entries that are there under another id: those that alone lost and gained an id with the very same words.

    Scenarios and views have no words of their own: they are the same where all they say is.
    """
    found = Renamed()
    for section in SHARED_NAMESPACE:
        old, new = getattr(before, section), getattr(after, section)
        words = _WORDS[section]
        gone = {name: _words(plain(noun), words) for name, noun in old.items() if name not in new}
        come = {name: _words(plain(noun), words) for name, noun in new.items() if name not in old}
        if same := _same(gone, come):
            found[section] = same
    for section in (one for one in NOUN_SECTIONS if one not in SHARED_NAMESPACE):
        old, new = getattr(before, section), getattr(after, section)
        gone = {name: _whole(plain(noun, found)) for name, noun in old.items() if name not in new}
        come = {name: _whole(plain(noun)) for name, noun in new.items() if name not in old}
        if same := _same(gone, come):
            found[section] = same
    return found


def _words(entry: Plain, keys: tuple[str, ...]) -> str:
    return _whole([entry.get(key) for key in keys]) if entry.get(keys[1 if len(keys) > 1 else 0]) else ""


def _whole(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _same(gone: Mapping[str, str], come: Mapping[str, str]) -> dict[str, str]:
    named: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, names in enumerate((gone, come)):
        for name, words in names.items():
            named[words][side].append(name)
    return {old[0]: new[0] for words, (old, new) in named.items() if words and len(old) == len(new) == 1}


def changed_entries(before: ArgumentMap, after: ArgumentMap, called: Renamed) -> tuple[EntryChange, ...]:
    """Every entry that is not as it was, by section and id."""
    same = _unchanged(before, after) if not called else set()
    old, new = entries_of(before, called, same), entries_of(after, leave_out=same)
    was = {(section, now): name for section, names in called.items() for name, now in names.items()}
    found = []
    for section, name in sorted(old.keys() | new.keys(), key=lambda key: (ORDER.index(key[0]), key[1])):
        key = section, name
        change = _change(section, name, was.get(key, name), old.get(key), new.get(key))
        if change is not None:
            found.append(change)
    return tuple(found)


def _unchanged(before: ArgumentMap, after: ArgumentMap) -> set[tuple[str, str]]:
    """The entries that are equal in both, told quickly."""
    return {
        (section, name)
        for section in NOUN_SECTIONS
        for name, noun in getattr(before, section).items()
        if getattr(after, section).get(name) == noun
    }


def _change(section: str, name: str, was: str, before: Plain | None, after: Plain | None) -> EntryChange | None:
    if before is None or after is None:
        return EntryChange(section, name, Fate.ADDED if before is None else Fate.REMOVED, was, (), before, after)
    found = tuple(details(before, after))
    if not found and was == name:
        return None
    return EntryChange(section, name, Fate.RENAMED if was != name else Fate.CHANGED, was, found, before, after)
