"""The language server: requests of the protocol, each answered by one of the editor's answers."""

from __future__ import annotations

import logging
import sys
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from argmap import __version__
from argmap.lsp import acting, changing, finding, navigation, showing, writing
from argmap.lsp.changing import RequestFailed
from argmap.lsp.protocol import Protocol
from argmap.lsp.session import Session
from argmap.lsp.settings import Settings, settings


class Server(LanguageServer):
    """A server that tells its own failures to the editor's log, not to the writer."""

    has_been_shut_down = False

    def report_server_error(self, error: Exception, source: Any) -> None:
        """A failure of ours: one line in the log; what was refused the editor tells the writer already."""
        if isinstance(error, RequestFailed):
            return
        self.window_log_message(
            types.LogMessageParams(types.MessageType.Error, f"argmap: {type(error).__name__}: {error}")
        )


def make(defaults: Settings | None = None) -> Server:
    """A server that knows every request; `defaults` hold where the editor sets nothing."""
    server = Server("argmap", __version__, protocol_cls=Protocol)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_failure)
    session = Session(server.text_document_publish_diagnostics, defaults or Settings())
    server.protocol.session = session  # type: ignore[attr-defined]  # of our protocol

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        session.units(server.workspace.position_encoding)
        session.settings = settings(params.initialization_options, session.settings)

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        _watch(server)

    @server.feature(types.SHUTDOWN)
    def shut_down(_: None) -> None:
        server.has_been_shut_down = True

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(params: types.DidChangeConfigurationParams) -> None:
        session.settings = settings(params.settings, session.settings)
        for item in session.opened.values():
            session.touch(item.path)

    for requests in (navigation, finding, showing, writing, changing, acting):
        requests.register(server, session)
    return server


def _is_failure(record: logging.LogRecord) -> bool:
    """Whether a line of the log is about more than a request that was refused."""
    return not (isinstance(record.exc_info, tuple) and isinstance(record.exc_info[1], RequestFailed))


def _watch(server: Server) -> None:
    """Ask to be told when argument files, settings and locks change on the disk, where the editor can."""
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched is None or not watched.dynamic_registration:
        return
    patterns = ("**/*.yaml", "**/argmap.toml", "**/pyproject.toml", "**/*argmap.lock")
    watchers = [types.FileSystemWatcher(pattern) for pattern in patterns]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    wanted = types.Registration("argmap-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(types.RegistrationParams([wanted]))


def serve(defaults: Settings | None = None) -> bool:
    """Serve one editor over standard input and output, until it goes; whether it had said that it would."""
    server = make(defaults)
    server.start_io(sys.stdin.buffer, sys.stdout.buffer)
    return server.has_been_shut_down
