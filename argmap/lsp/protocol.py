"""pygls' protocol with the texts kept by us: lines end where the protocol says, and positions beyond are no errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.protocol.json_rpc import RPCMessage, RPCRequest

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

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as a value. One that cannot be read is answered, so that nobody waits for it."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], None, error.to_response_error())
            raise

    def handle_message(self, message: RPCMessage) -> None:
        """Hand a message on. What is asked after the end is refused, as the protocol wants it, and not passed over."""
        if self._shutdown and isinstance(message, RPCRequest):
            refused = JsonRpcInvalidRequest("The server has been told to shut down.").to_response_error()
            self._send_response(message.id, None, refused)
        else:
            super().handle_message(message)

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
