"""Why an assertion has its label: one sentence that names the links that decide."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.evaluation.labels import Evaluation
from argmap.evaluation.links import Link, greatest
from argmap.evaluation.phrases import (
    NAMED,
    dependence,
    describe,
    failure,
    ids,
    is_in,
    joined,
    limited,
    missing_elements,
    opponents,
    supported,
    verb,
    word,
)
from argmap.evaluation.scenario import standard_of, status_of
from argmap.evaluation.standards import STANDARDS
from argmap.evaluation.words import Label, Standing
from argmap.model.values import Standard, Status

__all__ = ["missing_elements", "reason", "reasons"]

_SAID = {standard: standard.value.replace("-", " ") for standard in Standard}


@dataclass(frozen=True, slots=True)
class _Scales:
    """The links of one assertion and their greatest strengths, as its standard weighs them."""

    evaluation: Evaluation
    name: str
    pro: list[Link]
    con: list[Link]
    standard: Standard

    @property
    def p(self) -> int:
        return greatest(self.pro, possible=False)

    @property
    def c(self) -> int:
        return greatest(self.con, possible=False)

    @property
    def p_possible(self) -> int:
        return greatest(self.pro, possible=True)

    @property
    def c_possible(self) -> int:
        return greatest(self.con, possible=True)

    def support(self) -> str:
        """What supports it most, among what is in."""
        best = [link for link in self.pro if link.label is Label.IN and link.strength == self.p]
        return supported(self.evaluation, best)

    def against(self, label: Label, least: int = 1) -> list[str]:
        """What opposes it with a label and at least so strongly, in backticks."""
        return opponents(self.evaluation, [o for o in self.con if o.label is label and o.strength >= least])


def reason(evaluation: Evaluation, name: str) -> str:
    """One sentence on the label of an assertion: its standing, a colon, what decides."""
    if name not in evaluation.reasons:
        standing = evaluation.standings[name]
        evaluation.reasons[name] = f"{standing.value}: {_because(evaluation, name, standing)}."
    return evaluation.reasons[name]


def reasons(evaluation: Evaluation) -> dict[str, str]:
    """The reason of every assertion."""
    return {name: reason(evaluation, name) for name in evaluation.graph.assertions}


def _because(evaluation: Evaluation, name: str, standing: Standing) -> str:
    given = _given(evaluation, name)
    if given:
        return given
    scales = _Scales(evaluation, name, evaluation.pro(name), evaluation.con(name), standard_of(evaluation.graph, name))
    if standing is Standing.STANDS:
        return _stands(scales)
    if standing is Standing.CONTESTED:
        return _met(scales) if scales.p else _open(scales)
    return _outweighed(scales) if scales.p_possible else _fallen(scales)


def _given(evaluation: Evaluation, name: str) -> str:
    """The reason of an assertion whose label is given, by the scenario or by its status; else nothing."""
    if name in evaluation.assume.accept:
        return "it is taken as accepted in this scenario"
    if name in evaluation.assume.reject:
        return "it is taken as rejected in this scenario"
    status = status_of(evaluation.graph, name, evaluation.assume)
    return {Status.AGREED: "it is agreed", Status.REJECTED: "it is marked as rejected"}.get(status, "")


def _stands(scales: _Scales) -> str:
    support = scales.support()
    if not scales.con:
        return f"{support}, and nothing opposes it"
    if not scales.c_possible:
        against = opponents(scales.evaluation, scales.con)
        fail = verb(len(against), "does", "do")
        return f"{support}, and what is said against it, {joined(limited(against))}, {fail} not hold"
    against = [*scales.against(Label.IN), *scales.against(Label.UNDECIDED)]
    opposed = f"{joined(limited(dict.fromkeys(against)))} ({word(scales.c_possible)}{_most(scales)})"
    if scales.standard is Standard.SCINTILLA:
        return f"{support}, which is enough for {_SAID[scales.standard]} in spite of {opposed}"
    if scales.standard is Standard.PREPONDERANCE:
        return f"{support}, which outweighs {opposed}"
    return f"{support}, which meets the standard of {_SAID[scales.standard]} against {opposed}"


def _most(scales: _Scales) -> str:
    return " at most" if scales.c < scales.c_possible else ""


def _open(scales: _Scales) -> str:
    """Contested, and nothing that supports it is in."""
    hangs = f"its support is itself contested: {_hangs(scales, 0)}"
    return f"{hangs}; {_oppose(scales.against(Label.IN, scales.c))} ({word(scales.c)})" if scales.c else hangs


def _hangs(scales: _Scales, above: int) -> str:
    """What the undecided links above a strength depend on."""
    open_ = [link for link in scales.pro if link.label is Label.UNDECIDED and link.strength > above]
    parts = [dependence(scales.evaluation, link) for link in open_]
    rests = list(dict.fromkeys(part.removeprefix("it rests ") for part in parts if part.startswith("it rests ")))
    parts = [part for part in parts if not part.startswith("it rests ")]
    return "; ".join(limited([f"it rests {_either(rests)}", *parts] if rests else parts))


def _either(grounds: list[str]) -> str:
    """`on a and b, on c, or on d`; many are counted."""
    if len(grounds) > NAMED + 1:
        grounds = [*grounds[:NAMED], f"on {len(grounds) - NAMED} other grounds"]
    return grounds[0] if len(grounds) == 1 else f"{', '.join(grounds[:-1])}, or {grounds[-1]}"


def _oppose(names: list[str]) -> str:
    return f"{joined(limited(names))} {verb(len(names), 'opposes', 'oppose')} it"


def _met(scales: _Scales) -> str:
    """Contested, though something that supports it is in."""
    p, c, holds = scales.p, scales.c, STANDARDS[scales.standard]
    if holds(p, c):  # only opposition that is itself contested stands in the way
        least = next(strength for strength in range(1, 5) if not holds(p, strength))
        against = scales.against(Label.UNDECIDED, least)
        are = verb(len(against), "is", "are")
        return f"{scales.support()}, but {joined(limited(against))}, which {are} contested too, could {_could(scales)}"
    more = f"; its stronger support is itself contested: {_hangs(scales, p)}" if scales.p_possible > p else ""
    return f"{scales.support()}, but {_short(scales)}{more}"


def _short(scales: _Scales) -> str:
    """Why the support that is in is not enough, whatever becomes of what is undecided."""
    p, c, holds = scales.p, scales.c, STANDARDS[scales.standard]
    firm = scales.against(Label.IN, c)
    if not holds(p, 0):
        least = next(word(strength) for strength in range(1, 5) if holds(strength, 0))
        opposed = f", and {_oppose(firm)} ({word(c)})" if c else ""
        return f"{_SAID[scales.standard]} asks for {least} support{opposed}"
    if c == p:
        return f"{_oppose(firm)} as strongly"
    if c > p:
        return f"{_oppose(firm)} more strongly ({word(c)})"
    return f"not to the standard of {_SAID[scales.standard]}, as {_oppose(firm)} ({word(c)})"


def _could(scales: _Scales) -> str:
    if scales.standard is not Standard.PREPONDERANCE:
        return f"keep it from {_SAID[scales.standard]}"
    return "outweigh that" if scales.c_possible > scales.p else "match that"


def _outweighed(scales: _Scales) -> str:
    firm = scales.against(Label.IN, scales.c)
    beats = f"{joined(limited(firm))} ({word(scales.c)}) {verb(len(firm), 'outweighs', 'outweigh')} that"
    if scales.p == scales.p_possible:
        return f"{scales.support()}, but {beats}"
    best = [k for k in scales.pro if k.label is not Label.OUT and k.strength == scales.p_possible]
    named = joined(limited(describe(scales.evaluation, link) for link in best))
    return f"{named} could support it ({word(scales.p_possible)} at most), but {beats}"


def _fallen(scales: _Scales) -> str:
    """Out, for nothing that supports it can be in."""
    against = scales.against(Label.IN)
    if not scales.pro:
        return f"nothing supports it, and {_oppose(against)}" if against else "nothing supports it"
    opposed = f"; {_oppose(against)}" if against else ""
    node = scales.evaluation.graph.assertions[scales.name]
    whole = [entry.assertion for entry in node.undercutters if is_in(scales.evaluation, entry)]
    if whole:
        return f"{ids(whole)} {verb(len(whole), 'undercuts', 'undercut')} all its support{opposed}"
    failures = "; ".join(limited(failure(scales.evaluation, link) for link in scales.pro))
    return f"{failures}{opposed}" if len(scales.pro) == 1 else f"none of its support holds: {failures}{opposed}"
