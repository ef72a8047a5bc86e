"""An edit of several files that is killed: the next command or server finishes it, and nothing is left behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from argmap.diagnostics import ArgmapError
from argmap.editor.finishing import finish
from argmap.editor.journal import NAME, home_of, journal

FILES = 4
CUT = """
import os, sys
from pathlib import Path
from argmap.cli.start import run
left = [int(sys.argv[1])]
def cut(old):
    def call(self, *given, **named):
        if old.__name__ == "replace" or self.name == ".argmap-edit.json":
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), 9)
        return old(self, *given, **named)
    return call
Path.replace, Path.unlink = cut(Path.replace), cut(Path.unlink)
run(sys.argv[2:])
"""
CTRL_C = """
import os, sys
from pathlib import Path
from argmap.cli.start import run
left = [int(sys.argv[1])]
def replace(self, to, old=Path.replace):
    if self.name.startswith(".argmap-edit"):
        return old(self, to)
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), 2)
    return old(self, to)
Path.replace = replace
run(sys.argv[2:])
"""
RENAME = ("rename", "core", "heart", "case")


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "argmap", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def cut_off(folder: Path, after: int, *arguments: str) -> int:
    """Run a command and kill it after so many of the steps in which files are replaced."""
    command = [sys.executable, "-c", CUT, str(after), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False).returncode


def stopped(folder: Path, after: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command and press Ctrl-C when so many files have been replaced, and again while they are put back."""
    command = [sys.executable, "-c", CTRL_C, str(after), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def case(folder: Path, mark: str = "argmap.toml") -> Path:
    (folder / "case" / "facts").mkdir(parents=True)
    if mark:
        (folder / mark).touch()
    head = "argmap: 1\nmap: {title: T}\nassertions:\n  core: {text: C., kind: factual}\n"
    (folder / "case" / "map.yaml").write_text(head, encoding="utf-8")
    for number in range(FILES - 1):
        text = f"argmap: 1\nassertions:\n  a-{number}: {{text: A., kind: factual, premises: [core]}}\n"
        (folder / "case" / "facts" / f"f{number}.yaml").write_text("\ufeff" * (number == 1) + text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("mark", ["argmap.toml", ""], ids=["project", "folder"])
def test_a_renaming_cut_off_anywhere(tmp_path: Path, mark: str) -> None:
    whole = case(tmp_path / "whole", mark)
    before = state(whole)
    assert run(whole, *RENAME)[0] == 0
    after = state(whole)
    for steps in range(FILES + 2):  # the journal, each file, and the end of the journal
        folder = case(tmp_path / str(steps), mark)
        assert cut_off(folder, steps, *RENAME) == -9
        code, said = run(folder, "check", "case")
        assert code == 0, said
        assert state(folder) == (after if steps > 1 else before)
        assert ("has been finished" in said) is (steps > 1)
        assert ("so it is not made" in said) is (steps == 1)
        assert run(folder, "check", "case") == (0, "no diagnostics.\n")


def test_what_was_being_written_goes_however_long_its_name_is(tmp_path: Path) -> None:
    for steps in range(2, FILES + 1):
        folder = case(tmp_path / str(steps))
        for file in (folder / "case" / "facts").iterdir():
            file.rename(file.with_name(f"{'facts-' * 10}{file.name}"))
        assert cut_off(folder, steps, *RENAME) == -9
        assert list(folder.rglob(".facts-*"))
        assert "has been finished" in run(folder, "check", "case")[1]
        assert not list(folder.rglob(".facts-*"))


def test_nobody_else_may_read_the_journal(tmp_path: Path) -> None:
    folder = case(tmp_path)
    assert cut_off(folder, 2, *RENAME) == -9
    assert (folder / ".argmap-edit.json").stat().st_mode & 0o077 == 0


def put_back(folder: Path, old: dict[str, bytes], names: Iterable[str]) -> None:
    """As `git checkout` and backups do: the texts of before, in files of now."""
    for name in names:
        if (folder / name).read_bytes() != old[name]:
            (folder / name).write_bytes(old[name])


def test_what_was_undone_is_not_made_again(tmp_path: Path) -> None:
    folder = case(tmp_path)
    before = state(folder)
    assert cut_off(folder, 3, *RENAME) == -9
    put_back(folder, before, before)
    code, said = run(folder, "check", "case")
    assert code == 0
    assert "An edit of 4 files was cut off. All of them are as they were before it, so it is not made" in said
    assert state(folder) == before
    assert run(folder, "check", "case") == (0, "no diagnostics.\n")


def test_a_file_put_back_is_told(tmp_path: Path) -> None:
    """One of two files that were written is as before again: who did that is asked, and may have either."""
    for is_wanted in (True, False):
        folder = case(tmp_path / str(is_wanted))
        before = state(folder)
        assert cut_off(folder, 3, *RENAME) == -9
        put_back(folder, before, ["case/map.yaml"])
        cut = state(folder)
        code, said = run(folder, "check", "case")
        assert code == 2
        assert "`case/map.yaml` has been put back or replaced since, so it is not finished" in said
        assert state(folder) == cut
        if is_wanted:
            (folder / NAME).touch()
            assert run(folder, "check", "case")[0] == 0
            assert b"core" not in b"".join(state(folder).values())
        else:
            (folder / NAME).unlink()
            assert run(folder, "check", "case")[0] == 1


def test_the_same_renaming_again_is_done_already(tmp_path: Path) -> None:
    folder = case(tmp_path)
    assert cut_off(folder, 3, *RENAME) == -9
    code, said = run(folder, *RENAME)
    assert code == 0
    assert "has been finished" in said
    assert "`core` is `heart` already.\n" in said
    code, said = run(folder, *RENAME)
    assert code == 2
    assert "`heart` is there: it may have been renamed already." in said


def test_comparing_versions_finishes_it_first(tmp_path: Path) -> None:
    folder = case(tmp_path)
    (folder / "old.yaml").write_text("argmap: 1\nmap: {title: T}\n", encoding="utf-8")
    assert cut_off(folder, 3, *RENAME) == -9
    code, said = run(folder, "diff", "old.yaml", "case")
    assert code == 0
    assert "has been finished" in said
    assert "`heart`" in said
    assert "core" not in said


@pytest.mark.parametrize("after", range(FILES))
def test_ctrl_c_puts_back_what_was_written(tmp_path: Path, after: int) -> None:
    folder = case(tmp_path)
    before = state(folder)
    done = stopped(folder, after, *RENAME)
    assert done.returncode == 130
    assert done.stderr.endswith("argmap: stopped. Nothing was changed.\n")
    assert state(folder) == before


def without_rights(folder: Path, after: int | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command, as `cut_off` where that is wanted, whose user is bound by rights, as the system's own is not."""
    start = [sys.executable, "-m", "argmap"] if after is None else [sys.executable, "-c", CUT, str(after)]
    root = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.access("/", os.W_OK) else []
    return subprocess.run(
        [*root, *start, *arguments], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """A project whose own folder may not be written into."""
    folder = case(tmp_path / "kept")
    folder.chmod(0o555)
    if os.access("/", os.W_OK) and (
        shutil.which("setpriv") is None or without_rights(folder, None, "init").returncode == 0
    ):
        pytest.skip("nothing here takes the rights of the system's own user away")
    yield folder
    folder.chmod(0o755)


def test_a_project_that_may_not_be_written_into(kept: Path) -> None:
    """The journal stands in the folder of the map then, and is found from above too."""
    before = state(kept)
    assert without_rights(kept, 3, *RENAME).returncode == -9
    assert (kept / "case" / NAME).is_file()
    done = without_rights(kept, None, "check", ".")
    assert (done.returncode, "has been finished" in done.stderr) == (0, True)
    assert state(kept).keys() == before.keys()
    assert b"core" not in b"".join(state(kept).values())


def test_a_project_without_a_place_for_the_journal_is_told(kept: Path) -> None:
    (kept / "case").chmod(0o555)
    before = state(kept)
    done = without_rights(kept, None, *RENAME)
    assert done.returncode == 2
    assert f"in the folder of the project, `{kept}`" in done.stderr
    assert "you may not write there. Nothing was changed." in done.stderr
    assert state(kept) == before


def test_a_file_changed_since_is_told(tmp_path: Path) -> None:
    folder = case(tmp_path)
    assert cut_off(folder, 3, *RENAME) == -9
    changed = folder / "case" / "facts" / "f2.yaml"
    old = changed.read_bytes()
    changed.write_bytes(old + b"# mine\n")
    cut = state(folder)
    code, said = run(folder, "check", "case")
    assert code == 2
    assert "`case/facts/f2.yaml` has been changed since" in said
    assert f"delete `{folder / NAME}`" in said
    assert state(folder) == cut
    changed.write_bytes(old)
    (folder / NAME).touch()
    assert run(folder, "check", "case")[0] == 0
    assert b"heart" in changed.read_bytes()
    assert not (folder / NAME).exists()


def _said(folder: Path, path: str, text: str = "argmap: 1\n", before: bytes | None = None) -> None:
    known = None if before is None else sha256(before).hexdigest()
    files = [{"path": path, "before": known, "after": text}]
    (folder / NAME).write_text(json.dumps({"argmap-edit": 1, "files": files}), encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "../out.yaml", "case/../../out.yaml", "/{out}/out.yaml", "link/out.yaml", "leads.yaml", "setup.py",
        ".git/x.yaml", NAME, "", ".", "\ud800.yaml", "case", "case/argmap.toml",
        ".github/a.yaml", "a\0.yaml", "known.json",
    ],
)  # fmt: skip
def test_a_journal_of_somebody_else_writes_nothing(tmp_path: Path, path: str) -> None:
    out, folder = tmp_path / "out", case(tmp_path / "in")
    out.mkdir()
    (folder / "link").symlink_to(out)
    (folder / "leads.yaml").symlink_to(out / "new.yaml")
    _said(folder, path.replace("{out}", str(out).lstrip("/")))
    before = state(tmp_path)
    with pytest.raises(ArgmapError, match="Look at it, and delete it"):
        finish(folder / "case")
    assert state(tmp_path) == before


@pytest.mark.parametrize("text", ["", "[]", "{", '{"argmap-edit": 2, "files": []}', '{"argmap-edit": 1, "files": [1]}'])
def test_a_journal_that_is_none(tmp_path: Path, text: str) -> None:
    folder = case(tmp_path)
    (folder / NAME).write_text(text, encoding="utf-8")
    assert run(folder, "check", "case")[0] == 2


def test_texts_that_are_no_arguments_are_not_written(tmp_path: Path) -> None:
    folder = case(tmp_path)
    _said(folder, "compose.yaml", "services: {}\n")
    with pytest.raises(ArgmapError):
        finish(folder)
    assert not (folder / "compose.yaml").exists()


def test_a_yaml_file_of_another_kind_is_not_written_over(tmp_path: Path) -> None:
    folder = case(tmp_path)
    before = b"services: {}\n"
    (folder / "compose.yaml").write_bytes(before)
    _said(folder, "compose.yaml", before=before)
    with pytest.raises(ArgmapError, match="Look at it, and delete it"):
        finish(folder)
    assert (folder / "compose.yaml").read_bytes() == before


@pytest.mark.parametrize("text", ['{"argmap": 1, "assertions": %s}', "  argmap: 1\n  assertions: %s\n"])
def test_argument_files_of_any_layout_are_finished(tmp_path: Path, text: str) -> None:
    folder = case(tmp_path)
    odd = folder / "case" / "odd.yaml"
    odd.write_text(text % '{"odd": {"text": "O.", "kind": "factual", "premises": ["core"]}}', encoding="utf-8")
    assert cut_off(folder, 3, *RENAME) == -9
    assert run(folder, "check", "case")[0] == 0
    assert "heart" in odd.read_text(encoding="utf-8")


def test_a_name_that_cannot_be_written_down_leaves_no_journal(tmp_path: Path) -> None:
    folder = case(tmp_path)
    odd = folder / "case" / os.fsdecode(b"f\xff.yaml")
    odd.write_text("argmap: 1\nassertions: {odd: {text: O., kind: factual, premises: [core]}}\n", encoding="utf-8")
    assert cut_off(folder, 2, *RENAME) == -9
    assert not (folder / NAME).exists()
    assert run(folder, "check", "case")[0] == 1  # told as what it is: ids that are not there


def test_an_edit_keeps_the_journal_of_another(tmp_path: Path) -> None:
    folder = case(tmp_path)
    paths = [folder / "case" / "map.yaml", folder / "case" / "facts" / "f0.yaml"]
    home = home_of(paths)
    assert cut_off(folder, 2, *RENAME) == -9
    cut = state(folder)
    with (
        pytest.raises(ArgmapError, match="run the command again"),
        journal(home, [(path, "argmap: 1\n") for path in paths]),
    ):
        pytest.fail("the edit was begun")
    assert state(folder) == cut
    assert run(folder, "check", "case")[0] == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_a_journal_of_another_user_is_not_obeyed(tmp_path: Path) -> None:
    folder = case(tmp_path)
    _said(folder, "case/new.yaml")
    os.chown(folder / NAME, 65534, 65534)
    before = state(folder)
    code, said = run(folder, "check", "case")
    assert code == 2
    assert "belongs to another user" in said
    assert state(folder) == before


def test_the_server_finishes_it(tmp_path: Path) -> None:
    folder = case(tmp_path)
    assert cut_off(folder, 2, *RENAME) == -9
    path = folder / "case" / "map.yaml"
    item = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": path.read_text("utf-8")}
    hello = {"capabilities": {}, "processId": None, "rootUri": None}
    messages = [
        ("initialize", 1, hello),
        ("initialized", None, {}),
        ("textDocument/didOpen", None, {"textDocument": item}),
    ]
    said = b""
    for method, number, params in [*messages, ("exit", None, None)]:
        body = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})
        raw = json.dumps(body).encode()
        said += b"Content-Length: %d\r\n\r\n" % len(raw) + raw
    command = [sys.executable, "-m", "argmap", "lsp"]
    done = subprocess.run(command, input=said, capture_output=True, timeout=60, check=False)
    assert b"has been finished" in done.stdout
    assert not (folder / NAME).exists()
    assert all(b"core" not in raw for name, raw in state(folder).items() if name.endswith(".yaml"))
