"""not-binding-here."""

import re
from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph, AssertionNode, CitationNode, codified
from argmap.model.authority import Authority, SourceClass
from argmap.model.values import Kind

LAW = (SourceClass.PRIMARY_LAW, SourceClass.SUBSIDIARY_MEANS)


@check("authority", Severity.NOTE, Nature.QUESTION, words=True)
def not_binding_here(case: Case) -> Iterator[Gap]:
    """Law is cited for a legal assertion that is not among the map's `applicable_law`, or does not bind all concerned.

    An assertion or issue that names the jurisdiction is about that law, and may cite it. A text that states law which
    binds apart from it (`codifies`) is left out where it does not bind; what an organ asserts, its party does.

    Why: law that binds somebody else persuades at best, and the other side will say that it is not bound.

    Gap:
        map: {title: A late delivery, applicable_law: [Freeland]}
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Northland}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}

    Closed:
        map: {title: A late delivery, applicable_law: [Freeland]}
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}
    """
    graph = case.graph
    concerned = _concerned(graph)
    for node in graph.needing_support():
        for citation in node.supporting if node.entry.kind is Kind.LEGAL else ():
            authority = graph.map.authorities[citation.authority]
            free = () if codified(authority, citation.entry.at) else concerned.get(node.entry.issue or "", ())
            doubt = _doubt(authority, graph.map.header.applicable_law, free)
            if doubt and authority.source_class in LAW and not _is_about(graph, node, authority):
                yield _gap(node.name, citation, doubt)


def _gap(name: str, citation: CitationNode, doubt: tuple[str, str]) -> Gap:
    key, question = doubt
    return Gap(
        name,
        Where(citation.section, citation.owner, (*citation.path, "cite")),
        f"`{name}` cites `{citation.authority}`: {question}?",
        "Write `signal: cf`, cite law that applies, or mark a text that states custom with `codifies: custom`.",
        (Other(Where("authorities", citation.authority, (key,)), "see its entry"),),
    )


def _doubt(authority: Authority, applicable: tuple[str, ...], concerned: tuple[str, ...]) -> tuple[str, str] | None:
    """The key of the entry that raises a doubt, and the doubt as a question without its mark."""
    where = authority.jurisdiction
    if where and applicable and where.casefold() not in " ".join(applicable).casefold():
        return "jurisdiction", f"why does the law of {where} count where the law applied is {', '.join(applicable)}"
    if isinstance(authority.binding, tuple) and not where:
        free = [party for party in concerned if party not in authority.binding]
        if free:
            return "binding", f"does it bind {' and '.join(f'`{party}`' for party in free)}"
    return None


def _is_about(graph: ArgumentGraph, node: AssertionNode, authority: Authority) -> bool:
    """Whether an assertion, or the question of its issue, names the jurisdiction, in full or by its initials."""
    where = authority.jurisdiction
    if not where:
        return False
    issue = graph.map.issues.get(node.entry.issue or "")
    told = f"{node.entry.text} {issue.question if issue else ''}"
    initials = "".join(word[0] for word in where.split() if word[0].isupper())
    names = (where, initials) if len(initials) > 1 else (where,)
    return any(_spaced(name) in _spaced(told) for name in names)


def _spaced(text: str) -> str:
    """The words of a text, each after one space."""
    return "".join(f" {word}" for word in re.findall(r"\w+", text))


def _concerned(graph: ArgumentGraph) -> dict[str, tuple[str, ...]]:
    """For each issue, those who assert its positions or bear its burden, if some authority binds them by name.

    What an organ or official asserts, its party does.
    """
    bindings = (authority.binding for authority in graph.map.authorities.values())
    bound = {party for binding in bindings if isinstance(binding, tuple) for party in binding}
    found: dict[str, tuple[str, ...]] = {}
    for name, issue in graph.map.issues.items():
        told = [told for position in graph.positions(name) for told in graph.assertions[position].entry.asserted_by]
        bearers = [issue.burden or "", *(share.party for share in issue.burdens)]
        parties = dict.fromkeys(graph.whole_of(party) for party in (*(one.party for one in told), *bearers))
        found[name] = tuple(party for party in parties if party in bound)
    return found
