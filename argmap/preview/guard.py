"""What is asked for is answered only to pages of the preview itself, and only where nothing is changed by it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST = 2048
"""How many bytes of path and query are looked at."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""The content security policy of everything that is no page."""


@dataclass(frozen=True)
class Hosts:
    """Under which names the preview answers: a foreign name that leads here (DNS rebinding) is refused.

    Where it listens to more than this machine, every numeric address is one of its own, for such need no name.
    """

    names: frozenset[str]
    numeric: bool = False

    def accept(self, header: str) -> bool:
        """Whether a Host header names the preview; at which port is no matter, a tunnel may lead to it."""
        name = _name_in(header.lower())
        return name in self.names or (self.numeric and _is_address(name))


def hosts(host: str) -> Hosts:
    """The names of a preview that listens at a host."""
    return Hosts(frozenset({*LOOPBACK, _written(host)}), numeric=not is_loopback(host))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine and nobody else."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _name_in(header: str) -> str:
    """The name in a Host header; an IPv6 address keeps its brackets."""
    if header.startswith("["):
        name, bracket, rest = header.partition("]")
        return f"{name}{bracket}" if not rest or rest.startswith(":") else ""
    return header.partition(":")[0]


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


class Guard:
    """Refuses what no page of the preview would ask, and sends every answer with headers that keep it to itself."""

    def __init__(self, app: ASGIApp, known: Hosts) -> None:
        self.app = app
        self.known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", NOTHING)
            await send(message)

        refused = self.refusal(scope)
        await (refused or self.app)(scope, receive, guarded)

    def refusal(self, scope: Scope) -> Response | None:
        """Why a request is not answered; None for one that is."""
        headers = Headers(scope=scope)
        if not self.known.accept(headers.get("host", "")):
            return _no(421, "This preview is not known under that name.")
        if scope["method"] not in ("GET", "HEAD"):
            return _no(405, "The preview is only looked at.", {"Allow": "GET, HEAD"})
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > LONGEST:
            return _no(414, "The address is too long.")
        if not _from_here(headers, scope["path"]):
            return _no(403, "Another site asked for this.")
        return None


def _from_here(headers: Headers, path: str) -> bool:
    """Whether a request is a reader's own or that of a page of the preview: browsers say so; pages may be linked to."""
    site = headers.get("sec-fetch-site", "none")
    if site in ("none", "same-origin"):
        return True
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document" and is_page(path)


def is_page(path: str) -> bool:
    """Whether something is a page, which a reader may be led to from elsewhere."""
    return path.endswith("/")


def _no(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{words}\n", status, headers)
