"""The page as a file: self-contained, safe for any text, ids unique, the same bytes every time, currency by digest."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import page_of, sale_text
from looking import parcels
from maps_for_tests import analysed

from argmap.analysis import Analysis
from argmap.cli import main
from argmap.diagnostics import ArgmapError
from argmap.drawn import material, page_source
from argmap.render.draw import Drawing
from argmap.render.gallery import exhibits
from argmap.render.page import bundle
from argmap.render.page.data import as_json, map_data
from argmap.render.page.inline import Subjects, view_data
from argmap.render.page.parcel import pack, unpack
from argmap.render.page.source import clean, safe_url
from argmap.render.views import all_views
from argmap.render.xml import xml_id

HOSTILE = (
    "</script><script>alert(1)</script><!-- ]]> \\u2028\\u2029 &amp; ' \\\" %%data%% \\u202E "
    "<img src=x onerror=alert(1)>"
)

OURS = '<meta name="generator" content="argmap">'


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text of script and style elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in self.texts:
            self.inside = tag
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[self.inside][-1] += data


@pytest.fixture(scope="module")
def html(sale: Analysis) -> str:
    return page_of(sale)


@pytest.fixture(scope="module")
def elements(html: str) -> Elements:
    return Elements(html)


def hostile(folder: Path) -> Analysis:
    text = f"""argmap: 1
map: {{title: "{HOSTILE}", description: "{HOSTILE}"}}
parties: {{p: {{name: "{HOSTILE}"}}}}
authorities:
  constructor:
    kind: exhibit
    title: "{HOSTILE}"
    url: "https://example.org/?a=1&b='2'"
    passages: {{"</script>": "{HOSTILE}"}}
issues: {{q: {{question: "{HOSTILE}", positions: [a]}}}}
assertions:
  a:
    text: "{HOSTILE}"
    issue: q
    asserted_by: p
    authorities: ["constructor </script>"]
    notes: "{HOSTILE}"
    counters: [b]
  b: {{text: "منع استخدام القوة", tags: [constructor]}}
"""
    return analysed(text, folder, "hostile")


def test_ids_are_unique_and_references_resolve(elements: Elements) -> None:
    ids = Counter(str(attributes["id"]) for _, attributes in elements.tags if "id" in attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    for _, attributes in elements.tags:
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            assert set((attributes.get(name) or "").split()) <= set(ids)


def test_nothing_is_loaded_and_nothing_runs_but_what_the_page_brings(elements: Elements, html: str) -> None:
    policy = next(str(a["content"]) for _, a in elements.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    scripts = [text for text in elements.texts["script"] if " " in text]  # packed texts have none
    assert len(scripts) == 2
    for text in (*scripts, *elements.texts["style"]):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    pictures = Elements("".join(drawn["svg"] for view, drawn in parcels(html).items() if view))
    for tag, attributes in (*elements.tags, *pictures.tags):
        assert "src" not in attributes
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        href = attributes.get("href") or "#"
        assert href.startswith("#") or (tag == "link" and href == "data:,")


def test_links_in_pictures_lead_to_things_of_the_map(sale: Analysis, html: str) -> None:
    views = parcels(html)
    tags = [tag for view, drawn in views.items() if view for tag in Elements(drawn["svg"]).tags]
    graph = sale.graph
    things = {*graph.assertions, *graph.map.authorities, *graph.map.issues, *graph.map.parties}
    links = [str(a["href"]).split("/") for tag, a in tags if tag == "a" and str(a["href"]).startswith("#/")]
    assert {link[2] for link in links} == things
    assert all(link[1] in views and link[2] in things for link in links)


def test_every_line_knows_what_its_state_is_the_label_of(sale: Analysis) -> None:
    subjects = Subjects(sale.graph, sale.evaluation)
    for picture in all_views(material(sale)):
        if picture.name == "overview" or picture.name.startswith("without"):
            continue  # neither states a link as the map as written has it
        known = {line.key: line.about for line in picture.lines}
        for line in picture.lines:
            if line.role != "carries" and not line.key.endswith("/price/line"):  # no premise is named for the price
                assert known[line.key], line
                if line.role != "rebuts":
                    assert sale.evaluation.labels[known[line.key]] is line.state, line
        view = view_data(picture)
        assert set(subjects.parts(picture)) >= {xml_id(pill.key) for pill in picture.pills}
        assert all(pill.key in sale.evaluation.labels for pill in picture.pills)
        assert set(view["away"]) <= set(view["cards"])


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    page = page_of(hostile(tmp_path))
    found, made = parcels(page), Elements(page)
    assert len(made.texts["script"]) == 2 + len(found)
    tags = made.tags + [tag for view, drawn in found.items() if view for tag in Elements(drawn["svg"]).tags]
    assert "img" not in {tag for tag, _ in tags}
    data = found[""]
    said = data["assertions"]["a"]["text"]
    assert said.startswith(
        "</script><script>alert(1)</script><!-- ]]> \ufffd\ufffd &amp; ' \" %%data%% \N{REPLACEMENT CHARACTER} <img"
    )
    assert data["authorities"]["constructor"]["url"] == "https://example.org/?a=1&b='2'"


def test_ids_are_unique_in_each_picture(html: str, elements: Elements) -> None:
    own = {str(attributes["id"]) for _, attributes in elements.tags if "id" in attributes}
    for view, drawn in parcels(html).items():
        if view:
            ids = [str(attributes["id"]) for _, attributes in Elements(drawn["svg"]).tags if "id" in attributes]
            assert len(ids) == len(set(ids))
            assert view == "overview" or not own & set(ids) - {"c-_desc"}


@pytest.mark.parametrize("text", ["", "a", "</script>", "\u2028 é 語 \U0001f600" * 1000])
def test_what_is_packed_can_be_unpacked_and_ends_no_element(text: str) -> None:
    packed = pack(text)
    assert unpack(packed) == text
    assert re.fullmatch(r"[A-Za-z0-9+/=]*", packed)


def test_json_in_a_script_element_holds_no_sign_that_ends_it() -> None:
    text = as_json({"a": "</script> <!-- \u2028 \u2029 & é"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"a": "</script> <!-- \u2028 \u2029 & é"}


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.b/c", True),
        ("mailto:a@b.c", True),
        ("javascript:alert(1)", False),
        ("data:x", False),
        ("https://a b", False),
        (None, False),
    ],
)
def test_only_harmless_urls_become_links(url: str | None, kept: bool) -> None:
    assert safe_url(url) == (url if kept else "")


def test_what_nobody_can_see_becomes_a_sign() -> None:
    assert clean({"a\x00": ["b\u202e", 1, "c\ud800"]}) == {"a\ufffd": ["b\ufffd", 1, "c\ufffd"]}


def test_the_data_say_what_the_map_says(sale: Analysis) -> None:
    data = map_data(page_source(sale), ())
    path, _, line = data["assertions"]["made"]["place"].partition(":")
    assert path == "sale.yaml"
    assert sale_text().splitlines()[int(line) - 1] == "  made:"
    assert data["assertions"]["made"]["arguments"][0]["missing"] == ["price"]
    assert data["assertions"]["honest"]["quote"] == "In good faith."
    assert data["authorities"]["code"]["url"] == "https://example.org/act"
    assert [gap["waived"] for gap in data["gaps"] if gap["subject"] == "weather" and gap.get("waived")] == [
        "Everybody knows it."
    ]
    assert data["checks"]["missing-element"]["what"]


def test_the_same_map_gives_the_same_bytes_under_every_hash_seed(tmp_path: Path, html: str) -> None:
    path = tmp_path / "sale.yaml"
    path.write_text(sale_text(), encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:]\n"
        "from argmap.analysis import analyse; from conftest import page_of\n"
        "sys.stdout.buffer.write(page_of(*analyse([Path(sys.argv[1])])).encode())"
    )
    tests = Path(__file__).parent
    command = [sys.executable, "-c", code, str(path), str(tests), str(tests.parent)]
    made = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "2"}, capture_output=True, check=True).stdout
    assert made == html.encode()
    assert not re.search(r"20\d\d-\d\d-\d\dT", html)


def test_scripts_that_import_in_a_circle_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"js/a.js": 'import { b } from "./b.js";\n', "js/b.js": 'import { a } from "./a.js";\n'}
    monkeypatch.setattr(bundle, "resource", texts.__getitem__)
    bundle.script.cache_clear()
    with pytest.raises(ArgmapError, match="a → b → a"):
        bundle.script("a")


def test_every_module_of_the_script_is_used() -> None:
    bundle.script.cache_clear()
    scripts = bundle.script() + bundle.script("live")
    used = set(re.findall(r"^const \$([a-z]+) = ", scripts, re.MULTILINE))
    assert used | {"main", "live", "types"} == {name.removesuffix(".js") for name in bundle.modules()}
    assert "</script" not in scripts.lower()
    assert not re.search(r"/\*\*|^\s*//", scripts, re.MULTILINE)


# -- the command


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "arguments").mkdir()
    (tmp_path / "arguments" / "sale.yaml").write_text(sale_text(), encoding="utf-8")
    return tmp_path


def render(*arguments: str) -> Result:
    return CliRunner().invoke(main.argmap, ["render", *arguments])


def test_render_writes_the_page_and_the_gallery_once(project: Path) -> None:
    first = render("--format", "svg,html")
    assert first.exit_code == 0, first.output
    folder = project / "renders"
    page, gallery = (
        (folder / "sale" / "index.html").read_text(encoding="utf-8"),
        (folder / "index.html").read_text(encoding="utf-8"),
    )
    assert "<title>A sale</title>" in page
    assert '<a href="./sale/index.html">' in gallery
    assert '<img src="./sale/overview.svg"' in gallery
    assert "0 files written" in render("--format", "svg,html").output
    assert render("--format", "svg,html", "--check").exit_code == 0
    render("--out", "alone", "--format", "html")
    assert (project / "alone" / "sale" / "index.html").read_text(encoding="utf-8") == page


def test_a_change_makes_the_page_stale(project: Path) -> None:
    render("--format", "html")
    file = project / "arguments" / "sale.yaml"
    file.write_text(sale_text().replace("A note on good faith", "Another note"), encoding="utf-8")
    result = render("--format", "html", "--check")
    assert result.exit_code == 1
    assert "renders/sale/index.html: stale" in result.output


def test_the_page_takes_current_pictures_from_their_files(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render("--format", "svg")

    def refuse(_: Drawing) -> str:
        raise AssertionError("a picture was laid out twice")

    monkeypatch.setattr(Drawing, "svg", refuse)
    assert render("--format", "html").exit_code == 0


def test_the_gallery_shows_only_pages_of_maps_by_title(tmp_path: Path) -> None:
    for name, head in {
        "b": f'{OURS}<meta name="description" content="x &lt; y"><title>a &amp; b</title>',
        "a": f"{OURS}<title>Zoo</title>",
        "c": "<title>Not ours</title>",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f"<!doctype html><head>{head}</head>", encoding="utf-8")
    found = exhibits(tmp_path)
    assert [(exhibit.folder, exhibit.title, exhibit.about) for exhibit in found] == [
        ("b", "a & b", "x < y"),
        ("a", "Zoo", ""),
    ]
    assert exhibits(tmp_path / "nowhere") == []
