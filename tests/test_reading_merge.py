"""One map from several fragments: what is known of it does not hang on the order of files and keys, nor on the ids."""

from pathlib import Path
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.diagnostics import Position, Span
from argmap.model.file import NOUN_SECTIONS, ArgumentMap
from argmap.reading.load import load
from argmap.reading.merge import Reading, merge
from argmap.reading.references import references
from argmap.reading.source import read_source

PARTIES = ["iran", "usa", "nobody"]
AUTHORITIES = ["charter", "hague", "no-law"]
RULES = ["test", "other-test", "no-rule"]
ISSUES = ["force", "no-issue"]
NAMES = ["a", "b", "c", "d", "ghost"]
IDS = [*PARTIES, *AUTHORITIES, *RULES, *ISSUES, *NAMES]


def some(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=3)


def record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


counters = some(NAMES) | st.lists(
    record(assertion=st.sampled_from(NAMES), how=st.sampled_from(["rebuts", "attacks"])), max_size=2
)
citations = st.lists(st.sampled_from(AUTHORITIES).map(lambda name: f"{name} art. 1"), max_size=3)
arguments = record(
    premises=some(NAMES)
    | st.dictionaries(st.sampled_from(["one", "two", "three"]), st.sampled_from(NAMES), max_size=2),
    unless=some(NAMES),
    rule=st.sampled_from(RULES),
    authorities=citations,
    counters=counters,
    warrent=st.just("misspelt"),
)
assertions = st.fixed_dictionaries(
    {"text": st.just("A text.")},
    optional={
        "kind": st.sampled_from(["legal", "factual", "leagl"]),
        "issue": st.sampled_from(ISSUES),
        "asserted_by": some(PARTIES),
        "premises": some(NAMES),
        "because": st.lists(arguments, max_size=2),
        "authorities": citations,
        "counters": counters,
        "alternative_to": some(NAMES),
    },
)
maps = st.fixed_dictionaries(
    {
        "parties": st.fixed_dictionaries({"iran": st.just({"name": "Iran"}), "usa": st.just({"name": "USA"})}),
        "authorities": st.just(
            {"charter": {"kind": "custom", "title": "C."}, "hague": {"kind": "treaty", "binding": ["iran"]}}
        ),
        "rules": st.just(
            {"test": {"text": "T.", "elements": {"one": "1.", "two": "2."}}, "other-test": {"text": "O."}}
        ),
        "issues": st.fixed_dictionaries({"force": record(question=st.just("Q?"), positions=some(NAMES))}),
        "assertions": st.dictionaries(st.sampled_from(NAMES[:-1]), assertions, max_size=4),
    }
)


def files(*parts: dict[str, Any]) -> Reading:
    fragments = []
    for number, part in enumerate(parts):
        text = yaml.safe_dump({"argmap": "1", **part}, sort_keys=False)
        fragments.append(load(read_source(text.encode(), Path(f"{number}.yaml"))))
    return merge(Path("map"), fragments, [], is_map=True)


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return sorted((item.check, item.message, item.help) for item in reading.defects)


@given(maps, st.randoms(use_true_random=False))
def test_the_order_of_keys_and_files_changes_nothing(data: dict[str, Any], chance: Any) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            items = [(key, item if key == "premises" else shuffled(item)) for key, item in value.items()]
            chance.shuffle(items)
            return dict(items)
        return [shuffled(item) for item in value] if isinstance(value, list) else value

    parts: list[dict[str, Any]] = [{}, {}, {}]
    for section, entries in shuffled(data).items():
        for name, entry in entries.items():
            chance.choice(parts).setdefault(section, {})[name] = entry
    one, several = files(data), files(*parts)
    assert one.map == several.map
    # of one code and file only the first few are listed: where the rest is counted, the lists differ
    assume(not any("not listed" in message for _, message, _ in (*said(one), *said(several))))
    # of several rule elements, the help names the first that is written
    assert [item[:2] for item in said(one)] == [item[:2] for item in said(several)]


@given(maps)
def test_the_ids_change_nothing(data: dict[str, Any]) -> None:
    """A map with every id renamed is the same map, and the same is said of it in other names."""
    rename = {name: f"{name[::-1]}-x" for name in IDS}

    def renamed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            named = key in NOUN_SECTIONS
            return {rename[name] if named else name: renamed(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [renamed(item, key) for item in value]
        name, space, rest = value.partition(" ")
        return rename.get(name, name) + space + rest if key not in ("text", "kind", "how") else value

    before, after = files(data), files(renamed(data))
    assert [(item.check, item.severity) for item in before.defects] == [
        (item.check, item.severity) for item in after.defects
    ]
    for section in NOUN_SECTIONS:
        nouns, others = getattr(before.map, section), getattr(after.map, section)
        assert [rename.get(name, name) for name in nouns] == list(others)
        for name, noun in nouns.items():
            left, right = references(noun), references(others[rename.get(name, name)])
            assert [(item.path, rename[item.id], item.sections) for item in left] == [
                (item.path, item.id, item.sections) for item in right
            ]


@given(maps)
def test_every_reference_has_its_place(data: dict[str, Any]) -> None:
    reading = files(data)
    for section in NOUN_SECTIONS:
        for name, noun in getattr(reading.map, section).items():
            for reference in references(noun):
                span = reading.places.span(section, name, reference.path)
                line = reading.sources[0].lines()[span.start.line]
                assert line[span.start.column : span.end.column].split()[0].strip("'\"") == reference.id


def test_every_section_is_in_every_map() -> None:
    assert set(NOUN_SECTIONS) <= set(ArgumentMap.__dataclass_fields__)


def test_the_place_of_what_is_not_there_is_the_start() -> None:
    reading = files({})
    assert reading.places.span("assertions", "ghost") == Span(Path("map"), Position(0, 0), Position(0, 0))


def test_places_of_waivers_and_expectations() -> None:
    reading = files(
        {
            "waivers": [{"check": "x", "at": "a", "because": "y"}],
            "expect": {"in": ["a"]},
            "assertions": {"a": {"text": "A."}},
        }
    )
    lines = reading.sources[0].lines()
    waiver = reading.places.span("waivers", "0", ("because",))
    expected = reading.places.span("expect", "a")
    assert lines[waiver.start.line][waiver.start.column : waiver.end.column] == "y"
    assert lines[expected.start.line][expected.start.column : expected.end.column] == "a"
