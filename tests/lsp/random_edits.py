"""Edits as a writer, a cat on the keyboard or a script might make them, the same for the same seed."""

import random
from pathlib import Path
from typing import Any

from lsp_editor import LINE, Editor
from lsprotocol import types as t

PIECES = (
    "a", "e", " ", "  ", "\n", "\n  ", "\n    ", "\r\n", "\r", "\t", ":", ": ", "- ", "[", "]", "{", "}",
    "'", '"', "#", ",", "é", "e\u0301", "🏛️", "👩‍⚖️", "القانون", "条約", "\u200f", "\u2028", "\x0b", "\x85",
    "𝔄", "\ufeff", "\u202e", "&a", "*a", "|", ">", "assertions:", "premises: [", "text: It is so.",
    "id: new-one", "counters:\n      - ", "contract-made", "authorities", "offer-accepted", "argmap: 1\n",
    "map: {title: x}\n", "because:\n      - rule: ", "uses: [..]\n", "---\n", "? ", "!!x ",
)  # fmt: skip


class Typist:
    """Makes random edits, and asks random questions of which none may fail."""

    def __init__(self, editor: Editor, seed: int) -> None:
        self.editor = editor
        self.random = random.Random(seed)

    def edit(self, path: Path) -> None:
        text, choose = self.editor.texts[path], self.random
        kind = choose.random()
        if kind < 0.02:
            self.editor.set(path, text[: choose.randrange(len(text) + 1)])
            return
        start = self._place(text)
        end = start if kind < 0.7 else min(len(text), start + choose.choice((1, 1, 2, 5, 30, 200)))
        while end < len(text) and text[end - 1 : end + 1] == "\r\n":
            end += 1
        new = "" if end > start and kind < 0.9 else "".join(choose.choices(PIECES, k=choose.choice((1, 1, 1, 2, 6))))
        self.editor.replace(path, start, end, new)

    def _place(self, text: str) -> int:
        place = self.random.randrange(len(text) + 1)
        return place + 1 if text[place - 1 : place + 1] == "\r\n" and place else place

    async def ask(self, path: Path) -> None:
        """A question at a random place, which may lie beyond the text."""
        client, named = self.editor.client, self.editor.named(path)
        lines = len(LINE.split(self.editor.texts[path]))
        at = t.Position(self.random.randrange(lines + 2), self.random.randrange(60))
        here: dict[str, Any] = {"text_document": named, "position": at}
        whole = t.Range(t.Position(0, 0), at)
        asked = self.random.choice(
            (
                lambda: client.text_document_completion_async(t.CompletionParams(**here)),
                lambda: client.text_document_hover_async(t.HoverParams(**here)),
                lambda: client.text_document_definition_async(t.DefinitionParams(**here)),
                lambda: client.text_document_references_async(
                    t.ReferenceParams(context=t.ReferenceContext(include_declaration=True), **here)
                ),
                lambda: client.text_document_document_highlight_async(t.DocumentHighlightParams(**here)),
                lambda: client.text_document_prepare_rename_async(t.PrepareRenameParams(**here)),
                lambda: client.text_document_prepare_call_hierarchy_async(t.CallHierarchyPrepareParams(**here)),
                lambda: client.text_document_code_action_async(
                    t.CodeActionParams(named, t.Range(at, at), t.CodeActionContext([]))
                ),
                lambda: client.text_document_document_symbol_async(t.DocumentSymbolParams(named)),
                lambda: client.text_document_folding_range_async(t.FoldingRangeParams(named)),
                lambda: client.text_document_document_link_async(t.DocumentLinkParams(named)),
                lambda: client.text_document_code_lens_async(t.CodeLensParams(named)),
                lambda: client.text_document_inlay_hint_async(t.InlayHintParams(named, whole)),
                lambda: client.text_document_semantic_tokens_full_async(t.SemanticTokensParams(named)),
                lambda: client.text_document_formatting_async(
                    t.DocumentFormattingParams(named, t.FormattingOptions(2, insert_spaces=True))
                ),
                lambda: client.workspace_symbol_async(t.WorkspaceSymbolParams("o")),
            )
        )
        await asked()

    async def agrees(self, path: Path) -> None:
        """The server has the text of the editor, and is at its version."""
        known = await self.editor.client.protocol.send_request_async("argmap/text", {"uri": path.as_uri()})  # type: ignore[no-untyped-call]
        assert known.text == self.editor.texts[path]
        assert known.version == self.editor.versions[path]
