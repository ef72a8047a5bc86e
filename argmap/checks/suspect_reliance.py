"""suspect-reliance."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.fingerprints import SUPPORT, relied_on


@check("review state", Severity.WARNING, Nature.GAP, filing=Severity.ERROR)
def suspect_reliance(case: Case) -> Iterator[Gap]:
    """What an assertion rests on has changed since the map was accepted: a premise, a rule, an authority, or how.

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
    for name, now in case.fingerprints.items() if case.reviewed else ():
        before = case.reviewed.get(name)
        if before is None or {**before, name: ""} == {**now, name: ""}:
            continue
        relied = relied_on(case.graph, name)
        changed = [item for item in relied if before.get(item.key, now[item.key]) != now[item.key]]
        new = [item for item in relied if item.key not in before]
        gone = sorted(before.keys() - now.keys() - {name, SUPPORT})
        paths = [item.path for item in (*changed, *new)]
        yield Gap(
            name,
            Where("assertions", name, paths[0] if paths else ()),
            _told(name, [item.key for item in changed], [item.key for item in new], gone),
            f"Read `{name}` again; if it still holds, run `argmap review --accept-changes`.",
            (
                *(Other(Where(item.section, item.name), "this has changed") for item in changed),
                *(Other(Where(item.section, item.name), "this was not relied on") for item in new),
            ),
        )


def _told(name: str, changed: list[str], new: list[str], gone: list[str]) -> str:
    """In one sentence what is not as it was; where each thing is, the way it is relied on."""
    since = "since it was last accepted"
    if changed and not new and not gone:
        return f"`{name}` rests on {_listed(changed)}, changed {since}."
    parts = [
        f"{_listed(names)} {word}" for names, word in ((changed, "changed"), (new, "new"), (gone, "gone")) if names
    ]
    if parts:
        return f"What `{name}` rests on is not what it was {since}: {', '.join(parts)}."
    return f"`{name}` rests on the same things in another way {since}."


def _listed(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
