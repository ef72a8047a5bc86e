"""The grounded labelling: the least fixed point of a network, reached by a worklist in time linear in its links.

Brewka & Woltran 2010 (abstract dialectical frameworks) over three truth values; for Dung frameworks this is the
grounded extension (Dung 1995). Everything starts undecided; a label is decided once and never changed, so each edge is
walked once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.evaluation.network import CON, SHIFT, SLOT, Network
from argmap.evaluation.words import IN, OUT, UNDECIDED


@dataclass(frozen=True)
class Labelling:
    """The label of every gate of a network (UNDECIDED, IN or OUT), and the decided gates in the order of decision.

    Whatever decides a gate comes before it in that order: it is a proof that the labelling is the least one.
    """

    network: Network
    labels: list[int]
    order: list[int]

    @cached_property
    def rank(self) -> list[int]:
        """The place of each gate in the order of decision; that of an undecided gate is behind all others."""
        found = [len(self.labels)] * len(self.labels)
        for place, gate in enumerate(self.order):
            found[gate] = place
        return found


def propagate(net: Network, forced: Mapping[int, int] | None = None) -> Labelling:
    """The least labelling of a network; `forced` gates have the label given to them instead of their own."""
    fixed = {**net.fixed, **forced} if forced else net.fixed
    label = [UNDECIDED] * len(net.edges)
    for gate, decided in fixed.items():
        label[gate] = decided
    order = [gate for gate, decided in fixed.items() if decided]
    _decide(net, label, order)
    return Labelling(net, label, order)


def _decide(net: Network, label: list[int], order: list[int]) -> None:
    """Decide what follows from the gates in `order`, and add it there: one walk over all edges."""
    assertions, edges, verdicts = len(net.names), net.edges, net.verdicts
    to_in, to_out, live = net.to_in[:], net.to_out[:], net.live[:]
    p, c = [0] * assertions, [0] * assertions  # the greatest strengths among pro and con links that are in
    p_possible, c_possible = net.pro_possible[:], net.con_possible[:]  # and among those that are not out
    for gate in order:  # grows as it is walked
        is_in = label[gate] == IN
        for code in edges[gate]:
            target, slot = code >> SHIFT, code & SLOT
            if label[target]:
                continue
            if target >= assertions:
                counts, verdict = (to_in, IN) if (slot == 0) == is_in else (to_out, OUT)
                left = counts[target] = counts[target] - 1
                if left:
                    continue
            else:
                is_con = slot > CON
                if is_in:
                    sure, strength = (c, slot - CON) if is_con else (p, slot)
                    if strength <= sure[target]:
                        continue
                    sure[target] = strength
                else:
                    left = live[code] = live[code] - 1
                    if left:
                        continue
                    _weaken(c_possible if is_con else p_possible, live, target, slot)
                at = ((p[target] * 5 + c[target]) * 5 + p_possible[target]) * 5 + c_possible[target]  # verdict_at
                verdict = verdicts[target][at]
            if verdict:
                label[target] = verdict
                order.append(target)


def _weaken(possible: list[int], live: list[int], target: int, slot: int) -> None:
    """No link of this strength is left for an assertion: its greatest possible strength may be a lower one now."""
    con = CON if slot > CON else 0
    if slot - con == possible[target]:
        possible[target] = strongest(live, target << SHIFT | con, slot - con - 1)


def strongest(live: list[int], base: int, below: int) -> int:
    """The greatest strength up to `below` at which a link is not out; 0 where there is none."""
    while below and not live[base | below]:
        below -= 1
    return below
