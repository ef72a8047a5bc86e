"""hasty-generalisation."""

from collections.abc import Iterator

from argmap.catalogue.wordlists import word_list
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Kind


@check("logic", Severity.NOTE, Nature.QUESTION, words=True)
def hasty_generalisation(case: Case) -> Iterator[Gap]:
    """A factual conclusion speaks of every case, and each line of its support names one case only.

    The words are the list `universal`.

    Why: one case proves no rule of life; the other side brings the second case.

    Gap:
        assertions:
          habit: {text: The carrier always delivers late., kind: factual, premises: [may]}
          may: {text: The delivery of 3 May came on 9 May., kind: factual, status: agreed}

    Closed:
        assertions:
          habit: {text: The carrier always delivers late., kind: factual, premises: [may, june]}
          may: {text: The delivery of 3 May came on 9 May., kind: factual, status: agreed}
          june: {text: The delivery of 3 June came on 11 June., kind: factual, status: agreed}
    """
    words = word_list("universal", case.settings.words)
    assertions = case.graph.assertions
    for name, node in assertions.items():
        if node.entry.kind is Kind.LEGAL or node.citations or not node.needs_support or not node.arguments:
            continue
        hits = words.hits(node.entry.text)
        premises = [assertions[premise.assertion] for argument in node.arguments for premise in argument.premises]
        if not hits or len(premises) != 1 or premises[0].entry.kind is not Kind.FACTUAL:
            continue
        if not words.hits(premises[0].entry.text):
            yield Gap(
                name,
                Where("assertions", name, ("text",), hits[0].words, hits[0].nth),
                f"Is `{premises[0].name}` enough to say “{hits[0].words}” in `{name}`?",
                "Name further cases, or say it of this case only.",
            )
