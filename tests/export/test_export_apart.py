"""PNGs painted by several processes: the same files, one message for what fails, nothing left half-made or running."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from argmap.diagnostics import ArgmapError
from argmap.render import files
from argmap.render.apart import processes
from tests.maps_for_tests import render


def ends() -> None:
    """Work whose process is ended in the midst of it, as the system does where memory is short."""
    os._exit(9)


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even the few pictures of a small map are worth a process each."""
    monkeypatch.setattr(files, "FEW", 1)


def test_several_processes_paint_the_same_bytes_as_one(project: Path, several: None) -> None:
    one = render("--format", "svg,png", "--jobs", "1", "--out", "one")
    two = render("--format", "svg,png", "--jobs", "2", "--out", "two")
    assert one.exit_code == two.exit_code == 0, two.output
    assert two.output.replace("two/", "one/") == one.output
    made = sorted((project / "one" / "sale").iterdir())
    assert len([path for path in made if path.suffix == ".png"]) > 1
    for path in made:
        assert path.read_bytes() == (project / "two" / "sale" / path.name).read_bytes()


def test_what_fails_in_a_process_is_one_message_and_leaves_no_half_file(project: Path, several: None) -> None:
    folder = project / "renders" / "sale"
    (folder / "contract.png").mkdir(parents=True)
    result = render("--format", "png", "--jobs", "2")
    assert isinstance(result.exception, ArgmapError)
    assert "contract.png` cannot be written: is a directory." in str(result.exception)
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_process_that_is_ended_is_one_message() -> None:
    with processes(1) as others, pytest.raises(ArgmapError, match=r"`large.png` could not be made: .*`--jobs 1`"):
        others(ends, Path("large.png"))


def refused(*args: object, **options: object) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


@pytest.mark.parametrize(
    "where", ["multiprocessing.synchronize.SemLock.__init__", "multiprocessing.util.spawnv_passfds"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="there processes are begun otherwise")
def test_where_the_system_makes_no_processes_one_does_it_all(
    project: Path, several: None, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(where, refused)
    result = render("--format", "svg,png", "--jobs", "2")
    assert result.exit_code == 0, result.output
    assert len([*(project / "renders" / "sale").glob("*.png")]) > 1
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is ended otherwise")
def test_processes_do_not_outlive_the_one_that_began_them(tmp_path: Path) -> None:
    program = tmp_path / "begins.py"
    program.write_text(
        "import os, time\n"
        "from pathlib import Path\n"
        "from argmap.render.apart import processes\n"
        "def say():\n"
        "    print(os.getpid(), flush=True)\n"
        "if __name__ == '__main__':\n"
        "    with processes(1) as others:\n"
        "        others(say, Path())\n"
        "        time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        other = int(first.stdout.readline())
        first.send_signal(signal.SIGKILL)
    for _ in range(200):
        try:
            os.kill(other, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the process runs on")
