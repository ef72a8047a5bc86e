"""placeholder-text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from argmap.checks.registry import Case, Gap, Steps, Where, check
from argmap.diagnostics import Nature, Severity
from argmap.model.file import ArgumentMap

PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBD|TBC|FIXME)\b|\b[Xx]{4,}\b|\?{3,}|_{3,}|\blorem ipsum\b"
    r"|\[(?:\.{3}|…|●|_+|insert\b[^\[\]]*|to be (?:added|completed|checked|confirmed)|date|name|citation needed)\]"
    r"|^\W*+(?:placeholder|text)?\W*+$",
    re.IGNORECASE,
)


@check("structure", Severity.WARNING, Nature.GAP, filing=Severity.ERROR, words=True)
def placeholder_text(case: Case) -> Iterator[Gap]:
    """A text still holds a placeholder, such as TODO, ??? or [date], or nothing but dots.

    Why: a reader sees at once that the work is not finished, and stops trusting the rest.

    Gap:
        assertions:
          late: {text: "The goods arrived on [date]."}

    Closed:
        assertions:
          late: {text: The goods arrived on 3 May.}
    """
    for section, name, path, text in _texts(case.graph.map):
        found = _placeholder(text)
        if found is not None:
            yield Gap(
                name,
                Where(section, name, path),
                f"`{name}` still holds a placeholder: {found}.".replace("..", "."),
                "Write the text, or delete the entry.",
            )


@lru_cache(maxsize=1 << 16)
def _placeholder(text: str) -> str | None:
    found = PLACEHOLDER.search(text)
    return found and (found[0].strip() or text)


def _texts(map_: ArgumentMap) -> Iterator[tuple[str, str, Steps, str]]:
    """Every text that a reader of the map is shown: section, id, path, text."""
    for name, issue in map_.issues.items():
        yield "issues", name, ("question",), issue.question
    for name, rule in map_.rules.items():
        yield "rules", name, ("text",), rule.text
        for key, parts in (("elements", rule.elements), ("exceptions", rule.exceptions)):
            yield from (("rules", name, (key, part), text) for part, text in parts.items())
    for name, authority in map_.authorities.items():
        yield from (("authorities", name, ("title",), title) for title in (authority.title,) if title)
        yield from (("authorities", name, ("passages", at), passage.says) for at, passage in authority.passages.items())
    for name, assertion in map_.assertions.items():
        yield "assertions", name, ("text",), assertion.text
        for number, argument in enumerate(assertion.because):
            if argument.warrant:
                yield "assertions", name, ("because", number, "warrant"), argument.warrant
