"""`argmap schema`."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.schema import schema_text
from argmap.writing import write_text


@click.command("schema")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Write it to this file.")
def command(out: Path | None) -> None:
    """Print the JSON Schema of argument files, by which an editor checks and completes them while you write.

    Many editors take it from a file's first line: # yaml-language-server: $schema=argmap.schema.json

    Example: argmap schema --out argmap.schema.json
    """
    if out is None:
        click.echo(schema_text(), nl=False)
        return
    write_text(out, schema_text())
    click.echo(f"{out}: written.")
