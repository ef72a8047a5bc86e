"""oversized-issue."""

from collections.abc import Iterator

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("structure", Severity.NOTE, Nature.GAP)
def oversized_issue(case: Case) -> Iterator[Gap]:
    """More assertions belong to one issue than a reader can follow (`oversized-issue-assertions`, 60 by default).

    Why: a question that needs so many answers is several questions, and its map fits on no page.

    Gap:
        issues: {q: {question: Did the seller break the contract?}}
        assertions: {
          a1: {text: A., issue: q}, a2: {text: A., issue: q}, a3: {text: A., issue: q},
          a4: {text: A., issue: q}, a5: {text: A., issue: q}, a6: {text: A., issue: q},
          a7: {text: A., issue: q}, a8: {text: A., issue: q}, a9: {text: A., issue: q},
          a10: {text: A., issue: q}, a11: {text: A., issue: q}, a12: {text: A., issue: q},
          a13: {text: A., issue: q}, a14: {text: A., issue: q}, a15: {text: A., issue: q},
          a16: {text: A., issue: q}, a17: {text: A., issue: q}, a18: {text: A., issue: q},
          a19: {text: A., issue: q}, a20: {text: A., issue: q}, a21: {text: A., issue: q},
          a22: {text: A., issue: q}, a23: {text: A., issue: q}, a24: {text: A., issue: q},
          a25: {text: A., issue: q}, a26: {text: A., issue: q}, a27: {text: A., issue: q},
          a28: {text: A., issue: q}, a29: {text: A., issue: q}, a30: {text: A., issue: q},
          a31: {text: A., issue: q}, a32: {text: A., issue: q}, a33: {text: A., issue: q},
          a34: {text: A., issue: q}, a35: {text: A., issue: q}, a36: {text: A., issue: q},
          a37: {text: A., issue: q}, a38: {text: A., issue: q}, a39: {text: A., issue: q},
          a40: {text: A., issue: q}, a41: {text: A., issue: q}, a42: {text: A., issue: q},
          a43: {text: A., issue: q}, a44: {text: A., issue: q}, a45: {text: A., issue: q},
          a46: {text: A., issue: q}, a47: {text: A., issue: q}, a48: {text: A., issue: q},
          a49: {text: A., issue: q}, a50: {text: A., issue: q}, a51: {text: A., issue: q},
          a52: {text: A., issue: q}, a53: {text: A., issue: q}, a54: {text: A., issue: q},
          a55: {text: A., issue: q}, a56: {text: A., issue: q}, a57: {text: A., issue: q},
          a58: {text: A., issue: q}, a59: {text: A., issue: q}, a60: {text: A., issue: q},
          a61: {text: A., issue: q}}

    Closed:
        issues: {q: {question: Did the seller deliver late?}, r: {question: Were the goods sound?}}
        assertions: {
          a1: {text: A., issue: q}, a2: {text: A., issue: q}, a3: {text: A., issue: r}, a4: {text: A., issue: r}}
    """
    most = case.threshold("oversized-issue-assertions")
    for name in case.graph.map.issues:
        count = len(case.graph.in_issue(name))
        if count > most:
            yield Gap(
                name,
                Where("issues", name),
                f"`{name}` holds {count} assertions, more than {most}.",
                "Split the question, or give a part of the argument an issue of its own.",
            )
