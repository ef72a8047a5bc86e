"""open-critical-question."""

from collections.abc import Iterator

from argmap.catalogue import Scheme, schemes
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.evaluation.words import Label
from argmap.graph import ArgumentNode


@check("counter", Severity.NOTE, Nature.QUESTION)
def open_critical_question(case: Case) -> Iterator[Gap]:
    """An argument of a known scheme carries something untested, and a critical question of the scheme is not answered.

    It is asked of arguments that nothing undercuts, where an issue hangs on them, or an assertion that nothing opposes.
    An answer by an assertion that is out is none.

    Why: these are the questions by which an argument of this kind is attacked.

    Gap:
        assertions:
          repaired: {text: The roof was repaired., kind: factual, because: {premises: [bill], scheme: sign}}
          bill: {text: A roofer sent a bill., kind: factual, status: agreed}

    Closed:
        assertions:
          repaired:
            text: The roof was repaired.
            kind: factual
            because:
              premises: [bill]
              scheme: sign
              answers:
                link: Roofers bill what they have done.
                other-explanation: The bill names no other work.
                sign: bill
                other-signs: Nobody has spoken of a leak since.
          bill: {text: A roofer sent a bill., kind: factual, status: agreed}
    """
    known = schemes()
    for argument in case.graph.arguments():
        scheme = known.get(argument.entry.scheme or "")
        open_ = _open(case, argument, scheme) if scheme else []
        if scheme is None or not open_ or not _carries(case, argument):
            continue
        question = scheme.questions[open_[0]]
        more = f"; also open: {', '.join(f'`{name}`' for name in open_[1:])}" if len(open_) > 1 else ""
        yield Gap(
            argument.conclusion,
            Where("assertions", argument.conclusion, (*argument.path, "scheme")),
            f"{scheme.title} for `{argument.conclusion}`: {question[0].lower()}{question[1:]}",
            f"Answer by an assertion's id or in words: `answers: {{{open_[0]}: …}}`{more}.",
            details=(str(argument.entry.scheme), *open_),
        )


def _open(case: Case, argument: ArgumentNode, scheme: Scheme) -> list[str]:
    labels, answers = case.evaluation.labels, argument.entry.answers
    return [name for name in scheme.questions if name not in answers or labels.get(answers[name]) is Label.OUT]


def _carries(case: Case, argument: ArgumentNode) -> bool:
    """Whether the argument is not out, untested, and decides an issue or an assertion that nothing opposes."""
    graph = case.graph
    if argument.undercutters or case.evaluation.labels[argument.name] is Label.OUT:
        return False
    if not graph.assertions[argument.conclusion].needs_support:
        return False
    fall = case.falls.fall(argument.name)
    unopposed = next(graph.against(argument.conclusion), None) is None
    return bool(fall.issues) or (unopposed and argument.conclusion in fall.assertions)
