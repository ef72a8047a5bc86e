"""Requests while one writes: completion."""

from __future__ import annotations

from collections.abc import Mapping

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from argmap.diagnostics import Position
from argmap.editor.answers.completion import Asked, Choice, Sort, complete
from argmap.lsp.places import path_of
from argmap.lsp.session import Session

_KINDS: Mapping[Sort, types.CompletionItemKind] = {
    "key": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.EnumMember,
    "assertion": types.CompletionItemKind.Reference,
    "authority": types.CompletionItemKind.Constant,
    "rule": types.CompletionItemKind.Function,
    "issue": types.CompletionItemKind.Event,
    "party": types.CompletionItemKind.Unit,
    "pinpoint": types.CompletionItemKind.Value,
    "name": types.CompletionItemKind.Field,
    "path": types.CompletionItemKind.File,
}
TRIGGERS = [" ", "[", "{", ",", "-", ":", "/", "\n"]


def register(server: LanguageServer, session: Session) -> None:
    """Answer these requests from a session."""

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    def on_completion(params: types.CompletionParams) -> types.CompletionList:
        path = path_of(params.text_document.uri)
        entry = session.map_at_hand(path)
        if entry is None:
            return types.CompletionList(is_incomplete=False, items=[])
        text = session.text_of(path)
        at = session.places.inside(text, params.position)
        asked = Asked(text.lines(), entry.now, entry.whole, session.desk.source(entry, path), path.parent)
        found = complete(asked, at)
        start, cursor, end = (
            session.places.position(text, Position(at.line, column)) for column in (found.start, at.column, found.end)
        )
        where = (types.Range(start, cursor), types.Range(start, end))
        both = where if _knows_both(server) else None
        items = [_item(choice, where[1], both, number) for number, choice in enumerate(found.items)]
        return types.CompletionList(is_incomplete=not found.is_all, items=items)


def _knows_both(server: LanguageServer) -> bool:
    """Whether the editor lets the writer choose between putting something in and replacing the word that is there."""
    text = server.client_capabilities.text_document
    item = text.completion.completion_item if text and text.completion else None
    return bool(item and item.insert_replace_support)


def _item(
    choice: Choice, where: types.Range, both: tuple[types.Range, types.Range] | None, number: int
) -> types.CompletionItem:
    new = choice.insert
    return types.CompletionItem(
        label=choice.label,
        kind=_KINDS[choice.sort],
        detail=choice.detail or None,
        documentation=choice.help or None,
        sort_text=f"{number:04}",
        text_edit=types.InsertReplaceEdit(new, *both) if both else types.TextEdit(where, new),
    )
