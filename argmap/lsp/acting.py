"""Requests for what can be done: code actions."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from argmap.editor.answers.actions import Action, actions
from argmap.lsp.changing import workspace_edit
from argmap.lsp.places import path_of
from argmap.lsp.session import Session

KINDS = [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorExtract]


def register(server: LanguageServer, session: Session) -> None:
    """Answer these requests from a session."""

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=KINDS))
    def on_actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        path = path_of(params.text_document.uri)
        session.look_now()
        session.before_changing(everywhere=False)
        found = session.source_of(path)
        if not found:
            return None
        entry, source = found
        start, end = session.inside(path, params.range.start), session.inside(path, params.range.end)
        told = session.diagnostics(entry, source)
        offered = actions(entry.now, source, session.mentions(source), told, start, end)
        wanted = params.context.only
        made = [_made(server, session, action, params.context.diagnostics) for action in offered]
        return [action for action in made if not wanted or any(_is_of(action.kind, kind) for kind in wanted)]


def _is_of(kind: str | None, asked: str) -> bool:
    """Whether a kind is the one asked for or below it: `refactor` asks for `refactor.extract`, nothing for all."""
    return not asked or (kind or "").split(".")[: asked.count(".") + 1] == asked.split(".")


def _made(
    server: LanguageServer, session: Session, action: Action, known: Sequence[types.Diagnostic]
) -> types.CodeAction:
    closes = action.closes
    where = session.places.range(closes.span) if closes else None
    mended = [item for item in known if closes and item.code == closes.check and item.range == where]
    return types.CodeAction(
        action.title,
        types.CodeActionKind.QuickFix if closes else types.CodeActionKind.RefactorExtract,
        mended or None,
        is_preferred=action.is_sure or None,
        edit=workspace_edit(server, session, action.changes),
    )
