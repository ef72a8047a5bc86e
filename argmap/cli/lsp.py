"""`argmap lsp`."""

from __future__ import annotations

import importlib.util
import sys

import click

from argmap.config import PROFILES
from argmap.diagnostics import ArgmapError


@click.command("lsp")
@click.option("--profile", type=click.Choice(PROFILES), default=None, help="What to look for. [default: the project's]")
def command(profile: str | None) -> None:
    """Serve an editor: diagnostics, completion, hover, jumps and renaming for argument files, over standard streams.

    Your editor starts it; docs/editors.md shows how. It needs `pip install 'argmap[lsp]'`.

    Example: argmap lsp --profile opponent
    """
    if importlib.util.find_spec("pygls") is None:
        raise ArgmapError("The language server needs pygls; install it with `pip install 'argmap[lsp]'`.")
    from argmap.lsp.server import serve  # noqa: PLC0415  # pygls is there only with the extra `lsp`
    from argmap.lsp.settings import Settings  # noqa: PLC0415

    if not serve(Settings(profile)):
        sys.exit(1)
