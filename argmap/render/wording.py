"""The words on a picture: kinds, authorities, citations, dates."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.citing.full import authority_name, role_words
from argmap.evaluation.labels import Evaluation
from argmap.evaluation.words import Outcome
from argmap.graph import ArgumentGraph, CitationNode
from argmap.model.assertion import Attribution
from argmap.model.authority import Authority, SourceClass
from argmap.model.dates import date_words
from argmap.model.header import Issue, MapHeader
from argmap.model.values import Interval, Kind, Standard

KINDS = {Kind.LEGAL: "Legal assertion", Kind.FACTUAL: "Fact", Kind.MIXED: "Mixed law and fact"}


def authority_heading(authority: Authority, applicable_law: tuple[str, ...]) -> str:
    """`Treaty · binding`, `Report · soft law`: kind and force.

    The classes of source are those of international law; elsewhere only what binds, and whose source it is, is said.
    """
    kind = authority.kind.replace("-", " ").capitalize()
    if authority.binding:
        return f"{kind} · binding"
    international = any("international" in law.lower() for law in applicable_law)
    if international or authority.source_class is SourceClass.PARTY_SOURCE:
        return f"{kind} · {authority.source_class.value}"
    return kind


def issue_name(graph: ArgumentGraph, name: str) -> str:
    """What an issue is called in a few words: as its file says, else its id as words."""
    entry = graph.map.issues.get(name)
    return (entry.short if entry else None) or name.replace("-", " ")


def rule_name(graph: ArgumentGraph, name: str) -> str:
    """What a rule is called in a few words: as its file says, else its id as words."""
    entry = graph.map.rules.get(name)
    return (entry.short if entry else None) or name.replace("-", " ")


def citation_words(graph: ArgumentGraph, citation: CitationNode) -> str:
    """`UN Charter art. 2(4)`."""
    name = authority_name(citation.authority, graph.map.authorities[citation.authority])
    words = f"{name} {citation.entry.at}" if citation.entry.at else name
    role = role_words(citation.entry)
    return f"{role} {words}" if role else words


def party_name(graph: ArgumentGraph, party: str | None) -> str:
    """What a party is called on a card."""
    entry = graph.map.parties.get(party or "")
    return (entry.short or entry.name) if entry else party or ""


def attributed(graph: ArgumentGraph, who: Iterable[Attribution]) -> str:
    """`Iran (S/2020/13, p. 1, p. 2) · adopted by the author (P4)`: who asserts, where it says so; each once."""
    places: dict[str, dict[str, list[str]]] = {}
    for item in who:
        source = graph.map.authorities.get(item.source or "")
        name = authority_name(item.source or "", source) if source else ""
        said = {"adopts": "adopted by ", "reports": "reported by "}.get(item.role or "", "")
        found = places.setdefault(f"{said}{party_name(graph, item.party)}", {})
        if name or item.at:
            found.setdefault(name, []).extend([item.at] if item.at else [])
    words = []
    for person, found in places.items():
        where = "; ".join(", ".join(filter(None, (name, *dict.fromkeys(ats)))) for name, ats in found.items())
        words.append(f"{person} ({where})" if where else person)
    return " · ".join(words)


def parties_named(graph: ArgumentGraph, who: Iterable[Attribution]) -> str:
    """`Iran · Special Rapporteur`: who asserts, where there is no room for where it says so."""
    return " · ".join(dict.fromkeys(party_name(graph, item.party) for item in who))


def standard_words(standard: Standard | None) -> str:
    """`beyond reasonable doubt`."""
    return (standard or Standard.PREPONDERANCE).value.replace("-", " ")


def outcome_words(graph: ArgumentGraph, outcome: Outcome) -> str:
    """How an issue ends, in a sentence without its full stop."""
    if outcome.position:
        return "One position stands"
    if outcome.against:
        return f"No position stands: falls against {party_name(graph, outcome.against)}, who bears the burden"
    return "No position stands"


def burden_words(graph: ArgumentGraph, issue: Issue) -> str:
    """Who bears the burden: `Iran`, `divided between Iran and the United States`; empty where nobody is named."""
    names = list(dict.fromkeys(party_name(graph, share.party) for share in issue.burdens))
    if len(names) < 2:
        return party_name(graph, issue.burden) or "".join(names)
    return f"divided between {', '.join(names[:-1])} and {names[-1]}"


def issue_facts(graph: ArgumentGraph, evaluation: Evaluation, name: str) -> list[str]:
    """Burden, standard and outcome of an issue, for the line under a title."""
    issue = graph.map.issues[name]
    who = burden_words(graph, issue)
    burden = [f"burden: {who}"] if who else []
    return [*burden, f"standard: {standard_words(issue.standard)}", outcome_fact(graph, evaluation, name)]


def outcome_fact(graph: ArgumentGraph, evaluation: Evaluation, name: str) -> str:
    """How an issue ends, as one of the facts under a title."""
    words = outcome_words(graph, evaluation.outcomes[name])
    return words[0].lower() + words[1:]


def subtitle(header: MapHeader, facts: Iterable[str]) -> str:
    """The line under a title: facts, forum, date."""
    parts = [*facts]
    if header.forum:
        parts.append(f"forum: {header.forum}")
    if header.as_of:
        parts.append(f"law and facts as at {date_words(header.as_of)}")
    return " · ".join(parts)


def interval_words(when: Interval) -> str:
    """`3 January 2020`, `from May 2019 to 8 January 2020`."""
    start, end = when.start, when.end
    if start and start == end:
        return date_words(start)
    words = [f"from {date_words(start)}" if start else "", f"to {date_words(end)}" if end else ""]
    return " ".join(word for word in words if word)


def days(when: Interval) -> tuple[str, str]:
    """The first day that a date or interval may mean, and the last: by these, dates stand in the order of time."""
    start, end = when.start or when.end or "", when.end or ""
    return f"{start}{'-01' * (2 - start.count('-'))}", f"{end}{'-99' * (2 - end.count('-'))}" if end else "9999"


def shortened(text: str, most: int = 60) -> str:
    """A text as it is named in a list: without its full stop, whole words, at most so many characters."""
    whole = " ".join(text.split()).removesuffix(".")
    return whole if len(whole) <= most else f"{whole[:most].rpartition(' ')[0] or whole[:most]} …"


def counted(number: int, noun: str) -> str:
    """`1 issue`, `2 issues`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
