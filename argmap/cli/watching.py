"""Doing something again whenever a file changes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from argmap.diagnostics import ArgmapError
from argmap.reading.project import project_root, read_bytes

INTERVAL = 0.4
"""Seconds between two looks."""
WATCHED = ("*.yaml", "*.lock")

Signature = tuple[tuple[str, int, int], ...]


class Reads:
    """Reads files and remembers which, found or not."""

    def __init__(self) -> None:
        self.paths: set[Path] = set()

    def __call__(self, path: Path) -> bytes:
        """The bytes of a file."""
        self.paths.add(path)
        return read_bytes(path)


def signature(paths: Iterable[Path], read: Iterable[Path] = ()) -> Signature:
    """What tells whether anything at the paths, in the project's settings, or beside what was read has changed."""
    files = {file for path in paths for file in _files(path)} | set(read)
    for folder in {file.parent for file in read}:
        files.update(file for pattern in WATCHED for file in folder.glob(pattern))
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


def _with_found(before: Signature, after: Signature) -> Signature:
    """What was there before a run, and the files that are seen only since."""
    known = {name for name, *_ in before}
    return tuple(sorted((*before, *(seen for seen in after if seen[0] not in known))))


def watch(
    run: Callable[[], object], look: Callable[[], Signature], sleep: Callable[[float], None] | None = None
) -> None:
    """Run at once and after every change, until Ctrl-C; a broken environment is told and waited out.

    A file that only the run brings into sight is no change: it counts as it was found after the run.
    """
    before: Signature | None = None
    try:
        while True:
            now = look()
            if now != before:
                if sys.stdout.isatty():
                    click.clear()
                try:
                    run()
                except ArgmapError as error:
                    click.echo(f"argmap: {error}", err=True)
                before = _with_found(now, look())
                click.echo("Waiting for changes; Ctrl-C ends.", err=True)
            (sleep or time.sleep)(INTERVAL)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
