"""The JSON Schema of one project: that of argument files, with the project's own ids and what each of them says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from argmap.catalogue import schemes
from argmap.editor.typed import Value, typed
from argmap.model.file import SHARED_NAMESPACE, SINGULAR
from argmap.model.values import ID_PATTERN
from argmap.reading.merge import Reading
from argmap.schema import Schema, file_schema

_WORDS = MappingProxyType(
    {"parties": "name", "authorities": "title", "rules": "text", "issues": "question", "assertions": "text",
     "scenarios": "description", "views": "title"}
)  # fmt: skip
"""The key in which an entry of each section says what it is."""
_NAMES = MappingProxyType(
    {
        "party": ("parties",),
        "part_of": ("parties",),
        "burden": ("parties",),
        "in": ("authorities",),
        "cite": ("authorities",),
        "rule": ("rules",),
        "rivals": ("rules",),
        "issue": ("issues",),
        "issues": ("issues",),
        "positions": ("assertions",),
        "focus": ("assertions",),
        "assertion": ("assertions",),
        "alternative_to": ("assertions",),
        "asserted_by": ("parties",),
        "premises": ("assertions",),
        "unless": ("assertions",),
        "counters": ("assertions",),
        "authorities": ("authorities",),
        "scenario": ("scenarios",),
        "accept": ("assertions", "authorities"),
        "reject": ("assertions", "authorities"),
        "out": ("assertions", "authorities"),
        "undecided": ("assertions", "authorities"),
    }
)
"""For each key of an entry, the sections whose ids it names."""
_OTHERWISE = MappingProxyType(
    {
        ("Expectation", "in"): ("assertions", "authorities"),
        ("Authority", "binding"): ("parties",),
        ("Burden", "shows"): ("assertions", "elements"),
    }
)
_LONGEST = 300
_SCALAR = ("string", "number", "boolean", "null")
"""What an id may be taken for; without a type some editors write a key without its colon."""


def project_schema(readings: Sequence[Reading]) -> Schema:
    """The schema of argument files in which ids must be those of some maps (of all of them together)."""
    schema = file_schema()
    definitions = schema["definitions"]
    for noun, body in definitions.items():
        for key, value in body.get("properties", {}).items():
            sections = _OTHERWISE.get((noun, key)) or _NAMES.get(key)
            if sections and not (noun == "View" and key == "authorities"):
                body["properties"][key] = _named(value, sections)
    entries = {section: _entries(readings, section) for section in _WORDS} | {"elements": _parts(readings)}
    for sections in {*_NAMES.values(), *_OTHERWISE.values()}:
        texts = {name: text for section in sections for name, text in entries[section].items()}
        definitions[_definition(sections)] = _choice(texts)
    definitions["citation"] = _citations(readings, entries["authorities"])
    told = {name: text for section in SHARED_NAMESPACE for name, text in entries[section].items()}
    _only(definitions["Waiver"]["properties"], "at", told | {"map": "The map as a whole."})
    titles = {name: scheme.title for name, scheme in schemes().items()}
    _only(definitions["Argument"]["properties"], "scheme", titles)
    if applied := _elements(readings):
        definitions["Argument"]["allOf"] = applied
    schema["definitions"] = dict(sorted(definitions.items()))
    return schema


def project_schema_text(readings: Sequence[Reading]) -> str:
    """The schema of a project as JSON."""
    return json.dumps(project_schema(readings), indent=1, ensure_ascii=False) + "\n"


def _only(properties: Schema, key: str, texts: Mapping[str, str]) -> None:
    properties[key] = {"description": properties[key]["description"], **_choice(texts)}


def _definition(sections: Iterable[str]) -> str:
    return "-or-".join(SINGULAR.get(section, "element") for section in sections) + "-id"


def _named(value: Any, sections: tuple[str, ...]) -> Any:
    """The schema of a key in which what may be an id must be one of some sections, and a citation start with one."""
    if isinstance(value, list):
        return [_named(item, sections) for item in value]
    if not isinstance(value, dict):
        return value
    pattern = value.get("pattern", "")
    if pattern == ID_PATTERN:
        kept = {"description": value["description"]} if "description" in value else {}
        return (
            {**kept, "type": [*_SCALAR], "allOf": [_ref(_definition(sections))]}
            if kept
            else _ref(_definition(sections))
        )
    if pattern.startswith(ID_PATTERN.removesuffix("$")):
        return _ref("citation")
    return {key: inner if key == "propertyNames" else _named(inner, sections) for key, inner in value.items()}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _entries(readings: Sequence[Reading], section: str) -> dict[str, str]:
    """Every id of a section with what it says, those of entries that are not right among them."""
    found: dict[str, str] = {}
    for reading in readings:
        names = sorted(name for held, name in reading.places.homes if held == section)
        for name in names:
            noun = getattr(reading.map, section).get(name)
            words = getattr(noun, _WORDS[section], None) or getattr(noun, "short", None) or ""
            kind = f"*{SINGULAR[section]}, {noun.kind}* " if getattr(noun, "kind", None) else ""
            found.setdefault(name, f"{kind}{words}".strip())
    return dict(sorted(found.items()))


def _parts(readings: Sequence[Reading]) -> dict[str, str]:
    """The elements and exceptions of all rules."""
    rules = [rule for reading in readings for rule in reading.map.rules.values()]
    return {name: text for rule in rules for parts in (rule.elements, rule.exceptions) for name, text in parts.items()}


def _choice(texts: Mapping[str, str]) -> Schema:
    """One of some words, each with its text; what an editor takes for a number, say, stands there as one too."""
    values: dict[tuple[type, Value], str] = {}
    for name, text in texts.items():
        for value in (name, *typed(name)):
            values.setdefault((type(value), value), text)  # by type: true is not 1
    cut = [text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…" for text in values.values()]
    if not values:
        return {"type": "string", "enum": ["…"]}
    return {"type": [*_SCALAR], "enum": [value for _, value in values], "markdownEnumDescriptions": cut}


def _citations(readings: Sequence[Reading], titles: Mapping[str, str]) -> Schema:
    """A citation in its short form: the id of an authority, perhaps with a place; known places are told."""
    texts = {}
    nouns = {name: noun for reading in readings for name, noun in reading.map.authorities.items()}
    for name, title in titles.items():
        texts[name] = title
        for place, passage in (nouns[name].passages if name in nouns else {}).items():
            texts[f"{name} {place}"] = passage.says
    ids = "|".join(map(re.escape, titles)) or "…"
    return {"anyOf": [_choice(texts), {"type": "string", "pattern": f"^({ids}) .*\\S.*$"}]}


def _elements(readings: Sequence[Reading]) -> list[Schema]:
    """For each rule, the elements and exceptions that its premises may be named for."""
    rules = {name: rule for reading in readings for name, rule in reading.map.rules.items()}
    found = []
    for name, rule in sorted(rules.items()):
        named = {
            key: {"properties": {part: {"description": text} for part, text in parts.items()}}
            for key, parts in (("premises", rule.elements), ("unless", rule.exceptions))
            if parts
        }
        if named:
            applies = {"properties": {"rule": {"enum": [name, *typed(name)]}}, "required": ["rule"]}
            found.append({"if": applies, "then": {"properties": named}})
    return found
