"""What pydantic finds wrong with an entry, in the user's words."""

from __future__ import annotations

import types
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

Steps = tuple[str | int, ...]


class Wording(NamedTuple):
    """A defect before it has a place: code, sentence, help, path inside the entry, whether the key is meant."""

    check: str
    message: str
    help: str
    path: Steps
    at_key: bool = False


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that the user most likely meant, if one is near."""
    close = get_close_matches(word.lower(), list(known), n=1, cutoff=0.7)
    return close[0] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean …?`, or nothing."""
    near = nearest(word, known)
    return f"Did you mean `{near}`?" if near else ""


def one_of(words: Sequence[str]) -> str:
    """`a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def shown(value: object) -> str:
    """A value as it can stand in a sentence: on one line, in backticks, not too long."""
    text = " ".join(str(value).split())
    return f"`{text if len(text) <= 60 else text[:57] + '…'}`"


def wordings(error: ValidationError, model: type[BaseModel], name: str) -> list[Wording]:
    """One wording for each thing wrong with the entry called `name`."""
    return [_wording(item, model, name) for item in error.errors(include_url=False)]


def _wording(item: Any, model: type[BaseModel], name: str) -> Wording:
    kind, path, given = item["type"], tuple(step for step in item["loc"] if step != "[key]"), item["input"]
    where = _where(path, name)
    if kind == "extra_forbidden":
        return _unknown_key(path, model, name)
    if kind == "missing":
        holder = _where(path[:-1], name)
        return Wording("missing-key", f"{holder} has no `{path[-1]}`.", f"Add `{path[-1]}: …`.", path[:-1], at_key=True)
    if given is None or (kind == "string_too_short" and not given):
        return Wording("missing-value", f"{where} has no value.", "Write one, or delete the key.", path, at_key=True)
    if kind == "string_pattern_mismatch":
        return _not_an_id(given, path, where, is_key=item["loc"][-1] == "[key]")
    context = item.get("ctx", {})
    if kind in ("literal_error", "enum"):
        return _not_a_choice(given, path, where, context["expected"])
    if kind == "wrong_value":
        return Wording("wrong-value", f"{where} cannot be {shown(given)}: {context['reason']}.", "", path)
    if kind == "bad_date":
        return Wording("bad-date", f"{where} is no date: {shown(given)}.", f"{item['msg'].capitalize()}.", path)
    return _wrong_type(kind, given, path, where, item["msg"])


def _where(path: Steps, name: str) -> str:
    """`premises` item 2 of `charter-breach`."""
    words = []
    for step in path:
        if isinstance(step, int):
            words.append(f"item {step + 1}")
        else:
            words.append(f"`{step}`")
    return f"{' '.join(words)} of `{name}`" if words else f"`{name}`"


def _unknown_key(path: Steps, model: type[BaseModel], name: str) -> Wording:
    known = keys_at(model, path[:-1])
    key = str(path[-1])
    holder = _where(path[:-1], name)
    help_text = did_you_mean(key, known) or (f"Known keys: {', '.join(known)}." if known else "")
    return Wording("unknown-key", f"{holder} has no key `{key}`.", help_text, path, at_key=True)


def _not_an_id(given: object, path: Steps, where: str, *, is_key: bool) -> Wording:
    rule = "An id has small letters, digits and hyphens, and starts with a letter or digit."
    if is_key:
        return Wording("bad-id", f"{shown(given)} cannot be an id.", rule, path, at_key=True)
    if isinstance(given, str) and any(character.isspace() for character in given):
        return Wording(
            "text-for-id",
            f"{where} is text where an id is meant: {shown(given)}.",
            "Write the id of an entry; an assertion may be defined here as `{id: new-id, text: …}`.",
            path,
        )
    return Wording("bad-id", f"{where} cannot be {shown(given)}: that is no id.", rule, path)


def _not_a_choice(given: object, path: Steps, where: str, expected: str) -> Wording:
    choices = [word.strip(" '") for part in expected.split(" or ") for word in part.split(",")]
    near = did_you_mean(str(given), choices) if isinstance(given, str) else ""
    help_text = f"{near} It is one of {one_of(choices)}.".strip()
    return Wording("wrong-value", f"{where} cannot be {shown(given)}.", help_text, path)


_MEANT = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "int_type": "a number",
    "int_parsing": "a number",
}


def _wrong_type(kind: str, given: object, path: Steps, where: str, message: str) -> Wording:
    if isinstance(given, dict):
        found = "keys with values"
    elif isinstance(given, (list, tuple)):
        found = "a list"
    else:
        found = shown(given)
    meant = _MEANT.get(kind)
    if meant is None:
        return Wording("wrong-value", f"{where} cannot be {found}: {message.lower()}.", "", path)
    help_text = "Quote text that starts with [ or { or holds a colon and a space." if meant == "text" else ""
    return Wording("wrong-type", f"{where} must be {meant}, not {found}.", help_text, path)


def keys_at(model: type[BaseModel], path: Steps) -> list[str]:
    """The keys that may stand at a path inside an entry, in the order in which the model names them."""
    current: Any = model
    for step in path:
        nested = _nested(current)
        if nested is None:
            return []
        if isinstance(step, int):
            continue
        current = next(
            (field.annotation for name, field in nested.model_fields.items() if (field.alias or name) == step), current
        )
    nested = _nested(current)
    return [field.alias or name for name, field in nested.model_fields.items()] if nested else []


def _nested(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `tuple[Annotated[Model, …], ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Annotated, Union, types.UnionType, tuple, list, dict):
        for part in get_args(annotation):
            found = _nested(part)
            if found is not None:
                return found
    return None
