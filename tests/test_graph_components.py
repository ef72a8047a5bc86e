"""Strongly connected components: the same as by trying every path."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.graph.components import components

NODES = "abcdef"
graphs = st.fixed_dictionaries({node: st.lists(st.sampled_from(NODES), max_size=4) for node in NODES})


def reach(graph: dict[str, list[str]], start: str) -> set[str]:
    found, pending = {start}, [start]
    while pending:
        fresh = [other for other in graph[pending.pop()] if other not in found]
        found.update(fresh)
        pending += fresh
    return found


@given(graphs)
def test_components_are_those_that_reach_one_another(graph: dict[str, list[str]]) -> None:
    reached = {node: reach(graph, node) for node in graph}
    expected = {frozenset(b for b in graph if b in reached[a] and a in reached[b]) for a in graph}
    found = components(graph)
    assert {frozenset(group) for group in found} == expected
    assert sorted(node for group in found for node in group) == list(NODES)


def test_depth_costs_nothing() -> None:
    chain = {str(n): [str(n + 1)] for n in range(50_000)} | {"50000": ["0"]}
    assert [len(group) for group in components(chain)] == [50_001]
