"""Layouts: complete or refused, the same every time, stopped at their deadline, whatever the cache holds."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis import analyse
from argmap.diagnostics import ArgmapError
from argmap.render import compiled, engine
from argmap.render.draw import Drawing
from argmap.render.json0 import read_json0, straight
from argmap.render.layout import Box, Layout, LayoutError, Point, lay_out
from argmap.render.picture import Direction
from argmap.render.sheet import Material
from argmap.render.views import all_views

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="no dot on the PATH")
ENGINES = ["wasm", pytest.param("dot", marks=needs_dot)]

DOT = """digraph {
  graph [rankdir=BT]; node [shape=box, fixedsize=true, label="", width=2, height=1]
  subgraph cluster_us { label="United States"; counter }
  premise -> dot [id=e1, arrowhead=none]; fact -> dot [id=e2, arrowhead=none]; dot -> claim [id=e3]
  counter -> claim [id=e4, label="rebuts", dir=both]
  dot [shape=circle, width=0.1, height=0.1, xlabel="rule"]
}
"""
NODES, EDGES = ["premise", "dot", "fact", "claim", "counter"], ["e1", "e2", "e3", "e4"]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder, and an engine that has compiled nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(engine, "_IDLE", [])
    compiled.compiled_graphviz.cache_clear()
    yield tmp_path / "argmap"
    compiled.compiled_graphviz.cache_clear()


def dense(size: int) -> str:
    """A graph that takes Graphviz long."""
    edges = (f"a{i} -> a{(i * i + 7 * j) % size}" for i in range(size) for j in range(6))
    return f"digraph {{ {'; '.join(edges)} }}"


def near(one: Point, other: Point) -> bool:
    return abs(one.x - other.x) < 1 and abs(one.y - other.y) < 1


# What comes back


@pytest.mark.parametrize("name", ENGINES)
def test_everything_comes_back_in_points_from_the_top_left(name: str) -> None:
    layout = lay_out(DOT, nodes=NODES, edges=EDGES, engine=name)
    assert sorted(layout.nodes) == sorted(NODES)
    assert sorted(layout.routes) == sorted(EDGES)
    claim, premise = layout.nodes["claim"], layout.nodes["premise"]
    assert (claim.width, claim.height) == (144, 72)
    assert claim.bottom < premise.top, "conclusions are on top"
    for box in layout.nodes.values():
        assert 0 <= box.left < box.right <= layout.width + 0.01
        assert 0 <= box.top < box.bottom <= layout.height + 0.01


@pytest.mark.parametrize("name", ENGINES)
def test_edges_run_from_border_to_border(name: str) -> None:
    layout = lay_out(DOT, engine=name)
    for route in layout.routes.values():
        assert len(route.points) % 3 == 1
        assert {route.tail, route.head} <= set(NODES)
    step, both = layout.routes["e1"], layout.routes["e4"]
    assert (step.tail, step.head, step.start, step.end, step.label) == ("premise", "dot", None, None, None)
    assert both.start is not None
    assert both.end is not None
    assert abs(both.start.y - layout.nodes["counter"].top) < 2
    assert abs(both.end.y - layout.nodes["claim"].bottom) < 2
    assert both.label is not None
    assert layout.nodes["claim"].bottom < both.label.y < layout.nodes["counter"].top


@pytest.mark.parametrize("name", ENGINES)
def test_clusters_hold_their_nodes(name: str) -> None:
    layout = lay_out(DOT, engine=name)
    (cluster,) = layout.clusters.values()
    counter = layout.nodes["counter"]
    assert cluster.name == "cluster_us"
    assert cluster.left < counter.left < counter.right < cluster.right
    assert cluster.label is not None
    assert cluster.top < counter.top < counter.bottom < cluster.label.y < cluster.bottom, "below, as rankdir is BT"
    assert layout.nodes["dot"].label is not None


def test_the_same_graph_gives_the_same_layout_in_every_thread() -> None:
    with ThreadPoolExecutor(4) as pool:
        layouts = list(pool.map(lay_out, [DOT] * 12))
    assert all(layout == layouts[0] for layout in layouts)


@pytest.mark.skipif(sys.platform != "linux", reason="fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Python 3.12 warns of any fork beside threads
def test_a_forked_process_lays_out_too() -> None:
    here = lay_out(DOT)
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(lay_out, (DOT,)) == here


def test_an_empty_graph() -> None:
    assert lay_out("digraph {}") == Layout(0, 0, {}, {}, {})


NAMES = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8), min_size=1, max_size=6
)


def quoted(name: str) -> str:
    return '"' + name.replace("\\", "/").replace('"', '\\"') + '"'


@given(NAMES)
@settings(max_examples=40, deadline=None)
def test_any_name_comes_back(names: list[str]) -> None:
    names = sorted(
        {name.replace("\\", "/").replace("%", "/") for name in names}
    )  # Graphviz keeps % for nameless things
    lines = [f'{quoted(names[0])} -> {quoted(name)} [id="e{index}"]' for index, name in enumerate(names[1:])]
    layout = lay_out("digraph {\n" + "\n".join([quoted(names[0]), *lines]) + "\n}", nodes=names)
    assert sorted(layout.nodes) == names
    assert len(layout.routes) == len(names) - 1


# What is refused


@pytest.mark.parametrize("name", ENGINES)
def test_what_does_not_come_back_is_named(name: str) -> None:
    with pytest.raises(LayoutError, match=r"lost node ghost, edge e9"):
        lay_out(DOT, nodes=[*NODES, "ghost"], edges=["e9"], engine=name)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("dot", ["", "not a graph {", "digraph { a -> ; }", 'digraph { a [label="x] }'])
def test_what_is_not_a_graph_is_refused(dot: str, name: str) -> None:
    with pytest.raises(LayoutError):
        lay_out(dot, engine=name)


@pytest.mark.parametrize("dot", ["digraph { a\0 }", "digraph { a\ud800 }"])
def test_characters_graphviz_cannot_read_are_refused(dot: str) -> None:
    with pytest.raises(LayoutError, match="the graph holds a"):
        lay_out(dot)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(LayoutError, match="'neato'; choose one of: wasm, dot"):
        lay_out(DOT, engine="neato")
    assert issubclass(LayoutError, ArgmapError)


def test_a_missing_dot_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(LayoutError, match="install Graphviz"):
        lay_out(DOT, engine="dot")


@pytest.mark.parametrize("name", ENGINES)
def test_a_long_layout_is_stopped(name: str) -> None:
    with pytest.raises(LayoutError, match=r"the layout of 2 nodes and 0 edges was stopped after \d+\.\d s"):
        lay_out(dense(900), nodes=["a0", "a1"], engine=name, deadline=0.3)
    assert lay_out(DOT, engine=name, nodes=NODES).width > 0, "and the next one works"


def test_a_deadline_that_has_passed_stops_at_once() -> None:
    with pytest.raises(LayoutError, match="stopped"):
        lay_out(dense(900), deadline=0)


def test_running_out_of_memory_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_MEMORY", 4 << 20)
    with pytest.raises(LayoutError, match="broke down"):
        lay_out(dense(200))
    monkeypatch.undo()
    assert lay_out(DOT).nodes


def test_a_chain_deeper_than_the_stack_is_an_error() -> None:
    chain = "; ".join(f"a{i} -> a{i + 1}" for i in range(60_000))
    with pytest.raises(LayoutError, match="chain too long"):
        lay_out(f"digraph {{ {chain} }}")
    assert lay_out(DOT).nodes


# What Graphviz loses


def answer(**changes: Any) -> dict[str, Any]:
    """A layout as Graphviz writes it: b above a, with two edges."""
    place = {"width": "1", "height": "1"}
    nodes = [{"name": "a", "pos": "36,36", **place}, {"name": "b", "pos": "36,236", **place}]
    edges = [
        {"tail": 0, "head": 1, "id": "e1", "pos": "e,36,200 36,72 36,100 36,150 36,190"},
        {"tail": 0, "head": 1, "id": "e2", "pos": "36,72 36,100 36,150 36,190"},
    ]
    return {"bb": "0,0,72,272", "_subgraph_cnt": 0, "objects": nodes, "edges": edges} | changes


def lossy(monkeypatch: pytest.MonkeyPatch, *answers: dict[str, Any] | engine.EngineError) -> list[str]:
    """Let the engine give these answers in turn; returns the graphs it is asked for."""
    asked: list[str] = []

    def run(dot: bytes, deadline: float) -> engine.Output:
        assert deadline <= 30
        asked.append(dot.decode())
        found = answers[len(asked) - 1]
        if isinstance(found, engine.EngineError):
            raise found
        return engine.Output(json.dumps(found).encode(), "Warning: \n /home/x/lib/shortest.c:1: lost\n lost\nlost")

    monkeypatch.setattr(engine, "run_wasm", run)
    return asked


def test_a_lost_edge_becomes_a_straight_line(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer()
    del found["edges"][1]["pos"]
    asked = lossy(monkeypatch, found)
    layout = lay_out("digraph {}", edges=["e1", "e2"])
    assert len(asked) == 1
    assert layout.straightened == ("e2",)
    assert layout.warnings == ("Warning:", "shortest.c:1: lost", "lost")
    line = layout.routes["e2"]
    assert line.end == Point(36, 72)
    assert near(line.points[0], Point(36, 200))
    assert near(line.points[3], Point(36, 82))


@pytest.mark.parametrize(
    "first", [answer(bb="0,0,0,0", edges=[]), engine.EngineError("broke down", crashed=True), {"no": "layout"}]
)
def test_a_layout_that_failed_is_tried_with_other_ranks(
    monkeypatch: pytest.MonkeyPatch, first: dict[str, Any] | engine.EngineError
) -> None:
    asked = lossy(monkeypatch, first, answer())
    assert lay_out("digraph {\n}\n", edges=["e1", "e2"]).straightened == ()
    assert asked[1] == "digraph {\n\nnewrank=true\n}\n"


def test_then_with_straight_lines_and_then_it_fails_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = answer()
    for edge in lost["edges"]:
        del edge["pos"]
    asked = lossy(monkeypatch, lost, lost, lost, lost)
    with pytest.raises(LayoutError, match=r"lost edge e1, edge e2 \(Warning:\)"):
        lay_out("digraph {}", edges=["e1", "e2"])
    assert "splines=line" in asked[2]


def test_last_with_few_rounds_against_crossings(monkeypatch: pytest.MonkeyPatch) -> None:
    down = engine.EngineError("broke down", crashed=True)
    asked = lossy(monkeypatch, down, down, down, answer())
    assert lay_out("digraph {}").nodes
    assert "mclimit" in asked[3]


CROSSED = """\
argmap: 1
map: {title: A map with many crossings}
authorities: {s0: {kind: statement, title: T}}
issues: {i0: {question: Q?, positions: [a0, a3, a1]}}
assertions:
  a0:
    text: and absent was strike was and unlawful and occurred
    authorities: [{cite: s0, counters: [a3]}]
  a1:
    text: >-
      strike charter and strike strike because occurred charter article the necessity of fifty attack occurred one the
      was no attack had under was fifty fifty
    issue: i0
    because:
      - {premises: [a2, a0], unless: [a3, a2], counters: [{assertion: a2, counters: [a2]}, a3]}
      - {premises: [a3]}
    counters: [{assertion: a3, how: rebuts}, {assertion: a0, how: rebuts}]
  a2:
    text: under absent because unlawful under one
    issue: i0
    premises: [a1, a3]
    because:
      - {authorities: [{cite: s0}, s0 para. 1]}
      - {counters: [{assertion: a3, counters: [{assertion: a1, counters: [a0]}]}, a0]}
    authorities: [{cite: s0}]
  a3:
    text: >-
      and attack armed absent fifty attack attack the unlawful absent article article under necessity of strike attack
      was attack was the absent occurred strike was occurred under occurred the was under of
    issue: i0
    because:
      - {unless: [a1], counters: [a0, a1]}
      - {premises: [a2, a0], unless: [a2]}
"""


def test_a_map_on_which_graphviz_breaks_down_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(CROSSED, encoding="utf-8")
    (analysis,) = analyse([tmp_path])
    tried: list[Drawing] = []
    for direction in get_args(Direction):
        tried += map(Drawing, all_views(Material(analysis.graph, analysis.evaluation, direction=direction)))
    assert all(name in drawing.svg() for drawing in tried for name in ("a0", "a1", "a3"))


def test_what_other_attributes_cannot_cure_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = lossy(monkeypatch, engine.EngineError("syntax error"))
    with pytest.raises(LayoutError, match="syntax error"):
        lay_out("digraph {}")
    assert len(asked) == 1


def test_a_straight_line_leaves_room_for_its_arrows() -> None:
    here, there = Box("a", 0, 0, 20, 20), Box("b", 100, 50, 20, 20)
    both = straight("e", here, there, {"dir": "both", "label": "rebuts", "arrowsize": "0.5"})
    assert both.start == Point(10, 5)
    assert both.end == Point(90, 45)
    assert both.label == Point(50, 25)
    assert both.points[0].x > 10
    assert both.points[-1].x < 90
    plain = straight("e", here, there, {"arrowhead": "none"})
    assert (plain.start, plain.end, plain.label) == (None, None, None)
    assert plain.points[0] == Point(10, 5)
    assert plain.points[-1] == Point(90, 45)
    upon = straight("e", here, here._replace(name="b"), {})
    assert upon.points[0] == upon.points[-1] == Point(0, 0)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"bb": 3}', b'{"bb": "1,2"}', b"null", b"\xff"])
def test_what_is_no_layout_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json0(data)


# The cache of the compiled module


def test_the_compiled_module_is_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(DOT)
    (kept,) = cache.iterdir()
    assert kept.suffix == ".cwasm"
    compiled.compiled_graphviz.cache_clear()
    monkeypatch.setattr(engine, "_IDLE", [])
    monkeypatch.setattr(compiled, "write_cached", lambda *_: pytest.fail("compiled again"))
    assert lay_out(DOT).nodes


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners and modes")
def test_the_cache_folder_is_the_users_alone(cache: Path) -> None:
    lay_out(DOT)
    assert cache.stat().st_mode & 0o777 == 0o700
    cache.chmod(0o777)
    assert compiled.cache_folder() is None
    cache.chmod(0o700)
    (file,) = cache.iterdir()
    assert compiled.read_cached(file) is not None
    file.chmod(0o666)
    assert compiled.read_cached(file) is None
    file.chmod(0o600)
    link = cache / "link"
    link.symlink_to(file)
    assert compiled.read_cached(link) is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners")
def test_a_cache_of_somebody_else_is_ignored(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(DOT)
    (file,) = cache.iterdir()
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    assert compiled.read_cached(file) is None
    assert compiled.cache_folder() is None


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 5000, None])
def test_a_damaged_cache_is_as_good_as_none(cache: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | None) -> None:
    lay_out(DOT)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] if damage is None else damage)
    monkeypatch.setattr(engine, "_IDLE", [])
    compiled.compiled_graphviz.cache_clear()
    assert lay_out(DOT).nodes
    assert file.read_bytes() == whole


def test_a_module_wasmtime_refuses_is_compiled_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(DOT)
    (file,) = cache.iterdir()
    compiled.write_cached(file, b"\x7fELF of another processor")
    monkeypatch.setattr(engine, "_IDLE", [])
    compiled.compiled_graphviz.cache_clear()
    assert lay_out(DOT).nodes
    assert file.stat().st_size > 100_000


def test_no_cache_folder_is_no_reason_to_fail(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write_text("a file where the folder should be")
    assert lay_out(DOT).nodes
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)

    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", homeless)
    assert compiled.cache_folder() is None


def test_old_modules_are_dropped(tmp_path: Path) -> None:
    for age in range(6):
        old = tmp_path / f"graphviz-{age}.cwasm"
        old.write_bytes(b"old")
        os.utime(old, (1000 - age, 1000 - age))
    compiled.write_cached(tmp_path / "graphviz-new.cwasm", b"new")
    assert compiled.read_cached(tmp_path / "graphviz-new.cwasm") == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "graphviz-0.cwasm",
        "graphviz-1.cwasm",
        "graphviz-2.cwasm",
        "graphviz-new.cwasm",
    ]


def test_writing_where_one_may_not_does_nothing(tmp_path: Path) -> None:
    compiled.write_cached(tmp_path / "missing" / "graphviz-x.cwasm", b"new")
    assert not list(tmp_path.iterdir())
