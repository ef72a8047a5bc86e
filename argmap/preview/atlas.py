"""All maps at a path as they are now: what can be drawn of each, and what is wrong where a file is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import is_
from pathlib import Path

from argmap.analysis import Analysis, analyse, garbage_kept, named
from argmap.checks.registry import Case
from argmap.diagnostics import ArgmapError, Diagnostic
from argmap.drawn import Drawn
from argmap.fingerprints import lock_path
from argmap.preview.seen import Seen, Stamp, stamp
from argmap.preview.sight import Sight, defects_of, sight
from argmap.reading.project import Library, project_root
from argmap.reading.source import Source
from argmap.render.page.source import Plain
from argmap.review import Selection

SETTINGS = ("argmap.toml", "pyproject.toml")
GONE = "The map is not here any more: its file was renamed or deleted, or has lost its `map:`."


@dataclass(frozen=True)
class Chart:
    """One map of the preview.

    `sight` is the last state that could be drawn, None before the first. `trouble` says what keeps the newest state
    from being drawn: diagnostics as plain data, and sentences. `version` rises with every change of either.
    """

    name: str
    path: Path
    version: int
    sight: Sight | None = None
    defects: tuple[Plain, ...] = ()
    trouble: str = ""
    gone: bool = False

    @property
    def is_current(self) -> bool:
        """Whether what can be drawn is what the files say."""
        return self.sight is not None and not self.defects and not self.trouble

    @property
    def title(self) -> str:
        """The title of the map; its name before it could be read."""
        return self.sight.title if self.sight else self.name

    def beside(self, other: Chart) -> bool:
        """Whether two states of a map differ in nothing but their version."""
        return replace(self, version=0) == replace(other, version=0)


@dataclass(frozen=True, eq=False)
class Basis:
    """All that a map is made from: with equal ones there is nothing to do. Files are the same when not read anew."""

    sources: tuple[Source, ...]
    defects: tuple[Diagnostic, ...]
    others: tuple[Stamp, ...]

    @classmethod
    def of(cls, analysis: Analysis, seen: Seen) -> Basis:
        """What an analysis is made from."""
        root = project_root(analysis.path)
        others = [*(root / name for name in SETTINGS), lock_path(analysis.path)]
        for path in others:
            seen.note(path)
        return cls(analysis.reading.sources, analysis.reading.defects, tuple(stamp(path) for path in others))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Basis):
            return NotImplemented
        same = len(self.sources) == len(other.sources) and all(map(is_, self.sources, other.sources))
        return same and self.defects == other.defects and self.others == other.others

    __hash__ = None  # type: ignore[assignment]  # compared only


@dataclass
class Atlas:
    """The maps at a path, each under a name that it keeps; `update` reads anew what has changed.

    One thread at a time may call `update`; `charts` may be read at any time, and is never changed in place.
    """

    path: Path
    selection: Selection | None = None
    charts: Mapping[str, Chart] = field(default_factory=dict)
    trouble: str = ""
    deep: frozenset[Path] = frozenset()
    flat: frozenset[Path] = frozenset()
    _seen: Seen = field(default_factory=Seen)
    _bases: dict[str, Basis] = field(default_factory=dict)
    _known: dict[str, Case] = field(default_factory=dict)
    _clock: int = 0
    _has_looked: bool = False

    def __post_init__(self) -> None:
        self._library = Library(self._seen.read)
        self.update()

    def update(self, changed: Iterable[Path] = ()) -> bool:
        """Read what has changed, the named files in any case; whether anything is different now."""
        with garbage_kept():
            return self._update(changed)

    def _update(self, changed: Iterable[Path]) -> bool:
        stale = {*changed, *self._seen.changed()}
        if not stale and self._has_looked:
            return False
        self._has_looked = True
        for path in stale:
            self._library.forget(path)
        before, trouble = self.charts, self.trouble
        try:
            analyses = analyse([self.path], self._library)
            self.trouble = ""
        except ArgmapError as error:
            analyses, self.trouble = [], str(error)
        shown = [item for item in analyses if item.reading.is_map or not item.reading.sound]
        self._watch(analyses)
        charts = dict(self._charts(shown))
        for name, chart in before.items():
            if name not in charts and chart.sight is not None:
                charts[name] = self._aged(replace(chart, trouble=self.trouble or GONE, gone=True), chart)
        self.charts = charts
        return charts != before or trouble != self.trouble

    def _charts(self, analyses: list[Analysis]) -> Iterable[tuple[str, Chart]]:
        names = {chart.path: name for name, chart in self.charts.items()}
        fresh = named(analyses)
        for wanted, analysis in fresh.items():
            path = analysis.path.resolve()
            name = names.get(path) or self._free(wanted)
            names[path] = name
            before, basis = self.charts.get(name), Basis.of(analysis, self._seen)
            if before is not None and not before.gone and basis == self._bases.get(name):
                yield name, before
                continue
            self._bases[name] = basis
            chart = self._chart(name, path, analysis, before.sight if before else None)
            yield name, self._aged(chart, before)

    def _going_on(self, name: str, analysis: Analysis) -> Analysis:
        """An analysis that goes on from the last one of the same map: what did not change is not worked out again."""
        known = self._known.get(name)
        found = replace(analysis, before=known.evaluation, known=known) if known else analysis
        self._known[name] = found.case
        return found

    def _chart(self, name: str, path: Path, analysis: Analysis, last: Sight | None) -> Chart:
        if not analysis.reading.sound or not analysis.reading.is_map:
            return Chart(name, path, 0, last, defects_of(analysis))
        try:
            return Chart(name, path, 0, sight(Drawn(self._going_on(name, analysis), self.selection)))
        except ArgmapError as error:
            return Chart(name, path, 0, last, trouble=str(error))
        except Exception as error:  # noqa: BLE001  # whatever breaks here is argmap's defect; the preview goes on
            said = f"{type(error).__name__}: {error}".rstrip(".")
            return Chart(name, path, 0, last, trouble=f"argmap broke down on this map: {said}.")

    def _aged(self, chart: Chart, before: Chart | None) -> Chart:
        """The chart with its version: the old one where nothing has changed."""
        if before is not None and chart.beside(before):
            return before
        self._clock += 1
        return replace(chart, version=self._clock)

    def _free(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self.charts:
            number += 1
            name = f"{wanted}-{number}"
        return name

    def _watch(self, analyses: list[Analysis]) -> None:
        """Which folders to listen to: those of maps with all below them, those of other files alone."""
        folders = {self.path, *(analysis.path for analysis in analyses)}
        deep = {folder.resolve() for folder in folders if folder.is_dir()}
        files = {source.path.resolve().parent for analysis in analyses for source in analysis.reading.sources}
        roots = {project_root(folder).resolve() for folder in folders}
        above = {folder.resolve().parent for folder in folders}
        flat = {folder for folder in {*files, *roots, *above} if not any(folder.is_relative_to(top) for top in deep)}
        self.deep = frozenset(folder for folder in deep if not any(top in folder.parents for top in deep))
        self.flat = frozenset(folder for folder in flat if folder.is_dir())
        for folder in (*deep, *files):
            self._seen.note(folder)
