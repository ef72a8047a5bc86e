"""loaded-language."""

from collections.abc import Iterator

from argmap.catalogue.wordlists import word_list
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("language", Severity.NOTE, Nature.GAP, words=True)
def loaded_language(case: Case) -> Iterator[Gap]:
    """An assertion, or the warrant for one, uses a word that judges where it should tell. Quotations are left alone.

    Why: a word that judges invites an answer to the word instead of the point, and costs the reader's trust.

    Gap:
        assertions:
          refused: {text: The landlord callously refused repairs., kind: factual, status: agreed}

    Closed:
        assertions:
          refused: {text: The landlord “callously” refused repairs (so the tenant)., kind: factual, status: agreed}
    """
    words = word_list("loaded-language", case.settings.words)
    for name, path, text in case.graph.statements():
        for hit in words.hits(text):
            instead = f"Write `{hit.instead}`, or say what was done" if hit.instead else "Say what was done"
            yield Gap(
                name,
                Where("assertions", name, path, hit.words, hit.nth),
                f"“{hit.words}” in `{name}` judges where it should tell.",
                f"{instead}; if somebody used the word, put it in quotation marks.",
            )
