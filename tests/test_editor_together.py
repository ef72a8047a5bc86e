"""Several processes that edit the same files: what was read before another wrote is refused, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from argmap.analysis import analyse

TEXT = "argmap: 1\nmap: {title: A sale}   # kept\nassertions:\n  made: {text: It was made.}\n"


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    code = "from argmap.cli.start import run; import sys; run(sys.argv[1:])"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


def ended(process: subprocess.Popen[str], said: str = "") -> tuple[int, str]:
    out, err = process.communicate(said, timeout=120)
    return process.returncode, out + err


def test_a_stale_reading_is_refused(tmp_path: Path) -> None:
    """One command has read the map and waits for a reason; another writes; the first must not write over it."""
    path = tmp_path / "a.yaml"
    path.write_text(TEXT, encoding="utf-8")
    waiting = started(tmp_path, "review", "a.yaml", "--add-waiver", "undeveloped-assertion", "made")
    assert waiting.stderr is not None
    assert waiting.stderr.read(len("Because: ")) == "Because: "
    assert ended(started(tmp_path, "new", "assertion", "paid", "a.yaml", "--text", "It was paid."))[0] == 0
    between = path.read_bytes()
    code, said = ended(waiting, "It is plain.\n")
    assert (code, "has been changed meanwhile" in said, "Traceback" in said) == (2, True, False)
    assert path.read_bytes() == between
    again = started(
        tmp_path, "review", "a.yaml", "--add-waiver", "undeveloped-assertion", "made", "--because", "Plain."
    )
    assert ended(again)[0] == 0
    map_ = analyse([path])[0].reading.map
    assert [*map_.assertions] == ["made", "paid"]
    assert len(map_.waivers) == 1


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each of them either writes its entry or says that it could not; the file has all entries that were written."""
    path = tmp_path / "a.yaml"
    path.write_text(TEXT, encoding="utf-8")
    wished = [f"entry-{number}" for number in range(8)]
    written, rounds = [], 0
    while wished and rounds < len("entry-by-entry"):
        rounds += 1
        running = [(name, started(tmp_path, "new", "assertion", name, "a.yaml", "--text", name)) for name in wished]
        for name, process in running:
            code, said = ended(process)
            assert (code, said) == (0, "a.yaml: changed.\n") or (code, "changed meanwhile" in said) == (2, True)
            written += [name] * (code == 0)
        reading = analyse([path])[0].reading
        assert {*reading.map.assertions} == {"made", *written}
        assert reading.defects == ()
        wished = [name for name in wished if name not in written]
    assert wished == []
    text = path.read_text(encoding="utf-8")
    assert text.startswith(TEXT.rstrip())
    assert [item.name for item in tmp_path.iterdir()] == ["a.yaml"]


def test_a_renaming_beside_new_entries(tmp_path: Path) -> None:
    """Over two files: both of a renaming are written or none, and an entry written meanwhile stays."""
    files = {"map.yaml": TEXT, "more.yaml": "argmap: 1\nassertions:\n  paid: {text: T, premises: [made]}\n"}
    for number in range(3):
        folder = tmp_path / str(number) / "case"
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        renaming = started(folder.parent, "rename", "made", "concluded", "case")
        adding = started(folder.parent, "new", "assertion", "lost", "case", "--text", "T", "--file", "case/more.yaml")
        done = [ended(renaming), ended(adding)]
        assert all(code == 0 or "changed meanwhile" in said for code, said in done)
        reading = analyse([folder])[0].reading
        assert reading.defects == ()
        assert ("concluded" in reading.map.assertions) is (done[0][0] == 0)
        assert ("lost" in reading.map.assertions) is (done[1][0] == 0)
