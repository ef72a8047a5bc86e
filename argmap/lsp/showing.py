"""Requests for what is shown beside the text: lines above entries, words behind ids, colours by meaning."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from argmap.diagnostics import Position
from argmap.editor.answers.colours import SORTS, Coloured, colours
from argmap.editor.answers.hints import hints
from argmap.editor.answers.support import lenses
from argmap.editor.answers.things import index_of
from argmap.lsp.places import path_of
from argmap.lsp.session import Session
from argmap.lsp.text import to_units
from argmap.reading.source import Source

WHY = "argmap.why"
_TOKENS = {
    "section": "namespace",
    "key": "property",
    "assertion": "class",
    "authority": "interface",
    "rule": "function",
    "issue": "event",
    "party": "parameter",
    "part": "enumMember",
    "tag": "decorator",
    "view": "struct",
    "word": "keyword",
}
LEGEND = types.SemanticTokensLegend([_TOKENS[sort] for sort in SORTS], ["definition", "deprecated"])


def register(server: LanguageServer, session: Session) -> None:
    """Answer these requests from a session."""
    _beside(server, session)
    _colours(server, session)


def _beside(server: LanguageServer, session: Session) -> None:
    places = session.places

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def on_lenses(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        path = path_of(params.text_document.uri)
        found = session.source_of(path)
        if not found:
            return None
        told = lenses(found[0].now, found[1], session.gaps(found[0]))
        uri = params.text_document.uri
        return [
            types.CodeLens(places.range(lens.span), types.Command(lens.text, WHY, arguments=[uri, lens.name]))
            for lens in told
        ]

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def on_hints(params: types.InlayHintParams) -> list[types.InlayHint] | None:
        path = path_of(params.text_document.uri)
        found = session.source_of(path)
        if not found:
            return None
        first, last = session.inside(path, params.range.start), session.inside(path, params.range.end)
        told = hints(found[0].now, found[1], session.mentions(found[1]), first, last)
        text = session.text_of(path)
        return [
            types.InlayHint(places.position(text, hint.at), hint.text, padding_left=True, tooltip=hint.more)
            for hint in told
        ]

    @server.command(WHY)
    def on_why(uri: str, name: str) -> str | None:
        entry = session.map_of(path_of(uri))
        if entry is None or name not in entry.now.graph.assertions:
            return None
        reason = f"{name} {entry.now.reason(name)}"
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, reason))
        return reason


def _colours(server: LanguageServer, session: Session) -> None:
    def told(uri: str, start: Position | None = None, end: Position | None = None) -> types.SemanticTokens | None:
        found = session.source_of(path_of(uri))
        if not found:
            return None
        entry, source = found
        all_of_them = colours(entry.now, source, session.mentions(source))
        first = index_of(source, start) if start else 0
        last = index_of(source, end) if end else len(source.text)
        chosen = [item for item in all_of_them if first <= item.start and item.end <= last]
        return types.SemanticTokens(_encoded(session, source, chosen))

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)
    def on_tokens(params: types.SemanticTokensParams) -> types.SemanticTokens | None:
        return told(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, LEGEND)
    def on_some(params: types.SemanticTokensRangeParams) -> types.SemanticTokens | None:
        path = path_of(params.text_document.uri)
        where = params.range
        return told(params.text_document.uri, session.inside(path, where.start), session.inside(path, where.end))


def _encoded(session: Session, source: Source, items: list[Coloured]) -> list[int]:
    """Five numbers a word, as the protocol packs them: lines and columns since the one before, length, sort, signs."""
    text, units = session.text_of(source.path), session.places.units
    shift = 1 if text.text.startswith("\ufeff") else 0
    numbers: list[int] = []
    line_before = column_before = 0
    for item in items:
        at = source.file.position(item.start)
        line = text.line(at.line)
        begin = at.column + (shift if at.line == 0 else 0)
        column = to_units(line, begin, units)
        length = to_units(line, begin + item.end - item.start, units) - column
        since = column - column_before if at.line == line_before else column
        numbers += [at.line - line_before, since, length, SORTS.index(item.sort), item.signs]
        line_before, column_before = at.line, column
    return numbers
