"""Renaming: everywhere and nothing else, there and back again, in every way of writing; refused where it would hurt."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result
from maps_for_tests import EVERYTHING

from argmap.analysis import analyse
from argmap.cli.main import argmap
from argmap.diagnostics import ArgmapError
from argmap.editor import saving
from argmap.editor.edits import Edit, change, created, removed
from argmap.editor.mentions import mentions
from argmap.editor.names import Name, files_of, name_of, sharing
from argmap.editor.rename import rename
from argmap.editor.saving import difference, save
from argmap.model.file import NOUN_SECTIONS
from argmap.reading.merge import Reading
from argmap.reading.project import read_maps
from argmap.reading.references import references
from argmap.reading.source import read_source

ROOT = Path(__file__).parents[1]
MORE = """\
waivers:
  - {check: fact-without-evidence, at: weather, because: Everybody knows it.}   # not weather
expect: {in: [made], undecided: 'not-made', out: ["case"]}
scenarios:
  old-case-overruled: {reject: [case], accept: [mistaken]}
views:
  without-the-case: {show: scenario, scenario: old-case-overruled, issue: contract}
  rain: {focus: weather}
"""
INLINE = """\
  weather2:
    text: It rained, as weather does.
    kind: factual
    tags: [rain, 'other-rain']
    alternative_to: weather
    because:
      - premises:
          - id: wet
            text: The street was wet.
            asserted_by: [{party: "buyer", in: 'letter', at: p. 3}]
            counters: [{id: washed, text: It was washed., how: undercuts}]
        scheme: sign
        answers: {other-signs: wet, reliability: The word buyer is no id here.}
        authorities:
          - {cite: "letter", counters: [forged]}
          - >-
            case para. 8
"""


def text_of_all() -> str:
    start = dedent(EVERYTHING)
    for old, new in (
        ("short: Seller}", "short: Seller, part_of: buyer}"),
        (
            "    authorities: [code s. 1]\n",
            "    authorities: [code s. 1]\n    burdens: {party: buyer, shows: [offer, price]}\n",
        ),
        (
            "burden: buyer, positions",
            "burdens: [{party: buyer, shows: made}, {party: seller, shows: [joke]}], positions",
        ),
    ):
        assert old in start
        start = start.replace(old, new, 1)
    return start.rstrip("\n") + "\n" + INLINE + MORE


def read(folder: Path, text: str | None = None, name: str = "sale.yaml") -> Reading:
    path = folder / name
    path.write_bytes((text if text is not None else text_of_all()).encode("utf-8"))
    return read_maps([path])[0]


def all_names(reading: Reading) -> list[Name]:
    found = {}
    for source in reading.sources:
        for item in mentions(source):
            if (item.is_definition or item.sections == ("tags",)) and item.id != "context":
                found[Name(item.id, item.sections[0], item.of)] = None
    return list(found)


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(argmap, ["rename", *arguments], prog_name="argmap")


# -- mentions ----------------------------------------------------------------------------------------------------------


def of_map(reading: Reading) -> tuple[list[tuple[str, str, int, int]], list[tuple[str, str, int, int]]]:
    """What mentions finds and what the model's own walk finds: id, file, line, column of each reference."""
    walked, defined = [], set()
    for source in reading.sources:
        for item in mentions(source):
            place = source.file.position(item.start)
            if item.is_definition:
                defined.add((item.id, source.path.name, *place))
                defined.add((item.id, source.path.name, *source.span(item.path[:-1]).start))
            elif not item.is_word and not {*item.sections}.isdisjoint(NOUN_SECTIONS):
                walked.append((item.id, source.path.name, *place))
    named = []
    nouns = [(s, n, noun) for s in NOUN_SECTIONS for n, noun in getattr(reading.map, s).items()]
    for section, name, noun in nouns:
        for item in references(noun):
            span = reading.places.span(section, name, item.path)
            named.append((item.id, span.path.name, *span.start))
    for item in references(reading.map.expect):
        span = reading.places.homes["expect", item.id]
        place = span.source.span(span.path).start
        named.append((item.id, span.source.path.name, *place))
    for number, waiver in enumerate(reading.map.waivers):
        span = reading.places.span("waivers", str(number), ("at",))
        named.append((waiver.at, span.path.name, *span.start))
        for index, about in enumerate(waiver.about):
            span = reading.places.span("waivers", str(number), ("about", index))
            named.append((about, span.path.name, *span.start))
    return sorted(walked), sorted(item for item in named if item not in defined)


@pytest.mark.parametrize("target", ["soleimani-strike", "popov-v-hayashi.yaml", "hello.yaml"])
def test_mentions_are_the_references_of_the_model(target: str) -> None:
    """For a sound map both walks find the same places: one reads the text's data, the other the model."""
    walked, named = of_map(read_maps([ROOT / "arguments" / target])[0])
    assert walked == named


def test_mentions_in_every_construct(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert [item.message for item in reading.defects] == []
    walked, named = of_map(reading)
    assert walked == named


def test_mentions_of_a_broken_file(tmp_path: Path) -> None:
    source = read_source(
        b"assertions:\n  a: {premises: [b, {x: [}\n  c:\n    premises: a\n    odd: [b]\n", tmp_path / "x"
    )
    assert [(item.id, item.is_definition) for item in mentions(source)][-2:] == [("c", True), ("a", False)]


# -- there and back ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ends", ["\n", "\r\n", "mark"])
def test_every_name_there_and_back(ends: str, tmp_path: Path) -> None:
    text = text_of_all()
    text = "\ufeff" + text if ends == "mark" else text.replace("\n", ends)
    reading = read(tmp_path, text)
    labels = analyse([tmp_path / "sale.yaml"])[0].evaluation.labels
    names = all_names(reading)
    assert {name.section for name in names} == {*NOUN_SECTIONS, "tags", "elements"}
    for name in names:
        changes = rename([reading], name, "zz-9")
        assert changes
        assert [path.name for path in save(changes)] == ["sale.yaml"]
        (again,) = analyse([tmp_path / "sale.yaml"])
        assert len(again.reading.defects) == len(reading.defects)
        assert {re.sub(r"^zz-9\b", name.id, key): label for key, label in again.evaluation.labels.items()} == labels
        save(rename([again.reading], name._replace(id="zz-9"), name.id))
        assert (tmp_path / "sale.yaml").read_bytes() == text.encode("utf-8")
        reading = read_maps([tmp_path / "sale.yaml"])[0]


def test_only_ids_change(tmp_path: Path) -> None:
    reading = read(tmp_path)
    (only,) = rename([reading], name_of([reading], "weather"), "rain-fell")
    lines = [
        (old, new) for old, new in zip(only.before.splitlines(), only.after.splitlines(), strict=True) if old != new
    ]
    assert [new for _, new in lines] == [
        "  rain-fell: {text: It rained that day., kind: factual}",
        "    alternative_to: rain-fell",
        "  - {check: fact-without-evidence, at: rain-fell, because: Everybody knows it.}   # not weather",
        "  rain: {focus: rain-fell}",
    ]


@pytest.mark.parametrize(
    "written",
    ["old art. 1", "'old art. 1'", '"old art. 1"', "  old  art. 1", ">-\n      old\n      art. 1",
     "|\n      old art. 1\n", "old\n      art. 1", '"\\x6fld"', "{cite: old}",
     "[old, old s. 2]", "{at: old, cite: 'old'}"]
)  # fmt: skip
def test_ways_to_write_a_citation(written: str, tmp_path: Path) -> None:
    text = (
        "argmap: 1\nmap: {title: T}\nauthorities:\n  'old': {kind: custom, title: old}\n"
        f"assertions:\n  a:\n    text: See old.\n    authorities: {written}\n"
    )
    reading = read(tmp_path, text)
    assert not reading.defects
    save(rename([reading], Name("old", "authorities"), "new"))
    after = read_maps([tmp_path / "sale.yaml"])[0]
    before = [item.model_dump() | {"cite": "new"} for item in reading.map.assertions["a"].authorities]
    assert [item.model_dump() for item in after.map.assertions["a"].authorities] == before
    assert after.map.assertions["a"].text == "See old."
    assert after.map.authorities["new"].title == "old"


# -- several files -----------------------------------------------------------------------------------------------------


def project(folder: Path) -> Path:
    (folder / "argmap.toml").touch()
    (folder / "library").mkdir()
    (folder / "library" / "law.yaml").write_text(
        "argmap: 1\nauthorities:\n  code: {kind: custom, title: Code, binding: buyer}\n", encoding="utf-8"
    )
    for name in ("one", "two"):
        (folder / f"{name}.yaml").write_text(
            f"argmap: 1\nmap: {{title: {name}}}\nuses: [library]\nparties: {{buyer: {{name: B}}}}\n"
            "assertions:\n  a: {text: A., asserted_by: buyer, authorities: [code s. 1]}\n"
            f"  only-{name}: {{text: B.}}\n",
            encoding="utf-8",
        )
    return folder


def test_maps_that_share_a_library_are_changed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path))
    result = invoke("code", "the-code", "one.yaml")
    assert result.output == "`code` is now `the-code`: 3 places in 3 files.\n"
    assert not [item for analysis in analyse([tmp_path]) for item in analysis.reading.defects]
    assert invoke("buyer", "the-buyer", "one.yaml").output == "`buyer` is now `the-buyer`: 5 places in 3 files.\n"
    assert invoke("a", "b", "one.yaml").output == "`a` is now `b`: 1 place in 1 file.\n"
    assert "a: {text" in (tmp_path / "two.yaml").read_text(encoding="utf-8")
    failed = invoke("only-one", "code2", ".")
    assert failed.exit_code == 0


def test_maps_that_share_nothing_are_told_apart(tmp_path: Path) -> None:
    project(tmp_path)
    readings = read_maps([tmp_path])
    with pytest.raises(ArgmapError, match="each its own; name one of"):
        sharing(name_of(readings, "a"), readings, readings)
    assert len(sharing(name_of(readings, "code"), readings[:1], readings)) == 2


def test_the_lock_goes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path))
    run = CliRunner().invoke
    assert run(argmap, ["review", "one.yaml", "--accept-changes"]).exit_code == 0
    for old, new in (("code", "the-code"), ("a", "b"), ("buyer", "the-buyer")):
        assert invoke(old, new, "one.yaml").exit_code == 0
    locked = (tmp_path / "one.argmap.lock").read_bytes()
    assert b"the-code s. 1" in locked
    run(argmap, ["review", "one.yaml", "--accept-changes"])
    assert (tmp_path / "one.argmap.lock").read_bytes() == locked


def test_diff_writes_nothing_and_is_a_patch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    result = invoke("code", "the-code", "--diff", "one.yaml")
    assert "--- a/library/law.yaml\n+++ b/library/law.yaml\n" in result.output
    assert "+  the-code: {kind: custom" in result.output
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "more", "message"),
    [
        ("weather", "made", (), "`made` is taken: it is an assertion at"),
        ("weather", "buyer", (), "`buyer` is taken: it is a party at"),
        ("weather", "Rain", (), "`Rain` cannot be an id"),
        ("weather", "x" * 101, (), "at most 100 characters"),
        ("weather", "weather", (), "its name already"),
        ("weathr", "rain", (), "There is no entry `weathr` here. Did you mean `weather`?"),
        ("rain", "context", ("--kind", "tag"), "means something to argmap"),
        ("rain", "other-rain", ("--kind", "tag"), "`other-rain` is taken: it is a tag"),
        ("offer", "price", ("--of", "sale"), "is taken: it is an element or exception of `sale`"),
        ("offr", "x", ("--of", "sale"), "`sale` has no element or exception `offr` here. Did you mean `offer`?"),
    ],
)
def test_refused(old: str, new: str, more: tuple[str, ...], message: str, tmp_path: Path) -> None:
    read(tmp_path)
    result = CliRunner().invoke(argmap, ["rename", old, new, str(tmp_path / "sale.yaml"), *more])
    assert message in str(result.exception)
    assert (tmp_path / "sale.yaml").read_bytes() == text_of_all().encode("utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("assertions: {a: {text: T}, a: {text: U}}\n", "cannot be read in full"),
        ("assertions: {a: {text: T, premises: [b}\n", "cannot be read in full"),
        ("assertions:\n  a: {text: T}\n  b: {text: T, premises: [{id: a, text: U}]}\n", "is defined twice"),
        ("assertions:\n  a: {text: T}\n  b: {text: T, premises: [new]}\n", "`new` is named at"),
    ],
)
def test_broken_files_are_left(text: str, message: str, tmp_path: Path) -> None:
    reading = read(tmp_path, "argmap: 1\nmap: {title: T}\n" + text)
    with pytest.raises(ArgmapError, match=message):
        rename([reading], Name("a", "assertions"), "new")


# -- all or none -------------------------------------------------------------------------------------------------------


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    project(tmp_path)
    readings = read_maps([tmp_path])
    changes = rename(readings, name_of(readings, "code"), "the-code")
    (tmp_path / "two.yaml").write_text("argmap: 1\nmap: {title: New}\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    with pytest.raises(ArgmapError, match="has been changed meanwhile"):
        save(changes)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


def test_where_writing_fails_what_was_written_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path)
    readings = read_maps([tmp_path])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    changes = [*rename(readings, name_of(readings, "code"), "the-code"), created(tmp_path / "n.yaml", "argmap: 1\n")]
    changes.append(removed(files_of(readings)[tmp_path / "two.yaml"]))
    changes[-1], changes[-3] = changes[-1], changes[-3]
    real, calls = saving.write_text, []

    def failing(path: Path, text: str) -> None:
        calls.append(path)
        if len(calls) == 3:
            raise ArgmapError("The disk is full.")
        real(path, text)

    monkeypatch.setattr(saving, "write_text", failing)
    with pytest.raises(ArgmapError, match="disk is full"):
        save(changes)
    assert len(calls) == 3
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    """Each of many renames is either made or refused; none undoes another."""
    text = "argmap: 1\nmap: {title: T}\nassertions:\n" + "".join(f"  a{n}: {{text: T{n}.}}\n" for n in range(20))
    reading = read(tmp_path, text)
    done: list[int] = []

    def one(number: int) -> None:
        for _ in range(40):
            try:
                now = read_maps([tmp_path / "sale.yaml"])
                save(rename(now, Name(f"a{number}", "assertions"), f"b{number}"))
            except ArgmapError as error:
                assert "changed meanwhile" in str(error)  # noqa: PT017
                continue
            done.append(number)
            return

    threads = [threading.Thread(target=one, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = [*read_maps([tmp_path / "sale.yaml"])[0].map.assertions]
    assert sorted(ids) == sorted(f"{'b' if number in done else 'a'}{number}" for number in range(20))
    assert len(done) > 1
    assert len(reading.map.assertions) == 20


def test_links_and_rights_stay(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").touch()
    (tmp_path / "kept").mkdir()
    read(tmp_path / "kept")
    (tmp_path / "kept" / "sale.yaml").chmod(0o600)
    (tmp_path / "link.yaml").symlink_to(tmp_path / "kept" / "sale.yaml")
    reading = read_maps([tmp_path / "link.yaml"])[0]
    save(rename([reading], name_of([reading], "weather"), "rain-fell"))
    assert (tmp_path / "link.yaml").is_symlink()
    assert "rain-fell" in (tmp_path / "kept" / "sale.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "kept" / "sale.yaml").stat().st_mode & 0o777 == 0o600


def test_new_and_gone_files(tmp_path: Path) -> None:
    reading = read(tmp_path)
    new = created(tmp_path / "b" / "new.yaml", "argmap: 1\n")
    gone = removed(reading.sources[0])
    patch = difference([new, gone])
    assert "--- /dev/null\n" in patch
    assert "+++ /dev/null\n" in patch
    save([new, gone])
    assert [path.name for path in tmp_path.rglob("*.yaml")] == ["new.yaml"]
    with pytest.raises(ArgmapError, match="there already"):
        save([new])
    with pytest.raises(ArgmapError, match="it is gone"):
        save([gone])


def test_inserted_lines_take_the_ends_of_the_file(tmp_path: Path) -> None:
    source = read_source(b"a: 1\r\nb: 2\r\n", tmp_path / "x.yaml")
    planned = change(source, [Edit(6, 6, "c: 3\n")], {"a": "1", "c": "3", "b": "2"})
    assert planned.after == "a: 1\r\nc: 3\r\nb: 2\r\n"
