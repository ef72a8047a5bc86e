"""How a place in a file is opened in an editor: by a link for the browser, or by a command that is run here."""

from __future__ import annotations

import shlex
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from argmap.diagnostics import ArgmapError

LINKS: Mapping[str, str] = MappingProxyType(
    {
        "none": "",
        "vscode": "vscode://file/{path}:{line}",
        "vscodium": "vscodium://file/{path}:{line}",
        "zed": "zed://file/{path}:{line}",
    }
)
"""Editors that open links, by name."""


@dataclass(frozen=True)
class Editor:
    """An editor: the template of a link, or a command as words; both hold `{path}` and may hold `{line}`."""

    link: str = ""
    command: tuple[str, ...] = ()

    def open(self, path: Path, line: int) -> None:
        """Run the command for a place. Raises ArgmapError where that cannot be done."""
        words = [word.replace("{path}", str(path)).replace("{line}", str(line)) for word in self.command]
        quiet = subprocess.DEVNULL
        try:
            started = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
        except OSError as error:
            raise ArgmapError(f"`{words[0]}` cannot be run: {(error.strerror or str(error)).lower()}.") from error
        threading.Thread(target=started.wait, daemon=True).start()  # so that nothing is left of it when it ends


def near(chosen: Editor, *, is_alone: bool) -> Editor:
    """The editor for a preview that others can read: none, since their links would lead nowhere. Raises ArgmapError."""
    if is_alone:
        return chosen
    if chosen.command:
        raise ArgmapError("With --host others could start the command of --editor. Leave one of the two out.")
    return Editor()


def editor(written: str) -> Editor:
    """An editor by its name, by a link with `{path}` and `{line}`, or by a command with them. Raises ArgmapError."""
    if written in LINKS:
        return Editor(LINKS[written])
    if "{path}" not in written:
        names = ", ".join(LINKS)
        raise ArgmapError(
            f"There is no editor `{written}`. Write {names}; a link such as `idea://open?file={{path}}&line={{line}}`; "
            "or a command such as `emacsclient -n +{line} {path}`."
        )
    scheme, colon, _ = written.partition("://")
    if colon and scheme.isalnum():
        return Editor(written)
    try:
        return Editor(command=tuple(shlex.split(written)))
    except ValueError as error:
        raise ArgmapError(f"The command `{written}` cannot be read: {str(error).lower()}.") from error
