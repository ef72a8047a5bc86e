"""From one file's plain data to the nouns of the model, every entry validated on its own."""

from __future__ import annotations

from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from argmap.diagnostics import Diagnostic, Nature, Related, Severity, defect
from argmap.model.authority import AUTHORITY_KINDS, Authority
from argmap.model.file import FORMAT_VERSION, NOUN_SECTIONS, ArgumentFile
from argmap.model.header import Expectation, MapHeader, Waiver
from argmap.reading.characters import REPLACEMENT
from argmap.reading.found import Found
from argmap.reading.fragment import Entry, Fragment
from argmap.reading.ids import slug
from argmap.reading.lifting import is_id, lifted
from argmap.reading.lines import ids_within
from argmap.reading.phrases import TWICE, named, one_of, shown
from argmap.reading.salvage import salvaged
from argmap.reading.sections import Item, items_of
from argmap.reading.source import Path_, Source, ids_in, same_entry
from argmap.reading.synonyms import meant_by
from argmap.reading.tree import UNREADABLE
from argmap.reading.wording import Wording, not_an_id, wordings


def load(source: Source, before: Fragment | None = None) -> Fragment:
    """Validate everything one file says. Never raises: what is wrong is in `defects`, what is usable in the rest.

    `before` is what the file contributed at an earlier time: entries that say the same still are taken from it.
    """
    loader = _Loader(source, before)
    data = source.data
    if data or not source.defects:
        loader.top_level()
    for section in NOUN_SECTIONS:
        loader.section(section)
    header = loader.one("map", MapHeader)
    expect = loader.one("expect", Expectation)
    uses, waivers = loader.uses(), loader.waivers()
    return Fragment(
        source,
        header,
        "map" in data,
        uses,
        loader.entries,
        tuple(loader.again),
        waivers,
        expect,
        (*source.defects, *loader.found.listed()),
        source.lost | loader.lost,
        frozenset(loader.unread),
        loader.faultless,
    )


class _Loader:
    """One file being validated."""

    def __init__(self, source: Source, before: Fragment | None = None) -> None:
        self.source = source
        self.before = before
        self.faultless: dict[tuple[str, str], tuple[Entry, ...]] = {}
        self.data = source.data
        self.found = Found()
        self.entries: dict[str, dict[str, Entry]] = {section: {} for section in NOUN_SECTIONS}
        self.again: list[tuple[str, Entry]] = []
        self.lost: set[str] = set()
        self.unread: set[str] = set()

    # -- telling -----------------------------------------------------------------------------------------------------

    def report(self, wording: Wording, base: Path_, subject: str = "", *related: Related) -> None:
        if not self.found.wants(self.source.path, wording.check):
            return
        path = base + wording.path
        span = self.source.key_span(path) if wording.at_key else self.source.span(path)
        self.found.add(defect(wording.check, wording.message, span, wording.help, subject, *related))

    def wrong(self, check: str, message: str, path: Path_, help_text: str = "", subject: str = "") -> None:
        self.report(Wording(check, message, help_text, (), at_key=True), path, subject)

    def validate(self, model: type[BaseModel], data: Any, base: Path_, name: str) -> Any:
        """The model for the data, or None after a defect was reported for each thing wrong with it."""
        try:
            noun = model.model_validate(data)
            self._warn_of_empty(data, base, name)
            return noun
        except ValidationError as error:
            replaced = self.source.has_bad_characters
            for item in error.errors(include_url=False, include_context=False):
                if item["type"] == "extra_forbidden":
                    self.lost |= ids_in({str(item["loc"][-1]): item["input"]})
            for wording in wordings(error, model, name, lambda at: self._as_written(base, at), has_replaced=replaced):
                self.report(wording, base, name)
            return None

    def _warn_of_empty(self, data: Any, base: Path_, name: str) -> None:
        """A key that is written without a value says nothing: the writer should know."""
        pending: list[tuple[Any, Path_]] = [(data, ())]
        while pending:
            value, path = pending.pop()
            if isinstance(value, dict):
                for key, inner in value.items():
                    if inner is None and self.found.wants(self.source.path, "empty-key"):
                        span = self.source.key_span((*base, *path, key))
                        message, help_text = (
                            f"{shown(key)} of {shown(name)} has no value.",
                            "Write one, or delete the key.",
                        )
                        self.found.add(
                            Diagnostic("empty-key", Severity.WARNING, Nature.DEFECT, message, span, help_text, name)
                        )
                    elif isinstance(inner, (dict, list)):
                        pending.append((inner, (*path, key)))
            elif isinstance(value, list):
                pending += [(inner, (*path, n)) for n, inner in enumerate(value) if isinstance(inner, (dict, list))]

    def _as_written(self, base: Path_, path: Path_) -> Path_:
        return self.source.as_written(base + path)[len(self.source.as_written(base)) :]

    # -- the file ----------------------------------------------------------------------------------------------------

    def top_level(self) -> None:
        known = [*ArgumentFile.model_fields]
        for key in self.data:
            if key in known or self.data[key] is UNREADABLE:
                continue
            self.lost |= ids_in({key: self.data[key]})
            if self.found.wants(self.source.path, "unknown-key"):
                help_text = meant_by(key, known) or f"It may have {one_of([f'`{word}`' for word in known])}."
                self.wrong("unknown-key", f"An argument file has no key {shown(key)}.", (key,), help_text)
        version = self.data.get("argmap")
        if version in (FORMAT_VERSION, UNREADABLE):
            return
        if "argmap" in self.data and version is None:
            self.wrong("missing-value", "`argmap` has no value.", ("argmap",), "Write `argmap: 1`.")
        elif "argmap" in self.data:
            message = f"This argmap reads format version 1, not {shown(version)}."
            self.wrong("unsupported-version", message, ("argmap",), "Write `argmap: 1`.")
        elif "argmap" not in self.source.lost:
            first = tuple(islice(self.data, 1))
            self.wrong("missing-key", "The file does not say `argmap: 1`.", first, "Write it as the first line.")

    def one(self, key: str, model: type[BaseModel]) -> Any:
        """The value of a key that a file has once."""
        return self.validate(model, self.data[key], (key,), key) if key in self.data else None

    def uses(self) -> tuple[str, ...]:
        """The paths under `uses`; an empty one stands for an item that is no path."""
        value = self.data.get("uses", [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list):
            if items is not UNREADABLE:
                message = f"`uses` must be a list of paths, not {shown(value)}." if value else "`uses` has no value."
                check = "wrong-type" if value else "missing-value"
                self.wrong(check, message, ("uses",), "Write `uses: [../authorities]`.")
            return ()
        for index, item in enumerate(items):
            if not isinstance(item, str) and item is not UNREADABLE:
                self.wrong("wrong-type", f"Item {index + 1} of `uses` must be a path.", ("uses", index))
            elif item == "":
                self.wrong("missing-value", f"Item {index + 1} of `uses` has no value.", ("uses", index))
        return tuple(item if isinstance(item, str) else "" for item in items)

    def waivers(self) -> tuple[tuple[Path_, Waiver], ...]:
        value = self.data.get("waivers", [])
        if not isinstance(value, list):
            if value is not UNREADABLE:
                message = "`waivers` must be a list." if value else "`waivers` has no value."
                check = "wrong-type" if value else "missing-value"
                self.wrong(check, message, ("waivers",), "Write `- {check: …, at: …, because: …}`.")
            return ()
        found = []
        for index, item in enumerate(value):
            waiver = self.validate(Waiver, item, ("waivers", index), f"item {index + 1} of `waivers`")
            if waiver is not None:
                found.append((("waivers", index), waiver))
        return tuple(found)

    # -- entries -----------------------------------------------------------------------------------------------------

    def section(self, section: str) -> None:
        """Validate each entry of a section, the assertions that are defined inside others among them."""
        body = self.data.get(section, {})
        if not isinstance(body, dict):
            if body is None:
                self.wrong(
                    "missing-value", f"`{section}` has no value.", (section,), "Add an entry, or delete the key."
                )
                return
            self.unread.add(section)
            if body is not UNREADABLE:
                help_text = "Write each entry under its id: `some-id: {…}`."
                message = f"`{section}` must hold entries by id, not {shown(body)}."
                self.wrong("wrong-type", message, (section,), help_text)
            return
        for item in items_of(section, body):
            self._item(item, (section, item.key))

    def _item(self, item: Item, path: Path_) -> None:
        if item.slip:
            message, help_text = item.words(str(path[0]))
            self.wrong("syntax", message, path, help_text, item.key)
            if item.slip == "header":
                self.entries[item.section].setdefault(item.key, Entry(item.key, path, None, is_whole=False))
            return
        if not is_id(item.key):
            self._bad_id(item.key, path)
            if isinstance(item.value, str):
                return  # it is no entry either: the colon of a text, say
        if self._taken_over(item, path):
            return
        told, lost, again = self.found.told, len(self.lost), len(self.again)
        held = self.entries[item.section]
        first = len(held)
        if item.section == "assertions":
            self._assertions(item.key, item.value, path)
        else:
            self._entry(item.section, item.key, item.value, path)
        if (told, lost, again) == (self.found.told, len(self.lost), len(self.again)):
            self.faultless[item.section, item.key] = tuple(islice(held.values(), first, None))

    def _taken_over(self, item: Item, path: Path_) -> bool:
        """Take an entry, with those defined inside it, from before: nothing was wrong with it, and it is the same."""
        key = (item.section, item.key)
        known = self.before.faultless.get(key) if self.before is not None else None
        if not known or self.before is None or known[0].path != path:
            return False
        held = self.entries[item.section]
        if not same_entry(self.before.source, self.source, path) or any(entry.id in held for entry in known):
            return False
        held.update((entry.id, entry) for entry in known)
        self.faultless[key] = known
        return True

    def _bad_id(self, entry_id: str, path: Path_) -> None:
        self.lost |= {slug(entry_id), entry_id, *ids_within(entry_id)[:1]}
        if not (self.source.has_bad_characters and REPLACEMENT in entry_id):
            self.report(not_an_id(entry_id, ()), path, entry_id)

    def _assertions(self, entry_id: str, body: Any, path: Path_) -> None:
        result = lifted(entry_id, body, path)
        self.lost |= result.lost
        for wording, at in result.wordings:
            if not (self.source.has_bad_characters and REPLACEMENT in wording.message):
                self.report(wording, at, entry_id)
        for definition in result.definitions:
            self._entry("assertions", *definition)

    def _entry(self, section: str, entry_id: str, body: Any, path: Path_) -> None:
        known = self.entries[section]
        if entry_id in known:
            self._twice(known[entry_id], path)
        model = NOUN_SECTIONS[section] if section != "authorities" else self._kind(entry_id, body, path)
        noun = None
        if body is None:
            message, help_text = f"{named(entry_id)} has no value.", "Write its keys below it, indented."
            self.wrong("missing-value", message, path, help_text, entry_id)
        elif body is not UNREADABLE:
            noun = self.validate(model or Authority, body if model else {**body, "kind": "unknown"}, path, entry_id)
        is_whole = noun is not None and model is not None
        entry = Entry(entry_id, path, noun if is_whole else salvaged(model or Authority, body), is_whole)
        if known.setdefault(entry_id, entry) is not entry:
            self.again.append((section, entry))

    def _twice(self, first: Entry, path: Path_) -> None:
        if self.found.wants(self.source.path, "duplicate-id"):
            related = Related(self.source.id_span(first.path), "first defined here")
            message, span = f"{named(first.id)} is defined twice.", self.source.id_span(path)
            self.found.add(defect("duplicate-id", message, span, TWICE, first.id, related))

    def _kind(self, entry_id: str, body: Any, path: Path_) -> type[Authority] | None:
        """The class for the kind of an authority; None after it was told that there is no such kind."""
        if not isinstance(body, dict):
            return Authority
        kinds, kind = list(AUTHORITY_KINDS), body.get("kind")
        if isinstance(kind, str) and kind in AUTHORITY_KINDS:
            return AUTHORITY_KINDS[kind]
        help_text = f"It is one of {one_of(kinds)}."
        name = named(entry_id)
        if "kind" not in body:
            self.wrong("missing-key", f"{name} has no `kind`.", path, help_text, entry_id)
        elif kind is None:
            self.wrong("missing-value", f"`kind` of {name} has no value.", (*path, "kind"), help_text, entry_id)
        elif kind is not UNREADABLE:
            near = meant_by(kind, kinds) if isinstance(kind, str) else ""
            message = f"`kind` of {name} cannot be {shown(kind)}."
            self.report(Wording("wrong-value", message, f"{near} {help_text}".strip(), ("kind",)), path, entry_id)
        return None
