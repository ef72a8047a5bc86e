"""Texts that make a careless pattern go over them again and again: every check still comes to an end soon."""

import json
from pathlib import Path
from time import process_time

import pytest

from argmap.analysis import Analysis, analyse
from argmap.checks.registry import all_checks
from argmap.review import Selection

SIZE = 100_000
PIECES = (
    "x", "1", ".", "?", "_", " ", "\t", "(", "[", "“", "„", "«", "‘", " '", " 'a", '"', "`", "’", "-", "é",
    "word ", "never ", "it is said ", "a, and ", "; ", ". A", "1 ", "1(", "1(a)", "(a),", "1, ", "1-", "x? ", "? ",
    "insert ", "[insert ", "[to be ", " ff", " et seq", "on 3 ", "TODO", "s. ", "and ", "§", "1 (a) and ", "oblig",
    "ed", "don't ",
)  # fmt: skip


def example(folder: Path, hostile: str) -> Analysis:
    """A map with a hostile text wherever a check looks at text."""
    at = f"{hostile}5"
    content = {
        "map": {"title": "A map", "applicable_law": ["Freeland"]},
        "parties": {"buyer": {"name": "The buyer"}},
        "authorities": {
            "code": {
                "kind": "statute",
                "title": f"x{hostile}",
                "jurisdiction": f"F{hostile}",
                "passages": {f"s. 1({hostile[:400]}": f"x{hostile}"},
            },
            "claim": {"kind": "exhibit", "title": "Claim", "held_by": "the court", "paragraphs": 3},
        },
        "rules": {"rule": {"text": f"x{hostile}", "elements": {"one": f"{hostile}x"}}},
        "issues": {"issue": {"question": f"{hostile}x", "positions": ["a", "b"]}},
        "assertions": {
            "a": {
                "text": f"x{hostile}",
                "kind": "legal",
                "issue": "issue",
                "asserted_by": [{"party": "buyer", "in": "claim", "at": at}],
                "because": [{"premises": ["b"], "warrant": f"It holds {hostile}"}],
                "authorities": [{"cite": "code", "at": at, "quote": at}, {"cite": "claim", "at": at}],
            },
            "b": {"text": f"Must {hostile} x?", "kind": "factual", "on": "2026-01-01"},
            "c": {"text": f"({hostile}", "kind": "mixed", "authorities": [{"cite": "code", "at": f"s. 1{hostile}!"}]},
        },
    }
    path = folder / "example.yaml"
    lines = ["argmap: 1"]
    for section, entries in content.items():
        lines += [
            f"{section}:",
            *(f"  {name}: {json.dumps(entry, ensure_ascii=False)}" for name, entry in entries.items()),
        ]
    path.write_text("\n".join(lines), encoding="utf-8")
    (analysis,) = analyse([path])
    return analysis


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_holds_up_the_checks(piece: str, tmp_path: Path) -> None:
    analysis = example(tmp_path, piece * (SIZE // len(piece)))
    assert {*analysis.graph.assertions, *analysis.graph.map.authorities} == {"a", "b", "c", "code", "claim"}
    start = process_time()
    found = analysis.review(Selection("filing", frozenset(all_checks())), "2026-11-24")
    assert process_time() - start < 10
    assert [item.message for item in found if item.check == "check-failed"] == []
