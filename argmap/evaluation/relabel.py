"""Re-labelling after a change: only what the change can reach is worked out again.

A label is kept where what decided it before, and came before it, still does; the rest is taken back and the worklist
runs on from there. (Truth maintenance in the manner of Doyle 1979, made exact by the order of decision, which rules out
labels that would hold one another up in a circle.)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heappop, heappush

from argmap.evaluation.grounded import Labelling
from argmap.evaluation.network import CON, SHIFT, SLOT, Network
from argmap.evaluation.standards import verdict_at
from argmap.evaluation.words import IN, OUT, UNDECIDED

LabelOf = Callable[[int], int]


def relabel(before: Labelling, forced: Mapping[int, int]) -> dict[int, int]:
    """The gates whose label changes when the `forced` ones get the label given, with their new label.

    The same as a new labelling with these gates forced, in time linear in the links around what changes.
    """
    moved = {gate: label for gate, label in forced.items() if before.labels[gate] != label}
    lost = _taken_back(before, forced, moved)
    now = dict.fromkeys(lost, UNDECIDED) | dict(forced)
    _settled(before, now, [*lost, *(target for gate in moved for target in _targets(before.network, gate))])
    return {gate: label for gate, label in now.items() if label != before.labels[gate]}


def verdict(net: Network, gate: int, label_of: LabelOf) -> int:
    """The label of a gate under its rule, given those of its inputs."""
    if gate >= len(net.names):
        return _threshold(net, gate, label_of)
    p = c = p_possible = c_possible = 0
    for code in net.inputs[gate]:
        label, slot = label_of(code >> SHIFT), code & SLOT
        if label == OUT:
            continue
        if slot <= CON:
            p_possible = max(p_possible, slot)
            p = max(p, slot) if label == IN else p
        else:
            c_possible = max(c_possible, slot - CON)
            c = max(c, slot - CON) if label == IN else c
    return net.verdicts[gate][verdict_at(p, c, p_possible, c_possible)]


def _threshold(net: Network, gate: int, label_of: LabelOf) -> int:
    to_in, to_out = net.to_in[gate], net.to_out[gate]
    for code in net.inputs[gate]:
        label = label_of(code >> SHIFT)
        if label == UNDECIDED:
            continue
        if (label == IN) == (code & SLOT == 0):
            to_in -= 1
        else:
            to_out -= 1
    return IN if to_in <= 0 else OUT if to_out <= 0 else UNDECIDED


def _targets(net: Network, gate: int) -> list[int]:
    return [code >> SHIFT for code in net.edges[gate]]


def _taken_back(before: Labelling, forced: Mapping[int, int], moved: Mapping[int, int]) -> list[int]:
    """The gates that lose their label because what decided it has changed, in the order in which they got it."""
    net, labels, rank = before.network, before.labels, before.rank
    gone = {gate for gate in moved if labels[gate]}
    pending: list[tuple[int, int]] = []
    seen: set[int] = set(forced)

    def follow(gate: int) -> None:
        for target in _targets(net, gate):
            if rank[gate] < rank[target] < len(labels) and target not in seen and target not in net.fixed:
                seen.add(target)
                heappush(pending, (rank[target], target))

    for gate in gone:
        follow(gate)
    lost = []
    while pending:
        place, gate = heappop(pending)
        if not verdict(net, gate, lambda g: labels[g] if rank[g] < place and g not in gone else UNDECIDED):  # noqa: B023
            gone.add(gate)
            lost.append(gate)
            follow(gate)
    return lost


def _settled(before: Labelling, now: dict[int, int], pending: list[int]) -> None:
    """Run the worklist on from the labels `now` (over those before), and add what gets decided."""
    net, labels = before.network, before.labels

    def label_of(gate: int) -> int:
        known = now.get(gate)
        return labels[gate] if known is None else known

    for gate in pending:  # grows as it is walked
        if not label_of(gate) and gate not in net.fixed:
            label = verdict(net, gate, label_of)
            if label:
                now[gate] = label
                pending.extend(_targets(net, gate))
