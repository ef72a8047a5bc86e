"""The entry point: `--help` and `--version` are answered at once, everything else by `argmap.cli.main`."""

from __future__ import annotations

import gc
import sys

from argmap import __version__
from argmap.cli.help import HELP


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process: 0 clean, 1 diagnostics, 2 could not run."""
    words = sys.argv[1:] if arguments is None else arguments
    answer = _ANSWERS.get(words[0]) if len(words) == 1 else None
    if answer is None:
        gc.set_threshold(GARBAGE)
        from argmap.cli.main import run as run_command  # noqa: PLC0415  # most of the time that a start takes

        run_command(words)
    else:
        _say(answer)


GARBAGE = 50_000
"""How many new objects there are before garbage is looked for: loading makes many, and none of them is garbage."""
_ANSWERS = {"--help": HELP, "-h": HELP, "--version": f"argmap {__version__}\n"}


def _say(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has gone, as `head` does
        sys.stdout = None  # nothing more can be written, at exit neither
