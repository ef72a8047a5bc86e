"""Re-labelling after a change: only what the change can reach is worked out again.

A label is kept where what decided it before, and came before it, still does; the rest is taken back and the worklist
runs on from there. (Truth maintenance in the manner of Doyle 1979, made exact by the order of decision, which rules out
labels that would hold one another up in a circle.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from argmap.evaluation.grounded import Labelling
from argmap.evaluation.network import CON, SHIFT, SLOT, Network
from argmap.evaluation.standards import verdict_at
from argmap.evaluation.words import IN, OUT, UNDECIDED


def relabel(before: Labelling, forced: Mapping[int, int]) -> dict[int, int]:
    """The gates whose label changes when the `forced` ones get the label given, with their new label.

    The same as a new labelling with these gates forced, in time linear in the links around what changes.
    """
    labels = before.labels
    moved = [gate for gate, label in forced.items() if labels[gate] != label]
    if not moved:
        return {}
    lost = _taken_back(before, forced, moved)
    now = dict.fromkeys(lost, UNDECIDED) | dict(forced)
    _settled(before, now, [*lost, *(code >> SHIFT for gate in moved for code in before.network.edges[gate])])
    return {gate: label for gate, label in now.items() if label != labels[gate]}


def verdict(net: Network, gate: int, known: Sequence[int]) -> int:
    """The label of a gate under its rule, given those of its inputs, in their order."""
    if gate >= len(net.names):
        return _threshold(net, gate, known)
    p = c = p_possible = c_possible = 0
    for code, label in zip(net.inputs[gate], known, strict=True):
        if label == OUT:
            continue
        slot = code & SLOT
        if slot <= CON:
            if slot > p_possible:  # noqa: PLR1730  # max() is three times as slow here, and below
                p_possible = slot
            if slot > p and label == IN:
                p = slot
        else:
            slot -= CON
            if slot > c_possible:  # noqa: PLR1730
                c_possible = slot
            if slot > c and label == IN:
                c = slot
    return net.verdicts[gate][verdict_at(p, c, p_possible, c_possible)]


def _threshold(net: Network, gate: int, known: Sequence[int]) -> int:
    to_in, to_out = net.to_in[gate], net.to_out[gate]
    for code, label in zip(net.inputs[gate], known, strict=True):
        if label == UNDECIDED:
            continue
        if (label == IN) == (code & SLOT == 0):
            to_in -= 1
        else:
            to_out -= 1
    return IN if to_in <= 0 else OUT if to_out <= 0 else UNDECIDED


def _taken_back(before: Labelling, forced: Mapping[int, int], moved: Sequence[int]) -> list[int]:
    """The gates that lose their label because what decided it has changed, in the order in which they got it."""
    net, labels, rank = before.network, before.labels, before.rank
    edges, inputs, fixed, undecided = net.edges, net.inputs, net.fixed, len(labels)
    gone = [gate for gate in moved if labels[gate]]
    without = set(gone)
    pending: list[tuple[int, int]] = []
    seen: set[int] = set(forced)
    lost: list[int] = []
    while gone or pending:
        for gate in gone:
            own = rank[gate]
            for code in edges[gate]:
                target = code >> SHIFT
                place = rank[target]
                if own < place < undecided and target not in seen and target not in fixed:
                    seen.add(target)
                    heappush(pending, (place, target))
        gone = []
        if pending:
            place, gate = heappop(pending)
            sources = [code >> SHIFT for code in inputs[gate]]
            still = [labels[at] if rank[at] < place and at not in without else UNDECIDED for at in sources]
            if not verdict(net, gate, still):
                without.add(gate)
                lost.append(gate)
                gone = [gate]
    return lost


def _settled(before: Labelling, now: dict[int, int], pending: list[int]) -> None:
    """Run the worklist on from the labels `now` (over those before), and add what gets decided."""
    net, labels = before.network, before.labels
    edges, inputs, fixed = net.edges, net.inputs, net.fixed
    for gate in pending:  # grows as it is walked
        if gate in fixed or (now[gate] if gate in now else labels[gate]):
            continue
        sources = [code >> SHIFT for code in inputs[gate]]
        label = verdict(net, gate, [now[at] if at in now else labels[at] for at in sources])
        if label:
            now[gate] = label
            pending.extend([code >> SHIFT for code in edges[gate]])
