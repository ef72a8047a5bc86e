"""What-if in the page gives the labels that Python gives: on made-up maps and on those in arguments/."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

from maps_for_tests import analysed
from npm_for_tests import fetched
from random_maps import made_up, made_up_scenario, read

from argmap.analysis import analyse
from argmap.drawn import page_source
from argmap.evaluation.labels import Evaluation, evaluate
from argmap.evaluation.links import greatest
from argmap.evaluation.reasons import reasons
from argmap.evaluation.scenario import Assumptions
from argmap.graph import ArgumentGraph, build
from argmap.reading.merge import Reading
from argmap.render.page.bundle import script
from argmap.render.page.data import as_json, map_data
from argmap.render.page.source import PageSource

MAPS = 200
ARGUMENTS = Path(__file__).parents[2] / "arguments"
# What the page's own script says of every map under every supposition.
ASK = """
const words = ["undecided", "in", "out"];
const answers = (given) => given.map(({ data, cases }) => cases.map(({ accept, reject, names }) => {
  const found = new Evaluation(data, { accept: new Set(accept), reject: new Set(reject) });
  return {
    labels: Object.fromEntries(names.map((name) => [name, words[found.label(name)]])),
    standings: Object.fromEntries(found.standings),
    outcomes: Object.fromEntries(found.outcomes),
    scales: Object.fromEntries(Object.keys(data.assertions).map((name) => [name, Object.values(found.scales(name))])),
  };
}));
"""


def vector(reading: Reading, suppositions: Iterable[Assumptions]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the page is asked, and what Python answers."""
    graph = build(reading.map)
    base = evaluate(graph)
    source = PageSource(graph, base, reasons(base), [], reading.places, Path())
    cases, expected = [], []
    for assume in suppositions:
        evaluation = evaluate(graph, assume)
        cases.append(
            {"accept": sorted(assume.accept), "reject": sorted(assume.reject), "names": list(evaluation.labels)}
        )
        expected.append(answer(graph, evaluation))
    return {"data": json.loads(as_json(map_data(source, ()))), "cases": cases}, expected


def answer(graph: ArgumentGraph, evaluation: Evaluation) -> dict[str, Any]:
    return {
        "labels": {name: label.value for name, label in evaluation.labels.items()},
        "standings": {name: standing.value for name, standing in evaluation.standings.items()},
        "outcomes": {name: outcome.position or "" for name, outcome in evaluation.outcomes.items()},
        "scales": {name: scales(evaluation, name) for name in graph.assertions},
    }


def scales(evaluation: Evaluation, name: str) -> list[int]:
    pro, con = evaluation.pro(name), evaluation.con(name)
    return [greatest(links, possible=possible) for possible in (False, True) for links in (pro, con)]


def ask(questions: list[dict[str, Any]], browser: Any) -> Any:
    page = browser.new_page()
    try:
        return page.evaluate(f"(given) => {{ {script('labels')}\n{ASK}\nreturn answers(given); }}", questions)
    finally:
        page.close()


def made_up_vectors() -> tuple[list[dict[str, Any]], list[list[dict[str, Any]]]]:
    questions, expected = [], []
    for seed in range(MAPS):
        random = Random(seed)
        data = made_up(random, 8)
        suppositions = [Assumptions()]
        for _ in range(2):
            accept, reject = made_up_scenario(random, data)
            suppositions.append(Assumptions(frozenset(accept), frozenset(reject)))
        question, answers = vector(read(data), suppositions)
        questions.append(question)
        expected.append(answers)
    return questions, expected


def test_made_up_maps_have_the_same_labels_in_the_page(browser: Any) -> None:
    questions, expected = made_up_vectors()
    assert ask(questions, browser) == expected
    seen = {standing for answers in expected for found in answers for standing in found["standings"].values()}
    assert len(seen) == 4


def test_ids_of_digits_are_in_the_order_of_the_file(browser: Any, tmp_path: Path) -> None:
    text = """
        argmap: 1
        map: {title: Numbers}
        rules: {7: {text: A rule., elements: {3: Three., 1: One., a: A.}}, 5: {text: Another.}}
        issues: {9: {question: Was it?, positions: ["20", b, "10"]}, 8: {question: Or not?, positions: [b]}}
        assertions:
          20: {text: Twenty., issue: "9", because: [{rule: "7", premises: {3: c, 1: c, a: c}}]}
          b: {text: B., issue: "9"}
          10: {text: Ten., issue: "9"}
          c: {text: C.}
          0: {text: Nought.}
    """
    source = page_source(analysed(text, tmp_path))
    data = map_data(source, ())
    page = browser.new_page()
    try:
        found = page.evaluate(
            f"""(text) => {{ {script("model")}
            const {{ assertions, rules, issues }} = readData(text);
            return [assertions, rules, issues, rules["7"].elements].map((table) =>
              [Object.keys(table), Object.entries(table).map(([name]) => name), Object.values(table).length]); }}""",
            as_json(data),
        )
    finally:
        page.close()
    tables = [data["assertions"], data["rules"], data["issues"], data["rules"]["7"]["elements"]]
    assert found == [[list(table), list(table), len(table)] for table in tables]
    assert list(data["assertions"]) == ["20", "b", "10", "c", "0"]


def test_the_maps_in_arguments_have_the_same_labels_in_the_page(browser: Any) -> None:
    questions, expected = [], []
    for analysis in analyse([ARGUMENTS]):
        if not (analysis.reading.is_map and analysis.reading.sound):
            continue
        map_ = analysis.reading.map
        single = [Assumptions(reject=frozenset([name])) for name in list(map_.authorities)[:10]]
        single += [Assumptions(accept=frozenset([name])) for name in list(map_.assertions)[:10]]
        named = [Assumptions(frozenset(s.accept), frozenset(s.reject)) for s in map_.scenarios.values()]
        question, answers = vector(analysis.reading, [Assumptions(), *named, *single])
        questions.append(question)
        expected.append(answers)
    assert expected
    assert ask(questions, browser) == expected


def test_the_script_is_sound_in_its_types() -> None:
    """The compiler is the one of package-lock.json, fetched once into tests/page/node_modules."""
    here = Path(__file__).parent
    compiler = fetched(here) / "typescript" / "bin" / "tsc"
    result = subprocess.run(["node", str(compiler), "-p", str(here)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
