"""Adding a waiver to a map's file."""

from __future__ import annotations

from argmap.analysis import Analysis, analyse
from argmap.config import nearest_hint
from argmap.diagnostics import ArgmapError, Diagnostic
from argmap.editor.edits import Change, proven
from argmap.editor.insert import add_item
from argmap.reading.characters import FORBIDDEN
from argmap.reading.defects import DEFECTS
from argmap.reading.files import read_bytes, real
from argmap.reading.project import Library
from argmap.reading.source import Source
from argmap.review import REVIEW_CODES, Selection, has_reason


def add_waiver(analysis: Analysis, entry: dict[str, str], today: str) -> Change:
    """The change that puts a waiver (`check`, `at`, `because`, perhaps `by` and `until`) into the map.

    It is proven that the waiver excuses what it should. Raises ArgmapError where the check finds
    nothing at the id, where that is waived already, or where the file cannot be changed safely.
    """
    if FORBIDDEN.search("".join(entry.values())):
        raise ArgmapError("The reason holds a character that a file may not hold.")
    if not has_reason(entry["because"]):
        raise ArgmapError(f"`{entry['because']}` is no reason; say why it may stay as it is.")
    _refuse_needless(_found(analysis, entry["check"], today), entry)
    source = waiver_home(analysis)
    planned = add_item(source, ("waivers",), entry)
    text = proven(planned).encode("utf-8", "surrogatepass")
    library = Library(lambda path: text if real(path) == real(source.path) else read_bytes(path))
    again = analyse([analysis.path], library)[0]
    if not all(item.waived for item in _found(again, entry["check"], today) if item.subject == entry["at"]):
        raise ArgmapError(f"Nothing was changed, for the waiver of `{entry['check']}` would excuse nothing.")
    return planned


def _found(analysis: Analysis, check: str, today: str) -> list[Diagnostic]:
    if check in DEFECTS or check in REVIEW_CODES:
        raise ArgmapError(f"`{check}` says that a file is wrong; it is mended, not waived.")
    return analysis.review(Selection("filing", frozenset({check})), today)


def _refuse_needless(found: list[Diagnostic], entry: dict[str, str]) -> None:
    at_id = [item for item in found if item.subject == entry["at"]]
    if not at_id:
        hint = nearest_hint(entry["at"], {item.subject for item in found}) if found else "It finds nothing in this map."
        raise ArgmapError(f"`{entry['check']}` finds nothing at `{entry['at']}`. {hint}")
    if all(item.waived for item in at_id):
        raise ArgmapError(f"`{entry['check']}` is waived at `{entry['at']}` already.")


def waiver_home(analysis: Analysis) -> Source:
    """The file to write to: the map's own file that has waivers, the one with `map:` before any other."""
    reading = analysis.reading
    header = reading.places.homes.get(("map", "map"))
    if header is None:
        raise ArgmapError(f"`{reading.path}` is no map; a waiver stands in the file of a map.")
    inside = [source for source in reading.sources if source.path.is_relative_to(reading.path)]
    with_waivers = [source for source in (header.source, *inside) if "waivers" in source.data]
    return with_waivers[0] if with_waivers else header.source
