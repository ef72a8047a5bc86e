"""A file is written whole or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.diagnostics import ArgmapError
from argmap.writing import write_text


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.svg"
    write_text(path, "one\ntwo £ \N{ARABIC LETTER ALEF}\r\n")
    assert path.read_bytes() == "one\ntwo £ \N{ARABIC LETTER ALEF}\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_text(path, "old")
    write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a" / "inside").mkdir(parents=True)
    with pytest.raises(ArgmapError, match="cannot be written"):
        write_text(tmp_path / "a", "text")
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(ArgmapError, match="cannot be written"):
        write_text(tmp_path / "a" / "b", "text")


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to("far/report")
    write_text(tmp_path / "link", "one")
    write_text(tmp_path / "link", "two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "far" / "report").read_text(encoding="utf-8") == "two"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["far", "link", "report"]


def test_a_circle_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(ArgmapError, match="cannot be written"):
        write_text(tmp_path / "a", "text")
    assert (tmp_path / "a").is_symlink()


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text(pipe, "text")
        assert os.read(reader, 99) == b"text"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    for name in ("full", "null"):
        (tmp_path / name).symlink_to(f"/dev/{name}")  # a link, so that a failing test spoils nothing
    write_text(tmp_path / "null", "text")
    with pytest.raises(ArgmapError, match="cannot be written: no space left"):
        write_text(tmp_path / "full", "text")
    assert Path("/dev/null").is_char_device()
    assert Path("/dev/full").is_char_device()
    assert all((tmp_path / name).is_symlink() for name in ("full", "null"))


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="this system has no /dev/stdout")
def test_the_output_of_a_program_is_not_replaced(tmp_path: Path) -> None:
    program = "from pathlib import Path; from argmap.writing import write_text; write_text(Path('/dev/stdout'), 'text')"
    piped = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert piped.stdout == "text"
    with (tmp_path / "out").open("w", encoding="utf-8") as file:
        kept = os.fstat(file.fileno()).st_ino
        told = subprocess.run(
            [sys.executable, "-c", program], stdout=file, stderr=subprocess.PIPE, text=True, check=False
        )
    assert "leads to a file that is open already" in told.stderr
    assert (tmp_path / "out").stat().st_ino == kept


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_file_stays_its_owner_s(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    os.chown(path, 1000, 1001)
    write_text(path, "new")
    there = path.stat()
    assert (there.st_uid, there.st_gid, stat.S_IMODE(there.st_mode)) == (1000, 1001, 0o600)
