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
    def on_completion(params: types.CompletionParams) -> types.CompletionList | None:
        path = path_of(params.text_document.uri)
        entry = session.map_at_hand(path)
        if entry is None:
            return None
        text = session.text_of(path)
        at = session.places.inside(text, params.position)
        asked = Asked(text.lines(), entry.now, entry.whole, session.desk.source(entry, path), path.parent)
        found = complete(asked, at)
        start = session.places.position(text, Position(at.line, found.start))
        where = types.Range(start, session.places.position(text, at))
        items = [_item(choice, where, number) for number, choice in enumerate(found.items)]
        return types.CompletionList(is_incomplete=not found.is_all, items=items)


def _item(choice: Choice, where: types.Range, number: int) -> types.CompletionItem:
    return types.CompletionItem(
        label=choice.label,
        kind=_KINDS[choice.sort],
        detail=choice.detail or None,
        documentation=choice.help or None,
        sort_text=f"{number:04}",
        text_edit=types.TextEdit(where, choice.insert),
    )
