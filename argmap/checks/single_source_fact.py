"""single-source-fact."""

from collections.abc import Iterator

from argmap.catalogue.wordlists import word_list
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.authority import SourceClass
from argmap.model.values import Kind


@check("fact", Severity.NOTE, Nature.QUESTION, words=True)
def single_source_fact(case: Case) -> Iterator[Gap]:
    """A fact that somebody opposes, or on which the outcome of an issue hangs, has one piece of evidence only.

    A party's own words are the matter of `interested-source-only`.

    Why: when that piece falls, nothing is left of the fact.

    Gap:
        authorities:
          receipt: {kind: exhibit, title: Delivery receipt, held_by: the carrier}
        assertions:
          arrived: {text: The goods arrived on 3 May., kind: factual, authorities: [receipt], counters: [lost]}
          lost: {text: The goods were lost on the way., kind: factual, status: presumed}

    Closed:
        authorities:
          receipt: {kind: exhibit, title: Delivery receipt, held_by: the carrier}
          log: {kind: exhibit, title: Gate log of the warehouse, held_by: the warehouse}
        assertions:
          arrived: {text: The goods arrived on 3 May., kind: factual, authorities: [receipt, log], counters: [lost]}
          lost: {text: The goods were lost on the way., kind: factual, status: presumed}
    """
    saying = word_list("saying", case.settings.words)
    for node in case.graph.needing_support():
        cited = dict.fromkeys(citation.authority for citation in node.supporting)
        alone = len(cited) == 1 and not any(argument.premises for argument in node.arguments)
        if node.entry.kind is not Kind.FACTUAL or not alone or saying.hits(node.entry.text):
            continue
        only = next(iter(cited))
        own_words = case.graph.map.authorities[only].source_class is SourceClass.PARTY_SOURCE
        if not own_words and (case.graph.rebuttals_of(node.name) or case.stakes.impact(node.name).issues):
            first = node.supporting[0]
            yield Gap(
                node.name,
                Where(first.section, node.name, (*first.path, "cite")),
                f"What proves `{node.name}`, if `{only}` is not believed?",
                "Cite a second piece of evidence that does not depend on the first.",
            )
