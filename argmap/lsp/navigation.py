"""Requests about what is written already: hover, definitions, files that change on the disk."""

from __future__ import annotations

from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from argmap.editor.answers.definition import definition
from argmap.editor.answers.hover import hover
from argmap.editor.answers.words import plain
from argmap.lsp.places import path_of
from argmap.lsp.session import Session


def register(server: LanguageServer, session: Session) -> None:
    """Answer these requests from a session."""
    places = session.places

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def on_hover(params: types.HoverParams) -> types.Hover | None:
        path = path_of(params.text_document.uri)
        found = session.source_of(path)
        answer = found and hover(found[0].now, found[1], places.inside(session.text_of(path), params.position))
        if not answer:
            return None
        kind = _markup(server)
        text = answer.text if kind is types.MarkupKind.Markdown else plain(answer.text)
        return types.Hover(types.MarkupContent(kind, text), places.range(answer.span))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def on_definition(params: types.DefinitionParams) -> list[types.Location] | None:
        path = path_of(params.text_document.uri)
        found = session.source_of(path)
        if not found:
            return None
        spans = definition(found[0].now, found[1], places.inside(session.text_of(path), params.position))
        return [places.location(span) for span in spans]

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def on_files(params: types.DidChangeWatchedFilesParams) -> None:
        paths = [path_of(change.uri) for change in params.changes]
        come_or_gone = any(change.type is not types.FileChangeType.Changed for change in params.changes)
        session.disk_changed(paths, rearranged=come_or_gone)

    @server.feature("argmap/text")
    def on_text(params: Any) -> dict[str, object] | None:
        """The text and version that the server has of a file, to look for a difference from the editor's."""
        item = session.opened.get(str(getattr(params, "uri", "")))
        return {"text": item.text.text, "version": item.text.version} if item else None


def _markup(server: LanguageServer) -> types.MarkupKind:
    """Markdown, unless the editor says that it shows plain text only."""
    text = server.client_capabilities.text_document
    known = text.hover.content_format if text and text.hover else None
    plain = known is not None and types.MarkupKind.Markdown not in known
    return types.MarkupKind.PlainText if plain else types.MarkupKind.Markdown
