"""`argmap render`: files, --check, defects, views, formats, whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from argmap.analysis import map_name
from argmap.cli import main
from argmap.diagnostics import ArgmapError
from argmap.writing import write_text
from tests.maps_for_tests import render

MAP = """argmap: 1
map: {title: A sale}
issues:
  sale: {question: Was there a sale?, positions: [made]}
assertions:
  made: {text: There was a sale., kind: legal, issue: sale, premises: [paid]}
  paid: {text: The price was paid., kind: factual, status: agreed}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "arguments").mkdir()
    (tmp_path / "arguments" / "sale.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path


def test_it_writes_an_overview_and_a_view_an_issue(project: Path) -> None:
    result = render()
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (project / "renders" / "sale").iterdir()) == [
        "index.html",
        "overview.svg",
        "sale.svg",
    ]
    assert (project / "renders" / "index.html").is_file()
    assert "4 files written, 0 current." in result.output


def test_unchanged_views_are_not_made_again(project: Path) -> None:
    render()
    before = {path: path.stat().st_mtime_ns for path in (project / "renders").rglob("*.svg")}
    assert "0 files written, 4 current." in render().output
    assert before == {path: path.stat().st_mtime_ns for path in (project / "renders").rglob("*.svg")}


def test_check_tells_current_stale_missing_and_left_over(project: Path) -> None:
    render()
    assert render("--check").exit_code == 0
    file = project / "arguments" / "sale.yaml"
    file.write_text(MAP.replace("was paid", "was paid at once"), encoding="utf-8")
    old = f'<svg data-map="sale" data-view="old" data-digest="{"0" * 64}"/>'
    (project / "renders" / "sale" / "old.svg").write_text(old, encoding="utf-8")
    (project / "renders" / "sale" / "mine.svg").write_text("<svg/>", encoding="utf-8")
    (project / "renders" / "sale" / "folder.svg").mkdir()
    (project / "renders" / "sale" / "overview.svg").unlink()
    result = render("--check")
    assert result.exit_code == 1
    assert "renders/sale/sale.svg: stale" in result.output
    assert "renders/sale/overview.svg: missing" in result.output
    assert "renders/sale/old.svg: left over" in result.output
    assert (project / "renders" / "sale" / "old.svg").exists(), "--check touches nothing"
    render()
    assert render("--check").exit_code == 0
    assert not (project / "renders" / "sale" / "old.svg").exists()
    assert (project / "renders" / "sale" / "mine.svg").exists(), "nobody else's file is touched"


def test_a_readers_own_copy_is_never_removed(project: Path) -> None:
    folder, other = project / "renders" / "sale", project / "renders" / "other"
    (project / "arguments" / "other.yaml").write_text(
        MAP.replace("sale:", "gift:").replace("issue: sale", "issue: gift")
    )
    assert render("--format", "svg,dot,png,pdf,html").exit_code == 0
    copies = [folder / "gift.svg", folder / "hearing.png", folder / "hearing.dot", folder / "hearing.pdf"]
    shutil.copy(other / "gift.svg", copies[0])
    for copy in copies[1:]:
        origin = "sale" if copy.suffix == ".pdf" else "overview"
        shutil.copy(folder / f"{origin}{copy.suffix}", copy)
    for name in ("overview for the hearing.svg", "copy.html"):
        copies.append(folder / name)
        shutil.copy(folder / ("index.html" if name == "copy.html" else "overview.svg"), copies[-1])
    assert "left over" not in render("--format", "svg,dot,png,pdf,html", "--check").output
    assert "removed" not in render("--format", "svg,dot,png,pdf,html").output
    assert all(copy.is_file() for copy in copies)


def test_a_view_that_is_gone_takes_its_files_of_every_format_along(project: Path) -> None:
    kinds = "svg,dot,png,pdf"
    assert render("--format", kinds).exit_code == 0
    (project / "arguments" / "sale.yaml").write_text(
        MAP.replace("sale:", "gift:").replace("issue: sale", "issue: gift")
    )
    told = render("--format", kinds, "--check").output
    assert [kind for kind in ("svg", "dot", "png") if f"renders/sale/sale.{kind}: left over" in told] == [
        "svg", "dot", "png"
    ]  # fmt: skip
    assert render("--format", kinds).exit_code == 0
    assert sorted(path.name for path in (project / "renders" / "sale").glob("sale.*")) == ["sale.pdf"]


@pytest.mark.parametrize("name", ["sale.svg", "sale.png", "sale.pdf", "index.html"])
def test_a_file_cut_off_is_stale_and_made_anew(project: Path, name: str) -> None:
    kinds = "svg,png,pdf,html"
    assert render("--format", kinds).exit_code == 0
    file = project / "renders" / "sale" / name
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    assert f"renders/sale/{name}: stale" in render("--format", kinds, "--check").output
    result = render("--format", "png,pdf,html")
    assert result.exit_code == 0, result.output
    assert render("--format", kinds).exit_code == 0
    assert file.read_bytes() == whole


def test_a_picture_with_the_marks_of_a_merge_is_drawn_anew(project: Path) -> None:
    assert render().exit_code == 0
    file = project / "renders" / "sale" / "sale.svg"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("<title>", "<<<<<<< HEAD\n<title>", 1), encoding="utf-8")
    (project / "renders" / "sale" / "index.html").unlink()
    assert render("--format", "html").exit_code == 0
    assert "renders/sale/sale.svg: stale" in render("--check").output
    assert render().exit_code == 0
    assert file.read_text(encoding="utf-8") == whole


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Smith v. Jones #2 (100%25) ?x", "./Smith%20v.%20Jones%20%232%20%28100%2525%29%20%3Fx/index.html"),
        ("javascript:alert(1)", "./javascript%3Aalert%281%29/index.html"),
    ],
)
def test_the_gallery_leads_to_maps_of_any_name(project: Path, name: str, address: str) -> None:
    (project / "arguments" / f"{name}.yaml").write_text(MAP, encoding="utf-8")
    assert render().exit_code == 0
    gallery = (project / "renders" / "index.html").read_text(encoding="utf-8")
    assert f'<a href="{address}">' in gallery
    assert f'src="{address.removesuffix("index.html")}overview.svg"' in gallery


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_a_map_whose_name_is_no_text_is_drawn_once(project: Path) -> None:
    Path(os.fsdecode(os.fsencode(project / "arguments") + b"/n\xff.yaml")).write_text(MAP, encoding="utf-8")
    for more in ([], ["--check"]):
        command = [sys.executable, "-m", "argmap", "render", "--format", "svg,dot,html", *more]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "./n%FF/index.html" in (project / "renders" / "index.html").read_text(encoding="utf-8")


def test_a_folder_called_like_a_page_is_no_page(project: Path) -> None:
    (project / "renders" / "assets" / "index.html").mkdir(parents=True)
    assert render().exit_code == 0
    assert render("--check").exit_code == 0


def test_a_view_of_a_map_with_defects_is_not_said_to_be_missing(project: Path) -> None:
    (project / "arguments" / "bad.yaml").write_text(MAP.replace("[paid]", "[paidd]"), encoding="utf-8")
    result = render("arguments/bad.yaml", "--view", "sale", "--format", "pdf")
    assert result.exit_code == 1
    assert "Not drawn, because of defects" in result.output
    assert "There is no view" not in result.output


def test_a_map_that_is_gone_takes_its_folder_along(project: Path) -> None:
    other = project / "arguments" / "other.yaml"
    other.write_text(MAP.replace("A sale", "Another"), encoding="utf-8")
    kinds = ("--format", "svg,dot,png,pdf,html")
    assert render(*kinds).exit_code == 0
    assert render(*kinds, "--view", "sale").exit_code == 0
    other.rename(project / "arguments" / "renamed.yaml")
    result = render(*kinds, "--check")
    assert result.exit_code == 1
    assert "renders/other: left over, its map is gone" in result.output
    assert "removed" not in render("--view", "overview").output
    assert "removed" not in render("arguments/sale.yaml").output
    assert "./other/" not in (project / "renders" / "index.html").read_text(encoding="utf-8")
    assert "renders/other: removed, its map is gone" in render(*kinds).output
    assert not (project / "renders" / "other").exists()
    assert render(*kinds, "--check").exit_code == 0


@pytest.mark.parametrize("with_folder", [True, False])
def test_the_last_map_that_is_gone_takes_its_folder_along(project: Path, with_folder: bool) -> None:
    assert render().exit_code == 0
    (project / "arguments" / "sale.yaml").unlink()
    if not with_folder:
        (project / "arguments").rmdir()
    result = render("--check")
    assert result.exit_code == 1
    assert "renders/sale: left over, its map is gone" in result.output
    assert (project / "renders" / "sale" / "index.html").is_file()
    assert "There is no file or folder `drafts`" in str(render("drafts").exception), "no map was ever there"
    assert "renders/sale: removed, its map is gone" in render().output
    assert [path.name for path in (project / "renders").iterdir()] == ["index.html"]
    assert isinstance(render().exception, ArgmapError), "there is nothing to draw, and nothing left over"


def test_a_folder_with_anything_of_its_readers_is_left(project: Path) -> None:
    shutil.copy(project / "arguments" / "sale.yaml", project / "arguments" / "other.yaml")
    assert render().exit_code == 0
    folder = project / "renders" / "other"
    shutil.copytree(folder, project / "renders" / "other for the hearing")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (project / "arguments" / "other.yaml").unlink()
    result = render()
    assert result.exit_code == 0
    assert "not everything in it is argmap's" in result.output
    assert (folder / "notes.txt").is_file()
    assert (folder / "overview.svg").is_file()
    assert len(list((project / "renders" / "other for the hearing").iterdir())) == 3
    assert "./other" not in (project / "renders" / "index.html").read_text(encoding="utf-8")


def test_a_map_with_defects_keeps_its_folder_and_so_do_maps_of_other_places(project: Path) -> None:
    shutil.copytree(project / "arguments", project / "drafts")
    (project / "drafts" / "sale.yaml").rename(project / "drafts" / "draft.yaml")
    assert render("arguments", "drafts").exit_code == 0
    assert render("arguments", "--check").exit_code == 0
    (project / "arguments" / "sale.yaml").write_text(MAP.replace("[paid]", "[paidd]"), encoding="utf-8")
    assert "left over" not in render("--check").output
    assert "removed" not in render().output
    assert (project / "renders" / "sale" / "index.html").is_file()


LONG = "a-very-long-name-" * 6


def test_a_view_is_drawn_with_all_its_pages_in_every_format(project: Path) -> None:
    premises = [f"{LONG}{number}" for number in range(60)]
    text = MAP.replace("premises: [paid]", f"premises: [{', '.join(premises[:8])}]").replace("sale:", f"{LONG}s:")
    chains = [
        f"  {name}: {{text: So it is., kind: factual, premises: [{nxt}]}}\n"
        for name, nxt in zip(premises, premises[8:], strict=False)
    ]
    ends = [f"  {name}: {{text: So it is., kind: factual}}\n" for name in premises[-8:]]
    text = text.replace("issue: sale", f"issue: {LONG}s") + "".join([*chains, *ends])
    (project / "arguments" / f"{LONG}.yaml").write_text(text, encoding="utf-8")
    (project / "arguments" / "sale.yaml").unlink()
    view = f"{LONG}s"
    result = render("--view", view, "--format", "svg,png,pdf,dot")
    assert result.exit_code == 0, result.output
    folder = project / "renders" / LONG
    pages = [path.stem for path in folder.glob("*.svg")]
    assert sorted(pages) == sorted([view, *(f"{view}-{number}" for number in range(2, len(pages) + 1))])
    assert len(pages) > 2
    assert len(list(folder.glob("*.png"))) == len(list(folder.glob("*.dot"))) == len(pages)
    (whole,) = folder.glob("*.pdf")
    assert len(PdfReader(whole).pages) == len(pages)
    assert render("--view", f"{view}-2", "--format", "pdf").exit_code == 0
    (alone,) = set(folder.glob("*.pdf")) - {whole}
    assert len(PdfReader(alone).pages) == 1
    assert render("--format", "pdf").exit_code == 0
    assert len(list(folder.glob("*.pdf"))) == 3, "none of a view is left over"


def test_the_map_itself_is_no_place_for_pictures(project: Path, capsys) -> None:
    (project / "arguments" / "whole").mkdir()
    (project / "arguments" / "whole" / "map.yaml").write_text(MAP, encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main.run(["render", "arguments/whole", "--out", "arguments"])
    assert end.value.code == 2
    assert "is the map itself" in capsys.readouterr().err


def test_a_file_too_broken_to_be_a_map_shows_its_defects(project: Path) -> None:
    (project / "broken.yaml").write_bytes("argmap: 1".encode("utf-16"))
    result = render("broken.yaml")
    assert result.exit_code == 1
    assert "not-utf-8" in result.output


def test_a_map_with_defects_is_not_drawn_and_the_others_are(project: Path) -> None:
    (project / "arguments" / "bad.yaml").write_text(MAP.replace("[paid]", "[paidd]"), encoding="utf-8")
    result = render()
    assert result.exit_code == 1
    assert "Did you mean `paid`?" in result.output
    assert "Not drawn, because of defects: `arguments/bad.yaml`." in result.output
    assert (project / "renders" / "sale" / "sale.svg").exists()
    assert not (project / "renders" / "bad").exists()


def test_one_view_alone_is_drawn_without_the_page(project: Path) -> None:
    assert render("--view", "sale").exit_code == 0
    assert [path.name for path in (project / "renders").rglob("*.*")] == ["sale.svg"]


def test_dot_and_chosen_views(project: Path) -> None:
    assert render("--format", "svg,dot", "--view", "sale").exit_code == 0
    assert sorted(path.name for path in (project / "renders" / "sale").iterdir()) == ["sale.dot", "sale.svg"]
    assert (project / "renders" / "sale" / "sale.dot").read_text(encoding="utf-8").startswith("//")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--view", "sael"), "There is no view `sael`. Did you mean `sale`?"),
        (("--format", "gif"), "There is no format `gif`"),
        (("nothing.yaml",), "There is no file or folder `nothing.yaml`."),
    ],
)
def test_wrong_arguments_get_one_clear_sentence(arguments: tuple[str, ...], message: str, capsys) -> None:
    with pytest.raises(SystemExit) as end:
        main.run(["render", *arguments])
    assert end.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("dot") is not None, reason="a system Graphviz is installed")
def test_a_missing_system_graphviz_is_said(capsys) -> None:
    with pytest.raises(SystemExit) as end:
        main.run(["render", "--engine", "dot"])
    assert end.value.code == 2
    assert "dot" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("dot") is None, reason="no system Graphviz")
def test_a_system_graphviz_draws_the_same_things(project: Path) -> None:
    assert render("--engine", "dot").exit_code == 0
    assert 'id="paid"' in (project / "renders" / "sale" / "sale.svg").read_text(encoding="utf-8")


def test_two_maps_of_one_name_do_not_share_a_folder(project: Path) -> None:
    (project / "arguments" / "other").mkdir()
    (project / "arguments" / "other" / "sale.yaml").write_text(MAP, encoding="utf-8")
    assert render().exit_code == 0
    assert sorted(path.name for path in (project / "renders").iterdir()) == [
        "index.html",
        "other-sale",
        "sale",
    ]
    assert "0 files written, 4 current." in render("arguments/other/sale.yaml").output, "alone under the same name"


def test_a_map_is_called_by_its_place(project: Path) -> None:
    for place, name in (
        ("arguments/sale.yaml", "sale"),
        ("arguments/2020/sale.yaml", "2020-sale"),
        ("drafts/sale.yaml", "sale"),
    ):
        (project / place).parent.mkdir(exist_ok=True)
        (project / place).write_text(MAP, encoding="utf-8")
        assert map_name(project / place) == name
    (project / "argmap.toml").write_text("", encoding="utf-8")
    assert map_name(project / "drafts/sale.yaml") == "drafts-sale", "a project is marked"
    assert map_name(project / "arguments") == "arguments"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "picture.svg"
    target.write_text("old", encoding="utf-8")

    def fail(self: Path, other: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(ArgmapError, match="no space left on device"):
        write_text(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["picture.svg"], "no temporary file is left"


def test_a_folder_that_is_a_file_is_said(project: Path, capsys) -> None:
    (project / "renders").write_text("not a folder", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main.run(["render"])
    assert end.value.code == 2
    assert "cannot be written" in capsys.readouterr().err


def test_views_can_be_drawn_otherwise_than_the_file_says(project: Path) -> None:
    file = project / "arguments" / "sale.yaml"
    text = MAP.replace(
        "issues:", "authorities:\n  code: {kind: statute, title: Sale Act, jurisdiction: Freeland}\nissues:"
    )
    file.write_text(text.replace("status: agreed}", "authorities: [code s. 1]}"), encoding="utf-8")
    drawn = project / "renders" / "sale" / "sale.svg"
    assert render("--authorities", "nodes").exit_code == 0
    assert 'class="card authority"' in drawn.read_text(encoding="utf-8")
    assert render("--authorities", "chips").exit_code == 0
    assert 'class="card authority"' not in drawn.read_text(encoding="utf-8")
    assert 'class="chip"' in drawn.read_text(encoding="utf-8")
    assert render("--authorities", "none", "--no-gaps").exit_code == 0
    assert "Sale Act" not in drawn.read_text(encoding="utf-8")
    assert 'class="gaps"' not in drawn.read_text(encoding="utf-8")
    assert render("--direction", "right", "--view", "sale", "--format", "dot").exit_code == 0
    assert "rankdir=LR" in drawn.with_suffix(".dot").read_text(encoding="utf-8")
