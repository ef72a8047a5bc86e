"""A desk goes on from what it knew: what it then says of a map is what a fresh look at the same texts says."""

import random
from pathlib import Path

import pytest

from argmap.analysis import Analysis, analyse
from argmap.editor.desk import Desk
from argmap.editor.reviewed import Reviewed, reviewed
from argmap.reading.project import Library

FILES = {
    "argmap.toml": "",
    "case/map.yaml": "argmap: 1\nmap: {title: A map, forum: a court, as_of: 2026}\nuses: [../library.yaml]\n"
    "parties: {buyer: {name: The buyer}}\n"
    "issues: {sale: {question: Was there a sale?, burden: buyer, positions: [made]}}\n",
    "case/facts.yaml": """\
argmap: 1
assertions:
  made:
    text: A contract was made.
    issue: sale
    because:
      - {rule: contract, premises: {offer: offered, acceptance: accepted}, authorities: [code s. 2]}
    counters: [{id: open, text: The price was left open., asserted_by: buyer}]
  offered: {text: An offer was made., asserted_by: buyer, kind: factual}
  accepted: {text: The offer was accepted., kind: factual, authorities: [letter]}
""",
    "library.yaml": """\
argmap: 1
authorities:
  code: {kind: statute, title: A code, jurisdiction: A State, date: 1990, passages: {s. 2: Both are needed.}}
  letter: {kind: letter, title: A letter, by: The buyer, date: 2024-05-03}
rules:
  contract: {text: Both are needed., elements: {offer: An offer., acceptance: An acceptance.}}
""",
}
PIECES = (
    *(
        "x",
        " ",
        "\n",
        "\n  ",
        "\n    ",
        ":",
        ": ",
        "[",
        "]",
        "{",
        "}",
        "'",
        "#",
        ",",
        "- ",
        "é",
        "\u202e",
        "&a",
        "made",
    ),
    *("offered", "text: It is so.", "status: agreed, ", "kind: legal", "  other: {text: Another., premises: [made]}\n"),
    *("id: open", "accepted", "status: overruled, ", "waivers: [{check: missing-issue, at: made, because: So.}]\n"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("seed", range(6))
def test_what_is_gone_on_from_equals_a_fresh_look(project: Path, seed: int) -> None:
    choose, desk, before = random.Random(seed), Desk(), None
    names = [name for name in FILES if name.endswith(".yaml")]
    texts = {name: FILES[name] for name in names}
    for name in names:
        desk.put(project / name, texts[name])
    for number in range(60):
        name = choose.choice(names)
        texts[name] = FILES[name] if number % 9 == 8 else _edited(texts[name], choose)
        desk.put(project / name, texts[name])
        known = desk.main_map(project / "case/map.yaml")
        assert known is not None
        before = reviewed(known.now, "opponent", "2026-11-24", before)
        _same(known.now, before, _fresh(project, texts))


def _edited(text: str, choose: random.Random) -> str:
    start = choose.randrange(len(text) + 1)
    end = start if choose.random() < 0.6 else min(len(text), start + choose.choice((1, 3, 20)))
    return text[:start] + ("" if end > start else choose.choice(PIECES)) + text[end:]


def _fresh(project: Path, texts: dict[str, str]) -> Analysis:
    known = {(project / name): text.encode() for name, text in texts.items()}
    return analyse([project / "case"], Library(lambda path: known[path]))[0]


def _same(now: Analysis, told: Reviewed, fresh: Analysis) -> None:
    assert now.reading.defects == fresh.reading.defects
    assert now.reading.map == fresh.reading.map
    assert [list(rule.elements) for rule in now.reading.map.rules.values()] == [
        list(rule.elements) for rule in fresh.reading.map.rules.values()
    ]
    assert list(now.reading.places.homes) == list(fresh.reading.places.homes)
    for place in fresh.reading.places.homes:
        assert now.reading.places.span(*place) == fresh.reading.places.span(*place)
    assert now.graph == fresh.graph
    assert now.evaluation.labels == fresh.evaluation.labels
    assert told.diagnostics == reviewed(fresh, "opponent", "2026-11-24").diagnostics


def test_maps_that_use_a_file_are_found_where_a_project_is_marked(project: Path) -> None:
    (project / "other.yaml").write_text("argmap: 1\nmap: {title: Other}\nuses: [library.yaml]\n", encoding="utf-8")
    (project / "compose.yaml").write_text("services: {map: {image: x}}\n", encoding="utf-8")
    desk = Desk()
    found = [entry.target.name for entry in desk.maps_of(project / "library.yaml")]
    assert found == ["case", "other.yaml"]
    assert [entry.target.name for entry in desk.maps_of(project / "case/facts.yaml")] == ["case"]
    (project / "argmap.toml").unlink()
    alone = Desk().maps_of(project / "library.yaml")
    assert [entry.target.name for entry in alone] == ["other.yaml"]


def test_what_changes_on_the_disk_is_seen_at_the_next_look(project: Path) -> None:
    desk = Desk()
    entry = desk.main_map(project / "case/facts.yaml")
    assert entry is not None
    (project / "library.yaml").write_text(FILES["library.yaml"] + "  more: {text: More.}\n", encoding="utf-8")
    desk.look_at_disk()
    entry = desk.main_map(project / "case/facts.yaml")
    assert entry is not None
    assert "more" in entry.now.reading.map.rules


def test_a_map_that_is_broken_for_the_moment_is_known_as_it_was(project: Path) -> None:
    desk = Desk()
    path = project / "case/facts.yaml"
    assert desk.main_map(path) is not None
    desk.put(path, FILES["case/facts.yaml"].replace("{text: An offer", "{text: 'An offer"))
    entry = desk.main_map(path)
    assert entry is not None
    assert not entry.now.reading.sound
    assert entry.whole is not None
    assert "offered" in entry.whole.reading.map.assertions
    desk.drop(path)
    entry = desk.main_map(path)
    assert entry is not None
    assert entry.now.reading.sound
