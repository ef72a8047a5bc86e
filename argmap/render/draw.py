"""From pictures to finished drawings: measure, digest, lay out, place, write."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from argmap.render.around import around
from argmap.render.cards import Shape, shape_card, shape_pill
from argmap.render.dot import DotGraph, group_dot, to_dot
from argmap.render.labels import Area, is_free, settle
from argmap.render.layout import Layout, LayoutError, Point, Route, engine_name, lay_out
from argmap.render.pack import Offset, pack
from argmap.render.picture import Line, Picture
from argmap.render.seal import sealed, sealed_digest
from argmap.render.sheets import PAPER, Content, sheet_for
from argmap.render.stacks import DENSER, LAST, TRUNK, label_room
from argmap.render.svg import MARGIN, Placed, to_svg
from argmap.render.xml import escape

DEADLINE = 60.0
Kind = Literal["view", "difference"]
WIDE, WIDEST = 1500.0, 1640.0
"""From what width on, in points, other ways are tried, and what width is to be avoided."""
LARGE_ENOUGH, LEGIBLE = 6.5, 6.2
"""How large text is to be in print, in points, so that no other way is tried; so that none of the last ones is."""
AROUND = 2 * MARGIN, 116.0
"""About how much wider and higher than what is laid out an SVG is."""


@dataclass(frozen=True)
class Drawing:
    """A picture on its way to a file; each step is taken when it is needed, once.

    `home` is the folder of the map's files, which the file says, so that a copy elsewhere is known to be one; `kind`,
    which it says too, is whose picture it is: that of a view of a map, or of a difference.
    """

    picture: Picture
    engine: str = "wasm"
    home: str = ""
    kind: Kind = "view"

    @cached_property
    def shapes(self) -> Mapping[str, Shape]:
        """Every card and pill, measured."""
        cards = {card.key: shape_card(card) for card in self.picture.cards}
        return cards | {pill.key: shape_pill(pill) for pill in self.picture.pills}

    @cached_property
    def graphs(self) -> list[DotGraph]:
        """The DOT graphs, one for each group of things that hang together."""
        return to_dot(self.picture, self.shapes)

    @property
    def dot(self) -> str:
        """All DOT text, for people and tests."""
        return "\n".join(graph.source for graph in self.graphs)

    @cached_property
    def digest(self) -> str:
        """A hash of what is drawn and of how argmap draws; equal digests mean equal drawings."""
        content = _code_hash().copy()
        content.update(f"{self.kind} {self.home!a} {engine_name(self.engine)} {self.picture.written()}".encode())
        return content.hexdigest()

    @cached_property
    def layouts(self) -> list[tuple[DotGraph, Layout]]:
        """Where Graphviz puts everything, group by group; of wide groups the way that prints largest is chosen.

        Raises LayoutError.
        """
        first = [(graph, self._laid_out(graph)) for graph in self.graphs]
        chosen = list(first)
        for at, (graph, layout) in enumerate(first):
            known = {graph.source}
            for density, enough in (*((each, LARGE_ENOUGH) for each in DENSER), *((each, LEGIBLE) for each in LAST)):
                if layout.width <= WIDE and self._size(chosen) >= enough:
                    continue
                other = group_dot(self.picture, self.shapes, set(graph.nodes.values()), density)
                if other.source not in known:
                    known.add(other.source)
                    tried = [*chosen[:at], (other, self._laid_out(other)), *chosen[at + 1 :]]
                    chosen = max(chosen, tried, key=self._size)
        return chosen

    def _size(self, layouts: Sequence[tuple[DotGraph, Layout]]) -> float:
        """How large text is printed of groups together, in points; what is too wide to follow counts as smaller."""
        _, wide, high = pack([(layout.width, layout.height) for _, layout in layouts])
        paper = self.picture.page if self.picture.page in PAPER else "a4"
        return sheet_for(Content(wide + AROUND[0], high + AROUND[1]), paper).text / max(1.0, wide / WIDEST)

    def straightened(self) -> list[str]:
        """The keys of lines that Graphviz could not route and that are drawn straight."""
        return [
            graph.edges[name] for graph, layout in self.layouts for name in layout.straightened if name in graph.edges
        ]

    def svg(self) -> str:
        """The finished SVG. Raises LayoutError."""
        layouts = self.layouts
        offsets, width, height = pack([(layout.width, layout.height) for _, layout in layouts])
        corners: dict[str, Point] = {}
        routes: dict[str, Route] = {}
        for (graph, layout), offset in zip(layouts, offsets, strict=True):
            placed, found = self._placed(graph, layout)
            corners |= {key: Point(at.x + offset.x, at.y + offset.y) for key, at in placed.items()}
            routes |= {key: _moved(route, offset) for key, route in found.items()}
        boxes = {
            key: Area(at.x, at.y, at.x + self.shapes[key].width, at.y + self.shapes[key].height)
            for key, at in corners.items()
        }
        routes |= around(self.picture.lines, routes, boxes, (width, height))
        for key, place in settle(self.picture.lines, routes, boxes.values(), _page(width, height)).items():
            routes[key] = routes[key]._replace(label=place)
        said = f'{origin(self.home, self.picture.name, self.kind)} data-digest="{self.digest}"'
        return sealed(to_svg(self.picture, self.shapes, Placed(width, height, corners, routes), said))

    def _placed(self, graph: DotGraph, layout: Layout) -> tuple[dict[str, Point], dict[str, Route]]:
        """The corners and routes of one group, by key of the picture."""
        places = {key: layout.nodes[name] for name, key in graph.nodes.items()}
        corners = {}
        for key, node in places.items():
            shape = self.shapes[key]
            corners[key] = Point(node.x - shape.width / 2, node.y - shape.height / 2)
        routes = {key: layout.routes[name] for name, key in graph.edges.items()}
        boxes = {key: Area(*node.sides) for key, node in places.items()} if graph.stacks else {}
        for stack in graph.stacks:
            reached = _straightened(routes[stack.lines[0].key], stack.way_in(places), stack.lines[0], boxes)
            trunk = {
                below.lower: _straightened(layout.routes[graph.trunks[below.lower]], way, below, boxes)
                for below, way in stack.trunk(places)
            }
            for line in stack.lines:
                node = places[line.lower]
                corners[line.lower] = Point(node.left + TRUNK, node.top + label_room(line))
                routes[line.key] = stack.route(line, places, reached, trunk)
        if self.picture.direction == "up":  # laid out downwards and turned over
            corners = {key: Point(at.x, layout.height - at.y - self.shapes[key].height) for key, at in corners.items()}
            routes = {
                key: _changed(route, lambda point: Point(point.x, layout.height - point.y))
                for key, route in routes.items()
            }
        return corners, routes

    def _laid_out(self, graph: DotGraph) -> Layout:
        try:
            return lay_out(
                graph.source,
                nodes=graph.nodes,
                edges=(*graph.edges, *graph.trunks.values()),
                engine=self.engine,
                deadline=DEADLINE,
            )
        except LayoutError as error:
            raise LayoutError(f"View `{self.picture.name}`: {error}") from error

    def is_current(self, path: Path) -> bool:
        """Whether a file holds this very drawing, told by its digest, as it was written, told by its seal."""
        try:
            return sealed_digest(path.read_bytes()) == self.digest
        except OSError:
            return False


def _page(width: float, height: float) -> Area:
    """Where the texts on lines may stand: a little into the margins."""
    return Area(-MARGIN + 4, -8.0, width + MARGIN - 4, height + 10.0)


def origin(home: str, name: str, kind: Kind = "view") -> str:
    """What an SVG says of where it belongs: the folder of the map's files, and the view (or the difference)."""
    folder = f'data-map="{escape(home)}" ' if home else ""
    return f'{folder}data-{kind}="{escape(name)}"'


def _straightened(route: Route, way: tuple[Point, ...], line: Line, boxes: Mapping[str, Area]) -> Route:
    """A route by a straighter way, where nothing stands in it."""
    others = (box for key, box in boxes.items() if key not in (line.upper, line.lower))
    return route._replace(points=way) if is_free(way, others) else route


def _moved(route: Route, by: Offset) -> Route:
    x, y = by
    return _changed(route, lambda point: Point(point.x + x, point.y + y)) if x or y else route


def _changed(route: Route, change: Callable[[Point], Point]) -> Route:
    start, end, label = (point and change(point) for point in (route.start, route.end, route.label))
    return route._replace(points=tuple(map(change, route.points)), start=start, end=end, label=label)


@cache
def _code_hash() -> hashlib._Hash:
    return hashlib.sha256(drawing_code())


@cache
def drawing_code() -> bytes:
    """The source of everything that decides how a picture looks; a change in it makes every drawing stale."""
    folder = Path(__file__).parent
    names = sorted(path for path in folder.iterdir() if path.suffix in (".py", ".json"))
    return b"\0".join(path.read_bytes().replace(b"\r\n", b"\n") for path in names)
