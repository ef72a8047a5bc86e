"""PNG of views: resolution, content, fonts, hostile text, very large pictures, stale and unchanged files."""

from __future__ import annotations

import re
import shutil
import struct
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from argmap.diagnostics import ArgmapError
from argmap.render.export import fonts as fonts_module
from argmap.render.export.fonts import MAIN, SIGN, Fonts, installed_fonts, said_unshown
from argmap.render.export.png import PIXELS, dpi_within, paint_of
from argmap.render.export.still import Still, plain_css, still
from argmap.render.style import COLOURS
from tests.maps_for_tests import HOSTILE, analysed, render


def a_still(width: float = 100, height: float = 80, inside: str = "") -> Still:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}"><title>t</title><style></style>'
        f'<rect class="page" width="{width}" height="{height}"/>{inside}</svg>'
    )
    return still(svg, installed_fonts())


def line(text: str, *, role: str = "body", rtl: bool = False) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    side = ' direction="rtl"' if rtl else ""
    return f'<text class="{role}" x="50" y="20" font-size="11.5"{side}>{escaped}</text>'


def test_a_view_becomes_a_png_of_the_wanted_resolution_and_says_so(project: Path) -> None:
    result = render("--format", "png", "--dpi", "144")
    assert result.exit_code == 0, result.output
    folder = project / "renders" / "sale"
    assert sorted(path.suffix for path in folder.iterdir()) == [".png"] * len(list(folder.iterdir()))
    with Image.open(folder / "contract.png") as picture:
        assert picture.info["dpi"] == pytest.approx((144, 144), abs=0.05)
        assert picture.info["Title"] == "Was there a sale?"
        assert "a county court" in picture.info["Description"]
        render("--view", "contract", "--out", "drawn")
        svg = (project / "drawn" / "sale" / "contract.svg").read_text(encoding="utf-8")
        width = float(ElementTree.fromstring(svg).attrib["width"].removesuffix("pt"))
        assert picture.width == pytest.approx(width * 2, abs=1)
        picture.verify()


def test_it_is_drawn_in_light_colours_on_an_opaque_page(project: Path) -> None:
    render("--format", "png", "--dpi", "72", "--view", "contract")
    with Image.open(project / "renders" / "sale" / "contract.png") as picture:
        pixels = picture.convert("RGBA")
    assert pixels.getpixel((0, 0)) == (255, 255, 255, 255)
    assert pixels.getextrema()[3] == (255, 255)
    colours = {colour[:3] for _, colour in pixels.getcolors(1 << 24)}
    bar = tuple(bytes.fromhex(COLOURS["legal"][0][1:]))
    assert bar in colours


def test_unchanged_pictures_are_kept_and_changes_are_told(project: Path) -> None:
    render("--format", "png")
    assert "0 files written" in render("--format", "png").output
    assert render("--format", "png", "--check").exit_code == 0
    finer = render("--format", "png", "--dpi", "300", "--check")
    assert finer.exit_code == 1
    assert "stale" in finer.output
    file = project / "arguments" / "sale.yaml"
    file.write_text(file.read_text().replace("It rained", "It snowed"))
    overview = project / "renders" / "sale" / "overview.png"
    overview.write_bytes(overview.read_bytes()[:400])
    changed = render("--format", "png", "--check").output
    assert "outside-the-issues.png: stale" in changed
    assert "contract.png" not in changed
    assert "overview.png: stale" in changed


def test_a_picture_that_no_view_makes_any_more_is_left_over_but_not_somebody_elses(project: Path) -> None:
    render("--format", "png")
    folder = project / "renders" / "sale"
    (folder / "contract.png").rename(folder / "kept.png")
    shutil.copy(folder / "kept.png", folder / "contract.png")
    file = project / "arguments" / "sale.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  contract:", "  bargain:").replace("issue: contract", "issue: bargain"))
    Image.new("RGB", (4, 4)).save(folder / "mine.png")
    told = render("--format", "png", "--check").output
    assert "contract.png: left over" in told
    assert "kept.png" not in told
    assert "mine.png" not in told


def test_the_same_picture_gives_the_same_bytes_with_and_without_its_svg(project: Path) -> None:
    render("--format", "png", "--out", "one")
    render("--format", "svg,png", "--out", "two")
    for path in (project / "one" / "sale").iterdir():
        assert path.read_bytes() == (project / "two" / "sale" / path.name).read_bytes()


def test_hostile_text_is_drawn_and_what_no_font_shows_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    analysed(HOSTILE, tmp_path, "hostile")
    result = render("hostile.yaml", "--format", "png")
    assert result.exit_code == 0, result.output
    assert "View `q`: no font shows U+13000 (egyptian hieroglyph a001), U+13E3 (cherokee letter tsa)" in result.output
    with Image.open(tmp_path / "renders" / "hostile" / "q.png") as picture:
        picture.load()


def test_a_long_chain_becomes_a_picture_within_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wide = ", ".join(f"f{n}" for n in range(23))
    facts = "".join(f"\n  f{n}: {{text: Fact number {n} of a long row., kind: factual}}" for n in range(23))
    text = f"argmap: 1\nmap: {{title: W}}\nassertions:\n  a: {{text: A., kind: legal, premises: [{wide}]}}{facts}\n"
    (tmp_path / "w.yaml").write_text(text)
    result = render("w.yaml", "--format", "png", "--dpi", "1200")
    assert result.exit_code == 0, result.output
    assert "View `map`: too large for 1200 dots an inch, drawn with" in result.output
    with Image.open(tmp_path / "renders" / "w" / "map.png") as picture:
        assert picture.width * picture.height <= PIXELS * 1.01


def test_a_picture_drawn_too_coarsely_to_be_read_is_told_with_what_helps(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.render.export.png.PIXELS", 100_000)
    told = render("--format", "png", "--view", "contract").output
    assert "too large for 200 dots an inch, drawn with" in told
    assert "Its text cannot be read so; `--page a3` divides views into smaller pages" in told


@pytest.mark.parametrize("size", [(1, 1), (30_000, 200), (200_000, 200_000)])
def test_no_size_asks_for_more_than_the_limit(size: tuple[float, float]) -> None:
    picture = a_still(*size)
    dpi = dpi_within(picture, 1200)
    assert 1 <= dpi <= 1200
    assert dpi == 1 or picture.width * picture.height * (dpi / 72) ** 2 <= PIXELS * 1.01


def test_a_folder_that_cannot_be_written_is_one_message(project: Path) -> None:
    (project / "renders").write_text("a file where the folder should be")
    result = render("--format", "png")
    assert isinstance(result.exception, ArgmapError)
    assert "cannot be written: not a directory" in str(result.exception)


def test_an_interrupted_run_leaves_no_half_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> bytes:
        raise KeyboardInterrupt

    render("--format", "png")
    before = {path: path.read_bytes() for path in (project / "renders").rglob("*") if path.is_file()}
    monkeypatch.setattr("argmap.render.export.paint.Paint.png", interrupted)
    assert render("--format", "png", "--dpi", "100", "--jobs", "1").exit_code != 0
    assert before == {path: path.read_bytes() for path in (project / "renders").rglob("*") if path.is_file()}


@pytest.mark.parametrize("missing", ["resvg_py", "fontTools.ttLib"])
def test_a_missing_extra_is_one_message(project: Path, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    fonts_module.installed_fonts.cache_clear()
    fonts_module.characters.cache_clear()
    monkeypatch.setitem(sys.modules, missing, None)
    result = render("--format", "png")
    assert isinstance(result.exception, ArgmapError)
    assert "an extra: install" in str(result.exception)
    assert "`pip install 'argmap[png]'`" in str(result.exception)
    assert not list((project / "renders").rglob("*.png"))


def test_without_fonts_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts_module.installed_fonts.cache_clear()
    monkeypatch.setattr("argmap.render.export.fonts.PACKAGES", ("no_such_package",))
    with pytest.raises(ArgmapError, match="fonts for PNG and PDF are an extra"):
        installed_fonts()
    fonts_module.installed_fonts.cache_clear()


def test_unknown_formats_name_the_nearest(project: Path) -> None:
    assert "Did you mean `png`?" in render("--format", "svg,pgn").output
    assert "It is one of svg, png" in render("--format", "docx").output


def test_no_variable_or_media_rule_is_left_in_the_style() -> None:
    css = plain_css()
    assert "var(" not in css
    assert "@" not in css
    assert css.count("{") == css.count("}")
    assert ":is(.was" not in css


def test_a_difference_has_its_marks_in_print() -> None:
    assert ".inner{fill:none;" in plain_css()
    assert set(re.findall(r"\.was-(\w+)", plain_css())) == {"added", "removed", "changed"}


def test_every_piece_of_a_line_is_in_a_font_that_has_it_and_nothing_is_lost() -> None:
    fonts = installed_fonts()
    text = "Art. 2(4) المادة 日本語 한국 😀 עברית ✓"
    runs = fonts.runs(text)
    assert "".join(piece for _, piece in runs) == text
    for family, piece in runs:
        have = frozenset().union(*(face.characters() for face in fonts.faces if face.family[:13] == family[:13]))
        assert {ord(char) for char in piece if not char.isspace()} <= have, (family, piece)
    assert fonts.unshown([text]) == []


def test_ideographs_take_the_form_of_the_language_around_them() -> None:
    fonts = installed_fonts()
    assert fonts.runs("漢字かな")[0][0] == "Noto Sans CJK JP"
    assert fonts.runs("漢字")[0][0] == "Noto Sans CJK SC"
    assert fonts.runs("漢字 한국")[0][0] == "Noto Sans CJK KR"


def test_without_the_large_fonts_their_extra_is_named() -> None:
    fonts = installed_fonts()
    small = Fonts(tuple(face for face in fonts.faces if not face.cjk))
    assert small.runs("a漢b") == [(MAIN, f"a{SIGN}b")]
    assert "pip install 'argmap[cjk]'" in said_unshown(small.unshown(["漢"]), small)
    assert "cjk" not in said_unshown(fonts.unshown(["𓀀"]), fonts)


def test_right_to_left_lines_stay_in_their_box() -> None:
    picture = a_still(inside=line("المادة 2(4) من الميثاق", rtl=True))
    root = ElementTree.fromstring(picture.svg)
    (text,) = [each for each in root.iter() if each.tag.endswith("text")]
    assert "direction" not in text.attrib
    assert float(text.attrib["x"]) < 0  # it ends at 50, where it began before
    assert text.attrib["font-family"] == "Noto Sans Arabic"


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable() and text.strip()), st.booleans())
def test_any_text_can_be_drawn(text: str, rtl: bool) -> None:
    picture = a_still(inside=line(text, rtl=rtl))
    data = paint_of(picture, installed_fonts(), 72).png()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (100, 80)


@given(st.text(max_size=60))
def test_runs_keep_every_character_that_a_font_has(text: str) -> None:
    fonts = installed_fonts()
    shown = "".join(piece for _, piece in fonts.runs(text))
    lost = set(fonts.unshown([text]))
    assert shown.count(SIGN) >= len(lost)
    if not lost:
        assert shown == text
