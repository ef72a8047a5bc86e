"""missing-as-of."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("map", Severity.NOTE, Nature.GAP, filing=Severity.ERROR, of_maps=True)
def missing_as_of(case: Case) -> Iterator[Gap]:
    """The map does not say at which day it states the law and the facts.

    Why: an authority may be good law on one day and overruled on the next.

    Gap:
        map: {title: A dispute}

    Closed:
        map: {title: A dispute, as_of: 2026-01-31}
    """
    if case.graph.map.header.as_of is None:
        yield Gap("map", Where("map", "map"), "The map has no `as_of` date.", "Write `as_of: YYYY-MM-DD` under `map`.")
