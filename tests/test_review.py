"""The review engine: profiles, order, waivers, settings, places, and checks that break down."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.analysis import analyse
from argmap.checks import registry
from argmap.checks.registry import Case, Check, Gap, Where, all_checks
from argmap.config import PROFILES
from argmap.diagnostics import ArgmapError, Diagnostic, Nature, Severity
from argmap.review import NATURES, REVIEW_CODES, Selection, broken_checks, weightiest_first
from tests.maps_for_tests import analysed
from tests.review_for_tests import SALE, TODAY, reviewed


@pytest.fixture
def sale(tmp_path: Path) -> Path:
    path = tmp_path / "sale.yaml"
    path.write_text(SALE, encoding="utf-8")
    (tmp_path / "argmap.toml").write_text("", encoding="utf-8")
    return path


def codes(found: list[Diagnostic]) -> list[str]:
    return [item.check for item in found]


def test_profiles_are_cumulative(sale: Path) -> None:
    (analysis,) = analyse([sale])
    found = {profile: set(analysis.review(Selection(profile), TODAY)) for profile in ("draft", "review", "opponent")}
    assert found["draft"] < found["review"] < found["opponent"]
    assert {item.nature for item in found["draft"]} == {Nature.DEFECT}
    assert Nature.QUESTION not in {item.nature for item in found["review"]}
    assert NATURES["filing"] == NATURES["opponent"]


def test_filing_raises_what_a_court_would_send_back(sale: Path) -> None:
    assert [item.severity for item in reviewed(sale, "review", "missing-pinpoint")] == [Severity.WARNING]
    assert [item.severity for item in reviewed(sale, "filing", "missing-pinpoint")] == [Severity.ERROR]
    assert [item.severity for item in reviewed(sale, "filing", "loaded-language")] == [Severity.NOTE]


def test_filing_never_lowers_a_severity(sale: Path) -> None:
    (sale.parent / "argmap.toml").write_text('[severity]\nmissing-as-of = "error"\n', encoding="utf-8")
    assert [item.severity for item in reviewed(sale, "filing", "missing-as-of")] == [Severity.ERROR]


def test_the_project_chooses_the_profile(sale: Path) -> None:
    (sale.parent / "argmap.toml").write_text('profile = "opponent"\n', encoding="utf-8")
    (analysis,) = analyse([sale])
    assert "absolute-term" in codes(analysis.review())


def test_order_is_severity_then_impact_then_place(sale: Path) -> None:
    found = reviewed(sale)
    assert found == weightiest_first(reversed(found))
    keys = [
        (item.waived is not None, item.severity.rank, -item.impact.issues, -item.impact.assertions) for item in found
    ]
    assert keys == sorted(keys)
    assert found[-1].waived is not None


def test_impact_counts_what_turns_on_the_subject(sale: Path) -> None:
    (waived,) = reviewed(sale, "review", "fact-without-evidence")
    assert (waived.subject, waived.impact) == ("accepted", (1, 1)), "accepted, it would carry the sale and its issue"
    (item,) = reviewed(sale, "review", "loaded-language")
    assert (item.subject, item.impact) == ("offered", (0, 0)), "with `accepted` out nothing turns on it"


def test_a_waiver_excuses_and_an_unused_one_is_told(sale: Path) -> None:
    found = reviewed(sale)
    (waived,) = [item for item in found if item.waived]
    assert (waived.check, waived.subject) == ("fact-without-evidence", "accepted")
    assert waived.waived is not None
    assert (waived.waived.because, waived.waived.by, waived.waived.until) == ("Admitted at the hearing.", "AB", None)
    (unused,) = [item for item in found if item.check == "unused-waiver"]
    assert "missing-pinpoint" in unused.message
    assert SALE.splitlines()[unused.span.start.line].startswith("  - {check: missing-pinpoint, at: made")


@pytest.mark.parametrize("reason", ["…", "TODO", "TBD by counsel", '" - "'])
def test_a_waiver_whose_reason_is_not_written_excuses_nothing(sale: Path, reason: str) -> None:
    sale.write_text(SALE.replace("Admitted at the hearing.", reason), encoding="utf-8")
    found = reviewed(sale)
    assert [item.check for item in found if item.waived] == []
    (told,) = [item for item in found if item.check == "unused-waiver" and "fact-without-evidence" in item.message]
    assert "as long as it gives no reason" in told.message
    assert "because" in told.help


def test_a_waiver_of_a_check_that_did_not_run_is_not_called_unused(sale: Path) -> None:
    assert codes(reviewed(sale, "review", "missing-as-of")) == ["missing-as-of"]
    (analysis,) = analyse([sale])
    assert "unused-waiver" not in codes(analysis.review(Selection("draft"), TODAY))


@pytest.mark.parametrize("wrong", ["kind: factul", "issue: nothing"])
def test_where_something_cannot_be_read_waivers_are_not_judged(tmp_path: Path, wrong: str) -> None:
    text = (
        "argmap: 1\nmap: {title: T}\nwaivers: [{check: fact-without-evidence, at: a, because: It is so.}]\n"
        f"assertions:\n  a: {{text: A., {wrong}}}\n"
    )
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    (analysis,) = analyse([tmp_path])
    assert not analysis.reading.sound
    assert "unused-waiver" not in codes(analysis.review(Selection("review"), TODAY))


def test_a_check_that_is_named_runs_whatever_the_profile(sale: Path) -> None:
    assert codes(reviewed(sale, "draft", "absolute-term")) == ["absolute-term"]


@pytest.mark.parametrize(
    ("until", "holds"), [("2026-11-24", True), ("2026-11-23", False), ("2026-11", True), ("2025", False)]
)
def test_a_waiver_holds_through_its_last_day(sale: Path, until: str, holds: bool) -> None:
    sale.write_text(SALE.replace("by: AB}", f"by: AB, until: {until}}}"), encoding="utf-8")
    found = reviewed(sale)
    (gap,) = [item for item in found if item.check == "fact-without-evidence"]
    assert (gap.waived is not None) == holds
    assert ("expired-waiver" in codes(found)) == (not holds)
    (analysis,) = analyse([sale])
    undated = analysis.review(Selection("review"), None)
    assert "expired-waiver" not in codes(undated), "without a day nothing has expired"


def test_a_waiver_of_an_unknown_check_gets_the_nearest(sale: Path) -> None:
    sale.write_text(SALE.replace("check: missing-pinpoint", "check: missing-pinpiont"), encoding="utf-8")
    (item,) = [item for item in reviewed(sale) if item.check == "unused-waiver"]
    assert "`missing-pinpiont` that does not exist" in item.message
    assert item.help == "Did you mean `missing-pinpoint`?"


@pytest.mark.parametrize("profile", PROFILES)
def test_a_waiver_for_what_is_not_there_is_told_in_every_profile(sale: Path, profile: str) -> None:
    sale.write_text(SALE.replace("{check: missing-pinpoint, at: made", "{check: missing-pinpoint, at: maed"), "utf-8")
    (item,) = [item for item in reviewed(sale, profile) if item.check == "unused-waiver"]
    assert "for `maed`, which the map does not have" in item.message
    assert item.help == "Did you mean `made`?"


@pytest.mark.parametrize(
    ("setting", "meant"), [('profile = "oponent"', "opponent"), ('severity = {missing-pinpoint = "warn"}', "warning")]
)
def test_a_setting_misspelt_is_told_what_was_meant(sale: Path, setting: str, meant: str) -> None:
    (sale.parent / "argmap.toml").write_text(f"{setting}\n", encoding="utf-8")
    with pytest.raises(ArgmapError, match=f"must be one of .* Did you mean `{meant}`"):
        reviewed(sale, "review")


def test_waiver_diagnostics_can_be_disabled_and_regraded(sale: Path) -> None:
    (sale.parent / "argmap.toml").write_text('[severity]\nunused-waiver = "note"\n', encoding="utf-8")
    (item,) = [item for item in reviewed(sale) if item.check == "unused-waiver"]
    assert item.severity is Severity.NOTE
    (sale.parent / "argmap.toml").write_text('disable = ["unused-waiver"]\n', encoding="utf-8")
    assert "unused-waiver" not in codes(reviewed(sale))


@pytest.mark.parametrize(
    "settings", ['disable = ["missing-pinpiont"]', '[severity]\nmissing-pinpiont = "note"'], ids=["disable", "severity"]
)
def test_unknown_names_in_settings_get_the_nearest(sale: Path, settings: str) -> None:
    (sale.parent / "argmap.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(ArgmapError, match=r"no check `missing-pinpiont`.*`missing-pinpoint`"):
        reviewed(sale)


def test_unknown_word_lists_in_settings_get_the_nearest(sale: Path) -> None:
    (sale.parent / "argmap.toml").write_text('[words]\nloaded-langage = ["x"]\n', encoding="utf-8")
    with pytest.raises(ArgmapError, match=r"no word list `loaded-langage`\. Did you mean `loaded-language`"):
        reviewed(sale)


def test_unknown_names_in_the_selection_get_the_nearest(sale: Path) -> None:
    with pytest.raises(ArgmapError, match="Did you mean `missing-pinpoint`"):
        reviewed(sale, "review", "missing-pinpont")


def test_disabled_checks_do_not_run(sale: Path) -> None:
    (sale.parent / "argmap.toml").write_text(
        'disable = ["missing-pinpoint", "fact-without-evidence"]', encoding="utf-8"
    )
    found = codes(reviewed(sale))
    assert "missing-pinpoint" not in found
    assert found.count("unused-waiver") == 0, "the waiver of a disabled check is not unused"


def _break(case: Case) -> Iterator[Gap]:
    """Breaks down after its first gap."""
    yield Gap("made", Where("assertions", "made"), "One.", "Two.")
    raise KeyError("nobody")


def test_a_check_that_breaks_down_is_reported_and_the_others_run(sale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = all_checks()
    broken = Check("breaks-down", Severity.NOTE, Nature.GAP, _break, None, "", "structure")
    monkeypatch.setitem(registry._FOUND, "breaks-down", broken)
    found = reviewed(sale, "review", *known, "breaks-down", "check-failed")
    (item,) = broken_checks(found)
    assert item.severity is Severity.ERROR
    assert "`breaks-down` failed: KeyError: 'nobody'" in item.message
    assert "defect of argmap" in item.help
    assert {"missing-pinpoint", "loaded-language"} <= set(codes(found))


def test_a_word_inside_a_text_is_the_place(tmp_path: Path) -> None:
    text = """
        argmap: 1
        map: {title: A lease}
        assertions:
          a:
            kind: factual
            text: >-
              The tenant wrote “vile” and so the
              landlord called it vile, in cold
              blood he said.
          b: {kind: factual, text: "He was brazen, \\"brazen\\" even."}
          c: {kind: factual, text: 'It is the tenant''s brazen wish.'}
    """
    analysis = analysed(text, tmp_path)
    found = analysis.review(Selection("review", frozenset({"loaded-language"})), TODAY)
    lines = analysis.reading.sources[0].lines()
    said = {}
    for item in found:
        start, end = item.span.start, item.span.end
        said[item.subject, item.message.split("”")[0]] = (
            lines[start.line][start.column : end.column] if start.line == end.line else (start.line, end.line)
        )
    assert said["a", "“vile"] == "vile"
    assert next(item for item in found if "“vile" in item.message).span.start.line == 8, "not the quoted one"
    assert said["a", "“in cold blood"] == (8, 9)
    assert said["b", "“brazen"] == '"He was brazen, \\"brazen\\" even."', "with escapes: the whole text"
    assert said["c", "“brazen"] == "brazen"


def test_review_codes_are_explained() -> None:
    assert set(REVIEW_CODES) == {"unused-waiver", "expired-waiver", "broad-waiver", "check-failed"}
    assert not set(REVIEW_CODES) & set(all_checks())


def test_the_settings_in_the_docs_are_right(sale: Path) -> None:
    page = Path(__file__).parents[1] / "docs" / "review.md"
    block = page.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    (sale.parent / "argmap.toml").write_text(block, encoding="utf-8")
    (analysis,) = analyse([sale])
    (item,) = [item for item in analysis.review() if item.check == "missing-as-of"]
    assert item.severity is Severity.ERROR


def test_waivers_alone_can_be_asked_for(tmp_path: Path) -> None:
    text = (
        "argmap: 1\nmap: {title: T}\nassertions:\n  a: {text: A., kind: mixed, status: agreed}\n"
        "waivers:\n  - {check: undeveloped-assertion, at: a, because: Old.}\n"
        "  - {check: missing-as-of, at: map, because: Not dated.}\n"
    )
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    (analysis,) = analyse([tmp_path / "m.yaml"])
    found = analysis.review(Selection("review", frozenset({"unused-waiver"})), TODAY)
    assert [(item.check, item.subject) for item in found] == [("unused-waiver", "a")]


def test_an_incomplete_authority_can_be_waived_and_an_error_cannot(tmp_path: Path) -> None:
    text = (
        "argmap: 1\nmap: {title: T}\nauthorities:\n  t: {kind: treaty, title: T}\nassertions:\n"
        "  a: {text: A., premises: [nope]}\n"
        "waivers:\n  - {check: incomplete-authority, at: t, because: Never published.}\n"
        "  - {check: dangling-id, at: a, because: Later.}\n"
    )
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    (analysis,) = analyse([tmp_path / "m.yaml"])
    found = {item.check: item.waived for item in analysis.review(Selection("draft"), TODAY)}
    assert found["incomplete-authority"].because == "Never published."
    assert found["dangling-id"] is None
    assert "unused-waiver" in found


@pytest.mark.parametrize(
    "selection", [{"select": frozenset({"missing-forum"})}, {"ignore": frozenset({"dangling-id"})}]
)
def test_errors_of_the_file_are_always_shown(tmp_path: Path, selection: dict[str, frozenset[str]]) -> None:
    text = "argmap: 1\nmap: {title: T}\nassertions:\n  a: {text: A., premises: [nope]}\n"
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    (analysis,) = analyse([tmp_path / "m.yaml"])
    assert "dangling-id" in codes(analysis.review(Selection("review", **selection), TODAY))


@pytest.mark.parametrize("setting", ['disable = ["dangling-id"]', '[severity]\ndangling-id = "note"'])
def test_settings_cannot_change_defects_of_a_file(sale: Path, setting: str) -> None:
    (sale.parent / "argmap.toml").write_text(setting, encoding="utf-8")
    with pytest.raises(ArgmapError, match="`dangling-id` is a defect of a file"):
        reviewed(sale)


def test_settings_may_begin_with_a_byte_order_mark(sale: Path) -> None:
    (sale.parent / "argmap.toml").write_bytes(b'\xef\xbb\xbfdisable = ["missing-as-of"]\n')
    assert "missing-as-of" not in codes(analyse([sale])[0].review(None, TODAY))


@pytest.mark.parametrize("name", ["argmap.toml", "pyproject.toml"])
def test_settings_nested_too_deeply_are_told(sale: Path, name: str) -> None:
    (sale.parent / "argmap.toml").unlink()
    (sale.parent / name).write_text(f"x = {'[' * 9999}", encoding="utf-8")
    with pytest.raises(ArgmapError, match="cannot be read"):
        analyse([sale])[0].review(None, TODAY)


def test_settings_that_are_a_link_to_nowhere_are_told(sale: Path) -> None:
    (sale.parent / "argmap.toml").unlink()
    (sale.parent / "argmap.toml").symlink_to("gone.toml")
    with pytest.raises(ArgmapError, match=r"argmap.toml` cannot be read: no such file"):
        analyse([sale])[0].review(None, TODAY)


def test_a_library_is_not_asked_what_only_a_map_can_have(tmp_path: Path) -> None:
    text = """\
        argmap: 1
        authorities: {code: {kind: statute, title: Sale Act, jurisdiction: Freeland, paragraphs: 2}}
        rules: {sale: {text: The test of a sale., elements: {price: The price is agreed.}}}
        assertions: {paid: {text: It was paid., kind: factual}}
        """
    text = textwrap.dedent(text)
    path = tmp_path / "library.yaml"
    path.write_text(text, encoding="utf-8")
    of_maps = {"missing-as-of", "missing-forum", "unused-authority", "unused-rule", "never-reviewed"}
    (library,) = analyse([path])
    found = set(codes(library.review(Selection("filing"), TODAY)))
    assert not found & of_maps
    assert "rule-without-authority" in found
    path.write_text(f"map: {{title: A sale}}\n{text}", encoding="utf-8")
    assert of_maps <= set(codes(analyse([path])[0].review(Selection("filing"), TODAY)))


@pytest.mark.parametrize(
    ("about", "waived", "told"),
    [
        ("", 2, ["broad-waiver: The waiver of `missing-pinpoint` at `due` excuses 2 different gaps: "
                 "one about `charter`; one about `code`."]),
        (", about: code", 1, []),
        (", about: [code, charter]", 2, []),
        (", about: co", 0, ["unused-waiver: The waiver of `missing-pinpoint` at `due`, about `co`, excuses nothing."]),
    ],
)  # fmt: skip
def test_a_waiver_may_say_what_it_is_about(about: str, waived: int, told: list[str], tmp_path: Path) -> None:
    text = (
        SALE.replace("authorities: [code], premises", "authorities: [code, charter], premises")
        .replace("at: made, because: Not there at all.", f"at: due{about}, because: One page.")
        .replace("issues:", "  charter: {kind: statute, title: Charter, jurisdiction: Freeland}\nissues:")
    )
    path = tmp_path / "sale.yaml"
    path.write_text(text, encoding="utf-8")
    found = reviewed(path, "review", "missing-pinpoint", "unused-waiver", "broad-waiver")
    assert sum(item.waived is not None for item in found) == waived
    of_waivers = [item for item in found if item.check.endswith("-waiver") and item.subject == "due"]
    assert [f"{item.check}: {item.message}" for item in of_waivers] == told
    if "unused" in "".join(told):
        assert of_waivers[0].help == "What is open there is about `charter`, `code`."
    else:
        assert all(item.severity is Severity.NOTE for item in of_waivers)
