"""Requests for other places: references, highlights, outlines, symbols, folding, links, what supports what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from argmap.analysis import Analysis
from argmap.editor.answers.links import links
from argmap.editor.answers.references import mention_at, places_in, references
from argmap.editor.answers.support import Step, carries, rests_on
from argmap.editor.answers.symbols import Symbol, entries_named, foldings, outline
from argmap.editor.answers.things import section_of, thing_at
from argmap.editor.answers.words import entry_of, first_line, says
from argmap.lsp.places import path_of
from argmap.lsp.session import Session

_KINDS: Mapping[str, types.SymbolKind] = {
    "assertions": types.SymbolKind.Class,
    "authorities": types.SymbolKind.Constant,
    "rules": types.SymbolKind.Function,
    "issues": types.SymbolKind.Event,
    "parties": types.SymbolKind.Object,
    "scenarios": types.SymbolKind.Struct,
    "views": types.SymbolKind.Interface,
}


def register(server: LanguageServer, session: Session) -> None:
    """Answer these requests from a session."""
    _references(server, session)
    _symbols(server, session)
    _support(server, session)


def _references(server: LanguageServer, session: Session) -> None:
    places = session.places

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def on_references(params: types.ReferenceParams) -> list[types.Location] | None:
        path = path_of(params.text_document.uri)
        found = session.source_of(path)
        wanted = found and mention_at(found[1], session.inside(path, params.position), session.mentions(found[1]))
        if not wanted:
            return None
        readings = [entry.now.reading for entry in session.desk.maps_of(path)]
        sources = {source.path: source for reading in readings for source in reading.sources}
        told = references([(source, session.mentions(source)) for source in sources.values()], wanted)
        with_own = params.context.include_declaration
        return [places.location(place.span) for place in told if with_own or not place.is_definition]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def on_highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
        path = path_of(params.text_document.uri)
        found = session.source_of(path)
        wanted = found and mention_at(found[1], session.inside(path, params.position), session.mentions(found[1]))
        if not found or not wanted:
            return None
        kinds = {True: types.DocumentHighlightKind.Write, False: types.DocumentHighlightKind.Read}
        told = places_in(found[1], wanted, session.mentions(found[1]))
        return [types.DocumentHighlight(places.range(place.span), kinds[place.is_definition]) for place in told]


def _symbols(server: LanguageServer, session: Session) -> None:
    places = session.places

    def symbol(item: Symbol) -> types.DocumentSymbol:
        kind = types.SymbolKind.Namespace if item.is_section else _KINDS.get(item.section, types.SymbolKind.Field)
        inside = [symbol(other) for other in item.inside]
        return types.DocumentSymbol(
            item.name or "?", kind, places.range(item.span), places.range(item.selection), item.detail or None,
            children=inside or None,
        )  # fmt: skip

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def on_outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        found = session.source_of(path_of(params.text_document.uri))
        return [symbol(item) for item in outline(found[1])] if found else None

    @server.feature(types.WORKSPACE_SYMBOL)
    def on_symbols(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        told = entries_named((entry.now for entry in session.desk.all_open()), params.query)
        return [
            types.WorkspaceSymbol(places.location(item.span), item.name, _KINDS[item.section], container_name=item.text)
            for item in told
        ]

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def on_folding(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        found = session.source_of(path_of(params.text_document.uri))
        comment = types.FoldingRangeKind.Comment
        told = foldings(found[1]) if found else []
        return [types.FoldingRange(line, last, kind=comment if is_comment else None) for line, last, is_comment in told]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    def on_links(params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
        found = session.source_of(path_of(params.text_document.uri))
        told = links(found[1]) if found else []
        return [types.DocumentLink(places.range(link.span), _target(session, link.target)) for link in told]


def _target(session: Session, target: str | Path) -> str:
    return target if isinstance(target, str) else session.places.uri(target)


def _support(server: LanguageServer, session: Session) -> None:
    """The call hierarchy of programs: an assertion calls what it rests on, and is called by what rests on it."""
    places = session.places

    def item(analysis: Analysis, section: str, name: str, against: str = "") -> types.CallHierarchyItem:
        span = analysis.reading.places.span(section, name)
        where = places.range(span)
        text = says(entry_of(analysis, section, name))
        detail = " · ".join(filter(None, (against, first_line(analysis, section, name), text)))
        shown = f"{name} ({against})" if against else name
        kind = _KINDS.get(section, types.SymbolKind.Field)
        uri = places.uri(span.path)
        data = {"section": section, "id": name}
        return types.CallHierarchyItem(shown, kind, uri, where, where, detail=detail, data=data)

    def asked(given: types.CallHierarchyItem) -> tuple[Analysis, str, str] | None:
        entry = session.map_of(path_of(given.uri))
        data = given.data if isinstance(given.data, dict) else {}
        return (entry.now, str(data["section"]), str(data["id"])) if entry and {"section", "id"} <= {*data} else None

    @server.feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY)
    def on_prepare(params: types.CallHierarchyPrepareParams) -> list[types.CallHierarchyItem] | None:
        path = path_of(params.text_document.uri)
        found = session.source_of(path)
        thing = found and thing_at(found[1], session.inside(path, params.position))
        section = section_of(found[0].now.reading, thing) if found and thing and thing.sort in ("id", "entry") else None
        return [item(found[0].now, section, thing.name)] if found and thing and section else None

    @server.feature(types.CALL_HIERARCHY_OUTGOING_CALLS)
    def on_outgoing(params: types.CallHierarchyOutgoingCallsParams) -> list[types.CallHierarchyOutgoingCall] | None:
        known = asked(params.item)
        if known is None:
            return None
        analysis, section, name = known
        steps = rests_on(analysis, name) if section == "assertions" else []
        return [
            types.CallHierarchyOutgoingCall(item(analysis, s.section, s.name, s.against), _ranges(session, s))
            for s in steps
        ]

    @server.feature(types.CALL_HIERARCHY_INCOMING_CALLS)
    def on_incoming(params: types.CallHierarchyIncomingCallsParams) -> list[types.CallHierarchyIncomingCall] | None:
        known = asked(params.item)
        if known is None:
            return None
        steps = carries(*known)
        return [
            types.CallHierarchyIncomingCall(item(known[0], s.section, s.name, s.against), _ranges(session, s))
            for s in steps
        ]


def _ranges(session: Session, step: Step) -> Sequence[types.Range]:
    return [session.places.range(span) for span in step.places]
