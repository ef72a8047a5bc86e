"""The entry point: a table of commands, each loaded only when it is asked for."""

from __future__ import annotations

import importlib
import io
import os
import sys
from types import MappingProxyType
from typing import Any

import click

from argmap import __version__
from argmap.diagnostics import ArgmapError

# name → what it does, in one line. Each command lives in `argmap.cli.<name>` as a function `command`.
COMMANDS = MappingProxyType(
    {
        "init": "Start a project that renders at once.",
        "new": "Put a new entry into a map, to be filled in.",
        "check": "Check that argument files are right: defects only.",
        "review": "Show what an argument lacks, most consequential first.",
        "explain": "Say what a check, defect, standard, scheme or legal test means.",
        "evaluate": "Say what stands, what is contested, what falls, and why.",
        "why": "Show the reason for one label, down to the leaves.",
        "sensitivity": "Show what each issue hangs on.",
        "diff": "Show what differs between two versions, and what that does.",
        "authorities": "Write the table of authorities.",
        "render": "Draw maps as SVG.",
        "serve": "Show maps in the browser, kept current while you edit.",
        "fmt": "Put the layout of argument files into shape.",
        "rename": "Rename an id everywhere, in all files.",
        "extract": "Give an issue a file of its own.",
        "lsp": "Serve an editor: diagnostics, completion, jumps, renaming.",
        "schema": "Print the JSON Schema of argument files.",
    }
)


class Commands(click.Group):
    """A group that knows its commands by name and loads a command's module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with a name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"argmap.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that the arguments start with; an unknown one gets the nearest."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415  # only a typing error needs it

            near = get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean `{near[0]}`?" if near else " `argmap --help` lists the commands."
            raise click.UsageError(f"There is no command `{name}`.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="argmap %(version)s")
def argmap() -> None:
    """Map legal arguments: check the files, see what stands and why, find what is missing, draw it.

    Example: argmap check arguments/
    """


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process: 0 clean, 1 diagnostics, 2 could not run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = argmap.main(arguments, prog_name="argmap", standalone_mode=False)
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.UsageError as error:
        error.show()
        code = 2
    except (ArgmapError, click.ClickException, OSError) as error:
        code = _failed(error)
    except (KeyboardInterrupt, click.Abort) as stop:
        cause = stop.__cause__ if isinstance(stop, click.Abort) else stop  # click has a word of its own for Ctrl-C
        said = str(cause) if isinstance(cause, KeyboardInterrupt) else ""
        click.echo(f"argmap: stopped. {said}".rstrip(), err=True)
        code = 130
    sys.exit(code if isinstance(code, int) else 0)


def _failed(error: Exception) -> int:
    if isinstance(error, BrokenPipeError):  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing more can be written, at exit neither
        return 0
    message = error.format_message() if isinstance(error, click.ClickException) else str(error)
    if isinstance(error, OSError) and error.strerror:
        about = f"`{error.filename}`" if error.filename else "what the command needs of the system"
        message = f"{about} cannot be had: {error.strerror.lower()}."
    click.echo(f"argmap: {message}", err=True)
    return 2
