"""Makes realistic maps of any size, the same for the same seed: `python tests/benchmarks/generate.py 1000 FOLDER`.

A map has an issue for about every 40 assertions, with two positions that rebut one another, three to five levels of
premises below each, authorities with pinpoints on half of the assertions, counters on a third, rules on a tenth of the
arguments: the proportions of the maps in arguments/. It is written as a folder: map.yaml, authorities.yaml and one file
for every 25 issues.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

SIZES = (30, 300, 1_000, 10_000, 100_000)
ISSUE = 40
ISSUES_A_FILE = 25
WORDS = [
    "the",
    "buyer",
    "seller",
    "carrier",
    "court",
    "treaty",
    "State",
    "agent",
    "accepted",
    "refused",
    "delivered",
    "the",
    "goods",
    "notice",
    "claim",
    "breach",
    "of",
    "duty",
    "under",
    "section",
    "article",
    "before",
    "after",
    "within",
    "contract",
    "port",
    "without",
    "consent",
    "in",
    "good",
    "faith",
    "by",
    "letter",
    "of",
    "credit",
    "at",
    "sea",
    "damage",
    "was",
    "foreseeable",
    "when",
    "price",
    "had",
    "been",
    "paid",
    "and",
    "no",
    "reason",
    "is",
    "given",
    "for",
    "late",
    "arrival",
]
KINDS = (
    "kind: treaty, cite: 1 TS 1, binding: true",
    "kind: statute, jurisdiction: Freeland",
    "kind: judgment, court: High Court, date: 1999-05-03",
    "kind: report, by: An expert, date: 2020",
    "kind: exhibit, held_by: the claimant",
)
HEADER = "argmap: 1\n"


def write_map(folder: Path, assertions: int, seed: int = 1) -> Path:
    """Write a map of about so many assertions (exactly so many from 40 on) into a folder; the folder."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    issues = max(1, assertions // ISSUE)
    (folder / "map.yaml").write_text(
        f"{HEADER}map: {{title: A made-up map of {assertions} assertions, as_of: 2026-01-31}}\n"
        "parties:\n  claimant: {name: The claimant}\n  respondent: {name: The respondent}\n"
        "rules:\n  test:\n    text: The test is met when both elements are.\n"
        "    elements: {first: The first thing., second: The second thing.}\n    authorities: [authority-0 s. 1]\n",
        encoding="utf-8",
    )
    authorities = max(1, assertions // 4)
    lines = [f"  authority-{n}: {{title: Authority number {n}, {KINDS[n % len(KINDS)]}}}" for n in range(authorities)]
    (folder / "authorities.yaml").write_text(f"{HEADER}authorities:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    shares = [assertions // issues + (n < assertions % issues) for n in range(issues)]
    for start in range(0, issues, ISSUES_A_FILE):
        questions, bodies = [], []
        for number in range(start, min(start + ISSUES_A_FILE, issues)):
            questions.append(
                f"  issue-{number}: {{question: {_text(rng, 8)}?, standard: preponderance, burden: claimant, "
                f"positions: [i{number}-0, i{number}-1]}}"
            )
            bodies += _issue(rng, number, shares[number], authorities)
        text = f"{HEADER}issues:\n" + "\n".join(questions) + "\nassertions:\n" + "\n".join(bodies) + "\n"
        (folder / f"part-{start // ISSUES_A_FILE}.yaml").write_text(text, encoding="utf-8")
    return folder


def _text(rng: random.Random, words: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(words)).capitalize()


def _issue(rng: random.Random, issue: int, count: int, authorities: int) -> list[str]:
    """The assertions of one issue: a tree below two positions, and counters beside it."""
    lines = []
    for number in range(count):
        name = f"i{issue}-{number}"
        kind = "legal" if number < count // 3 else "factual"
        below = [child for child in (2 * number + 2, 2 * number + 3) if child < count]
        lines += [
            f"  {name}:",
            f"    text: {_text(rng, rng.randint(8, 18))}.",
            f"    kind: {kind}",
            f"    issue: issue-{issue}",
            f"    asserted_by: [{'claimant' if number % 2 else 'respondent'}]",
        ]
        children = [f"i{issue}-{child}" for child in below]
        if len(children) == 2 and rng.random() < 0.1:
            lines += ["    because:", "      - rule: test"]
            lines.append(f"        premises: {{first: {children[0]}, second: {children[1]}}}")
        elif children:
            lines.append(f"    premises: [{', '.join(children)}]")
        if rng.random() < 0.5 or not children:
            lines.append(f"    authorities: [authority-{rng.randrange(authorities)} para. {rng.randint(1, 200)}]")
        if number == 0 and count > 1:
            lines.append(f"    counters: [i{issue}-1]")
        elif number > 2 and rng.random() < 0.33:
            other = f"i{issue}-{rng.randrange(number // 2 + 1, count)}"
            if other != name and other not in children:
                lines.append(f"    counters: [{other}]")
    return lines


if __name__ == "__main__":
    print(write_map(Path(sys.argv[2]), int(sys.argv[1])))
