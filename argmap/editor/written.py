"""Plain data as YAML, in the way in which argument files are written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from argmap.diagnostics import ArgmapError
from argmap.editor.typed import changes_when_read, is_typed
from argmap.reading.characters import FORBIDDEN

LINE = 110
_PLAIN = re.compile(r"(?:[^\W_]|[§¶])(?:[\w .’()/;§¶&–-]*[\w.)])?")
_PLAIN_IN_BLOCK = re.compile(r"(?:[^\W_]|[§¶])(?:[\w .,'’“”–()/;?§¶&-]*[\w.,)?])?")


class Hint(NamedTuple):
    """A value that is still to be written (`value` stands in its place meanwhile, if one must), and what it is."""

    words: str
    value: str | None = None


def plain(value: Any) -> Any:
    """The data alone: what a file says that is written so."""
    if isinstance(value, Hint):
        return value.value
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def scalar(value: str, *, in_flow: bool = True) -> str:
    """A text, in quotation marks unless it can do without. Raises ArgmapError where no file may hold it."""
    if FORBIDDEN.search(value):
        raise ArgmapError("The text holds a character that a file may not hold.")
    pattern = _PLAIN if in_flow else _PLAIN_IN_BLOCK
    is_plain = pattern.fullmatch(value) and not changes_when_read(value)
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def key(name: str, *, in_flow: bool = True) -> str:
    """A key or an id that any reader takes for text, in quotation marks where it must be."""
    return json.dumps(name, ensure_ascii=False) if is_typed(name) else scalar(name, in_flow=in_flow)


def flow(value: Any) -> str:
    """A value on one line."""
    value = plain(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(name)}: {flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return "" if value is None else scalar(value)


def entry(name: str, value: Any, margin: int) -> str:
    """A key with its value in lines of their own, at a margin."""
    return "\n".join(_pair(name, value, " " * margin))


def item(value: Any, margin: int) -> str:
    """An item of a list: on one line if it is short and holds texts only, else a line for each key."""
    return "\n".join(_item(value, " " * margin))


def _pair(name: str, value: Any, space: str) -> list[str]:
    start = space + key(name, in_flow=False)
    if isinstance(value, Hint):
        said = "" if value.value is None else " " + scalar(value.value, in_flow=False)
        return [f"{start}:{said}   # {value.words}"]
    if isinstance(value, Mapping) and value:
        return [f"{start}:", *(line for below, inner in value.items() for line in _pair(below, inner, space + "  "))]
    if isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        return [f"{start}:", *(line for inner in value for line in _item(inner, space + "  "))]
    if isinstance(value, (Mapping, list)):
        return [f"{start}: {flow(value)}"]
    return [f"{start}:" + ("" if value is None else f" {scalar(value, in_flow=False)}")]


def _item(value: Any, space: str) -> list[str]:
    line = f"{space}- {flow(value)}"
    if not isinstance(value, Mapping) or (len(line) <= LINE and all(type(inner) is str for inner in value.values())):
        return [line]
    first, *rest = (line for name, inner in value.items() for line in _pair(name, inner, space + "  "))
    return [f"{space}- {first.lstrip(' ')}", *rest]
