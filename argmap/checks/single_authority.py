"""single-authority."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.graph import AssertionNode, class_of
from argmap.model.authority import SourceClass
from argmap.model.values import Kind


@check("authority", Severity.NOTE, Nature.QUESTION)
def single_authority(case: Case) -> Iterator[Gap]:
    """A legal assertion that decides an issue hangs on one authority alone, and that is not law which binds.

    Why: the other side need only distinguish or discredit one judgment or one book to win the point.

    Gap:
        issues:
          notice: {question: Was the notice valid?, positions: [valid]}
        authorities:
          textbook: {kind: book, title: The Law of Leases, by: A. Writer, date: 2011, publisher: Freeland Press}
        assertions:
          valid: {text: The notice was valid., premises: [oral-enough]}
          oral-enough: {text: Oral notice is enough., kind: legal, authorities: [textbook p. 12]}

    Closed:
        issues:
          notice: {question: Was the notice valid?, positions: [valid]}
        authorities:
          textbook: {kind: book, title: The Law of Leases, by: A. Writer, date: 2011, publisher: Freeland Press}
          case: {kind: judgment, title: Tenant v. Landlord, court: Appeal Court, date: 2019, cite: "[2019] FAC 41"}
        assertions:
          valid: {text: The notice was valid., premises: [oral-enough]}
          oral-enough: {text: Oral notice is enough., kind: legal, authorities: [textbook p. 12, case para. 8]}
    """
    for node in case.graph.needing_support():
        name = _only(node)
        if node.entry.kind is not Kind.LEGAL or name is None:
            continue
        authority = case.graph.map.authorities[name]
        binds = any(class_of(authority, one.entry.at) is SourceClass.PRIMARY_LAW for one in node.supporting)
        if not binds and case.stakes.impact(node.name).issues:
            yield Gap(
                node.name,
                Where(node.supporting[0].section, node.name, (*node.supporting[0].path, "cite")),
                f"What is left of `{node.name}` if `{name}` is not followed?",
                "Cite a second authority of its own weight, or the law that the first one applies.",
            )


def _only(node: AssertionNode) -> str | None:
    """The one authority that an assertion without premises and rules cites, None where there are more or none."""
    if any(argument.premises or argument.entry.rule for argument in node.arguments):
        return None
    cited = dict.fromkeys(citation.authority for citation in node.supporting)
    return next(iter(cited)) if len(cited) == 1 else None
