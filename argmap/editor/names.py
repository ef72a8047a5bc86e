"""What an id stands for, and which maps share it: those that have a file in common in which it is defined or named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from argmap.diagnostics import ArgmapError
from argmap.editor.mentions import PARTS, TAGS, Mention, mentioned, mentions
from argmap.model.file import SHARED_NAMESPACE, SINGULAR
from argmap.reading.files import is_project, project_root, real
from argmap.reading.merge import Reading
from argmap.reading.project import Library, read_maps
from argmap.reading.resolve import singular
from argmap.reading.source import Source
from argmap.reading.wording import did_you_mean

KINDS = {**{word: section for section, word in SINGULAR.items()}, "tag": TAGS}
"""What may be renamed by its bare name, as a user says it, and its section."""


class Name(NamedTuple):
    """An id of a section; or a tag; or the element or exception `id` of the rule `of`."""

    id: str
    section: str
    of: str = ""

    @property
    def words(self) -> str:
        """`an assertion`, `a tag`, `an element or exception of …`."""
        if self.section == PARTS:
            return f"an element or exception of `{self.of}`"
        return "a tag" if self.section == TAGS else singular(self.section)

    @property
    def rivals(self) -> tuple[str, ...]:
        """The sections in which no other entry may have the same id."""
        return SHARED_NAMESPACE if self.section in SHARED_NAMESPACE else (self.section,)

    def mentions(self, source: Source) -> list[Mention]:
        """Where a file defines or names it."""
        return mentioned(mentions(source), self.id, (self.section,), self.of)


class MissingNameError(ArgmapError):
    """An id stands for nothing; `others` are those that do."""

    def __init__(self, message: str, others: Collection[str]) -> None:
        super().__init__(message)
        self.others = others


def name_of(readings: Sequence[Reading], id: str, section: str = "", of: str = "") -> Name:
    """What an id stands for in some maps; `section` or the rule `of` say which is meant where it stands for several.

    Raises MissingNameError where it stands for nothing, ArgmapError where it stands for several things.
    """
    found: set[str] = set()
    known: dict[str, None] = {}
    for item in (item for source in files_of(readings).values() for item in mentions(source)):
        kind = item.sections[0]
        if item.of != of or (kind == PARTS) is not bool(of) or (section and kind != section):
            continue
        if item.is_definition or (kind == TAGS and section == TAGS):
            known[item.id] = None
            if item.id == id:
                found.add(kind)
    if len(found) == 1:
        return Name(id, found.pop(), of)
    if found:
        kinds = " and ".join(singular(kind) for kind in sorted(found))
        raise ArgmapError(f"`{id}` is {kinds}; say which with `--kind`.")
    what = f"`{of}` has no element or exception" if of else f"There is no {_singular(section)}"
    raise MissingNameError(f"{what} `{id}` here. {did_you_mean(id, known)}".rstrip(), known)


def _singular(section: str) -> str:
    return next((word for word, kind in KINDS.items() if kind == section), "entry")


def files_of(readings: Iterable[Reading]) -> dict[Path, Source]:
    """Every file of some maps once, by its real path."""
    return {real(source.path): source for reading in readings for source in reading.sources}


def maps_around(readings: Sequence[Reading], library: Library) -> list[Reading]:
    """The maps given and, where their project is marked as one, all others in it."""
    found = {real(reading.path): reading for reading in readings}
    for root in dict.fromkeys(project_root(reading.path) for reading in readings):
        if is_project(root):
            for reading in read_maps([root], library):
                found.setdefault(real(reading.path), reading)
    return list(found.values())


def sharing(name: Name, start: Sequence[Reading], around: Sequence[Reading]) -> list[Reading]:
    """The maps in which a name is the same: from those given on, all that share a file which mentions it.

    Raises ArgmapError where the maps given know it apart from one another.
    """
    naming: dict[int, set[Path]] = {}
    told: dict[Path, bool] = {}
    for reading in {id(reading): reading for reading in (*start, *around)}.values():
        for path, source in files_of([reading]).items():
            if path not in told:
                told[path] = bool(name.mentions(source))
        naming[id(reading)] = {real(source.path) for source in reading.sources if told[real(source.path)]}
    knowing = [reading for reading in start if naming[id(reading)]]
    group, files = knowing[:1], set(naming[id(knowing[0])]) if knowing else set()
    pending = [reading for reading in (*knowing[1:], *around) if naming[id(reading)]]
    while joined := [reading for reading in pending if not naming[id(reading)].isdisjoint(files)]:
        group += joined
        files.update(*(naming[id(reading)] for reading in joined))
        pending = [reading for reading in pending if naming[id(reading)].isdisjoint(files)]
    apart = [reading.path for reading in knowing if not naming[id(reading)] <= files]
    if apart:
        places = ", ".join(f"`{path}`" for path in (knowing[0].path, *apart))
        raise ArgmapError(f"Several maps have `{name.id}`, each its own; name one of {places}.")
    return list({real(reading.path): reading for reading in group}.values())
