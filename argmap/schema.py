"""The JSON Schema of an argument file, made from the model: what an editor checks and suggests while one writes.

The schema speaks of YAML as an editor reads it: where argmap reads every scalar as a string, numbers and booleans may
stand too. It is of draft 7, which every editor knows. What is only a warning in argmap (an authority that lacks a key
its kind needs) is allowed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from argmap.catalogue.keys import KEYS
from argmap.model.authority import AUTHORITY_KINDS, Authority
from argmap.model.file import FORMAT_VERSION, ArgumentFile
from argmap.model.values import DATE_PATTERN, ID_PATTERN, Noun

Schema = dict[str, Any]
TITLE = "argmap argument file"
_SCALAR = ["string", "number", "boolean"]
_ID: Schema = {"type": ["string", "integer", "boolean"], "pattern": ID_PATTERN}
# How patterns start → the types that what they match may have: ids (and citations, which start with one), dates.
_YEAR = DATE_PATTERN.partition("(")[0]
_TYPES = {ID_PATTERN.removesuffix("$"): _ID["type"], _YEAR: ["string", "integer"]}
_INLINE, _INLINE_COUNTER = "AssertionDefinedHere", "CounterDefinedHere"
_LISTS_ONLY = {("ArgumentFile", "waivers")}


def file_schema() -> Schema:
    """The whole schema, as plain data ready for JSON."""
    _, raw = models_json_schema([(ArgumentFile, "validation")], ref_template="#/definitions/{model}")
    definitions = {name: _noun(name, body) for name, body in raw["$defs"].items() if _is_written(name, body)}
    definitions["Authority"] = _authority(definitions["Authority"])
    _define_in_place(definitions)
    top = definitions.pop("ArgumentFile")
    top["properties"]["argmap"] = {"description": KEYS["ArgumentFile"]["argmap"], "enum": [1, FORMAT_VERSION]}
    for section in top["properties"].values():
        if section.get("type") == "object" and "additionalProperties" in section:
            section["propertyNames"] = {"pattern": ID_PATTERN}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": TITLE,
        **{key: value for key, value in top.items() if key != "title"},
        "definitions": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema as JSON."""
    return json.dumps(file_schema(), indent=2, ensure_ascii=False) + "\n"


def authority_needs(kind: type[Authority]) -> tuple[str, ...]:
    """The keys that an authority of a kind needs, in the order in which a message names them."""
    return ("kind", "title", *kind.needs)


def summary(noun: type[Noun]) -> str:
    """What a noun is: the docstring of its class on one line."""
    return " ".join((noun.__doc__ or "").split())


def _is_written(name: str, body: Schema) -> bool:
    """Whether a file can hold it in this form; an interval, for one, is always written in a form of its own."""
    return name in KEYS or "properties" not in body


def _noun(name: str, body: Schema) -> Schema:
    """A definition of pydantic's, with sentences for its keys, the short forms, and scalars as YAML writes them."""
    if "properties" not in body:
        return {key: value for key, value in body.items() if key != "title"}
    properties = {}
    for key, value in body["properties"].items():
        default = value.get("default")
        changed = _loosened(value, list_only=(name, key) in _LISTS_ONLY)
        changed.pop("description", None)
        if isinstance(default, (str, int)):
            changed["default"] = default
        properties[key] = {"description": KEYS[name][key], **changed}
    return {**{key: value for key, value in body.items() if key != "title"}, "properties": properties}


def _loosened(value: Schema, *, list_only: bool = False) -> Schema:
    """A schema of pydantic's as YAML is written: one thing where a list may stand, numbers and booleans for texts."""
    value = {key: part for key, part in value.items() if key not in ("title", "default", "patternProperties")} | (
        _by_id(value["patternProperties"]) if "patternProperties" in value else {}
    )
    if "anyOf" in value:
        parts = [_loosened(part, list_only=True) for part in value["anyOf"] if part != {"type": "null"}]
        rest = {key: part for key, part in value.items() if key != "anyOf"}
        return {**rest, **parts[0]} if len(parts) == 1 else {**rest, "anyOf": parts}
    if isinstance(value.get("additionalProperties"), dict):
        value["additionalProperties"] = _loosened(value["additionalProperties"])
    if "properties" in value:
        value["properties"] = {key: _loosened(part) for key, part in value["properties"].items()}
    if value.get("type") == "array":
        value["items"] = _loosened(value["items"])
        return value if list_only else {"anyOf": [value["items"], value]}
    return _scalar(value)


def _by_id(patterns: Mapping[str, Schema]) -> Schema:
    ((pattern, held),) = patterns.items()
    return {"propertyNames": {"pattern": pattern}, "additionalProperties": held}


def _scalar(value: Schema) -> Schema:
    """A scalar as an editor's YAML may type it: `2020` is a number there, `true` a flag, `1.10` a decimal number."""
    kind, pattern = value.get("type"), value.get("pattern", "")
    if kind == "string" and "enum" not in value and "const" not in value:
        written_as = next((types for start, types in _TYPES.items() if pattern.startswith(start)), ["string"])
        years = {"minimum": 1000, "maximum": 9999} if pattern.startswith(_YEAR) else {}
        return {**value, "type": written_as if pattern else _SCALAR, **years}
    if kind == "integer":
        return {**value, "type": ["integer", "string"], "pattern": r"^[0-9]+$"}
    if kind == "boolean":
        return {"enum": [True, False, "true", "false"]}
    return value


def _authority(base: Schema) -> Schema:
    """An authority is what its kind says: the keys stand in one place, each kind adds what it is and what it needs."""
    kinds = []
    for kind, noun in AUTHORITY_KINDS.items():
        needs = ", ".join(f"`{key}`" for key in authority_needs(noun)[1:])
        words = f"{summary(noun)} Counts as {noun.source_class.value}. Needs {needs}."
        kinds.append(
            {"title": kind, "description": words, "properties": {"kind": {"const": kind}}, "required": ["kind"]}
        )
    base["properties"]["kind"] = {"description": KEYS["Authority"]["kind"], "enum": list(AUTHORITY_KINDS)}
    binding = base["properties"]["binding"]
    binding["anyOf"].insert(1, _ID)
    return {**base, "oneOf": kinds}


def _define_in_place(definitions: dict[str, Schema]) -> None:
    """Assertions may be defined where they are used: as a premise, an exception or a counter."""
    assertion = definitions["Assertion"]
    named = {**assertion["properties"], "id": {"description": "The id of the new assertion.", **_ID}}
    required = ["id", *assertion["required"]]
    definitions[_INLINE] = {**assertion, "properties": named, "required": required}
    how = {"how": definitions["CounterEntry"]["properties"]["how"]}
    definitions[_INLINE_COUNTER] = {**assertion, "properties": {**named, **how}, "required": required}
    here = {"$ref": f"#/definitions/{_INLINE}"}
    counter = definitions["CounterEntry"]["properties"]
    counter["assertion"] = {"description": KEYS["CounterEntry"]["assertion"], "anyOf": [_ID, here]}
    premise = {"anyOf": [_ID, here, {"$ref": "#/definitions/Premise"}]}
    by_element = {
        "type": "object",
        "propertyNames": {"pattern": ID_PATTERN},
        "additionalProperties": {"anyOf": [_ID, here]},
    }
    premises = [_ID, here, {"type": "array", "items": premise}, by_element]
    entry = {"anyOf": [_ID, {"$ref": f"#/definitions/{_INLINE_COUNTER}"}, {"$ref": "#/definitions/CounterEntry"}]}
    counters = [*entry["anyOf"], {"type": "array", "items": entry}]
    for body in definitions.values():
        for key, words in (("premises", premises), ("unless", premises), ("counters", counters)):
            if key in body.get("properties", {}):
                body["properties"][key] = {"description": body["properties"][key]["description"], "anyOf": words}
