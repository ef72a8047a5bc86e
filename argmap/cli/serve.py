"""`argmap serve`."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path

import click

from argmap.cli.options import or_default, path_argument
from argmap.config import PROFILES
from argmap.diagnostics import ArgmapError
from argmap.review import Selection

try:
    from argmap.preview.atlas import Atlas
    from argmap.preview.editor import editor as editor_named
    from argmap.preview.editor import near
    from argmap.preview.guard import is_loopback
    from argmap.preview.server import listen, serve
except ModuleNotFoundError:
    is_here = False
else:
    is_here = True


@click.command("serve")
@path_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Another lets other machines read your maps.")
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser.")
@click.option("--profile", type=click.Choice(PROFILES), help="How much to ask.  [default: the project's, else review]")
@click.option("--editor", default="vscode", envvar="ARGMAP_EDITOR", show_default=True,
              help="Opens places in files: vscode, vscodium, zed, none; a link or command with {path}.")  # fmt: skip
def command(path: Path | None, port: int, host: str, is_opened: bool, profile: str | None, editor: str) -> None:
    """Show maps in the browser, kept current while you edit: the page of each map, with its gaps beside it.

    A file that is broken for the moment leaves the last good map in sight, dimmed, with what is wrong. Only this
    machine can read the preview, unless --host says otherwise. Ctrl-C ends it.

    Example: argmap serve arguments/ --open
    """
    if not is_here:
        raise ArgmapError("The preview needs an extra: install it with `pip install 'argmap[serve]'`.")
    chosen = near(editor_named(editor), is_alone=is_loopback(host))
    target = or_default([path] if path else [])[0]
    if not target.exists():
        raise ArgmapError(f"There is no file or folder `{target}`.")
    place = listen(host, port)
    atlas = Atlas(target, Selection(profile) if profile else None)
    if not is_loopback(host):
        click.echo(f"Warning: everybody who can reach {host} can read these maps.", err=True)

    def begun(end: Callable[[], None]) -> None:
        click.echo(f"Showing `{target}` at {place.url} (Ctrl-C ends)")
        if is_opened:
            webbrowser.open(place.url)

    try:
        serve(atlas, chosen, place, begun)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
