"""pygls' protocol with the texts kept by us: lines end where the protocol says, and positions beyond are no errors."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, lsp_method

from argmap.diagnostics import ArgmapError
from argmap.editor.finishing import finish
from argmap.lsp.places import is_file, path_of
from argmap.lsp.session import Session


class Protocol(LanguageServerProtocol):
    """Hands what happens to texts to the session."""

    session: Session
    _said: frozenset[str] = frozenset()

    def finish(self, path: Path) -> None:
        """Finish what an edit that was cut off has left in the project of a path; tell of it, or of why not, once."""
        kind = types.MessageType.Info
        try:
            told = finish(path)
        except ArgmapError as error:
            kind, told = types.MessageType.Error, str(error)
        except OSError:
            return
        if told and told not in self._said:
            self._said |= {told}
            self._server.window_show_message(types.ShowMessageParams(kind, told))

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text is open."""
        item = params.text_document
        if is_file(item.uri):
            self.finish(path_of(item.uri))
        self.session.open(item.uri, item.text, item.version)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text has changed."""
        self.session.change(params.text_document.uri, params.text_document.version, params.content_changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A text is closed."""
        self.session.close(params.text_document.uri)
