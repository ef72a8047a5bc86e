"""speculation."""

from collections.abc import Iterator

from argmap.catalogue.wordlists import word_list
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("language", Severity.NOTE, Nature.GAP, words=True)
def speculation(case: Case) -> Iterator[Gap]:
    """An assertion, or the warrant for one, guesses: “presumably”, “it seems”, “must have known”.

    Why: a guess proves nothing; the other side will ask for what it was drawn from.

    Gap:
        assertions:
          knew: {text: The seller presumably knew of the leak., kind: factual, status: agreed}

    Closed:
        assertions:
          knew: {text: The seller knew of the leak., kind: factual, status: agreed}
    """
    words = word_list("speculation", case.settings.words)
    for name, path, text in case.graph.statements():
        for hit in words.hits(text):
            instead = f"Write `{hit.instead}` and support it" if hit.instead else "Assert it and support it"
            yield Gap(
                name,
                Where("assertions", name, path, hit.words, hit.nth),
                f"“{hit.words}” in `{name}` guesses.",
                f"{instead}, or draw it from signs by an argument with premises.",
            )
