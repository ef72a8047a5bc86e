"""Writing changes to files: all of them or none, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from argmap.diagnostics import ArgmapError
from argmap.editor.edits import Change, proven
from argmap.editor.holding import held, undisturbed
from argmap.editor.journal import digest, digest_of, dropped, home_of, journal
from argmap.reading.files import exists, real, reason
from argmap.reports.places import shown_path
from argmap.writing import behind_links, write_bytes, write_text

BYTE_ORDER_MARK = "\ufeff"
_MARK = BYTE_ORDER_MARK.encode()
_ODD = re.compile(r"[\x00-\x1f\x7f\"\\]")


class Prepared(NamedTuple):
    """A change that is proven: the file, its text before (None where it is new) and after (None where it goes)."""

    path: Path
    before: str | None
    after: str | None


class Stopped(KeyboardInterrupt):
    """An edit was stopped while its files were written; says what that means for them."""


def anew(path: Path, text: str) -> list[Prepared]:
    """A file that argmap writes as a whole, as it will be with a text; nothing where it says that already.

    Both texts are all of the file: a byte order mark that it begins with is part of the first, and goes.
    """
    try:
        raw = path.read_bytes() if exists(path) else None
    except OSError as error:
        raise ArgmapError(f"`{path}` cannot be read: {reason(error)}.") from error
    before = None if raw is None else raw.decode("utf-8", "surrogateescape")
    return [] if before == text else [Prepared(path, before, text)]


def prepared(changes: Sequence[Change]) -> list[Prepared]:
    """Every change proven, those that change nothing left out. Raises ArgmapError for the first that cannot be made."""
    found = []
    for change in changes:
        after = proven(change)
        before = None if change.source is None else change.before
        if change.expected is None or after != before:
            found.append(Prepared(change.path, before, None if change.expected is None else after))
    return found


def save(changes: Sequence[Change], beside: Sequence[Prepared] = ()) -> list[Path]:
    """Make all changes, or none: the files that were written or have gone; `beside` are files that are no arguments.

    Each change is proven, and each file compared with what was read, before the first is written; where writing fails,
    or is stopped by Ctrl-C, the files written before are put back. Where it is cut off meanwhile, a journal is left by
    which it is finished later (see `journal`). Raises ArgmapError, or Stopped.
    """
    ready = [*prepared(changes), *beside]
    home = home_of([item.path for item in ready])
    with held({behind_links(item.path).parent for item in ready} | ({home} if home else set())):
        marks = [_unchanged(item) for item in ready]
        both = zip(ready, marks, strict=True)
        wanted = [(item.path, None if item.after is None else mark + item.after) for item, mark in both]
        with journal(home, wanted):
            _put_all(ready, marks, home)
    return [item.path for item in ready]


def _put_all(ready: Sequence[Prepared], marks: Sequence[str], home: Path | None) -> None:
    begun: list[Prepared] = []
    try:
        for item, mark in zip(ready, marks, strict=True):
            begun.append(item)
            _put(item.path, item.after, mark)
    except (ArgmapError, KeyboardInterrupt) as error:
        with undisturbed():
            for item, mark in reversed([*zip(begun, marks, strict=False)]):
                _put_back(item, mark)
            dropped(home)
        if isinstance(error, KeyboardInterrupt):
            raise Stopped("Nothing was changed.") from error
        raise


def _put_back(item: Prepared, mark: str) -> None:
    """Put a file back as it was; the last one that was begun may still be so."""
    there = digest_of(behind_links(item.path))
    before = None if item.before is None else _bytes(mark + item.before)
    if there == digest(before):
        return
    if before is None:
        _put(item.path, None, mark)
    else:
        write_bytes(item.path, before)


def difference(changes: Sequence[Change], beside: Sequence[Prepared] = ()) -> str:
    """The changes as a patch: what `git apply` takes in the working folder, or in that which the first line names.

    Raises ArgmapError where one cannot be made.
    """
    ready = [*prepared(changes), *beside]
    if not ready:
        return ""
    base = _base([real(item.path) for item in ready])
    lead = "" if base == real(Path()) else f"Paths are relative to {shown_path(base)}: run git apply there.\n"
    return lead + "".join(line for item in ready for line in _lines(item, base))


def _base(paths: Sequence[Path]) -> Path:
    """The nearest folder that holds the working folder and all files: a patch names no path that leads upwards."""
    folders = [path.parent for path in paths]
    try:
        return Path(os.path.commonpath([real(Path()), *folders]))
    except ValueError:  # another drive
        return folders[0]


def _lines(item: Prepared, base: Path) -> Iterator[str]:
    name, mark = shown_path(real(item.path), base), _unchanged(item)
    before, after = (_split(mark + text if text else "") for text in (item.before, item.after))
    old = "/dev/null" if item.before is None else _quoted(f"a/{name}")
    new = "/dev/null" if item.after is None else _quoted(f"b/{name}")
    for line in difflib.unified_diff(before, after, old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split(text: str) -> list[str]:
    """The lines as Git knows them, which end at a line feed and nowhere else."""
    return re.findall("[^\n]*\n|[^\n]+", text)


def _quoted(name: str) -> str:
    """A path in the head of a patch."""
    if not _ODD.search(name):
        return f"{name}\t" if " " in name else name
    return '"' + _ODD.sub(lambda odd: f"\\{ord(odd[0]):03o}", name) + '"'


def _unchanged(item: Prepared) -> str:
    """The byte order mark that a file has beside its text. Raises ArgmapError where the file is not as it was read."""
    try:
        raw = item.path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        if item.before is None:
            return ""
        raise ArgmapError(f"`{item.path}` cannot be read: it is gone. Nothing was changed.") from error
    except OSError as error:
        raise ArgmapError(f"`{item.path}` cannot be read: {reason(error)}. Nothing was changed.") from error
    if item.before is None:
        raise ArgmapError(f"`{item.path}` is there already. Nothing was changed.")
    if raw == _bytes(item.before):
        return ""
    if raw.removeprefix(_MARK) != _bytes(item.before):
        raise ArgmapError(
            f"`{item.path}` has been changed meanwhile, or holds characters that cannot stay. Nothing was changed."
        )
    return BYTE_ORDER_MARK if raw.startswith(_MARK) else ""


def _bytes(text: str) -> bytes:
    """What a text was read from; a file that is written as a whole may have held what is no UTF-8."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _put(path: Path, text: str | None, mark: str) -> None:
    if text is not None:
        write_text(path, mark + text)
        return
    try:
        path.unlink()
    except OSError as error:
        raise ArgmapError(f"`{path}` cannot be deleted: {reason(error)}.") from error
