"""never-reviewed."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Status


@check("review state", Severity.NOTE, Nature.QUESTION, filing=Severity.ERROR, of_maps=True, words=True)
def never_reviewed(case: Case) -> Iterator[Gap]:
    """An assertion that carries weight has no `review`; where no assertion of the map has one, it is asked once.

    Why: what only its author has read goes out with its author's mistakes.

    Gap:
        assertions:
          late: {text: The delivery was late., kind: mixed, premises: [arrived], review: {by: AB, on: 2026-11-02}}
          arrived: {text: The goods arrived on 3 May., kind: factual}

    Closed:
        assertions:
          late: {text: The delivery was late., kind: mixed, premises: [arrived], review: {by: AB, on: 2026-11-02}}
          arrived: {text: The goods arrived on 3 May., kind: factual, review: {by: AB, on: 2026-11-02}}
    """
    entries = {name: node.entry for name, node in case.graph.assertions.items()}
    if entries and all(entry.review is None for entry in entries.values()):
        help_text = "Write `review: {by: …, on: YYYY-MM-DD}` on each assertion that somebody else has read."
        yield Gap("map", Where("map", "map"), "Who besides its author has read this map?", help_text)
        return
    for name, entry in entries.items():
        carries_weight = entry.status in (Status.ASSERTED, Status.PRESUMED) and "context" not in entry.tags
        if carries_weight and entry.review is None:
            yield Gap(
                name,
                Where("assertions", name),
                f"Who besides its author has read `{name}`?",
                "Have it read, and write `review: {by: …, on: YYYY-MM-DD}`.",
            )
