"""What pydantic finds wrong with an entry, in the user's words."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from argmap.model.header import Expectation
from argmap.reading.characters import REPLACEMENT
from argmap.reading.ids import ID_RULE, as_id, without_space
from argmap.reading.nearest import Known
from argmap.reading.phrases import named, one_of, sentence, shown
from argmap.reading.synonyms import meant_by, other_word
from argmap.reading.tree import UNREADABLE

Steps: TypeAlias = "tuple[str | int, ...]"
_IMPLIED = ("assertion", "cite", "party")
"""Keys that the short forms leave out."""
_IMPLIED_ENDS = tuple((key,) for key in _IMPLIED)
_ASSERTION = "Write the id of an assertion, or define one here: `{id: new-id, text: …}`."
_PARTY = "Write the id of a party, as it stands under `parties`."
_AUTHORITY = "Write the id of an authority; the place in it follows after a space: `un-charter art. 2(4)`."
_LABELLED = "Write the id of an assertion or authority."
_NAMED_BY = {
    "premises": _ASSERTION,
    "unless": _ASSERTION,
    "counters": _ASSERTION,
    "alternative_to": "Write the id of an assertion.",
    "positions": "Write the id of an assertion, and its text under `assertions`.",
    "focus": "Write the id of an assertion.",
    "asserted_by": _PARTY,
    "burden": _PARTY,
    "part_of": _PARTY,
    "shows": "Write ids: on an issue of assertions, on a rule of its elements and exceptions.",
    "binding": "Write true, false, or the ids of the parties it binds.",
    "in": "Write the id of an authority, as it stands under `authorities`.",
    "authorities": _AUTHORITY,
    "issue": "Write the id of an issue, as it stands under `issues`.",
    "issues": "Write the id of an issue, as it stands under `issues`.",
    "rule": "Write the id of a rule, as it stands under `rules`.",
    "rivals": "Write the id of a rule, as it stands under `rules`.",
    "scenario": "Write the id of a scenario, as it stands under `scenarios`.",
    "accept": _LABELLED,
    "reject": _LABELLED,
}


class Wording(NamedTuple):
    """A defect before it has a place: code, sentence, help, path inside the entry, whether the key is meant."""

    check: str
    message: str
    help: str
    path: Steps
    at_key: bool = False


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean …?`, or nothing."""
    return f"Did you mean `{near}`?" if (near := Known(known).nearest(word)) else ""


def place_of(path: Steps, name: str) -> str:
    """Where something is, in words: `item 2 of premises in item 1 of because of no-justification`.

    `name` is an id, or words that have their backticks already.
    """
    groups: list[str] = []
    for step in path:
        if isinstance(step, int) and groups:
            groups[-1] = f"item {step + 1} of {groups[-1]}"
        elif isinstance(step, int):
            groups.append(f"item {step + 1}")
        elif step not in _IMPLIED or not groups:
            groups.append(shown(step))
    inside = " in ".join(reversed(groups))
    owner = name if "`" in name else named(name)
    return f"{inside} of {owner}" if inside else owner


def wordings(
    error: ValidationError,
    model: type[BaseModel],
    name: str,
    as_written: Callable[[Steps], Steps],
    *,
    has_replaced: bool = False,
) -> Iterator[Wording]:
    """One wording for each thing wrong with the entry called `name`; nothing for what is reported already.

    `as_written` tells how a path inside the entry is written in the file, where short forms leave steps out;
    `has_replaced` whether the file holds characters that were replaced, so that a text with one needs no second word.
    """
    errors = [item for item in error.errors(include_url=False) if not _is_told(item, has_replaced)]
    for item in _joined(errors, model):
        yield _wording(item, model, name, as_written)


def _is_told(item: Any, has_replaced: bool) -> bool:
    given, kind = item["input"], item["type"]
    if given is UNREADABLE or (kind == "missing" and given.get("<<") is UNREADABLE):
        return True
    if has_replaced and kind != "missing":
        written = item["loc"][-1] if kind == "extra_forbidden" else given
        if isinstance(written, str) and REPLACEMENT in written:
            return True
    return kind in ("wrong_value", "bad_date", "model_type") and _holds_unreadable(given)


def _joined(errors: list[Any], model: type[BaseModel]) -> list[Any]:
    """The errors without those that are the other side of one mistake: a key misspelt is not one missing besides."""
    unknown: dict[Steps, list[str]] = {}
    missing = {item["loc"] for item in errors if item["type"] == "missing"}
    for item in errors:
        if item["type"] == "extra_forbidden":
            unknown.setdefault(item["loc"][:-1], []).append(str(item["loc"][-1]))
    if not unknown or not missing:
        return errors
    kept = []
    for item in errors:
        holder, last = item["loc"][:-1], item["loc"][-1]
        if item["type"] == "missing":
            _, known = _keys_near(model, tuple(step for step in holder if isinstance(step, str)))
            if last not in _IMPLIED and any(known.nearest(key) == last for key in unknown.get(holder, ())):
                continue
            item["stray"] = unknown.get(holder, [])
        elif item["type"] == "extra_forbidden" and any((*holder, key) in missing for key in _IMPLIED):
            continue
        kept.append(item)
    return kept


def _holds_unreadable(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_holds_unreadable(item) for item in value.values())
    return any(_holds_unreadable(item) for item in value) if isinstance(value, list) else value is UNREADABLE


def _wording(item: Any, model: type[BaseModel], name: str, as_written: Callable[[Steps], Steps]) -> Wording:
    kind, path, given = item["type"], tuple(step for step in item["loc"] if step != "[key]"), item["input"]
    where = sentence(place_of(as_written(path), name))
    if kind in ("extra_forbidden", "missing"):
        holder = sentence(place_of(as_written(path[:-1]), name))
        if kind == "extra_forbidden":
            return _unknown_key(path, model, holder)
        return _missing_key(path, holder, item.get("stray", []))
    given = item.get("ctx", {}).get("given", given)
    if given is None or (isinstance(given, str) and not given.strip()):
        return Wording("missing-value", f"{where} has no value.", "Write one, or delete it.", path, at_key=True)
    if kind == "string_pattern_mismatch":
        if item["loc"][-1] in ("[key]", "element"):
            return not_an_id(given, path)
        return _no_id_for(given, path, where, _LABELLED if model is Expectation else _named_by(path))
    return _bad_value(item, given, path, where)


def _missing_key(path: Steps, holder: str, stray: list[str]) -> Wording:
    """The wording for a key that must be there; where a short form is meant, `stray` keys tell what went wrong."""
    if path[-1] in _IMPLIED and stray:
        if len(stray) == 1 and " " in stray[0]:
            message = f"{holder} is read as a key with a value, because a colon and a space stand in it."
            return Wording("wrong-type", message, "Put it in quotation marks.", path[:-1])
        named_by = _named_by(path) or f"Add `{path[-1]}: …`."
        keys = one_of([shown(key) for key in stray], "and")
        return Wording("missing-key", f"{holder} has {keys}, but no `{path[-1]}`.", named_by, path[:-1])
    return Wording("missing-key", f"{holder} has no `{path[-1]}`.", f"Add `{path[-1]}: …`.", path[:-1], at_key=True)


def _unknown_key(path: Steps, model: type[BaseModel], holder: str) -> Wording:
    known, near = _keys_near(model, tuple(step for step in path[:-1] if isinstance(step, str)))
    key = str(path[-1])
    meant = other_word(key, known) or near.nearest(key)
    help_text = f"It may have {one_of([f'`{word}`' for word in known])}." if known else ""
    help_text = f"Did you mean `{meant}`?" if meant else help_text
    return Wording("unknown-key", f"{holder} has no key {shown(key)}.", help_text, path, at_key=True)


def not_an_id(given: str, path: Steps, *, at_key: bool = True) -> Wording:
    """The wording for a key or an `id` that cannot be an id."""
    beside = " with a space beside it" if without_space(given) else ""
    return Wording("bad-id", f"{shown(given)}{beside} cannot be an id.", as_id(given), path, at_key)


def _named_by(path: Steps) -> str:
    """What is to be written where the value at a path must be an id; empty where it need not."""
    return next((_NAMED_BY[step] for step in reversed(path) if step in _NAMED_BY), "")


def _no_id_for(given: Any, path: Steps, where: str, named_by: str) -> Wording:
    bare = without_space(given, may_go_on=path[-1:] == ("cite",))
    if bare:
        message = f"{where} cannot be `{bare}` with a space beside it."
        return Wording("bad-id", message, f"Did you mean `{bare}`? Delete the space.", path)
    if path[-1:] == ("cite",):
        message = f"{where} must start with the id of an authority, not with {shown(given)}."
        return Wording("text-for-id", message, _AUTHORITY, path)
    if any(character.isspace() for character in given):
        return Wording(
            "text-for-id", f"{where} is text where an id is meant: {shown(given)}.", named_by or ID_RULE, path
        )
    return Wording("bad-id", f"{where} cannot be {shown(given)}: that is no id.", as_id(given), path)


_MEANT = {
    "string_type": "text",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "int_type": "a number",
    "int_parsing": "a number",
    "int_from_float": "a whole number",
    "greater_than_equal": "at least 0",
    "less_than_equal": "at most 100",
}


def _bad_value(item: Any, given: Any, path: Steps, where: str) -> Wording:
    kind, context = item["type"], item.get("ctx", {})
    if kind in ("literal_error", "enum"):
        return _not_a_choice(given, path, where, context["expected"])
    if kind == "wrong_value":
        whole = isinstance(given, dict) and not path
        message = f"{where} is not complete." if whole else f"{where} cannot be {shown(given)}."
        return Wording("wrong-value", message, sentence(context["reason"]) + ".", path, at_key=whole)
    if kind == "bad_date":
        message = f"{where} is no date: {shown(context['given'])}."
        return Wording("bad-date", message, sentence(context["reason"]) + ".", path)
    meant = _MEANT.get(kind)
    if meant is None:
        return Wording("wrong-value", f"{where} cannot be {shown(given)}: {item['msg'].lower()}.", "", path)
    if kind in ("int_parsing", "greater_than_equal", "less_than_equal"):
        return Wording("wrong-value", f"{where} cannot be {shown(given)}.", f"It must be {meant}.", path)
    return _wrong_type(meant, given, path, where)


def _not_a_choice(given: object, path: Steps, where: str, expected: str) -> Wording:
    choices = [word.strip(" '") for part in expected.split(" or ") for word in part.split(",")]
    near = meant_by(given, choices) if isinstance(given, str) else ""
    help_text = f"{near} It is one of {one_of(choices)}.".strip()
    return Wording("wrong-value", f"{where} cannot be {shown(given)}.", help_text, path)


def _wrong_type(meant: str, given: object, path: Steps, where: str) -> Wording:
    key = next((step for step in reversed(path) if isinstance(step, str) and step not in _IMPLIED), "")
    help_text = ""
    if meant == "text" and (key in _NAMED_BY or path[-1:] in _IMPLIED_ENDS):
        meant, help_text = "an id", _NAMED_BY.get(key, ID_RULE)
    elif meant == "keys with values" and key in _NAMED_BY:
        meant, help_text = "an id", _NAMED_BY[key]
    elif meant == "text":
        help_text = "Put text that starts with [ or { in quotation marks."
    return Wording("wrong-type", f"{where} must be {meant}, not {shown(given)}.", help_text, path)


@lru_cache(maxsize=256)
def _keys_near(model: type[BaseModel], path: Steps) -> tuple[list[str], Known]:
    known = keys_at(model, path)
    return known, Known(known)


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
