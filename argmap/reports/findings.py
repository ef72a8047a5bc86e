"""What a review found, as every report takes it: the maps, their diagnostics, and what all of them count to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from argmap.diagnostics import Diagnostic, Nature, Severity
from argmap.evaluation.labels import Evaluation
from argmap.graph import ArgumentGraph
from argmap.review import weightiest_first

Lines = Mapping[Path, Sequence[str]]


@dataclass(frozen=True)
class MapFindings:
    """One map: its diagnostics, weightiest first, with a content key each, and those that its baseline knows.

    `pictures` says where the drawing of a view is (`overview`, or an issue's id), as a link from the report; `overview`
    is that drawing itself.
    """

    path: Path
    graph: ArgumentGraph
    evaluation: Evaluation
    diagnostics: tuple[Diagnostic, ...]
    keys: tuple[str, ...] = ()
    known: tuple[Diagnostic, ...] = ()
    lines: Lines = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    overview: str = ""

    @property
    def title(self) -> str:
        """The title of the map."""
        return self.graph.map.header.title


@dataclass(frozen=True)
class Findings:
    """All maps of one review. Every report lists `diagnostics` and says `counts`, so they agree.

    `is_explained` asks for why each diagnostic matters and how it is closed, where a report does not say so anyway.
    """

    maps: tuple[MapFindings, ...]
    profile: str = "review"
    is_explained: bool = False

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """The diagnostics of all maps, weightiest first; what several maps have in a file they share, once."""
        return merged(of.diagnostics for of in self.maps)

    @cached_property
    def known(self) -> int:
        """How many diagnostics the baseline has set apart."""
        shown = {_same(item) for item in self.diagnostics}
        return sum(_same(item) not in shown for item in merged(of.known for of in self.maps))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many diagnostics there are (see `counted`)."""
        return counted(self.diagnostics, self.known)

    @cached_property
    def shares(self) -> list[list[Diagnostic]]:
        """For each map the diagnostics that no map before it has: together exactly `diagnostics`."""
        pending = {_same(item): item for item in self.diagnostics}
        taken = [[pending.pop(_same(item), None) for item in of.diagnostics] for of in self.maps]
        return [weightiest_first(item for item in items if item) for items in taken]

    def graph_of(self, item: Diagnostic) -> ArgumentGraph:
        """The graph of the first map that has a diagnostic."""
        return next(of.graph for of, share in zip(self.maps, self.shares, strict=True) if item in share)

    @cached_property
    def keys(self) -> dict[tuple[object, ...], str]:
        """The content key of each diagnostic, by what tells it from others (see `key_of`)."""
        found: dict[tuple[object, ...], str] = {}
        for of in self.maps:
            for item, key in zip(of.diagnostics, of.keys, strict=False):
                found.setdefault(_same(item), key)
        return found

    def key_of(self, item: Diagnostic) -> str:
        """The content key of a diagnostic; empty where none was worked out."""
        return self.keys.get(_same(item), "")

    @cached_property
    def lines(self) -> dict[Path, Sequence[str]]:
        """The lines of every file of every map, for code frames."""
        return {path: lines for of in self.maps for path, lines in of.lines.items()}


def merged(found: Iterable[Iterable[Diagnostic]]) -> list[Diagnostic]:
    """The diagnostics of several maps, weightiest first; one that several maps have, once: not waived if any is not."""
    kept: dict[tuple[object, ...], Diagnostic] = {}
    for item in weightiest_first(item for items in found for item in items):
        kept.setdefault(_same(item), item)
    return list(kept.values())


def _same(item: Diagnostic) -> tuple[object, ...]:
    return (item.check, item.span, item.message)


def counted(diagnostics: Iterable[Diagnostic], known: int = 0) -> dict[str, int]:
    """How many there are by severity and by nature, waived ones apart; how many are waived, or in the baseline."""
    counts = {severity.value: 0 for severity in Severity}
    counts |= {nature.value: 0 for nature in Nature} | {"waived": 0, "known": known}
    for item in diagnostics:
        if item.waived:
            counts["waived"] += 1
        else:
            counts[item.severity.value] += 1
            counts[item.nature.value] += 1
    return counts


def summary(counts: Mapping[str, int]) -> str:
    """Counts in words, as `2 errors, 1 warning; 3 waived.`."""
    words = [plural(counts[severity.value], severity.value) for severity in Severity if counts[severity.value]]
    parts = [", ".join(words) or "no diagnostics"]
    if counts["waived"]:
        parts.append(f"{counts['waived']} waived")
    if counts.get("known"):
        parts.append(f"{counts['known']} in the baseline")
    return f"{'; '.join(parts)}."


def plural(count: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
