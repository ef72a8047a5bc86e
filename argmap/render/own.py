"""Which files are argmap's own: those alone are removed or written over."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from argmap.diagnostics import ArgmapError
from argmap.render.draw import Kind, origin
from argmap.render.seal import DIGEST
from argmap.writing import PAGE

KEYWORD, FOLDER = "argmap-file", "argmap-folder"
GALLERY = '<meta name="generator" content="argmap gallery">'
_PAGE = b'<meta name="generator" content="argmap">'
_OLD_GALLERY = (b"<title>Maps of arguments</title>", b"It decides no question of law.</p></footer>")
"""What galleries have always said, also before they named their maker."""
_HEAD = 8192
_LONGEST = 255
"""How many bytes the name of a file has at most, on every system in use."""


def file_mark(path: Path, kind: Kind = "view") -> str:
    """What a file other than an SVG or a page says of where it belongs: its folder and its name, and whose pictures it
    shows where these are not views, as a hash.
    """
    place = f"{path.parent.name}/{path.name}" + ("" if kind == "view" else f" {kind}")
    return f"{KEYWORD}-{hashlib.sha256(os.fsencode(place)).hexdigest()}"


def is_ours(path: Path, kind: Kind = "view") -> bool:
    """Whether a file is the one that argmap made in this very place, as a picture of this kind: a copy under another
    name is its reader's.
    """
    head = _head(path)
    return any(said.encode() in head for said in _said(path, kind))


def _said(path: Path, kind: Kind) -> Iterator[str]:
    """What the file at a path says of itself, if it is argmap's; a `_` at its end may be of the view or of the file."""
    if path.suffix == ".svg":
        yield from (origin(path.parent.name, stem, kind) for stem in {path.stem, path.stem.removesuffix("_")})
    elif path.name == PAGE:
        yield f'<meta name="{FOLDER}" content="{quote(os.fsencode(path.parent.name))}">'
    else:
        yield file_mark(path, kind)


def _head(path: Path) -> bytes:
    """The part of a file in which argmap says what is its own; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(-1 if path.suffix in (".pdf", ".html") else _HEAD)
    except OSError:
        return b""


class Way(NamedTuple):
    """What is in the way of a file, and what it is."""

    path: Path
    is_link: bool

    def said(self) -> str:
        """What it is, in words."""
        return "is a link" if self.is_link else "is there already, and argmap did not make it"


def in_the_way(files: Iterable[Path], out: Path) -> Iterator[Way]:
    """What stands where files are to be written in `out` and in folders below it, and is not argmap's: a file with
    anything in it that argmap did not make, and links, whatever they lead to. Raises ArgmapError where a name is
    impossible.
    """
    linked: set[Path] = set()
    for path in files:
        folder = path.parent
        if folder in linked:
            continue
        if folder != out and folder.is_symlink():
            linked.add(folder)
            yield Way(folder, True)
            continue
        there = _status(path)
        if there is None:
            continue
        if stat.S_ISLNK(there.st_mode):
            yield Way(path, True)
        elif stat.S_ISREG(there.st_mode) and there.st_size and not _is_made(path, is_gallery=folder == out):
            yield Way(path, False)


def _status(path: Path) -> os.stat_result | None:
    try:
        if len(os.fsencode(path.name)) > _LONGEST:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ArgmapError(f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}.") from error


def _is_made(path: Path, *, is_gallery: bool) -> bool:
    """Whether argmap made a file, here or elsewhere, in this version or another: as what it is to be replaced by."""
    head = _head(path)
    if path.name == PAGE and is_gallery:
        return GALLERY.encode() in head or all(said in head for said in _OLD_GALLERY)
    if path.name == PAGE:
        return _PAGE in head
    if is_ours(path, "difference"):
        return False
    if path.suffix == ".svg":
        text = head.decode("utf-8", "replace")
        return "<svg " in text and DIGEST.search(text) is not None and "data-difference=" not in text
    if path.suffix == ".dot":
        return head.startswith(f"// {KEYWORD}-".encode())
    return b"argmap-digest" in head


def orphans(folder: Path, wanted: Iterable[Path], formats: Sequence[str]) -> Iterator[Path]:
    """Files of these formats in a map's folder that argmap once made there and no view makes any more."""
    names = {path.name for path in wanted}
    if folder.is_dir() and not folder.is_symlink():
        for path in sorted(folder.iterdir()):
            is_asked_for = path.suffix.removeprefix(".") in formats and path.name not in names
            if is_asked_for and not path.is_symlink() and is_ours(path):
                yield path


def remove_folder(folder: Path) -> bool:
    """Remove a folder of drawings, if all that is in it is what argmap made there; whether it did."""
    inside = list(folder.iterdir())
    if folder.is_symlink() or not all(path.is_file() and not path.is_symlink() and is_ours(path) for path in inside):
        return False
    for path in inside:
        path.unlink()
    folder.rmdir()
    return True


def has_files(path: Path) -> bool:
    """Whether there is an argument file at a path, or a folder with some."""
    return path.is_file() or (path.is_dir() and any(path.rglob("*.yaml")))
