"""compound-assertion."""

import re
from collections.abc import Iterator
from functools import lru_cache

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity

JOINT = re.compile(r"; |(?<=[a-z)\d])\. (?=[A-Z])|, and (?!that is|if so|as long as|only|where|when|if)")
PAST = (
    "became began bought broke brought built came caught chose drew drove fell fled forbade forgot fought found "
    "froze gave grew held hid hit kept knew laid led left lent lost made meant met paid put ran rode rose said "
    "sank sat saw sent sold sought spent spoke stole stood struck swore taught threw told took tore understood "
    "went withdrew withheld woke won wore wrote"
)
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|may|must|shall|can|could|will|would|should|cannot|needs?|bars?|binds?"
    rf"|\w{{3,}}ed|{PAST.replace(' ', '|')})\b"
)


@check("structure", Severity.NOTE, Nature.GAP, words=True)
def compound_assertion(case: Case) -> Iterator[Gap]:
    """An assertion says two things that could be true or false apart from each other: two clauses, each with a verb and
    at least `compound-assertion-words` words (6 by default), joined by a semicolon, a full stop or ", and".
    An agreed assertion is left alone.

    Why: an opponent answers one half and claims the whole; half a proposition cannot be proved or conceded.

    Gap:
        assertions:
          breach:
            text: >-
              The goods were handed over to the carrier two days after the agreed date, and
              the packaging was not the one on which the parties had settled in the contract.

    Closed:
        assertions:
          breach:
            text: The goods were handed over to the carrier two days after the agreed date.
    """
    least = case.threshold("compound-assertion-words")
    for node in case.graph.needing_support():
        whole = _clauses(node.entry.text, least)
        if whole > 1:
            yield Gap(
                node.name,
                Where("assertions", node.name, ("text",)),
                f"`{node.name}` says {'two' if whole == 2 else 'several'} things at once.",
                "Make an assertion of each, and name them as joint premises where they belong together.",
            )


@lru_cache(maxsize=1 << 16)
def _clauses(text: str, least: int) -> int:
    """How many parts of a text are clauses of their own."""
    return sum(len(part.split()) >= least and VERB.search(part) is not None for part in JOINT.split(text))
