"""How the page looks: its own style sheet, and that of the pictures, kept to the pictures."""

from __future__ import annotations

from functools import cache

from argmap.render.page.bundle import resource
from argmap.render.style import COLOURS, FONTS, MARKS, css


@cache
def style() -> str:
    """The style sheet of the page. The rules of the pictures are nested, so that they touch nothing else."""
    light = "".join(f"--{name}:{pair[0]};" for name, pair in COLOURS.items())
    dark = "".join(f"--{name}:{pair[1]};" for name, pair in COLOURS.items())
    return "\n".join(
        [
            f":root{{{light}--fonts:{FONTS};color-scheme:light dark}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
            f".picture{{{css()}}}",
            resource("page.css"),
        ]
    )


@cache
def marks() -> str:
    """The marks as symbols to be used anywhere in the page, each `mark-NAME`."""
    symbols = (
        f'<symbol id="mark-{name}" viewBox="-5 -5 10 10" overflow="visible">{shapes}</symbol>'
        for name, shapes in MARKS.items()
    )
    return f'<svg class="marks" width="0" height="0" aria-hidden="true" focusable="false">{"".join(symbols)}</svg>'
