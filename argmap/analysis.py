"""The pipeline on one page: from paths to what argmap knows about each map.

files → reading → graph → evaluation → review → Analysis
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from argmap.checks.registry import Case
from argmap.config import Settings, load_settings
from argmap.diagnostics import Diagnostic
from argmap.evaluation.labels import Evaluation, evaluate
from argmap.evaluation.reasons import reason, reasons
from argmap.evaluation.scenario import NOTHING, Assumptions
from argmap.evaluation.sensitivity import Falls
from argmap.fingerprints import lock_path, read_lock
from argmap.graph import ArgumentGraph, build
from argmap.reading.merge import Reading
from argmap.reading.project import Library, project_root, read_maps
from argmap.review import Selection, review
from argmap.writing import file_stem

FOLDER = "arguments"
"""The folder in which maps stand by custom."""


@dataclass(frozen=True)
class Analysis:
    """One map, read; everything further is worked out when it is asked for, once.

    `before` has the labels of an earlier state of the map, `known` what else was found in one, to go on from.
    `reading.sound` tells whether the file says all that graph and evaluation need; with errors in the file they cover
    what could be read.
    """

    reading: Reading
    assume: Assumptions = NOTHING
    before: Evaluation | None = field(default=None, repr=False, compare=False)
    known: Case | None = field(default=None, repr=False, compare=False)

    @property
    def path(self) -> Path:
        """The file or folder of the map."""
        return self.reading.path

    @cached_property
    def graph(self) -> ArgumentGraph:
        """The argument graph."""
        with garbage_kept():
            return build(self.reading.map, self.before.graph if self.before else None)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The grounded labelling."""
        with garbage_kept():
            return evaluate(self.graph, self.assume, self.before)

    @cached_property
    def falls(self) -> Falls:
        """What falls with what, as far as it was asked for."""
        found = Falls(self.graph, self.evaluation)
        if self.known is not None:
            found.take_over(self.known.falls)
        return found

    @cached_property
    def reasons(self) -> dict[str, str]:
        """For each assertion, why it has its label."""
        return reasons(self.evaluation)

    def reason(self, name: str) -> str:
        """Why one assertion has its label."""
        return reason(self.evaluation, name)

    @cached_property
    def settings(self) -> Settings:
        """The settings of the map's project. Raises ArgmapError for a wrong settings file."""
        return load_settings(project_root(self.path))

    def review(self, selection: Selection | None = None, today: str | None = None) -> list[Diagnostic]:
        """Diagnostics, most consequential first; without a selection, what the project's profile asks for.

        `today` (YYYY-MM-DD) is the day on which waivers and dates are looked at; None takes none as expired. Raises
        ArgmapError where a check is named that does not exist, or the map's lock file is broken.
        """
        chosen = selection or Selection(self.settings.profile)
        case = self.case if today is None else self._case(today)
        with garbage_kept():
            return review(self.reading, case, chosen)

    @cached_property
    def case(self) -> Case:
        """What the checks look at, on no day. Raises ArgmapError for wrong settings or a broken lock file."""
        return self._case(None)

    def _case(self, today: str | None) -> Case:
        case = Case(self.graph, self.evaluation, self.settings, today, read_lock(lock_path(self.path)))
        case.falls.take_over(self.falls)
        if self.known is not None:
            case.take_over(self.known)
        return case

    def lines(self) -> dict[Path, list[str]]:
        """The lines of every file of the map, for code frames."""
        return {source.path: source.lines() for source in self.reading.sources}


def analyse(paths: Sequence[Path], library: Library | None = None, assume: Assumptions = NOTHING) -> list[Analysis]:
    """Analyse every map at the paths. Raises ArgmapError where a path holds none; file contents never raise."""
    with garbage_kept():
        return [Analysis(reading, assume) for reading in read_maps(paths, library)]


def named(analyses: Sequence[Analysis]) -> dict[str, Analysis]:
    """Each map under its name, which no other map given with it changes; two alike are numbered, also such as are the
    same to a system that knows no case.
    """
    found: dict[str, Analysis] = {}
    taken: set[str] = set()
    for analysis in analyses:
        own, number = map_name(analysis.path), 2
        name = own
        while (plain := normalize("NFC", name).casefold()) in taken:
            name, number = f"{own}-{number}", number + 1
        taken.add(plain)
        found[name] = analysis
    return found


def map_name(path: Path) -> str:
    """What a map is called in folders and lists: its path below `arguments`, or else in the project, with hyphens."""
    own, root = path.resolve(), project_root(path).resolve()
    own = own if own.is_dir() else own.with_suffix("")
    parts = own.relative_to(root).parts if own.is_relative_to(root) else (own.name,)
    parts = own.parts if len(parts) < 2 and FOLDER in own.parent.parts else parts
    if FOLDER in parts[:-1]:
        parts = parts[len(parts) - parts[-2::-1].index(FOLDER) - 1 :]
    return file_stem("-".join(parts) or own.name)


@contextmanager
def garbage_kept() -> Iterator[None]:
    """Pause the cyclic garbage collector: an analysis makes many small lasting values and no garbage in circles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
