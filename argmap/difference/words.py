"""What is different inside an entry, in words: one line a detail, with what it was and what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from argmap.difference.details import Detail, Fate, Step
from argmap.evaluation.phrases import joined

NAMED = 3
"""How many premises an argument is named by, before the rest is counted."""
SHORT = 44
"""How long a value is at most that is told in the line itself."""
MARKS: Mapping[Fate, str] = MappingProxyType(
    {Fate.ADDED: "+", Fate.REMOVED: "-", Fate.CHANGED: "~", Fate.RENAMED: "~", Fate.REORDERED: "~"}
)


class Told(NamedTuple):
    """One line: a mark (+ added, - removed, ~ changed, or none), its words, what was and what is, lines below it."""

    mark: str
    words: str
    before: str = ""
    after: str = ""
    below: tuple[Told, ...] = ()


def told(detail: Detail) -> Told:
    """A detail in words."""
    *outer, last = detail.place
    where = "".join(f", in the {_step(step, detail.place)}" for step in reversed(outer) if step.key not in _SILENT)
    noun = _step(last, detail.place)
    if detail.fate is Fate.REORDERED:
        return Told("~", f"{last.key} in another order: {joined([f'`{name}`' for name in detail.after])}{where}")
    if detail.fate is Fate.RENAMED:
        return Told("~", f"{_PARTS[outer[-1].key]}: {detail.before} → {detail.after}{where}")
    if detail.fate is Fate.CHANGED and isinstance(last.item, dict):
        return Told("~", f"{_exchanged(last.key, detail.before, detail.after)}{where}")
    if detail.fate is Fate.CHANGED:
        before, after = value(detail.before), value(detail.after)
        if max(len(before), len(after)) > SHORT:
            return Told("~", f"{noun} reworded{where}", before, after)
        return Told("~", f"{noun}: {before} → {after}{where}")
    what = detail.after if detail.fate is Fate.ADDED else detail.before
    said = "" if isinstance(last.item, dict) else f": {value(what)}"
    return Told(MARKS[detail.fate], f"{noun}{said}{where}")


def _exchanged(key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The same item, which names or points at another thing now."""
    if key in ("premises", "unless"):
        return f"{_NOUNS[key]} for {after['element']}: `{before['assertion']}` → `{after['assertion']}`"
    noun, of = ("pinpoint of", after["cite"]) if key == "authorities" else ("place where asserted by", after["party"])
    return f"{noun} `{of}`: {before.get('at', 'none')} → {after.get('at', 'none')}"


def value(of: Any) -> str:
    """A value as a reader writes it."""
    if isinstance(of, dict):
        return ", ".join(f"{key} {value(one)}" for key, one in of.items())
    if isinstance(of, list):
        return ", ".join(value(one) for one in of)
    if isinstance(of, bool):
        return "yes" if of else "no"
    return " ".join(str(of).split())


_NOUNS = MappingProxyType(
    {
        "premises": "premise",
        "unless": "exception",
        "authorities": "citation",
        "counters": "counter",
        "because": "argument",
        "asserted_by": "asserted by",
        "waivers": "waiver",
        "burdens": "burden",
        "positions": "position",
        "tags": "tag",
        "alternative_to": "alternative to",
        "rivals": "rival",
        "in_force": "in force",
        "quote_status": "status of the quote",
        "applicable_law": "applicable law",
        "as_of": "as of",
        "for": "for what it is cited",
    }
)
_PARTS = MappingProxyType(
    {"elements": "element", "exceptions": "exception", "passages": "passage", "answers": "answer"}
)
_SILENT = frozenset(_PARTS)
"""Keys that hold things by name: the name alone is told."""


def _step(step: Step, place: tuple[Step, ...]) -> str:
    """A step down as a reader names the thing there."""
    noun = _NOUNS.get(step.key, step.key.replace("_", " "))
    if isinstance(step.item, dict):
        return f"{noun} {_item(step.key, step.item)}"
    at = place.index(step)
    holder = place[at - 1].key if at else ""
    return f"{_PARTS[holder]} {step.key}" if holder in _PARTS else noun


def _item(key: str, item: Any) -> str:
    known = _ITEMS.get(key)
    return known(item) if known and isinstance(item, dict) else value(item)


def _premise(item: Mapping[str, Any]) -> str:
    element = f" for {item['element']}" if item.get("element") else ""
    return f"`{item['assertion']}`{element}"


def _citation(item: Mapping[str, Any]) -> str:
    more = [str(item[key]) for key in ("signal", "treatment") if key in item]
    more += [value(item["strength"])] if "strength" in item else []
    at = f" {item['at']}" if item.get("at") else ""
    return f"`{item['cite']}`{at}" + (f" ({', '.join(more)})" if more else "")


def _counter(item: Mapping[str, Any]) -> str:
    how = f" ({item['how']})" if item.get("how") else ""
    return f"`{item['assertion']}`{how}"


def _argument(item: Mapping[str, Any]) -> str:
    parts = []
    if item.get("premises"):
        names = [f"`{one['assertion']}`" for one in item["premises"]]
        more = [f"{len(names) - NAMED} more"] if len(names) > NAMED + 1 else []
        parts.append(f"from {joined([*names[:NAMED], *more] if more else names)}")
    parts += [f"by {noun} {item[key]}" for key, noun in (("rule", "the rule"), ("scheme", "scheme")) if item.get(key)]
    if item.get("authorities") and not parts:
        parts.append(f"from {joined([_citation(one) for one in item['authorities']])}")
    return " ".join(parts) or "without premises"


def _attribution(item: Mapping[str, Any]) -> str:
    at = f" {item['at']}" if item.get("at") else ""
    source = f" in `{item['in']}`{at}" if item.get("in") else ""
    role = f" ({item['role']})" if item.get("role") else ""
    return f"`{item['party']}`{source}{role}"


def _waiver(item: Mapping[str, Any]) -> str:
    return f"{item['check']} at `{item['at']}`: {value(item['because'])}"


_ITEMS: Mapping[str, Callable[[Mapping[str, Any]], str]] = MappingProxyType(
    {
        "premises": _premise,
        "unless": _premise,
        "authorities": _citation,
        "counters": _counter,
        "because": _argument,
        "asserted_by": _attribution,
        "waivers": _waiver,
    }
)
