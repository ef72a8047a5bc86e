"""grave-allegation-low-standard."""

import re
from collections.abc import Iterator

from argmap.catalogue.wordlists import word_list
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.scenario import standard_of
from argmap.model.values import Standard

_DENIAL = re.compile(r"\b(?:not?|nor|neither|never|none|cannot|nobody|nothing|without)\b", re.IGNORECASE)


@check("burden", Severity.WARNING, Nature.QUESTION, words=True)
def grave_allegation_low_standard(case: Case) -> Iterator[Gap]:
    """A position alleges something grave, such as a crime, and is judged by preponderance or less.

    The words are the list `grave-allegation`; positions that deny are left out.

    Why: the graver the charge, the surer the proof that courts ask for.

    Gap:
        issues:
          forgery: {question: Did the seller forge the receipt?, positions: [forged]}
        assertions:
          forged: {text: The seller forged the receipt and so committed fraud., kind: mixed, issue: forgery}

    Closed:
        issues:
          forgery: {question: Did the seller forge the receipt?, positions: [forged], standard: clear-and-convincing}
        assertions:
          forged: {text: The seller forged the receipt and so committed fraud., kind: mixed, issue: forgery}
    """
    words = word_list("grave-allegation", case.settings.words)
    for issue in case.graph.map.issues:
        for name in case.graph.positions(issue):
            text = case.graph.assertions[name].entry.text
            hits = words.hits(text)
            standard = standard_of(case.graph, name)
            if not hits or _DENIAL.search(text) or standard not in (Standard.PREPONDERANCE, Standard.SCINTILLA):
                continue
            yield Gap(
                name,
                Where("assertions", name, ("text",), hits[0].words, hits[0].nth),
                f"`{name}` alleges something grave (“{hits[0].words}”): is {standard} the standard for it?",
                "State the `standard` that applies, on the assertion or on its issue, or waive this with the reason.",
            )
