"""`argmap review`: formats, files, exit codes, baseline, acceptance, waivers, watching."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from argmap.checks import registry
from argmap.checks.registry import Check, all_checks
from argmap.cli import watching
from argmap.cli.main import argmap
from argmap.cli.reviewing import FORMATS
from argmap.cli.watching import signature, watch
from argmap.diagnostics import ArgmapError, Nature, Severity
from tests.review_for_tests import SALE, TODAY, run, selected

CLEAN = "argmap: 1\nmap: {title: Nothing to say, as_of: 2026-01-01}\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("argmap.cli.review.today", lambda: TODAY)
    monkeypatch.setattr("argmap.cli.reviewing.today", lambda: TODAY)
    (tmp_path / "argmap.toml").write_text("", encoding="utf-8")
    (tmp_path / "arguments").mkdir()
    (tmp_path / "arguments" / "sale.yaml").write_text(SALE, encoding="utf-8")
    return tmp_path


def sale() -> str:
    return Path("arguments/sale.yaml").read_text(encoding="utf-8")


# ---- what it says and how it ends ----


def test_without_a_path_it_reviews_the_folder_arguments(project: Path) -> None:
    assert "missing-pinpoint" in run("--format", "concise").output
    assert run("--format", "concise").output == run("arguments", "--format", "concise").output


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_goes_to_the_screen_or_to_a_file(format: str) -> None:
    shown = run("--format", format, *selected())
    assert shown.exit_code == 1, shown.output
    written = run("--format", format, *selected(), "--out", f"out/report.{format}")
    assert written.exit_code == 1
    assert written.output == f"out/report.{format}: written; 1 error, 2 warnings, 3 notes; 1 waived.\n"
    assert Path(f"out/report.{format}").read_text(encoding="utf-8") == f"{shown.output.rstrip()}\n"
    assert not list(Path("out").glob(".*"))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--ignore", "expectation-failed"), 0),
        (("--ignore", "expectation-failed", "--fail-on", "warning"), 1),
        (("--select", "loaded-language"), 0),
        (("--select", "loaded-language", "--fail-on", "note"), 1),
        (("--select", "fact-without-evidence", "--fail-on", "note"), 0),  # waived
        (("--profile", "filing", "--select", "missing-pinpoint"), 1),
        (("--select", "no-such-check"), 2),
        (("--format", "pdf"), 2),
        (("nowhere",), 2),
    ],
)
def test_exit_codes(options: tuple[str, ...], code: int) -> None:
    result = run(*options)
    assert (2 if isinstance(result.exception, ArgmapError) else result.exit_code) == code


def test_a_check_that_breaks_down_ends_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(case: object) -> list[registry.Gap]:
        raise ValueError(case.__class__.__name__)

    all_checks()
    broken = Check("breaks-down", Severity.NOTE, Nature.GAP, breaks, None, "", "structure")
    monkeypatch.setitem(registry._FOUND, "breaks-down", broken)
    result = run("--format", "concise")
    assert result.exit_code == 2
    assert "check-failed The check `breaks-down` failed: ValueError: Case." in result.output
    assert "missing-pinpoint" in result.output


def test_a_clean_map() -> None:
    Path("arguments/sale.yaml").write_text(CLEAN, encoding="utf-8")
    result = run("--select", "missing-pinpoint", "--fail-on", "note")
    assert (result.exit_code, result.output) == (0, "no diagnostics.\n")


def test_several_maps_in_json() -> None:
    Path("arguments/clean.yaml").write_text(CLEAN, encoding="utf-8")
    value = json.loads(run("--format", "json", *selected()).output)
    assert list(value["maps"]) == ["arguments/clean.yaml", "arguments/sale.yaml"]
    assert value["summary"]["error"] == 1
    alone = json.loads(run("arguments/sale.yaml", "--format", "json", *selected()).output)
    assert value["maps"]["arguments/sale.yaml"] == alone


def test_explain_adds_why_to_text() -> None:
    plain, explained = run(*selected()).output, run("--explain", *selected()).output
    assert "  why: " in explained
    assert "  why: " not in plain
    assert explained.splitlines()[-1] == plain.splitlines()[-1]
    assert run("--explain", "--format", "json").exit_code == 2


def test_statistics_count_by_check() -> None:
    table = run("--statistics", *selected()).output.splitlines()
    assert table[0].split() == ["count", "waived", "severity", "check"]
    assert ["0", "1", "warning", "fact-without-evidence"] in [line.split() for line in table]
    value = json.loads(run("--statistics", "--format", "json", *selected()).output)
    assert {row["check"]: row["count"] for row in value["statistics"]}["missing-pinpoint"] == 1
    assert run("--statistics", "--format", "html").exit_code == 2


def test_drawings_are_linked_from_where_the_report_is(project: Path) -> None:
    with pytest.raises(SystemExit, match="0"):
        argmap(["render", "arguments", "--out", "renders", "--view", "overview", "--view", "sale"])
    run("--format", "html", "--out", "out/report.html", *selected())
    page = Path("out/report.html").read_text(encoding="utf-8")
    assert 'href="../renders/sale/sale.svg"' in page
    assert 'href="../renders/sale/overview.svg"' in page
    assert "price.svg" not in page
    assert "data:image/svg+xml;base64," in page
    assert "(../renders/sale/sale.svg)" not in run("--format", "markdown", *selected()).output
    assert "(renders/sale/sale.svg)" in run("--format", "markdown", *selected()).output


def test_a_drawing_of_another_state_is_not_linked_and_the_overview_is_drawn_anew(project: Path) -> None:
    folder = project / "renders" / "sale"
    folder.mkdir(parents=True)
    for name in ("overview", "sale"):
        (folder / f"{name}.svg").write_text("<svg>stale</svg>", encoding="utf-8")
    told = run("--format", "html", "--out", "report.html", *selected())
    assert "2 of the drawings in `renders/sale` are out of date, so they are left out." in told.output
    page = Path("report.html").read_text(encoding="utf-8")
    assert "renders/sale" not in page
    (picture,) = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", page)
    assert "Did the parties" in base64.b64decode(picture).decode() or "<text" in base64.b64decode(picture).decode()


@pytest.mark.parametrize(
    "options", [("--watch", "--accept-changes"), ("--write-baseline", "b.json", "--add-waiver", "missing-as-of", "map")]
)
def test_one_call_does_one_thing(options: tuple[str, ...]) -> None:
    result = run(*options)
    assert result.exit_code == 2
    assert "do not go together" in result.output
    assert not Path("b.json").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--accept-changes", "--baseline", "nix", "--select", "foo"), "--select does nothing with --accept-changes"),
        (("--write-baseline", "q", "--baseline", "b"), "--baseline does nothing with --write-baseline"),
        (("--write-baseline", "q", "--out", "z"), "--out does nothing with --write-baseline"),
        (("--write-baseline", "q", "--format", "html"), "--format does nothing with --write-baseline"),
        (("--add-waiver", "a", "b", "--fail-on", "note"), "--fail-on does nothing with --add-waiver"),
        (("--fix", "--diff", "--accept-changes"), "--accept-changes and --fix do not go together"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(options: tuple[str, ...], told: str, project: Path) -> None:
    before = sorted(project.rglob("*"))
    result = run(*options)
    assert result.exit_code == 2
    assert told in result.output
    assert sorted(project.rglob("*")) == before


# ---- never over what is read ----


@pytest.mark.parametrize("option", ["--out", "--write-baseline"])
@pytest.mark.parametrize(
    "target",
    [
        "arguments/sale.yaml",
        "m.yaml",
        "new.yml",
        "argmap.toml",
        "arguments/sale.argmap.lock",
        "link",
        "hard",
        "dangling",
    ],
)
def test_no_output_goes_over_what_argmap_reads(option: str, target: str, project: Path) -> None:
    Path("m.yaml").write_text("argmap: 1\n", encoding="utf-8")
    Path("link").symlink_to("arguments/sale.yaml")
    Path("dangling").symlink_to("arguments/new.yaml")
    Path("hard").hardlink_to("arguments/sale.yaml")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    error = run(option, target).exception
    assert isinstance(error, ArgmapError)
    assert "to write to" in str(error)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_baseline_goes_over_a_baseline_only_and_a_report_not_over_the_one_it_reads() -> None:
    Path("notes.txt").write_text("Mine.", encoding="utf-8")
    assert "is there already and is no baseline" in str(run("--write-baseline", "notes.txt").exception)
    assert Path("notes.txt").read_text(encoding="utf-8") == "Mine."
    for _ in range(2):
        assert run("--write-baseline", "known.json").exit_code == 0
    known = Path("known.json").read_bytes()
    assert "`known.json` is read here" in str(run("--baseline", "known.json", "--out", "known.json").exception)
    assert Path("known.json").read_bytes() == known


def test_a_message_does_not_list_a_hundred_checks() -> None:
    told = str(run("--select", "nothing-like-it").exception)
    assert told == "There is no check `nothing-like-it`. `argmap explain` lists what there is."


# ---- baseline ----


def test_a_baseline_leaves_out_what_was_there() -> None:
    written = run("--write-baseline", "known.json", *selected())
    assert (written.exit_code, written.output) == (
        0,
        "known.json: written; it knows 5 diagnostics, open under the waivers there are now and the profile review.\n",
    )
    result = run("--baseline", "known.json", "--format", "concise", *selected())
    assert result.output.splitlines()[-1] == "1 error; 1 waived; 5 in the baseline."
    assert json.loads(run("--baseline", "known.json", "--format", "json", *selected()).output)["summary"]["known"] == 5
    Path("arguments/sale.yaml").write_text(sale().replace("brazenly", "cynically"), encoding="utf-8")
    assert "cynically" in run("--baseline", "known.json", "--format", "concise", *selected()).output


def test_a_baseline_of_another_map_is_refused() -> None:
    run("--write-baseline", "known.json")
    Path("other.yaml").write_text(CLEAN, encoding="utf-8")
    result = run("other.yaml", "--baseline", "known.json")
    assert isinstance(result.exception, ArgmapError)
    assert "not of `Nothing to say`" in str(result.exception)


# ---- acceptance ----


def test_accepting_writes_the_lock_and_a_change_is_noticed() -> None:
    accepted = run("--accept-changes")
    assert (accepted.exit_code, accepted.output) == (
        0, "arguments/sale.argmap.lock: 5 assertions accepted as they are.\n",
    )  # fmt: skip
    assert run("--select", "suspect-reliance").output == "no diagnostics.\n"
    Path("arguments/sale.yaml").write_text(
        sale().replace("buyer accepted.", "buyer accepted at once."), encoding="utf-8"
    )
    result = run("--select", "suspect-reliance")
    assert "`made` rests on `accepted`, changed since it was last accepted." in result.output
    run("--accept-changes")
    assert run("--select", "suspect-reliance").output == "no diagnostics.\n"


def test_a_map_in_a_folder_has_its_lock_inside(project: Path) -> None:
    (project / "arguments" / "case").mkdir()
    (project / "arguments" / "sale.yaml").rename(project / "arguments" / "case" / "map.yaml")
    assert run("--accept-changes").output.startswith("arguments/case/argmap.lock: ")


def test_a_broken_map_is_not_accepted() -> None:
    Path("arguments/sale.yaml").write_text(sale().replace("premises: [made]", "premises: [maid]"), encoding="utf-8")
    result = run("--accept-changes")
    assert "has errors" in str(result.exception)
    assert not list(Path("arguments").glob("*.lock"))


def test_a_library_is_not_accepted() -> None:
    Path("library.yaml").write_text("argmap: 1\nparties: {a: {name: A}}\n", encoding="utf-8")
    assert "no map at this path" in str(run("library.yaml", "--accept-changes").exception)


# ---- waivers ----


def test_add_waiver_asks_for_the_reason() -> None:
    result = run("--add-waiver", "missing-pinpoint", "due", input="The Act has one section.\n")
    assert result.exit_code == 0, result.output
    assert result.output.endswith("arguments/sale.yaml: `missing-pinpoint` is waived at `due`.\n")
    assert "  - {check: missing-pinpoint, at: due, about: code, because: The Act has one section.}\n" in sale()
    assert "  # what the buyer says" in sale()
    assert "2 waived." in run(*selected()).output


def test_add_waiver_takes_the_rest_from_options() -> None:
    run("--add-waiver", "missing-pinpoint", "due", "--because", "Short.", "--by", "CD", "--until", "2027-01-31")
    assert "{check: missing-pinpoint, at: due, about: code, because: Short., by: CD, until: 2027-01-31}" in sale()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("missing-pinpoint", "dew"), "finds nothing at `dew`. Did you mean `due`?"),
        (("missing-pinpont", "due"), "no check `missing-pinpont`. Did you mean `missing-pinpoint`?"),
        (("fact-without-evidence", "accepted"), "is waived at `accepted` already."),
        (("dangling-id", "due"), "it is mended, not waived."),
        (("rhetorical-question", "due"), "It finds nothing in this map."),
    ],
)
def test_a_needless_waiver_is_refused(arguments: tuple[str, str], message: str) -> None:
    result = run("--add-waiver", *arguments, "--because", "So.")
    assert message in str(result.exception)
    assert sale() == SALE


def test_a_waiver_needs_a_reason_and_a_real_date() -> None:
    assert "needs a reason" in str(run("--add-waiver", "missing-pinpoint", "due", "--because", " ").exception)
    result = run("--add-waiver", "missing-pinpoint", "due", "--because", "So.", "--until", "2027-02-30")
    assert "left as it was" in str(result.exception)
    assert "may not hold" in str(run("--add-waiver", "missing-pinpoint", "due", "--because", "a\u202eb").exception)
    assert run("--because", "So.").exit_code == 2
    assert sale() == SALE


def test_links_to_drawings_are_written_as_links(project: Path) -> None:
    folder = project / "arguments"
    (folder / "sale.yaml").rename(folder / "a (1) #x%20.yaml")
    argmap(["render", "arguments", "--out", "renders"], standalone_mode=False)
    link = "renders/a%20%281%29%20%23x%2520/sale.svg"
    assert f"[Map]({link})" in run("--format", "markdown", *selected()).output
    assert f'href="{link}"' in run("--format", "html", *selected()).output
    assert (project / unquote(link)).is_file()


def test_no_view_is_made_where_there_are_no_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.cli.pictures.all_views", lambda material: pytest.fail("made all the same"))
    assert "[Map](" not in run("--format", "markdown", *selected()).output


# ---- watching ----


class Clock:
    """Stands for sleeping: does something at each tick, and ends with Ctrl-C."""

    def __init__(self, *steps: object) -> None:
        self.steps = list(steps)

    def __call__(self, seconds: float) -> None:
        assert seconds > 0
        if not self.steps:
            raise KeyboardInterrupt
        step = self.steps.pop(0)
        if callable(step):
            step()


def test_watching_reviews_again_after_a_change_and_ends_cleanly(monkeypatch: pytest.MonkeyPatch) -> None:
    def edit() -> None:
        Path("arguments/sale.yaml").write_text(CLEAN, encoding="utf-8")

    monkeypatch.setattr(watching.time, "sleep", Clock(None, edit, None))
    result = run("--watch", "--select", "loaded-language", "--format", "concise")
    assert result.exit_code == 0
    assert [line.split()[-1] for line in result.stdout.splitlines() if line] == ["tells.", "note.", "diagnostics."] or (
        result.stdout.count("1 note.") == 1 and result.stdout.count("no diagnostics.") == 1
    )
    assert result.stderr.endswith("Stopped.\n")


def test_watching_waits_out_a_broken_environment(capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> None:
        raise ArgmapError("Nothing there.")

    first, second = (("a", 1, 1),), (("a", 2, 1),)
    states = iter([first, first, first, second, second])
    watch(fails, lambda: next(states), Clock(None, None))
    assert capsys.readouterr().err.count("argmap: Nothing there.") == 2


def test_watching_looks_at_whatever_was_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far = project / "far" / "away" / "library"
    far.mkdir(parents=True)
    (far / "code.yaml").write_text("argmap: 1\nauthorities: {code2: {kind: statute, title: Act}}\n", encoding="utf-8")
    text = sale().replace("\nmap:", "\nuses: [../far/away/library]\nmap:", 1)
    Path("arguments/sale.yaml").write_text(text, encoding="utf-8")
    run("--write-baseline", "known/base.json", *selected())
    before = Path("known/base.json").read_text(encoding="utf-8")
    changes = (
        lambda: (far / "code.yaml").write_text("argmap: 1\nauthorities: {code2: {kind: treaty, title: A}}\n"),
        lambda: (far / "more.yaml").write_text("argmap: 1\n"),
        (far / "more.yaml").unlink,
        lambda: Path("known/base.json").write_text(before + "\n"),
    )
    ticks = [tick for change in changes for tick in (None, change)]
    monkeypatch.setattr(watching.time, "sleep", Clock(None, *ticks, None))
    result = run("--watch", "--baseline", "known/base.json", "--format", "concise", "arguments/sale.yaml", *selected())
    assert result.stderr.count("Waiting for changes") == 1 + len(changes), result.output


def test_the_signature_sees_edits_new_files_settings_and_locks(project: Path) -> None:
    paths = [Path("arguments")]
    seen = [signature(paths)]
    for change in (
        lambda: Path("arguments/sale.yaml").write_text(SALE + "\n", encoding="utf-8"),
        lambda: Path("arguments/more.yaml").write_text("argmap: 1\n", encoding="utf-8"),
        lambda: Path("argmap.toml").write_text("disable = []\n", encoding="utf-8"),
        lambda: Path("arguments/sale.argmap.lock").write_text("{}", encoding="utf-8"),
        lambda: Path("arguments/more.yaml").unlink(),
    ):
        change()
        seen.append(signature(paths))
    assert len(set(seen)) == len(seen)
    assert signature(paths) == seen[-1]
    assert signature([Path("arguments/sale.yaml")]) == signature([Path("arguments/sale.yaml")])
