"""The house: what start-up loads, what commands promise, what holds the project together."""

import io
import os
import re
import shutil
import subprocess
import sys
import tokenize
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap import __version__
from argmap.cli.main import COMMANDS, Commands, argmap
from argmap.cli.start import run

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HEAVY = ("networkx", "pydantic", "pydantic_core", "yaml", "graphviz", "wasmtime", "rich", "pysat")
LOADED = """
import sys
from argmap.cli.MODULE import run
try:
    run(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print("LOADED", *sorted(sys.modules))
"""


def python(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(  # noqa: PLW1510  # the exit code is looked at
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, encoding="utf-8"
    )


def tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a Git checkout")
    listed = subprocess.run(
        [git, "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def loaded(module: str, *arguments: str) -> set[str]:
    done = python("-c", LOADED.replace("MODULE", module), *arguments)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.partition("LOADED")[2].split())


@pytest.mark.parametrize("option", ["--help", "-h", "--version"])
def test_start_up_is_lean(option: str) -> None:
    modules = loaded("start", option)
    assert "argmap.cli.start" in modules
    assert not modules & {*HEAVY, "click", "argmap.cli.main"}
    assert not loaded("main", option) & set(HEAVY)


def test_help_is_that_of_the_command_line() -> None:
    for options in (["--help"], ["-h"], ["--version"]):
        shown = CliRunner().invoke(argmap, options, terminal_width=80, prog_name="argmap").output
        assert python("-m", "argmap", *options).stdout == shown


def test_a_reader_that_has_gone_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Gone())
    run(["--help"])
    assert sys.stdout is None


def test_answers_and_commands_in_one_process(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--version"])
    assert capsys.readouterr().out == f"argmap {__version__}\n"
    with pytest.raises(SystemExit) as end:
        run(["schema"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("{")


def test_other_words_reach_the_command_line() -> None:
    done = python("-m", "argmap", "chek")
    assert done.returncode == 2
    assert "Did you mean `check`?" in done.stderr
    assert python("-m", "argmap", "check", "--help").stdout.startswith("Usage: argmap check")


def test_version() -> None:
    assert python("-m", "argmap", "--version").stdout == f"argmap {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_with_an_example(name: str) -> None:
    command = Commands().get_command(None, name)  # type: ignore[arg-type]  # the context is not looked at
    assert command is not None
    assert command.name == name
    help_text = command.help or ""
    assert re.search(rf"^\s*Example: argmap {name}\b", help_text, re.MULTILINE), (
        f"`argmap {name} --help` has no example"
    )
    done = python("-m", "argmap", name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: argmap {name}")


def test_dev_and_ci_are_programs_that_parse() -> None:
    for path, shell in (("dev", "sh"), (".ci/run", "bash")):
        assert os.access(ROOT / path, os.X_OK), f"{path} may not be run"
        assert subprocess.run([shell, "-n", ROOT / path], check=False).returncode == 0


def test_dev_lists_its_commands() -> None:
    done = subprocess.run([ROOT / "dev"], capture_output=True, encoding="utf-8", check=False, cwd=ROOT / "tests")
    assert done.returncode == 0
    named = re.findall(r"^\./dev (\w+)", done.stdout, re.MULTILINE)
    assert named == ["render", "test", "check", "fix", "docs"]
    wrong = subprocess.run([ROOT / "dev", "rendre"], capture_output=True, encoding="utf-8", check=False)
    assert wrong.returncode == 2


def test_ci_runs_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "./dev test" in readme
    assert re.search(r"^\./dev test$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)


def test_extras_are_tested() -> None:
    extras = PYPROJECT["project"]["optional-dependencies"]
    development = PYPROJECT["dependency-groups"]["dev"]
    assert "argmap[all]" in development
    assert extras["all"] == ["argmap[" + ",".join(sorted(set(extras) - {"all"})) + "]"]


def test_types_are_published() -> None:
    assert (ROOT / "argmap" / "py.typed").is_file()
    assert "Typing :: Typed" in PYPROJECT["project"]["classifiers"]


def test_files_stay_short() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in (ROOT / "argmap").rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_every_module_and_package_says_what_it_is() -> None:
    for path in sorted((ROOT / "argmap").rglob("*.py")):
        assert path.read_text(encoding="utf-8").startswith('"""'), path


def test_no_path_of_a_machine_in_the_files() -> None:
    for path in tracked():
        if path.suffix not in {".png", ".lock"}:
            assert f"{ROOT}/" not in path.read_text(encoding="utf-8", errors="replace"), path


def test_nothing_left_to_do_in_the_code() -> None:
    pattern = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
    for path in sorted((ROOT / "argmap").rglob("*.py")):
        with tokenize.open(path) as file:
            for token in tokenize.generate_tokens(file.readline):
                assert token.type != tokenize.COMMENT or not pattern.search(token.string), f"{path}: {token.string}"
