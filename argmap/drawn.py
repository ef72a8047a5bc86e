"""From analyses to what is drawn of them: from what material, on what page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from argmap.analysis import Analysis
from argmap.diagnostics import WHOLE_MAP, Diagnostic, Span
from argmap.reading.project import project_root
from argmap.render.page.source import PageSource
from argmap.render.sheet import Material
from argmap.review import Selection


@dataclass(frozen=True)
class Drawn:
    """A map as it is drawn; its gaps are looked for once, whatever day it is.

    Without a selection the gaps are those that the project's profile asks for.
    """

    analysis: Analysis
    selection: Selection | None = None

    @cached_property
    def gaps(self) -> list[Diagnostic]:
        """What the map lacks, most consequential first."""
        return self.analysis.review(self.selection, today=None)

    @cached_property
    def material(self) -> Material:
        """What the views of the map are made from."""
        open_gaps = [item for item in self.gaps if item.waived is None]
        words: dict[str, tuple[str, ...]] = {}
        for item in open_gaps:
            words[item.subject or WHOLE_MAP] = (*words.get(item.subject or WHOLE_MAP, ()), item.check.replace("-", " "))
        counts = Counter(item.subject or WHOLE_MAP for item in open_gaps)
        return Material(self.analysis.graph, self.analysis.evaluation, counts, words, self._argument_gaps(open_gaps))

    def _argument_gaps(self, gaps: Sequence[Diagnostic]) -> dict[str, int]:
        """How many gaps are written in each argument of what they are about, where it has lines of its own."""
        graph, places = self.analysis.graph, self.analysis.reading.places
        found: Counter[str] = Counter()
        for item in gaps:
            node = graph.assertions.get(item.subject)
            for argument in node.arguments if node else ():
                if argument.path and _lies_in(item.span, places.span("assertions", item.subject, argument.path)):
                    found[argument.name] += 1
        return dict(found)

    @cached_property
    def page(self) -> PageSource:
        """What the page of the map is made from."""
        analysis, root = self.analysis, project_root(self.analysis.path)
        places = analysis.reading.places
        return PageSource(analysis.graph, analysis.evaluation, analysis.reasons, self.gaps, places, root)


def _lies_in(inner: Span, outer: Span) -> bool:
    return inner.path == outer.path and outer.start <= inner.start and inner.end <= outer.end


def material(analysis: Analysis) -> Material:
    """What the views of a map are made from."""
    return Drawn(analysis).material


def page_source(analysis: Analysis) -> PageSource:
    """What the page of a map is made from."""
    return Drawn(analysis).page
