"""circular-membership."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("structure", Severity.ERROR, Nature.DEFECT)
def circular_membership(case: Case) -> Iterator[Gap]:
    """Parties are said to be part of one another in a circle.

    Why: then none of them is the whole, and nobody can tell who speaks for whom.

    Gap:
        parties:
          firm: {name: The firm, part_of: branch}
          branch: {name: The branch, part_of: firm}

    Closed:
        parties:
          firm: {name: The firm}
          branch: {name: The branch, part_of: firm}
    """
    parties = case.graph.map.parties
    for name, party in parties.items():
        if party.part_of in parties and case.graph.whole_of(name) == name:
            yield Gap(
                name,
                Where("parties", name, ("part_of",)),
                f"`{name}` is part of `{party.part_of}`, which is in the end part of `{name}`.",
                "Delete `part_of` of the one that is the whole.",
            )
