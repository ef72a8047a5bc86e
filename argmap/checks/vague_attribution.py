"""vague-attribution."""

from collections.abc import Iterator

from argmap.catalogue.wordlists import word_list
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.assertion import Assertion


@check("language", Severity.NOTE, Nature.GAP, words=True)
def vague_attribution(case: Case) -> Iterator[Gap]:
    """An assertion gives a view to nobody in particular (“it is said”, “many scholars”) and names no source for it.

    Why: a view that nobody holds by name cannot be weighed, and a court gives it no weight.

    Gap:
        assertions:
          custom: {text: It is said that buyers inspect on delivery., kind: factual, status: agreed}

    Closed:
        parties:
          chamber: {name: Chamber of Commerce}
        authorities:
          survey: {kind: report, title: Survey of the trade, by: Chamber of Commerce, date: 2024-05-02}
        assertions:
          custom:
            text: It is said that buyers inspect on delivery.
            kind: factual
            status: agreed
            asserted_by: {party: chamber, in: survey}
    """
    words = word_list("vague-attribution", case.settings.words)
    for name, path, text in case.graph.statements():
        if _has_source(case.graph.assertions[name].entry):
            continue
        for hit in words.hits(text):
            yield Gap(
                name,
                Where("assertions", name, path, hit.words, hit.nth),
                f"“{hit.words}” in `{name}` gives the view to nobody in particular.",
                "Say who holds it (`asserted_by: {party: …, in: …}`), or cite who does under `authorities`.",
            )


def _has_source(entry: Assertion) -> bool:
    return bool(entry.authorities) or any(attribution.source for attribution in entry.asserted_by)
