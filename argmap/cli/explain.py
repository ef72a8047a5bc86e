"""`argmap explain`."""

from __future__ import annotations

from difflib import get_close_matches

import click

from argmap.explain import as_list, as_text, topics


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what a code or a word means; without CODE list them all.

    CODE is a check, a defect, a proof standard, a kind of authority, a scheme, a legal test, a word of argmap's, or a
    key of an argument file.

    Example: argmap explain missing-pinpoint
    """
    known = {_plain(topic): found for topic, found in topics().items()}
    if code is None:
        click.echo(as_list(topic for same in known.values() for topic in same))
        return
    name = _plain(code)
    if name not in known:
        near = get_close_matches(name, known, n=3)
        hint = f"Did you mean {' or '.join(f'`{word}`' for word in near)}?" if near else "`argmap explain` lists all."
        raise click.UsageError(f"There is nothing called `{code}`. {hint}")
    click.echo("\n\n".join(map(as_text, known[name])))


def _plain(name: str) -> str:
    """A name as it is looked up: `Asserted by`, `asserted_by` and `asserted-by` are one."""
    return name.strip().lower().replace(" ", "-").replace("_", "-")
