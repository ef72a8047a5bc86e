"""suspect-reliance."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.fingerprints import relied_on


@check("review state", Severity.WARNING, Nature.GAP, filing=Severity.ERROR)
def suspect_reliance(case: Case) -> Iterator[Gap]:
    """A premise, rule or authority an assertion rests on has changed since the map was accepted.

    `argmap review --accept-changes` writes down what every assertion says and rests on, in the file `argmap.lock`. The
    example is what became of the one under it, which had been accepted.

    Why: the conclusion was drawn from something that now says something else; somebody has to read it again.

    Gap:
        assertions:
          late: {text: The delivery was late., kind: mixed, premises: [arrived]}
          arrived: {text: The goods arrived on 30 April., kind: factual, status: agreed}

    Closed:
        assertions:
          late: {text: The delivery was late., kind: mixed, premises: [arrived]}
          arrived: {text: The goods arrived on 3 May., kind: factual, status: agreed}
    """
    if not case.reviewed:
        return
    for name, now in case.fingerprints.items():
        before = case.reviewed.get(name, {})
        if all(before.get(key, known) == known for key, known in now.items()):
            continue
        changed = [item for item in relied_on(case.graph, name) if before.get(item.key, now[item.key]) != now[item.key]]
        if changed:
            yield Gap(
                name,
                Where("assertions", name, changed[0].path),
                f"`{name}` rests on {_listed([item.key for item in changed])}, changed since it was last accepted.",
                f"Read `{name}` again; if it still holds, run `argmap review --accept-changes`.",
                tuple(Other(Where(item.section, item.name), "this has changed") for item in changed),
            )


def _listed(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
