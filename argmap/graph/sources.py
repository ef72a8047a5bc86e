"""What the sources of a map count as, which of them an assertion rests on, and who stands behind a party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.graph.nodes import ArgumentNode, AssertionNode, CitationNode
from argmap.model.authority import Authority, SourceClass
from argmap.model.header import Party
from argmap.model.pinpoints import met_by


def class_of(authority: Authority, at: str | None = None) -> SourceClass:
    """What an authority, or the place in it that is cited, counts as.

    What binds, and what states law that binds apart from it (`codifies`), counts as primary law.
    """
    return SourceClass.PRIMARY_LAW if authority.binding or codified(authority, at) else authority.source_class


def codified(authority: Authority, at: str | None = None) -> str | None:
    """Which law an authority, or the place in it that is cited, states that binds apart from it; None where none."""
    if authority.codifies or not any(passage.codifies for passage in authority.passages.values()):
        return authority.codifies
    kinds = {authority.passages[name].codifies for name in met_by(at, authority.passages)}
    return kinds.pop() if len(kinds) == 1 else None


def at_same_place(
    citations: Iterable[CitationNode], others: Iterable[CitationNode]
) -> Iterator[tuple[CitationNode, CitationNode]]:
    """Each of the citations for which another of the others cites the same place of the same authority, with that."""
    there = {(citation.authority, citation.entry.at): citation for citation in others}
    for citation in citations:
        other = there.get((citation.authority, citation.entry.at))
        if other is not None:
            yield citation, other


def classes_below(
    assertions: Mapping[str, AssertionNode],
    rules: Mapping[str, tuple[CitationNode, ...]],
    authorities: Mapping[str, Authority],
    used_by: Mapping[str, tuple[ArgumentNode, ...]],
) -> dict[str, frozenset[SourceClass]]:
    """For each assertion the classes of the authorities that it, its rules and all it rests on cite in support."""
    found = {
        name: frozenset(
            class_of(authorities[citation.authority], citation.entry.at) for citation in _cited(node, rules)
        )
        for name, node in assertions.items()
    }
    pending = list(found)
    while pending:
        name = pending.pop()
        for argument in used_by.get(name, ()):
            wider = found[argument.conclusion] | found[name]
            if wider != found[argument.conclusion]:
                found[argument.conclusion] = wider
                pending.append(argument.conclusion)
    return found


def _cited(node: AssertionNode, rules: Mapping[str, tuple[CitationNode, ...]]) -> Iterator[CitationNode]:
    """What supports an assertion, and the rules it applies."""
    yield from node.supporting
    for argument in node.arguments:
        yield from rules.get(argument.entry.rule or "", ())


def whole_of(parties: Mapping[str, Party], party: str) -> str:
    """The party that a party is part of in the end; itself where of none, the first of all in a circle."""
    seen = [party]
    while seen[-1] in parties:
        above = parties[seen[-1]].part_of
        if above is None or above not in parties:
            break
        if above in seen:
            return min(seen[seen.index(above) :])
        seen.append(above)
    return seen[-1]
