"""The order in which views are shown together: on the page and in a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.graph import ArgumentGraph
    from argmap.render.draw import Drawing


def issue_order(graph: ArgumentGraph) -> list[str]:
    """The issues in the order in which the map's overview wants them."""
    wanted = next((view.issues for view in graph.map.views.values() if view.show == "issues"), ())
    return list(dict.fromkeys((*(name for name in wanted if name in graph.map.issues), *graph.map.issues)))


def in_order(graph: ArgumentGraph, drawings: Sequence[Drawing]) -> list[Drawing]:
    """The drawings in order: the overview, then issue by issue, then the rest."""
    order = {name: number for number, name in enumerate(["overview", *issue_order(graph)])}
    return sorted(drawings, key=lambda drawing: order.get(drawing.picture.view, len(order)))
