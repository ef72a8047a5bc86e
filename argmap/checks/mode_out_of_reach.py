"""mode-out-of-reach."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("method", Severity.WARNING, Nature.GAP)
def mode_out_of_reach(case: Case) -> Iterator[Gap]:
    """A rule asks for more elements than it has, or an argument for more premises than it names.

    Why: such an argument can never succeed, whatever is shown.

    Gap:
        rules:
          sale:
            text: Two signs of a sale are enough.
            mode: {at-least: 3}
            elements: {price: A price was paid., handover: The thing was handed over.}

    Closed:
        rules:
          sale:
            text: Two signs of a sale are enough.
            mode: {at-least: 2}
            elements: {price: A price was paid., handover: The thing was handed over.}
    """
    for name, rule in case.graph.map.rules.items():
        if rule.elements and isinstance(rule.mode, int) and rule.mode > len(rule.elements):
            yield Gap(
                name,
                Where("rules", name, ("mode",)),
                f"Rule `{name}` asks for {rule.mode} of its elements, but has {len(rule.elements)}.",
                "Lower the `mode`, or add the elements that are missing.",
            )
    for argument in case.graph.arguments():
        applied = case.graph.map.rules.get(argument.entry.rule or "")
        mode, named = argument.entry.mode, len(argument.entry.premises)
        if not (applied and applied.elements) and isinstance(mode, int) and mode > named:
            yield Gap(
                argument.conclusion,
                Where("assertions", argument.conclusion, (*argument.inside, "mode")),
                f"An argument for `{argument.conclusion}` asks for {mode} of its premises, but names {named}.",
                "Lower the `mode`, or add the premises that are missing.",
            )
