"""From a picture to DOT: one graph for each group of things that hang together.

Nodes are named n0, n1 …, edges e0, e1 …, so that no text of a user is ever a name; sizes are fixed beforehand; labels
are empty boxes of the size of the text that argmap will write there itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import graphviz

from argmap.render.cards import Shape, label_size
from argmap.render.picture import Picture

POINTS = 72.0
RANKDIR = {"down": "TB", "up": "BT", "right": "LR", "left": "RL"}
LARGE, LARGE_LIMITS = 300, {"nslimit": "0.5", "mclimit": "0.5"}
HUGE, HUGE_LIMITS = 1000, {"nslimit": "0.05", "nslimit1": "0.05", "mclimit": "0.1"}


@dataclass(frozen=True, slots=True)
class DotGraph:
    """DOT text, and which key of the picture each node name and edge id stands for."""

    source: str
    nodes: dict[str, str]
    edges: dict[str, str]


def escape(text: str) -> str:
    """Text as Graphviz shall show it: no backslash is an escape, no character ends the string early."""
    return str(graphviz.escape(text.replace("\0", "\N{REPLACEMENT CHARACTER}")))


def to_dot(picture: Picture, shapes: Mapping[str, Shape]) -> list[DotGraph]:
    """The DOT graphs of a picture, in reading order."""
    return [_group(picture, shapes, set(keys)) for keys in picture.groups()]


def _group(picture: Picture, shapes: Mapping[str, Shape], keys: set[str]) -> DotGraph:
    graph = graphviz.Digraph(comment=escape(picture.name).replace("\n", " "))
    attributes = {
        "rankdir": RANKDIR[picture.direction],
        "nodesep": "0.3",
        "ranksep": "0.42",
        "splines": "true",
        "charset": "utf-8",
    }
    if len(keys) >= LARGE:
        attributes |= HUGE_LIMITS if len(keys) >= HUGE else LARGE_LIMITS
    graph.attr("graph", **attributes)
    graph.attr("node", shape="box", fixedsize="true", label="", margin="0")
    graph.attr("edge", dir="none", fontname="Arial", fontsize="8.5")
    names: dict[str, str] = {}
    for item in picture.items():
        if item.key in keys:
            names[item.key] = f"n{len(names)}"
            shape = shapes[item.key]
            graph.node(
                names[item.key], width=_inches(shape.width), height=_inches(shape.height), tooltip=escape(item.key)
            )
    edges: dict[str, str] = {}
    for line in picture.lines:
        if line.upper not in keys:
            continue
        name = f"e{len(edges)}"
        edges[name] = line.key
        more = {"label": _blank(line.label)} if line.label else {}
        if line.level:
            more |= {"constraint": "false"}
        graph.edge(names[line.upper], names[line.lower], id=name, **more)
        if line.level:
            with graph.subgraph() as row:
                row.attr(rank="same")
                row.node(names[line.upper])
                row.node(names[line.lower])
    return DotGraph(graph.source, {name: key for key, name in names.items()}, edges)


def _inches(points: float) -> str:
    return f"{points / POINTS:.4f}"


def _blank(label: str) -> str:
    """An HTML-like label of fixed size: the room that the text needs, the same for every Graphviz and font."""
    width, height = label_size(label)
    table = 'BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" FIXEDSIZE="TRUE"'
    return f'<<TABLE {table} WIDTH="{width:.0f}" HEIGHT="{height:.0f}"><TR><TD></TD></TR></TABLE>>'
