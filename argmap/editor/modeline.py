"""The first line by which an editor finds the schema of an argument file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from argmap.reading.source import Source

_MODELINE = re.compile(r"^# *yaml-language-server: *\$schema=(\S+)[^\r\n]*$", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-z]+:|/")


def modeline(sources: Iterable[Source], path: Path) -> str:
    """The line that leads a new file at a path to the schema of the first source that names one; else nothing."""
    for source in sources:
        found = _MODELINE.search(source.text)
        if found is not None:
            return f"# yaml-language-server: $schema={_seen_from(source.path, found[1], path)}\n"
    return ""


def _seen_from(old: Path, schema: str, new: Path) -> str:
    if _ELSEWHERE.match(schema):
        return schema
    try:
        return Path(os.path.relpath(old.absolute().parent / schema, new.absolute().parent)).as_posix()
    except ValueError:  # on another drive
        return (old.absolute().parent / schema).as_uri()
