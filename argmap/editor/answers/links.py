"""What in a file leads elsewhere: urls, and the files and folders that `uses` names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from argmap.diagnostics import Span
from argmap.editor.answers.things import value_at
from argmap.model.passages import URL_SCHEMES
from argmap.reading.files import MAP_FILE, SUFFIX
from argmap.reading.source import Source
from argmap.reading.tree import Node


class Link(NamedTuple):
    """A place and where it leads: a url, or a path."""

    span: Span
    target: str | Path


def links(source: Source) -> list[Link]:
    """All links of a file, in the order of its text."""
    root = source.root[2]
    if not isinstance(root, dict):
        return []
    found = [*_urls(source)]
    if "uses" in root:
        found += _uses(source, root["uses"][2], source.data.get("uses"))
    return sorted(found, key=lambda link: link.span.start)


def _urls(source: Source) -> Iterator[Link]:
    entries = source.data.get("authorities")
    for name in entries if isinstance(entries, dict) else ():
        url = value_at(source.data, ("authorities", name, "url"))
        if isinstance(url, str) and url.partition(":")[0] in URL_SCHEMES and not any(c.isspace() for c in url):
            yield Link(source.span(("authorities", name, "url")), url)


def _uses(source: Source, node: Node, written: object) -> Iterator[Link]:
    items = list(enumerate(written)) if isinstance(written, list) else [(None, written)]
    for index, item in items:
        if isinstance(item, str) and item:
            target = Path(os.path.normpath(source.path.parent / item))
            file = target / MAP_FILE if (target / MAP_FILE).is_file() else _first_in(target)
            if file is not None:
                yield Link(source.span(("uses",) if index is None else ("uses", index)), file)


def _first_in(target: Path) -> Path | None:
    if target.is_dir():
        return next(iter(sorted(target.glob(f"*{SUFFIX}"))), None)
    return target if target.is_file() else None
