"""Every check: its docstring says what, why, and gives two examples that are its tests."""

from pathlib import Path

import pytest

from argmap.analysis import analyse
from argmap.checks.registry import Documentation, all_checks, documentation
from argmap.diagnostics import Diagnostic, Nature
from argmap.fingerprints import fingerprints, lock_path, lock_text
from argmap.review import Selection

CHECKS = all_checks()


def found(text: str, check: str, folder: Path) -> list[Diagnostic]:
    """What a check finds in an example, after its Closed example had been accepted (for checks of what has changed)."""
    (folder / "example.yaml").write_text(Documentation.whole(documentation(CHECKS[check]).closed), encoding="utf-8")
    (accepted,) = analyse([folder / "example.yaml"])
    lock_path(accepted.path).write_text(lock_text(fingerprints(accepted.graph)), encoding="utf-8")
    (folder / "example.yaml").write_text(Documentation.whole(text), encoding="utf-8")
    (analysis,) = analyse([folder / "example.yaml"])
    assert [item.message for item in analysis.reading.defects if item.severity == "error"] == []
    return analysis.review(Selection("filing", frozenset({check})), "2026-11-24")


@pytest.mark.parametrize("name", CHECKS)
def test_gap_example_is_found(name: str, tmp_path: Path) -> None:
    gap = documentation(CHECKS[name]).gap
    hits = found(gap, name, tmp_path)
    assert hits, f"{name} finds nothing in its Gap example"
    for hit in hits:
        assert hit.check == name
        assert hit.message.endswith((".", "?")), hit.message
        assert hit.help.endswith((".", "?")), hit.help
        assert hit.subject
        text = Documentation.whole(gap).splitlines()
        assert hit.span.start.line < len(text), "the place lies in the file"
        assert hit.span.start != (0, 0), "the place is the thing's own"


@pytest.mark.parametrize("name", CHECKS)
def test_closed_example_is_clean(name: str, tmp_path: Path) -> None:
    assert [item.message for item in found(documentation(CHECKS[name]).closed, name, tmp_path)] == []


@pytest.mark.parametrize("name", CHECKS)
def test_docstring_says_what_and_why(name: str) -> None:
    parts = documentation(CHECKS[name])
    assert parts.what.endswith(".")
    assert parts.why.endswith(".")
    assert parts.gap != parts.closed


@pytest.mark.parametrize("name", CHECKS)
def test_a_question_asks_and_a_gap_states(name: str, tmp_path: Path) -> None:
    for hit in found(documentation(CHECKS[name]).gap, name, tmp_path):
        if CHECKS[name].nature is Nature.QUESTION:
            assert hit.message.endswith("?")
        else:
            assert hit.message.endswith(".")
