"""unknown-passage."""

from collections.abc import Iterator
from difflib import get_close_matches

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph
from argmap.model.authority import Authority
from argmap.model.pinpoints import is_listed

LONGEST_HINT = 200
"""Longer pinpoints are not compared with those listed to find the nearest."""


@check("authority", Severity.NOTE, Nature.GAP, filing=Severity.ERROR)
def unknown_passage(case: Case) -> Iterator[Gap]:
    """A pinpoint names a place that is not among the passages (or paragraphs) which the authority's entry lists.

    Why: a wrong pinpoint sends the reader to the wrong page; a right one belongs in the entry, with what it says.

    Gap:
        authorities:
          code:
            kind: statute
            title: Sale of Goods Code
            jurisdiction: Freeland
            passages: {ss. 40-46: The duties of the carrier., s. 12(2): Notice must be in writing.}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 21(2)]}

    Closed:
        authorities:
          code:
            kind: statute
            title: Sale of Goods Code
            jurisdiction: Freeland
            passages: {ss. 40-46: The duties of the carrier., s. 12(2): Notice must be in writing.}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 12(2), code s. 44]}
    """
    known: dict[str, tuple[str, ...]] = {}
    for name, where, source, at in _pinpoints(case.graph):
        authority = case.graph.map.authorities[source]
        if source not in known:
            known[source] = _listed(authority)
        if known[source] and not is_listed(at, known[source]):
            yield Gap(name, where, f"`{source}` lists no passage `{at}`, which `{name}` cites.", _advice(at, authority))


def _pinpoints(graph: ArgumentGraph) -> Iterator[tuple[str, Where, str, str]]:
    """Every pinpoint of a citation or an attribution: subject, place, authority, pinpoint."""
    for citation in graph.citations():
        if citation.entry.at:
            where = Where(citation.section, citation.owner, (*citation.path, "at"))
            yield citation.owner, where, citation.authority, citation.entry.at
    for name, node in graph.assertions.items():
        for number, told in enumerate(node.entry.asserted_by):
            if told.at and told.source in graph.map.authorities:
                yield name, Where("assertions", name, ("asserted_by", number, "at")), str(told.source), told.at


def _listed(authority: Authority) -> tuple[str, ...]:
    return (*authority.passages, *(authority.paragraphs or ()))


def _advice(at: str, authority: Authority) -> str:
    listed = [passage for passage in _listed(authority) if len(passage) <= LONGEST_HINT >= len(at)]
    near = get_close_matches(at, listed, n=3, cutoff=0.5)
    add = "Correct the pinpoint, or add the passage and what it says to the entry."
    return f"Did you mean {' or '.join(f'`{passage}`' for passage in near)}? {add}" if near else add
