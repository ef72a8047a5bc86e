"""Which files make a map, what they use, and reading each file once."""

import os
from pathlib import Path
from typing import Any

import pytest

from argmap.analysis import analyse
from argmap.diagnostics import ArgmapError
from argmap.reading.merge import Reading
from argmap.reading.project import Library, project_root, read_bytes, read_maps

MAP = "argmap: 1\nmap: {title: T}\n"
LIBRARY = "argmap: 1\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "argmap.toml").touch()
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def write(project: Path, **files: str) -> None:
    """Files by path; `__` stands for a slash and `_` for a hyphen."""
    for name, text in files.items():
        path = project / (name.replace("__", "/").replace("_", "-") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def read(*paths: str, library: Library | None = None) -> list[Reading]:
    return read_maps([Path(path) for path in paths], library)


def names(reading: Reading) -> list[str]:
    return [source.path.as_posix() for source in reading.sources]


def messages(readings: list[Reading]) -> list[str]:
    return [item.message for reading in readings for item in reading.defects]


def assertion(name: str, premise: str = "") -> str:
    return f"assertions:\n  {name}: {{text: T.{f', premises: [{premise}]' if premise else ''}}}\n"


def test_a_map_of_one_file(project: Path) -> None:
    write(project, a=MAP + assertion("x"), other=LIBRARY)
    (reading,) = read("a.yaml")
    assert (names(reading), reading.path, reading.is_map) == (["a.yaml"], Path("a.yaml"), True)


def test_a_map_of_a_folder_has_all_files_below_it(project: Path) -> None:
    write(
        project, m__map=MAP, m__b=LIBRARY + assertion("x", "y"), m__a=LIBRARY, m__deep__er__c=LIBRARY + assertion("y")
    )
    (reading,) = read("m")
    assert names(reading) == ["m/map.yaml", "m/a.yaml", "m/b.yaml", "m/deep/er/c.yaml"]
    assert set(reading.map.assertions) == {"x", "y"}
    assert messages([reading]) == []


def test_any_file_of_a_map_stands_for_the_map(project: Path) -> None:
    write(project, m__map=MAP, m__deep__c=LIBRARY)
    for path in ("m/deep/c.yaml", "m/map.yaml", "m/deep", "m"):
        (reading,) = read(path)
        assert reading.path == Path("m")
    assert len(read("m", "m/map.yaml", "m/deep/c.yaml")) == 1


def test_hidden_files_are_not_read(project: Path) -> None:
    write(project, m__map=MAP)
    (project / "m/.draft.yaml").write_text("nonsense")
    (project / "m/.git").mkdir()
    (project / "m/.git/x.yaml").write_text("nonsense")
    assert messages(read("m")) == []


def test_uses_brings_in_files_folders_and_what_these_use(project: Path) -> None:
    write(
        project,
        m__map=MAP + "uses: [../one.yaml, ../shared]\n" + assertion("x", "from-one"),
        one=LIBRARY + "uses: two.yaml\n" + assertion("from-one", "from-two"),
        two=LIBRARY + "uses: [shared/deep]\n" + assertion("from-two", "from-three"),
        shared__deep__three=LIBRARY + assertion("from-three"),
        shared__four=LIBRARY + "parties: {iran: {name: Iran}}\n",
    )
    readings = read("m")
    assert messages(readings) == []
    assert set(readings[0].map.assertions) == {"x", "from-one", "from-two", "from-three"}
    assert set(readings[0].map.parties) == {"iran"}
    assert len(names(readings[0])) == 5


def test_circles_of_uses_end(project: Path) -> None:
    write(
        project,
        a=MAP + "uses: [b.yaml, a.yaml, .]\n" + assertion("x", "y"),
        b=LIBRARY + "uses: a.yaml\n" + assertion("y", "x"),
    )
    readings = read("a.yaml")
    assert messages(readings) == []
    assert set(readings[0].map.assertions) == {"x", "y"}


def test_a_map_may_use_another(project: Path) -> None:
    """Its assertions join; its title, expectations, scenarios and views stay its own."""
    write(
        project,
        m__map=MAP + "uses: [../n]\n" + assertion("x", "y"),
        n__map=MAP.replace("T}", "N}")
        + assertion("y")
        + "expect: {in: [y]}\nscenarios: {s: {reject: [y]}}\nviews: {v: {focus: y}}\n",
    )
    (reading,) = read("m")
    assert messages([reading]) == []
    assert (reading.map.header.title, set(reading.map.assertions)) == ("T", {"x", "y"})
    assert (reading.map.scenarios, reading.map.views, reading.map.expect.ins) == ({}, {}, ())


def test_a_folder_of_maps(project: Path) -> None:
    write(
        project,
        arguments__m__map=MAP + "uses: ../law\n",
        arguments__m__more=LIBRARY,
        arguments__single=MAP,
        arguments__law__used=LIBRARY,
        arguments__law__loose=LIBRARY,
        arguments__lonely=LIBRARY + assertion("x", "defined-by-who-uses-it"),
    )
    readings = read("arguments")
    assert [reading.path.as_posix() for reading in readings] == [
        "arguments/lonely.yaml",
        "arguments/m",
        "arguments/single.yaml",
    ]
    assert [reading.is_map for reading in readings] == [False, True, True]
    assert messages(readings) == []


def test_a_library_by_itself_is_checked_but_for_ids(project: Path) -> None:
    write(project, law=LIBRARY + "uses: [nowhere]\nrules: {r: {text: R., burden: iran, rivals: [r]}}\n")
    assert messages(read("law.yaml")) == ["`uses` names `nowhere`, which does not exist.", "`r` is its own rival."]


def test_a_file_that_is_missing_is_no_reason_to_call_ids_dangling(project: Path) -> None:
    write(project, a=MAP + "uses: [nowhere.yaml]\n" + assertion("x", "ghost"))
    assert messages(read("a.yaml")) == ["`uses` names `nowhere.yaml`, which does not exist."]


def test_a_file_that_cannot_be_read_is_no_reason_either(project: Path) -> None:
    write(project, m__map=MAP + assertion("x", "ghost"))
    (project / "m/b.yaml").write_bytes("assertions: {}".encode("utf-16"))
    assert messages(read("m")) == ["The file is encoded in UTF-16, not UTF-8."]


def test_a_file_that_says_nothing_comes_before_what_follows_from_it(project: Path) -> None:
    write(project, m__map="", m__a=LIBRARY + "assertions:\n  x: {text: T., asserted_by: y}\n", n=MAP)
    (reading,) = read("m")
    assert [item.check for item in reading.defects] == ["empty-file", "dangling-id"]
    (analysis,) = analyse([Path("m")])
    assert analysis.review()[0].check == "empty-file"


def test_paths_are_shown_as_they_were_given(project: Path) -> None:
    write(project, m__map=MAP, m__a=LIBRARY)
    (reading,) = read(str(project / "m"))
    assert names(reading)[0] == str(project / "m/map.yaml")


def test_nothing_there(project: Path) -> None:
    write(project, arguments__m__map=MAP)
    with pytest.raises(ArgmapError, match=r"There is no file or folder `argments`. Did you mean `arguments`\?"):
        read("argments")
    with pytest.raises(ArgmapError, match="There is no file or folder"):
        read("x" * 5000)
    (project / "empty").mkdir()
    with pytest.raises(ArgmapError, match="holds no argument files"):
        read("empty")
    (project / "empty/a.yml").touch()
    with pytest.raises(ArgmapError, match=r"Rename it to `a\.yaml`"):
        read("empty")


@pytest.mark.parametrize(
    "written", ["x" * 300, "x/" * 3000, "a\\\\b", "\\u0001", "~", "//", "C:/x", "..\\\\..\\\\x", "💡", "%s", "{}"]
)
def test_strange_paths_in_uses(project: Path, written: str) -> None:
    write(project, a=MAP + f'uses: ["{written}"]\n')
    assert messages(read("a.yaml"))


def test_the_project_is_marked_by_its_nearest_mark(project: Path) -> None:
    (project / "inner/deep").mkdir(parents=True)
    assert project_root(project / "inner/deep/x.yaml") == project
    (project / "inner/pyproject.toml").touch()
    assert project_root(project / "inner/deep/x.yaml") == project / "inner"
    (project / "inner/deep/.git").mkdir()
    assert project_root(project / "inner/deep/x.yaml") == project / "inner/deep"


def test_without_a_mark_the_project_is_the_folder_of_the_map(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    assert project_root(tmp_path / "m/x.yaml") == tmp_path / "m"
    assert project_root(tmp_path / "m") == tmp_path


def test_uses_may_not_leave_the_project_by_a_link(project: Path) -> None:
    (project.parent / "outside").mkdir()
    (project.parent / "outside/x.yaml").write_text(LIBRARY)
    (project / "link").symlink_to("../outside")
    write(project, a=MAP + "uses: [link, link/x.yaml]\n")
    assert messages(read("a.yaml")) == [
        "`uses` names `link`, which is outside the project `project`.",
        "`uses` names `link/x.yaml`, which is outside the project `project`.",
    ]


def test_what_may_not_be_looked_at_is_passed_over(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a folder without the right to search it, or another user's process."""
    write(project, m__map=MAP, m__a=LIBRARY + assertion("x"))
    (project / "m/hidden").symlink_to("elsewhere")
    (project / "m/closed").mkdir()
    look, follow = os.stat, os.readlink

    def refuse(path: Any, *rest: Any, **more: Any) -> Any:
        if os.fspath(path).endswith(("hidden", "closed")):
            raise PermissionError(13, "Permission denied")
        return look(path, *rest, **more)

    def refuse_link(path: Any, **more: Any) -> Any:
        if os.fspath(path).endswith("hidden"):
            raise PermissionError(13, "Permission denied")
        return follow(path, **more)

    monkeypatch.setattr(os, "stat", refuse)
    monkeypatch.setattr(os, "readlink", refuse_link)
    (reading,) = read("m")
    assert messages([reading]) == []
    assert len(reading.sources) == 2


def test_a_file_linked_twice_is_read_once(project: Path) -> None:
    write(project, m__map=MAP, m__a=LIBRARY + assertion("x"))
    (project / "m/b.yaml").symlink_to("a.yaml")
    (reading,) = read("m")
    assert messages([reading]) == []
    assert len(reading.sources) == 2


def test_each_file_is_read_once_for_all_maps(project: Path) -> None:
    write(project, arguments__a=MAP + "uses: ../law\n", arguments__b=MAP + "uses: ../law\n", law__x=LIBRARY)
    read_files: list[str] = []

    def reader(path: Path) -> bytes:
        read_files.append(os.path.relpath(path))
        return read_bytes(path)

    library = Library(reader)
    read("arguments", library=library)
    assert sorted(read_files) == ["arguments/a.yaml", "arguments/b.yaml", "law/x.yaml"]
    read("arguments/a.yaml", library=library)
    assert len(read_files) == 3
    library.forget(Path("law/x.yaml"))
    read("arguments", library=library)
    assert len(read_files) == 4


def test_an_editor_gives_unsaved_texts(project: Path) -> None:
    write(project, a=MAP)
    (reading,) = read("a.yaml", library=Library(lambda path: (MAP + assertion("x")).encode()))
    assert set(reading.map.assertions) == {"x"}
