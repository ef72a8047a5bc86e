"""subsidiary-means-only."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.authority import SourceClass
from argmap.model.values import Kind

WRITINGS = frozenset({"article", "book", "commentary"})


@check("authority", Severity.NOTE, Nature.QUESTION)
def subsidiary_means_only(case: Case) -> Iterator[Gap]:
    """A legal assertion and all it rests on cite only writings; or, under international law, only judgments that do not
    bind, though an issue turns on it.

    Why: judgments between others and writers help to find the law and are not the law; the other side asks which
    treaty, statute or custom they speak of.

    Gap:
        authorities:
          textbook: {kind: book, title: The Law of Sale, by: A. Writer, date: 2011, publisher: Freeland Press}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [textbook p. 12]}

    Closed:
        authorities:
          textbook: {kind: book, title: The Law of Sale, by: A. Writer, date: 2011, publisher: Freeland Press}
          code: {kind: statute, title: Sale of Goods Code, jurisdiction: Freeland}
        assertions:
          notice: {text: Notice must be in writing., kind: legal, authorities: [textbook p. 12, code s. 4]}
    """
    applicable = " ".join(case.graph.map.header.applicable_law).casefold()
    between_states = not applicable or "international" in applicable
    for node in case.graph.needing_support():
        if node.entry.kind is not Kind.LEGAL or case.graph.classes_below[node.name] != {SourceClass.SUBSIDIARY_MEANS}:
            continue
        kinds = {case.graph.map.authorities[citation.authority].kind for citation in node.supporting}
        if kinds and (kinds <= WRITINGS or (between_states and case.stakes.impact(node.name).issues)):
            yield Gap(
                node.name,
                Where("assertions", node.name, ("text",)),
                f"Which law itself, beside judgments and writings, carries `{node.name}`?",
                "Cite the treaty, statute, custom or principle that they apply, or mark what binds (`binding: true`).",
            )
