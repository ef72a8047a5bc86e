"""What is said of each defect: a file with planted defects in tests/golden/reading/ and the text that is printed."""

import os
import shutil
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from argmap.analysis import analyse
from argmap.diagnostics import Diagnostic
from argmap.reading.project import Library
from argmap.reports.text import listing

CASES = Path(__file__).parent / "golden" / "reading"
HEAD = "argmap: 1\nmap: {title: A test}\n"
Golden = Callable[[str, str], None]


def checked(path: str, library: Library | None = None) -> str:
    """What `argmap check` prints of a path, the summary aside."""
    analyses = analyse([Path(path)], library)
    parts = [listing(analysis.reading.defects, analysis.lines()) for analysis in analyses]
    return "\n\n".join(part for part in parts if part) + "\n"


def defects(path: str) -> Iterable[Diagnostic]:
    return [item for analysis in analyse([Path(path)]) for item in analysis.reading.defects]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, which is the working folder."""
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "argmap.toml").touch()
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


FILES = sorted({path.relative_to(CASES).parts[0] for path in CASES.rglob("*.yaml")})


@pytest.mark.parametrize("case", FILES)
def test_files(case: str, project: Path, golden: Golden) -> None:
    source = CASES / case
    if source.is_dir():
        shutil.copytree(source, project / case)
    else:
        shutil.copy(source, project / case)
    golden(f"reading/{case.removesuffix('.yaml')}.txt", checked(case))


BYTES = {
    "not-utf-8": (HEAD + "assertions:\n  a: {text: L'arrêt est définitif., premises: [ghost]}\n").encode("latin-1"),
    "utf-16": HEAD.encode("utf-16"),
    "utf-16-without-mark": HEAD.encode("utf-16-le"),
    "word-processor": b"PK\x03\x04\x14\0\x06\0\xff\xfe\x9d word/document.xml",
    "byte-order-mark": b"\xef\xbb\xbf" + HEAD.encode() + b"partys: {}\n",
    "carriage-returns": HEAD.replace("\n", "\r").encode() + b"assertions:\r  a:\r    text: A.\r    kind: leagl\r",
    "characters": (
        HEAD + "assertions:\n  a:\n    text: A \x07 bell, a \u202eright-to-left\u202c override.\n"
        "    notes: A \u200cnon-joiner \u0627 is fine.\n    kind: le\u2066gal\n"
        "  b\x00c: {text: B., premises: [bc, a\u2028]}\n"
    ).encode(),
    "characters-by-escape": (
        HEAD + 'assertions:\n  a:\n    text: "Null \\0, next line \\N, \\u202e override \\u202e and \\L."\n'
        '    kind: "leg\\u2069al"\n    notes: "tab \\t and \\u00e9 are fine"\n'
    ).encode(),
    "many-characters": (HEAD + "".join(f"x{n}: \x01\n" for n in range(30))).encode(),
}


@pytest.mark.parametrize("case", BYTES)
def test_bytes(case: str, project: Path, golden: Golden) -> None:
    (project / "map-of-bytes.yaml").write_bytes(BYTES[case])
    golden(f"reading/bytes/{case}.txt", checked("map-of-bytes.yaml"))


def test_too_large(project: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.reading.characters.FILE_BYTES", 1024 * 1024)
    (project / "big.yaml").write_bytes(b"#" * (1024 * 1024 + 1))
    golden("reading/other/too-large.txt", checked("big.yaml"))


def test_too_many_values(project: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.reading.events.VALUES", 100)
    monkeypatch.setattr("argmap.reading.syntax.VALUES", 100)
    (project / "many.yaml").write_text(HEAD + "assertions:\n" + "".join(f"  a-{n}: {{text: A.}}\n" for n in range(99)))
    (project / "list.yaml").write_text(HEAD + "uses: [" + "x, " * 99 + "]\n")
    golden("reading/other/too-many-values.txt", checked("many.yaml") + checked("list.yaml"))


def test_too_many_files(project: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.reading.project.FILES", 5)
    (project / "map.yaml").write_text(HEAD)
    for number in range(9):
        (project / f"file-{number}.yaml").write_text("argmap: 1\n")
    golden("reading/other/too-many-files.txt", checked("."))


def test_too_many_entries(project: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.reading.files.ENTRIES", 5)
    (project / "law").mkdir()
    for number in range(9):
        (project / "law" / f"file-{number}.yaml").write_text("argmap: 1\n")
    golden("reading/other/too-many-entries.txt", checked("law"))


def test_folders_too_deep(project: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.reading.files.FOLDERS_DEEP", 3)
    (project / "a/b/c/d/e").mkdir(parents=True)
    (project / "a/map.yaml").write_text(HEAD)
    golden("reading/other/folders-too-deep.txt", checked("a"))


def test_links(project: Path, golden: Golden) -> None:
    folder = project / "map"
    folder.mkdir()
    (folder / "map.yaml").write_text(HEAD + "uses: [../shared]\nassertions:\n  a: {text: A., asserted_by: iran}\n")
    (folder / "up").symlink_to("..")
    (folder / "self.yaml").symlink_to("self.yaml")
    (folder / "gone.yaml").symlink_to("nowhere.yaml")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (project.parent / "outside.yaml").write_text("argmap: 1\n")
    (folder / "out.yaml").symlink_to("../../outside.yaml")
    (project / "parties").mkdir()
    (project / "parties" / "p.yaml").write_text("argmap: 1\nparties:\n  iran: {name: Iran}\n")
    (project / "shared").symlink_to("parties")
    (folder / "linked.yaml").symlink_to("../parties/p.yaml")
    golden("reading/other/links.txt", checked("map"))


def test_special_file(project: Path, golden: Golden) -> None:
    (project / "map.yaml").write_text(HEAD + "uses: [pipes]\n")
    (project / "pipes").mkdir()
    os.mkfifo(project / "pipes" / "pipe.yaml")
    done: list[str] = []
    reader = threading.Thread(target=lambda: done.append(checked(".") + checked("pipes/pipe.yaml")), daemon=True)
    reader.start()
    reader.join(20)
    assert done, "reading a pipe hangs"
    golden("reading/other/special-file.txt", done[0])


def test_unreadable(project: Path, golden: Golden) -> None:
    (project / "map.yaml").write_text(HEAD)
    (project / "secret.yaml").write_text("argmap: 1\n")

    def read(path: Path) -> bytes:
        if path.name == "secret.yaml":
            raise PermissionError(13, "Permission denied")
        return path.read_bytes()

    golden("reading/other/unreadable.txt", checked(".", Library(read)))


def test_unreadable_folder(project: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "map.yaml").write_text(HEAD)
    (project / "secret").mkdir()
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "secret":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("argmap.reading.files.os.scandir", refusing)
    golden("reading/other/unreadable-folder.txt", checked("."))
