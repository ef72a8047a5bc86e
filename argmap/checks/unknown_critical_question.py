"""unknown-critical-question."""

from collections.abc import Iterator

from argmap.catalogue import schemes
from argmap.checks.registry import Case, Gap, Where, check
from argmap.config import nearest_hint
from argmap.diagnostics import Nature, Severity


@check("method", Severity.WARNING, Nature.DEFECT)
def unknown_critical_question(case: Case) -> Iterator[Gap]:
    """An argument answers a critical question that its scheme does not ask, nor is it an exception of its rule.

    Why: the answer meets no question, so the question that was meant stays open.

    Gap:
        assertions:
          repaired:
            text: The roof was repaired.
            kind: factual
            because: {premises: [bill], scheme: sign, answers: {others: Nothing else explains the bill.}}
          bill: {text: A roofer sent a bill., kind: factual, status: agreed}

    Closed:
        assertions:
          repaired:
            text: The roof was repaired.
            kind: factual
            because: {premises: [bill], scheme: sign, answers: {other-explanation: Nothing else explains the bill.}}
          bill: {text: A roofer sent a bill., kind: factual, status: agreed}
    """
    for argument in case.graph.arguments():
        entry = argument.entry
        scheme, rule = schemes().get(entry.scheme or ""), case.graph.map.rules.get(entry.rule or "")
        if not entry.answers or (entry.scheme and scheme is None):
            continue
        known = [*(scheme.questions if scheme else ()), *(rule.exceptions if rule else ())]
        for question in entry.answers:
            if question not in known:
                yield Gap(
                    argument.conclusion,
                    Where("assertions", argument.conclusion, (*argument.path, "answers", question)),
                    f"`{argument.conclusion}` answers a critical question `{question}` that nothing asks.",
                    nearest_hint(question, known) if known else "Name the `scheme` or the `rule` that asks it.",
                )
