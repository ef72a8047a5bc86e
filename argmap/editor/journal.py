"""An edit of several files that is cut off: written down before the first file is replaced, and finished later.

The journal is the file `.argmap-edit.json` in the folder of the project; it is there only while an edit is under way.
It holds the new text of each file, and a digest of what was there before. Whoever finds it there later (see
`finishing`) finishes the edit where each file still is as it was, or as it shall be, and touches nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from argmap.baseline import is_baseline_text
from argmap.diagnostics import ArgmapError
from argmap.editor.holding import undisturbed
from argmap.fingerprints import LOCK_NAME
from argmap.reading.files import MAP_FILE, SUFFIX, is_project, project_root, real, reason

NAME = ".argmap-edit.json"
DRAFT = f"{NAME}.new"
_VERSION = 1
_BELOW = ("*/", "*/*/")
"""How deep below a folder its maps are looked for."""
_ARGUMENT = re.compile(r"(?:^|[{,])[ \t]*['\"]?argmap['\"]?[ \t]*:", re.MULTILINE)


class Step(NamedTuple):
    """One file of an edit: its real path, the digest of what is there, and the bytes that shall be (None: no file)."""

    path: Path
    before: str | None
    after: bytes | None

    @property
    def is_made(self) -> bool:
        """Whether the file is as it shall be."""
        return digest_of(self.path) == digest(self.after)


def digest(raw: bytes | None) -> str | None:
    """What tells the content of a file from another; None for no file."""
    return None if raw is None else sha256(raw).hexdigest()


def digest_of(path: Path) -> str | None:
    """What an ordinary file holds; None where there is none. Raises ArgmapError."""
    if not os.path.lexists(path):
        return None
    if path.is_symlink() or not path.is_file():
        raise ArgmapError(f"`{path}` is no ordinary file.")
    try:
        return digest(path.read_bytes())
    except OSError as error:
        raise ArgmapError(f"`{path}` cannot be read: {reason(error)}.") from error


def home_of(paths: Sequence[Path]) -> Path | None:
    """The folder for the journal of an edit of some files: the project's; None for one file, or where one is outside.

    Where nothing marks a project, or its folder may not be written into, that of the map; where there is no map, the
    one that holds all the files. Raises ArgmapError where a project has no folder that may be written into.
    """
    if len(paths) < 2:  # one file is replaced as a whole
        return None
    root = real(project_root(paths[0]))
    try:
        common = Path(os.path.commonpath([real(path).parent for path in paths]))
    except ValueError:  # another drive
        return None
    if not is_project(root):
        return _map_above(common) or common
    if not common.is_relative_to(root):
        return None
    return root if _may_write(root) else _within(root, common)


def _within(root: Path, common: Path) -> Path:
    """The folder of the map in a project whose own folder may not be written into. Raises ArgmapError."""
    found = _map_above(common)
    if found is None or not found.is_relative_to(root) or not _may_write(found):
        raise ArgmapError(
            f"An edit of several files is first written down in the folder of the project, `{root}`, to be finished "
            "should it be cut off; and you may not write there. Nothing was changed. Have the folder made writable."
        )
    return found


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def _map_above(folder: Path) -> Path | None:
    return next((above for above in (folder, *folder.parents) if os.path.lexists(above / MAP_FILE)), None)


def homes(path: Path) -> list[Path]:
    """Where there may be a journal of the project that a path belongs to."""
    start, root = real(path), real(project_root(path))
    below = [] if _may_write(root) else [found.parent for depth in _BELOW for found in start.glob(depth + NAME)]
    folders = [root, start, start.parent, _map_above(start), *below]
    return [*dict.fromkeys(folder for folder in folders if folder is not None and folder.is_dir())]


@contextlib.contextmanager
def journal(root: Path | None, steps: Sequence[tuple[Path, str | None]]) -> Iterator[None]:
    """Have an edit written down while it is made, files and what they shall hold. Kept only where the end is cut off.

    An edit that holds anything but argument files, locks and baselines is not written down: it would not be finished.
    Raises ArgmapError where another edit has been cut off meanwhile: its journal stays.
    """
    if root is not None and os.path.lexists(root / NAME):  # the folder is held, so that no edit is under way
        raise ArgmapError("Another edit was cut off meanwhile. Nothing was changed; run the command again.")
    planned = [] if root is None else [Step(real(path), digest_of(real(path)), _raw(text)) for path, text in steps]
    if root is None or not all(_may_be(step, root) for step in planned):
        yield
        return
    with undisturbed():
        _write(root, planned)
    yield
    with undisturbed():
        remove(root)


def dropped(root: Path | None) -> None:
    """The edit has been taken back: there is nothing to finish."""
    if root is not None and os.path.lexists(root / NAME):
        remove(root)


def _raw(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "backslashreplace")


def _write(root: Path, steps: Sequence[Step]) -> None:
    files = [
        {"path": step.path.relative_to(root).as_posix(), "before": step.before,
         "after": None if step.after is None else step.after.decode("utf-8")}
        for step in steps
    ]  # fmt: skip
    draft = root / DRAFT
    try:
        draft.unlink(missing_ok=True)
        with open(draft, "x", encoding="utf-8", opener=_private) as file:
            json.dump({"argmap-edit": _VERSION, "files": files}, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(root / NAME)
    except OSError as error:
        raise ArgmapError(f"`{draft}` cannot be written: {reason(error)}. Nothing was changed.") from error


def _private(path: str, flags: int) -> int:
    """Open a file that nobody else may read: it holds texts of files that others may have no right to."""
    return os.open(path, flags, 0o600)


def remove(root: Path) -> None:
    """Delete a journal: its edit is made, or not to be made any more. Raises ArgmapError."""
    for name in (NAME, DRAFT):
        try:
            (root / name).unlink(missing_ok=True)
        except OSError as error:
            raise ArgmapError(f"`{root / name}` cannot be deleted: {reason(error)}. Delete it.") from error


# -- reading it back ---------------------------------------------------------------------------------------------------


def read(root: Path) -> list[Step]:
    """The steps of a journal, each of a file that such an edit may change. Raises ArgmapError."""
    path = root / NAME
    try:
        if path.is_symlink() or not path.is_file():
            raise ValueError
        _refuse_strangers(path)
        value = json.loads(path.read_bytes().decode("utf-8"))
        steps = [_step(root, entry) for entry in value["files"]] if value["argmap-edit"] == _VERSION else []
        if not steps or not all(_may_be(step, root) for step in steps):
            raise ValueError
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = f"`{path}` does not say how to finish an edit of this project. Look at it, and delete it."
        raise ArgmapError(message) from error
    return steps


def _refuse_strangers(path: Path) -> None:
    """Raises ArgmapError where a journal is somebody else's, as in a folder in which others may write."""
    owner = path.stat().st_uid
    if hasattr(os, "geteuid") and owner != os.geteuid():
        raise ArgmapError(
            f"`{path}` belongs to another user ({owner}), so the edit it tells of is not finished. "
            "Have them run argmap here, or look at it and delete it."
        )


def _step(root: Path, entry: Any) -> Step:
    path, before, after = entry["path"], entry["before"], entry["after"]
    if (
        not isinstance(path, str)
        or "\0" in path
        or not isinstance(before, str | None)
        or not isinstance(after, str | None)
    ):
        raise ValueError
    return Step(root / path, before, None if after is None else after.encode("utf-8"))


def _may_be(step: Step, root: Path) -> bool:
    """Whether a file is inside the project, by no link, and is and stays an argument file, a lock or a baseline."""
    path = step.path
    if not _is_unicode(str(path)):  # it could not be written down
        return False
    if ".." in path.parts or real(path) != path or not path.is_relative_to(root) or path == root:
        return False
    *folders, name = path.relative_to(root).parts
    if any(folder.startswith(".") for folder in folders) or name in (NAME, DRAFT):
        return False
    there = [path.read_bytes()] if path.is_file() else []
    if not there and step.after is None:
        return True
    texts = [raw.decode("utf-8", "replace").removeprefix("\ufeff") for raw in (*there, step.after) if raw is not None]
    if name.endswith(SUFFIX):
        return not name.startswith(".") and all(_ARGUMENT.search(text) for text in texts)
    return bool(texts) and all(_is_beside(name, text) for text in texts)


def _is_unicode(text: str) -> bool:
    """Whether a text has no half characters, as the name of a file may have."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _is_beside(name: str, text: str) -> bool:
    if name.endswith(LOCK_NAME):
        return '"argmap-lock"' in text
    return is_baseline_text(text)
