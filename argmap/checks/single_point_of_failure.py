"""single-point-of-failure."""

from collections.abc import Iterable, Iterator

from argmap.checks.registry import Case, Gap, Other, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import ArgumentGraph, class_of
from argmap.model.authority import SourceClass


@check("logic", Severity.WARNING, Nature.GAP)
def single_point_of_failure(case: Case) -> Iterator[Gap]:
    """The outcome of an issue changes when one authority falls, or one assertion at the bottom that is disputed.

    Law that is in force is left out, and what states law that binds apart from it; so is an undisputed assertion that
    cites its source: that source is looked at.

    Why: the other side will aim at that one thing; a second line of support takes the danger away.

    Gap:
        authorities:
          letter: {kind: letter, title: Letter of 3 May, by: the buyer, date: 2024-05-03}
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold]}
        assertions:
          sold: {text: The parties made a sale., kind: legal, premises: [offer]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, authorities: [letter]}

    Closed:
        authorities:
          letter: {kind: letter, title: Letter of 3 May, by: the buyer, date: 2024-05-03}
          receipt: {kind: exhibit, title: Receipt, held_by: the buyer}
        issues:
          sale: {question: Did the parties make a contract of sale?, positions: [sold]}
        assertions:
          sold: {text: The parties made a sale., kind: legal, because: [{premises: offer}, {premises: paid}]}
          offer: {text: The buyer accepted the offer by letter., kind: factual, authorities: [letter]}
          paid: {text: The seller took the price., kind: factual, authorities: [receipt]}
    """
    graph = case.graph
    for section, names in (("authorities", _authorities(graph)), ("assertions", _assertions(graph))):
        for name in names:
            issues = list(case.falls.fall(name).issues)
            if issues:
                one = len(issues) == 1
                yield Gap(
                    name,
                    Where(section, name),
                    f"If `{name}` falls, {_issues(issues)} end{'s' if one else ''} otherwise.",
                    "Add a line of support that does without it.",
                    tuple(Other(Where("issues", issue), "the issue") for issue in issues),
                )


def _authorities(graph: ArgumentGraph) -> Iterator[str]:
    """The cited authorities that could fall."""
    for name, authority in graph.map.authorities.items():
        cited = (class_of(authority, citation.entry.at) for citation in graph.cited.get(name, ()))
        if any(found is not SourceClass.PRIMARY_LAW for found in cited):
            yield name


def _assertions(graph: ArgumentGraph) -> Iterator[str]:
    """The assertions that rest on no other and are disputed or without a source; positions are no points below."""
    for name, node in graph.assertions.items():
        if (
            name in graph.all_positions
            or not node.needs_support
            or any(argument.premises for argument in node.arguments)
        ):
            continue
        if not node.citations or next(graph.against(name), None) is not None:
            yield name


def _issues(names: list[str]) -> str:
    """`issue a`, `issues a and b`, `issues a, b and 3 more`."""
    if len(names) == 1:
        return f"issue `{names[0]}`"
    rest: Iterable[str] = [f"`{names[1]}`"] if len(names) == 2 else [f"`{names[1]}`", f"{len(names) - 2} more"]
    words = [f"`{names[0]}`", *rest]
    return f"issues {', '.join(words[:-1])} and {words[-1]}"
