"""counter-without-support."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.links import greatest, undercutters
from argmap.evaluation.words import Label, Standing
from argmap.graph import AssertionNode
from argmap.model.values import Kind


@check("counter", Severity.WARNING, Nature.GAP)
def counter_without_support(case: Case) -> Iterator[Gap]:
    """A counter-position takes nothing down: all the support it is given fails, though nothing that stands opposes it.

    One that is given no support at all is reported by the checks of assertions without support.

    Why: the other side is not shown at its best, and will not argue in this way.

    Gap:
        authorities:
          old: {kind: statute, title: Sale Act 1960, jurisdiction: Freeland, status: repealed}
        assertions:
          sold: {text: The parties made a sale., kind: legal, premises: [offer], counters: [open-price]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, status: agreed}
          open-price: {text: There is no sale without a price., kind: legal, authorities: [old s. 3]}

    Closed:
        authorities:
          old: {kind: statute, title: Sale Act 1960, jurisdiction: Freeland, status: repealed}
          act: {kind: statute, title: Sale Act 1999, jurisdiction: Freeland}
        assertions:
          sold: {text: The parties made a sale., kind: legal, premises: [offer], counters: [open-price]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, status: agreed}
          open-price: {text: There is no sale without a price., kind: legal, authorities: [old s. 3, act s. 7]}
    """
    for name, counters in case.graph.opposes.items():
        node = case.graph.assertions[name]
        if node.needs_support and not _is_reported_otherwise(node) and _fails_by_itself(case, name):
            yield Gap(
                name,
                Where(counters[0].section, counters[0].owner, counters[0].path),
                f"`{name}` is set against `{counters[0].owner}`, but nothing that supports it stands.",
                f"Give it the premises or authorities its holder would give it; `argmap why {name}` says what fails.",
            )


def _fails_by_itself(case: Case, name: str) -> bool:
    """Whether no support of an assertion can stand, and neither an undercutter nor a defeated premise is why."""
    if case.evaluation.labels[name] is not Label.OUT or greatest(case.evaluation.pro(name), possible=True):
        return False
    undercut = any(case.evaluation.labels[entry.name] is Label.IN for entry in undercutters(case.graph, name))
    standings = case.evaluation.standings
    return not undercut and all(standings[other] is not Standing.DEFEATED for other in case.graph.rests_on(name))


def _is_reported_otherwise(node: AssertionNode) -> bool:
    """Whether a check of assertions without support speaks of it."""
    return not node.is_supported and (node.entry.kind is not Kind.MIXED or not node.citations)
