"""From one file's plain data to the nouns of the model: inline definitions lifted out, every entry validated on its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from argmap.diagnostics import Diagnostic, Related, defect
from argmap.model.authority import AUTHORITY_KINDS, Authority
from argmap.model.file import FORMAT_VERSION, NOUN_SECTIONS, SINGULAR, ArgumentFile
from argmap.model.header import Expectation, MapHeader, Waiver
from argmap.model.values import ID_PATTERN, Noun
from argmap.reading.source import Path_, Source
from argmap.reading.wording import Wording, did_you_mean, one_of, shown, wordings

_UNNAMED = "an-assertion-without-id"
_ID = re.compile(ID_PATTERN.removesuffix("$") + r"\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """One noun under its id: the model (None where it is too broken to use) and where in the file it stands."""

    id: str
    path: Path_
    noun: Noun | None


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one file contributes to a map: its nouns by section and id, and what it says of the map as a whole.

    `lost` holds ids of entries that are there but could not be read.
    """

    source: Source
    header: MapHeader | None
    has_header: bool
    uses: tuple[str, ...]
    entries: dict[str, dict[str, Entry]]
    waivers: tuple[tuple[Path_, Waiver], ...]
    expect: Expectation | None
    defects: tuple[Diagnostic, ...]
    lost: frozenset[str]


@dataclass
class _Loader:
    source: Source
    defects: list[Diagnostic] = field(default_factory=list)
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def report(self, wording: Wording, base: Path_, subject: str = "", *related: Related) -> None:
        path = base + wording.path
        span = self.source.key_span(path) if wording.at_key else self.source.span(path)
        self.defects.append(defect(wording.check, wording.message, span, wording.help, subject, *related))

    def validate(self, model: type[BaseModel], data: Any, base: Path_, name: str) -> Any:
        """The model for the data, or None after a defect was reported for each thing wrong with it."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for wording in wordings(error, model, name):
                self.report(wording, base, name)
            return None

    def wrong(self, check: str, message: str, path: Path_, help_text: str = "", subject: str = "") -> None:
        self.report(Wording(check, message, help_text, (), at_key=True), path, subject)


def load(source: Source) -> Fragment:
    """Validate everything one file says. Never raises: what is wrong is in `defects`, what is usable in the rest."""
    loader = _Loader(source, list(source.defects))
    data = source.data
    if data:
        _top_level(loader, data)
    for section in NOUN_SECTIONS:
        loader.entries[section] = {}
        for entry_id, body, path in _entries(loader, section, data.get(section)):
            _entry(loader, section, entry_id, body, path)
    header = None
    if "map" in data:
        header = loader.validate(MapHeader, data["map"], ("map",), "map")
    return Fragment(
        source,
        header,
        "map" in data,
        _uses(loader, data),
        loader.entries,
        _waivers(loader, data),
        loader.validate(Expectation, data["expect"], ("expect",), "expect") if "expect" in data else None,
        tuple(loader.defects),
        source.lost | loader.lost,
    )


def _top_level(loader: _Loader, data: dict[str, Any]) -> None:
    known = [*ArgumentFile.model_fields]
    for key in data:
        if key not in known:
            help_text = did_you_mean(key, known) or f"Known keys: {', '.join(known)}."
            loader.wrong("unknown-key", f"A file has no key {shown(key)}.", (key,), help_text)
    version = data.get("argmap")
    if "argmap" not in data and "argmap" not in loader.source.lost:
        loader.wrong("missing-key", "The file does not say `argmap: 1`.", (), "Write it as the first line.")
    elif version is not None and version != FORMAT_VERSION:
        message = f"This argmap reads format version 1, not {shown(version)}."
        loader.wrong("unsupported-version", message, ("argmap",), "Write `argmap: 1`.")
    elif "argmap" in data and version is None:
        loader.wrong("missing-value", "`argmap` has no value.", ("argmap",), "Write `argmap: 1`.")


def _entries(loader: _Loader, section: str, body: Any) -> Iterator[tuple[str, Any, Path_]]:
    """Each entry of a section, the assertions that are defined inside others among them."""
    if body is None:
        if section in loader.source.data:
            loader.wrong("missing-value", f"`{section}` has no value.", (section,), "Add an entry, or delete the key.")
        return
    if not isinstance(body, dict):
        help_text = "Write each entry under its id: `some-id: {…}`."
        loader.wrong("wrong-type", f"`{section}` must hold entries by id.", (section,), help_text)
        return
    for entry_id, value in body.items():
        if section == "assertions":
            yield from _lifted(loader, entry_id, value, (section, entry_id))
        else:
            yield entry_id, value, (section, entry_id)


def _entry(loader: _Loader, section: str, entry_id: str, body: Any, path: Path_) -> None:
    known = loader.entries[section]
    if not _ID.match(entry_id):
        rule = "An id has small letters, digits and hyphens, and starts with a letter or digit."
        loader.wrong("bad-id", f"{shown(entry_id)} cannot be an id.", path, rule, entry_id)
    if entry_id in known:
        first = Related(loader.source.key_span(known[entry_id].path), "first defined here")
        message = f"`{entry_id}` is defined twice."
        wording = Wording("duplicate-id", message, "Rename one of them.", (), at_key=True)
        loader.report(wording, _id_place(loader.source, path), entry_id, first)
        return
    if body is None:
        message, help_text = f"`{entry_id}` has no value.", "Write its keys below it, indented."
        loader.wrong("missing-value", message, path, help_text, entry_id)
        noun = None
    elif section == "authorities":
        noun = _authority(loader, entry_id, body, path)
    else:
        noun = loader.validate(NOUN_SECTIONS[section], body, path, entry_id)
    known[entry_id] = Entry(entry_id, path, noun)


def _id_place(source: Source, path: Path_) -> Path_:
    return (*path, "id") if len(path) > 2 else path


def _authority(loader: _Loader, entry_id: str, body: Any, path: Path_) -> Authority | None:
    kinds = list(AUTHORITY_KINDS)
    kind = body.get("kind") if isinstance(body, dict) else None
    model = AUTHORITY_KINDS.get(kind) if isinstance(kind, str) else None
    if isinstance(body, dict) and model is None:
        help_text = f"It is one of {one_of(kinds)}."
        if "kind" not in body:
            loader.wrong("missing-key", f"`{entry_id}` has no `kind`.", path, help_text, entry_id)
            body = {**body, "kind": ""}
        elif kind is None:
            message = f"`kind` of `{entry_id}` has no value."
            loader.wrong("missing-value", message, (*path, "kind"), help_text, entry_id)
        else:
            near = did_you_mean(str(kind), kinds)
            message = f"`kind` of `{entry_id}` cannot be {shown(kind)}."
            wording = Wording("wrong-value", message, f"{near} {help_text}".strip(), ("kind",))
            loader.report(wording, path, entry_id)
        loader.validate(Authority, {**body, "kind": "unknown"}, path, entry_id)
        return None
    return loader.validate(model or Authority, body, path, entry_id)  # type: ignore[no-any-return]  # by construction


def _uses(loader: _Loader, data: dict[str, Any]) -> tuple[str, ...]:
    if "uses" not in data:
        return ()
    uses = [data["uses"]] if isinstance(data["uses"], str) else data["uses"]
    if not isinstance(uses, list):
        loader.wrong("wrong-type", "`uses` must be a list of paths.", ("uses",), "Write `uses: [../authorities]`.")
        return ()
    for index, item in enumerate(uses):
        if not isinstance(item, str):
            loader.wrong("wrong-type", f"`uses` item {index + 1} must be a path.", ("uses", index))
    return tuple(item if isinstance(item, str) else "" for item in uses)


def _waivers(loader: _Loader, data: dict[str, Any]) -> tuple[tuple[Path_, Waiver], ...]:
    if "waivers" not in data:
        return ()
    found = []
    waivers = data["waivers"]
    if not isinstance(waivers, list):
        help_text = "Write `- {check: …, at: …, because: …}`."
        loader.wrong("wrong-type", "`waivers` must be a list.", ("waivers",), help_text)
        return ()
    for index, item in enumerate(waivers):
        path: Path_ = ("waivers", index)
        waiver = loader.validate(Waiver, item, path, f"waiver {index + 1}")
        if waiver is not None:
            found.append((path, waiver))
    return tuple(found)


# -- assertions defined where they are used ------------------------------------------------------------------------------

_Lift = Callable[[Any, Path_], Any]


def _lifted(loader: _Loader, entry_id: str, body: Any, path: Path_) -> Iterator[tuple[str, Any, Path_]]:
    """An assertion and those defined inside it, each with its own body and the path at which it stands."""
    found: list[tuple[str, Any, Path_]] = []

    def lift(item: Any, at: Path_) -> Any:
        """The id that stands for an inline definition, which joins `found`; anything else is left as it is."""
        if not isinstance(item, dict) or not ("text" in item or "id" in item) or "assertion" in item:
            return item
        inner = item.get("id")
        if not isinstance(inner, str):
            message = "An assertion defined where it is used needs an `id`."
            loader.wrong("missing-key", message, at, "Add `id: some-new-id`.", entry_id)
            loader.lost.add(_UNNAMED)
            return _UNNAMED
        if not _ID.match(inner):
            rule = "An id has small letters, digits and hyphens, and starts with a letter or digit."
            loader.report(Wording("bad-id", f"{shown(inner)} cannot be an id.", rule, ("id",)), at, inner)
        definition = {key: value for key, value in item.items() if key not in ("id", "how")}
        found.append((inner, _with_lifted(definition, at, lift), at))
        return inner

    lifted = _with_lifted(body, path, lift)
    yield entry_id, lifted, path
    yield from found


def _with_lifted(body: Any, path: Path_, lift: _Lift) -> Any:
    """An assertion's body in which every inline definition is replaced by its id."""
    if not isinstance(body, dict):
        return body
    result = dict(body)
    if "premises" in body:
        result["premises"] = _lift_premises(body["premises"], (*path, "premises"), lift)
    if "because" in body:
        result["because"] = _each(body["because"], (*path, "because"), lambda item, at: _lift_argument(item, at, lift))
    if "authorities" in body:
        result["authorities"] = _lift_citations(body["authorities"], (*path, "authorities"), lift)
    if "counters" in body:
        result["counters"] = _lift_counters(body["counters"], (*path, "counters"), lift)
    return result


def _each(value: Any, path: Path_, change: Callable[[Any, Path_], Any]) -> Any:
    if isinstance(value, list):
        return [change(item, (*path, index)) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return change(value, path)
    return value


def _lift_premises(value: Any, path: Path_, lift: _Lift) -> Any:
    if isinstance(value, dict) and not ("id" in value and "text" in value):
        return {key: lift(item, (*path, key)) for key, item in value.items()}
    return _each(value, path, lift)


def _lift_argument(item: Any, path: Path_, lift: _Lift) -> Any:
    if not isinstance(item, dict):
        return item
    result = dict(item)
    for key in ("premises", "unless"):
        if key in item:
            result[key] = _lift_premises(item[key], (*path, key), lift)
    if "authorities" in item:
        result["authorities"] = _lift_citations(item["authorities"], (*path, "authorities"), lift)
    if "counters" in item:
        result["counters"] = _lift_counters(item["counters"], (*path, "counters"), lift)
    return result


def _lift_citations(value: Any, path: Path_, lift: _Lift) -> Any:
    def change(item: Any, at: Path_) -> Any:
        if not isinstance(item, dict) or "counters" not in item:
            return item
        return {**item, "counters": _lift_counters(item["counters"], (*at, "counters"), lift)}

    return _each(value, path, change)


def _lift_counters(value: Any, path: Path_, lift: _Lift) -> Any:
    def change(item: Any, at: Path_) -> Any:
        if not isinstance(item, dict):
            return item
        if "assertion" in item:
            result = {**item, "assertion": lift(item["assertion"], (*at, "assertion"))}
            if "counters" in item:
                result["counters"] = _lift_counters(item["counters"], (*at, "counters"), lift)
            return result
        lifted = lift(item, at)
        if lifted is item:
            return item
        return {"assertion": lifted, "how": item["how"]} if "how" in item else lifted

    return _each(value, path, change)


def singular(section: str) -> str:
    """`assertion` for `assertions`, with `a` or `an` before it."""
    word = SINGULAR[section]
    return f"{'an' if word[0] in 'aio' else 'a'} {word}"
