"""Doing something again whenever a file changes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from argmap.diagnostics import ArgmapError
from argmap.reading.project import project_root

INTERVAL = 0.4
"""Seconds between two looks."""
WATCHED = ("*.yaml", "*.lock")

Signature = tuple[tuple[str, int, int], ...]


def signature(paths: Iterable[Path]) -> Signature:
    """What tells whether anything at the paths, or in the project's settings and libraries, has changed."""
    files = {file for path in paths for file in _files(path)}
    return tuple(sorted(seen for file in files if (seen := _seen(file))))


def _files(path: Path) -> Iterator[Path]:
    root = project_root(path)
    yield from (path, root / "argmap.toml", root / "pyproject.toml")
    folder = path if path.is_dir() else path.parent
    for pattern in WATCHED:
        yield from folder.rglob(pattern)
        yield from folder.parent.glob(f"*/{pattern}")


def _seen(file: Path) -> tuple[str, int, int] | None:
    try:
        stat = file.stat()
    except OSError:
        return None
    return file.as_posix(), stat.st_mtime_ns, stat.st_size


def watch(
    run: Callable[[], object], look: Callable[[], Signature], sleep: Callable[[float], None] | None = None
) -> None:
    """Run at once and after every change, until Ctrl-C; a broken environment is told and waited out."""
    before: Signature | None = None
    try:
        while True:
            now = look()
            if now != before:
                before = now
                if sys.stdout.isatty():
                    click.clear()
                try:
                    run()
                except ArgmapError as error:
                    click.echo(f"argmap: {error}", err=True)
                click.echo("Waiting for changes; Ctrl-C ends.", err=True)
            (sleep or time.sleep)(INTERVAL)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
