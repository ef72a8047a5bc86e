"""The examples of docs/semantics.md come out as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from brute_force import WORDS, Definition

from argmap.analysis import analyse
from argmap.evaluation.labellings import readings
from argmap.evaluation.standards import STANDARDS
from argmap.evaluation.words import Semantics

PAGE = (Path(__file__).parents[1] / "docs" / "semantics.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: re.findall("title: ([^,]+)", text)[0])
def test_example(text: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(text, encoding="utf-8")
    (analysis,) = analyse([path])
    assert analysis.reading.defects == ()
    expect = analysis.reading.map.expect
    wanted = dict.fromkeys(expect.ins, "in") | dict.fromkeys(expect.out, "out")
    wanted |= dict.fromkeys(expect.undecided, "undecided")
    assert {name: analysis.evaluation.labels[name].value for name in analysis.graph.assertions} == wanted
    data = yaml.load(text, yaml.CSafeLoader)
    assert {name: WORDS[label] for name, label in Definition(data).grounded().items()} == wanted


def test_two_preferred_readings(tmp_path: Path) -> None:
    pytest.importorskip("pysat")
    path = tmp_path / "example.yaml"
    path.write_text(next(text for text in EXAMPLES if "Whichever way" in text), encoding="utf-8")
    (analysis,) = analyse([path])
    found = readings(analysis.evaluation, Semantics.PREFERRED)
    assert (found.count, found.counted) == (2, True)
    assert found.sceptical == {"by-sea": False, "by-air": False, "not-sent": False, "sent": True}


def test_the_table_of_standards_is_the_one_in_the_code() -> None:
    rows = dict(re.findall(r"^\| ([a-z-]+)(?: \(the default\))? \| (.+) \|$", PAGE, re.MULTILINE))
    for standard, holds in STANDARDS.items():
        rule = rows[standard.value].replace("always", "True").replace("≥", ">=").replace("≤", "<=").replace("−", "-")
        rule = re.sub(r"(?<![<>=])=(?!=)", "==", rule.replace(",", " and"))
        for p in range(5):
            for c in range(5):
                assert holds(p, c) == (p >= 1 and eval(rule, {"p": p, "c": c})), (standard, p, c)
