"""How a place in a file is written: paths relative to where the command runs, lines and columns from 1."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from argmap.diagnostics import Span


def shown_path(path: Path, base: Path | None = None) -> str:
    """A path relative to `base` (the working folder), with forward slashes."""
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def shown_place(span: Span, base: Path | None = None) -> str:
    """`path:line:column`."""
    return f"{shown_path(span.path, base)}:{span.start.line + 1}:{span.start.column + 1}"


def shown_link(path: Path, base: Path | None = None) -> str:
    """A path relative to `base`, as a link: with `%20` for a space, and so on."""
    return quote(os.fsencode(shown_path(path, base)))
