"""What `argmap render` may write over: its own files and no others, whole and as they were made."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from argmap.analysis import analyse, named
from argmap.diagnostics import ArgmapError
from argmap.drawn import material
from argmap.render.draw import Drawing, origin
from argmap.render.engine import system_version
from argmap.render.export.pdf import leading
from argmap.render.layout import WASM, engine_name
from argmap.render.own import is_ours, remove_folder
from argmap.render.seal import sealed, sealed_digest
from argmap.render.svg import NAMESPACE
from argmap.render.views import all_views
from argmap.writing import file_stem
from tests.maps_for_tests import render

ROOT = Path(__file__).parents[1]
ALL = "svg,png,pdf,dot,html"
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
    (tmp_path / "argmap.toml").touch()
    (tmp_path / "arguments").mkdir()
    (tmp_path / "arguments" / "sale.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# What is there already


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("docs/index.html", "<title>My site</title>"),
        ("docs/sale/index.html", "<title>My page</title>"),
        ("docs/sale/sale.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("docs/sale/overview.svg", "notes"),
        ("docs/sale/sale.png", "\x89PNG"),
        ("docs/sale/sale.pdf", "%PDF-1.7 my own"),
        ("docs/sale/sale.dot", "digraph { a -> b }"),
    ],
)
def test_a_file_of_the_users_own_is_refused_and_nothing_is_written(project: Path, place: str, text: str) -> None:
    own = project / place
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(text, encoding="utf-8")
    before = tree(project / "docs")
    result = render("--out", "docs", "--format", ALL)
    assert isinstance(result.exception, ArgmapError)
    assert f"`{place}` is there already, and argmap did not make it; move it" in str(result.exception)
    assert tree(project / "docs") == before
    checked = render("--out", "docs", "--format", ALL, "--check")
    assert checked.exit_code == 1
    assert f"{place}: in the way: it is there already" in checked.output
    assert f"{place}: stale" not in checked.output
    assert tree(project / "docs") == before
    own.unlink()
    assert render("--out", "docs", "--format", ALL).exit_code == 0


def test_several_are_counted(project: Path) -> None:
    (project / "renders" / "sale").mkdir(parents=True)
    for name in ("sale.svg", "overview.svg"):
        (project / "renders" / "sale" / name).write_text("mine")
    assert "So it is with 1 more." in str(render().exception)


def test_an_empty_file_holds_nothing_to_lose(project: Path) -> None:
    (project / "renders" / "sale").mkdir(parents=True)
    (project / "renders" / "sale" / "sale.svg").touch()
    assert render().exit_code == 0


def test_a_link_is_refused_whatever_it_leads_to(project: Path) -> None:
    folder = project / "renders" / "sale"
    precious, other = project / "precious.svg", project / "elsewhere"
    assert render().exit_code == 0
    shutil.move(folder / "sale.svg", precious)
    (folder / "sale.svg").symlink_to(precious)
    before = precious.read_bytes()
    (project / "arguments" / "sale.yaml").write_text(MAP.replace("price", "whole price"), encoding="utf-8")
    assert "`renders/sale/sale.svg` is a link" in str(render().exception)
    assert precious.read_bytes() == before
    assert "renders/sale/sale.svg: in the way: it is a link" in render("--check").output
    (folder / "sale.svg").unlink()
    shutil.move(folder, other)
    folder.symlink_to(other)
    before_there = tree(other)
    assert "`renders/sale` is a link" in str(render().exception)
    assert "`renders/sale` is a link" in str(render("--view", "sale").exception)
    assert "renders/sale: in the way: it is a link" in render("--check").output
    assert tree(other) == before_there
    (folder).unlink()
    folder.symlink_to(project / "nowhere")
    assert "`renders/sale` is a link" in str(render().exception)


def test_the_folder_that_is_named_may_be_a_link(project: Path) -> None:
    (project / "real").mkdir()
    (project / "renders").symlink_to(project / "real")
    assert render().exit_code == 0
    assert (project / "real" / "sale" / "sale.svg").is_file()
    assert "0 files written" in render().output


def test_files_that_argmap_made_elsewhere_or_earlier_are_its_own(project: Path) -> None:
    assert render("--format", ALL).exit_code == 0
    shutil.move(project / "renders" / "sale", project / "renders" / "gift")
    shutil.move(project / "arguments" / "sale.yaml", project / "arguments" / "gift.yaml")
    (project / "renders" / "gift" / "sale.pdf").rename(project / "renders" / "gift" / "gift.pdf")
    gallery = project / "renders" / "index.html"
    said = '<meta name="generator" content="argmap gallery">\n'
    assert said in gallery.read_text(encoding="utf-8")
    gallery.write_text(gallery.read_text(encoding="utf-8").replace(said, ""), encoding="utf-8")
    for path in (project / "renders" / "gift").glob("*.svg"):  # as it was before there were seals
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f' data-seal="{text.split("data-seal=")[1][1:65]}"', ""), encoding="utf-8")
    result = render("--format", ALL)
    assert result.exit_code == 0, result.exception
    assert "9 files written" in result.output


def test_a_page_and_a_gallery_do_not_take_each_others_place(project: Path) -> None:
    assert render().exit_code == 0
    assert "`renders/sale/index.html` is there already" in str(render("--out", "renders/sale").exception)
    (project / "arguments" / "renders.yaml").write_text(MAP, encoding="utf-8")
    result = render("arguments/renders.yaml", "--out", ".")
    assert "`renders/index.html` is there already" in str(result.exception)


def test_a_picture_of_a_difference_is_not_taken_for_a_view(project: Path) -> None:
    assert render().exit_code == 0
    file = project / "renders" / "sale" / "sale.svg"
    file.write_text(file.read_text().replace("data-view=", "data-difference="))
    assert isinstance(render().exception, ArgmapError)


def test_a_view_whose_name_ends_in_an_underscore_is_known_by_it(project: Path) -> None:
    file = project / "sale" / "overview_.svg"
    file.parent.mkdir()
    file.write_text(f"<svg {origin('sale', 'overview_')}/>")
    assert is_ours(file)
    assert leading("overview_.svg", {"overview", "overview_"}) == {"to": "overview_"}


def test_a_name_that_no_system_takes_is_told_before_anything_is_written(project: Path) -> None:
    long = "s" * 300
    (project / "arguments" / "sale.yaml").write_text(
        MAP.replace("sale:", f"{long}:").replace("issue: sale", f"issue: {long}")
    )
    result = render()
    assert isinstance(result.exception, ArgmapError)
    assert "cannot be written: file name too long" in str(result.exception)
    assert not (project / "renders").exists()


def test_links_in_a_folder_are_never_removed(project: Path) -> None:
    (project / "arguments" / "gift.yaml").write_text(MAP.replace("sale", "gift"), encoding="utf-8")
    assert render().exit_code == 0
    folder, linked, copy = project / "renders" / "gift", project / "linked", project / "copy"
    shutil.copytree(folder, copy / "gift")
    linked.symlink_to(folder)
    assert not remove_folder(linked)
    assert (folder / "overview.svg").is_file()
    (folder / "overview.svg").unlink()
    (folder / "overview.svg").symlink_to(copy / "gift" / "overview.svg")
    assert not remove_folder(folder)
    assert (folder / "index.html").is_file()
    assert (folder / "overview.svg").is_symlink()
    (folder / "old.svg").symlink_to(copy / "gift" / "old.svg")
    text = (copy / "gift" / "overview.svg").read_text(encoding="utf-8")
    (copy / "gift" / "old.svg").write_text(text.replace('data-view="overview"', 'data-view="old"'))
    (folder / "overview.svg").unlink()
    assert "removed" not in render().output
    assert (folder / "old.svg").is_symlink()


# Edited by hand


@pytest.mark.parametrize("name", ["sale.svg", "sale.png", "sale.pdf", "sale.dot", "index.html", "../index.html"])
def test_an_edited_file_is_told_and_restored(project: Path, name: str) -> None:
    assert render("--format", ALL).exit_code == 0
    file = project / "renders" / "sale" / name
    made = file.read_bytes()
    at = made.index(b"Was there a sale?") if b"Was there a sale?" in made else len(made) // 2
    file.write_bytes(made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :])
    checked = render("--format", ALL, "--check")
    assert checked.exit_code == 1
    shown = os.path.normpath(f"renders/sale/{name}")
    assert f"{shown}: stale" in checked.output
    assert f"{shown}\n1 files written" in render("--format", ALL).output
    assert file.read_bytes() == made


def test_a_page_takes_in_no_picture_that_was_edited(project: Path) -> None:
    assert render().exit_code == 0
    folder = project / "renders" / "sale"
    page = (folder / "index.html").read_bytes()
    (folder / "index.html").unlink()
    for file in folder.glob("*.svg"):
        file.write_text(file.read_text(encoding="utf-8").replace("stands", "falls"), encoding="utf-8")
    assert render("--format", "html").exit_code == 0
    assert (folder / "index.html").read_bytes() == page


def test_line_ends_of_another_system_are_no_edit(project: Path) -> None:
    assert render().exit_code == 0
    for file in (project / "renders").rglob("*.svg"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    page = project / "renders" / "sale" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert render("--check").exit_code == 0


def test_a_seal_is_that_of_its_text() -> None:
    text = f'<svg xmlns="{NAMESPACE}" data-digest="{"a" * 64}"><text>é</text></svg>\n'
    assert sealed_digest(sealed(text).encode()) == "a" * 64
    assert sealed_digest(sealed(text).replace("é", "e").encode()) is None
    assert sealed_digest(text.encode()) is None
    assert sealed("<svg/>") == "<svg/>"


# What a digest is of


def test_a_digest_is_also_of_the_folder_and_the_engine(tmp_path: Path) -> None:
    (analysis,) = analyse([tmp_path / "arguments"])
    drawing = Drawing(all_views(material(analysis))[0], home="sale")
    others = [replace(drawing, home="gift"), replace(drawing, kind="difference"), replace(drawing, engine="dot")]
    assert len({drawing.digest, *(other.digest for other in others)}) == 4


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
def test_another_engine_draws_anew(project: Path) -> None:
    assert render("--format", "svg").exit_code == 0
    assert render("--format", "svg", "--engine", "dot", "--check").exit_code == 1
    assert "2 files written" in render("--format", "svg", "--engine", "dot").output
    assert render("--format", "svg", "--engine", "dot", "--check").exit_code == 0
    assert "version" in engine_name("dot")


def test_without_a_system_engine_its_version_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert system_version() == ""
    monkeypatch.setattr(shutil, "which", lambda name: f"/nowhere/{name}")
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: (_ for _ in ()).throw(OSError))
    assert system_version() == ""


def test_the_engine_is_the_one_that_is_asked_for() -> None:
    name, _, version = WASM.partition(" ")
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert f"{name}=={version}" in asked
    assert metadata.version(name) == version


# Names


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("con", "con_"),
        ("CON", "CON_"),
        ("nul.old", "nul.old_"),
        ("lpt1", "lpt1_"),
        ("con-2", "con-2"),
        ("index.html", "index.html_"),
        ("draft.", "draft._"),
        ("draft ", "draft _"),
        ("console", "console"),
        ("com", "com"),
    ],
)
def test_names_that_a_system_keeps_for_itself(name: str, stem: str) -> None:
    assert file_stem(name) == stem


def test_an_issue_may_be_called_con(project: Path) -> None:
    text = MAP.replace("sale:", "con:").replace("issue: sale", "issue: con")
    (project / "arguments" / "aux.yaml").write_text(text, encoding="utf-8")
    assert render("--format", ALL).exit_code == 0
    folder = project / "renders" / "aux_"
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["con_.dot", "con_.png", "con_.svg", "overview.dot", "overview.png", "overview.svg", "aux_.pdf", "index.html"]
    )
    assert 'href="con_.svg"' in (folder / "overview.svg").read_text(encoding="utf-8")
    assert render("--format", ALL, "--check").exit_code == 0
    (project / "arguments" / "aux.yaml").write_text(MAP, encoding="utf-8")
    assert render("--format", ALL).exit_code == 0
    assert not list(folder.glob("con_*"))


def test_the_pdf_leads_to_a_view_of_such_a_name() -> None:
    assert leading("con_.svg#made", {"con", "overview"}) == {"to": "con"}
    assert leading("con_.svg", {"overview"}) == {}


def test_a_map_called_like_the_gallery_has_a_folder(project: Path) -> None:
    (project / "arguments" / "index.html.yaml").write_text(MAP, encoding="utf-8")
    assert render().exit_code == 0
    assert (project / "renders" / "index.html").is_file()
    assert (project / "renders" / "index.html_" / "index.html").is_file()
    assert './index.html_/index.html"' in (project / "renders" / "index.html").read_text(encoding="utf-8")


def test_maps_whose_names_differ_by_case_alone_have_two_folders(project: Path) -> None:
    (project / "arguments" / "Sale.yaml").write_text(MAP, encoding="utf-8")
    (project / "arguments" / "e\u0301.yaml").write_text(MAP, encoding="utf-8")
    (project / "arguments" / "\u00e9.yaml").write_text(MAP, encoding="utf-8")
    names = list(named(analyse([project / "arguments"])))
    assert len({name.casefold() for name in names}) == 4
    assert {"Sale", "sale-2"} <= set(names)
