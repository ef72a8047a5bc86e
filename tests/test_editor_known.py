"""A renaming takes locks and baselines along: afterwards they say what they would say if they were written anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import argmap

ROOT = Path(__file__).parents[1]
MAP = "arguments/soleimani-strike"
RENAMED = [
    ("self-defence-lawful", "plea-made-out"),
    ("un-charter", "charter"),
    ("united-states", "usa"),
    ("armed-attack", "attack", "--of", "self-defence-51"),
]


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(argmap, list(arguments))
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "arguments", tmp_path / "arguments")
    (tmp_path / "argmap.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("renaming", RENAMED, ids=lambda renaming: renaming[0])
def test_a_baseline_goes_along(project: Path, renaming: tuple[str, ...]) -> None:
    asked = ("review", MAP, "--profile", "filing")
    known = project / "arguments" / "known.json"
    run(*asked, "--write-baseline", str(known))
    run("review", MAP, "--accept-changes")
    before = known.read_bytes(), (project / MAP / "argmap.lock").read_bytes()
    shown = run("rename", *renaming, MAP, "--diff").stdout
    assert (known.read_bytes(), (project / MAP / "argmap.lock").read_bytes()) == before
    assert "@@" in shown
    run("rename", *renaming, MAP)
    carried, lock = known.read_bytes(), (project / MAP / "argmap.lock").read_bytes()
    run(*asked, "--write-baseline", str(known))
    run("review", MAP, "--accept-changes")
    assert carried == known.read_bytes()
    assert lock == (project / MAP / "argmap.lock").read_bytes()


def test_where_a_baseline_is_looked_for(project: Path) -> None:
    places = ["known.json", "arguments/known.json", f"{MAP}/known.json"]
    for place in places:
        run("review", MAP, "--profile", "filing", "--write-baseline", place)
    (project / "old.json").write_text('{"argmap-baseline": 1, "maps": []}', encoding="utf-8")
    (project / "other.json").write_text("{", encoding="utf-8")
    shown = run("rename", "war-powers-resolution", "war-powers", MAP, "--diff").stdout
    assert [place for place in [*places, "old.json", "other.json"] if f"a/{place}" in shown] == places


def test_line_ends_of_a_lock_stay(project: Path) -> None:
    lock = project / MAP / "argmap.lock"
    run("review", MAP, "--accept-changes")
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    run("rename", "un-charter", "charter", MAP)
    text = lock.read_bytes()
    assert b'"charter art. 2(4)"' in text
    assert text.count(b"\n") == text.count(b"\r\n") > 100
