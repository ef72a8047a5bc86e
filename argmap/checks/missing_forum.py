"""missing-forum."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("map", Severity.NOTE, Nature.GAP, of_maps=True)
def missing_forum(case: Case) -> Iterator[Gap]:
    """The map does not say before whom the matter is argued.

    Why: what binds, who bears the burden and how much must be shown depend on the forum.

    Gap:
        map: {title: A dispute}

    Closed:
        map: {title: A dispute, forum: District Court of Freeland}
    """
    if case.graph.map.header.forum is None:
        yield Gap("map", Where("map", "map"), "The map has no `forum`.", "Write `forum:` and before whom it is argued.")
