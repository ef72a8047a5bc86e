"""Entries as plain data, in which the same is the same however it is written, with ids as they are called now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from argmap.model.assertion import Assertion
from argmap.model.file import NOUN_SECTIONS, SHARED_NAMESPACE, ArgumentMap
from argmap.model.header import Waiver
from argmap.model.values import Noun, Strength
from argmap.reading.references import Reference, references

Plain = dict[str, Any]
MAP, EXPECT, WAIVERS = "map", "expect", "waivers"
"""What a map says besides its entries: about itself, which outcomes it relies on, what it excuses."""


class Renamed(dict[str, dict[str, str]]):
    """For each section the ids that are other ones now."""

    def now(self, name: str, sections: tuple[str, ...] = SHARED_NAMESPACE) -> str:
        """What an id of one of the sections is called now."""
        return next((found[name] for section in sections if name in (found := self.get(section, {}))), name)


def plain(noun: Noun, renamed: Mapping[str, Mapping[str, str]] | None = None) -> Plain:
    """An entry as plain data without what is left at its default; an assertion's short form of premises is an argument
    like any other.
    """
    found = _dumped(noun)
    names = Renamed({section: dict(ids) for section, ids in (renamed or {}).items()})
    if names:
        for item in references(noun):
            now = names.now(item.id, item.sections)
            if now != item.id:
                _put(found, item, now)
        _unchecked(noun, found, names)
    if isinstance(noun, Assertion) and "premises" in found:
        found["because"] = [{"premises": found.pop("premises")}, *found.get("because", [])]
    return found


def _dumped(noun: Noun) -> Plain:
    found: Plain = _as_written("", noun.model_dump(mode="json", by_alias=True, exclude_defaults=True, warnings=False))
    return found


def _as_written(key: str, value: Any) -> Any:
    """A value as a file writes it: strengths in words, `at-least: N`."""
    if isinstance(value, dict):
        return {name: _as_written(name, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_written("", inner) for inner in value]
    if key == "strength" and type(value) is int:
        return Strength(value).word
    return {"at-least": value} if key == "mode" and type(value) is int else value


def _put(found: Plain, item: Reference, name: str) -> None:
    """Write an id at its place."""
    *steps, last = item.path
    holder: Any = found
    for step in steps:
        holder = holder[step]
    if isinstance(holder, list):
        at = last if isinstance(last, int) else next(n for n, one in enumerate(holder) if one.get("element") == last)
        if isinstance(holder[at], dict):
            holder[at]["assertion"] = name
        else:
            holder[at] = name
    else:
        holder[last] = name


def _unchecked(noun: Noun, found: Plain, renamed: Renamed) -> None:
    """The ids where words may stand too: what answers a critical question, what a waiver is at."""
    if isinstance(noun, Assertion):
        for argument in found.get("because", []):
            if "answers" in argument:
                answers = argument["answers"].items()
                argument["answers"] = {key: renamed.now(answer, ("assertions",)) for key, answer in answers}
    if isinstance(noun, Waiver):
        found["at"] = renamed.now(found["at"])
        if "about" in found:
            found["about"] = [renamed.now(name) for name in found["about"]]


def entries_of(
    of: ArgumentMap,
    renamed: Mapping[str, Mapping[str, str]] | None = None,
    leave_out: Set[tuple[str, str]] = frozenset(),
) -> dict[tuple[str, str], Plain]:
    """Everything a map says, as plain data by section and id; what has no id is under none."""
    names = Renamed({section: dict(ids) for section, ids in (renamed or {}).items()})
    found = {
        (section, names.now(name, (section,))): plain(noun, renamed)
        for section, name, noun in _nouns(of)
        if (section, name) not in leave_out
    }
    found[MAP, ""] = plain(of.header)
    found[EXPECT, ""] = plain(of.expect, renamed)
    found[WAIVERS, ""] = {"waivers": [plain(waiver, renamed) for waiver in of.waivers]} if of.waivers else {}
    return found


def _nouns(of: ArgumentMap) -> Iterator[tuple[str, str, Noun]]:
    for section in NOUN_SECTIONS:
        for name, noun in getattr(of, section).items():
            yield section, name, noun
