"""A whole map as the plain data that its page holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from argmap.catalogue import schemes
from argmap.checks.registry import all_checks, documentation
from argmap.citing.full import authority_name
from argmap.diagnostics import Diagnostic
from argmap.graph import ArgumentGraph
from argmap.model.authority import Authority
from argmap.model.dates import date_words
from argmap.model.header import Issue, Party, Scenario
from argmap.model.passages import Passage
from argmap.model.rule import Burden, Rule
from argmap.model.values import Checked, Standard
from argmap.render.order import issue_order
from argmap.render.page.entries import assertion, citation
from argmap.render.page.source import PageSource, Plain, clean, safe_url, slim, written
from argmap.render.wording import interval_words

_NUMBER = re.compile(r"0|[1-9][0-9]{0,9}")


def map_data(source: PageSource, views: Iterable[Plain]) -> Plain:
    """Everything the page shows and re-labels from; ids, names and orders are those of the map."""
    graph = source.graph
    map_ = graph.map
    whole = {
        "map": _header(source),
        "parties": {name: _party(entry) for name, entry in map_.parties.items()},
        "authorities": {name: _authority(source, name, entry) for name, entry in map_.authorities.items()},
        "rules": {name: _rule(source, name, entry) for name, entry in map_.rules.items()},
        "issues": {name: _issue(source, name, map_.issues[name]) for name in issue_order(source.graph)},
        "assertions": {name: assertion(source, node) for name, node in graph.assertions.items()},
        "scenarios": {name: _scenario(entry) for name, entry in map_.scenarios.items()},
        "gaps": [gap(source.root, item) for item in source.diagnostics],
        "checks": _checks(source.diagnostics),
        "schemes": _schemes(graph),
        "views": list(views),
    }
    cleaned: Plain = clean(whole)
    return cleaned | slim(orders=list(_orders(cleaned, ())))


def _orders(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[list[str | int], list[str]]]:
    """The names in each table, by its path, which a script would put in another order: those of digits first."""
    if isinstance(value, dict):
        if any(map(_NUMBER.fullmatch, value)) and len(value) > 1:
            yield list(path), list(value)
        for name, inner in value.items():
            yield from _orders(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _orders(inner, (*path, number))


def as_json(data: Plain) -> str:
    """Data as JSON that may stand inside a script element: nothing in it can end that element or a line of script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _header(source: PageSource) -> Plain:
    header = source.graph.map.header
    return slim(
        title=header.title,
        description=header.description,
        forum=header.forum,
        law=header.applicable_law,
        as_of=date_words(header.as_of) if header.as_of else "",
        notes=header.notes,
    )


def _party(entry: Party) -> Plain:
    return slim(name=entry.name, short=entry.short, kind=entry.kind, notes=entry.notes)


def _authority(source: PageSource, name: str, entry: Authority) -> Plain:
    return slim(
        name=authority_name(name, entry),
        title=entry.title,
        kind=entry.kind.replace("-", " "),
        source=entry.source_class.value,
        cite=entry.cite,
        date=date_words(entry.date) if entry.date else "",
        in_force=interval_words(entry.in_force) if entry.in_force else "",
        court=entry.court,
        body=entry.body,
        by=entry.by,
        publisher=entry.publisher,
        held_by=entry.held_by,
        forum=entry.forum,
        jurisdiction=entry.jurisdiction,
        parties=entry.parties,
        symbol=entry.symbol,
        binding=list(entry.binding) if isinstance(entry.binding, tuple) else _BINDING[entry.binding],
        url=safe_url(entry.url),
        status=entry.status,
        dead=entry.is_dead,
        checked=_checked(entry.checked),
        passages={at: _passage(passage) for at, passage in entry.passages.items()},
        tags=entry.tags,
        notes=entry.notes,
        confidential=entry.confidential,
        place=source.place("authorities", name),
    )


_BINDING = {True: ["yes"], False: ["no"], None: []}


def _checked(entry: Checked | None) -> str:
    return f"{date_words(entry.on)}, against {entry.against}" if entry else ""


def _passage(entry: Passage) -> Plain:
    return slim(says=entry.says, checked=_checked(entry.checked), quote=entry.quote, notes=entry.notes)


def _rule(source: PageSource, name: str, entry: Rule) -> Plain:
    return {
        "mode": entry.mode,
        "elements": entry.elements,
        **slim(
            text=entry.text,
            exceptions=entry.exceptions,
            citations=[citation(item) for item in source.graph.rules[name]],
            burden=entry.burden,
            burdens=_shares(entry.burdens),
            disputed=entry.disputed,
            rivals=source.graph.rivals.get(name, ()),
            tags=entry.tags,
            notes=entry.notes,
            place=source.place("rules", name),
        ),
    }


def _shares(burdens: Iterable[Burden]) -> list[Plain]:
    """Who has to show what, where the burden is divided."""
    return [{"party": share.party, "shows": share.shows} for share in burdens]


def _issue(source: PageSource, name: str, entry: Issue) -> Plain:
    outcome = source.evaluation.outcomes[name]
    return {
        "question": entry.question,
        "standard": (entry.standard or Standard.PREPONDERANCE).value,
        "positions": source.graph.positions(name),
        **slim(
            burden=entry.burden,
            burdens=_shares(entry.burdens),
            outcome=outcome.position,
            tags=entry.tags,
            notes=entry.notes,
            place=source.place("issues", name),
        ),
    }


def _scenario(entry: Scenario) -> Plain:
    return slim(accept=entry.accept, reject=entry.reject, description=entry.description)


def gap(root: Path, item: Diagnostic) -> Plain:
    """One diagnostic."""
    return slim(
        check=item.check,
        severity=item.severity.value,
        nature=item.nature.value,
        message=item.message,
        help=item.help,
        subject=item.subject,
        place=written(root, item.span),
        issues=item.impact.issues,
        assertions=item.impact.assertions,
        waived=item.waived.because if item.waived else "",
        waived_by=item.waived.by if item.waived else "",
        waived_until=date_words(item.waived.until) if item.waived and item.waived.until else "",
    )


def _checks(diagnostics: Iterable[Diagnostic]) -> Plain:
    """What each check that found something looks for, and why."""
    found, known = sorted({item.check for item in diagnostics}), all_checks()
    docs = {name: documentation(known[name]) for name in found if name in known}
    return {name: slim(what=doc.what, why=doc.why) for name, doc in docs.items()}


def _schemes(graph: ArgumentGraph) -> Plain:
    """The patterns that the map's arguments follow, each with the critical questions it has to survive."""
    known, used = schemes(), sorted({node.entry.scheme for node in graph.arguments() if node.entry.scheme})
    return {
        name: {"title": known[name].title, "questions": dict(known[name].questions)} for name in used if name in known
    }
