"""unused-authority."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("authority", Severity.NOTE, Nature.GAP, of_maps=True)
def unused_authority(case: Case) -> Iterator[Gap]:
    """An authority of the map's own files is cited nowhere; what a library brings in by `uses` may stay unused.

    Why: either a citation was forgotten, or the authority does not bear on the case and makes the list longer.

    Gap:
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland}
        assertions:
          notice: {text: Notice must be in writing., kind: legal}

    Closed:
        authorities:
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [code s. 4]}
    """
    graph = case.graph
    spoken = {told.source for node in graph.assertions.values() for told in node.entry.asserted_by}
    for name in graph.map.authorities:
        if name not in graph.cited and name not in spoken and name not in graph.map.used:
            yield Gap(
                name,
                Where("authorities", name),
                f"`{name}` is cited nowhere.",
                "Cite it where it belongs, or delete it.",
            )
