"""The addresses of the preview and what they answer; no address is a path of a file."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from argmap.diagnostics import ArgmapError
from argmap.preview import notice
from argmap.preview.atlas import Atlas, Chart
from argmap.preview.easel import Easel
from argmap.preview.editor import Editor
from argmap.preview.sight import Sight
from argmap.render.page.assemble import Live, assembled, policy
from argmap.render.page.source import Plain

HEARTBEAT = 15.0
ASKED = "x-argmap"
"""A header that only a page of the preview can send: browsers let no other site set one."""


class Bell:
    """Wakes all who wait for something new."""

    def __init__(self) -> None:
        self.next = asyncio.Event()
        self.closed = False

    def ring(self) -> None:
        """Wake them."""
        self.next.set()
        self.next = asyncio.Event()

    def close(self) -> None:
        """Wake them for good."""
        self.closed = True
        self.ring()


@dataclass
class Preview:
    """What the preview answers from. `run` is new with every start; `told` are pictures that broke down."""

    atlas: Atlas
    editor: Editor
    easel: Easel = field(default_factory=Easel)
    bell: Bell = field(default_factory=Bell)
    run: str = field(default_factory=lambda: secrets.token_hex(8))
    told: set[str] = field(default_factory=set)

    def app(self) -> Starlette:
        """The application."""
        return Starlette(
            routes=[
                Route("/", self.index),
                Route("/events", self.events),
                Route("/maps/{name}/", self.page),
                Route("/maps/{name}/state", self.state),
                Route("/maps/{name}/pictures/{key}", self.picture),
                Route("/maps/{name}/open", self.open),
            ]
        )

    async def index(self, request: Request) -> Response:
        """The list of maps, or the only one there is."""
        charts, trouble = self.atlas.charts.values(), self.atlas.trouble
        there = [chart.name for chart in charts if not chart.gone]
        if len(there) == 1:
            return RedirectResponse(f"maps/{quote(there[0], safe='')}/", 307)
        page = notice.list_page(charts, trouble, self.run)
        return _page(page, notice.policy())

    async def page(self, request: Request) -> Response:
        """The page of a map."""
        chart = self._chart(request)
        if chart.sight is None:
            return _page(notice.broken_page(chart, self.run), notice.policy())
        live = Live("live", notice.resource("live.css"), self._state(chart) | self._setting(chart.sight))
        html = await asyncio.to_thread(assembled, chart.sight.data, {}, live=live)
        return _page(html, policy(live))

    async def state(self, request: Request) -> Response:
        """How a map is now; its data only where they differ from those that the page has."""
        chart = self._chart(request)
        head, sight, looked_at = json.dumps(self._state(chart)), chart.sight, request.query_params.get("view", "")
        if sight is not None and looked_at in sight.keys:
            key = sight.keys[looked_at]
            self.easel.picture(key, sight.plates[key])  # it will be asked for next
        if sight is None or request.query_params.get("have") == sight.key:
            return Response(head, media_type="application/json")
        return Response(f'{head[:-1]},"data":{sight.json}}}', media_type="application/json")

    async def picture(self, request: Request) -> Response:
        """A picture by its key."""
        sight = self._chart(request).sight
        key = request.path_params["key"]
        if sight is None or key not in sight.plates:
            raise HTTPException(410, "There is a newer picture.")
        try:
            drawn = await asyncio.wrap_future(self.easel.picture(key, sight.plates[key]))
        except ArgmapError as error:
            return PlainTextResponse(str(error), 422)
        except Exception as error:  # noqa: BLE001  # whatever breaks here is argmap's defect; the preview goes on
            return PlainTextResponse(self._broke_down(key, error), 422)
        return Response(drawn, media_type="application/json")

    async def open(self, request: Request) -> Response:
        """Open a place in the editor: one that the map names, and for a page of the preview alone."""
        chart, place = self._chart(request), request.query_params.get("place", "")
        is_asked = request.method == "GET" and request.headers.get(ASKED) is not None
        if not is_asked or not self.editor.command or chart.sight is None:
            raise HTTPException(403, "Nothing is opened from here.")
        if place not in places(chart):
            raise HTTPException(404, "The map has no such place.")
        path, _, line = place.rpartition(":")
        try:
            self.editor.open(Path(chart.sight.folder, path).resolve(), int(line))
        except ArgmapError as error:
            return PlainTextResponse(str(error), 422)
        return JSONResponse({"opened": place})

    async def events(self, request: Request) -> Response:
        """Which version each map has, told again whenever that changes."""
        if request.method == "HEAD":  # the stream itself would never end
            return Response(media_type="text/event-stream")
        return StreamingResponse(self._versions(), media_type="text/event-stream")

    async def _versions(self) -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        told = ""
        while not self.bell.closed:
            coming, said = self.bell.next, self._said()
            yield f"data: {said}\n\n" if said != told else ":\n\n"
            told = said
            with suppress(TimeoutError):
                await asyncio.wait_for(coming.wait(), HEARTBEAT)

    def _broke_down(self, key: str, error: Exception) -> str:
        """What is said of a picture at which argmap broke down; on the terminal too, with where, the first time."""
        said = f"argmap broke down on this picture, which is a defect of argmap: {type(error).__name__}: {error}"
        if key not in self.told:
            self.told.add(key)
            sys.stderr.write("".join(traceback.format_exception(error)) + f"{said}\n")
        return said

    def _said(self) -> str:
        versions = {name: chart.version for name, chart in self.atlas.charts.items()}
        return json.dumps({"run": self.run, "versions": versions})

    def _chart(self, request: Request) -> Chart:
        chart = self.atlas.charts.get(request.path_params["name"])
        if chart is None:
            raise HTTPException(404, "There is no map of this name.")
        return chart

    def _state(self, chart: Chart) -> Plain:
        sight = chart.sight
        return {
            "run": self.run,
            "name": chart.name,
            "version": chart.version,
            "key": sight.key if sight else "",
            "pictures": dict(sight.keys) if sight else {},
            "at": sight.at if sight else "",
            "behind": not chart.is_current,
            "defects": chart.defects,
            "trouble": chart.trouble,
        }

    def _setting(self, sight: Sight) -> Plain:
        command = bool(self.editor.command)
        return {"folder": sight.folder if self.editor.link else "", "link": self.editor.link, "command": command}


def places(chart: Chart) -> frozenset[str]:
    """Every place (`path:line`) that a map names."""
    found: set[str] = set()
    if chart.sight is not None:
        found |= _places_in(chart.sight)
    return frozenset(found | {item["place"] for item in chart.defects})


def _places_in(sight: Sight) -> set[str]:
    data = sight.data
    sections = ("assertions", "authorities", "rules", "issues")
    entries = [entry for section in sections for entry in data[section].values()]
    return {entry["place"] for entry in (*entries, *data["gaps"]) if "place" in entry}


def _page(html: str, allowed: str) -> Response:
    return HTMLResponse(html, headers={"Content-Security-Policy": f"{allowed}; frame-ancestors 'none'"})
