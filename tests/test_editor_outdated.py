"""The schema of a project beside its maps: that it has other ids than these is told by `new` and `rename`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import argmap

MAP = """\
argmap: 1
map: {title: T}
assertions: {made: {text: It was made.}}
rules: {sale: {text: T, elements: {offer: O}}}
"""


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "argmap.toml").touch()
    (tmp_path / "arguments" / "case").mkdir(parents=True)
    (tmp_path / "arguments" / "case" / "map.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(argmap, [*arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize("folder", ["", "arguments/", "arguments/case/"])
@pytest.mark.parametrize(
    "call",
    [
        ("rename", "made", "concluded"),
        ("rename", "offer", "offered", "--of", "sale"),
        ("new", "assertion", "paid"),
        ("new", "authority", "code", "--kind", "statute"),
    ],
)
def test_a_schema_with_other_ids_is_told(case: Path, folder: str, call: tuple[str, ...]) -> None:
    schema = f"{folder}known.json"
    run("schema", "--project", "--out", schema)
    again = f"`{schema}` has the ids from before; write it again: `argmap schema --project --out {schema}`.\n"
    assert again not in run(*call, "--diff").stderr
    assert run(*call).stderr.endswith(again)


def test_other_files_are_not_told(case: Path) -> None:
    run("schema", "--out", "argmap.schema.json")
    (case / "package.json").write_text('{"made": "assertion-id"}', encoding="utf-8")
    (case / "odd.json").write_bytes(b"\xff\xfe")
    (case / "folder.json").mkdir()
    assert run("rename", "made", "concluded").stderr == ""
    assert run("new", "assertion", "paid").stderr == ""
