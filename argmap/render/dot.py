"""From a picture to DOT: one graph for each group of things that hang together.

Nodes are named n0, n1 …, edges e0, e1 …, so that no text of a user is ever a name; sizes are fixed beforehand; labels
are stand-ins of the width of the text that argmap writes there itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import ceil

import graphviz

from argmap.render.cards import Shape, label_size
from argmap.render.measure import width
from argmap.render.picture import Line, Picture
from argmap.render.stacks import LOOSE, Density, Stack, find_columns, find_stacks
from argmap.render.texts import SMALL

POINTS = 72.0
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*[-/][A-Za-z0-9/-]*")
RANKDIR = {"down": "TB", "up": "TB", "right": "LR", "left": "RL"}
"""Which way Graphviz ranks; what runs upwards is turned over when it is drawn."""
LARGE, LIMITS = 2000, {"nslimit": "1", "nslimit1": "1", "mclimit": "0.5"}
"""From how many nodes on Graphviz is held to fewer rounds: up to twice as fast, for longer lines."""


@dataclass(frozen=True, slots=True)
class DotGraph:
    """DOT text, which key of the picture each node name and edge id stands for, and its stacks of cards.

    Of the lines to a stack only the one to its first card is an edge; `trunks` names the edge that leads to each
    further card of it.
    """

    source: str
    nodes: dict[str, str]
    edges: dict[str, str]
    stacks: tuple[Stack, ...]
    trunks: dict[str, str]


def escape(text: str) -> str:
    """Text as Graphviz shall show it: no backslash is an escape, no character ends the string early."""
    return str(graphviz.escape(text.replace("\0", "\N{REPLACEMENT CHARACTER}")))


def to_dot(picture: Picture, shapes: Mapping[str, Shape]) -> list[DotGraph]:
    """The DOT graphs of a picture, in reading order."""
    return [group_dot(picture, shapes, set(keys)) for keys in picture.groups()]


def group_dot(picture: Picture, shapes: Mapping[str, Shape], keys: set[str], density: Density = LOOSE) -> DotGraph:
    """The DOT graph of the things with some keys, which hang together."""
    head = _head(RANKDIR[picture.direction], is_large=len(keys) >= LARGE, is_close=density.is_close)
    body = [f"// argmap view {picture.name}\n", head]
    stacks = find_stacks(picture, shapes, keys, density)
    places = {line.lower: (stack, line) for stack in stacks for line in stack.lines}
    names: dict[str, str] = {}
    for item in picture.items():
        if item.key in keys:
            names[item.key] = f"n{len(names)}"
            wide, high = _size(shapes[item.key], *places.get(item.key, ()))
            tip = _quoted(item.key)
            body.append(f"\t{names[item.key]} [width={_inches(wide)} height={_inches(high)} tooltip={tip}]\n")
    edges: dict[str, str] = {}
    trunks: dict[str, str] = {}
    for line in picture.lines:
        if line.upper not in keys:
            continue
        stacked = places.get(line.lower)
        if stacked and stacked[0].lines[0] is not line:
            continue
        name = f"e{len(edges)}"
        edges[name] = line.key
        body.append(_edge(line, names, name, stacked=stacked is not None))
    for stack in stacks:
        for above, below in pairwise(stack.lines):
            trunks[below.lower] = f"t{len(trunks)}"
            joint = f"id={trunks[below.lower]} style=invis weight=200 tailport=sw headport=nw"
            body.append(f"\t{names[above.lower]} -> {names[below.lower]} [{joint}]\n")
    for upper, lower in find_columns(picture, stacks, keys, density):
        body.append(f"\t{names[upper]} -> {names[lower]} [style=invis weight=20]\n")
    body.append("}\n")
    return DotGraph("".join(body), {name: key for key, name in names.items()}, edges, tuple(stacks), trunks)


@cache
def _head(rankdir: str, *, is_large: bool, is_close: bool) -> str:
    """What stands before the nodes."""
    graph = graphviz.Digraph()
    beside, below = ("0.2", "0.3") if is_close else ("0.3", "0.42")
    attributes = {"rankdir": rankdir, "nodesep": beside, "ranksep": below, "splines": "true", "charset": "utf-8"}
    graph.attr("graph", **attributes | (LIMITS if is_large else {}))
    graph.attr("node", shape="box", fixedsize="true", label="", margin="0")
    graph.attr("edge", dir="none", fontname="Arial", fontsize=str(SMALL))
    return str(graph.source).removesuffix("}\n")


def _quoted(key: str) -> str:
    """A key as a string in DOT; most are plain, and quick."""
    return f'"{key}"' if _PLAIN.fullmatch(key) else str(graphviz.quoting.quote(escape(key)))


def _size(shape: Shape, stack: Stack | None = None, line: Line | None = None) -> tuple[float, float]:
    return stack.size(line, shape) if stack and line else (shape.width, shape.height)


def _edge(line: Line, names: Mapping[str, str], name: str, *, stacked: bool) -> str:
    upper, lower = names[line.upper], names[line.lower]
    more = ""
    if stacked:
        more = " headport=nw weight=8"
    elif line.label:
        more = f" label={_room(line.label)}"
    if line.level:
        return f"\t{upper} -> {lower} [id={name}{more} constraint=false]\n\t{{rank=same {upper} {lower}}}\n"
    return f"\t{upper} -> {lower} [id={name}{more}]\n"


def _inches(points: float) -> str:
    return f"{points / POINTS:.4f}"


def _room(label: str) -> str:
    """A stand-in as wide as the text: Graphviz knows the widths of Latin letters only, and must not guess at others."""
    return "n" * ceil(label_size(label)[0] / width("n", SMALL))
