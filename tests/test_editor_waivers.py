"""Adding waivers to files of many shapes: comments, order and line ends stay, and the file says just one thing more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.analysis import Analysis, analyse
from argmap.diagnostics import ArgmapError
from argmap.editor.edits import Edit, edited
from argmap.editor.saving import save
from argmap.editor.waivers import add_waiver
from argmap.reading.source import read_source
from argmap.review import Selection
from tests.review_for_tests import TODAY

BODY = """\
argmap: 1
map: {title: A sale}
authorities:
  code: {kind: statute, title: Sale Act, jurisdiction: Freeland}
assertions:
  due: {text: It was due., kind: legal, authorities: [code]}   # said twice
"""
OLD = "{check: missing-pinpoint, at: gone, because: Old.}"
NEW = {"check": "missing-pinpoint", "at": "due", "because": "It has one section."}
BLOCK = "waivers:\n  - check: missing-pinpoint\n    at: gone\n    because: >-\n      Two\n      lines.\n"
LINE = "{check: missing-pinpoint, at: due, about: code, because: It has one section.}"


def written(text: str | bytes, folder: Path, entry: dict[str, str] | None = None) -> str:
    path = folder / "sale.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    (analysis,) = analyse([path])
    made = add_waiver(analysis, entry or NEW, TODAY)
    assert save([made]) == [path]
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"\nwaivers:\n  - {LINE}\n"),
        ("...\n", f"\nwaivers:\n  - {LINE}\n...\n"),
        ("...  # the end\n\n", f"\nwaivers:\n  - {LINE}\n...  # the end\n\n"),
        ("waivers:\n", f"waivers:\n  - {LINE}\n"),
        ("waivers:   # none yet\n\nviews: {}\n", f"waivers:   # none yet\n  - {LINE}\n\nviews: {{}}\n"),
        ("waivers: []\n", f"waivers: [{LINE}]\n"),
        ("waivers: [ ]   # none\n", f"waivers: [ {LINE}]   # none\n"),
        (f"waivers: [{OLD}]\n", f"waivers: [{OLD}, {LINE}]\n"),
        (f"waivers: [{OLD},]\nviews: {{}}\n", f"waivers: [{OLD}, {LINE}]\nviews: {{}}\n"),
        (f"waivers:\n- {OLD}\n", f"waivers:\n- {OLD}\n- {LINE}\n"),
        (f"waivers:\n    - {OLD}   # old\n# end\n", f"waivers:\n    - {OLD}   # old\n    - {LINE}\n# end\n"),
        (
            f"{BLOCK}\nviews: {{}}\n",
            f"{BLOCK}  - {LINE}\n\nviews: {{}}\n",
        ),
    ],
)
def test_the_waiver_joins_what_is_there(before: str, after: str, tmp_path: Path) -> None:
    assert written(BODY + before, tmp_path) == BODY + after


def test_a_file_without_a_last_line_end(tmp_path: Path) -> None:
    assert written(BODY.rstrip("\n"), tmp_path) == f"{BODY}\nwaivers:\n  - {LINE}\n"


def test_line_ends_and_the_byte_order_mark_stay(tmp_path: Path) -> None:
    text = written(b"\xef\xbb\xbf" + BODY.replace("\n", "\r\n").encode(), tmp_path)
    assert text.startswith("\ufeffargmap: 1\r\n")
    assert text.endswith(f"\r\n\r\nwaivers:\r\n  - {LINE}\r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_a_file_in_braces(tmp_path: Path) -> None:
    start = (
        "{argmap: '1', map: {title: A}, authorities: {code: {kind: statute, title: A, jurisdiction: F}}, "
        "assertions: {due: {text: A., kind: legal, authorities: [code]}}"
    )
    assert written(start + "}\n", tmp_path) == f"{start}, waivers: [{LINE}]}}\n"


def test_a_long_reason_gets_lines_of_its_own(tmp_path: Path) -> None:
    text = written(BODY, tmp_path, NEW | {"because": "Long: " + "so " * 40 + "it is."})
    assert text.splitlines()[-4:-1] == ["  - check: missing-pinpoint", "    at: due", "    about: code"]
    assert text.splitlines()[-1].startswith('    because: "Long: so ')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(reason=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), min_size=1).filter(str.strip))
def test_any_reason_is_read_back_as_it_was(reason: str, tmp_path: Path) -> None:
    entry = NEW | {"because": reason}
    try:
        text = written(BODY, tmp_path, entry)
    except ArgmapError as error:
        said = str(error)
        assert "may not hold" in said or "is no reason" in said  # right as well, by the characters
        return
    assert read_source(text.encode(), Path("x")).data["waivers"] == [entry | {"about": "code"}]
    assert text.startswith(BODY)


def folder_map(folder: Path) -> Analysis:
    (folder / "case").mkdir()
    (folder / "case" / "map.yaml").write_text("argmap: 1\nmap: {title: A sale}\n", encoding="utf-8")
    body = BODY.replace("map: {title: A sale}\n", "")
    (folder / "case" / "body.yaml").write_text(body, encoding="utf-8")
    return analyse([folder / "case"])[0]


def test_in_a_folder_it_goes_to_map_yaml(tmp_path: Path) -> None:
    assert add_waiver(folder_map(tmp_path), NEW, TODAY).path.name == "map.yaml"


def test_in_a_folder_it_goes_where_waivers_are(tmp_path: Path) -> None:
    folder_map(tmp_path)
    kept = tmp_path / "case" / "waived.yaml"
    kept.write_text(f"argmap: 1\nwaivers:\n  - {OLD}\n", encoding="utf-8")
    assert add_waiver(analyse([tmp_path / "case"])[0], NEW, TODAY).path == kept


def test_where_several_files_have_waivers_it_stands_beside_its_entry(tmp_path: Path) -> None:
    folder_map(tmp_path)
    body = tmp_path / "case" / "body.yaml"
    for name in ("a-first.yaml", "waived.yaml"):
        (tmp_path / "case" / name).write_text(f"argmap: 1\nwaivers:\n  - {OLD}\n", encoding="utf-8")
    assert add_waiver(analyse([tmp_path / "case"])[0], NEW, TODAY).path == body
    body.write_text(body.read_text(encoding="utf-8") + f"waivers:\n  - {OLD}\n", encoding="utf-8")
    (tmp_path / "case" / "a-first.yaml").unlink()
    assert add_waiver(analyse([tmp_path / "case"])[0], NEW, TODAY).path == body


def test_a_library_has_no_waivers_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "library.yaml"
    path.write_text(BODY.replace("map: {title: A sale}\n", ""), encoding="utf-8")
    with pytest.raises(ArgmapError, match="is no map"):
        add_waiver(analyse([path])[0], NEW, TODAY)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BODY + 'views: {a: "b}\n', "cannot be read in full"),
        (BODY + "waivers: {}\n", "left as it was"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_changed_safely_is_left(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ArgmapError, match=message):
        written(text, tmp_path)
    assert (tmp_path / "sale.yaml").read_text(encoding="utf-8") == text


def test_a_file_changed_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "sale.yaml"
    path.write_text(BODY, encoding="utf-8")
    (analysis,) = analyse([path])
    path.write_text(BODY + "# more\n", encoding="utf-8")
    with pytest.raises(ArgmapError, match="changed meanwhile"):
        save([add_waiver(analysis, NEW, TODAY)])
    path.unlink()
    with pytest.raises(ArgmapError, match="no file"):
        save([add_waiver(analysis, NEW, TODAY)])


def test_edits_are_made_from_front_to_back() -> None:
    assert edited("abcdef", [Edit(4, 5, "E"), Edit(0, 1, ""), Edit(2, 2, "-")]) == "b-cdEf"
    with pytest.raises(ValueError, match="overlap"):
        edited("abc", [Edit(0, 2, ""), Edit(1, 3, "")])


@pytest.mark.parametrize("reason", ["…", " ", "TODO", "???", "[date]"])
def test_a_placeholder_is_no_reason(reason: str, tmp_path: Path) -> None:
    with pytest.raises(ArgmapError, match="is no reason"):
        written(BODY, tmp_path, NEW | {"because": reason})
    assert "waivers" not in (tmp_path / "sale.yaml").read_text("utf-8")


TWO = BODY.replace("[code]", "[code, charter]").replace(
    "assertions:", "  charter: {kind: statute, title: Charter, jurisdiction: Freeland}\nassertions:"
)


def pinpoints(path: Path) -> list[tuple[str, bool]]:
    found = analyse([path])[0].review(Selection("review", frozenset({"missing-pinpoint"})), TODAY)
    return sorted((item.message, item.waived is not None) for item in found)


def test_a_waiver_excuses_no_later_gap(tmp_path: Path) -> None:
    text = written(BODY, tmp_path)
    later = text.replace("authorities: [code]", "authorities: [code, charter]").replace(
        "assertions:", "  charter: {kind: statute, title: Charter, jurisdiction: Freeland}\nassertions:"
    )
    (tmp_path / "sale.yaml").write_text(later, encoding="utf-8")
    assert pinpoints(tmp_path / "sale.yaml") == [
        ("`due` cites `charter` without a pinpoint.", False),
        ("`due` cites `code` without a pinpoint.", True),
    ]


def test_of_several_gaps_one_has_to_be_named(tmp_path: Path) -> None:
    path = tmp_path / "sale.yaml"
    path.write_text(TWO, encoding="utf-8")
    (analysis,) = analyse([path])
    with pytest.raises(ArgmapError, match=r"2 different things at `due`: one about `charter`; one about `code`. Say"):
        add_waiver(analysis, NEW, TODAY)
    with pytest.raises(ArgmapError, match="nothing about that"):
        add_waiver(analysis, NEW, TODAY, ["cod"])
    save([add_waiver(analysis, NEW, TODAY, ["charter"])])
    assert "at: due, about: charter," in path.read_text(encoding="utf-8")
    assert [waived for _, waived in pinpoints(path)] == [True, False]
