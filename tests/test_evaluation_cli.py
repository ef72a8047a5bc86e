"""`evaluate`, `why` and `sensitivity`: what they print, what they refuse, how they end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import argmap

MAPS = Path(__file__).parent / "maps"
Golden = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two maps, an unsound one apart."""
    for name in ("delivery", "nixon", "carneades-murder"):
        shutil.copy(MAPS / f"{name}.yaml", tmp_path)
    (tmp_path / "unsound").mkdir()
    (tmp_path / "unsound" / "broken.yaml").write_text(
        "argmap: 1\nmap: {title: Broken}\nissues: {i: {question: Q?, positions: [c]}}\nassertions:\n"
        "  a: {text: A., status: agreed}\n  b: {text: B., premises: [a, nowhere]}\n  c: {text: C., premises: [a]}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def _only_sound(here: Path) -> None:
    shutil.rmtree(here / "unsound")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(argmap, arguments)


def printed(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def as_json(*arguments: str) -> Any:
    return json.loads(printed(*arguments, "--format", "json"))


COMMANDS = {
    "evaluate": ["evaluate", "delivery.yaml"],
    "evaluate-scenario": ["evaluate", "delivery.yaml", "--scenario", "no-log"],
    "evaluate-accept": ["evaluate", "delivery.yaml", "--accept", "storm-raged", "--reject", "expert-denies"],
    "evaluate-no-change": ["evaluate", "nixon.yaml", "--accept", "quaker"],
    "why": ["why", "in-breach", "delivery.yaml"],
    "why-depth": ["why", "in-breach", "delivery.yaml", "--depth", "1"],
    "why-issue": ["why", "damages", "delivery.yaml"],
    "why-scenario": ["why", "came-late", "delivery.yaml", "--scenario", "no-log"],
    "why-circle": ["why", "pacifist", "nixon.yaml"],
    "sensitivity": ["sensitivity", "delivery.yaml"],
    "sensitivity-limit": ["sensitivity", "delivery.yaml", "--issue", "breach", "--limit", "2"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_text(name: str, golden: Golden) -> None:
    golden(f"evaluation/{name}.txt", printed(*COMMANDS[name]))


@pytest.mark.parametrize("name", ["evaluate", "evaluate-scenario", "sensitivity", "why", "why-circle"])
def test_json(name: str, golden: Golden) -> None:
    golden(f"evaluation/{name}.json", printed(*COMMANDS[name], "--format", "json"))


def test_the_json_of_one_map_has_these_keys_and_no_others() -> None:
    found = as_json("evaluate", "delivery.yaml")
    assert list(found) == ["map", "assertions", "authorities", "issues"]
    assert {tuple(body) for body in found["assertions"].values()} == {("label", "standing", "reason")}
    assert {tuple(body) for body in found["authorities"].values()} == {("label",)}
    assert found["issues"]["damages"] == {"outcome": None, "against": "buyer"}
    assert found["issues"]["breach"] == {"outcome": "in-breach", "against": None}
    assert found["authorities"]["old-case"] == {"label": "out"}


@pytest.mark.parametrize("arguments", [("why", "in-breach", "delivery.yaml"), ("why", "damages", "delivery.yaml")])
def test_the_json_of_why_names_each_assertion_once_and_nothing_that_is_not_there(arguments: tuple[str, ...]) -> None:
    found = as_json(*arguments)
    assert list(found) == ["map", "id", "roots", "assertions"]
    assert set(found["roots"]) <= found["assertions"].keys()
    for body in found["assertions"].values():
        named = [premise["assertion"] for line in body["for"] for premise in line.get("premises", ())]
        named += [entry["assertion"] for entry in body["against"] if "assertion" in entry]
        assert set(named) <= found["assertions"].keys()
    only = as_json(*arguments, "--depth", "1")["assertions"]
    assert only.keys() < found["assertions"].keys()


@pytest.mark.parametrize("command", [["check"], ["review"], ["evaluate"], ["why", "a"], ["sensitivity"], ["render"]])
def test_an_empty_path_is_refused(command: list[str]) -> None:
    result = run(*command, "")
    assert result.exit_code == 2
    assert "The path is empty" in result.stderr


def test_a_map_without_issues_has_nothing_to_hang_on() -> None:
    Path("bare.yaml").write_text("argmap: 1\nmap: {title: T}\nassertions: {a: {text: A., status: agreed}}\n", "utf-8")
    assert as_json("sensitivity", "bare.yaml") == {"map": "T", "issues": {}}


@pytest.mark.usefixtures("_only_sound")
@pytest.mark.parametrize("command", ["evaluate", "sensitivity"])
def test_several_maps_stand_under_maps(command: str) -> None:
    found = as_json(command, ".")
    assert list(found) == ["maps"]
    assert [body["map"] for body in found["maps"].values()] == [
        "A killing, malice and self-defence",
        "A late delivery",
        "Nixon, Quaker and Republican",
    ]


def test_a_scenario_tells_what_it_changes() -> None:
    found = as_json("evaluate", "delivery.yaml", "--scenario", "no-log")
    assert found["scenario"] == {"accept": [], "reject": ["log"]}
    assert found["changes"]["assertions"]["in-breach"] == {"before": "stands", "after": "defeated"}
    assert found["changes"]["issues"] == {
        "breach": {
            "before": {"outcome": "in-breach", "against": None},
            "after": {"outcome": "not-in-breach", "against": None},
        }
    }


@pytest.mark.parametrize("semantics", ["complete", "preferred", "stable"])
def test_beyond_grounded(semantics: str) -> None:
    pytest.importorskip("pysat")
    found = as_json("evaluate", "delivery.yaml", "--semantics", semantics)
    assert list(found) == ["map", "assertions", "authorities", "issues", "readings"]
    assert list(found["assertions"]["in-breach"]) == ["label", "standing", "reason", "credulous", "sceptical"]
    assert "labelling" in printed("evaluate", "delivery.yaml", "--semantics", semantics)


REFUSED = [
    (["evaluate", "delivery.yaml", "--accept", "storm-rages"], "Did you mean `storm-raged`?"),
    (["evaluate", "delivery.yaml", "--reject", "buyer"], "`buyer` is a party; only assertions and authorities"),
    (["evaluate", "delivery.yaml", "--reject", "no-log"], "Write `--scenario no-log`."),
    (["evaluate", "delivery.yaml", "--accept", "log", "--reject", "log"], "`log` cannot be both"),
    (["evaluate", "delivery.yaml", "--scenario", "no-logs"], "Did you mean `no-log`?"),
    (["evaluate", "nixon.yaml", "--scenario", "x"], "There is no scenario `x`."),
    (["evaluate", "delivery.yaml", "nixon.yaml"], "unexpected extra argument"),
    (["why", "in-breech", "delivery.yaml"], "Did you mean `in-breach`?"),
    (["why", "log", "delivery.yaml"], "`log` is an authority"),
    (["sensitivity", "delivery.yaml", "--issue", "breech"], "Did you mean `breach`?"),
    (["evaluate", "nowhere.yaml"], "There is no file or folder"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), REFUSED)
def test_refused(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code != 0
    assert said in f"{result.output}{result.exception}"


@pytest.mark.usefixtures("_only_sound")
def test_a_scenario_needs_one_map() -> None:
    result = run("evaluate", ".", "--accept", "log")
    assert "name one" in str(result.exception)


def test_a_library_is_no_map(here: Path) -> None:
    (here / "library.yaml").write_text("argmap: 1\nparties: {p: {name: P}}\n", encoding="utf-8")
    assert "There is no map" in str(run("evaluate", "library.yaml").exception)


@pytest.mark.parametrize("command", [["evaluate"], ["why", "c"], ["sensitivity"]])
def test_a_map_with_errors_is_not_evaluated_in_silence(command: list[str]) -> None:
    refused = run(*command, "unsound/broken.yaml")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "dangling-id" in refused.stderr
    assert "--keep-going" in refused.stderr
    going = run(*command, "unsound/broken.yaml", "--keep-going")
    assert going.exit_code == 1
    assert going.stdout
    assert "only what is sound is evaluated" in going.stderr


def test_keep_going_is_told_in_json() -> None:
    result = run("evaluate", "unsound/broken.yaml", "--keep-going", "--format", "json")
    found = json.loads(result.stdout)
    assert (found["errors"], found["assertions"]["b"]["label"]) == (1, "out")
    assert "does not exist" in found["assertions"]["b"]["reason"]


def test_what_is_given_by_itself_goes_before_the_scenario() -> None:
    found = as_json("evaluate", "delivery.yaml", "--scenario", "no-log", "--accept", "log")
    assert found["scenario"] == {"accept": ["log"], "reject": []}


def test_a_long_chain_is_no_depth_of_calls(here: Path) -> None:
    lines = ["argmap: 1", "map: {title: Chain}", "assertions:", "  a0: {text: A., status: agreed}"]
    lines += [f"  a{n}: {{text: A., premises: [a{n - 1}]}}" for n in range(1, 3000)]
    (here / "chain.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert printed("why", "a2999", "chain.yaml").count("premise a") == 2999
