"""Assertions that are defined where they are used: lifted out of the entry around them, leaving their id."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from argmap.model.values import ID_PATTERN
from argmap.reading.phrases import named
from argmap.reading.source import Path_
from argmap.reading.tree import UNREADABLE
from argmap.reading.wording import Wording, not_an_id

UNNAMED = "an-assertion-without-id"
_ID = re.compile(ID_PATTERN.removesuffix("$") + r"\Z")
_PLACES = ("premises", "because", "authorities", "counters")
_Change: TypeAlias = Callable[[Any, Path_], Any]


class Definition(NamedTuple):
    """An assertion: its id, what is written of it, and the path at which it stands in its file."""

    id: str
    body: Any
    path: Path_


class Lifted(NamedTuple):
    """An entry's assertion and those defined inside it, what is wrong with their definitions, and the ids then lost."""

    definitions: list[Definition]
    wordings: list[tuple[Wording, Path_]]
    lost: set[str]


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return _ID.match(text) is not None


def lifted(entry_id: str, body: Any, path: Path_) -> Lifted:
    """Take an assertion apart: every inline definition in it becomes a definition of its own."""
    lifting = _Lifting(Lifted([], [], set()))
    if not isinstance(body, dict) or not any(_may_define(body.get(place)) for place in _PLACES):
        lifting.result.definitions.append(Definition(entry_id, body, path))
        return lifting.result
    inner = lifting.assertion(body, path)
    lifting.result.definitions.insert(0, Definition(entry_id, inner, path))
    return lifting.result


def _may_define(value: Any) -> bool:
    """Whether a definition may stand somewhere in a value: most entries have none and need no second look."""
    if type(value) is list:
        return any(type(item) is not str and _may_define(item) for item in value)
    if type(value) is dict:
        return (
            "id" in value
            or "text" in value
            or any(type(item) is not str and _may_define(item) for item in value.values())
        )
    return False


class _Lifting(NamedTuple):
    """One entry being taken apart; each method returns its value with ids in the place of definitions."""

    result: Lifted

    def assertion(self, body: dict[str, Any], path: Path_) -> dict[str, Any]:
        changes: dict[str, Callable[[Any, Path_], Any]] = {
            "premises": self.premises,
            "because": lambda value, at: _each(value, at, self.argument),
            "authorities": self.citations,
            "counters": self.counters,
        }
        return _changed(body, path, changes)

    def argument(self, item: Any, path: Path_) -> Any:
        changes: dict[str, _Change] = {
            "premises": self.premises,
            "unless": self.premises,
            "authorities": self.citations,
            "counters": self.counters,
        }
        return _changed(item, path, changes) if isinstance(item, dict) else item

    def premises(self, value: Any, path: Path_) -> Any:
        if isinstance(value, dict) and not _is_definition(value):
            return {key: self.define(item, (*path, key)) for key, item in value.items()}
        return _each(value, path, self.define)

    def citations(self, value: Any, path: Path_) -> Any:
        def change(item: Any, at: Path_) -> Any:
            return _changed(item, at, {"counters": self.counters}) if isinstance(item, dict) else item

        return _each(value, path, change)

    def counters(self, value: Any, path: Path_) -> Any:
        return _each(value, path, self.counter)

    def counter(self, item: Any, path: Path_) -> Any:
        if not isinstance(item, dict):
            return item
        if "assertion" in item:
            return _changed(item, path, {"assertion": self.define, "counters": self.counters})
        if "how" not in item:
            return self.define(item, path)
        found = self.define({key: value for key, value in item.items() if key != "how"}, path)
        return item if isinstance(found, dict) else {"assertion": found, "how": item["how"]}

    def define(self, item: Any, path: Path_) -> Any:
        """The id that stands for a definition; anything else is left as it is."""
        if not isinstance(item, dict) or not ("id" in item or "text" in item):
            return item
        name = item.get("id")
        if not isinstance(name, str):
            message = "An assertion that is defined where it is used needs an `id`."
            wording = Wording("missing-key", message, "Add `id: some-new-id`.", ())
            return self._lost(wording, path, is_told=name is UNREADABLE)
        if not is_id(name):
            return self._lost(not_an_id(name, ("id",), at_key=False), path, is_told=False)
        if "text" not in item:
            message = f"{named(name)} is defined here without a `text`."
            help_text = "Add `text: …`; to name an assertion defined elsewhere write its id alone, or `assertion: …`."
            self.result.wordings.append((Wording("missing-key", message, help_text, ("id",)), path))
            self.result.lost.add(name)
            return name
        body = {key: value for key, value in item.items() if key != "id"}
        place = len(self.result.definitions)
        self.result.definitions.insert(place, Definition(name, self.assertion(body, path), path))
        return name

    def _lost(self, wording: Wording, path: Path_, *, is_told: bool) -> str:
        if not is_told:
            self.result.wordings.append((wording, path))
        self.result.lost.add(UNNAMED)
        return UNNAMED


def _is_definition(value: dict[str, Any]) -> bool:
    return "id" in value and "text" in value


def _each(value: Any, path: Path_, change: _Change) -> Any:
    if isinstance(value, list):
        return [change(item, (*path, index)) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return change(value, path)
    return value


def _changed(value: dict[str, Any], path: Path_, changes: dict[str, _Change]) -> dict[str, Any]:
    return {key: changes[key](item, (*path, key)) if key in changes else item for key, item in value.items()}
