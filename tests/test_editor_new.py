"""New entries: each with what it needs, in a sensible file, written as that file is; refused where they would hurt."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from written_yaml import plain_texts, written

from argmap.analysis import analyse
from argmap.catalogue import legal_tests
from argmap.cli.main import argmap
from argmap.cli.new import _OPTIONS
from argmap.diagnostics import ArgmapError, Severity
from argmap.editor.edits import Change, proven
from argmap.editor.insert import add_entries, add_item, add_key
from argmap.editor.written import Hint, entry, flow, item, plain
from argmap.model.authority import AUTHORITY_KINDS
from argmap.reading.source import Source, read_source
from argmap.schema import authority_needs

MAP = """\
argmap: 1
map: {title: A sale}
uses: [../library]
parties: {buyer: {name: The buyer}}   # who
issues:
  sale:
    question: Was there a sale?
    positions: [made]
"""
FACTS = """\
argmap: 1

assertions:
  # the answer
  made: {text: There was a sale., issue: sale}   # in short
  # what follows is said of made

  paid:
    text: It was paid.
    notes: |
      Two
      lines.


"""
LAW = "argmap: 1\nauthorities:\n  code: {kind: statute, title: Code, jurisdiction: F}\n"
RULES = "argmap: 1\nrules:\n  delay: {text: Late., elements: {late: It came late., due: It was due.}}\n"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "argmap.toml").touch()
    files = {"case/map.yaml": MAP, "case/facts.yaml": FACTS, "case/rules.yaml": RULES, "library/law.yaml": LAW}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*arguments: str) -> Result:
    return CliRunner().invoke(argmap, ["new", *arguments])


def sound(path: str = "case") -> bool:
    return all(item.severity is not Severity.ERROR for item in analyse([Path(path)])[0].reading.defects)


def added(path: Path, before: str) -> str:
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before.rstrip())
    return after[len(before.rstrip()) :]


# -- the command -------------------------------------------------------------------------------------------------------


def test_assertion(case: Path) -> None:
    result = new("assertion", "lost", "case", "--text", "The goods: lost.", "--kind", "factual", "--by", "buyer")
    assert result.output == "case/facts.yaml: changed.\n"
    written = '\n\n  lost:\n    text: "The goods: lost."\n    kind: factual\n    asserted_by: buyer\n'
    assert added(case / "case" / "facts.yaml", FACTS) == written + "\n\n"
    assert sound()


def test_assertion_of_an_issue_goes_to_its_file(case: Path) -> None:
    assert new("assertion", "lost", "case", "--issue", "sale").output == "case/map.yaml: changed.\n"
    text = '\n\nassertions:\n  lost:\n    text: "…"   # The proposition, in one sentence.\n    issue: sale\n'
    assert added(case / "case" / "map.yaml", MAP) == text
    assert "placeholder-text" in CliRunner().invoke(argmap, ["review", "case"]).output


def test_assertion_under_a_rule(case: Path) -> None:
    taken = "\n  breach-due: {text: Due.}\n"
    (case / "case" / "facts.yaml").write_text(FACTS.rstrip() + taken, encoding="utf-8")
    assert new("assertion", "breach", "case", "--rule", "delay", "--by", "buyer", "--text", "Breach.").exit_code == 0
    map_ = analyse([case / "case"])[0].reading.map
    (argument,) = map_.assertions["breach"].because
    named = {premise.element: premise.assertion for premise in argument.premises}
    assert named == {"late": "breach-late", "due": "breach-due-2"}
    assert map_.assertions["breach-due-2"].text == "It was due."
    assert map_.assertions["breach-due-2"].asserted_by[0].party == "buyer"


@pytest.mark.parametrize("name", legal_tests())
def test_assertion_under_a_legal_test(name: str, case: Path) -> None:
    assert new("assertion", "breach", "case", "--rule", name).exit_code == 0
    assert sound()
    map_ = analyse([case / "case"])[0].reading.map
    assert dict(legal_tests()[name].elements) == map_.rules[name].elements
    for element, text in map_.rules[name].elements.items():
        assert map_.assertions[f"breach-{element}"].text == text
    assert new("rule", "other", "case", "--like", name).exit_code == 0
    assert analyse([case / "case"])[0].reading.map.rules["other"].text == legal_tests()[name].text


@pytest.mark.parametrize("kind", AUTHORITY_KINDS)
def test_authority_has_what_its_kind_needs(kind: str, case: Path) -> None:
    assert new("authority", "x", "case", "--kind", kind, "--set", "short=X").output == "library/law.yaml: changed.\n"
    data = read_source((case / "library" / "law.yaml").read_bytes(), Path("law.yaml")).data["authorities"]["x"]
    assert set(data) == {*authority_needs(AUTHORITY_KINDS[kind]), "short"}
    assert sound()


def test_issue_with_positions(case: Path) -> None:
    result = new("issue", "price", "case", "--text", "Was it paid?", "--position", "paid", "--position", "unpaid")
    assert result.output == "case/map.yaml: changed.\ncase/facts.yaml: changed.\n"
    map_ = analyse([case / "case"])[0].reading.map
    assert map_.issues["price"].positions == ("paid", "unpaid")
    assert map_.assertions["unpaid"].issue == "price"


def test_party_joins_braces(case: Path) -> None:
    assert new("party", "seller", "case", "--text", "The seller", "--kind", "person").exit_code == 0
    text = (case / "case" / "map.yaml").read_text(encoding="utf-8")
    assert "parties: {buyer: {name: The buyer}, seller: {name: The seller, kind: person}}   # who\n" in text


def test_a_file_of_its_own(case: Path) -> None:
    assert new("assertion", "lost", "case", "--file", "case/new.yaml").output == "case/new.yaml: written.\n"
    assert analyse([case / "case"])[0].reading.map.assertions["lost"]
    assert new("assertion", "more", "case", "--file", "case/new.yaml").output == "case/new.yaml: changed.\n"
    for wrong in ("elsewhere.yaml", "case/new.txt"):
        assert "is no file of the map" in str(new("assertion", "x", "case", "--file", wrong).exception)


@pytest.mark.parametrize(
    ("what", "key", "option"),
    [(what, key, option) for what, keys in _OPTIONS.items() for key, option in keys.items()],
)
def test_a_key_that_has_an_option_is_that_option(what: str, key: str, option: str, case: Path) -> None:
    value = {"kind": {"authority": "letter", "party": "person"}.get(what, "factual"), "by": "buyer", "issue": "sale"}
    said = value.get(option, "made" if option == "positions" else "Some words.")
    needed = ["--kind", "letter"] * (what == "authority" and option != "kind")
    flag = f"--{option.removesuffix('s')}"
    shown = new(what, "x", "case", flag, said, *needed, "--diff").output
    assert "+" in shown
    assert new(what, "x", "case", "--set", f"{key}={said}", *needed, "--diff").output == shown
    both = new(what, "x", "case", "--set", f"{key}={said}", flag, said, *needed)
    assert (both.exit_code, "are the same" in both.output) == (2, True)


@pytest.mark.parametrize("what", _OPTIONS)
@pytest.mark.parametrize(
    "key",
    [*["text", "name", "kind", "title", "test", "question", "positions", "reading", "rule_id", "fields", "id"], ""],
)
def test_any_key_is_taken_or_refused_in_a_sentence(what: str, key: str, case: Path) -> None:
    """Also a key that an entry of another kind has, or none."""
    for more in ([], ["--rule", "delay"] if what == "assertion" else ["--like", "breach-of-contract"]):
        if more[:1] == ["--like"] and what != "rule":
            continue
        needed = ["--kind", "letter"] * (what == "authority" and key != "kind")
        result = new(what, "x", "case", *needed, *more, "--set", f"{key}=made")
        assert result.exit_code == 0 or isinstance(result.exception, (ArgmapError, SystemExit)), result.exception
        assert sound()


def test_what_is_asked_for_is_not_lost(case: Path) -> None:
    result = new("assertion", "x", "case", "--rule", "delay", "--set", "because=made")
    assert (result.exit_code, "leave out --set because" in result.output) == (2, True)
    assert new("rule", "x", "case", "--like", "breach-of-contract", "--set", "notes=Mine.").exit_code == 0
    assert analyse([case / "case"])[0].reading.map.rules["x"].notes == "Mine."


@pytest.mark.parametrize(
    "name", ["null", "true", "no", "y", "1e3", "007", "12", "0x1f", "0o17", "0b11", "1e999", "2020-01-01"]
)
def test_an_id_is_text_to_every_reader(name: str, case: Path) -> None:
    assert new("assertion", name, "case", "--text", name).exit_code == 0
    assert new("issue", "odd", "case", "--position", name).exit_code == 0
    assert new("party", f"p-{name}", "case", "--text", "P").exit_code == 0
    assert new("assertion", "uses", "case", "--set", f"premises={name}").exit_code == 0
    assert CliRunner().invoke(argmap, ["rename", "paid", f"{name}-z", "case"]).exit_code == 0
    assert (
        CliRunner().invoke(argmap, ["rename", f"{name}-z", "null" if name != "null" else "1e4", "case"]).exit_code == 0
    )
    assert sound()
    for path in (case / "case").glob("*.yaml"):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert all(type(key) is str for section in data.values() if isinstance(section, dict) for key in section)


@pytest.mark.parametrize(
    "call",
    [
        ("--rule", "caroline"),
        ("assertion", "--rule", "caroline"),
        ("assertion", "--rule", "caroline", "case"),
        ("assertion", "caroline-imminence-met", "--rule", "caroline"),
        ("assertion", "caroline-imminence-met", "case", "--rule", "caroline-imminence"),
    ],
)
def test_the_beginning_of_a_legal_test_is_enough(
    call: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "arguments" / "case").mkdir(parents=True)
    (tmp_path / "arguments" / "case" / "map.yaml").write_text("argmap: 1\nmap: {title: T}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = new(*["arguments/case" if word == "case" else word for word in call])
    is_named = "caroline-imminence-met" in call
    told = "" if is_named else "The assertion is `caroline-imminence-met`.\n"
    assert result.output == f"arguments/case/map.yaml: changed.\n{told}"
    map_ = analyse([tmp_path / "arguments" / "case"])[0].reading.map
    test = legal_tests()["caroline-imminence"]
    assert [*map_.rules] == ["caroline-imminence"]
    assert {*map_.assertions} == {
        "caroline-imminence-met",
        *(f"caroline-imminence-met-{part}" for part in test.elements),
    }


def test_a_beginning_that_several_have_is_refused(case: Path) -> None:
    assert "There is no rule or legal test `contract`" in str(
        new("assertion", "x", "case", "--rule", "contract").exception
    )
    assert new("rule", "x", "case", "--like", "caroline").exit_code == 0
    assert new("assertion", "y", "case", "--rule", "contract-formation").exit_code == 0
    for call in ((), ("assertion",), ("party", "--rule", "caroline")):
        assert new(*call).exit_code == 2


@pytest.mark.parametrize("word", ["case", "case/", "."])
def test_a_folder_is_no_id(word: str, case: Path) -> None:
    """A bare word that names a folder of argument files: the map where a rule names the id, else told."""
    if word == ".":
        (case / "case" / "map.yaml").rename(case / "map.yaml")
        (case / "map.yaml").write_text(MAP.replace("uses: [../library]\n", ""), encoding="utf-8")
    result = new("assertion", word, "--text", "T.")
    assert result.exit_code == 2
    assert f"say the id before it: `argmap new assertion ID {word}`" in result.output
    result = new("assertion", "--rule", "delay", word)
    assert result.output.endswith("The assertion is `delay-met`.\n")
    assert "delay-met" in analyse([Path(word)])[0].reading.map.assertions
    assert "say what to add: assertion" in new(word).output
    assert new("assertion", "case", word).exit_code == 0


def test_diff_writes_nothing(case: Path) -> None:
    result = new("assertion", "lost", "case", "--diff")
    assert "+  lost:\n" in result.output
    assert (case / "case" / "facts.yaml").read_text(encoding="utf-8") == FACTS


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("assertion", "made", "case"), "`made` is taken: the map has an assertion"),
        (("assertion", "buyer", "case"), "`buyer` is taken: the map has a party"),
        (("assertion", "Made", "case"), "`Made` cannot be an id"),
        (("assertion", "x", "case", "--issue", "sal"), "Did you mean `sale`?"),
        (("assertion", "x", "case", "--by", "seller"), "There is no party `seller`"),
        (("assertion", "x", "case", "--rule", "dely"), "Did you mean `delay`?"),
        (("assertion", "x", "case", "--kind", "opinion"), "it would have an error"),
        (("assertion", "x", "case", "--set", "colour=red"), "it would have an error"),
        (("authority", "x", "case", "--kind", "treatise"), "Did you mean `treaty`?"),
        (("rule", "x", "case", "--like", "self-defense"), "Did you mean `self-defence`?"),
        (("assertion", "x", "case", "--text", "a\x07b"), "a character that a file may not hold"),
        (("assertion", "x", "."), "There are 2 maps here"),
    ],
)
def test_refused(arguments: tuple[str, ...], message: str, case: Path) -> None:
    (case / "other.yaml").write_text("argmap: 1\nmap: {title: Other}\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in case.rglob("*.yaml")}
    result = new(*arguments)
    assert message in str(result.exception)
    assert {path: path.read_bytes() for path in case.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("authority", "x", "case"), "An authority needs --kind"),
        (("rule", "x", "case", "--issue", "sale"), "--issue goes with assertion"),
        (("assertion", "x", "case", "--position", "made"), "--position goes with issue"),
        (("assertion", "x", "case", "--set", "red"), "--set goes with KEY=VALUE"),
    ],
)
def test_options_that_do_not_fit(arguments: tuple[str, ...], message: str, case: Path) -> None:
    result = new(*arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_another_map_is_not_broken(case: Path) -> None:
    """An id that is free here but taken in another map which shares the file is refused."""
    (case / "other.yaml").write_text("argmap: 1\nmap: {title: O}\nuses: [library]\nassertions: {x: {text: T}}\n")
    with pytest.raises(ArgmapError, match="`x` is defined twice"):
        raise new("authority", "x", "case", "--kind", "custom").exception or AssertionError


# -- putting things into any file --------------------------------------------------------------------------------------

VALUES = st.recursive(
    plain_texts | st.none() | st.builds(Hint, st.just("what it is"), st.none() | plain_texts),
    lambda inner: (
        st.lists(inner.filter(lambda one: plain(one) is not None), max_size=3)
        | st.dictionaries(st.sampled_from(["id", "x y", "é"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(VALUES)
def test_a_value_reads_as_it_was(value: object) -> None:
    texts = {text: plain(value) for text in (entry("k", value, 0), entry("k", value, 4), f"k: {flow(value)}")}
    if plain(value) is not None:
        texts["k:\n" + item(value, 2)] = [plain(value)]
    for text, said in texts.items():
        read = read_source(text.encode("utf-8"), Path("x"))
        assert [defect.message for defect in read.defects] == []
        assert read.data["k"] == said


@given(written(), VALUES, st.data())
def test_a_key_joins_any_mapping(made: tuple[dict[str, object], object], value: object, data: st.DataObject) -> None:
    source = read_source(made[1].text.encode("utf-8"), Path("x"))  # type: ignore[attr-defined]
    places = [path for path, held in walk((), source.data) if isinstance(held, dict)]
    path = data.draw(st.sampled_from(places))
    joined(source, add_key(source, path, "new-key", value))


@given(written(), plain_texts, st.data())
def test_an_item_joins_any_list(made: tuple[dict[str, object], object], value: str, data: st.DataObject) -> None:
    source = read_source(made[1].text.encode("utf-8"), Path("x"))  # type: ignore[attr-defined]
    places = [path for path, held in walk((), source.data) if isinstance(held, list)]
    path = data.draw(st.sampled_from([*places, ("new-list",)]))
    joined(source, add_item(source, path, value))


def joined(source: Source, made: Change) -> None:
    again = read_source(made.after.encode("utf-8"), Path("x"))
    assert [item.message for item in again.defects] == []
    assert again.data == made.expected != source.data
    assert made.after.count("# a comment") == source.text.count("# a comment")


def walk(path: tuple[str | int, ...], value: object) -> list[tuple[tuple[str | int, ...], object]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(path, value), *(found for step, inner in inside for found in walk((*path, step), inner))]


def test_one_thing_becomes_a_list() -> None:
    source = read_source(b"argmap: 1\na:\n  one: x   # why\n  more: 'y'\n  text: two words\n", Path("x"))
    for key in ("one", "more", "text"):
        joined(source, add_item(source, ("a", key), "z"))


def test_entries_of_several_sections_at_once() -> None:
    source = read_source(b"argmap: 1\nrules:   # none yet\n", Path("x"))
    made = proven(add_entries(source, {"rules": {"r": {"text": "T"}}, "issues": {"i": {"question": "Q"}}, "views": {}}))
    assert made == "argmap: 1\nrules:   # none yet\n  r:\n    text: T\n\nissues:\n  i:\n    question: Q\n"


def test_where_nothing_can_be_put() -> None:
    source = read_source(b"a: x\n", Path("x"))
    for path in (("a",), ("b",)):
        with pytest.raises(ArgmapError):
            add_key(source, path, "k", "v")
    with pytest.raises(ArgmapError):
        add_item(source, ("a", "k"), "v")


def test_a_new_file_names_the_schema_as_the_others_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "argmap.toml").touch()
    folder = tmp_path / "arguments" / "case"
    (folder / "facts").mkdir(parents=True)
    head = "# yaml-language-server: $schema=../../argmap.schema.json\n"
    (folder / "map.yaml").write_text(head + "argmap: 1\nmap: {title: T}\n", encoding="utf-8")
    made = CliRunner().invoke(
        argmap, ["new", "assertion", "rain", "arguments/case", "--file", "arguments/case/facts/rain.yaml"]
    )
    assert made.exit_code == 0, made.output
    text = (folder / "facts" / "rain.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../argmap.schema.json\nargmap: 1\n")
