"""Data that argmap brings along: what words and keys mean, argument schemes and legal tests.

A scheme is one file in `schemes/`, a legal test one in `rules/`; the file's name is its name. Both are what others have
worked out, put in our own words: they ask and suggest, and decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from argmap.diagnostics import ArgmapError

Texts = Mapping[str, str]
Entry = TypeVar("Entry")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONVERT: Mapping[str, tuple[type, Callable[[Any], Any]]] = MappingProxyType(
    {"str": (str, str), "Texts": (dict, MappingProxyType), "tuple[str, ...]": (list, tuple)}
)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A pattern of argument: its roles (the last is the conclusion) and the critical questions it must survive."""

    name: str
    title: str
    roles: Texts
    questions: Texts
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegalTest:
    """A rule as its sources state it, for a map to start from.

    `mode` is `all` or `any` of the elements, `burden` says who has to show what, `rivals` are the tests that others put
    in its place, `disputed` the points on which it is not settled, a sentence each.
    """

    name: str
    title: str
    text: str
    mode: str
    elements: Texts
    exceptions: Texts
    burden: str
    rivals: tuple[str, ...]
    disputed: tuple[str, ...]
    sources: tuple[str, ...]


@cache
def schemes() -> Mapping[str, Scheme]:
    """Every argument scheme by its name, in alphabetical order. Raises ArgmapError for a broken file."""
    return _all("schemes", Scheme)


@cache
def legal_tests() -> Mapping[str, LegalTest]:
    """Every legal test by its name, in alphabetical order. Raises ArgmapError for a broken file."""
    return _all("rules", LegalTest)


def _all(folder: str, noun: Callable[..., Entry]) -> Mapping[str, Entry]:
    paths = sorted((files(__name__) / folder).iterdir(), key=lambda path: path.name)
    found = [path for path in paths if path.name.endswith(".yaml")]
    return MappingProxyType(
        {path.name[:-5]: _entry(noun, path.name[:-5], path.read_text(encoding="utf-8")) for path in found}
    )


def _entry(noun: Callable[..., Entry], name: str, text: str) -> Entry:
    """One file as a noun. Raises ArgmapError where a key is missing, unknown or of the wrong kind."""
    try:
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506  # the safe loader, in C where there is one
    except yaml.YAMLError as error:
        raise ArgmapError(f"The catalogue file `{name}.yaml` is not YAML: {error}.") from error
    keys = {field.name: str(field.type) for field in fields(noun) if field.name != "name"}  # type: ignore[arg-type]  # a dataclass
    if not isinstance(data, dict) or list(data) != list(keys):
        raise ArgmapError(f"The catalogue file `{name}.yaml` must have the keys {', '.join(keys)}, in this order.")
    return noun(name=name, **{key: _value(data[key], kind, f"`{key}` in `{name}.yaml`") for key, kind in keys.items()})


def _value(value: Any, kind: str, where: str) -> Any:
    wanted, convert = _CONVERT[kind]
    if type(value) is wanted and all(isinstance(text, str) and text for text in _texts(value)):
        return convert(value)
    raise ArgmapError(f"{where} in the catalogue must hold {'text' if wanted is str else 'texts'} only.")


def _texts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return list(value) if isinstance(value, list) else [value]
