"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from argmap.diagnostics import ArgmapError


def write_text(path: Path, text: str) -> None:
    """Write a file as UTF-8, whole or not at all. Raises ArgmapError."""
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file: to a temporary file beside it, then rename. Raises ArgmapError.

    A file that is there already keeps its rights.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(_rights(path))
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise ArgmapError(f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}.") from error
    finally:  # also on Ctrl-C
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _rights(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0o644
