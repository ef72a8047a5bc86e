"""long-assertion."""

from collections.abc import Iterator

from argmap.catalogue.wordlists import unquoted
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("language", Severity.NOTE, Nature.GAP, words=True)
def long_assertion(case: Case) -> Iterator[Gap]:
    """An assertion has more words than the threshold `long-assertion-words`, what it quotes not counted.

    Why: a long assertion says several things, and a counter-position cannot be set against one of them.

    Gap:
        assertions:
          breach:
            kind: factual
            status: agreed
            text: >-
              The seller delivered the machine on the third of May although the contract fixed the last day of April,
              left out the manual and the spare belt that the annex names, sent no fitter in the week after, and told
              the buyer in two letters that it would do none of this before the price was paid in full.

    Closed:
        assertions:
          breach: {text: The seller delivered the machine three days late., kind: factual, status: agreed}
    """
    limit = case.threshold("long-assertion-words")
    for name, node in case.graph.assertions.items():
        text = node.entry.text
        words = len(unquoted(text).split()) if len(text) > 2 * limit else 0
        if words > limit and "context" not in node.entry.tags:
            yield Gap(
                name,
                Where("assertions", name, ("text",)),
                f"`{name}` has {words} words, more than {limit}.",
                "Split it into assertions that can each be answered, and support one by the others.",
            )
