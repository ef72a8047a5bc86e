"""A file is written whole or not at all."""

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
