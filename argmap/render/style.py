"""How pictures look: colours for light and dark, type, marks as shapes."""

from __future__ import annotations

from functools import cache

from argmap.render.xml import number as _n

FONTS = "Arial, 'Liberation Sans', Arimo, Helvetica, 'Noto Sans', 'Noto Sans Arabic', sans-serif"

# name: light, dark. Text and background pairs meet WCAG AA (4.5 : 1).
COLOURS: dict[str, tuple[str, str]] = {
    "page": ("#ffffff", "#14171c"),
    "ink": ("#16202e", "#e8ebf0"),
    "soft": ("#55606f", "#a9b3c1"),
    "legal": ("#2457b3", "#86aef5"),
    "legal-fill": ("#f1f6ff", "#18243b"),
    "legal-edge": ("#a9c0e6", "#3b5688"),
    "factual": ("#5d6673", "#b0b9c6"),
    "factual-fill": ("#f7f8f9", "#20252d"),
    "factual-edge": ("#c3c9d1", "#4b5563"),
    "mixed": ("#6a4a9c", "#c0a4ec"),
    "mixed-fill": ("#f8f4fe", "#271f38"),
    "mixed-edge": ("#cbb9e6", "#594784"),
    "counter": ("#b03a24", "#f59580"),
    "counter-fill": ("#fff4f2", "#391f1b"),
    "counter-edge": ("#e8b3a8", "#7f4439"),
    "authority": ("#3d7030", "#94cf83"),
    "authority-fill": ("#f3f9f1", "#1b2b18"),
    "authority-edge": ("#b4d0ac", "#426238"),
    "issue": ("#16202e", "#e8ebf0"),
    "issue-fill": ("#eef0f3", "#2a303a"),
    "issue-edge": ("#b9c0ca", "#5a6473"),
    "missing": ("#8a5a00", "#e9b95c"),
    "missing-fill": ("#fffaf0", "#2e2615"),
    "missing-edge": ("#dcb46a", "#7d6430"),
    "stands": ("#2c6a1f", "#94cf83"),
    "contested": ("#8a5a00", "#e9b95c"),
    "defeated": ("#a8321d", "#f59580"),
    "not-established": ("#55606f", "#a9b3c1"),
}

SHADES = ("legal", "factual", "mixed", "counter", "authority", "issue", "missing")

# Marks are drawn in a box of 8 by 8 points around the origin.
MARKS: dict[str, str] = {
    "stands": '<path d="M-3.6 0.2 -1.2 2.8 3.6 -3" class="stroke"/>',
    "contested": '<circle r="3.3" class="stroke"/><path d="M0 -3.3A3.3 3.3 0 0 0 0 3.3Z" class="solid"/>',
    "defeated": '<path d="M-2.8 -2.8 2.8 2.8M-2.8 2.8 2.8 -2.8" class="stroke"/>',
    "not-established": '<circle r="3.1" class="stroke"/>',
    "listed": '<circle r="1.3" class="solid"/>',
    "focus": '<circle r="3.4" class="stroke"/><circle r="1.2" class="solid"/>',
    "gaps": '<path d="M0 -3.8 4 3.4H-4Z" class="stroke"/><path d="M0 -1.2V1M0 2.2V2.3" class="stroke"/>',
}

SLITS: dict[str, str] = {
    "factual": "stroke-width:5;stroke-dasharray:2 3",
    "mixed": "stroke-width:5;stroke-dasharray:2 3",
    "counter": "stroke-width:1.4",
    "authority": "stroke-width:2.6",
}
"""How the bar at a card's left is broken, so that kinds are told apart without colour; others have a whole one."""


def mark(name: str, at: tuple[float, float], css_class: str) -> str:
    """A mark as SVG, at a place."""
    return f'<g class="{css_class}" transform="translate({_n(at[0])} {_n(at[1])})">{MARKS[name]}</g>'


def slit(shade: str, left: float, top: float, bottom: float) -> str:
    """What breaks a bar that begins so far left: facts have a broken one, mixed law and fact one whose lower half is,
    counter-positions a double and authorities a thin one.
    """
    if shade not in SLITS:
        return ""
    x = left + {"counter": 2.6, "authority": 3.8}.get(shade, 3)
    begin = (top + bottom) / 2 if shade == "mixed" else top
    return f'<path class="slit" d="M{_n(x)} {_n(begin)}V{_n(bottom)}"/>'


@cache
def css() -> str:
    """The style sheet of an SVG."""
    light = "".join(f"--{name}:{pair[0]};" for name, pair in COLOURS.items())
    dark = "".join(f"--{name}:{pair[1]};" for name, pair in COLOURS.items())
    rules = [
        f"svg{{{light}font-family:{FONTS};background:var(--page);color:var(--ink)}}",
        f"@media (prefers-color-scheme:dark){{svg{{{dark}}}}}",
        f"@media print{{svg{{{light}}}}}",
        "text{fill:var(--ink)}",
        ".page{fill:var(--page)}",
        ".title{font-weight:bold}.subtitle,.legend,.footer,.elsewhere,text.pill{fill:var(--soft)}",
        ".footer,text.pill{font-style:italic}",
        ".heading,.gaps{font-weight:bold}",
        ".slit{fill:none}",
        *(f".{shade} .slit{{stroke:var(--{shade}-fill);{how}}}" for shade, how in SLITS.items()),
        ".box{stroke-width:1}.away .box,.missing .box{stroke-dasharray:4 3}",
        ".contrary{fill:var(--counter)}",
        ".chip{fill:var(--authority)}.outcome{font-weight:bold}",
        "path.line{fill:none;stroke-width:1.3}.premise path.line,.supports path.line{stroke:var(--legal)}",
        ".carries path.line{stroke:var(--soft)}",
        ".cites path.line{stroke:var(--authority);stroke-dasharray:5 3.5}",
        ".rebuts path.line,.undercuts path.line,.against path.line{stroke:var(--counter);stroke-width:1.6}",
        ".undercuts path.line{stroke-dasharray:9 2.5}",
        ".out path.line{stroke-dasharray:1.5 3.5}",
        ".head{stroke-width:1.3;stroke-linejoin:round}.supports .head{fill:var(--legal);stroke:var(--legal)}",
        ".cites .head{fill:var(--page);stroke:var(--authority)}",
        ".rebuts .head,.undercuts .head,.against .head{fill:none;stroke:var(--counter);stroke-width:2.6}",
        ".halo{fill:var(--page);fill-opacity:.85}.cites text{fill:var(--authority)}",
        ".rebuts text,.undercuts text,.against text{fill:var(--counter)}",
        "g.pill rect{fill:var(--page);stroke:var(--legal)}g.pill.dot rect{fill:var(--legal)}",
        "g.counter.pill rect{stroke:var(--counter)}.counter text.pill{fill:var(--counter)}",
        ".stroke{fill:none;stroke:currentColor;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}",
        ".solid{fill:currentColor}.warn{color:var(--contested)}.warn+text,.gaps{fill:var(--contested)}",
        "a:focus .box,a:hover .box{stroke-width:2.4}a{text-decoration:none}",
    ]
    rules += [
        f".{shade} .box{{fill:var(--{colour}-fill);stroke:var(--{colour}-edge)}}"
        f".{shade} .bar{{fill:var(--{colour})}}.{shade} .heading{{fill:var(--{colour})}}"
        for shade, colour in (
            *zip(SHADES, SHADES, strict=True),
            ("party", "issue"),
            ("rule", "legal"),
            ("map", "issue"),
        )
    ]
    rules.append(".in-focus .box{stroke:var(--ink);stroke-width:2.4}")
    rules += [
        f".{standing} .standing{{fill:var(--{standing})}}.{standing} .mark,.mark.{standing}{{color:var(--{standing})}}"
        for standing in ("stands", "contested", "defeated", "not-established")
    ]
    return "".join(rules)
