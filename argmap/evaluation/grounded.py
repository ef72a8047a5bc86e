"""The grounded labelling: the least fixed point of a network, reached by a worklist in time linear in its links.

Brewka & Woltran 2010 (abstract dialectical frameworks) over three truth values; for Dung frameworks this is the grounded
extension (Dung 1995). Everything starts undecided; a label is decided once and never changed, so each edge is walked once.
"""

from __future__ import annotations

from collections.abc import Mapping

from argmap.evaluation.network import CON, IN, OUT, PRO, SLOTS, UNDECIDED, Network
from argmap.evaluation.standards import Holds

State = tuple[list[int], list[list[int] | None]]


def propagate(net: Network, forced: Mapping[int, int] | None = None) -> list[int]:
    """The label of every gate (UNDECIDED, IN or OUT); `forced` gates have the label given to them instead of their own."""
    count = len(net.edges)
    label = [UNDECIDED] * count
    size, need, holds = net.size, net.need, net.holds
    ins, outs = [0] * count, [0] * count
    # per assertion gate: how many links are not out, by slot, and in slots 0 and 5 the greatest strength that is in
    live = [slots and slots[:] for slots in net.live]
    fixed = {**net.fixed, **(forced or {})}
    pending: list[int] = []
    for gate in range(count):
        decided = fixed.get(gate, UNDECIDED)
        if not decided:
            standard = holds[gate]
            if standard is None:
                decided = IN if need[gate] <= 0 else OUT if size[gate] < need[gate] else UNDECIDED
            else:
                decided = weigh(live[gate] or [], 0, 0, standard)
        if decided:
            label[gate] = decided
            pending.append(gate)
    best_in = [0] * count * 2  # greatest pro, greatest con strength among links that are in
    while pending:
        gate = pending.pop()
        decided = label[gate]
        for code in net.edges[gate]:
            target, slot = divmod(code, SLOTS)
            if label[target]:
                continue
            slots = live[target]
            if slots is None:
                became = decided if not slot else OUT if decided == IN else IN
                if became == IN:
                    ins[target] += 1
                    if ins[target] >= need[target]:
                        label[target] = IN
                        pending.append(target)
                else:
                    outs[target] += 1
                    if size[target] - outs[target] < need[target]:
                        label[target] = OUT
                        pending.append(target)
                continue
            con = slot > CON
            if decided == IN:
                strength, place = slot - (CON if con else PRO), target * 2 + con
                if strength <= best_in[place]:
                    continue
                best_in[place] = strength
            else:
                slots[slot] -= 1
            standard = holds[target]
            if standard is not None:
                weighed = weigh(slots, best_in[target * 2], best_in[target * 2 + 1], standard)
                if weighed:
                    label[target] = weighed
                    pending.append(target)
    return label


def strongest(slots: list[int], base: int) -> int:
    """The greatest strength at which a link is not out."""
    for strength in (4, 3, 2, 1):
        if slots[base + strength]:
            return strength
    return 0


def weigh(slots: list[int], p: int, c: int, holds: Holds) -> int:
    """The label of an assertion: `p`, `c` the greatest strengths in, `slots` the links that are not out (DESIGN section 4)."""
    p_possible, c_possible = strongest(slots, PRO), strongest(slots, CON)
    if holds(p, c_possible):
        return IN
    if p_possible == 0 or (c > p_possible and not holds(p_possible, c)):
        return OUT
    return UNDECIDED
