"""How the page looks: its own style sheet, and that of the pictures, kept to the pictures."""

from __future__ import annotations

import re
from functools import cache

from argmap.render.page.bundle import resource
from argmap.render.style import COLOURS, FONTS, MARKS, css

_VARIABLE = re.compile(r"--[a-z-]+:#[0-9a-f]+;")


@cache
def style() -> str:
    """The style sheet of the page. The rules of the pictures are nested, so that they touch nothing else; they take
    their colours from the page.
    """
    return "\n".join([colours(), f".picture{{{_VARIABLE.sub('', css())}}}", resource("page.css")])


@cache
def colours() -> str:
    """Colours and type as variables, light or dark as the reader's system or `data-theme` wants; print is light."""
    light = "".join(f"--{name}:{pair[0]};" for name, pair in COLOURS.items())
    dark = "".join(f"--{name}:{pair[1]};" for name, pair in COLOURS.items()) + "color-scheme:dark"
    return (
        f":root{{{light}--fonts:{FONTS};color-scheme:light}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
    )


@cache
def marks() -> str:
    """The marks as shapes to be used anywhere in the page, each `mark-NAME`."""
    shapes = "".join(f'<g id="mark-{name}">{shape}</g>' for name, shape in MARKS.items())
    return f'<svg class="marks" width="0" height="0" aria-hidden="true" focusable="false"><defs>{shapes}</defs></svg>'
