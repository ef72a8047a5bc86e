"""source-paragraph-unmapped."""

import re
from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("map", Severity.WARNING, Nature.GAP, of_maps=True)
def source_paragraph_unmapped(case: Case) -> Iterator[Gap]:
    """A text that is being mapped has paragraphs that no citation and no `asserted_by` names.

    Why: what is left out of a map of a text is a choice that its reader must be able to see.

    Gap:
        parties: {buyer: {name: The buyer}}
        authorities:
          claim: {kind: exhibit, title: Statement of claim, held_by: the court, paragraphs: 3}
        assertions:
          paid: {text: The price was paid., kind: factual, asserted_by: {party: buyer, in: claim, at: para. 1}}

    Closed:
        parties: {buyer: {name: The buyer}}
        authorities:
          claim: {kind: exhibit, title: Statement of claim, held_by: the court, paragraphs: 3}
        assertions:
          paid: {text: The price was paid., kind: factual, asserted_by: {party: buyer, in: claim, at: paras 1-2}}
          late: {text: The goods arrived late., kind: factual, asserted_by: {party: buyer, in: claim, at: para. 3}}
    """
    places = _places(case)
    for name, authority in case.graph.map.authorities.items():
        if not authority.paragraphs or name not in places:
            continue
        named = {paragraph for at in places[name] for paragraph in _paragraphs(at, authority.paragraphs)}
        missing = [paragraph for paragraph in authority.paragraphs if paragraph not in named]
        if missing:
            words = ", ".join(f"`{paragraph}`" for paragraph in missing)
            one = len(missing) == 1
            yield Gap(
                name,
                Where("authorities", name, ("paragraphs",)),
                f"Nothing maps paragraph{'' if one else 's'} {words} of `{name}`.",
                f"Write `in: {name}` and `at:` in the `asserted_by` of what is said there, if only as context.",
            )


def _places(case: Case) -> dict[str, list[str]]:
    """For each authority the pinpoints at which it is cited or something is ascribed to it."""
    found: dict[str, list[str]] = {}
    for node in case.graph.assertions.values():
        for made in node.entry.asserted_by:
            if made.source:
                found.setdefault(made.source, []).append(made.at or "")
    for citation in case.graph.citations():
        found.setdefault(citation.authority, []).append(citation.entry.at or "")
    return found


def _paragraphs(at: str, known: tuple[str, ...]) -> Iterator[str]:
    """The paragraphs that a pinpoint names: `P4`, `paras 2-5`, `P1 and P7`."""
    ids = sorted(known, key=len, reverse=True)
    one = "|".join(re.escape(paragraph) for paragraph in ids)
    for first, last in re.findall(rf"(?<!\w)({one})(?:\s*[-–]\s*({one}))?(?!\w)", at):
        start = known.index(first)
        yield from known[start : known.index(last) + 1] if last else (first,)
