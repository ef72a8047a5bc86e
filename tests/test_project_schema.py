"""The schema of a project: what is right is valid, a dangling id is not; a real server completes and checks."""

from __future__ import annotations

import json
from pathlib import Path

import core_yaml
import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from maps_for_tests import EVERYTHING, analysed
from npm_for_tests import fetched
from yaml_server import YamlServer

from argmap.cli.main import argmap
from argmap.editor.project_schema import project_schema
from argmap.reading.project import read_maps

ROOT = Path(__file__).parents[1]
NUMBERED = """
argmap: 1
map: {title: T}
parties: {true: {name: P}}
authorities: {2020: {kind: custom, title: T, passages: {p. 1: Says one.}}}
assertions: {007: {text: T, asserted_by: true}, 12: {text: T, premises: [007], authorities: [2020 p. 1, 2020]}}
"""
ODD_IDS = "null true false 1 0 12 007 1e3 1e-3 12e03 0x1f 0b11 0o17 1e999 yes no on off y n 2020-01-01".split()  # noqa: SIM905
TYPED = f"""
argmap: 1
map: {{title: T}}
parties: {{'null': {{name: P}}, 'false': {{name: Q}}}}
rules: {{'1e3': {{text: T, elements: {{'null': E, '1e2': E}}}}}}
authorities: {{'1e1': {{kind: custom, title: T}}}}
issues: {{'0x1f': {{question: Q, burden: null, positions: [12]}}}}
assertions:
{"".join(f"  '{name}-x': {{text: T}}" + chr(10) for name in ODD_IDS)}
  '0': {{text: T, premises: [1, 0b11], asserted_by: null}}
  '1': {{text: T, issue: 0x1f}}
  '12': {{text: T, because: {{rule: 1e3, premises: {{'null': 1e4, '1e2': 1e-3}}}}, authorities: [1e1, 1e1 p. 1]}}
  '0b11': {{text: T}}
  '1e4': {{text: T}}
  '1e-3': {{text: T}}
views: {{'off': {{focus: 1e4}}}}
"""
WRONG = {
    "premise": "assertions: {a: {text: T, premises: [nobody]}}",
    "premise by element": "assertions: {a: {text: T, because: {rule: sale, premises: {offer: nobody}}}}",
    "authority as a premise": "assertions: {a: {text: T, premises: [code]}}",
    "counter": "assertions: {a: {text: T, counters: [{assertion: nobody}]}}",
    "citation": "assertions: {a: {text: T, authorities: [codex s. 1]}}",
    "long citation": "assertions: {a: {text: T, authorities: [{cite: codex}]}}",
    "party": "assertions: {a: {text: T, asserted_by: [{party: nobody}]}}",
    "issue": "assertions: {a: {text: T, issue: made}}",
    "rule": "assertions: {a: {text: T, because: [{rule: sales}]}}",
    "scheme": "assertions: {a: {text: T, because: [{scheme: signs}]}}",
    "position": "issues: {i: {question: Q, positions: [nobody]}}",
    "burden": "issues: {i: {question: Q, burdens: [{party: buyer, shows: [nobody]}]}}",
    "scenario": "scenarios: {s: {reject: [nobody]}}",
    "expectation": "expect: {in: [buyer]}",
    "view": "views: {v: {focus: nobody}}",
    "waiver": "waivers: [{check: missing-pinpoint, at: nobody, because: T}]",
    "binding": "authorities: {x: {kind: treaty, binding: [nobody]}}",
}


def problems(schema: object, text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(schema)  # type: ignore[arg-type]
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(core_yaml.load(text))]


def test_every_map_is_valid_under_its_own_schema() -> None:
    schema = project_schema(read_maps([ROOT / "arguments"]))
    jsonschema.Draft7Validator.check_schema(schema)
    for path in sorted((ROOT / "arguments").rglob("*.yaml")):
        assert problems(schema, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [EVERYTHING, NUMBERED, TYPED, "argmap: 1\nmap: {title: Empty}\n"])
def test_what_is_right_is_valid(text: str, tmp_path: Path) -> None:
    reading = analysed(text, tmp_path).reading
    assert not reading.defects
    assert problems(project_schema([reading]), reading.sources[0].text) == []


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_an_id_that_is_not_there_is_not_valid(text: str, tmp_path: Path) -> None:
    schema = project_schema([analysed(EVERYTHING, tmp_path).reading])
    start = "argmap: 1\nmap: {title: T}\n"
    assert problems(schema, start + text)
    right = text
    for wrong, name in (("nobody", "buyer" if "party: n" in text or "binding" in text else "made"), ("codex", "code"),
                        ("sales", "sale"), ("signs", "sign"), ("[code]", "[made]"), ("in: [buyer]", "in: [case]"),
                        ("issue: made", "issue: contract")):  # fmt: skip
        right = right.replace(wrong, name)
    assert problems(schema, start + right) == []


@pytest.mark.parametrize("name", ODD_IDS)
def test_any_id_is_valid_however_it_is_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an id is written bare, by YAML 1.2 as by YAML 1.1; and no other word is let in by that."""
    text = f"argmap: 1\nmap: {{title: T}}\nassertions: {{'{name}': {{text: T}}, z: {{text: T, premises: [{name}]}}}}\n"
    schema = project_schema([analysed(text, tmp_path).reading])
    json.loads(json.dumps(schema), parse_constant=pytest.fail)
    if name != "1e999":  # JSON has no word for what other readers make of it
        assert problems(schema, text) == []
    if name not in ("1e999", "2020-01-01"):  # nor for a date
        older = yaml.safe_load(text.replace("argmap: 1", "argmap: '1'"))
        assert [*jsonschema.Draft7Validator(schema).iter_errors(older)] == []
    assert problems(schema, text.replace(f"[{name}]", "[17]"))


def test_true_is_not_one(tmp_path: Path) -> None:
    text = "argmap: 1\nmap: {title: T}\nassertions: {1: {text: One.}, true: {text: Two.}}\n"
    held = project_schema([analysed(text, tmp_path).reading])["definitions"]["assertion-id"]
    told = [*zip(held["enum"], held["markdownEnumDescriptions"], strict=True)]
    assert [(repr(value), words[-4:]) for value, words in told] == [
        ("'1'", "One."), ("1", "One."), ("'true'", "Two."), ("True", "Two.")
    ]  # fmt: skip


def test_ids_have_their_texts(tmp_path: Path) -> None:
    definitions = project_schema([analysed(EVERYTHING, tmp_path).reading])["definitions"]
    held = definitions["assertion-id"]
    texts = dict(zip(held["enum"], held["markdownEnumDescriptions"], strict=True))
    assert texts["made"] == "*assertion, legal* The parties made a contract of sale."
    assert definitions["citation"]["anyOf"][1]["pattern"] == r"^(case|code|letter) .*\S.*$"


def test_entries_that_are_not_right_count(tmp_path: Path) -> None:
    reading = analysed(
        "argmap: 1\nmap: {title: T}\nassertions: {a: {text: T, odd: 1}, b: {text: T}}\n", tmp_path
    ).reading
    assert project_schema([reading])["definitions"]["assertion-id"]["enum"] == ["a", "b"]


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(argmap, ["init"]).exit_code == 0
    assert run(argmap, ["schema", "--project", "-o", "argmap.schema.json"]).output == "argmap.schema.json: written.\n"
    schema = json.loads((tmp_path / "argmap.schema.json").read_text(encoding="utf-8"))
    assert "not-ended" in schema["definitions"]["assertion-id"]["enum"]
    printed = run(argmap, ["schema", "--project", "arguments/first-map.yaml"])
    assert json.loads(printed.output) == schema
    assert run(argmap, ["schema", "arguments"]).exit_code == 2


MORE = """\
  more:
    text: More.
    issue: lease-endd
    premises: [received-in-aprl, ended]
    authorities:
      - notic p. 3
      - receipt p. 3
      -
    because:
      - rule: end-by-notice
        premises:
          x: ended
"""


def test_a_real_server_completes_and_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `argmap init` writes is all that yaml-language-server needs: the first line names the schema."""
    program = fetched() / "yaml-language-server" / "bin" / "yaml-language-server"
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(argmap, ["init"]).exit_code == 0
    first = tmp_path / "arguments" / "first-map.yaml"
    text = first.read_text(encoding="utf-8")
    with YamlServer(program, tmp_path) as server:
        assert server.open(first) == []
        wrong = tmp_path / "arguments" / "wrong.yaml"
        wrong.write_text(text.replace("burden: tenant", "burdn: tenant", 1), encoding="utf-8")
        assert ["burdn" in item["message"] for item in server.open(wrong)] == [True]
    assert CliRunner().invoke(argmap, ["schema", "--project", "-o", "argmap.schema.json"]).exit_code == 0
    more = tmp_path / "arguments" / "more.yaml"
    more.write_text(text + MORE, encoding="utf-8")
    at = {line.strip(): number for number, line in enumerate((text + MORE).splitlines())}
    with YamlServer(program, tmp_path) as server:
        assert server.open(first) == []
        found = {item["range"]["start"]["line"]: item["message"] for item in server.open(more)}
        lines = [at[line] for line in ("issue: lease-endd", "premises: [received-in-aprl, ended]", "- notic p. 3")]
        assert set(lines) <= set(found)
        assert at["- receipt p. 3"] not in found
        assert '"lease-ended"' in found[lines[0]]
        premises = server.completions(more, at["premises: [received-in-aprl, ended]"], 32)
        assert premises["not-ended"] == "*assertion, mixed* The lease had not ended on 30 June 2026."
        citations = server.completions(more, at["- receipt p. 3"] + 1, 8)
        assert citations["receipt"] == "*authority, exhibit* Postal receipt"
        for lines, keys in (
            ("    ", ("issue", "asserted_by", "text", "kind", "alternative_to")),
            ("    authorities:\n      - ", ("cite", "at", "signal")),
            ("    because:\n      - ", ("rule", "scheme", "premises")),
            ("    asserted_by:\n      - ", ("party", "in", "role")),
        ):
            last = tmp_path / "arguments" / f"{keys[0]}.yaml"
            last.write_text(f"{text}  last:\n{lines}\n", encoding="utf-8")
            server.open(last)
            place = (text.count("\n") + 1 + lines.count("\n"), len(lines.rpartition("\n")[2]))
            offered = server.written(last, *place)
            assert [key for key in keys if ":" not in offered[key]] == []
        elements = server.completions(more, at["x: ended"], 10)
        assert elements["in-writing"] == "The notice was given in writing."
        shown = server.ask(
            "textDocument/hover",
            textDocument={"uri": more.as_uri()},
            position={"line": at["issue: lease-endd"], "character": 6},
        )
        assert "Had the lease ended on 30 June 2026?" in shown["contents"]["value"]
