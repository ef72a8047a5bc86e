"""The table of authorities: what stands in it, in which order, in every format."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from argmap.analysis import analyse
from argmap.citing.full import full_citation
from argmap.citing.table import HEADINGS, table_of_authorities
from argmap.cli.authorities import command
from argmap.model.authority import AUTHORITY_KINDS, Judgment
from argmap.reports.authorities import csv_report, markdown_report, text_report
from tests.maps_for_tests import EVERYTHING, analysed

FIRST_MAP = Path(__file__).parent.parent / "arguments" / "soleimani-strike"
ORDER = """
    argmap: 1
    map: {title: Places}
    parties: {one: {name: One}, two: {name: Two}}
    authorities:
      act: {kind: statute, title: "=Act", jurisdiction: X, status: repealed, confidential: true}
      old: {kind: judgment, title: Äbtissin v. "Z" <b> | , court: Court, date: 1999, url: "https://example.org/a|b"}
      not-cited: {kind: book, title: Not cited}
    rules:
      free: {text: Free., elements: {a: A.}, authorities: [act art. 100]}
    issues:
      first: {question: First?, positions: [claim]}
      second: {question: Second?, positions: [other]}
    assertions:
      claim:
        {text: Claim., issue: first, asserted_by: one, premises: [below],
        authorities: [act art. 51, act art. 2(4), "act arts 10, 11", act, act art. 8 bis]}
      below:
        {text: Below., asserted_by: two,
        authorities: [{cite: old, at: para. 10, treatment: contradicts}, old para. 9]}
      other: {text: Other., issue: second, asserted_by: {party: one, role: reports}, authorities: [act art. 2(4)]}
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture
def places(tmp_path: Path) -> Any:
    return analysed(ORDER, tmp_path)


def test_every_kind_of_authority_has_one_part() -> None:
    assert sorted(kind for kinds in HEADINGS.values() for kind in kinds) == sorted(AUTHORITY_KINDS)


def test_text_of_every_construct(golden: Any, tmp_path: Path) -> None:
    golden(
        "authorities/everything.txt", text_report([table_of_authorities(analysed(EVERYTHING, tmp_path).graph)]) + "\n"
    )


def test_places_stand_in_the_order_of_the_text(places: Any) -> None:
    act = next(row for row in table_of_authorities(places.graph).rows if row.name == "act")
    wanted = [None, "art. 2(4)", "art. 8 bis", "arts 10, 11", "art. 51", "art. 100"]
    assert [place.pinpoint for place in act.places] == wanted
    assert act.warnings == ("repealed", "confidential", "not verified")


def test_every_citation_of_the_first_map_stands_in_its_table() -> None:
    graph = analyse([FIRST_MAP])[0].graph
    shown = {
        (row.name, place.pinpoint, use.owner)
        for row in table_of_authorities(graph).rows
        for place in row.places
        for use in place.uses
    }
    assert shown == {(citation.authority, citation.entry.at, citation.owner) for citation in graph.citations()}


def test_issue_and_party_leave_out_the_rest(places: Any) -> None:
    def owners(**asked: Any) -> set[str]:
        rows = table_of_authorities(places.graph, **asked).rows
        return {use.owner for row in rows for place in row.places for use in place.uses}

    assert owners() == {"claim", "below", "other", "free"}
    assert owners(issues=["first"]) == {"claim", "below"}  # what has no issue bears on that of what it supports
    assert owners(issues=["second"]) == {"other"}
    assert owners(parties=["one"]) == {"claim"}  # who only reports does not rely
    assert owners(parties=["one", "two"], issues=["second"]) == set()


def test_a_rule_is_cited_in_the_issues_where_it_is_applied(tmp_path: Path) -> None:
    table = table_of_authorities(analysed(EVERYTHING, tmp_path).graph)
    uses = [use for row in table.rows for place in row.places for use in place.uses if use.is_rule]
    assert [(use.owner, use.issue) for use in uses] == [("sale", "contract")]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": "A v. B", "court": "High Court", "cite": "[1999] 1 X 1", "date": "1999-05-03"},
         "A v. B, High Court, [1999] 1 X 1, 3 May 1999"),
        ({"title": "A v. B (High Court, 3 May 1999)", "court": "High Court", "date": "1999-05-03"},
         "A v. B (High Court, 3 May 1999)"),
        ({"title": "A v. B, 11999", "date": "1999"}, "A v. B, 11999, 1999"),
        ({"court": "High Court"}, "the-id, High Court"),
    ],
)  # fmt: skip
def test_a_citation_says_nothing_twice(fields: dict[str, str], said: str) -> None:
    assert full_citation("the-id", Judgment(kind="judgment", **fields), {}) == said  # type: ignore[arg-type]


def test_csv_has_a_line_for_each_use_and_no_formula(places: Any) -> None:
    table = table_of_authorities(places.graph)
    lines = list(csv.DictReader(io.StringIO(csv_report([table]))))
    assert len(lines) == sum(len(place.uses) for row in table.rows for place in row.places)
    assert {line["citation"][0] for line in lines if line["id"] == "act"} == {"'"}
    contrary = next(line for line in lines if line["role"])
    assert (contrary["place"], contrary["cited for"], contrary["role"]) == ("para. 10", "below", "contradicts")


def test_markdown_shows_what_the_map_says(places: Any) -> None:
    shown = MarkdownIt().enable("table").render(markdown_report([table_of_authorities(places.graph)]))
    assert shown.count("<table>") == 2
    assert "&lt;b&gt; |" in shown
    assert "<b>" not in shown


def test_remarks_and_broken_pinpoints_in_one_line(tmp_path: Path) -> None:
    broken = ORDER.replace("act art. 8 bis", '"act art. 8\\n\\nbis"')
    tables = [table_of_authorities(analysed(broken, tmp_path).graph)]
    assert "| =Act, X (repealed, confidential, not verified) | as a whole |" in markdown_report(tables)
    assert "| art. 8 bis |" in markdown_report(tables)
    assert "    art. 8 bis " in text_report(tables)


def test_a_word_document_of_an_authority_cited_everywhere(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    places = ", ".join(f"record p. {number}" for number in range(1, 1201))
    record = "{record: {kind: exhibit, title: Record, held_by: The court}}"
    claim = f"assertions: {{a: {{text: A., authorities: [{places}]}}}}"
    text = f"argmap: 1\nmap: {{title: T}}\nauthorities: {record}\n{claim}\n"
    path = analysed(text, tmp_path).path
    assert run(path, "--format", "docx", "--out", tmp_path / "t.docx").exit_code == 0


def test_json_of_one_map_and_of_several(places: Any, tmp_path: Path) -> None:
    one = json.loads(run(places.path, "--format", "json").stdout)
    assert [part["heading"] for part in one["parts"]] == ["Legislation", "Cases"]
    assert one["parts"][1]["authorities"][0]["places"][1]["uses"] == [
        {"assertion": "below", "issue": "first", "role": "contradicts"}
    ]
    (tmp_path / "second.yaml").write_text(places.path.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(json.loads(run(tmp_path, "--format", "json").stdout)["maps"]) == 2


def test_word_document_says_it_all_and_nothing_of_when(places: Any, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    for out in (first, second):
        assert run(places.path, "--format", "docx", "--out", out).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as made:
        assert {item.date_time[0] for item in made.infolist()} == {1980}
    tables = docx.Document(str(first)).tables
    cells = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert ["=Act, X (repealed, confidential, not verified)", "art. 51", "First?\nClaim."] in cells
    assert cells.count(["Authority", "Place", "Cited for"]) == 2


def test_wrong_calls_are_one_message_each(places: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def message(*arguments: object) -> str:
        result = run(places.path, *arguments)
        assert result.exit_code
        return str(result.exception)

    assert message("--issue", "frist") == "There is no issue `frist`. Did you mean `first`?"
    assert message("--party", "onee") == "There is no party `onee`. Did you mean `one`?"
    assert message("--format", "docx") == "A Word document needs a file to go to: add --out authorities.docx."
    assert "arguments" in message("--out", places.path)
    assert "arguments" in message("--out", tmp_path / "new.yaml")
    monkeypatch.setitem(sys.modules, "docx", None)
    wanted = "Word documents are an extra: install it with `pip install 'argmap[office]'`."
    assert message("--format", "docx", "--out", tmp_path / "t.docx") == wanted
    assert not (tmp_path / "t.docx").exists()


def test_a_map_without_citations_has_an_empty_table(tmp_path: Path) -> None:
    graph = analysed("argmap: 1\nmap: {title: Bare}\nassertions: {a: {text: A.}}\n", tmp_path).graph
    assert text_report([table_of_authorities(graph)]) == "Bare\n0 authorities, 0 uses"
