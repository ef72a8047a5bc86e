"""A check that is not said to look at words looks at none: an editor does not run it again when only these change."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from argmap.analysis import Analysis, analyse
from argmap.checks.registry import Case, Documentation, Gap, all_checks, documentation
from argmap.evaluation.labels import evaluate
from argmap.evaluation.reasons import reasons
from argmap.graph import build
from argmap.graph.wording import WORDS, differ_in_words
from argmap.model.assertion import Assertion
from argmap.model.file import ArgumentMap
from argmap.render.sheet import Material
from argmap.render.views import _homes

CHECKS = all_checks()
SILENT = {name: check for name, check in CHECKS.items() if not check.words}
ROOT = Path(__file__).parents[1]
DAY = "2026-11-24"


class Mute(Assertion):
    """An assertion of which nobody may read the words."""

    def __getattribute__(self, name: str) -> Any:
        if name in WORDS:
            raise AssertionError(f"{name} was read")
        return super().__getattribute__(name)


def mute(map_: ArgumentMap) -> ArgumentMap:
    """The map with assertions whose words cannot be read, and are others."""
    muted = {}
    for number, (name, entry) in enumerate(map_.assertions.items()):
        held = {field: value for field, value in entry.__dict__.items() if field not in WORDS}
        muted[name] = Mute.model_construct(**held, text=f"Perhaps the TBD {number} never was?")
    return replace(map_, assertions=muted)


def otherwise(map_: ArgumentMap) -> ArgumentMap:
    """The map with other words in its assertions."""
    entries = map_.assertions.items()
    return replace(map_, assertions={name: entry.model_copy(update={"text": "It is."}) for name, entry in entries})


def found(analysis: Analysis, map_: ArgumentMap) -> dict[str, tuple[Gap, ...]]:
    """What the checks that look at no words find in a map."""
    graph = build(map_)
    case = Case(graph, replace(analysis.evaluation, graph=graph), analysis.settings, DAY)
    return {name: case.gaps(check) for name, check in SILENT.items()}


@pytest.mark.parametrize("name", CHECKS)
def test_only_checks_that_say_so_look_at_words_in_examples(name: str, tmp_path: Path) -> None:
    for number, example in enumerate((documentation(CHECKS[name]).gap, documentation(CHECKS[name]).closed)):
        path = tmp_path / f"example-{number}.yaml"
        path.write_text(Documentation.whole(example), encoding="utf-8")
        (analysis,) = analyse([path])
        assert found(analysis, mute(analysis.reading.map)) == found(analysis, analysis.reading.map)


@pytest.mark.parametrize("path", ["arguments", "tests/maps"])
def test_only_checks_that_say_so_look_at_words_in_maps(path: str) -> None:
    for analysis in analyse([ROOT / path]):
        assert found(analysis, mute(analysis.reading.map)) == found(analysis, analysis.reading.map)


@pytest.mark.parametrize("path", ["arguments", "tests/maps"])
def test_neither_labels_nor_reasons_nor_pages_depend_on_words(path: str) -> None:
    for analysis in analyse([ROOT / path]):
        evaluation = evaluate(build(mute(analysis.reading.map)))
        assert evaluation.labels == analysis.evaluation.labels
        assert reasons(evaluation) == analysis.reasons
        graph = build(otherwise(analysis.reading.map))
        assert graph.shape is not analysis.graph.shape
        assert _homes(Material(graph, evaluate(graph))) == _homes(Material(analysis.graph, analysis.evaluation))


def test_what_differs_in_words(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    text = """\
argmap: 1
map: {title: A map}
rules: {both: {text: Both are needed., elements: {first: One., second: Two.}}}
assertions:
  sold: {text: They made a sale., because: [{rule: both, premises: {first: offer, second: accepted}}], notes: None.}
  offer: {text: There was an offer., tags: [context]}
  accepted: {text: It was accepted.}
"""

    def read(changed: str) -> ArgumentMap:
        path.write_text(changed, encoding="utf-8")
        return analyse([path])[0].reading.map

    before = read(text)
    assert differ_in_words(before, read(text))
    assert differ_in_words(before, read(text.replace("a sale", "some sale").replace("None.", "A note.")))
    for old, new in (
        ("Both are", "All are"),
        ("first: One., second: Two.", "second: Two., first: One."),
        ("first: offer, second: accepted", "second: accepted, first: offer"),
        ("[context]", "[background]"),
        ("A map", "The map"),
        ("  accepted:", "  later:"),
        ("text: It was accepted.", "text: It was accepted., kind: factual"),
    ):
        assert not differ_in_words(before, read(text.replace(old, new))), new
