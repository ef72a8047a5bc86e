"""An editor as the tests need one: it keeps its own texts, in its own units, and tells the server of every change."""

import asyncio
import re
from pathlib import Path
from typing import Any

from lsprotocol import types as t
from pytest_lsp import LanguageClient

FIRST = """\
argmap: 1
map: {title: A first map, forum: a court of law, as_of: 2026-11-24}
parties: {buyer: {name: The buyer}, seller: {name: The seller}}
issues:
  sale:
    question: Did the parties make a contract of sale?
    standard: preponderance
    burden: buyer
    positions: [contract-made]
assertions:
  contract-made:
    text: The parties made a contract of sale.
    issue: sale
    asserted_by: buyer
    premises: [offer-accepted]
    counters: [price-left-open]
  offer-accepted: {text: The buyer accepted the seller's offer by letter., kind: factual, status: agreed}
  price-left-open: {text: The parties had not agreed on a price., asserted_by: seller, kind: factual}
"""
CITED = """\
argmap: 1
map: {title: A map, forum: a court, as_of: 2026}
parties: {buyer: {name: The buyer}}
authorities:
  code:
    kind: statute
    title: A code of sales
    jurisdiction: A State
    date: 1990
    passages: {"s. 2(1)": A contract needs an offer and an acceptance., "s. 9": The price is what is reasonable.}
rules:
  contract:
    text: A contract needs both.
    elements: {offer: There was an offer., acceptance: It was accepted.}
    exceptions: {duress: There was duress.}
assertions:
  made:
    text: A contract was made.
    because:
      - rule: contract
        scheme: expert-opinion
        premises: {offer: offered, acceptance: accepted}
        answers: {basis: offered}
        authorities: [code s. 2(1)]
  offered: {text: An offer was made., asserted_by: buyer, kind: factual}
  accepted: {text: The offer was accepted., asserted_by: buyer, kind: factual}
"""
CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
WIDTHS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
LINE = re.compile(r"\r\n|\n|\r")


class Editor:
    """Talks to a server; texts are kept by path, places are given as (line, code point)."""

    def __init__(self, client: LanguageClient, project: Path) -> None:
        self.client = client
        self.project = project
        self.encoding = "utf-16"
        self.texts: dict[Path, str] = {}
        self.versions: dict[Path, int] = {}
        self.published: dict[str, list[t.PublishDiagnosticsParams]] = {}
        self.news = asyncio.Event()

        def published(params: t.PublishDiagnosticsParams) -> None:
            self.published.setdefault(params.uri, []).append(params)
            self.news.set()

        client.protocol.fm.features[t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = published

    async def start(self, encoding: str | None = None, options: Any = None, **capabilities: Any) -> t.InitializeResult:
        general = t.GeneralClientCapabilities(position_encodings=[encoding]) if encoding else None
        asked = t.InitializeParams(
            capabilities=t.ClientCapabilities(general=general, **capabilities),
            root_uri=self.project.as_uri(),
            initialization_options={"debounce": 20} if options is None else options,
        )
        told = await self.client.initialize_session(asked)
        self.encoding = str(getattr(told.capabilities.position_encoding, "value", told.capabilities.position_encoding))
        return told

    # -- files --------------------------------------------------------------------------------------------------------

    def write(self, name: str, text: str) -> Path:
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    def open(self, path: Path | str, text: str | None = None) -> Path:
        path = self.project / path
        self.texts[path] = path.read_bytes().decode("utf-8") if text is None else text
        self.versions[path] = 1
        item = t.TextDocumentItem(path.as_uri(), "yaml", 1, self.texts[path])
        self.client.text_document_did_open(t.DidOpenTextDocumentParams(item))
        return path

    def close(self, path: Path) -> None:
        del self.texts[path]
        self.client.text_document_did_close(t.DidCloseTextDocumentParams(self.named(path)))

    def replace(self, path: Path, start: int, end: int, new: str) -> None:
        """Replace from one index up to another."""
        text = self.texts[path]
        where = t.Range(self.position(text, start), self.position(text, end))
        self.texts[path] = text[:start] + new + text[end:]
        self._tell(path, t.TextDocumentContentChangePartial(where, new))

    def swap(self, path: Path, old: str, new: str) -> None:
        """Replace the first place where some words stand."""
        at = self.texts[path].index(old)
        self.replace(path, at, at + len(old), new)

    def set(self, path: Path, text: str) -> None:
        """Replace the whole text in one."""
        self.texts[path] = text
        self._tell(path, t.TextDocumentContentChangeWholeDocument(text))

    def _tell(self, path: Path, change: Any) -> None:
        self.versions[path] += 1
        named = t.VersionedTextDocumentIdentifier(self.versions[path], path.as_uri())
        self.client.text_document_did_change(t.DidChangeTextDocumentParams(named, [change]))

    # -- places -------------------------------------------------------------------------------------------------------

    def position(self, text: str, index: int) -> t.Position:
        ends = [found.end() for found in LINE.finditer(text) if found.end() <= index]
        start = ends[-1] if ends else 0
        units = len(text[start:index].encode(CODECS[self.encoding])) // WIDTHS[self.encoding]
        return t.Position(len(ends), units)

    def at(self, path: Path, words: str, offset: int = 0) -> dict[str, Any]:
        """The place of some words (and so many code points into them), as the start of a request."""
        index = self.texts[path].index(words) + offset
        return {"text_document": self.named(path), "position": self.position(self.texts[path], index)}

    def named(self, path: Path) -> t.TextDocumentIdentifier:
        return t.TextDocumentIdentifier(path.as_uri())

    def words(self, path: Path, where: t.Range) -> str:
        """What stands at a range of the server's."""
        text = self.texts.get(path)
        if text is None:
            text = path.read_bytes().decode("utf-8")
        return text[self.index(text, where.start) : self.index(text, where.end)]

    def index(self, text: str, at: t.Position) -> int:
        """The index of a place of the server's."""
        lines = [0, *(found.end() for found in LINE.finditer(text))]
        raw = text[lines[at.line] :].encode(CODECS[self.encoding])
        return lines[at.line] + len(raw[: at.character * WIDTHS[self.encoding]].decode(CODECS[self.encoding]))

    # -- diagnostics --------------------------------------------------------------------------------------------------

    async def diagnosed(self, path: Path, version: int | None = None) -> list[t.Diagnostic]:
        """The diagnostics of the version that the editor has now."""
        wanted = version or self.versions.get(path)
        async with asyncio.timeout(30):
            while True:
                found = self.published.get(path.as_uri(), [])
                if found and (found[-1].version or 0) >= (wanted or 0):
                    return list(found[-1].diagnostics)
                self.news.clear()
                await self.news.wait()

    async def codes(self, path: Path) -> list[str]:
        return sorted(str(item.code) for item in await self.diagnosed(path))

    async def until(self, path: Path, *, has: str = "", lacks: str = "") -> list[str]:
        """The codes at a file, as soon as they have one and lack another."""
        async with asyncio.timeout(30):
            while True:
                found = self.published.get(path.as_uri(), [])
                codes = [str(item.code) for item in found[-1].diagnostics] if found else []
                if found and (not has or has in codes) and (not lacks or lacks not in codes):
                    return codes
                self.news.clear()
                await self.news.wait()

    # -- requests -----------------------------------------------------------------------------------------------------

    async def completed(self, path: Path, words: str, offset: int | None = None) -> dict[str, t.CompletionItem]:
        at = self.at(path, words, len(words) if offset is None else offset)
        found = await self.client.text_document_completion_async(t.CompletionParams(**at))
        assert isinstance(found, t.CompletionList)
        return {item.label: item for item in found.items}

    async def hovered(self, path: Path, words: str, offset: int = 1) -> str:
        found = await self.client.text_document_hover_async(t.HoverParams(**self.at(path, words, offset)))
        if found is None:
            return ""
        assert isinstance(found.contents, t.MarkupContent)
        return found.contents.value

    async def defined(self, path: Path, words: str, offset: int = 1) -> list[tuple[str, str]]:
        """The files and words to which a definition leads."""
        found = await self.client.text_document_definition_async(t.DefinitionParams(**self.at(path, words, offset)))
        return [self.place(item) for item in found or []]  # type: ignore[union-attr, arg-type]

    def place(self, item: t.Location) -> tuple[str, str]:
        path = next((known for known in self.texts if known.as_uri() == item.uri), None) or self._path(item.uri)
        return path.relative_to(self.project).as_posix(), self.words(path, item.range)

    def _path(self, uri: str) -> Path:
        return next(path for path in self.project.rglob("*") if path.as_uri() == uri)
