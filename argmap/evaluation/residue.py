"""What the grounded labelling leaves undecided, in parts that do not bear on one another."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.evaluation.grounded import Labelling
from argmap.evaluation.network import SHIFT


@dataclass(frozen=True, slots=True)
class Part:
    """Undecided gates that hang together, in ascending order: first the assertions, then the rest."""

    assertions: tuple[int, ...]
    others: tuple[int, ...]


def parts(labelling: Labelling) -> list[Part]:
    """The connected components of the undecided gates that hold an assertion, in the order of their first one.

    Every labelling of a map is a choice of one labelling for each part, on top of the grounded labels.
    """
    labels, edges, count = labelling.labels, labelling.network.edges, len(labelling.network.names)
    root = list(range(len(labels)))
    open_ = [gate for gate, label in enumerate(labels) if not label]
    for gate in open_:
        for code in edges[gate]:
            if not labels[code >> SHIFT]:
                one, other = _root(root, gate), _root(root, code >> SHIFT)
                root[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = {}
    for gate in open_:
        groups.setdefault(_root(root, gate), []).append(gate)
    return [
        Part(tuple(g for g in group if g < count), tuple(g for g in group if g >= count))
        for group in groups.values()
        if group[0] < count
    ]


def _root(root: list[int], gate: int) -> int:
    while root[gate] != gate:
        root[gate] = root[root[gate]]
        gate = root[gate]
    return gate
