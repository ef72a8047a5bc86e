"""The difference between two versions of a map as an outline that every report writes in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from argmap.diagnostics import Diagnostic
from argmap.difference import Difference, EntryChange, Fate
from argmap.difference.details import details
from argmap.difference.entries import ORDER
from argmap.difference.words import MARKS, Told, told, value
from argmap.evaluation.phrases import joined
from argmap.reports.evaluation import outcome_words
from argmap.reports.findings import plural
from argmap.reports.places import shown_place

_HEADS = MappingProxyType(
    {
        "issues": "Issues",
        "assertions": "Assertions",
        "rules": "Rules",
        "authorities": "Authorities",
        "parties": "Parties",
        "scenarios": "Scenarios",
        "views": "Views",
        "expect": "Expected outcomes",
        "waivers": "Waivers",
        "map": "The map itself",
    }
)
_SAID: Mapping[str, str] = MappingProxyType(
    {"issues": "question", "assertions": "text", "rules": "text", "authorities": "title", "parties": "name"}
)
"""The key with which an entry says what it is."""
_WITH_PARTS = frozenset({"issues", "assertions", "rules"})
"""Sections whose new and removed entries are told with all that they hold."""


class Shown(NamedTuple):
    """A drawing of a difference: a link to it, and what it shows; as data, where it is to be part of the report itself.
    One that is no `image` is only linked.
    """

    link: str
    words: str
    data: str = ""
    image: bool = True


class Block(NamedTuple):
    """A heading and the lines below it."""

    title: str
    lines: tuple[Told, ...]


class Outline(NamedTuple):
    """One map: its title, the two versions, what differs in one sentence, and what that is in blocks."""

    title: str
    versions: tuple[str, str]
    summary: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def outline(of: Difference) -> Outline:
    """What a difference tells: first what it does to outcomes, labels and gaps, then every edit."""
    parts = [
        ("Outcomes", tuple(_outcomes(of))),
        ("What stands", tuple(_standings(of))),
        ("Gaps opened", tuple(_gap("+", item) for item in of.effects.opened)),
        ("Gaps closed", tuple(_gap("-", item, placed=False) for item in of.effects.closed)),
        ("Waived now", tuple(_gap("~", item) for item in of.effects.excused)),
        ("Waived no more", tuple(_gap("~", item) for item in of.effects.unexcused)),
    ]
    for section in ORDER:
        lines = tuple(line for entry in of.entries if entry.section == section for line in _lines(of, entry))
        parts.append((f"Edited: {_HEADS[section].lower()}", lines))
    blocks = tuple(Block(title, lines) for title, lines in parts if lines)
    return Outline(of.title, (of.before.called, of.after.called), summary(of), blocks, tuple(_notes(of)))


def summary(of: Difference) -> str:
    """What differs, counted, in one sentence."""
    if not of:
        return "Nothing differs."
    counts = of.counts
    edits = [f"{counts[fate]} {fate}" for fate in ("added", "removed", "renamed", "changed") if counts[fate]]
    parts = [f"Entries: {', '.join(edits)}" if edits else "No entry is different"]
    does = [
        plural(counts["outcomes"], "outcome") if counts["outcomes"] else "",
        plural(counts["standings"], "standing") if counts["standings"] else "",
    ]
    does = [part for part in does if part]
    number = counts["outcomes"] + counts["standings"]
    parts.append(f"{joined(does)} {'changes' if number == 1 else 'change'}" if does else "no outcome or label changes")
    gaps = [f"{counts[key]} {key}" for key in ("opened", "closed") if counts[key]]
    parts += [f"gaps: {', '.join(gaps)}"] if gaps else []
    return f"{'; '.join(parts)}."


def _notes(of: Difference) -> Iterator[str]:
    if of.moved:
        yield f"{plural(of.moved, 'entry').replace('entrys', 'entries')} moved to another file, which changes nothing."
    if of.apart:
        count = plural(of.apart, "entry").replace("entrys", "entries")
        yield f"{count} of the libraries it uses changed too, on which it does not rely."


def _outcomes(of: Difference) -> Iterator[Told]:
    old, new = of.before.evaluation.graph, of.after.evaluation.graph
    was = {now: name for name, now in of.renamed.get("issues", {}).items()}
    for name, (before, after) in of.effects.outcomes.items():
        question = new.map.issues[name].question
        ends = (outcome_words(old, was.get(name, name), before), outcome_words(new, name, after))
        yield Told("~", f"`{name}`: {value(question)}", *ends)


def _standings(of: Difference) -> Iterator[Told]:
    texts = of.after.evaluation.graph.map.assertions
    for item in of.effects.standings:
        below = [Told("", f"Now {item.reason_after}"), Told("", f"Before {item.reason_before}")]
        causes = ["its own entry was edited"] if item.edited else []
        if item.through:
            causes.append(f"it hangs on {joined([f'`{name}`' for name in item.through])}")
        if causes:
            below.append(Told("", f"Because {joined(causes)}."))
        words = f"`{item.name}`: {item.before.value} → {item.after.value}. {value(texts[item.name].text)}"
        yield Told("~", words, below=tuple(below))


def _gap(mark: str, item: Diagnostic, *, placed: bool = True) -> Told:
    place = f", {shown_place(item.span)}" if placed else ""
    return Told(mark, f"{item.severity.value}: {item.message} ({item.check}{place})")


def _lines(of: Difference, entry: EntryChange) -> Iterator[Told]:
    """An entry that is different; of what has no id, each detail by itself."""
    if entry.name:
        yield _entry(of, entry)
    else:
        yield from map(told, entry.details)


def _entry(of: Difference, entry: EntryChange) -> Told:
    """An entry that is different: what it says, then each detail."""
    mark = MARKS[entry.fate]
    if entry.fate in (Fate.ADDED, Fate.REMOVED):
        return _come_or_gone(of, entry)
    lines = tuple(told(detail) for detail in entry.details)
    name = f"`{entry.name}`"
    was = f" (was called `{entry.was}`)" if entry.fate is Fate.RENAMED else ""
    said = _says(entry.after or {}, entry.section)
    is_told = any(detail.key == _SAID.get(entry.section) and len(detail.place) == 1 for detail in entry.details)
    return Told(mark, f"{name}{was}" + (f": {said}" if said and not is_told else ""), below=lines)


def _come_or_gone(of: Difference, entry: EntryChange) -> Told:
    is_new = entry.fate is Fate.ADDED
    whole = (entry.after if is_new else entry.before) or {}
    version, name = (of.after, entry.name) if is_new else (of.before, entry.was)
    standing = version.evaluation.standings.get(name) if entry.section == "assertions" else None
    stands = f" ({whole.get('kind', 'mixed')}, {standing.value})" if standing else ""
    said = _says(whole, entry.section)
    lines: Iterable[Told] = ()
    if entry.section in _WITH_PARTS:
        found = details({}, whole) if is_new else details(whole, {})
        head = (_SAID[entry.section], "kind")
        lines = (told(detail) for detail in found if detail.key not in head or len(detail.place) > 1)
    return Told(MARKS[entry.fate], f"`{name}`{stands}" + (f": {said}" if said else ""), below=tuple(lines))


def _says(entry: Mapping[str, object], section: str) -> str:
    return value(entry.get(_SAID.get(section, ""), entry.get("short", "")))
