"""absolute-term."""

from collections.abc import Iterator

from argmap.catalogue.wordlists import word_list
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("language", Severity.NOTE, Nature.QUESTION, words=True)
def absolute_term(case: Case) -> Iterator[Gap]:
    """An assertion, or the warrant for one, speaks without exception: “never”, “impossible”, “undoubtedly”.

    Why: the other side then needs one example to the contrary and no argument.

    Gap:
        assertions:
          late: {text: The carrier never delivered on time., kind: factual, status: agreed}

    Closed:
        assertions:
          late: {text: The carrier delivered late on nine of ten days., kind: factual, status: agreed}
    """
    words = word_list("absolute-term", case.settings.words)
    for name, path, text in case.graph.statements():
        for hit in words.hits(text):
            yield Gap(
                name,
                Where("assertions", name, path, hit.words, hit.nth),
                f"Would one example to the contrary defeat `{name}`, which says “{hit.words}”?",
                "Say how often, how far or since when, as far as the evidence goes.",
            )
