"""Assertions, arguments, citations and counters as plain data: all that the page shows and re-labels from."""

from __future__ import annotations

from argmap.citing.full import role_words
from argmap.evaluation.reasons import missing_elements
from argmap.evaluation.scenario import standard_of
from argmap.graph import ArgumentNode, AssertionNode, CitationNode, CounterNode
from argmap.model.assertion import Attribution
from argmap.model.dates import date_words
from argmap.render.page.source import PageSource, Plain, slim
from argmap.render.wording import interval_words


def assertion(source: PageSource, node: AssertionNode) -> Plain:
    """One assertion with its support and what is said against it."""
    entry, evaluation = node.entry, source.evaluation
    return slim(
        text=entry.text,
        kind=entry.kind.value,
        issue=entry.issue,
        status=entry.status.value,
        standard=standard_of(source.graph, node.name).value,
        standing=evaluation.standings[node.name].value,
        reason=source.reasons[node.name],
        by=[attribution(item) for item in entry.asserted_by],
        arguments=[argument(source, item) for item in node.arguments],
        citations=[citation(item) for item in node.citations],
        counters=[counter(item) for item in node.counters],
        alternative=entry.alternative_to,
        on=interval_words(entry.on) if entry.on else "",
        quote=entry.quote,
        quoted=entry.quote_status,
        tags=entry.tags,
        notes=entry.notes,
        review=f"{entry.review.by}, {date_words(entry.review.on)}" if entry.review else "",
        confidential=entry.confidential,
        place=source.place("assertions", node.name),
    )


def attribution(item: Attribution) -> Plain:
    """Who puts an assertion forward, where, and in which role."""
    return {"party": item.party, **slim(source=item.source, at=item.at, role=item.role)}


def argument(source: PageSource, node: ArgumentNode) -> Plain:
    """One line of support."""
    entry = node.entry
    return {
        "name": node.name,
        "strength": int(node.strength),
        "mode": entry.mode,
        "size": len(entry.premises),
        "premises": [[premise.assertion, premise.element or ""] for premise in node.premises],
        **slim(
            rule=entry.rule,
            scheme=entry.scheme,
            missing=missing_elements(source.evaluation, node),
            citations=[citation(item) for item in node.citations],
            counters=[counter(item) for item in node.counters],
            exceptions=[counter(item) for item in node.exceptions],
            warrant=entry.warrant,
            answers=entry.answers,
            notes=entry.notes,
        ),
    }


def citation(node: CitationNode) -> Plain:
    """Reliance on an authority."""
    entry = node.entry
    return {
        "name": node.name,
        "authority": node.authority,
        "side": entry.side,
        "strength": int(node.strength),
        **slim(
            at=entry.at,
            role=role_words(entry) or (entry.treatment if entry.treatment != "supports" else ""),
            proposition=entry.proposition,
            quote=entry.quote,
            quoted=entry.quote_status,
            notes=entry.notes,
            counters=[counter(item) for item in node.counters],
        ),
    }


def counter(node: CounterNode) -> Plain:
    """An entry by which an assertion is set against something."""
    return {
        "name": node.name,
        "assertion": node.assertion,
        "how": node.how,
        **slim(
            exception=node.exception,
            notes=node.notes,
            counters=[counter(item) for item in node.counters],
        ),
    }
