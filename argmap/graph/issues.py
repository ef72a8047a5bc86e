"""Which issue something bears on."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.graph.graph import ArgumentGraph


class Issues:
    """Finds the issue of an assertion, an authority, a rule or an issue; each is looked for once."""

    ELSEWHERE = ""
    """What bears on no issue, or on several."""

    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.known: dict[str, str] = {}
        self.position_of: dict[str, str] = {}
        for issue in graph.map.issues:
            for position in graph.positions(issue):
                self.position_of.setdefault(position, issue)

    def of(self, subject: str) -> str:
        """The issue: an assertion's own, else that of the nearest assertion above it; of the rest, what all share."""
        if subject not in self.known:
            self.known[subject] = self._find(subject)
        return self.known[subject]

    def _find(self, subject: str) -> str:
        if subject in self.graph.map.issues:
            return subject
        if subject in self.graph.assertions:
            return self._of_assertion(subject)
        owners = dict.fromkeys(self._owners(subject))
        issues = dict.fromkeys(self._of_assertion(owner) for owner in owners if owner in self.graph.assertions)
        return next(iter(issues)) if len(issues) == 1 else self.ELSEWHERE

    def _owners(self, subject: str) -> Iterator[str]:
        """The assertions that cite an authority or apply a rule."""
        yield from (citation.owner for citation in self.graph.cited.get(subject, ()))
        yield from (argument.conclusion for argument in self.graph.applied.get(subject, ()))

    def _of_assertion(self, name: str) -> str:
        level, seen = [name], {name}
        while level:
            for at in level:
                own = self.graph.assertions[at].entry.issue
                if own in self.graph.map.issues:
                    return str(own)
                if at in self.position_of:
                    return self.position_of[at]
            above = dict.fromkeys(up for at in level for up in self.graph.above(at) if up in self.graph.assertions)
            level = [up for up in above if up not in seen]
            seen.update(level)
        return self.ELSEWHERE
