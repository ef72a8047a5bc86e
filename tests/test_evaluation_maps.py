"""Maps from the literature, in our own words: every assertion comes out as the literature has it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from brute_force import WORDS, Definition

from argmap.analysis import Analysis, analyse
from argmap.evaluation.labels import evaluate
from argmap.evaluation.scenario import assumptions

MAPS = sorted((Path(__file__).parent / "maps").glob("*.yaml"))


def the_map(path: Path) -> Analysis:
    (analysis,) = analyse([path])
    return analysis


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_every_assertion_comes_out_as_expected(path: Path) -> None:
    analysis = the_map(path)
    assert analysis.reading.defects == ()
    expect = analysis.reading.map.expect
    wanted = dict.fromkeys(expect.ins, "in") | dict.fromkeys(expect.out, "out")
    wanted |= dict.fromkeys(expect.undecided, "undecided")
    labels = analysis.evaluation.labels
    assert {name: labels[name].value for name in analysis.graph.assertions} == wanted


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_definition_says_the_same(path: Path) -> None:
    analysis = the_map(path)
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    for name in (None, *analysis.reading.map.scenarios):
        assume = assumptions(analysis.reading.map, scenario=name)
        wanted = Definition(data, assume.accept, assume.reject).grounded()
        labels = evaluate(analysis.graph, assume).labels
        assert {a: labels[a].value for a in analysis.graph.assertions} == {a: WORDS[n] for a, n in wanted.items()}


def scenario(name: str, which: str) -> dict[str, str]:
    analysis = the_map(Path(__file__).parent / "maps" / f"{name}.yaml")
    found = evaluate(analysis.graph, assumptions(analysis.reading.map, scenario=which))
    return {name: standing.value for name, standing in found.standings.items()}


def test_toulmins_exception() -> None:
    assert scenario("toulmin-harry", "parents-were-aliens")["british"] == "defeated"


def test_who_is_believed_decides_on_murder() -> None:
    without_second = scenario("carneades-murder", "second-witness-disbelieved")
    assert (without_second["was-murder"], without_second["was-attacked"]) == ("stands", "defeated")
    without_first = scenario("carneades-murder", "first-witness-disbelieved")
    assert (without_first["was-murder"], without_first["defended-himself"]) == ("defeated", "stands")


def test_every_premise_named_for_an_element_counts(tmp_path: Path) -> None:
    text = """argmap: 1
map: {title: T}
rules: {r: {text: A rule., elements: {e: One., f: Two.}}}
assertions:
  a: {text: A., status: agreed}
  x: {text: X.}
  d:
    text: D.
    because: {rule: r, premises: [{assertion: x, element: e}, {assertion: a, element: e}, {assertion: a, element: f}]}
"""
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    (analysis,) = analyse([tmp_path / "m.yaml"])
    assert analysis.evaluation.labels["d"] == "out"
