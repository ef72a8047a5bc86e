"""What a page is made from, and how its texts and places are written."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from argmap.diagnostics import Diagnostic, Span
from argmap.evaluation.labels import Evaluation
from argmap.graph import ArgumentGraph
from argmap.reading.merge import Places

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SAFE = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)

Plain = dict[str, Any]


@dataclass(frozen=True)
class PageSource:
    """A map with all that its page tells: the graph, what stands and why, its gaps, where everything is written.

    `root` is the folder that paths are shown relative to.
    """

    graph: ArgumentGraph
    evaluation: Evaluation
    reasons: dict[str, str]
    diagnostics: Sequence[Diagnostic]
    places: Places
    root: Path

    def place(self, section: str, name: str) -> str:
        """Where an entry is written: `path:line`."""
        return written(self.root, self.places.span(section, name))


def written(root: Path, span: Span) -> str:
    """A place as `path:line`, seen from a folder, with forward slashes on every system."""
    return f"{_relative(span.path.absolute(), root)}:{span.start.line + 1}"


@lru_cache(1024)
def _relative(path: Path, root: Path) -> str:
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def clean(value: Any) -> Any:
    """Plain data with all that no reader can see, or that turns the reading direction, made a visible sign."""
    if isinstance(value, str):
        return value if value.isprintable() else _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(item) for item in value]
    return value


def slim(**fields: Any) -> Plain:
    """The fields that say something: nothing empty, nothing false."""
    return {name: value for name, value in fields.items() if value not in (None, "", False, (), [], {})}


def safe_url(url: str | None) -> str:
    """A url that a page may link to: http, https or mailto; else nothing."""
    return url if url and _SAFE.match(url) else ""
