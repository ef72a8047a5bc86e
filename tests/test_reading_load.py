"""From data to the model: every field, short and long forms, definitions in place, what is saved of broken entries."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from argmap.diagnostics import Severity
from argmap.model.assertion import Argument, Assertion, Attribution, Premise
from argmap.model.authority import AUTHORITY_KINDS
from argmap.model.citation import Citation, CounterEntry
from argmap.model.file import NOUN_SECTIONS, ArgumentFile, ArgumentMap
from argmap.model.header import Expectation, Issue, MapHeader, Party, Scenario, View, Waiver
from argmap.model.rule import Rule
from argmap.model.values import Kind, Standard, Status, Strength
from argmap.reading.load import load
from argmap.reading.merge import Reading, merge
from argmap.reading.source import read_source

HEAD = "argmap: 1\nmap: {title: A test}\n"


def reading(text: str, head: str = HEAD) -> Reading:
    source = read_source((head + dedent(text)).encode(), Path("a.yaml"))
    return merge(Path("a.yaml"), [load(source)], [])


def sound(text: str, head: str = HEAD) -> ArgumentMap:
    """The map of a text in which nothing is wrong."""
    read = reading(text, head)
    assert [item.message for item in read.defects] == []
    return read.map


def codes(text: str) -> list[str]:
    return [item.check for item in reading(text).defects]


EVERYTHING = """
    argmap: 1
    map:
      title: The strike of 3 January 2020
      description: All of it.
      forum: International Court of Justice
      applicable_law: [international, domestic]
      as_of: 2022-01-15
      notes: None.
    uses: []
    parties:
      iran: {name: Islamic Republic of Iran, kind: state, short: Iran, part_of: usa, notes: The applicant.}
      usa: {name: United States}
    authorities:
      charter:
        kind: treaty
        title: Charter of the United Nations
        short: UN Charter
        cite: 1 UNTS XVI
        date: 1945-06-26
        in_force: {from: 1945-10-24, to: 2100}
        binding: [iran, usa]
        codifies: custom
        url: https://www.un.org/charter
        checked: {on: 2026-11-24, against: the printed text}
        passages:
          art. 2(4): Members refrain from force.
          art. 51: {says: S., quote: Nothing in, notes: N., checked: {on: 2026, against: it}, codifies: custom}
        status: in-force
        parties: [iran]
        tags: [force]
        notes: N.
        confidential: false
      nicaragua: {kind: judgment, title: Nicaragua, court: ICJ, date: 1986-06-27, symbol: S, jurisdiction: J, forum: F}
      text: {kind: report, title: The text, by: AB, date: 2021, paragraphs: 3, publisher: P, held_by: H, body: B}
      old: {kind: decision, title: Old, court: X, date: 1950, status: overruled, paragraphs: [a, b]}
    rules:
      self-defence:
        text: Force is lawful in self-defence.
        short: Self-defence
        mode: {at-least: 1}
        elements: {attack: An armed attack., need: Necessity.}
        exceptions: {council: The Council had acted.}
        authorities: [charter art. 51]
        burden: usa
        burdens: [{party: iran, shows: attack}, {party: usa, shows: [need, council]}]
        disputed: true
        rivals: [other-test]
        tags: [force]
        notes: N.
      other-test: {text: Another test.}
    issues:
      force:
        short: Force
        question: Was it lawful?
        standard: clear-and-convincing
        burden: iran
        burdens: {party: iran, shows: [breach, used]}
        positions: [breach, lawful]
        tags: [force]
        notes: N.
    assertions:
      breach:
        text: The strike breached the Charter.
        kind: legal
        issue: force
        asserted_by: [iran, {party: usa, in: text, at: ¶82, role: reports}]
        status: presumed
        standard: preponderance
        premises: [used]
        because:
          - rule: self-defence
            premises: {attack: used, need: used-2}
            unless: {council: lawful}
            mode: any
            scheme: established-rule
            answers: {exception: lawful, scope: It does not reach so far.}
            warrant: W.
            strength: strong
            authorities: [nicaragua para. 176]
            counters: [lawful]
            notes: N.
        authorities:
          - charter art. 2(4)
          - cite: nicaragua
            at: para. 176
            signal: see
            treatment: follows
            for: the breach
            strength: conclusive
            counters: [{assertion: lawful, how: undercuts, notes: N.}]
            quote: Q.
            quote_status: verbatim
            notes: N.
        counters:
          - {assertion: lawful, how: rebuts, counters: [used]}
        alternative_to: [used-2]
        on: 2020-01-03
        tags: [force]
        notes: N.
        quote: Q.
        quote_status: paraphrase
        review: {by: AB, on: 2026-01}
        confidential: true
      lawful: {text: It was lawful.}
      used: {text: Force was used., kind: factual, status: agreed, on: {from: 2020-01-03}}
      used-2: {text: It was used again., on: 2020-01/2020-02}
    waivers:
      - {check: missing-pinpoint, at: breach, about: [charter], because: None there., by: AB, until: 2027-03-01}
    expect: {in: [used], out: [charter], undecided: [breach]}
    scenarios:
      without: {accept: [used], reject: [text], description: No report.}
    views:
      one: {show: focus, title: T, focus: breach, up: 1, down: 0, authorities: chips, gaps: false}
      three: {show: scenario, issue: force, scenario: without}
      two: {show: issues, issues: [force], direction: up, page: a4}
"""


def test_every_field() -> None:
    found = sound(EVERYTHING, "")
    header = found.header
    assert (header.title, header.applicable_law, header.as_of) == (
        "The strike of 3 January 2020",
        ("international", "domestic"),
        "2022-01-15",
    )
    charter = found.authorities["charter"]
    assert charter.date == "1945-06-26"
    assert charter.in_force is not None
    assert (charter.in_force.start, charter.in_force.end, charter.binding) == ("1945-10-24", "2100", ("iran", "usa"))
    assert charter.passages["art. 2(4)"].says == "Members refrain from force."
    assert charter.passages["art. 51"].checked is not None
    assert (charter.codifies, charter.passages["art. 51"].codifies) == ("custom", "custom")
    assert found.authorities["text"].paragraphs == ("1", "2", "3")
    assert found.authorities["old"].paragraphs == ("a", "b")
    rule = found.rules["self-defence"]
    assert (rule.mode, list(rule.elements), rule.disputed, rule.rivals) == (
        1,
        ["attack", "need"],
        True,
        ("other-test",),
    )
    assert [(burden.party, burden.shows) for burden in rule.burdens] == [
        ("iran", ("attack",)),
        ("usa", ("need", "council")),
    ]
    issue = found.issues["force"]
    assert (issue.standard, issue.positions) == (Standard.CLEAR_AND_CONVINCING, ("breach", "lawful"))
    breach = found.assertions["breach"]
    assert (breach.kind, breach.status, breach.confidential) == (Kind.LEGAL, Status.PRESUMED, True)
    assert breach.asserted_by[1] == Attribution.model_validate(
        {"party": "usa", "in": "text", "at": "¶82", "role": "reports"}
    )
    (argument,) = breach.because
    assert argument.premises == (
        Premise(assertion="used", element="attack"),
        Premise(assertion="used-2", element="need"),
    )
    assert argument.unless == (Premise(assertion="lawful", element="council"),)
    assert (argument.strength, argument.answers["exception"]) == (Strength.STRONG, "lawful")
    assert breach.authorities[0] == Citation(cite="charter", at="art. 2(4)")
    assert breach.authorities[1].proposition == "the breach"
    assert breach.counters == (
        CounterEntry(assertion="lawful", how="rebuts", counters=(CounterEntry(assertion="used"),)),
    )
    assert breach.on is not None
    assert (breach.on.start, breach.on.end) == ("2020-01-03", "2020-01-03")
    used, again = found.assertions["used"].on, found.assertions["used-2"].on
    assert used is not None
    assert again is not None
    assert (used.end, again.start, again.end) == (None, "2020-01", "2020-02")
    assert found.expect.ins == ("used",)
    assert found.scenarios["without"].reject == ("text",)
    assert found.views["one"].down == 0
    assert found.waivers[0].until == "2027-03-01"


def keys(model: Any) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_the_example_has_every_field() -> None:
    """So that a new field gets an example, a test and a look at its messages."""
    data = read_source(dedent(EVERYTHING).encode(), Path("a.yaml")).data
    assert set(data) == set(ArgumentFile.model_fields)
    written = {section: set().union(*data[section].values()) for section in NOUN_SECTIONS}
    breach = data["assertions"]["breach"]
    for model, found in [
        (MapHeader, set(data["map"])),
        (Party, written["parties"]),
        (Rule, written["rules"]),
        (Issue, written["issues"]),
        (Assertion, written["assertions"]),
        (Scenario, written["scenarios"]),
        (View, written["views"]),
        (Waiver, set(data["waivers"][0])),
        (Expectation, set(data["expect"])),
        (Argument, set(breach["because"][0])),
        (Citation, set(breach["authorities"][1])),
        (CounterEntry, {*breach["counters"][0], *breach["authorities"][1]["counters"][0]}),
        (Attribution, set(breach["asserted_by"][1])),
        (AUTHORITY_KINDS["treaty"], written["authorities"]),
    ]:
        assert found == keys(model), model


NEEDS = {
    "treaty": "cite: X",
    "custom": "",
    "general-principle": "",
    "judgment": "court: X, date: 2020",
    "advisory-opinion": "court: X, date: 2020",
    "order": "court: X, date: 2020",
    "decision": "court: X, date: 2020",
    "resolution": "body: X, symbol: X, date: 2020",
    "statute": "jurisdiction: X",
    "regulation": "jurisdiction: X",
    "constitution": "jurisdiction: X",
    "executive-act": "by: X, date: 2020",
    "report": "by: X, date: 2020",
    "commentary": "by: X, date: 2020",
    "article": "by: X, date: 2020",
    "book": "by: X, date: 2020",
    "letter": "by: X, date: 2020",
    "statement": "by: X, date: 2020",
    "pleading": "by: X, date: 2020",
    "testimony": "by: X, date: 2020",
    "press": "publisher: X, date: 2020",
    "exhibit": "held_by: X",
}


@pytest.mark.parametrize("kind", AUTHORITY_KINDS)
def test_every_kind_of_authority(kind: str) -> None:
    fields = ["title: T", *NEEDS[kind].split(", ")]
    whole = f"authorities:\n  a: {{kind: {kind}, {', '.join(field for field in fields if field)}}}\n"
    assert type(sound(whole).authorities["a"]) is AUTHORITY_KINDS[kind]
    for left_out in filter(None, fields):
        rest = ", ".join(field for field in fields if field and field != left_out)
        read = reading(f"authorities:\n  a: {{kind: {kind}, {rest}}}\n")
        (item,) = read.defects
        assert (item.check, item.severity) == ("incomplete-authority", Severity.WARNING)
        assert f"`{left_out.partition(':')[0]}`" in item.message
        assert "a" in read.map.authorities


OTHERS = """
  b: {text: B.}
  c: {text: C.}
parties: {iran: {name: Iran}}
authorities: {law: {kind: custom, title: Law}}
"""


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("premises: b", "premises: [b]"),
        ("premises: [b, c]", "premises: [{assertion: b}, {assertion: c}]"),
        ("asserted_by: iran", "asserted_by: [{party: iran}]"),
        ("authorities: law", "authorities: [{cite: law}]"),
        ("authorities: law art. 2(4)", "authorities: [{cite: law, at: art. 2(4)}]"),
        ("authorities: [ law   art. 2 ]", "authorities: [{cite: law, at: art. 2}]"),
        ("authorities: {cite: law, at: '1.10'}", "authorities: [{cite: law, at: '1.10'}]"),
        ("counters: b", "counters: [{assertion: b}]"),
        ("counters: {assertion: b, how: undercuts}", "counters: [{assertion: b, how: undercuts}]"),
        ("because: {premises: b}", "because: [{premises: [b]}]"),
        ("because: {premises: b, unless: c}", "because: [{premises: [b], unless: [c]}]"),
        ("because: {premises: [b, c], mode: at-least 1}", "because: [{premises: [b, c], mode: {at-least: 1}}]"),
        ("alternative_to: b", "alternative_to: [b]"),
        ("tags: x", "tags: [x]"),
        ("on: 2020", "on: {from: 2020, to: 2020}"),
        ("on: 2020/2021", "on: {from: 2020, to: 2021}"),
    ],
)
def test_short_forms(short: str, long: str) -> None:
    left = sound(f"assertions:\n  a:\n    text: A.\n    {short}" + OTHERS)
    right = sound(f"assertions:\n  a:\n    text: A.\n    {long}" + OTHERS)
    assert left == right


def test_one_premise_in_short_form_is_one_argument() -> None:
    assertion = Assertion.model_validate({"text": "A.", "premises": ["b"], "because": [{"premises": ["c"]}]})
    paths = [path for path, _ in assertion.arguments()]
    assert paths == [("premises",), ("because", 0)]


INLINE = """
    authorities: {law: {kind: custom, title: Law}}
    rules: {test: {text: T., elements: {one: One.}, exceptions: {two: Two.}}}
    assertions:
      a:
        text: A.
        premises: [{id: p, text: P.}]
        because:
          - rule: test
            premises: {one: {id: q, text: Q., premises: {id: q-1, text: Q1.}}}
            unless: {two: {id: r, text: R.}}
            authorities: [{cite: law, counters: [{id: s, text: S.}]}]
            counters: {id: t, text: T.}
          - premises: [a-2, {id: u, text: U.}]
            unless: [{id: v, text: V.}]
        authorities: [{cite: law, counters: {id: w, text: W., how: undercuts, counters: [{id: w-1, text: W1.}]}}]
        counters:
          - {id: x, text: X., kind: factual, how: undercuts, counters: [a-2]}
          - {assertion: {id: y, text: Y.}, how: rebuts, counters: [{id: z, text: Z.}]}
      a-2: {text: A2.}
"""


def test_definitions_in_place() -> None:
    found = sound(INLINE)
    names = ["a", "p", "q", "q-1", "r", "s", "t", "u", "v", "w", "w-1", "x", "y", "z", "a-2"]
    assert list(found.assertions) == names
    a = found.assertions["a"]
    assert a.premises == (Premise(assertion="p"),)
    assert a.because[0].premises == (Premise(assertion="q", element="one"),)
    assert a.because[0].unless == (Premise(assertion="r", element="two"),)
    assert a.because[0].authorities[0].counters == (CounterEntry(assertion="s"),)
    assert a.because[0].counters == (CounterEntry(assertion="t"),)
    assert a.because[1].premises == (Premise(assertion="a-2"), Premise(assertion="u"))
    assert a.because[1].unless == (Premise(assertion="v"),)
    assert a.authorities[0].counters == (CounterEntry(assertion="w", how="undercuts"),)
    assert a.counters == (
        CounterEntry(assertion="x", how="undercuts"),
        CounterEntry(assertion="y", how="rebuts", counters=(CounterEntry(assertion="z"),)),
    )
    assert found.assertions["w"].counters == (CounterEntry(assertion="w-1"),)
    assert found.assertions["x"] == Assertion.model_validate({"text": "X.", "kind": "factual", "counters": ["a-2"]})


def test_definitions_in_place_say_the_same_as_entries() -> None:
    inline = sound("assertions:\n  a: {text: A., premises: [{id: b, text: B., premises: [c]}]}\n  c: {text: C.}\n")
    apart = sound("assertions:\n  a: {text: A., premises: [b]}\n  b: {text: B., premises: [c]}\n  c: {text: C.}\n")
    assert inline == apart


def test_the_place_of_a_definition() -> None:
    read = reading(INLINE)
    lines = read.sources[0].lines()
    for name in read.map.assertions:
        span = read.places.span("assertions", name)
        assert lines[span.start.line][span.start.column : span.end.column] == name
        text = read.places.span("assertions", name, ("text",))
        assert lines[text.start.line][text.start.column : text.end.column] == read.map.assertions[name].text


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ("{text: A., nonsense: x, premises: [ghost]}", ["unknown-key", "dangling-id"]),
        ("{text: A., kind: leagl, premises: [ghost]}", ["wrong-value", "dangling-id"]),
        ("{kind: legal, premises: [ghost]}", ["missing-key", "dangling-id"]),
        ("{text: [a], premises: [ghost]}", ["wrong-type", "dangling-id"]),
        ("{text: A., premises: [Bad Id, b], counters: [ghost]}", ["text-for-id", "dangling-id"]),
        ("{text: A., authorities: [{cite: law, signal: sea, at: x}, ghost]}", ["wrong-value", "dangling-id"]),
        ("{text: A., because: [{premises: [ghost], warant: x}]}", ["dangling-id", "unknown-key"]),
        ("{text: A., because: [{premises: {x: Bad Id}}], counters: [ghost]}", ["text-for-id", "dangling-id"]),
        ("{text: A., on: {from: x}, premises: [ghost]}", ["bad-date", "dangling-id"]),
        ("{text: A., review: {by: x}, premises: [ghost]}", ["missing-key", "dangling-id"]),
        ("{text: A., asserted_by: [{in: ghost}], premises: [b]}", ["missing-key"]),
        ("just text", ["wrong-type"]),
        ("", ["missing-value"]),
    ],
)
def test_the_rest_of_a_broken_entry_is_checked(entry: str, wanted: list[str]) -> None:
    text = f"assertions:\n  a: {entry}\n  b: {{text: B., premises: [a]}}\n"
    text += "authorities: {law: {kind: custom, title: L}}\n"
    read = reading(text)
    assert [item.check for item in read.defects] == wanted
    assert list(read.map.assertions) == ["b"]
    assert not read.sound


@pytest.mark.parametrize(
    "text",
    [
        "authorities:\n  a: {title: T., binding: [ghost]}\n",
        "authorities:\n  a: {kind: nonsense, title: T., binding: [ghost]}\n",
        "authorities:\n  a: {kind: [x], title: T., binding: [ghost]}\n",
    ],
)
def test_the_rest_of_an_authority_of_no_kind_is_checked(text: str) -> None:
    first, second = codes(text)
    assert {first, second} > {"dangling-id"}


def test_a_quoted_version_is_the_same() -> None:
    sound("argmap: '1'\nmap: {title: T}\n", "")


def test_what_others_define_is_no_concern_of_a_broken_one() -> None:
    """A broken rule, authority or party is there all the same: nobody is told that it does not exist."""
    text = """
        parties: {iran: {nmae: Iran}}
        authorities: {law: {kind: nonsense}}
        rules: {test: {txet: T., elements: {one: One.}}}
        issues: {i: {question: [x], positions: [a]}}
        assertions:
          a:
            text: A.
            issue: i
            asserted_by: iran
            authorities: [law art. 1]
            because: [{rule: test, premises: {one: b}, unless: {two: b}}]
          b: {text: B.}
        """
    assert sorted(codes(text)) == ["unknown-key", "unknown-key", "wrong-type", "wrong-value"]


def test_a_divided_burden_names_what_the_rule_has() -> None:
    text = """
        parties: {a: {name: A}}
        rules: {r: {text: R., elements: {one: One.}, burdens: {party: a, shows: [one, ones]}}}
    """
    (item,) = reading(text).defects
    assert (item.check, item.help) == ("unknown-element", "Did you mean `one`?")


def test_a_divided_burden_names_assertions_and_parties() -> None:
    text = """
        parties: {a: {name: A}}
        issues: {q: {question: Is it?, burdens: [{party: b, shows: [c]}, {party: a, shows: [p]}, {party: a, shows: p}]}}
        assertions: {p: {text: P.}}
    """
    assert sorted(codes(text)) == ["dangling-id", "dangling-id", "duplicate-reference"]


def test_half_an_interval_is_told() -> None:
    (item,) = reading("assertions: {a: {text: A., on: 2020-01-03/}}").defects
    assert (item.check, "open end" in item.help) == ("bad-date", True)
