"""unaddressed-exception."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity


@check("method", Severity.WARNING, Nature.QUESTION)
def unaddressed_exception(case: Case) -> Iterator[Gap]:
    """An argument applies a rule and does not say of one of its exceptions whether it stands in the way.

    Why: the exceptions of a rule are where the other side begins.

    Gap:
        rules:
          delay:
            text: Who delivers after the day agreed is liable.
            elements: {late: Delivery came after the day agreed.}
            exceptions: {waived: The buyer had agreed to wait.}
        assertions:
          liable: {text: The seller is liable., kind: legal, because: {rule: delay, premises: {late: late}}}
          late: {text: The delivery came after the day agreed., kind: factual, status: agreed}

    Closed:
        rules:
          delay:
            text: Who delivers after the day agreed is liable.
            elements: {late: Delivery came after the day agreed.}
            exceptions: {waived: The buyer had agreed to wait.}
        assertions:
          liable:
            text: The seller is liable for the delay.
            kind: legal
            because: {rule: delay, premises: {late: late}, answers: {waived: The seller pleads no such agreement.}}
          late: {text: The delivery came after the day agreed., kind: factual, status: agreed}
    """
    for name, arguments in case.graph.applied.items():
        exceptions = case.graph.map.rules[name].exceptions
        for argument in arguments if exceptions else ():
            named = {entry.exception for entry in argument.exceptions} | set(argument.entry.answers)
            missing = [exception for exception in exceptions if exception not in named]
            if not missing or not case.graph.assertions[argument.conclusion].needs_support:
                continue
            first = ", ".join(f"`{exception}`" for exception in missing[:-1])
            words = f"{first} or `{missing[-1]}`" if first else f"`{missing[-1]}`"
            does = "does its exception" if len(missing) == 1 else "do its exceptions"
            unnamed = " beyond what `unless` invokes" if None in named else ""
            yield Gap(
                argument.conclusion,
                Where("assertions", argument.conclusion, (*argument.path, "rule")),
                f"`{argument.conclusion}` applies rule `{name}`: {does} {words} stand in the way{unnamed}?",
                f"Name what invokes it, `unless: {{{missing[0]}: …}}`, or say under `answers` why it does not apply.",
                (Other(Where("rules", name, ("exceptions", missing[0])), "the exception"),),
            )
