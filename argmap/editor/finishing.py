"""What an edit that was cut off has left: finished, or let go where nothing of it is there."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from argmap.diagnostics import ArgmapError
from argmap.editor.holding import held
from argmap.editor.journal import DRAFT, NAME, Step, digest_of, homes, read, remove
from argmap.reading.files import reason
from argmap.writing import draft_prefix, write_bytes

_PARTS = "[a-z0-9_]{8}"
"""What the system puts behind the name of a file that is being written."""
_SHOWN = 5


def finish(path: Path) -> str:
    """Finish the edit that was cut off in the project of a path; what was done, in a sentence, or nothing.

    Where all files are as they were before it, it is not made again: whoever was there may have undone it. Raises
    ArgmapError, which says what to do, where a file has been changed or put back since, or the journal is none of
    argmap's.
    """
    return " ".join(filter(None, map(_finish_in, homes(path))))


def _finish_in(root: Path) -> str:
    if not os.path.lexists(root / NAME) and not os.path.lexists(root / DRAFT):
        return ""
    with held({root}):
        if not os.path.lexists(root / NAME):
            remove(root)  # cut off before anything was changed, or just finished by who held the folder
            return ""
        steps = read(root)
        with held({step.path.parent for step in steps} - {root}):
            return _finish(root, steps)


def _finish(root: Path, steps: Sequence[Step]) -> str:
    left = [step for step in steps if not step.is_made]
    odd = [step for step in left if digest_of(step.path) != step.before]
    is_there = bool(odd) or len(left) < len(steps)
    if is_there:
        _refuse(root, left, odd)
        for step in left:
            _make(step)
    for step in steps:
        _tidy(step)
    remove(root)
    if not is_there:
        return (
            f"An edit of {len(steps)} files was cut off. All of them are as they were before it, so it is not made: "
            "run it again if you want it."
        )
    still = f": {len(left)} of them were left" if left else ""
    return f"An edit of {len(steps)} files that was cut off has been finished{still}."


def _refuse(root: Path, left: Sequence[Step], odd: Sequence[Step]) -> None:
    """Raises ArgmapError where a file is neither as it was nor as it shall be, or has been put back as it was."""
    begun = (root / NAME).stat().st_mtime_ns
    back = [step for step in left if _is_written_since(step.path, begun)]
    if not odd and not back:
        return
    name = (odd or back)[0].path.relative_to(root).as_posix()
    shown = ", ".join(f"`{step.path.relative_to(root).as_posix()}`" for step in left[:_SHOWN])
    what, first = ("changed", "put that file back as it was and ") if odd else ("put back or replaced", "")
    raise ArgmapError(
        f"An edit was cut off, and `{name}` has been {what} since, so it is not finished. Without their new text are "
        f"{shown}{' and others' * (len(left) > _SHOWN)}. To keep all files as they are, delete `{root / NAME}`; "
        f"to finish the edit, {first}set the date of `{NAME}` to now (`touch`)."
    )


def _is_written_since(path: Path, moment: int) -> bool:
    """Whether a file was put there after a moment; `git checkout` does not keep dates, and backups not this one."""
    try:
        found = path.stat()
    except OSError:
        return False
    return max(found.st_mtime_ns, found.st_ctime_ns) > moment


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
    name = re.compile(re.escape(draft_prefix(step.path.name)) + _PARTS)
    with contextlib.suppress(OSError):
        for part in step.path.parent.iterdir():
            is_part = name.fullmatch(part.name) and not part.is_symlink() and part.is_file()
            if is_part and (step.after or b"").startswith(part.read_bytes()):
                part.unlink()
