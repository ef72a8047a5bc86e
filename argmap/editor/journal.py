"""An edit of several files that is cut off: written down before the first file is replaced, and finished later.

The journal is the file `.argmap-edit.json` in the folder of the project; it is there only while an edit is under way.
It holds the new text of each file, and a digest of what was there before. Whoever finds it there later finishes the
edit where each file still is as it was, or as it shall be, and touches nothing else.
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
from argmap.fingerprints import LOCK_NAME
from argmap.reading.files import MAP_FILE, SUFFIX, is_project, project_root, real, reason
from argmap.writing import write_bytes

try:
    from fcntl import LOCK_EX, flock
except ImportError:  # not on this system, where files are compared right before they are written all the same
    flock = None  # type: ignore[assignment]

NAME = ".argmap-edit.json"
_DRAFT = f"{NAME}.new"
_VERSION = 1
_ARGUMENT = re.compile(r"(?:^|[{,])[ \t]*['\"]?argmap['\"]?[ \t]*:", re.MULTILINE)
_PARTS = "[a-z0-9_]{8}"
"""What the system puts behind the name of a file that is being written."""


class Step(NamedTuple):
    """One file of an edit: its real path, the digest of what is there, and the bytes that shall be (None: no file)."""

    path: Path
    before: str | None
    after: bytes | None

    @property
    def is_made(self) -> bool:
        """Whether the file is as it shall be."""
        return digest_of(self.path) == _digest(self.after)


def _digest(raw: bytes | None) -> str | None:
    return None if raw is None else sha256(raw).hexdigest()


def digest_of(path: Path) -> str | None:
    """What an ordinary file holds; None where there is none. Raises ArgmapError."""
    if not os.path.lexists(path):
        return None
    if path.is_symlink() or not path.is_file():
        raise ArgmapError(f"`{path}` is no ordinary file.")
    try:
        return _digest(path.read_bytes())
    except OSError as error:
        raise ArgmapError(f"`{path}` cannot be read: {reason(error)}.") from error


@contextlib.contextmanager
def held(folders: set[Path]) -> Iterator[None]:
    """Hold folders against other commands of argmap that write into them, as far as the system can."""
    with contextlib.ExitStack() as stack:
        for folder in sorted(folder for folder in folders if folder.is_dir()):
            with contextlib.suppress(OSError, TypeError):
                handle = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, handle)
                flock(handle, LOCK_EX)
        yield


def home_of(paths: Sequence[Path]) -> Path | None:
    """The folder for the journal of an edit of some files: the project's; None for one file, or where one is outside.

    Where nothing marks a project, the folder of the map, or that which holds all the files.
    """
    if len(paths) < 2:  # one file is replaced as a whole
        return None
    root = real(project_root(paths[0]))
    if not is_project(root):
        try:
            common = Path(os.path.commonpath([real(path).parent for path in paths]))
        except ValueError:  # another drive
            return None
        root = _map_above(common) or common
    return root if all(real(path).is_relative_to(root) for path in paths) else None


def _map_above(folder: Path) -> Path | None:
    return next((above for above in (folder, *folder.parents) if os.path.lexists(above / MAP_FILE)), None)


def _homes(path: Path) -> list[Path]:
    """Where there may be a journal of the project that a path belongs to."""
    start = real(path)
    folders = [real(project_root(path)), start, start.parent, _map_above(start)]
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
    _write(root, planned)
    yield
    _remove(root)


def dropped(root: Path | None) -> None:
    """The edit has been taken back: there is nothing to finish."""
    if root is not None and os.path.lexists(root / NAME):
        _remove(root)


def _raw(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "backslashreplace")


def _write(root: Path, steps: Sequence[Step]) -> None:
    files = [
        {"path": step.path.relative_to(root).as_posix(), "before": step.before,
         "after": None if step.after is None else step.after.decode("utf-8")}
        for step in steps
    ]  # fmt: skip
    draft = root / _DRAFT
    try:
        draft.unlink(missing_ok=True)
        with draft.open("x", encoding="utf-8") as file:
            json.dump({"argmap-edit": _VERSION, "files": files}, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(root / NAME)
    except OSError as error:
        raise ArgmapError(f"`{draft}` cannot be written: {reason(error)}. Nothing was changed.") from error


def _remove(root: Path) -> None:
    for name in (NAME, _DRAFT):
        try:
            (root / name).unlink(missing_ok=True)
        except OSError as error:
            raise ArgmapError(f"`{root / name}` cannot be deleted: {reason(error)}. Delete it.") from error


# -- finishing ---------------------------------------------------------------------------------------------------------


def finish(path: Path) -> str:
    """Finish the edit that was cut off in the project of a path; what was done, in a sentence, or nothing.

    Raises ArgmapError, which says what to do, where a file has been changed since or the journal is none of argmap's.
    """
    return " ".join(filter(None, map(_finish_in, _homes(path))))


def _finish_in(root: Path) -> str:
    if not os.path.lexists(root / NAME) and not os.path.lexists(root / _DRAFT):
        return ""
    with held({root}):
        if not os.path.lexists(root / NAME):
            _remove(root)  # cut off before anything was changed, or just finished by who held the folder
            return ""
        steps = _read(root)
        with held({step.path.parent for step in steps} - {root}):
            return _finish(root, steps)


def _finish(root: Path, steps: Sequence[Step]) -> str:
    odd = [step.path for step in steps if digest_of(step.path) not in (step.before, _digest(step.after))]
    left = [step for step in steps if not step.is_made]
    if odd:
        shown = ", ".join(f"`{step.path.relative_to(root).as_posix()}`" for step in left[:5])
        raise ArgmapError(
            f"An edit of {len(steps)} files was cut off, and `{odd[0].relative_to(root).as_posix()}` has been changed "
            f"since, so it cannot be finished. Without their new text are {shown}{' and others' * (len(left) > 5)}. "
            f"Put the changed file back as it was, or delete `{root / NAME}` to keep all files as they are."
        )
    for step in left:
        _make(step)
    for step in steps:
        _tidy(step)
    _remove(root)
    return f"An edit of {len(steps)} files that was cut off has been finished: {len(left)} of them were left."


def _make(step: Step) -> None:
    if step.after is not None:
        write_bytes(step.path, step.after)
        return
    try:
        step.path.unlink(missing_ok=True)
    except OSError as error:
        raise ArgmapError(f"`{step.path}` cannot be deleted: {reason(error)}.") from error


def _tidy(step: Step) -> None:
    """Delete what was being written into a file when the edit was cut off."""
    name = re.compile(rf"\.{re.escape(step.path.name)}\.{_PARTS}")
    with contextlib.suppress(OSError):
        for part in step.path.parent.iterdir():
            is_part = name.fullmatch(part.name) and not part.is_symlink() and part.is_file()
            if is_part and (step.after or b"").startswith(part.read_bytes()):
                part.unlink()


def _read(root: Path) -> list[Step]:
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
    if any(folder.startswith(".") for folder in folders) or name in (NAME, _DRAFT):
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
