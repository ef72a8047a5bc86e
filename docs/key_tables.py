"""The page of keys: one table for each noun of an argument file, read off the JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pieces import head, table

from argmap.catalogue.keys import KEYS
from argmap.model.values import DATE_PATTERN, ID_PATTERN
from argmap.schema import file_schema

# How each noun of the model is called on the page of keys, in the order of a file.
NOUNS = {
    "ArgumentFile": "A file",
    "MapHeader": "`map`",
    "Party": "A party",
    "Authority": "An authority",
    "Passage": "A passage of an authority",
    "Checked": "`checked`",
    "Rule": "A rule",
    "Issue": "An issue",
    "Burden": "An item of `burdens`",
    "Assertion": "An assertion",
    "Attribution": "An item of `asserted_by`",
    "Argument": "An argument: an item of `because`",
    "Premise": "A premise in its long form",
    "Citation": "A citation: an item of `authorities`",
    "CounterEntry": "A counter: an item of `counters`",
    "Review": "`review`",
    "Waiver": "A waiver",
    "Expectation": "`expect`",
    "Scenario": "A scenario",
    "View": "A view",
}


def keys() -> Iterator[str]:
    yield from head(
        "The keys of an argument file",
        "Every key that a file may have. Keys in **bold** are required. What they mean together, with examples, is in",
        "[the file format](../file-format.md). `argmap schema` gives the same to an editor.",
    )
    schema = file_schema()
    bodies: dict[str, Any] = {**schema["definitions"], "ArgumentFile": schema}
    for noun, heading in NOUNS.items():
        body = bodies[noun]
        yield from (f"## {heading}", "", body["description"], "")
        required = body.get("required", ())
        rows = []
        for key, value in body["properties"].items():
            name = f"**`{key}`**" if key in required else f"`{key}`"
            written = str(value.get("default", "")).lower()
            default = f" Default: `{written}`." if written and written != "false" else ""
            rows.append((name, _kind(value, bodies), f"{KEYS[noun][key]}{default}"))
        yield from table(("key", "holds", "meaning"), rows)


def _kind(value: Mapping[str, Any], bodies: Mapping[str, Any]) -> str:
    """What a value is, in words."""
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return _link(name) if name in NOUNS else _DEFINED.get(name) or _kind(bodies[name], bodies)
    if "anyOf" in value:
        return _one_of([_kind(part, bodies) for part in value["anyOf"]])
    if "enum" in value:
        return _words_of(value["enum"])
    if value.get("type") == "array":
        return f"a list, each {_kind(value['items'], bodies)}"
    return _mapping(value, bodies) if value.get("type") == "object" else _SCALARS.get(value.get("pattern", ""), "text")


def _one_of(parts: Iterable[str]) -> str:
    """`an id or a list of such`."""
    found: list[str] = []
    for part in parts:
        many = part.startswith(f"a list, each {' or '.join(found)}") or part.removeprefix("a list, each ") in found
        found.append("a list of such" if many else part)
    return " or ".join(dict.fromkeys(found))


def _words_of(words: Sequence[object]) -> str:
    if True in words and "true" in words:
        return "`true` or `false`"
    return ", ".join(f"`{word}`" for word in dict.fromkeys(map(str, words)))


def _mapping(value: Mapping[str, Any], bodies: Mapping[str, Any]) -> str:
    held = value.get("additionalProperties")
    if not held:
        return f"`{{{', '.join(f'{key}: …' for key in value['properties'])}}}`"
    by = "id" if value.get("propertyNames", {}).get("pattern") == ID_PATTERN else "pinpoint"
    return f"{_kind(held, bodies)}, by {by}"


_DEFINED = {"AssertionDefinedHere": "an assertion defined here", "CounterDefinedHere": "an assertion defined here"}
_SCALARS = {
    ID_PATTERN: "an id",
    DATE_PATTERN: "a date",
    r"^[0-9]+$": "a number",
    r"^[a-z0-9][a-z0-9-]*( .+)?$": "`id pinpoint`",
    r"^at-least[: ]\s*[1-9]\d{0,3}$": "`at-least N`",
    r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$": "a date or `from/to`",
}


def _link(noun: str) -> str:
    heading = NOUNS[noun]
    anchor = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_").replace(" ", "-")
    words = heading.partition(":")[0].replace("`", "")
    return f"[{words[0].lower() + words[1:]}](#{anchor})"
