"""The argument graph: every assertion, argument, citation and counter of a map as a node of one directed graph.

Node names are the ids of the file for what has one (`charter-breach`), and say where they hang for what has none:
`no-breach/argument-1`, `no-breach/argument-1/citation-2`, `charter-breach/counter-1`. Edges point from what supports or
attacks to what is supported or attacked, so a node's predecessors are what it rests on.
"""

from argmap.graph.build import build
from argmap.graph.graph import DIVIDED, ArgumentGraph
from argmap.graph.issues import Issues
from argmap.graph.nodes import ArgumentNode, AssertionNode, CitationNode, CounterNode, Statement, Steps
from argmap.graph.sources import at_same_place, class_of, codified

__all__ = [
    "DIVIDED",
    "ArgumentGraph",
    "ArgumentNode",
    "AssertionNode",
    "CitationNode",
    "CounterNode",
    "Issues",
    "Statement",
    "Steps",
    "at_same_place",
    "build",
    "class_of",
    "codified",
]
