"""The JSON Schema: what argmap reads is valid, what it refuses is not, and every key is described."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import core_yaml
import jsonschema
import pytest
from click.testing import CliRunner

from argmap.analysis import analyse
from argmap.catalogue.keys import KEYS
from argmap.checks.registry import Documentation, all_checks, documentation
from argmap.cli import main
from argmap.cli.init import project
from argmap.diagnostics import ArgmapError, Severity
from argmap.model.authority import AUTHORITY_KINDS, Authority
from argmap.model.file import NOUN_SECTIONS
from argmap.schema import file_schema

ROOT = Path(__file__).parents[1]
SCHEMA = file_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
HEAD = "argmap: 1\nmap: {title: A dispute}\n"


def problems(text: str) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message}" for error in VALIDATOR.iter_errors(core_yaml.load(text))]


def is_read(text: str, folder: Path) -> bool:
    """Whether argmap finds nothing wrong in the file itself (warnings, and ids that are defined nowhere, aside)."""
    file = folder / "a.yaml"
    file.write_text(text, encoding="utf-8")
    (analysis,) = analyse([file])
    wrong = [item for item in analysis.reading.defects if item.severity is Severity.ERROR]
    return all(item.check == "dangling-id" for item in wrong)


def test_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("path", sorted((ROOT / "arguments").rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_argument_file_is_valid(path: Path) -> None:
    assert problems(path.read_text(encoding="utf-8")) == []


def test_the_first_map_of_a_new_project_is_valid() -> None:
    assert problems(project()["arguments/first-map.yaml"]) == []


@pytest.mark.parametrize("name", all_checks())
def test_examples_of_checks_are_valid(name: str) -> None:
    parts = documentation(all_checks()[name])
    for example in (parts.gap, parts.closed):
        assert problems(Documentation.whole(example)) == []


VALID = {
    "short premises": "assertions: {a: {text: T, premises: b}}",
    "premises by element": "assertions: {a: {text: T, because: [{rule: r, premises: {e: b, f: {id: c, text: T}}}]}}",
    "premises defined here": "assertions: {a: {text: T, premises: [b, {id: c, text: T, counters: [d]}]}}",
    "one argument without a list": "assertions: {a: {text: T, because: {premises: [b], mode: {at-least: 2}}}}",
    "long counter": "assertions: {a: {text: T, counters: {assertion: {id: b, text: T}, how: rebuts, counters: [c]}}}",
    "counter defined here": "assertions: {a: {text: T, counters: [{id: b, text: T, how: undercuts}]}}",
    "short and long citation": "assertions: {a: {text: T, authorities: [x, x art. 2(4), {cite: x, at: 4, for: T}]}}",
    "attributions": "assertions: {a: {text: T, asserted_by: [p, {party: p, in: x, at: 82, role: adopts}]}}",
    "scalars that YAML types": "assertions: {1: {text: 1.10, tags: [2020], on: 2020, notes: true, confidential: true}}",
    "interval": "assertions: {a: {text: T, on: {from: 2020-01-03, to: 2020-01-08}}, b: {text: T, on: 2020-01/2020-03}}",
    "binding": "authorities: {x: {kind: treaty, binding: p}, y: {kind: custom, binding: [p, q]}}",
    "not binding": "authorities: {x: {kind: press, binding: false}, y: {kind: press, binding: 'true'}}",
    "incomplete authority": "authorities: {x: {kind: treaty}}",
    "paragraphs": "authorities: {x: {kind: article, paragraphs: 12}, y: {kind: book, paragraphs: [1, 2a]}}",
    "passages": 'authorities: {x: {kind: treaty, passages: {"art. 2(4)": T, 51: {says: T}}}}',
    "checked": "authorities: {x: {kind: treaty, checked: {on: 2026, against: the official print}}}",
    "waiver": "waivers: [{check: missing-pinpoint, at: a, because: T, until: 2027-03-01}]",
    "expectation": "expect: {in: [a], out: b, undecided: []}",
    "scenario": "scenarios: {s: {reject: x, accept: [a], description: T}}",
    "view": "views: {v: {focus: a, up: 2, down: 3, authorities: nodes, gaps: false}}",
    "quoted words": 'rules: {r: {text: T, disputed: "true", mode: at-least 2}}\nviews: {v: {show: issues, up: "2"}}',
}


@pytest.mark.parametrize("text", VALID.values(), ids=list(VALID))
def test_what_argmap_reads_is_valid(text: str, tmp_path: Path) -> None:
    text = HEAD + text
    assert problems(text) == []
    assert is_read(text, tmp_path)


WRONG = {
    "unknown key": "assertions: {a: {text: T, premisses: [b]}}",
    "unknown section": "assertion: {a: {text: T}}",
    "id with capitals": "assertions: {Void: {text: T}}",
    "id in a reference": "assertions: {a: {text: T, premises: [The other one]}}",
    "no text": "assertions: {a: {kind: legal}}",
    "empty text": "assertions: {a: {text: ''}}",
    "nothing after the colon": "assertions: {a: {text: }}",
    "kind of assertion": "assertions: {a: {text: T, kind: opinion}}",
    "kind of authority": "authorities: {x: {kind: blog, title: T}}",
    "no kind of authority": "authorities: {x: {title: T}}",
    "list for a section": "assertions: [{text: T}]",
    "list for a text": "assertions: {a: {text: [T]}}",
    "definition without id": "assertions: {a: {text: T, premises: [{text: T}]}}",
    "date": "map: {title: T, as_of: 3 January 2020}",
    "flag": "assertions: {a: {text: T, confidential: maybe}}",
    "strength": "assertions: {a: {text: T, because: [{premises: [b], strength: 3}]}}",
    "mode": "assertions: {a: {text: T, because: [{premises: [b], mode: some}]}}",
    "waivers by id": "waivers: {a: {check: missing-pinpoint, at: a, because: T}}",
    "waiver without reason": "waivers: [{check: missing-pinpoint, at: a}]",
    "steps": "views: {v: {up: many}}",
    "interval": "assertions: {a: {text: T, on: {since: 2020}}}",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=list(WRONG))
def test_what_argmap_refuses_is_not_valid(text: str, tmp_path: Path) -> None:
    text = ("argmap: 1\n" if "map:" in text else HEAD) + text
    assert problems(text)
    assert not is_read(text, tmp_path)


@pytest.mark.parametrize(("version", "valid"), [("1", True), ('"1"', True), ("2", False), ("one", False)])
def test_version(version: str, valid: bool) -> None:
    assert bool(problems(f"argmap: {version}\n")) is not valid


def test_version_is_required() -> None:
    assert problems("map: {title: T}\n")


def nouns() -> Iterator[tuple[str, Any]]:
    for name, body in SCHEMA["definitions"].items():
        if "properties" in body:
            yield name, body
    yield "ArgumentFile", SCHEMA


def test_every_key_has_its_sentence_and_every_sentence_its_key() -> None:
    found = {name: set(body["properties"]) for name, body in nouns() if name in KEYS}
    assert {name: set(sentences) for name, sentences in KEYS.items()} == found
    for name, body in nouns():
        assert body["description"].endswith("."), name
        for key, value in body["properties"].items():
            assert value["description"].endswith("."), f"{name}.{key}"


def test_every_kind_of_authority_has_the_keys_of_the_table() -> None:
    assert [kind["title"] for kind in SCHEMA["definitions"]["Authority"]["oneOf"]] == list(AUTHORITY_KINDS)
    for noun in AUTHORITY_KINDS.values():
        assert noun.model_fields.keys() == Authority.model_fields.keys()
        assert set(noun.needs) <= noun.model_fields.keys()


def test_sections_have_ids_as_keys() -> None:
    for section in NOUN_SECTIONS:
        assert "propertyNames" in SCHEMA["properties"][section]


def test_command_prints_the_schema() -> None:
    result = CliRunner().invoke(main.argmap, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == SCHEMA


def test_command_writes_the_schema(tmp_path: Path) -> None:
    out = tmp_path / "new" / "argmap.schema.json"
    result = CliRunner().invoke(main.argmap, ["schema", "--out", str(out)])
    assert result.exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8")) == SCHEMA
    assert [path.name for path in out.parent.iterdir()] == ["argmap.schema.json"]


def test_the_schema_does_not_go_over_an_argument_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(HEAD, encoding="utf-8")
    for out in (file, tmp_path / "hard.json"):
        if out != file:
            out.hardlink_to(file)
        result = CliRunner().invoke(main.argmap, ["schema", "--project", str(file), "--out", str(out)])
        assert isinstance(result.exception, ArgmapError)
        assert file.read_text(encoding="utf-8") == HEAD
