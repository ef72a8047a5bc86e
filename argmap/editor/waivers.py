"""Adding a waiver to a map's file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from argmap.analysis import Analysis, analyse
from argmap.config import nearest_hint
from argmap.diagnostics import ArgmapError, Diagnostic
from argmap.editor.edits import Change, proven
from argmap.editor.insert import add_item
from argmap.model.file import NOUN_SECTIONS
from argmap.reading.characters import FORBIDDEN
from argmap.reading.defects import DEFECTS
from argmap.reading.files import read_bytes, real
from argmap.reading.project import Library
from argmap.reading.source import Source
from argmap.review import REVIEW_CODES, Selection, has_reason


def add_waiver(analysis: Analysis, entry: dict[str, str], today: str, about: Sequence[str] = ()) -> Change:
    """The change that puts a waiver (`check`, `at`, `because`, perhaps `by` and `until`) into the map.

    It says what it is `about`, all that the one diagnostic at the id names, so that it excuses no later one.
    It is proven that the waiver excuses what it should. Raises ArgmapError where the check finds nothing at the id or
    several things, where that is waived already, or where the file cannot be changed safely.
    """
    if FORBIDDEN.search("".join([*entry.values(), *about])):
        raise ArgmapError("The reason holds a character that a file may not hold.")
    if not has_reason(entry["because"]):
        raise ArgmapError(f"`{entry['because']}` is no reason; say why it may stay as it is.")
    chosen = _chosen(_open(_found(analysis, entry["check"], today), entry), entry, about)
    source = waiver_home(analysis, entry["at"])
    planned = add_item(source, ("waivers",), waiver(entry, chosen))
    text = proven(planned).encode("utf-8", "surrogatepass")
    library = Library(lambda path: text if real(path) == real(source.path) else read_bytes(path))
    again = analyse([analysis.path], library)[0]
    there = [item for item in _found(again, entry["check"], today) if item.subject == entry["at"]]
    if not all(item.waived for item in there if item.about == chosen):
        raise ArgmapError(f"Nothing was changed, for the waiver of `{entry['check']}` would excuse nothing.")
    return planned


def _found(analysis: Analysis, check: str, today: str) -> list[Diagnostic]:
    if check in DEFECTS or check in REVIEW_CODES:
        raise ArgmapError(f"`{check}` says that a file is wrong; it is mended, not waived.")
    return analysis.review(Selection("filing", frozenset({check})), today)


def _open(found: list[Diagnostic], entry: dict[str, str]) -> list[tuple[str, ...]]:
    """What the diagnostics that are open at the id are about, each once. Raises ArgmapError where none is open."""
    at_id = [item for item in found if item.subject == entry["at"]]
    if not at_id:
        hint = nearest_hint(entry["at"], {item.subject for item in found}) if found else "It finds nothing in this map."
        raise ArgmapError(f"`{entry['check']}` finds nothing at `{entry['at']}`. {hint}")
    if all(item.waived for item in at_id):
        raise ArgmapError(f"`{entry['check']}` is waived at `{entry['at']}` already.")
    return sorted({item.about for item in at_id if not item.waived})


def _chosen(there: list[tuple[str, ...]], entry: dict[str, str], about: Sequence[str]) -> tuple[str, ...]:
    """The one that is meant. Raises ArgmapError where there is none, or more than one."""
    meant = [one for one in there if {*about} <= {*one}]
    if len(meant) == 1:
        return meant[0]
    told = "; ".join(f"one about {', '.join(f'`{name}`' for name in one) or 'nothing else'}" for one in meant or there)
    what = f"{len(meant)} different things" if meant else "nothing about that"
    raise ArgmapError(f"`{entry['check']}` finds {what} at `{entry['at']}`: {told}. Say which with `--about`.")


def waiver(entry: dict[str, str], about: Sequence[str]) -> dict[str, Any]:
    """A waiver as it is written, with what it is about after what it is at."""
    names = list(about) if len(about) > 1 else "".join(about)
    first = {key: entry[key] for key in ("check", "at")}
    return first | ({"about": names} if names else {}) | entry


def waiver_home(analysis: Analysis, at: str) -> Source:
    """The file to write a waiver to: that of the entry which is waived at, if it has waivers.

    Else the file with `map:` where it has waivers or no file has, or the only one that has; where several have, each
    keeps those of its own entries.
    """
    reading = analysis.reading
    header = reading.places.homes.get(("map", "map"))
    if header is None:
        raise ArgmapError(f"`{reading.path}` is no map; a waiver stands in the file of a map.")
    homes = (reading.places.homes.get((section, at)) for section in NOUN_SECTIONS)
    inside = [source for source in reading.sources if source.path.is_relative_to(reading.path)]
    own = next((home.source for home in homes if home and home.source in inside), header.source)
    if "waivers" in own.data:
        return own
    kept = [source for source in (header.source, *inside) if "waivers" in source.data]
    if not kept or kept[0] is header.source:
        return header.source
    return kept[0] if len(kept) == 1 else own
