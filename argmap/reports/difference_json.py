"""Differences as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from argmap.difference import Detail, Difference, EntryChange
from argmap.difference.effects import Moved
from argmap.reports.json import diagnostics_object, outcome_object, written


def as_json(differences: Sequence[Difference]) -> str:
    """The object of the only map; of several, `{"maps": {path: object}}`, by what the later version is called."""
    found = {of.after.called: difference_object(of) for of in differences}
    return written(next(iter(found.values())) if len(found) == 1 else {"maps": found})


def difference_object(of: Difference) -> dict[str, Any]:
    """`{"map", "before", "after", "differs", "summary", "issues", "assertions", "gaps", "entries", …}` for one map.

    `assertions` has those of both versions whose standing is another one, `gaps` diagnostics as `review` writes them.
    """
    effects = of.effects
    gaps = {
        "opened": effects.opened,
        "closed": effects.closed,
        "waived": effects.excused,
        "waived_no_more": effects.unexcused,
    }
    return {
        "map": of.title,
        "before": of.before.called,
        "after": of.after.called,
        "differs": bool(of),
        "summary": of.counts,
        "issues": {
            name: {"before": outcome_object(before), "after": outcome_object(after)}
            for name, (before, after) in effects.outcomes.items()
        },
        "assertions": {item.name: _moved(item) for item in effects.standings},
        "gaps": {name: diagnostics_object(items)["diagnostics"] for name, items in gaps.items()},
        "entries": [_entry(entry) for entry in of.entries],
        "moved_to_other_files": of.moved,
        "apart_in_libraries": of.apart,
    }


def _moved(item: Moved) -> dict[str, Any]:
    return {
        "before": item.before.value,
        "after": item.after.value,
        "reason_before": item.reason_before,
        "reason_after": item.reason_after,
        "edited": item.edited,
        "hangs_on": list(item.through),
    }


def _entry(entry: EntryChange) -> dict[str, Any]:
    return {
        "section": entry.section,
        "id": entry.name,
        "fate": entry.fate.value,
        "was": entry.was if entry.was != entry.name else None,
        "before": entry.before,
        "after": entry.after,
        "details": [_detail(detail) for detail in entry.details],
    }


def _detail(detail: Detail) -> dict[str, Any]:
    place: list[str | int] = []
    for step in detail.place:
        place += [step.key, step.number] if step.number else [step.key]
    return {"fate": detail.fate.value, "place": place, "before": detail.before, "after": detail.after}
