"""modality-jump."""

from collections.abc import Iterator

from argmap.catalogue.wordlists import WordList, word_list
from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.values import Kind, Strength


@check("logic", Severity.NOTE, Nature.QUESTION, words=True)
def modality_jump(case: Case) -> Iterator[Gap]:
    """A premise says only that something may be so, and the conclusion says that something is so.

    Arguments written as weak are left out: they claim no more. The words are the list `modality`.

    Why: certainty does not come from possibility; the other side grants the premise and denies the step.

    Gap:
        assertions:
          opened: {text: The buyer opened the letter., kind: factual, premises: [arrived]}
          arrived: {text: The letter was possibly in the box on 3 May., kind: factual, status: agreed}

    Closed:
        assertions:
          opened: {text: The buyer probably opened the letter., kind: factual, premises: [arrived]}
          arrived: {text: The letter was possibly in the box on 3 May., kind: factual, status: agreed}
    """
    words = word_list("modality", case.settings.words)
    assertions = case.graph.assertions
    hedged = {name: said for name, node in assertions.items() if (said := _hedge(words, node.entry.text))}
    for argument in case.graph.arguments():
        if argument.conclusion in hedged or argument.entry.strength is Strength.WEAK:
            continue
        for premise in argument.premises:
            hedge = hedged.get(premise.assertion)
            if hedge and assertions[premise.assertion].entry.kind is not Kind.LEGAL:
                yield Gap(
                    argument.conclusion,
                    Where("assertions", argument.conclusion, argument.place_of(premise)),
                    f"`{premise.assertion}` says “{hedge}”: how does `{argument.conclusion}` follow as certain?",
                    "Say the conclusion with the same caution, write `strength: weak`, or firm up the premise.",
                    (Other(Where("assertions", premise.assertion, ("text",)), "the premise"),),
                )


def _hedge(words: WordList, text: str) -> str:
    hits = words.hits(text)
    return hits[0].words if hits else ""
