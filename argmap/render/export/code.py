"""The source of everything that decides how an export looks, so that a change in it makes every export stale."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def export_code() -> str:
    """A hash of the files of this package."""
    content = hashlib.sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in (".py", ".typ"):
            content.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return content.hexdigest()
