"""README and docs: examples are run, links lead somewhere, generated pages are current, everything is described."""

import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import core_yaml
import jsonschema
import pytest

from argmap.analysis import analyse
from argmap.checks.registry import all_checks
from argmap.cli.main import COMMANDS
from argmap.reading.limits import FILE_BYTES, FILES, NESTING, VALUES
from argmap.schema import file_schema

ROOT = Path(__file__).parents[1]
GENERATED = ROOT / "docs" / "reference"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
WRITTEN = [page for page in PAGES if page.parent != GENERATED]
NOBODY = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


def examples() -> Iterator[object]:
    for page in WRITTEN:
        for number, text in enumerate(blocks(page, "yaml"), 1):
            yield pytest.param(text, id=f"{name_of(page)}-{number}")


@pytest.fixture
def generator(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "docs")
    return importlib.import_module("generate")


@pytest.mark.parametrize("text", list(examples()))
def test_yaml_example_is_right(text: str, tmp_path: Path) -> None:
    """A whole map is checked as one; a part of a file as a library, whose ids may be defined elsewhere."""
    whole = text if text.startswith("argmap:") else f"argmap: 1\n{text}"
    if "uses:" in text:
        (tmp_path / "authorities").mkdir()
        (tmp_path / "authorities" / "a.yaml").write_text("argmap: 1\n", encoding="utf-8")
    file = tmp_path / "arguments" / "example.yaml"
    file.parent.mkdir()
    (tmp_path / "argmap.toml").touch()
    file.write_text(whole, encoding="utf-8")
    (analysis,) = analyse([file])
    assert [f"{item.check}: {item.message}" for item in analysis.reading.defects] == []
    problems = jsonschema.Draft7Validator(file_schema()).iter_errors(core_yaml.load(whole))
    assert [problem.message for problem in problems] == []


def test_hello_in_the_readme_is_the_file() -> None:
    hello = (ROOT / "arguments" / "hello.yaml").read_text(encoding="utf-8")
    assert hello in blocks(ROOT / "README.md", "yaml")


@pytest.mark.parametrize("page", [page for page in WRITTEN if blocks(page, "console")], ids=name_of)
def test_console_example_says_what_it_shows(page: Path, tmp_path: Path) -> None:
    """`$ argmap …` is run in a copy of the project; the lines below it are its output, `…` any lines. What stands as a
    patch on the page is applied first, to a copy that is in Git.
    """
    if blocks(page, "diff") and shutil.which("git") is None:
        pytest.skip("git is not installed")
    shutil.copytree(ROOT / "arguments", tmp_path / "arguments")
    (tmp_path / "argmap.toml").touch()
    for patch in blocks(page, "diff"):
        for words in (["init", "-q"], ["add", "-A"], [*NOBODY, "commit", "-qm", "as it was"], ["apply", "-"]):
            subprocess.run(["git", *words], cwd=tmp_path, input=patch, encoding="utf-8", check=True)
    run(["render", "arguments/hello.yaml"], tmp_path)  # `./dev render` comes first in the README
    ran = 0
    for block in blocks(page, "console"):
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            words = shlex.split(command)
            assert words[0] == "argmap", command
            output = run(words[1:], tmp_path)
            pattern = re.escape(shown.rstrip()).replace("…", r"(?s:.*)")
            assert re.fullmatch(pattern, output.rstrip()), f"$ {command}\n{output}"
            ran += 1
    assert ran


@pytest.mark.parametrize(
    ("change", "becomes"),
    [
        (
            "kind: factual, authorities: [letter]}\nauthorities: {letter: {kind: exhibit, title: T, held_by: T}}",
            "contested",
        ),
        ("kind: factual, status: agreed}", "defeated"),
    ],
)
def test_what_the_readme_says_of_hello(change: str, becomes: str, tmp_path: Path) -> None:
    hello = (ROOT / "arguments" / "hello.yaml").read_text(encoding="utf-8").rstrip()
    assert hello.endswith("kind: factual}")
    (tmp_path / "hello.yaml").write_text(hello.removesuffix("kind: factual}") + change, encoding="utf-8")
    (analysis,) = analyse([tmp_path / "hello.yaml"])
    assert analysis.evaluation.standings["contract-made"] == becomes


def run(arguments: list[str], folder: Path) -> str:
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "argmap", *arguments],
        cwd=folder,
        env=environment,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout
    return done.stdout


def test_readme_opens_with_two_commands() -> None:
    first = blocks(ROOT / "README.md", "sh")[0]
    assert first == "./dev render\n./dev test\n"
    usage = subprocess.run([ROOT / "dev"], capture_output=True, encoding="utf-8", check=True).stdout
    for line in first.splitlines():
        assert line in usage


def test_dev_commands_in_docs_exist() -> None:
    usage = subprocess.run([ROOT / "dev"], capture_output=True, encoding="utf-8", check=True).stdout
    for page in PAGES:
        for name in re.findall(r"\./dev ([a-z]+)", page.read_text(encoding="utf-8")):
            assert f"./dev {name} " in usage, f"{name_of(page)}: ./dev {name}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_in_docs_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"(?:`|\$ )argmap ([a-z]+)", text):
        assert name in COMMANDS, f"argmap {name}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", BLOCK.sub("", page.read_text(encoding="utf-8"))):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_generated_pages_are_current() -> None:
    """In a process of its own, where no test has registered a check."""
    command = [sys.executable, ROOT / "docs" / "generate.py", "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_stale_pages_are_seen_and_written(
    generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator, "ROOT", tmp_path)
    assert generator.stale() == list(generator.pages())
    assert generator.main([]) == 0
    assert generator.main(["--check"]) == 0
    (tmp_path / "docs" / "reference" / "words.md").write_text("old", encoding="utf-8")
    (tmp_path / "docs" / "reference" / "gone.md").write_text("old", encoding="utf-8")
    assert generator.main(["--check"]) == 1
    assert generator.write() == ["docs/reference/words.md", "docs/reference/gone.md"]
    assert generator.stale() == []


def test_every_command_and_every_check_is_described() -> None:
    commands = (GENERATED / "commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"## argmap {name}\n" not in commands] == []
    checks = (GENERATED / "checks.md").read_text(encoding="utf-8")
    assert [name for name in all_checks() if f"## {name}\n" not in checks] == []


def test_every_package_stands_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {
        path.stem for path in (ROOT / "argmap").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert [name for name in sorted(modules - {"__init__", "__main__"}) if f"`{name}`" not in text] == []


def test_limits_are_those_of_the_code() -> None:
    limits = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8").partition("## Limits")[2]
    for limit in (f"{FILE_BYTES // 2**20} MiB", f"{VALUES:,} values", f"{NESTING} deep", f"{FILES:,} files"):
        assert limit in limits


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in folder.glob("0*.md"))
    for name in listed:
        text = (folder / name).read_text(encoding="utf-8")
        for part in ("**Decided.**", "**Why.**", "**Cost.**"):
            assert part in text, f"{name} lacks {part}"
