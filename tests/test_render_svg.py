"""The SVG: well-formed whatever the text, complete, nothing overlapping, the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from maps_for_tests import EVERYTHING, analysed, drawings

from argmap.evaluation.words import Label, Standing
from argmap.render.dot import escape as dot_escape
from argmap.render.dot import to_dot
from argmap.render.draw import Drawing
from argmap.render.picture import Card, Line, Picture, Pill
from argmap.render.xml import escape

ROOT = Path(__file__).parents[1]
RENDERS = sorted((ROOT / "renders").glob("*/*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    "&#x202e;evil",
    r"\N \G \E \n \l",
    "ends in a backslash \\",
    "quote \" and ' apostrophe",
    "nul \0 bell \a escape \x1b",
    "lone surrogate \ud800 here",
    "override \u202e and isolate \u2066",
    "👩‍⚖️ 🇮🇷 emoji",
    "حقوق بین‌الملل و منشور ملل متحد",
    "القانون الدولي والميثاق",
    "ההפרה של המגילה",
    "国際連合憲章第二条第四項に違反した。",
    "]]> <!-- --> <?xml ?>",
    "{a: b} %s %d ${x}",
    "\u0300\u0301 combining first",
    "tab\tand\nnewline",
    "nonchars \ufffe \uffff",
]


def picture_of(text: str) -> Picture:
    cards = (
        Card("a", "legal", text, text, Standing.STANDS, text, (text,), text, 3, href=text),
        Card("b", "counter", "Counter-position", text, Standing.CONTESTED),
    )
    pills = (Pill("a/argument-1", "argument", text, (text,), Label.IN),)
    lines = (Line("x", "a", "a/argument-1", "supports"), Line("y", "a/argument-1", "b", "undercuts", text))
    return Picture("view", text, text, text, cards, pills, lines)


def text_of(svg: str) -> str:
    return "".join("".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text"))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown(text: str) -> None:
    svg = Drawing(picture_of(text)).svg()
    shown = squeezed(text_of(svg))
    visible = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]", "\ufffd", text)
    assert squeezed(visible) in shown
    svg.encode("utf-8")


@given(text=st.text(min_size=1, max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_a_well_formed_picture(text: str) -> None:
    root = ET.fromstring(Drawing(picture_of(text)).svg().encode("utf-8"))
    assert root.get("role") == "graphics-document document"


def test_a_very_long_text_is_cut_and_says_so() -> None:
    text = "Jurisdiction " * 8000
    svg = Drawing(picture_of(text)).svg()
    assert "more characters in the file" in text_of(svg)
    assert f"<title>{escape(text)}</title>" in svg, "the whole text stays in the title"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//evil.example", " javascript:x", "vbscript:x"]
)
def test_unsafe_links_are_left_out(href: str) -> None:
    picture = Picture("v", "t", "s", "m", (Card("a", "legal", "h", "t", href=href),), (), ())
    assert "<a " not in Drawing(picture).svg()


@pytest.mark.parametrize("href", ["https://example.org/?a=1&b=2", "mailto:a@example.org", "#x", "issue.svg#a"])
def test_safe_links_are_kept(href: str) -> None:
    picture = Picture("v", "t", "s", "m", (Card("a", "legal", "h", "t", href=href),), (), ())
    root = ET.fromstring(Drawing(picture).svg())
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == [href]


def test_dot_escapes_leave_the_text_alone() -> None:
    assert dot_escape(r"\N") == r"\\N"
    assert dot_escape("a\\") == "a\\\\"


def test_names_in_dot_are_ours(tmp_path: Path) -> None:
    for drawing in drawings(analysed(EVERYTHING, tmp_path)).values():
        for graph in to_dot(drawing.picture, drawing.shapes):
            assert all(re.fullmatch(r"n\d+", name) for name in graph.nodes)
            assert all(re.fullmatch(r"e\d+", name) for name in graph.edges)


def test_everything_in_the_picture_is_in_the_svg(tmp_path: Path) -> None:
    for drawing in drawings(analysed(EVERYTHING, tmp_path)).values():
        root = ET.fromstring(drawing.svg())
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), "ids are unique"
        wanted = [item.key for item in drawing.picture.items()] + [line.key for line in drawing.picture.lines]
        assert {key.replace("/", ".") for key in wanted} <= set(ids)


@pytest.mark.parametrize("path", RENDERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_links_of_a_committed_render_lead_somewhere(path: Path) -> None:
    for link in ET.parse(path).getroot().iter(f"{SVG}a"):
        target = link.get("href") or ""
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        file, _, anchor = target.partition("#")
        goal = path.parent / file if file else path
        assert goal.is_file(), target
        if anchor.startswith("/"):  # the page beside the drawings: view and thing
            _, view, thing = anchor.split("/")
            assert view == path.stem
            assert thing in {element.get("data-about") or element.get("id") for element in link}
        elif anchor:
            assert f'id="{anchor}"' in goal.read_text(encoding="utf-8"), target


def test_renders_exist() -> None:
    assert {path.parent.name for path in RENDERS} == {"hello", "popov-v-hayashi", "soleimani-strike"}


def test_same_bytes_under_every_hash_seed_and_locale(tmp_path: Path) -> None:
    made = []
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4242", "POSIX")):
        out = tmp_path / seed
        command = [sys.executable, "-m", "argmap", "render", "arguments/hello.yaml", "arguments/popov-v-hayashi.yaml"]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale}
        subprocess.run([*command, "--out", out], cwd=ROOT, env=environment, check=True, capture_output=True)
        made.append({path.relative_to(out): path.read_bytes() for path in sorted(out.rglob("*.svg"))})
    assert made[0]
    assert made[0] == made[1] == made[2]
    assert not re.search(rb"20\d\d-\d\d-\d\dT|Graphviz|argmap \d", b"".join(made[0].values())), (
        "no time stamp, no version"
    )


def test_every_line_of_a_text_runs_the_way_the_text_does() -> None:
    right_to_left = (
        "حملهٔ ۳ ژانویه 2020 (S/2020/13) منع توسل به زور در UN Charter art. 2(4) را نقض کرد و بی‌درنگ گزارش شد."
    )
    left_to_right = "The act of breach, in Hebrew ההפרה של המגילה and nothing else, was reported on the same day."
    cards = (
        Card("a", "legal", "Fact", right_to_left, footer="ایران", gaps=2),
        Card("b", "legal", "Fact", left_to_right, chips=("ماده ۲(۴) منشور", "art. 51")),
    )
    root = ET.fromstring(Drawing(Picture("v", "t", "s", "m", cards, (), ())).svg())
    found = {
        group.get("id"): [(line.get("class"), line.get("direction")) for line in group.iter(f"{SVG}text")]
        for group in root.iter(f"{SVG}g")
        if "card" in (group.get("class") or "").split()
    }
    assert {way for role, way in found["a"] if role == "body"} == {"rtl"}
    assert {way for role, way in found["b"] if role == "body"} == {None}
    assert [way for role, way in found["b"] if role == "chip"] == ["rtl", None]
    footer, gaps = (
        next(line for line in root.iter(f"{SVG}text") if line.get("class") == role) for role in ("footer", "gaps")
    )
    assert float(footer.get("x")) < float(gaps.get("x")) - 8, "a text at the right leaves room for the gaps"


@pytest.mark.parametrize(("role", "heads"), [("rebuts", 2), ("undercuts", 1), ("supports", 1), ("premise", 0)])
def test_a_rebuttal_has_a_head_at_both_ends(role: Any, heads: int) -> None:
    cards = tuple(Card(key, "legal", "Position", "A text.", Standing.CONTESTED) for key in "ab")
    svg = Drawing(Picture("view", "Title", "", "", cards, (), (Line("x", "a", "b", role),))).svg()
    (line,) = (group for group in ET.fromstring(svg).iter(f"{SVG}g") if group.get("id") == "x")
    found = [path.get("d") or "" for path in line.iter(f"{SVG}path") if path.get("class") == "head"]
    assert len(found) == heads
    assert len(set(found)) == heads


@pytest.mark.parametrize("path", RENDERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_id_stands_once(path: Path) -> None:
    found = [element.get("id") for element in ET.parse(path).iter() if element.get("id")]
    assert len(found) == len(set(found))


def test_an_assertion_may_be_called_like_a_part_of_the_picture(tmp_path: Path) -> None:
    text = EVERYTHING.replace("joke", "title").replace("serious", "desc")
    for drawing in drawings(analysed(text, tmp_path)).values():
        root = ET.fromstring(drawing.svg())
        found = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(found) == len(set(found))
        heads = {element.get("id"): element.text for element in root if element.tag in (f"{SVG}title", f"{SVG}desc")}
        assert list(heads) == (root.get("aria-labelledby") or "").split()
