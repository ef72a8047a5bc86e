"""New entries to be filled in: what they hold at first, and the file in which they find their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from argmap.catalogue import LegalTest, legal_tests
from argmap.catalogue.keys import KEYS
from argmap.config import nearest_hint
from argmap.diagnostics import ArgmapError
from argmap.editor import written
from argmap.editor.again import refuse_new_errors
from argmap.editor.edits import Change, created
from argmap.editor.insert import add_entries
from argmap.editor.modeline import modeline
from argmap.editor.written import Hint
from argmap.model.authority import AUTHORITY_KINDS
from argmap.model.file import SHARED_NAMESPACE, SINGULAR
from argmap.model.rule import Rule
from argmap.reading.files import SUFFIX, real
from argmap.reading.ids import ID_RULE
from argmap.reading.lifting import is_id
from argmap.reading.merge import Reading
from argmap.reading.project import ReadBytes, read_bytes
from argmap.reading.source import Source

Entries: TypeAlias = "dict[str, dict[str, dict[str, Any]]]"
"""New entries by section and id."""
OPEN = "…"
"""Stands where a text is still to be written; review tells of it."""


def assertion(text: str = "", /, **fields: Any) -> dict[str, Any]:
    """A new assertion; fields without a value are left out."""
    return {"text": text or Hint(_meaning("Assertion", "text"), OPEN), **_given(fields)}


def authority(kind: str, title: str = "", /, **fields: Any) -> dict[str, Any]:
    """A new authority, with the keys that its kind needs. Raises ArgmapError for a kind that does not exist."""
    if kind not in AUTHORITY_KINDS:
        raise ArgmapError(f"There is no kind of authority `{kind}`. {nearest_hint(kind, AUTHORITY_KINDS)}")
    given = _given({"title": title, **fields})
    needed = {key: Hint(_meaning("Authority", key)) for key in ("title", *AUTHORITY_KINDS[kind].needs)}
    return {"kind": kind, **needed, **given}


def issue(question: str = "", positions: Sequence[str] = (), /, **fields: Any) -> dict[str, Any]:
    """A new issue."""
    return {
        "question": question or Hint(_meaning("Issue", "question"), OPEN),
        **_given(fields | {"positions": [*positions]}),
    }


def party(name: str = "", /, **fields: Any) -> dict[str, Any]:
    """A new party."""
    return {"name": name or Hint(_meaning("Party", "name"), OPEN), **_given(fields)}


def rule(text: str = "", test: LegalTest | None = None, /, **fields: Any) -> dict[str, Any]:
    """A new rule, as a legal test of the catalogue states it or with one open element."""
    if test is None:
        elements: dict[str, Any] = {"first-element": Hint(_meaning("Rule", "elements"), OPEN)}
        return {"text": text or Hint(_meaning("Rule", "text"), OPEN), "elements": elements, **_given(fields)}
    mode = {"mode": test.mode} if test.mode != "all" else {}
    notes = f"{test.burden} See {'; '.join(test.sources)}."
    more = {"elements": dict(test.elements), "exceptions": dict(test.exceptions), **fields}
    more.setdefault("notes", notes)
    return {"text": text or test.text, **mode, **_given(more)}


def under_rule(reading: Reading, name: str, rule_id: str, text: str = "", /, **fields: Any) -> Entries:
    """An assertion that applies a rule, with an open assertion for each element.

    The rule is one of the map or, where the map has none of the name, a legal test of the catalogue, which then joins
    the map. Raises ArgmapError where there is neither.
    """
    rule_id = meant_rule(rule_id, [*reading.map.rules, *legal_tests()])
    known = reading.map.rules.get(rule_id)
    test = None if known else legal_tests().get(rule_id)
    if known is None and test is None:
        hint = nearest_hint(rule_id, [*reading.map.rules, *legal_tests()])
        raise ArgmapError(f"There is no rule or legal test `{rule_id}`. {hint}")
    source: Rule | LegalTest = known or test  # type: ignore[assignment]  # one of the two is there
    taken = {name, *_taken(reading)}
    premises = {}
    for element in source.elements:
        premises[element] = free(f"{name}-{element}", taken)
        taken.add(premises[element])
    argument: dict[str, Any] = {"rule": rule_id, **_given({"premises": premises})}
    made = {name: assertion(text, **fields) | {"because": [argument]}}
    kept = _given({key: fields.get(key) for key in ("issue", "asserted_by")})
    made |= {new: assertion(source.elements[element], **kept) for element, new in premises.items()}
    return ({"rules": {rule_id: rule("", test)}} if test else {}) | {"assertions": made}


def meant_rule(name: str, known: Iterable[str]) -> str:
    """The rule or legal test that a name or the one beginning like it stands for; the name itself where none does."""
    found = {one for one in known if one == name or one.startswith(f"{name}-")}
    return found.pop() if len(found) == 1 else name


def placed(
    readings: Sequence[Reading], entries: Entries, file: Path | None = None, read: ReadBytes = read_bytes
) -> list[Change]:
    """The changes that put new entries into the first of some maps; the others may share its files.

    Without a `file` each section finds its place by itself. Raises ArgmapError where an id is taken or cannot be one,
    or where a map would have a new error.
    """
    reading = readings[0]
    for section, name in ((section, name) for section, new in entries.items() for name in new):
        _refuse(reading, section, name)
    homes: dict[Path, tuple[Source | None, Entries]] = {}
    for section, new in entries.items():
        source = _given_file(reading, file) if file else home(reading, section, new)
        path = source.path if source else file or reading.path
        homes.setdefault(real(path), (source, {}))[1][section] = new
    changes = [
        add_entries(source, new)
        if source
        else created(file or reading.path, modeline(reading.sources, file or reading.path) + _text(new))
        for source, new in homes.values()
    ]
    refuse_new_errors(readings, [item for item in changes if item.source], read)
    return changes


def home(reading: Reading, section: str, new: Mapping[str, Mapping[str, Any]], beside: Source | None = None) -> Source:
    """The file for new entries: that of their issue, else `beside` where it has some, else the one with most like them.

    Authorities may go to a library that the map uses, anything else to the map's own files only.
    """
    is_single = reading.path.suffix == SUFFIX
    own = [
        s for s in reading.sources if s.path == reading.path or (not is_single and s.path.is_relative_to(reading.path))
    ]
    for entry in new.values():
        place = reading.places.homes.get(("issues", str(entry.get("issue"))))
        if section == "assertions" and place is not None and place.source in own:
            return place.source
    if beside in own and isinstance(beside.data.get(section), dict):
        return beside
    kinds = {str(entry.get("kind")) for entry in new.values()}
    header = reading.places.homes.get(("map", "map"))

    def rank(source: Source) -> tuple[int, int, bool, bool]:
        there = source.data.get(section)
        held = [*there.values()] if isinstance(there, dict) else []
        alike = sum(isinstance(entry, dict) and entry.get("kind") in kinds for entry in held)
        is_header = header is not None and header.source is source
        return (alike if section == "authorities" else 0, len(held), source in own, is_header)

    return max(reading.sources if section == "authorities" else own or reading.sources, key=rank)


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", [], {}, ())}


def _meaning(noun: str, key: str) -> str:
    return KEYS[noun][key]


def _taken(reading: Reading) -> set[str]:
    return {name for section, name in reading.places.homes if section in SHARED_NAMESPACE}


def free(name: str, taken: set[str]) -> str:
    """A name that is not taken: with a number behind it where it is."""
    number = 2
    found = name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def _refuse(reading: Reading, section: str, name: str) -> None:
    if not is_id(name):
        raise ArgmapError(f"`{name}` cannot be an id. {ID_RULE}")
    rivals = SHARED_NAMESPACE if section in SHARED_NAMESPACE else (section,)
    for other in rivals:
        if (other, name) in reading.places.homes:
            raise ArgmapError(f"`{name}` is taken: the map has {_article(SINGULAR[other])} of that id.")


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aio' else 'a'} {word}"


def _given_file(reading: Reading, file: Path) -> Source | None:
    """The map's file at a path; None where it is to be a new one."""
    found = next((source for source in reading.sources if real(source.path) == real(file)), None)
    if found is None:
        is_inside = reading.path.is_dir() and real(file).is_relative_to(real(reading.path))
        if file.exists() or not is_inside or file.suffix != SUFFIX:
            raise ArgmapError(f"`{file}` is no file of the map `{reading.path}`.")
    return found


def _text(entries: Entries) -> str:
    return "argmap: 1\n" + "".join(f"\n{written.entry(section, new, 0)}\n" for section, new in entries.items())
