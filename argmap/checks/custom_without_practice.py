"""custom-without-practice."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph
from argmap.model.authority import Authority

SHOWING = frozenset(
    {"judgment", "advisory-opinion", "decision", "order", "resolution", "report", "letter", "statement", "commentary"}
)
"""Kinds that can show what is done and held to be law."""


@check("authority", Severity.WARNING, Nature.GAP)
def custom_without_practice(case: Case) -> Iterator[Gap]:
    """A custom is relied on, but neither its entry nor another citation shows that it is followed as law.

    Why: who relies on custom must show it: that it is generally followed, and followed as a matter of law.

    Gap:
        authorities:
          port-custom: {kind: custom, title: Custom of the port on unloading}
        assertions:
          unloading: {text: The carrier unloads., kind: legal, authorities: [port-custom]}

    Closed:
        authorities:
          port-custom: {kind: custom, title: Custom of the port on unloading}
          port-case: {kind: judgment, title: Carrier v. Port, court: Appeal Court, date: 1999, cite: "[1999] FAC 7"}
        assertions:
          unloading: {text: The carrier unloads., kind: legal, authorities: [port-custom, port-case para. 6]}
    """
    for citation in case.graph.relied_on():
        authority = case.graph.map.authorities[citation.authority]
        if authority.kind == "custom" and not _shown(authority) and not _shown_beside(case.graph, citation.owner):
            yield Gap(
                citation.owner,
                Where(citation.section, citation.owner, (*citation.path, "cite")),
                f"`{citation.owner}` relies on the custom `{citation.authority}` without showing practice.",
                "Cite judgments, letters or reports that show it, or add `cite` or `passages` to its entry.",
            )


def _shown(authority: Authority) -> bool:
    return bool(authority.cite or authority.url or authority.passages)


def _shown_beside(graph: ArgumentGraph, owner: str) -> bool:
    node = graph.assertions.get(owner)
    citations = node.supporting if node else graph.rules[owner]
    return any(graph.map.authorities[citation.authority].kind in SHOWING for citation in citations)
