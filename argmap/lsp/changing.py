"""Requests that change files: renaming and formatting, and changes of argmap's as those of the editor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from argmap.diagnostics import ArgmapError
from argmap.editor.answers.references import mention_at, place_of
from argmap.editor.edits import Change
from argmap.editor.layout import fmt
from argmap.editor.mentions import Mention
from argmap.editor.names import Name, sharing
from argmap.editor.outdated import told_of_schemas
from argmap.editor.rename import rename
from argmap.editor.renamed import renamed_beside, told_left
from argmap.editor.saving import BYTE_ORDER_MARK, Prepared
from argmap.lsp.places import path_of
from argmap.lsp.session import Session
from argmap.reading.source import Source


class RequestFailed(JsonRpcException):
    """What was asked for cannot be done; the message says why, for the writer to read."""

    CODE = types.LSPErrorCodes.RequestFailed
    MESSAGE = "Request failed"


def register(server: LanguageServer, session: Session) -> None:
    """Answer these requests from a session."""
    _rename(server, session)

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def on_format(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        found = session.source_of(path_of(params.text_document.uri))
        if not found:
            return None
        try:
            planned = fmt(found[1])
        except ArgmapError as error:
            server.window_log_message(types.LogMessageParams(types.MessageType.Info, str(error)))
            return None
        return text_edits(session, planned)


def _rename(server: LanguageServer, session: Session) -> None:
    def named(uri: str, at: types.Position) -> tuple[Source, Mention] | None:
        path = path_of(uri)
        found = session.source_of(path)
        item = found and mention_at(found[1], session.inside(path, at), session.mentions(found[1]))
        return (found[1], item) if found and item else None

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def on_prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        known = named(params.text_document.uri, params.position)
        if known is None:
            return None
        source, item = known
        return types.PrepareRenamePlaceholder(session.places.range(source.file.span(*place_of(source, item))), item.id)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def on_rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        session.before_changing(everywhere=True)
        known = named(params.text_document.uri, params.position)
        if known is None:
            raise RequestFailed("There is no id here that could be renamed.")
        try:
            changes, beside, left = _renamed(session, known[0], known[1], params.new_name.strip())
        except ArgmapError as error:
            raise RequestFailed(str(error)) from error
        if left:
            server.window_show_message(types.ShowMessageParams(types.MessageType.Info, left))
        return workspace_edit(server, session, changes, beside)


def _renamed(session: Session, source: Source, item: Mention, new: str) -> tuple[list[Change], list[Prepared], str]:
    """The changes of files, those of locks and baselines, and what is told of what stays."""
    start = [entry.now.reading for entry in session.desk.maps_of(source.path)]
    around = [entry.now.reading for entry in session.desk.project(source.path)]
    section = next((s for s in item.sections if any((s, item.id) in r.places.homes for r in start)), item.sections[0])
    name = Name(item.id, section, item.of)
    readings = sharing(name, start, around)
    changes = rename(readings, name, new, session.desk.read)
    beside = renamed_beside(readings, changes, name, new, date.today().isoformat(), session.desk.read)
    told = (told_left(readings, name), told_of_schemas([reading.path for reading in readings], gone=name.id))
    return changes, beside, " ".join(filter(None, told))


def text_edits(session: Session, change: Change) -> list[types.TextEdit]:
    """The edits of one file in the editor's units."""
    source = change.source
    if source is None:
        return []
    return [
        types.TextEdit(session.places.range(source.file.span(edit.start, edit.end)), edit.text) for edit in change.edits
    ]


def workspace_edit(
    server: LanguageServer, session: Session, changes: Iterable[Change], beside: Iterable[Prepared] = ()
) -> types.WorkspaceEdit:
    """Changes of files that are there, with the versions they were made from where the editor can compare these."""
    workspace = server.client_capabilities.workspace
    can = workspace.workspace_edit if workspace else None
    made = {c.path: text_edits(session, c) for c in changes if c.source is not None and c.edits}
    made |= {item.path: [_anew(session, item)] for item in beside}
    if can is None or not can.document_changes:
        return types.WorkspaceEdit({session.places.uri(path): edits for path, edits in made.items()})
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(session.versioned(path), list(edits)) for path, edits in made.items()]
    )


def _anew(session: Session, item: Prepared) -> types.TextEdit:
    """Another text for a file that is no argument file: all of it. RequestFailed where the editor's is not saved."""
    text = session.text_of(item.path)
    if _lines(text.text) != _lines(item.before or ""):
        raise RequestFailed(f"`{item.path}` goes along and is open with changes: save or undo these first.")
    end = session.places.position(text, text.end())
    return types.TextEdit(types.Range(types.Position(0, 0), end), (item.after or "").removeprefix(BYTE_ORDER_MARK))


def _lines(text: str) -> list[str]:
    return text.removeprefix(BYTE_ORDER_MARK).splitlines()
