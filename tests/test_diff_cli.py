"""`argmap diff`: two files, the history of Git, formats, exit codes, what is refused."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.diff import FORMS
from argmap.cli.main import argmap
from argmap.diagnostics import ArgmapError
from argmap.history import earlier

ROOT = Path(__file__).parents[1]
HELLO = (ROOT / "arguments" / "hello.yaml").read_text(encoding="utf-8")
CHANGED = HELLO.replace("kind: factual, status: agreed}", "kind: factual}")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(argmap, ["diff", *arguments], prog_name="argmap", standalone_mode=False)


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "argmap", "diff", *arguments],
        env={**os.environ, "NO_COLOR": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def git(*words: str) -> str:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = {f"GIT_{role}_{what}": "nobody@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", "-c", "protocol.file.allow=always", *words]
    return subprocess.run(
        command, env={**os.environ, **own, **who}, capture_output=True, encoding="utf-8", check=True
    ).stdout


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_") and name != "GIT_SSL_CAINFO"]:
        monkeypatch.delenv(name)
    (tmp_path / "arguments").mkdir()
    write("arguments/hello.yaml", HELLO)
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def repository(folder: Path) -> Path:
    git("init", "-q")
    commit("first")
    write("arguments/hello.yaml", CHANGED)
    return folder


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def changed_now() -> dict[str, object]:
    found: dict[str, object] = json.loads(run("--since", "HEAD", "--format", "json").output)
    return found


# -- two files ------------------------------------------------------------------------------------------------------


def test_two_files_whatever_they_are_called(folder: Path) -> None:
    write("new.yaml", CHANGED)
    told = run("arguments/hello.yaml", "new.yaml")
    assert told.exit_code is None or told.exit_code == 0
    assert "`contract-made`: stands → not established" in told.output
    assert "was: `contract-made` stands." in told.output
    assert "- status: agreed" in told.output


@pytest.mark.parametrize(("new", "code"), [(HELLO, 0), (CHANGED, 1), (f"{HELLO}\n# A word to the reader.\n", 0)])
def test_exit_code_as_git_has_it(new: str, code: int) -> None:
    write("new.yaml", new)
    assert program("arguments/hello.yaml", "new.yaml").returncode == 0
    assert program("arguments/hello.yaml", "new.yaml", "--exit-code").returncode == code


@pytest.mark.parametrize("format", ["text", *FORMS])
def test_every_format_goes_to_the_screen_or_to_a_file(format: str) -> None:
    write("new.yaml", CHANGED)
    shown = run("arguments/hello.yaml", "new.yaml", "--format", format)
    written = run("arguments/hello.yaml", "new.yaml", "--format", format, "--out", "out/report")
    assert written.output.startswith("out/report: written; Entries: 1 changed; 1 outcome and 3 standings change")
    assert Path("out/report").read_text(encoding="utf-8") == f"{shown.output.rstrip()}\n"


def test_folders_of_maps_are_compared_map_by_map(folder: Path) -> None:
    write("old/a.yaml", HELLO)
    write("old/b.yaml", HELLO.replace("A first map", "Another map"))
    write("old/gone.yaml", HELLO.replace("A first map", "A map that goes"))
    write("new/a.yaml", HELLO)
    write("new/b.yaml", CHANGED.replace("A first map", "Another map"))
    write("new/new.yaml", HELLO.replace("A first map", "A map that comes"))
    told = run("old", "new").output
    assert "The map “A map that comes” is new: 1 issue, 3 assertions." in told
    assert "The map “A map that goes” is gone" in told
    maps = json.loads(run("old", "new", "--format", "json").stdout)["maps"]
    assert {path: one["differs"] for path, one in maps.items()} == {"new/a.yaml": False, "new/b.yaml": True}


def test_what_moves_to_another_file_does_not_differ(folder: Path) -> None:
    write("old/map.yaml", HELLO)
    head, _, rest = HELLO.partition("assertions:")
    write("new/map.yaml", head)
    write("new/part.yaml", f"argmap: 1\nassertions:{rest}")
    done = program("old", "new", "--exit-code")
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 entries moved to another file, which changes nothing." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["arguments/hello.yaml"], "Name two versions, OLD and NEW, or say --since REV."),
        (["a", "b", "c"], "Name two versions, OLD and NEW, or say --since REV."),
        (["arguments/hello.yaml", "nowhere.yaml"], "There is no file or folder `nowhere.yaml`."),
        (["arguments/hello.yaml", "library.yaml"], "There is no map at `library.yaml`"),
        (["arguments/hello.yaml", "new.yaml", "--out", "x.yaml"], "has the name of a file of arguments"),
        (["arguments/hello.yaml", "new.yaml", "--until", "HEAD"], "--until goes with --since."),
        (["arguments/hello.yaml", "broken.yaml"], "`broken.yaml` has 1 error; it is not compared."),
        (["broken.yaml", "arguments/hello.yaml"], "`broken.yaml` has 1 error; it is not compared."),
    ],
)
def test_what_is_refused(arguments: list[str], message: str) -> None:
    write("new.yaml", CHANGED)
    write("library.yaml", "argmap: 1\nparties: {a: {name: A}}\n")
    write("broken.yaml", HELLO.replace("premises: [offer-accepted]", "premises: [offer]"))
    done = program(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_what_is_sound_of_a_broken_version_is_compared_if_asked() -> None:
    write("broken.yaml", HELLO.replace("premises: [offer-accepted]", "premises: [offer]"))
    done = program("arguments/hello.yaml", "broken.yaml", "--keep-going")
    assert done.returncode == 1
    assert "argument from `offer" in done.stdout


# -- the history of Git ---------------------------------------------------------------------------------------------


def test_since_a_revision(repository: Path) -> None:
    before = git("status", "--porcelain")
    told = run("--since", "HEAD")
    assert "HEAD:arguments/hello.yaml → arguments/hello.yaml" in told.output
    assert "`contract-made`: stands → not established" in told.output
    assert git("status", "--porcelain") == before
    assert run("--since", "HEAD", "arguments/hello.yaml").output == told.output


def test_between_two_revisions(repository: Path) -> None:
    commit("second")
    git("tag", "filed")
    write("arguments/hello.yaml", "nothing to be read\n")
    told = run("--since", "HEAD~1", "--until", "filed").output
    assert "HEAD~1:arguments/hello.yaml → filed:arguments/hello.yaml" in told
    assert "`contract-made`: stands → not established" in told


@pytest.mark.parametrize("revision", ["HEAD", "@", ":/first", "HEAD^0", "HEAD@{0}", "HEAD^{tree}"])
def test_a_revision_as_git_understands_it(repository: Path, revision: str) -> None:
    assert "stands → not established" in run(f"--since={revision}").output


@pytest.mark.parametrize(
    "revision",
    ["--output=x", "-", "--", "-h", "", " ", "nowhere", "HEAD;touch x", "$(touch x)", "HEAD..HEAD", "^HEAD", "a\nb",
     "HEAD:arguments/hello.yaml", "HEAD^{blob}", "--end-of-options", "\u202eHEAD", "HEAD\udc80", "x" * 5000],
)  # fmt: skip
def test_what_is_no_revision(repository: Path, revision: str) -> None:
    done = program(f"--since={revision}")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "revision" in done.stderr or "folder" in done.stderr
    assert {path.name for path in repository.iterdir()} == {"arguments", ".git"}


def test_outside_a_repository_and_without_git(folder: Path) -> None:
    done = program("--since", "HEAD", GIT_CEILING_DIRECTORIES=str(folder.parent))
    assert (done.returncode, done.stdout) == (2, "")
    assert "is in no Git repository" in done.stderr
    done = program("--since", "HEAD", PATH="")
    assert (done.returncode, done.stdout) == (2, "")
    assert "`git` is not on the PATH" in done.stderr


def test_a_project_in_a_part_of_a_repository(folder: Path) -> None:
    git("init", "-q")
    write("other/arguments/hello.yaml", CHANGED)
    write("cases/argmap.toml", 'profile = "draft"\n')
    write("cases/arguments/hello.yaml", HELLO)
    commit("first")
    write("cases/arguments/hello.yaml", CHANGED)
    os.chdir("cases")
    found = changed_now()
    assert found["differs"]
    assert found["before"] == "HEAD:arguments/hello.yaml"
    os.chdir("arguments")
    assert "HEAD:hello.yaml → hello.yaml" in run("--since", "HEAD", "hello.yaml").output


def hook(repository: str, name: str, *lines: str) -> None:
    """Have Git run argmap on an occasion; what it says goes to the file `told` beside the repository."""
    path = write(f"{repository}/hooks/{name}", "\n".join(("#!/bin/sh", "exec >$TOLD 2>&1", *lines)) + "\n")
    path.chmod(0o755)


ARGMAP = f"'{sys.executable}' -m argmap"


@pytest.fixture
def part(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a part of a repository, committed in `main`, with another branch in the work tree `linked`."""
    monkeypatch.setenv("TOLD", str(folder / "told"))
    Path("main").mkdir()
    git("init", "-q", "main")
    write("main/cases/argmap.toml", "")
    write("main/cases/arguments/hello.yaml", HELLO)
    git("-C", "main", "add", "-A")
    git("-C", "main", "commit", "-q", "-m", "first")
    git("-C", "main", "worktree", "add", "-q", "-b", "other", "../linked")
    return folder


@pytest.mark.parametrize("tree", ["main", "linked"])
def test_in_a_hook_of_git(part: Path, tree: str) -> None:
    hook("main/.git", "pre-commit", "cd cases", f"{ARGMAP} diff --since HEAD --exit-code")
    write(f"{tree}/cases/arguments/hello.yaml", CHANGED)
    with pytest.raises(subprocess.CalledProcessError):
        git("-C", tree, "commit", "-q", "-a", "-m", "second")
    told = Path("told").read_text(encoding="utf-8")
    assert "HEAD:arguments/hello.yaml → arguments/hello.yaml" in told
    assert "`contract-made`: stands → not established" in told
    assert "is new" not in told


def test_the_repository_is_the_one_of_the_project(part: Path) -> None:
    """Whatever repository Git works on elsewhere: in its hooks it names that to every program."""
    write("linked/cases/arguments/hello.yaml", CHANGED)
    git("init", "-q", "foreign")
    for named in ("main/.git", "foreign/.git", "nowhere"):
        exported = {"GIT_DIR": str(part / named), "GIT_OBJECT_DIRECTORY": str(part / "foreign/.git/objects")}
        os.chdir(part / "linked" / "cases")
        for extra in ({}, {"GIT_INDEX_FILE": "index", "GIT_PREFIX": "x/"}, {"GIT_WORK_TREE": str(part / "foreign")}):
            done = program("--since", "HEAD", **exported, **extra)
            assert "`contract-made`: stands → not established" in done.stdout, done.stderr
            assert "is new" not in done.stdout


def test_a_repository_that_is_kept_apart_from_its_files(part: Path) -> None:
    write("main/cases/arguments/hello.yaml", CHANGED)
    Path("main/.git").rename("kept")
    named = {"GIT_DIR": "kept", "GIT_WORK_TREE": "main", "GIT_CEILING_DIRECTORIES": str(part.parent)}
    assert "stands → not established" in program("--since", "HEAD", "main/cases/arguments", **named).stdout
    write("alone/argmap.toml", "")
    write("alone/hello.yaml", HELLO)
    done = program("--since", "HEAD", "alone/hello.yaml", **named)
    assert "is in no Git repository" in done.stderr


def test_before_a_push_is_taken(part: Path) -> None:
    """What is pushed lies apart until it is taken; Git says where, and that is true of no other repository."""
    git("clone", "-q", "--bare", "main", "server.git")
    hook("server.git", "pre-receive", "read old new ref", f"{ARGMAP} diff --since $old --until $new cases/arguments")
    write("main/cases/arguments/hello.yaml", CHANGED)
    git("-C", "main", "commit", "-q", "-a", "-m", "second")
    git("-C", "main", "push", "-q", "../server.git", "HEAD")
    assert "`contract-made`: stands → not established" in Path("told").read_text(encoding="utf-8")


def test_settings_that_are_given_to_git_hold(repository: Path) -> None:
    owned = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    assert "does not trust" in program("--since", "HEAD", **owned).stderr
    trusted = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    assert "stands → not established" in program("--since", "HEAD", **owned, **trusted).stdout


def test_files_that_came_and_went(repository: Path) -> None:
    write("arguments/second.yaml", HELLO.replace("A first map", "A second map"))
    Path("arguments/hello.yaml").unlink()
    told = run("--since", "HEAD").output
    assert "“A second map” is new" in told
    assert "“A first map” is gone" in told
    assert "is gone" in run("--since", "HEAD", "arguments/hello.yaml").output
    for path in ("arguments/never.yaml", "no/such/folder/never.yaml"):
        done = program("--since", "HEAD", path)
        assert done.returncode == 2
        assert "neither now nor then" in done.stderr


def test_errors_of_an_earlier_version_say_where(repository: Path) -> None:
    write("arguments/hello.yaml", HELLO.replace("premises: [offer-accepted]", "premises: [offer]"))
    commit("broken")
    write("arguments/hello.yaml", HELLO)
    done = program("--since", "HEAD")
    assert done.returncode == 2
    assert "HEAD:arguments/hello.yaml:9:" in done.stderr
    assert "argmap-" not in done.stderr


def test_a_closed_gap_is_placed_in_its_version(repository: Path) -> None:
    commit("second")
    write("arguments/hello.yaml", HELLO)
    closed = json.loads(run("--since", "HEAD", "--format", "json").output)["gaps"]["closed"]
    assert {item["path"] for item in closed} == {"HEAD:arguments/hello.yaml"}


def test_links_and_repositories_within_are_safe(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link that leaves the project is not followed, one inside is; a submodule is left alone."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.yaml").write_text(HELLO.replace("A first map", "A secret"), encoding="utf-8")
    git("init", "-q")
    git("init", "-q", str(outside / "module"))
    (outside / "module" / "map.yaml").write_text(HELLO, encoding="utf-8")
    for words in (["add", "-A"], ["commit", "-q", "-m", "module"]):
        git("-C", str(outside / "module"), *words)
    git("submodule", "add", "-q", str(outside / "module"), "arguments/module")
    Path("shared").mkdir()
    write("shared/library.yaml", "argmap: 1\nparties: {court: {name: The court}}\n")
    Path("arguments/library").symlink_to("../shared")
    Path("arguments/secret.yaml").symlink_to(outside / "secret.yaml")
    Path("arguments/loop.yaml").symlink_to("loop.yaml")
    commit("first")
    write("arguments/hello.yaml", CHANGED)
    with earlier("HEAD", [Path("arguments")]) as old:
        assert (old.folder / "arguments/library/library.yaml").is_file()
        assert not (old.folder / "arguments/module").exists()
        assert (old.folder / "arguments/hello.yaml").read_text(encoding="utf-8") == HELLO
    assert not old.folder.exists()
    done = program("--since", "HEAD", "arguments/hello.yaml")
    assert "stands → not established" in done.stdout
    done = program("--since", "HEAD")
    assert "A secret" not in done.stdout + done.stderr
    assert "leaves the project" in done.stderr


def test_a_tree_that_would_write_elsewhere_does_not(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A tree made by hand: names that lead upwards, and a link in the way of a file that stands behind it."""
    outside = tmp_path_factory.mktemp("outside")
    link = _object(str(outside))
    text = _object(HELLO)
    inner = _tree(f"100644 blob {text}\tescaped.yaml\n")
    whole = _tree(
        f"120000 blob {link}\ttrap\n", f"040000 tree {inner}\ttrap\n", f"040000 tree {inner}\t..\n",
        f"100644 blob {text}\tmap.yaml\n",
    )  # fmt: skip
    with earlier(whole, [Path("arguments")]) as old:
        assert (old.folder / "map.yaml").is_file()
        assert not (old.folder.parent / "escaped.yaml").exists()
    assert not list(outside.iterdir())


def _object(text: str) -> str:
    return _given(["git", "hash-object", "-w", "--stdin"], text)


def _tree(*lines: str) -> str:
    """A tree as it is stored, whatever it holds: `git mktree` would refuse."""
    raw = b""
    for line in lines:
        mode, _, rest = line.rstrip("\n").partition(" ")
        _, name, path = rest.replace("\t", " ").split(" ")
        raw += f"{mode.lstrip('0')} {path}\0".encode() + bytes.fromhex(name)
    command = ["git", "hash-object", "-w", "--stdin", "-t", "tree", "--literally"]
    return subprocess.run(command, input=raw, capture_output=True, check=True).stdout.decode().strip()


def _given(command: list[str], text: str) -> str:
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True).stdout.strip()


def test_paths_of_several_projects(repository: Path) -> None:
    write("one/argmap.toml", "")
    write("one/map.yaml", HELLO)
    done = program("--since", "HEAD", "one/map.yaml", "arguments/hello.yaml")
    assert done.returncode == 2
    assert "all paths must be of one project" in done.stderr


def test_git_is_not_waited_for(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.history.DEADLINE", 0.0)
    assert "took more than 0 seconds" in str(run("--since", "HEAD").exception)


# -- pictures -------------------------------------------------------------------------------------------------------


def test_pictures_and_the_report_that_shows_them(folder: Path) -> None:
    write("new.yaml", CHANGED)
    told = run(
        "arguments/hello.yaml", "new.yaml", "--pictures", "out/pictures", "--format", "html", "--out", "out/r.html"
    )
    assert told.exit_code in (0, None)
    drawing = Path("out/pictures/new/difference.svg")
    assert "stood → not established" in drawing.read_text(encoding="utf-8")
    report = Path("out/r.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]*)"', report)
    assert base64.b64decode(data) == drawing.read_bytes()
    assert '<a href="pictures/new/difference.svg">' in report
    shown = program("arguments/hello.yaml", "new.yaml", "--pictures", "out/pictures", "--format", "markdown")
    assert "](out/pictures/new/difference.svg)" in shown.stdout
    assert shown.stderr == "out/pictures/new/difference.svg\n"


def test_pages_of_an_earlier_difference_go_and_what_is_not_ours_stays(folder: Path) -> None:
    write("new.yaml", CHANGED)
    run("arguments/hello.yaml", "new.yaml", "--pictures", "out")
    own = Path("out/new/difference.svg").read_text(encoding="utf-8")
    write("out/new/difference-2.svg", own.replace('data-difference="difference"', 'data-difference="difference-2"'))
    write("out/new/difference-3.svg", "<svg/>")
    run("arguments/hello.yaml", "new.yaml", "--pictures", "out")
    assert sorted(path.name for path in Path("out/new").iterdir()) == ["difference-3.svg", "difference.svg"]
    write("new.yaml", HELLO)
    run("arguments/hello.yaml", "new.yaml", "--pictures", "out")
    assert [path.name for path in Path("out/new").iterdir()] == ["difference-3.svg"]


def test_pictures_of_a_map_stay_beside_those_of_its_difference(folder: Path) -> None:
    """An issue, a page of it or a view that is called like a picture of a difference is drawn under another name."""
    views = "views: {difference: {show: issues}, difference-2: {show: issues}, difference-of-opinion: {show: issues}}\n"
    write("arguments/hello.yaml", HELLO.replace("sale: {", "difference-3: {").replace("sale,", "difference-3,") + views)
    assert CliRunner().invoke(argmap, ["render", "arguments", "--out", "renders"]).exit_code == 0
    before = {path.name: path.read_bytes() for path in Path("renders/hello").glob("*.svg")}
    assert {"view-difference.svg", "view-difference-2.svg", "difference-of-opinion.svg"} <= before.keys()
    assert "issue-difference-3.svg" in before
    write("old/hello.yaml", HELLO)
    for new in (CHANGED, HELLO):
        write("new/hello.yaml", new)
        run("old/hello.yaml", "new/hello.yaml", "--pictures", "renders")
        after = {path.name: path.read_bytes() for path in Path("renders/hello").glob("*.svg")}
        assert after.keys() - before.keys() == ({"difference.svg"} if new == CHANGED else set())
        assert {name: after[name] for name in before} == before
        again = CliRunner().invoke(argmap, ["render", "arguments", "--out", "renders", "--check"])
        assert (again.exit_code, "left over" in again.output) == (0, False)


@pytest.mark.parametrize("kind", ["text", "view", "copy", "link", "broken link", "folder"])
def test_a_file_that_no_difference_made_is_not_written_over(folder: Path, kind: str) -> None:
    write("new.yaml", CHANGED)
    path, other = Path("out/new/difference.svg"), Path("elsewhere.svg")
    run("arguments/hello.yaml", "new.yaml", "--pictures", "out")
    own = path.read_text(encoding="utf-8")
    write("out/new/difference-2.svg", own.replace('data-difference="difference"', 'data-difference="difference-2"'))
    path.unlink()
    other.write_text(own, encoding="utf-8")
    if kind == "folder":
        path.mkdir()
    elif kind.endswith("link"):
        path.symlink_to(other.absolute() if kind == "link" else "nowhere.svg")
    else:
        as_view = own.replace("data-difference=", "data-view=")
        mine = {"text": "<svg/>", "view": as_view.replace(": what changed<", "<")}
        write(str(path), mine.get(kind, own.replace('data-map="new"', 'data-map="old"')))
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    done = program("arguments/hello.yaml", "new.yaml", "--pictures", "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "`out/new/difference.svg` is there already and is no picture that `argmap diff` made there" in done.stderr
    assert (path.read_text(encoding="utf-8") if path.is_file() else "") == before
    assert other.read_text(encoding="utf-8") == own
    assert sorted(one.name for one in path.parent.iterdir()) == ["difference-2.svg", "difference.svg"]


def test_a_picture_of_before_there_was_a_mark_for_differences_is_known(folder: Path) -> None:
    write("new.yaml", CHANGED)
    run("arguments/hello.yaml", "new.yaml", "--pictures", "out")
    own = Path("out/new/difference.svg").read_text(encoding="utf-8")
    old = own.replace("data-difference=", "data-view=").replace('data-digest="', 'data-digest="0')
    write("out/new/difference.svg", old)
    assert run("arguments/hello.yaml", "new.yaml", "--pictures", "out").exit_code in (0, None)
    assert Path("out/new/difference.svg").read_text(encoding="utf-8") == own


def draw(*options: str) -> Result:
    return run("arguments/hello.yaml", "new.yaml", "--pictures", "out", *options)


def test_pictures_in_the_formats_of_render(folder: Path) -> None:
    for extra in ("resvg_py", "typst"):
        pytest.importorskip(extra)
    write("new.yaml", CHANGED)
    told = draw("--picture-format", "svg,png,pdf", "--dpi", "96", "--page", "a4", "--format", "markdown")
    made = {path.name: path.read_bytes() for path in Path("out/new").iterdir()}
    assert sorted(made) == ["difference.pdf", "difference.png", "difference.svg"]
    assert made["difference.png"][12:16] == b"IHDR"
    assert made["difference.pdf"].startswith(b"%PDF-")
    assert "](out/new/difference.svg)" in told.stdout
    assert "[A first map: what changed, as PDF](out/new/difference.pdf)" in told.stdout
    draw("--picture-format", "png", "--dpi", "96", "--page", "a4")
    assert {path.name: path.read_bytes() for path in Path("out/new").iterdir()} == made
    embedded = draw("--picture-format", "png", "--format", "html").stdout
    assert '<img src="data:image/png;base64,' in embedded
    write("new.yaml", HELLO)
    draw("--picture-format", "pdf,png,svg")
    assert not list(Path("out/new").iterdir())


def test_exports_of_a_map_stay_beside_those_of_its_difference(folder: Path) -> None:
    for extra in ("resvg_py", "typst"):
        pytest.importorskip(extra)
    write("old/hello.yaml", HELLO)
    write("arguments/hello.yaml", CHANGED)
    render = ["render", "arguments", "--format", "png,pdf", "--dpi", "96", "--out", "out"]
    run("old/hello.yaml", "arguments/hello.yaml", "--pictures", "out", "--picture-format", "png,pdf", "--dpi", "96")
    assert CliRunner().invoke(argmap, render).exit_code == 0
    names = {path.name for path in Path("out/hello").iterdir()}
    assert {"difference.png", "difference.pdf", "hello.pdf", "overview.png"} <= names
    write("out/hello/difference.png", "mine")
    refused = run("old/hello.yaml", "arguments/hello.yaml", "--pictures", "out", "--picture-format", "png")
    assert "`out/hello/difference.png` is there already" in str(refused.exception)
    assert Path("out/hello/difference.png").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--picture-format", "png"], "--picture-format goes with --pictures."),
        (["--dpi", "96"], "--dpi goes with --pictures."),
        (["--page", "a4"], "--page goes with --pictures."),
        (["--pictures", "out", "--picture-format", "pgn"], "There is no format `pgn`. Did you mean `png`?"),
        (["--pictures", "out", "--picture-format", "html"], "There is no format `html`. It is one of svg, png, pdf."),
        (["--pictures", "out", "--picture-format", ","], "Name a format: svg, png, pdf."),
    ],
)
def test_options_of_pictures_that_are_refused(options: list[str], message: str) -> None:
    write("new.yaml", CHANGED)
    done = program("arguments/hello.yaml", "new.yaml", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert not Path("out").exists()


def test_nothing_is_removed_before_what_is_new_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("new.yaml", CHANGED)
    run("arguments/hello.yaml", "new.yaml", "--pictures", "out")
    own = Path("out/new/difference.svg").read_text(encoding="utf-8")
    write("out/new/difference-2.svg", own.replace('data-difference="difference"', 'data-difference="difference-2"'))
    write("new.yaml", CHANGED.replace("A first map", "Another title"))

    def fails(*_: object) -> None:
        raise ArgmapError("No room.")

    monkeypatch.setattr("argmap.render.files.write_text", fails)
    assert "No room." in str(run("arguments/hello.yaml", "new.yaml", "--pictures", "out").exception)
    assert sorted(one.name for one in Path("out/new").iterdir()) == ["difference-2.svg", "difference.svg"]


def test_pictures_of_the_same_difference_are_the_same(folder: Path) -> None:
    write("new.yaml", CHANGED)
    texts = []
    for seed in ("0", "1"):
        program("arguments/hello.yaml", "new.yaml", "--pictures", f"out-{seed}", PYTHONHASHSEED=seed)
        texts.append(Path(f"out-{seed}/new/difference.svg").read_bytes())
    assert texts[0] == texts[1]
