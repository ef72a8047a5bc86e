"""PDF of a map: pages, paper, bookmarks, tags, text, metadata, the same bytes; hostile text; what is told."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from argmap.analysis import Analysis
from argmap.diagnostics import ArgmapError
from argmap.model.values import Paper
from argmap.render.draw import Drawing
from argmap.render.export.fonts import installed_fonts
from argmap.render.export.pdf import Leaf, PdfJob, leading, to_pdf
from argmap.render.sheet import Material
from argmap.render.sheets import MARGIN, PAPER, Content, sheet_for
from argmap.render.views import all_views
from tests.maps_for_tests import EVERYTHING, HOSTILE, analysed, drawings, render


def the_pdf(project: Path) -> Path:
    return project / "renders" / "sale" / "sale.pdf"


def made(analysis: Analysis, page: Paper | None = None) -> tuple[PdfReader, list[str]]:
    header, fonts = analysis.graph.map.header, installed_fonts()
    pictures = all_views(Material(analysis.graph, analysis.evaluation, page=page))
    leaves = [Leaf.of(drawing, drawing.svg(), fonts, "") for drawing in map(Drawing, pictures)]
    content, notes = to_pdf(header, leaves, fonts, "0" * 64)
    return PdfReader(io.BytesIO(content)), notes


def titles(outline: list[Any]) -> list[Any]:
    return [titles(each) if isinstance(each, list) else each.title for each in outline]


def structure(node: Any, kind: str) -> list[Any]:
    """The elements of one kind in the tree of tags."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [found for each in node for found in structure(each, kind)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("/S") == kind else []
    return own + structure(node.get("/K", []), kind)


def test_a_map_becomes_one_file_with_a_page_a_view(project: Path) -> None:
    result = render("--format", "pdf")
    assert result.exit_code == 0, result.output
    reader = PdfReader(the_pdf(project))
    views = drawings(analysed(EVERYTHING, project))
    assert len(reader.pages) == len(views)
    assert titles(reader.outline) == [drawing.picture.title for drawing in views.values()]
    assert [path.name for path in the_pdf(project).parent.iterdir()] == ["sale.pdf"]


def test_it_says_what_it_is_and_its_date_is_that_of_the_map(project: Path) -> None:
    render("--format", "pdf")
    reader = PdfReader(the_pdf(project))
    assert reader.metadata is not None
    assert reader.metadata.title == "A sale"
    assert reader.metadata.subject == "forum: a county court · law and facts as at 31 January 2026"
    assert reader.metadata.author is None
    assert str(reader.metadata["/CreationDate"]).startswith("D:20260131")
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.xmp_metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data()


def test_a_map_without_a_day_has_no_date(tmp_path: Path) -> None:
    reader, _ = made(analysed(EVERYTHING.replace("as_of: 2026-01-31", "as_of: 2026"), tmp_path))
    assert reader.metadata is not None
    assert "/CreationDate" not in reader.metadata


def test_every_card_is_a_tagged_figure_that_says_what_it_shows_in_reading_order(project: Path) -> None:
    render("--format", "pdf", "--view", "contract")
    reader = PdfReader(the_pdf(project).with_name("sale-contract.pdf"))
    root: Any = reader.trailer["/Root"]
    said = [figure["/Alt"] for figure in structure(root["/StructTreeRoot"]["/K"], "/Figure")]
    assert "Conclusions stand above what they rest on" in said[0]
    assert said[-1].startswith("Legend: legal assertion")
    position = next(at for at, words in enumerate(said) if "The parties made a contract of sale." in words)
    assert said[position + 1].startswith("rule: sale")
    assert "The seller made an offer." in said[position + 2]
    rebuttal = next(at for at, words in enumerate(said) if "No contract was made." in words)
    assert said[rebuttal + 1] == "rebuts"
    assert any("The price was left open." in words for words in said[rebuttal + 2 : rebuttal + 4])
    assert structure(root["/StructTreeRoot"]["/K"], "/H1")


def test_text_is_copied_in_reading_order(project: Path) -> None:
    render("--format", "pdf", "--view", "contract")
    reader = PdfReader(the_pdf(project).with_name("sale-contract.pdf"))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    places = [text.index(words) for words in ("made a contract of sale.", "rule: sale", "made an offer.", "rebuts")]
    assert places == sorted(places)
    assert text.index("No contract was made.") < text.index("rebuts") < text.index("The price was left open.")


def links(reader: PdfReader) -> list[tuple[int, Any]]:
    """The links of every page, with its number from 1."""
    annotations = ((number, each) for number, page in enumerate(reader.pages, 1) for each in page.get("/Annots", []))
    return [(number, each.get_object()) for number, each in annotations]


def where(reader: PdfReader, text: str) -> tuple[float, float]:
    """Where a text begins on the second page: from the left, and from below."""
    letters: list[str] = []
    places: list[tuple[float, float]] = []

    def seen(part: str, outer: list[float], inner: list[float], *_: Any) -> None:
        for letter in "".join(part.split()):
            a, b, c, d, e, f = outer
            letters.append(letter)
            places.append((a * inner[4] + c * inner[5] + e, b * inner[4] + d * inner[5] + f))

    reader.pages[1].extract_text(visitor_text=seen)
    return places["".join(letters).index("".join(text.split()))]


def test_cards_lead_to_their_place_and_authorities_out_of_the_file(project: Path) -> None:
    render("--format", "pdf")
    reader = PdfReader(the_pdf(project))
    found = links(reader)
    named = {name: reader.get_destination_page_number(to) for name, to in reader.named_destinations.items()}
    inner = [link for number, link in found if number == 1]
    assert inner, "the overview leads to the issues"
    issue, *positions = inner
    assert named[issue["/Dest"]] == 1
    assert issue["/Contents"] == "Was there a sale?, page 2"
    tops = [where(reader, text) for text in ("The parties made a contract of sale.", "No contract was made.")]
    for link, (left, top) in zip(positions, tops, strict=True):
        page, kind, x, y, _ = link["/Dest"]
        assert (reader.pages.index(page.get_object()), kind) == (1, "/XYZ")
        assert 0 < left - x < 40, "the card, not the page"
        assert 0 < y - top < 60
        assert link["/Contents"] == "page 2"
    render("--format", "pdf", "--authorities", "nodes")
    outer = [link for _, link in links(PdfReader(the_pdf(project))) if "/A" in link]
    assert {link["/A"]["/URI"] for link in outer} == {"https://example.org/act"}
    assert all(link["/Subtype"] == "/Link" and link["/Contents"] for _, link in found)
    root: Any = reader.trailer["/Root"]
    tagged = structure(root["/StructTreeRoot"]["/K"], "/Link")
    assert len(tagged) == len(found)
    assert all(structure(link["/K"], "/Figure")[0]["/Alt"] for link in tagged)


def test_a_view_alone_leads_to_no_page_that_is_not_there(project: Path) -> None:
    render("--format", "pdf", "--view", "overview")
    assert links(PdfReader(the_pdf(project).with_name("sale-overview.pdf"))) == []


@pytest.mark.parametrize(
    ("href", "to"),
    [
        ("a.svg#x", {"to": "a"}),
        ("a.svg#y", {"to": "a#y"}),
        ("a.svg#y/argument-1", {"to": "a#y.argument-1"}),
        ("a.svg", {"to": "a"}),
        ("b.svg#x", {}),
        ("index.html#/a/x", {}),
        ("https://example.org/a.svg", {"url": "https://example.org/a.svg"}),
        ("mailto:clerk@example.org", {"url": "mailto:clerk@example.org"}),
        ("javascript:alert(1)", {}),
        ("https://example.org/" + "x" * 9000, {}),
        ("", {}),
    ],
)
def test_only_places_in_the_file_and_addresses_are_led_to(href: str, to: dict[str, str]) -> None:
    assert leading(href, {"a", "a#y", "a#y.argument-1"}) == to


def test_its_text_can_be_searched(project: Path) -> None:
    render("--format", "pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(the_pdf(project)).pages).split())
    for words in (
        "The parties made a contract of sale.",
        "Was there a sale?",
        "forum: a county court",
        "Old v. New",
    ):
        assert words in text
    assert f"1 of {len(PdfReader(the_pdf(project)).pages)}" in text


def test_all_fonts_are_embedded(project: Path) -> None:
    render("--format", "pdf")
    seen = 0
    for page in PdfReader(the_pdf(project)).pages:
        fonts: Any = page["/Resources"]
        for font in fonts.get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"] or "/FontFile3" in descendant["/FontDescriptor"]
            seen += 1
    assert seen


def test_the_same_map_gives_the_same_bytes_in_another_process(project: Path) -> None:
    render("--format", "pdf")
    for number, seed in enumerate(("1", "2")):
        command = [sys.executable, "-m", "argmap", "render", "--format", "svg,pdf", "--out", f"other{number}"]
        environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tehran"}
        subprocess.run(command, check=True, env=environment, capture_output=True)
        assert (project / f"other{number}" / "sale" / "sale.pdf").read_bytes() == the_pdf(project).read_bytes()


def test_unchanged_files_are_kept_and_changes_are_told(project: Path) -> None:
    render("--format", "pdf")
    assert "0 files written, 1 current." in render("--format", "pdf").output
    assert render("--format", "pdf", "--check").exit_code == 0
    assert render("--format", "pdf", "--page", "a3", "--check").exit_code == 1
    file = project / "arguments" / "sale.yaml"
    file.write_text(file.read_text().replace("It rained", "It snowed"))
    assert "sale.pdf: stale" in render("--format", "pdf", "--check").output
    render("--format", "pdf", "--view", "contract")
    the_pdf(project).rename(the_pdf(project).with_name("old.pdf"))
    text = file.read_text()
    file.write_text(text.replace("  contract:", "  bargain:").replace("issue: contract", "issue: bargain"))
    (the_pdf(project).with_name("mine.pdf")).write_bytes(b"%PDF-1.7\nnot argmap's")
    told = render("--format", "pdf", "--check").output
    assert "sale.pdf: missing" in told
    assert "sale-contract.pdf: left over" in told
    assert "old.pdf" not in told, "what somebody has renamed is theirs"
    assert "mine.pdf" not in told


def test_one_view_alone_is_a_file_of_its_own_and_no_left_over(project: Path) -> None:
    render("--format", "pdf")
    whole = the_pdf(project).read_bytes()
    assert render("--format", "pdf", "--view", "contract").exit_code == 0
    reader = PdfReader(the_pdf(project).with_name("sale-contract.pdf"))
    assert titles(reader.outline) == ["Was there a sale?"]
    assert the_pdf(project).read_bytes() == whole
    assert "left over" not in render("--format", "pdf", "--check").output


@pytest.mark.parametrize("page", ["a4", "a3"])
def test_paper_is_kept_and_pictures_stand_within_it(tmp_path: Path, page: Paper) -> None:
    reader, _ = made(analysed(EVERYTHING, tmp_path), page)
    for sheet in reader.pages:
        sides = sorted((float(sheet.mediabox.width), float(sheet.mediabox.height)))
        assert sides == pytest.approx(PAPER[page], abs=0.1)


def test_screen_pages_have_the_size_of_their_picture(tmp_path: Path) -> None:
    analysis = analysed(EVERYTHING, tmp_path)
    reader, _ = made(analysis, "screen")
    sizes = {round(float(page.mediabox.width)) for page in reader.pages}
    assert len(sizes) > 1


@given(st.floats(1, 60_000), st.floats(1, 60_000), st.sampled_from([None, "a4", "a3", "screen"]), st.text(max_size=300))
def test_a_picture_is_never_larger_than_its_sheet(width: float, height: float, page: Paper | None, title: str) -> None:
    sheet = sheet_for(Content(width, height, title), page)
    assert 0 < sheet.scale <= 1
    assert width * sheet.scale <= sheet.width - 2 * MARGIN + 0.01
    assert height * sheet.scale <= sheet.height - 2 * MARGIN + 0.01
    assert max(sheet.width, sheet.height) <= 14_400
    if page is None and sheet.name == "a3":
        assert not sheet_for(Content(width, height, title), "a4").legible


def test_wide_pictures_lie_on_their_side_and_large_ones_go_to_a3() -> None:
    wide, tall = sheet_for(Content(1000, 300)), sheet_for(Content(300, 1000))
    assert wide.width > wide.height
    assert tall.width < tall.height
    assert sheet_for(Content(400, 400)).scale == 1
    large = sheet_for(Content(2000, 1200))
    assert (large.name, large.legible) == ("a3", True)


def test_text_too_small_to_read_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "hard to read" not in render("--format", "pdf").output
    monkeypatch.setattr("argmap.render.sheets.LEAST", 40.0)
    told = render("--format", "pdf", "--page", "a4", "--out", "other").output
    assert "View `overview`: its text is 11.5 points high on A4; below 40 it is hard to read. On A3 it is 11.5." in told
    assert "On A3" not in render("--format", "pdf", "--page", "a3", "--out", "third").output


MANY = (
    """
    argmap: 1
    map: {title: Many facts}
    issues: {q: {question: Is it so?, positions: [so]}}
    assertions:
      so: {text: It is so., kind: legal, issue: q, premises: [a0, b0, c0]}
    """
    + "".join(
        f"""
      {line}{n}: {{text: 'Step {n} of line {line} says more.', kind: factual, authorities: [book p. {n}],
        premises: [{line}{n + 1}, {line}x{n}]}}
      {line}x{n}: {{text: 'A fact beside step {n} of line {line}.', kind: factual, authorities: [book p. 9]}}"""
        for line in "abc"
        for n in range(5)
    )
    + "".join(f"\n      {line}5: {{text: 'The last of line {line}.', kind: factual}}" for line in "abc")
    + """
    authorities:
      book: {kind: book, title: The book, by: A. Author}
    views:
      small: {focus: so, down: 9, page: a4}
      large: {focus: so, down: 9, page: a3}
      free: {focus: so, down: 9, page: screen}
"""
)


def test_views_are_divided_so_that_they_can_be_read_on_their_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    analysed(MANY, tmp_path, "many")
    result = render("many.yaml", "--format", "svg,pdf", "--page", "a4")
    assert result.exit_code == 0, result.output
    names = {path.stem for path in (tmp_path / "renders" / "many").iterdir()}
    assert {"q-2", "small-2"} <= names
    assert len([name for name in names if name.startswith("small")]) > len([n for n in names if n.startswith("large")])
    reader = PdfReader(tmp_path / "renders" / "many" / "many.pdf")
    papers = {tuple(sorted(round(float(side)) for side in page.mediabox[2:])) for page in reader.pages}
    assert {(595, 842), (842, 1191)} < papers  # and the view that needs no paper


def test_hostile_text_is_set_and_what_cannot_be_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    analysed(HOSTILE, tmp_path, "hostile")
    result = render("hostile.yaml", "--format", "pdf")
    assert result.exit_code == 0, result.output
    assert "no font shows U+13000" in result.output
    assert "neither searched nor copied" in result.output
    reader = PdfReader(tmp_path / "renders" / "hostile" / "hostile.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == 'A <b> & "c" #x $y$ \\z'
    text = "".join(page.extract_text() for page in reader.pages)
    assert "この攻撃は国際法に違反したか。" in text


@settings(max_examples=25)
@given(st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable() and text.strip()))
def test_any_title_can_be_typeset(text: str) -> None:
    header = type("Header", (), {"title": text, "description": text, "forum": text, "as_of": None})()
    content, _ = to_pdf(header, [], installed_fonts(), "0" * 64)
    assert content.startswith(b"%PDF-")


def test_a_missing_extra_is_one_message(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    result = render("--format", "pdf")
    assert isinstance(result.exception, ArgmapError)
    assert str(result.exception) == "PDF is an extra: install it with `pip install 'argmap[pdf]'`."
    assert not the_pdf(project).exists()


def test_a_failure_keeps_the_old_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render("--format", "pdf")
    before = the_pdf(project).read_bytes()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("argmap.render.export.pdf.to_pdf", interrupted)
    assert render("--format", "pdf", "--page", "a3").exit_code != 0
    assert the_pdf(project).read_bytes() == before
    assert [path.name for path in the_pdf(project).parent.iterdir()] == ["sale.pdf"]


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_it_is_sound_by_qpdf(project: Path) -> None:
    render("--format", "pdf")
    done = subprocess.run(["qpdf", "--check", the_pdf(project)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_reads_it_without_complaint(project: Path) -> None:
    render("--format", "pdf")
    done = subprocess.run(["pdftotext", the_pdf(project), "-"], capture_output=True, text=True, check=True)
    assert "Was there a sale?" in done.stdout


def test_pages_are_laid_out_once_for_all_formats(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[str] = []
    real = Drawing._laid_out
    monkeypatch.setattr(Drawing, "_laid_out", lambda self, graph: laid.append(graph.source) or real(self, graph))
    render("--format", "svg,png,pdf,dot,html")
    assert len(laid) == len(set(laid))
    assert PdfJob.stage == 1


@pytest.mark.parametrize("page", [None, "a4", "a3", "screen"])
def test_a_very_long_title_leaves_room_for_the_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: Paper | None
) -> None:
    long = " ".join(["Whether the respondent was entitled to rely on it."] * 160)
    text = f"""
        argmap: 1
        map: {{title: "{long}", forum: "{long}"}}
        issues: {{q: {{question: "{long}", positions: [a]}}}}
        assertions: {{a: {{text: It was., issue: q, kind: legal}}}}
    """
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = render("case.yaml", "--format", "pdf", *(("--page", page) if page else ()))
    assert result.exit_code == 0
    assert "View `q`: its title is too long for a page and is cut." in result.output
    assert "points high" not in result.output.partition("View `q`")[2]
    reader = PdfReader(tmp_path / "renders" / "case" / "case.pdf")
    assert len(reader.pages) == 2
    assert all("It was." in sheet.extract_text() for sheet in reader.pages)
