"""rhetorical-question."""

import re
from collections.abc import Iterator

from argmap.catalogue.wordlists import places, unquoted
from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity

_QUESTION = re.compile(r"(?<=[^\s?？؟])[?？؟]")
_MARKS = frozenset("?？؟")
_BEFORE_WORD = re.compile(r"[\s?？؟]")


@check("language", Severity.NOTE, Nature.GAP, words=True)
def rhetorical_question(case: Case) -> Iterator[Gap]:
    """An assertion, or the warrant for one, asks instead of asserting. Quotations are left alone.

    Why: a question can be answered either way; what is not asserted need not be met.

    Gap:
        assertions:
          notice: {text: Who would have expected notice?, kind: factual, status: agreed}

    Closed:
        assertions:
          notice: {text: The contract asked for no notice., kind: factual, status: agreed}
    """
    for name, path, text in case.graph.statements():
        plain = unquoted(text) if not _MARKS.isdisjoint(text) else ""
        found = _QUESTION.search(plain) if plain else None
        if found:
            word = _BEFORE_WORD.split(plain[: found.start()])[-1]
            yield Gap(
                name,
                Where("assertions", name, path, word, places(word, text[: found.start() - len(word)])),
                f"`{name}` asks a question where it should assert.",
                "Write the answer that is meant; a question to be decided belongs under `issues`.",
            )
