"""Baseline: diagnostics that were there when a map adopted argmap, known by their content and not by their lines."""

from __future__ import annotations

import copy
import json
import os
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from argmap.diagnostics import WHOLE_MAP, ArgmapError, Diagnostic, Nature, Severity
from argmap.fingerprints import digest
from argmap.model.file import SHARED_NAMESPACE, ArgumentMap
from argmap.reading.excerpt import Excerpts
from argmap.reading.files import exists, real
from argmap.reading.merge import Reading

VERSION = 2
_MARK = "argmap-baseline"
_HEAD = 4096
_WORDS = ("text", "title", "question", "name")
"""The field in which each noun says what it is."""


class KnownMap(NamedTuple):
    """What is known of one map: its place (relative to the baseline), its title, the ids, how often each key occurs."""

    place: str
    title: str
    subjects: frozenset[str]
    keys: Counter[str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known of each map, and the file that says so."""

    path: Path
    maps: tuple[KnownMap, ...]

    def known(self, reading: Reading) -> Counter[str] | None:
        """The keys that are known of a map; None where the baseline has no map of its title and of its entries.

        A map that stands elsewhere than it did is the same one if it has at least half of the ids that are known.
        """
        at = self.index(reading)
        return None if at is None else self.maps[at].keys

    def index(self, reading: Reading) -> int | None:
        """Which of the maps that are known is this one."""
        place, ids = _place(reading, self.path), _ids(reading.map)
        titled = [(at, one) for at, one in enumerate(self.maps) if one.title == reading.map.header.title]
        here = [at for at, one in titled if one.place == place]
        moved = [at for at, one in titled if 2 * len(one.subjects & ids) >= len(one.subjects)]
        return next(iter((*here, *moved)), None)

    def is_of_another(self, known: KnownMap, reading: Reading) -> bool:
        """Whether at the place of a known map there is another one than this."""
        place = self.path.parent / known.place
        return exists(place) and real(place) != real(reading.path)

    def stands_in_place_of(self, reading: Reading) -> str | None:
        """The title of the map that the baseline has at the place of another; None where it has none there."""
        there = [one.title for one in self.maps if one.place == _place(reading, self.path)]
        return there[0] if there and self.known(reading) is None else None


def content_keys(reading: Reading, diagnostics: Iterable[Diagnostic]) -> list[str]:
    """For each diagnostic a hash of its check, its subject and the subject's words, of what stands at its place, and of
    what it is about besides: the element that is missing, the exception that is not met, the authority cited.

    Lines and messages do not count: what is moved about in its file, or shown in better words, keeps its key.
    """
    excerpts = Excerpts(reading.sources)

    def key(item: Diagnostic) -> str:
        place = " ".join(excerpts.text(item.span).split())
        return digest([item.check, item.subject, _words(reading.map, item.subject), place, item.about])

    return [key(item) for item in diagnostics]


def _ids(of: ArgumentMap) -> set[str]:
    return {name for section in SHARED_NAMESPACE for name in getattr(of, section)}


def _words(of: ArgumentMap, subject: str) -> str:
    for section in SHARED_NAMESPACE:
        noun = getattr(of, section).get(subject)
        if noun is not None:
            return next((value for word in _WORDS if (value := getattr(noun, word, None))), "")
    return ""


def may_be_known(item: Diagnostic) -> bool:
    """Whether a baseline may hold a diagnostic: not a waived one, and not an error in the file."""
    return item.waived is None and not (item.nature is Nature.DEFECT and item.severity is Severity.ERROR)


def set_apart(
    diagnostics: Sequence[Diagnostic], keys: Sequence[str], known: Counter[str]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The diagnostics that are new, and those that the baseline knows; of several alike as many as it knows."""
    left = Counter(known)
    new, old = [], []
    for item, key in zip(diagnostics, keys, strict=True):
        if left[key] > 0 and may_be_known(item):
            left[key] -= 1
            old.append(item)
        else:
            new.append(item)
    return new, old


def baseline_text(path: Path, found: Iterable[tuple[Reading, Sequence[Diagnostic]]]) -> tuple[str, int]:
    """A baseline at a path as its file holds it, with every diagnostic that may be known; and how many there are."""
    maps, count = [], 0
    for reading, diagnostics in found:
        kept = [item for item in diagnostics if may_be_known(item)]
        count += len(kept)
        entries = Counter(zip(content_keys(reading, kept), ((item.check, item.subject) for item in kept), strict=True))
        known = [
            {"check": check, "subject": subject, "content": key, "count": number}
            for (key, (check, subject)), number in entries.items()
        ]
        maps.append({"path": _place(reading, path), "title": reading.map.header.title, "known": known})
    maps.sort(key=lambda entry: str(entry["path"]))
    return _written(maps), count


def _written(maps: list[dict[str, Any]]) -> str:
    for entry in maps:
        entry["known"].sort(key=lambda item: (item["check"], item["subject"], item["content"]))
    return json.dumps({_MARK: VERSION, "maps": maps}, ensure_ascii=False, indent=1) + "\n"


def baseline_with(
    path: Path, changed: Sequence[tuple[Reading, Mapping[tuple[str, str], tuple[str, str]]]]
) -> str | None:
    """A baseline as it is after its maps have changed, None where that changes nothing: by check and key, what a
    diagnostic's key and subject are now.

    What is known of a map is found as a review finds it. Where that is of another map, which is still at its place, the
    map that has changed is given an entry of its own. Raises ArgmapError where the file is no baseline of this argmap.
    """
    baseline = read_baseline(path)
    raw = json.loads(path.read_text(encoding="utf-8-sig"))["maps"]
    maps = copy.deepcopy(raw)
    for reading, now in changed:
        at = baseline.index(reading)
        if at is None:
            continue
        entry = maps[at]
        if baseline.is_of_another(baseline.maps[at], reading):
            entry = copy.deepcopy(raw[at]) | {"path": _place(reading, path)}
        known = [_carried(item, now) for item in entry["known"]]
        if known != entry["known"]:
            entry["known"] = known
            maps += [] if entry is maps[at] else [entry]
    return None if maps == raw else _written(maps)


def _carried(item: dict[str, Any], now: Mapping[tuple[str, str], tuple[str, str]]) -> dict[str, Any]:
    content, subject = now.get((item["check"], item["content"]), (item["content"], item["subject"]))
    return item | {"content": content, "subject": subject}


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises ArgmapError where the file cannot be read or is no baseline."""
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ArgmapError(f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}.") from error
    except (ValueError, RecursionError):
        value = None
    try:
        if value[_MARK] != VERSION:
            raise ValueError
        return Baseline(path, tuple(_map(entry) for entry in _list(value["maps"])))
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        message = f"`{path}` is not a baseline of this argmap. Write one with `argmap review --write-baseline {path}`."
        raise ArgmapError(message) from error


def is_baseline(path: Path) -> bool:
    """Whether there is an ordinary file that is a baseline of any version of argmap, whatever its name."""
    if not os.path.isfile(path):  # noqa: PTH113  # false too where it may not be looked at, and for a pipe
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if head.removeprefix(BOM_UTF8).lstrip()[:1] not in (b"{", b""):  # a large file of another kind
                return False
            raw = head + file.read()
        if _MARK.encode() not in raw and b"\\u" not in raw:
            return False
        return is_baseline_text(raw.decode("utf-8-sig"))
    except (OSError, ValueError):
        return False


def is_baseline_text(text: str) -> bool:
    """Whether a text is that of a baseline of any version of argmap."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and _MARK in value


def _map(entry: Any) -> KnownMap:
    known: Counter[str] = Counter()
    subjects: set[str] = set()
    for item in _list(entry["known"]):
        count = item["count"]
        if type(count) is not int or count < 1:
            raise ValueError
        _, subject, content = (_text(item[key]) for key in ("check", "subject", "content"))
        known[content] += count
        subjects.add(subject)
    return KnownMap(_text(entry["path"]), _text(entry["title"]), frozenset(subjects - {"", WHOLE_MAP}), known)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise ValueError
    return value


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise ValueError
    return value


def refuse_other_maps(baseline: Baseline, readings: Sequence[Reading]) -> None:
    """Raises ArgmapError where the baseline knows none of the maps under review, or has another in the place of one."""
    for reading in readings:
        title = baseline.stands_in_place_of(reading)
        if title is not None:
            raise ArgmapError(
                f"`{baseline.path}` is a baseline of `{title}`, not of `{reading.map.header.title}`. If the map has "
                "only been given another title, write that in the baseline too; else write a new one."
            )
    if any(baseline.known(reading) is not None for reading in readings):
        return
    theirs = " and ".join(f"`{one.title}`" for one in baseline.maps) or "no map"
    ours = " and ".join(f"`{reading.map.header.title}`" for reading in readings)
    alike = {one.title for one in baseline.maps} & {reading.map.header.title for reading in readings}
    why = " They are called the same, but most of what it knows is not there." if alike else ""
    raise ArgmapError(f"`{baseline.path}` is a baseline of {theirs}, not of {ours}.{why}")


def _place(reading: Reading, baseline: Path) -> str:
    try:
        return Path(os.path.relpath(reading.path, baseline.parent)).as_posix()
    except ValueError:  # another drive
        return reading.path.as_posix()
