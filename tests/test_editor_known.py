"""A renaming takes locks and baselines along: afterwards they say what they would say if they were written anew."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.baseline import read_baseline
from argmap.cli.main import argmap
from argmap.diagnostics import ArgmapError

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


def _small(folder: Path, name: str = "case") -> Path:
    """A map with something to know, in a folder of its own."""
    (folder / name).mkdir(parents=True)
    text = "argmap: 1\nmap: {title: A sale}\nassertions:\n  made: {text: It was made., kind: factual}\n"
    (folder / name / "map.yaml").write_text(text, encoding="utf-8")
    return folder / name


def _baseline(place: str) -> Path:
    run("review", "case", "--profile", "filing", "--write-baseline", place)
    return Path(place)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "argmap.toml").touch()
    monkeypatch.chdir(tmp_path)
    return _small(tmp_path)


def _all_known(case: str, baseline: Path) -> bool:
    result = run("review", case, "--profile", "filing", "--baseline", str(baseline), "--format", "json")
    return not json.loads(result.stdout)["diagnostics"]


def test_a_baseline_of_a_map_that_has_moved(small: Path) -> None:
    known = _baseline("known.json")
    small.rename("moved")
    assert _all_known("moved", known)
    run("rename", "made", "concluded", "moved")
    assert _all_known("moved", known)


def test_a_baseline_of_a_map_behind_a_link(small: Path, tmp_path: Path) -> None:
    known = _baseline("known.json")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    small.rename(deep / "case")
    (tmp_path / "link").symlink_to(deep / "case")
    known.rename(deep / "known.json")
    run("rename", "made", "concluded", "link")
    assert _all_known("a/b/case", deep / "known.json")
    assert _all_known("link", deep / "known.json")


def test_a_baseline_of_a_map_that_was_copied(small: Path) -> None:
    known = _baseline("known.json")
    shutil.copytree(small, "copied")
    assert _all_known("copied", known)
    run("rename", "made", "concluded", "copied")
    assert _all_known("case", known)
    assert _all_known("copied", known)


@pytest.mark.parametrize("name", ["known", "known.txt", ".known"])
def test_a_baseline_of_any_name(small: Path, name: str) -> None:
    known = _baseline(name)
    run("rename", "made", "concluded", small.name)
    assert _all_known("case", known)


@pytest.mark.parametrize("indent", [None, 400])
def test_a_baseline_written_by_another_program(small: Path, indent: int | None) -> None:
    known = _baseline("known.json")
    said = json.loads(known.read_text("utf-8"))
    text = json.dumps({"maps": said["maps"], "argmap-baseline": said["argmap-baseline"]}, indent=indent)
    known.write_text("\ufeff" + text, encoding="utf-8")
    run("rename", "made", "concluded", small.name)
    assert _all_known("case", known)
    assert known.read_text("utf-8").startswith("\ufeff")


def test_a_baseline_among_thousands_of_files(small: Path) -> None:
    for number in range(1100):
        Path(f"a{number:04}.txt").touch()
    known = _baseline("known.json")
    run("rename", "made", "concluded", small.name)
    assert _all_known("case", known)


@pytest.mark.parametrize("odd", ['"subject": 1, "content": "a"', '"content": "a"', '"subject": "made", "content": []'])
def test_what_is_no_baseline_is_none_for_all(small: Path, odd: str) -> None:
    text = (
        f'{{"argmap-baseline": 2, "maps": [{{"path": "case", "title": "A sale", "known": [{{"count": 1, {odd}}}]}}]}}'
    )
    Path("known.json").write_text(text, encoding="utf-8")
    with pytest.raises(ArgmapError, match="is not a baseline"):
        read_baseline(Path("known.json"))
    run("rename", "made", "concluded", small.name)
    assert Path("known.json").read_text(encoding="utf-8") == text


def test_a_pipe_among_the_files_is_left_alone(small: Path) -> None:
    known = _baseline("known.json")
    os.mkfifo(small / "x.json")
    command = [sys.executable, "-m", "argmap", "rename", "made", "concluded", str(small)]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert _all_known("case", known)


def test_a_generated_file_loses_its_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    run("schema", "-o", str(path))
    plain = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + plain)
    assert "-\ufeff{" in run("schema", "-o", str(path), "--diff").output
    run("schema", "-o", str(path))
    assert path.read_bytes() == plain
