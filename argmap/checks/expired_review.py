"""expired-review."""

from collections.abc import Iterator
from datetime import date, timedelta

from argmap.checks.registry import Case, Gap, Where, check
from argmap.diagnostics import Nature, Severity


@check("review state", Severity.WARNING, Nature.GAP, filing=Severity.ERROR, words=True)
def expired_review(case: Case) -> Iterator[Gap]:
    """An assertion was last reviewed longer ago than the threshold `expired-review-days`, or was rewritten since.

    What it said is known from the file that `argmap review --accept-changes` writes.

    Why: since then the law and the evidence have moved on, and nobody has looked.

    Gap:
        assertions:
          late: {text: The delivery was late., kind: mixed, status: agreed, review: {by: AB, on: 2021-03-01}}

    Closed:
        assertions:
          late: {text: The delivery was late., kind: mixed, status: agreed, review: {by: AB, on: 2026-11-02}}
    """
    rewritten = _rewritten(case)
    days = case.threshold("expired-review-days")
    for name, node in case.graph.assertions.items():
        review = node.entry.review
        if review is None or "context" in node.entry.tags:
            continue
        if _is_older(review.on, case.today, days):
            message = f"`{name}` was last reviewed on {review.on}, more than {days} days ago."
            yield Gap(name, _where(name), message, "Have it read again, and write the new date.")
        elif name in rewritten:
            message = f"`{name}` has been rewritten since it was accepted, after its review of {review.on}."
            help_text = "Have it read again, write the new date, and run `argmap review --accept-changes`."
            yield Gap(name, _where(name), message, help_text)


def _where(name: str) -> Where:
    return Where("assertions", name, ("review", "on"))


def _is_older(day: str, today: str | None, days: int) -> bool:
    if today is None:
        return False
    oldest = (date.fromisoformat(today) - timedelta(days=days)).isoformat()
    return day < oldest[: len(day)]


def _rewritten(case: Case) -> set[str]:
    """The assertions that do not say what they said when they were last accepted."""
    if not case.reviewed:
        return set()
    now = {name: known[name] for name, known in case.fingerprints.items()}
    before = {name: known.get(name) for name, known in case.reviewed.items()}
    return {name for name, own in now.items() if before.get(name) not in (None, own)}
