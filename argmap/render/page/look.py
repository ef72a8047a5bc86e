"""How the page looks: its own style sheet, and that of the pictures, kept to the pictures."""

from __future__ import annotations

from functools import cache

from argmap.render.page.bundle import resource
from argmap.render.style import COLOURS, FONTS, MARKS, css


@cache
def style() -> str:
    """The style sheet of the page. The rules of the pictures are nested, so that they touch nothing else."""
    return "\n".join([colours(), f".picture{{{css()}}}", resource("page.css")])


@cache
def colours() -> str:
    """Colours and type as variables, for light and dark; print is light."""
    light = "".join(f"--{name}:{pair[0]};" for name, pair in COLOURS.items())
    dark = "".join(f"--{name}:{pair[1]};" for name, pair in COLOURS.items())
    return (
        f":root{{{light}--fonts:{FONTS};color-scheme:light dark}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )


@cache
def marks() -> str:
    """The marks as shapes to be used anywhere in the page, each `mark-NAME`."""
    shapes = "".join(f'<g id="mark-{name}">{shape}</g>' for name, shape in MARKS.items())
    return f'<svg class="marks" width="0" height="0" aria-hidden="true" focusable="false"><defs>{shapes}</defs></svg>'
