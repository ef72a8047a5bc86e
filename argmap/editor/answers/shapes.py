"""What may stand at a path of an argument file, read off its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from argmap.schema import file_schema

Schema = Mapping[str, Any]
Steps = tuple[str | int, ...]
_PREFIX = "#/definitions/"


class Key(NamedTuple):
    """A key that may be written: its name, what it means, and what shape of value it takes."""

    name: str
    help: str
    takes: str


@cache
def _schema() -> dict[str, Any]:
    return file_schema()


def shapes_at(path: Steps) -> list[Schema]:
    """Every form in which the value at a path may be written, references and alternatives resolved."""
    found = list(_forms([_schema()]))
    for step in path:
        found = list(_forms(_inside(found, step)))
    return found


def keys_at(path: Steps) -> list[Key]:
    """The keys that a mapping at a path may have, each once, in the order of the schema."""
    found: dict[str, Key] = {}
    for shape in shapes_at(path):
        for name, value in shape.get("properties", {}).items():
            found.setdefault(name, Key(name, _help(value), _takes([value])))
    return list(found.values())


def words_at(path: Steps) -> list[tuple[str, str]]:
    """The words of which one may stand at a path, each with what it means where the schema says so."""
    found: dict[str, str] = {}
    for shape in shapes_at(path):
        words = shape.get("enum", [shape["const"]] if "const" in shape else [])
        for word in words:
            text = str(word).lower() if isinstance(word, bool) else str(word)
            found.setdefault(text, "")
    return list(found.items())


def help_of_key(path: Steps) -> str:
    """What the key at the end of a path means; nothing where it is no key of the format."""
    if not path or not isinstance(path[-1], str):
        return ""
    for shape in shapes_at(path[:-1]):
        if path[-1] in shape.get("properties", {}):
            return _help(shape["properties"][path[-1]])
    return ""


def _help(value: Schema) -> str:
    return str(value.get("description", ""))


def _takes(shapes: Iterable[Schema]) -> str:
    """`entries` for a mapping of ids, `keys` for a mapping, `list`, or `scalar`."""
    forms = list(_forms(shapes))
    if any(form.get("type") == "array" for form in forms):
        return "list"
    if any("properties" in form for form in forms):
        return "keys"
    return "entries" if any(form.get("type") == "object" for form in forms) else "scalar"


def _forms(shapes: Iterable[Schema]) -> Iterator[Schema]:
    for shape in shapes:
        if "$ref" in shape:
            yield from _forms([_schema()["definitions"][shape["$ref"].removeprefix(_PREFIX)]])
        elif "anyOf" in shape:
            yield from _forms(shape["anyOf"])
        else:
            yield shape


def _inside(shapes: Iterable[Schema], step: str | int) -> Iterator[Schema]:
    for shape in shapes:
        if isinstance(step, int):
            if "items" in shape:
                yield shape["items"]
        elif step in shape.get("properties", {}):
            yield shape["properties"][step]
        elif isinstance(shape.get("additionalProperties"), dict):
            yield shape["additionalProperties"]
