"""An earlier state of a project, out of its Git history: its argument files in a folder of their own, for a while.

Git is asked for names and contents only, never by a shell; the work tree, the index and the history stay as they are.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from argmap.config import SETTINGS_FILES
from argmap.diagnostics import ArgmapError
from argmap.reading.files import SUFFIX, project_root
from argmap.reading.limits import ENTRIES, FILE_BYTES

DEADLINE = 60.0
"""How many seconds Git may take for one answer."""
_SUFFIXES = (SUFFIX, ".lock")
_LINK, _FILES = "120000", ("100644", "100755", "100664")
_WHICH = ("GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
"""By these Git tells its hooks which repository they are of; a project is of the one that its folder lies in."""
_STORED = (
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
    "GIT_REPLACE_REF_BASE",
)  # fmt: skip
"""Where and how the history of that repository is stored: true of no other one."""
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


@dataclass(frozen=True)
class Earlier:
    """A project as it was at a revision: `folder` holds its files now, `project` is the project they are of."""

    revision: str
    folder: Path
    project: Path

    def path(self, now: Path) -> Path:
        """Where a file or folder of the project stands in its earlier state, whether or not it is there."""
        return self.folder / _within(now, self.project)

    def shown(self, path: Path) -> Path:
        """A path of the earlier state as it is told to people: `REVISION:path`, seen from where the command runs."""
        if not path.is_relative_to(self.folder):
            return path
        now = os.path.relpath(self.project / path.relative_to(self.folder))
        return Path(f"{self.revision}:{Path(now).as_posix()}")


class _Entry(NamedTuple):
    mode: str
    name: str
    size: int
    path: PurePosixPath


@contextmanager
def earlier(revision: str, paths: Sequence[Path]) -> Iterator[Earlier]:
    """The project of some paths as it was at a revision, for as long as this is entered.

    Raises ArgmapError without Git, outside a repository, for what is no revision, and where the paths are of several
    projects.
    """
    projects = {_there(project_root(path).resolve()) for path in paths}
    if len(projects) != 1:
        raise ArgmapError("With --since, all paths must be of one project.")
    (project,) = projects
    git = _Git(project)
    tree = git.tree(revision)
    with tempfile.TemporaryDirectory(prefix="argmap-") as made:
        folder = Path(made).resolve() / "project"
        folder.mkdir()
        (folder / ".git").touch()  # what marks a project: nothing outside belongs to it
        _write(git, tree, folder)
        yield Earlier(revision, folder, project)


def _there(folder: Path) -> Path:
    """The folder, or of those above it the nearest that is there: it may have been removed since."""
    return next(one for one in (folder, *folder.parents) if one.is_dir())


def _kept_apart(folder: Path) -> dict[str, str]:
    """The variables that name a repository kept apart from its work tree, where they do and the folder lies in that."""
    named = {key: os.path.realpath(os.environ[key]) for key in ("GIT_DIR", "GIT_WORK_TREE") if os.environ.get(key)}
    return named if len(named) == 2 and folder.is_relative_to(named["GIT_WORK_TREE"]) else {}


def _within(path: Path, project: Path) -> Path:
    return Path(os.path.relpath(path.absolute().parent.resolve() / path.absolute().name, project))


class _Git:
    """Git, asked in the folder of a project."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("git")
        if program is None:
            raise ArgmapError(
                "`git` is not on the PATH. To compare without it, name both versions: argmap diff OLD NEW."
            )
        self.program = program
        self.folder = folder
        self.environment = {key: value for key, value in os.environ.items() if key not in (*_WHICH, *_STORED)}
        done = self._run("rev-parse", "--show-prefix")
        if not done.returncode and self._is_told():
            self.environment |= {key: os.environ[key] for key in _STORED if key in os.environ}
        elif done.returncode and (apart := _kept_apart(folder)):
            self.environment |= apart
            done = self._run("rev-parse", "--show-prefix")
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace")
            if "dubious ownership" in said:
                raise ArgmapError(f"`git` does not trust `{folder}`, which somebody else owns; `git status` says more.")
            raise ArgmapError(f"`{folder}` is in no Git repository. Name both versions instead: argmap diff OLD NEW.")
        self.prefix = os.fsdecode(done.stdout).removesuffix("\n").rstrip("/")

    def _is_told(self) -> bool:
        """Whether the repository is the one that Git works on, where this runs in one of its hooks."""
        told = os.environ.get("GIT_DIR")
        if not told:
            return False
        found = os.fsdecode(self._run("rev-parse", "--absolute-git-dir").stdout).removesuffix("\n")
        return os.path.realpath(told) == os.path.realpath(found)

    def _run(self, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [self.program, "--no-pager", "--literal-pathspecs", *words]
        environment = {**self.environment, **_QUIET}
        try:
            return subprocess.run(  # noqa: S603  # no shell; a revision is never an option (see `tree`)
                command,
                input=given,
                cwd=self.folder,
                env=environment,
                capture_output=True,
                timeout=DEADLINE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ArgmapError(f"`git {words[0]}` took more than {DEADLINE:.0f} seconds, so it was stopped.") from error

    def tree(self, revision: str) -> str:
        """The name of the tree of the project at a revision. Raises ArgmapError where there is none."""
        if not revision.strip() or revision.startswith("-") or not revision.isprintable():
            raise ArgmapError(f"`{_shown(revision)}` is no revision. Name a commit, a tag or a branch, as `HEAD~1`.")
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", revision)
        name = found.stdout.decode("ascii", "replace").strip().removeprefix("--end-of-options").strip()
        if found.returncode or not name.isalnum():
            raise ArgmapError(f"There is no revision `{_shown(revision)}` in this repository; `git log` shows them.")
        within = f"{name}^{{tree}}" if not self.prefix else f"{name}:{self.prefix}"
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", within)
        tree = found.stdout.decode("ascii", "replace").strip().removeprefix("--end-of-options").strip()
        if found.returncode or not tree.isalnum():
            where = f"the project `{self.prefix}`" if self.prefix else "files"
            raise ArgmapError(f"There is no folder of {where} at `{_shown(revision)}`.")
        return tree

    def entries(self, tree: str) -> list[_Entry]:
        """Every file and link of a tree, by its path; what is a repository of its own is left out."""
        done = self._run("ls-tree", "-r", "-z", "-l", "--full-tree", tree)
        if done.returncode:
            raise ArgmapError("`git` could not list the files of that revision.")
        found = []
        for line in done.stdout.split(b"\0")[:-1]:
            head, _, path = line.partition(b"\t")
            mode, kind, name, size = head.decode("ascii").split()
            if kind == "blob":
                found.append(_Entry(mode, name, int(size) if size.isdigit() else 0, PurePosixPath(os.fsdecode(path))))
        return found

    def contents(self, names: Sequence[str]) -> dict[str, bytes]:
        """The contents of files by their names."""
        done = self._run("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
        found, at = {}, 0
        for name in names:
            head, _, _ = done.stdout[at : at + 200].partition(b"\n")
            words = head.split()
            if len(words) != 3:
                raise ArgmapError("`git` does not have all files of that revision; `git fsck` says more.")
            start, size = at + len(head) + 1, int(words[2])
            found[name] = done.stdout[start : start + size]
            at = start + size + 1
        return found


def _write(git: _Git, tree: str, folder: Path) -> None:
    """Write the argument files, locks and settings of a tree into a folder: files first, so that no link is in the way.

    A name that no file of a project has leads nowhere and is left out.
    """
    wanted = [entry for entry in git.entries(tree) if _is_wanted(entry)]
    if len(wanted) > ENTRIES:
        raise ArgmapError(f"The project has more than {ENTRIES:,} argument files at that revision.")
    held = git.contents(sorted({entry.name for entry in wanted if entry.size <= FILE_BYTES}))
    for entry in sorted(wanted, key=lambda entry: entry.mode == _LINK):
        path = folder / entry.path
        if path.parent.resolve() != path.parent:
            continue  # a tree made on purpose: one of its links stands in the way to one of its files
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if entry.mode == _LINK:
                path.symlink_to(os.fsdecode(held[entry.name]))
            elif entry.name in held:
                path.write_bytes(held[entry.name])
            else:
                with path.open("wb") as file:
                    file.truncate(FILE_BYTES + 1)  # too large to be read, as it was then
        except (OSError, ValueError) as error:
            if not isinstance(error, (FileExistsError, NotADirectoryError)):
                raise ArgmapError(f"`{entry.path}` of that revision cannot be written down: {error}.") from error


def _is_wanted(entry: _Entry) -> bool:
    if entry.mode == _LINK and entry.size > 4096:
        return False
    parts = entry.path.parts
    if not parts or entry.path.is_absolute() or any(part in ("", "..", ".git") or "\0" in part for part in parts):
        return False
    is_ours = entry.path.suffix in _SUFFIXES or entry.path.name in SETTINGS_FILES
    return entry.mode == _LINK or (entry.mode in _FILES and is_ours)


def _shown(revision: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in revision[:80])
