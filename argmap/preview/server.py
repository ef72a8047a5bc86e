"""Runs the preview: a socket, the server, and the loop that follows the files."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import uvicorn

from argmap.diagnostics import ArgmapError
from argmap.preview.app import Preview
from argmap.preview.atlas import Atlas
from argmap.preview.editor import Editor
from argmap.preview.guard import Guard, hosts
from argmap.preview.listen import changes

Begun = Callable[[Callable[[], None]], None]


@dataclass(frozen=True)
class Place:
    """Where the preview listens: on a socket that is bound already, under a host and at an address to be told."""

    socket: socket.socket
    host: str
    url: str


def listen(host: str, port: int) -> Place:
    """Bind a host and port; port 0 is any free one. Raises ArgmapError where that is refused."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        opened = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise ArgmapError(f"`{host}` is no address of this machine.") from error
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(128)
    except OSError as error:
        opened.close()
        raise ArgmapError(_refused(error, host, port)) from error
    opened.setblocking(False)
    shown = f"[{host}]" if ":" in host else host
    return Place(opened, host, f"http://{shown}:{opened.getsockname()[1]}/")


def _refused(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken, perhaps by another preview. Choose one with --port; 0 is any free one."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used. Choose one above 1023 with --port."
    return f"`{host}` is no address of this machine."


def serve(atlas: Atlas, editor: Editor, place: Place, begun: Begun) -> None:
    """Serve until the user ends it, or somebody calls what `begun` is given, which is called as soon as it answers.

    Raises KeyboardInterrupt after Ctrl-C.
    """
    if asyncio.run(_serve(atlas, editor, place, begun)):
        raise KeyboardInterrupt


async def _serve(atlas: Atlas, editor: Editor, place: Place, begun: Begun) -> bool:
    """Whether Ctrl-C ended it, where that did not cancel the task on its way out."""
    preview = Preview(atlas, editor)
    app = Guard(preview.app(), hosts(place.host))
    config = uvicorn.Config(
        app, http="h11", ws="none", lifespan="off", log_config=None, access_log=False, proxy_headers=False,
        server_header=False, date_header=False, timeout_graceful_shutdown=2,
    )  # fmt: skip
    server = _Server(config, preview)
    following = asyncio.create_task(follow(preview))
    telling = asyncio.create_task(_tell(server, begun))
    try:
        await server.serve(sockets=[place.socket])
    finally:
        for task in (following, telling):
            task.cancel()
        try:
            await asyncio.gather(following, telling, return_exceptions=True)
        finally:
            preview.easel.close()
    return server.is_interrupted


class _Server(uvicorn.Server):
    """Ends the streams of events first: the server waits for all that is under way."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self.preview = preview
        self.loop = asyncio.get_running_loop()
        self.is_interrupted = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Called by a signal."""
        super().handle_exit(signal.Signals(sig), frame)
        self.is_interrupted |= sig == signal.SIGINT
        self.end()

    def end(self) -> None:
        """End the preview; from any thread."""
        self.should_exit = True
        self.loop.call_soon_threadsafe(self.preview.bell.close)


async def follow(preview: Preview) -> None:
    """Read what changes and tell all who look on."""
    atlas = preview.atlas
    async for paths in changes(lambda: (atlas.deep, atlas.flat)):
        if await asyncio.to_thread(atlas.update, paths):
            preview.bell.ring()


async def _tell(server: _Server, begun: Begun) -> None:
    while not server.started:
        await asyncio.sleep(0.01)
    begun(server.end)
