"""standard-not-met."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.links import greatest
from argmap.evaluation.scenario import standard_of
from argmap.evaluation.standards import STANDARDS
from argmap.model.values import Standard, Strength


@check("burden", Severity.WARNING, Nature.GAP)
def standard_not_met(case: Case) -> Iterator[Gap]:
    """An assertion has the better support but falls short of the stricter proof standard it must meet.

    Why: what would win on the balance is lost here; the support has to be stronger or the standard another.

    Gap:
        authorities:
          receipt: {kind: exhibit, title: Receipt, held_by: the buyer}
        assertions:
          forged:
            text: The receipt was forged.
            kind: factual
            standard: clear-and-convincing
            authorities: [receipt]

    Closed:
        authorities:
          receipt: {kind: exhibit, title: Receipt, held_by: the buyer}
        assertions:
          forged:
            text: The receipt was forged.
            kind: factual
            standard: clear-and-convincing
            authorities: [{cite: receipt, strength: strong}]
    """
    for name, node in case.graph.assertions.items():
        standard = standard_of(case.graph, name)
        if standard is Standard.PREPONDERANCE or not node.needs_support:
            continue
        p = greatest(case.evaluation.pro(name), possible=False)
        c = greatest(case.evaluation.con(name), possible=True)
        if STANDARDS[Standard.PREPONDERANCE](p, c) and not STANDARDS[standard](p, c):
            against = f" against opposition that is {Strength(c).word}" if c else ""
            yield Gap(
                name,
                Where("assertions", name),
                f"The support of `{name}` is {Strength(p).word}{against}, too little for the standard of {standard}.",
                f"Add stronger support, or answer what opposes it; `argmap explain {standard}` says what is needed.",
            )
