"""The preview served from a thread of the tests, and asked as a program that is no browser would ask."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from argmap.preview.atlas import Atlas
from argmap.preview.editor import editor as editor_named
from argmap.preview.server import listen, serve

MAP = """
argmap: 1
map: {title: A sale}
parties: {buyer: {name: The buyer}, seller: {name: The seller}}
issues:
  sale: {question: Was there a sale?, burden: buyer, positions: [sold]}
assertions:
  sold:
    text: The parties made a contract of sale.
    issue: sale
    asserted_by: buyer
    premises: [offered]
    counters: [joke]
  offered: {text: The buyer accepted the offer., kind: factual, status: agreed}
  joke: {text: It was said in jest., asserted_by: seller, kind: factual}
""".lstrip()

Look = Callable[..., Any]


@dataclass(frozen=True)
class Served:
    """A preview that runs."""

    url: str
    atlas: Atlas

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of an answer; underscores in names of headers stand for hyphens."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 0, timeout=10)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.putrequest(method, path, skip_host="Host" in given)
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()

    def state(self, name: str) -> dict[str, Any]:
        """How a map is."""
        status, _, text = self.ask(f"/maps/{quote(name)}/state")
        assert status == 200, text
        found: dict[str, Any] = json.loads(text)
        return found


@contextmanager
def served(path: Path, editor: str = "none", host: str = "127.0.0.1", port: int = 0) -> Iterator[Served]:
    """Serve a path until the block ends; it must end then."""
    chosen, atlas, place = editor_named(editor), Atlas(path), listen(host, port)
    ends: list[Callable[[], None]] = []
    begun = threading.Event()

    def started(end: Callable[[], None]) -> None:
        ends.append(end)
        begun.set()

    thread = threading.Thread(target=serve, args=(atlas, chosen, place, started), daemon=True)
    thread.start()
    assert begun.wait(10)
    try:
        yield Served(place.url, atlas)
    finally:
        ends[0]()
        thread.join(10)
        assert not thread.is_alive()


def until(holds: Callable[[], Any], what: str = "") -> Any:
    """Wait for something to become true, and give what it was."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"It did not come: {what}")


@contextmanager
def looking(browser: Any) -> Iterator[Look]:
    """Opens an address of the preview; an error of the script, a breach of the policy or a foreign request fails."""
    faults: list[str] = []
    contexts: list[Any] = []

    def looked(url: str, width: int = 1300, height: int = 850) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        home = "/".join(url.split("/")[:3]) + "/"
        page.on("request", lambda asked: None if asked.url.startswith((home, "data:")) else faults.append(asked.url))
        page.goto(url)
        return page

    yield looked
    found = [*faults]  # what comes while a window closes, as of an answer that is not waited for, is no fault
    for context in contexts:
        context.close()
    assert not found, found


def write(project: Path, text: str, name: str = "sale.yaml") -> None:
    (project / name).write_text(text, encoding="utf-8")


def card(page: Any, thing: str) -> Any:
    return page.locator(f'.picture.shown a[href$="/{thing}"]:has(.card)').first


def transform(page: Any) -> str:
    return str(page.evaluate("document.querySelector('.picture.shown').style.transform"))
