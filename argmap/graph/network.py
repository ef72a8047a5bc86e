"""The whole map as one networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from argmap.graph.graph import ArgumentGraph


def as_network(graph: ArgumentGraph) -> nx.DiGraph:
    """Every node and edge of a graph; `ArgumentGraph.network` says what they carry."""
    import networkx as nx  # noqa: PLC0415  # 150 ms at start-up that only who asks for this should pay

    network = nx.DiGraph()
    network.add_nodes_from(graph.assertions, kind="assertion")
    for section, kind in (
        ("authorities", "authority"),
        ("rules", "rule"),
        ("issues", "issue"),
        ("parties", "party"),
    ):
        network.add_nodes_from(getattr(graph.map, section), kind=kind)
    for argument in graph.arguments():
        network.add_node(argument.name, kind="argument")
        network.add_edges_from(((p.assertion, argument.name) for p in argument.premises), role="premise")
        network.add_edge(argument.name, argument.conclusion, role="supports")
        if argument.entry.rule in graph.rules:
            network.add_edge(argument.entry.rule, argument.name, role="applies")
    for citation in graph.citations():
        network.add_node(citation.name, kind="citation")
        network.add_edge(citation.authority, citation.name, role="cites")
        network.add_edge(citation.name, citation.cited_by, role="backs")
    for counter in graph.counters():
        network.add_node(counter.name, kind="counter")
        network.add_edge(counter.assertion, counter.name, role="counters")
        network.add_edge(counter.name, counter.target, role="opposes")
    for name, node in graph.assertions.items():
        for attribution in node.entry.asserted_by:
            if attribution.party in graph.map.parties:
                network.add_edge(attribution.party, name, role="asserts")
    for name in graph.map.issues:
        network.add_edges_from(((position, name) for position in graph.positions(name)), role="answers")
    return network
