"""`--diff` is a patch that Git takes, whatever the file is called, wherever it lies and however its lines end."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import argmap
from argmap.editor.saving import Prepared, difference

git = shutil.which("git")
pytestmark = pytest.mark.skipif(git is None, reason="needs Git")
TEXT = "argmap: 1\nmap: {title: A sale}\n\nassertions:\n  made: {text: It was made.}\n\n  paid: {text: It was paid.}\n"
BODIES = {
    "plain": TEXT.encode(),
    "no last line end": TEXT.rstrip("\n").encode(),
    "byte order mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "Windows": TEXT.replace("\n", "\r\n").encode(),
    "Windows with a mark": b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
    "old": TEXT.replace("\n", "\r").encode(),
    "mixed": TEXT.replace("sale}\n", "sale}\r\n").encode(),
}
NAMES = ("a.yaml", "my case.yaml", 'a"quote.yaml', "back\\slash.yaml", "tab\there.yaml", "Käse 案.yaml", "x y/z w.yaml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(argmap, arguments)


def apply(patch: bytes, folder: Path, *options: str) -> None:
    assert git is not None
    subprocess.run([git, "apply", *options, "-"], input=patch, cwd=folder, check=True, capture_output=True)


def proved(path: Path, where: Path, *arguments: str, files: Callable[[], list[Path]] | None = None) -> bytes:
    """Apply what the command shows to what is there; it becomes what the command itself makes of it."""
    held = files or (lambda: [path])
    before = {one: one.read_bytes() for one in held()}
    shown = run(*arguments, "--diff")
    assert shown.exit_code == 0
    assert {one: one.read_bytes() for one in held()} == before
    done = run(*arguments)
    assert not isinstance(done.exception, Exception) or isinstance(done.exception, SystemExit)
    after = {one: one.read_bytes() for one in held()}
    assert after != before
    for one in after:
        one.unlink()
    for one, raw in before.items():
        one.write_bytes(raw)
    apply(shown.stdout_bytes, where)
    assert {one: one.read_bytes() for one in held()} == after
    return shown.stdout_bytes


COMMANDS = {
    "new": ("new", "assertion", "lost", "PATH", "--text", "It was lost."),
    "new in front": ("new", "party", "buyer", "PATH", "--text", "The buyer"),
    "rename": ("rename", "made", "concluded", "PATH"),
    "waiver": ("review", "PATH", "--add-waiver", "undeveloped-assertion", "made", "--because", "It is plain."),
    "fmt": ("fmt", "PATH"),
    "fix": ("check", "PATH", "--fix"),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("command", COMMANDS)
def test_any_line_ends(body: bytes, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if command == "fix":
        body = body.replace(b"argmap: 1", b"", 1).replace(b"title", b"titel")
    if command == "fmt":
        body = body.replace(b"{text: ", b"{ text:   ")
    path = tmp_path / "a.yaml"
    path.write_bytes(body)
    monkeypatch.chdir(tmp_path)
    proved(path, tmp_path, *[path.name if word == "PATH" else word for word in COMMANDS[command]])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("in_repository", [False, True])
def test_any_name(name: str, in_repository: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "here" / name
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, encoding="utf-8")
    if in_repository:
        subprocess.run([str(git), "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path / "here")
    proved(path, tmp_path / "here", "rename", "made", "concluded", name)


@pytest.mark.parametrize("shape", ["upwards", "and back", "absolute", "a link"])
def test_a_file_outside_of_the_working_folder(shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case" / "a.yaml"
    for folder in ("case", "deep/here"):
        (tmp_path / folder).mkdir(parents=True)
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "deep" / "here" / "link.yaml").symlink_to(path)
    monkeypatch.chdir(tmp_path / "deep" / "here")
    given = {"upwards": "../../case/a.yaml", "and back": "../../case/../case/a.yaml", "absolute": str(path)}
    patch = proved(path, tmp_path, "rename", "made", "concluded", given.get(shape, "link.yaml"))
    assert patch.startswith(b"Paths are relative to ../..: run git apply there.\n--- a/case/a.yaml\n")


@pytest.mark.parametrize("given", ["case/../a.yaml", "./a.yaml"])
def test_a_way_round_inside_of_it(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case").mkdir()
    path = tmp_path / "a.yaml"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert proved(path, tmp_path, "rename", "made", "concluded", given).startswith(b"--- a/a.yaml\n")


def test_new_files_and_files_that_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sale.yaml"
    text = TEXT.replace("made: {", "made: {issue: sale, ") + "issues:\n  sale: {question: Q, positions: [made]}\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    monkeypatch.chdir(tmp_path)
    proved(path, tmp_path, "extract", "sale", "sale.yaml", files=lambda: [*tmp_path.rglob("*.yaml")])


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0c"])
def test_a_file_with_other_line_ends_is_neither_shown_nor_changed(odd: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(TEXT.replace("kind", "knid") + f"# One{odd}two\n", encoding="utf-8")
    before = path.read_bytes()
    for command in (("rename", "made", "concluded", str(path)), ("fmt", str(path)), ("check", str(path), "--fix")):
        for more in ([], ["--diff"]):
            result = run(*command, *more)
            assert (result.exit_code, "--- a/" in result.output) in ((1, False), (2, False), (0, False))
    assert path.read_bytes() == before


def test_git_knows_lines_by_line_feeds() -> None:
    """Also in files that argmap writes beside the arguments, where anything may stand."""
    beside = Prepared(Path("x.lock"), None, "one\u2028two\r\nthree\x0cfour\rfive\n")
    assert difference([], [beside]).splitlines(keepends=False)[2:3] == ["@@ -0,0 +1,2 @@"]


def test_a_waiver_is_shown_and_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shown = run("review", "a.yaml", "--add-waiver", "undeveloped-assertion", "made", "--because", "Plain.", "--diff")
    assert "+  - {check: undeveloped-assertion, at: made, because: Plain.}\n" in shown.output
    assert "is waived" not in shown.output
    assert path.read_text(encoding="utf-8") == TEXT
    asked = CliRunner().invoke(
        argmap, ["review", "a.yaml", "--add-waiver", "undeveloped-assertion", "made", "--diff"], input="Plain.\n"
    )
    assert asked.stdout == shown.stdout
    assert run("review", "a.yaml", "--diff").exit_code == 2


WHOLE = {
    "a.argmap.lock": ("review", "a.yaml", "--accept-changes"),
    "known.json": ("review", "a.yaml", "--write-baseline", "known.json"),
    "s.json": ("schema", "--out", "s.json"),
    "project.json": ("schema", "--project", "a.yaml", "--out", "project.json"),
    "case/argmap.toml": ("init", "case"),
}
THERE = {
    "nothing": None,
    "empty": b"",
    "another state": b'{"argmap-baseline": 2, "maps": []}\n',
    "Windows": b'{"argmap-baseline": 2,\r\n "maps": []}\r\n',
}


@pytest.mark.parametrize("there", THERE.values(), ids=THERE)
@pytest.mark.parametrize("written", WHOLE)
def test_what_is_written_as_a_whole(
    written: str, there: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(TEXT, encoding="utf-8")
    if written == "a.argmap.lock" and there:
        there = there.replace(b'baseline": 2', b'lock": 2').replace(b'"maps": []', b'"assertions": {}')
    if there is not None and written != "case/argmap.toml":
        (tmp_path / written).write_bytes(there)
    command = WHOLE[written]
    if there == b"" and written == "a.argmap.lock":
        assert run(*command, "--diff").exit_code == 0
        return
    proved(tmp_path / written, tmp_path, *command, files=lambda: [one for one in tmp_path.rglob("*") if one.is_file()])
    again = run(*command, "--diff")
    assert (again.stdout, bool(again.exit_code)) == ("", written == "case/argmap.toml")


def test_a_whole_file_that_is_no_text_is_shown_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "s.json"
    path.write_bytes(b"\xff\n")
    assert b"-\xff\n" in run("schema", "--out", "s.json", "--diff").stdout_bytes
    assert path.read_bytes() == b"\xff\n"
    assert run("schema", "--out", "s.json").exit_code == 0
    assert path.read_bytes().startswith(b"{\n")


def test_a_difference_needs_something_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "--diff goes with --out" in run("schema", "--diff").output
    assert "no ordinary file" in str(run("schema", "--out", "/dev/null", "--diff").exception)
    assert run("schema", "--out", "/dev/null").exit_code == 0
