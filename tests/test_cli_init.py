"""`argmap init`: a project that checks clean and renders at once, and never anything overwritten."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.analysis import analyse
from argmap.cli import main
from argmap.cli.init import project, write_all
from argmap.diagnostics import ArgmapError

FILES = ["argmap.schema.json", "argmap.toml", "arguments/first-map.yaml"]


def argmap(*arguments: str) -> Result:
    return CliRunner().invoke(main.argmap, arguments)


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_new_project_checks_clean_and_renders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    started = argmap("init", "my case")
    assert started.exit_code == 0
    assert "cd 'my case'" in started.output
    assert files_in(tmp_path / "my case") == FILES
    monkeypatch.chdir(tmp_path / "my case")
    assert argmap("check", "--fail-on", "note").exit_code == 0
    assert argmap("review").exit_code == 0
    assert argmap("render").exit_code == 0
    assert Path("renders/first-map/overview.svg").is_file()
    assert argmap("render", "--check").exit_code == 0


def test_first_map_shows_what_a_map_can_hold(tmp_path: Path) -> None:
    write_all(tmp_path, project())
    (analysis,) = analyse([tmp_path / "arguments" / "first-map.yaml"])
    read = analysis.reading.map
    assert read.issues
    assert read.rules
    assert read.authorities
    assert read.parties
    standings = {analysis.evaluation.labels[name].value for name in analysis.graph.assertions}
    assert standings == {"in", "out"}, "something stands and something falls"


def test_schema_line_leads_to_the_schema(tmp_path: Path) -> None:
    write_all(tmp_path, project())
    first, _, _ = (tmp_path / "arguments" / "first-map.yaml").read_text(encoding="utf-8").partition("\n")
    _, _, written = first.partition("$schema=")
    assert (tmp_path / "arguments" / written).resolve() == (tmp_path / "argmap.schema.json").resolve()


def test_here_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = argmap("init")
    assert result.exit_code == 0
    assert "cd " not in result.output
    assert files_in(tmp_path) == FILES


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    mine = tmp_path / name
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(ArgmapError, match="there already"):
        write_all(tmp_path, project())
    assert mine.read_text(encoding="utf-8") == "mine"
    assert files_in(tmp_path) == [name]


def test_link_to_nowhere_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ArgmapError, match="there already"):
        write_all(tmp_path, project())


def test_all_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("a file where a folder is needed", encoding="utf-8")
    with pytest.raises(ArgmapError, match="cannot be written"):
        write_all(tmp_path, {"a.yaml": "a", "b/c.yaml": "c"})
    assert files_in(tmp_path) == ["b"]
