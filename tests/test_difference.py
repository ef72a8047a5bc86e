"""The difference between two versions of a map: nothing is told that is not so, and nothing is left out."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.analysis import Analysis, analyse
from argmap.difference import Difference, Fate, Version, difference
from argmap.difference.words import told
from argmap.evaluation.labels import evaluate
from argmap.graph import build
from argmap.model.file import NOUN_SECTIONS, ArgumentMap
from argmap.reading.merge import Reading
from argmap.reports.difference import outline
from argmap.reports.difference_forms import as_markdown, as_text
from argmap.reports.difference_html import as_html, marked_words
from argmap.reports.difference_json import as_json, difference_object
from tests.maps_for_tests import EVERYTHING
from tests.random_maps import made_up, read

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))
import fuzz_reading as fuzz

ROOT = Path(__file__).parents[1]

FORMS: dict[str, Callable[[list[Difference]], str]] = {
    "txt": as_text, "md": as_markdown, "html": as_html, "json": as_json
}  # fmt: skip


def version(analysis: Analysis, called: str) -> Version:
    return Version(called, analysis.reading, analysis.evaluation, tuple(analysis.review(today="2026-11-24")))


def between(old: str, new: str, folder: Path) -> Difference:
    """The difference between two texts of a map, with their gaps."""
    found = []
    for name, text in (("old", old), ("new", new)):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "sale.yaml").write_text(dedent(text), encoding="utf-8")
        found.append(version(analyse([folder / name / "sale.yaml"])[0], f"{name}/sale.yaml"))
    return difference(*found)


def read_between(old: Reading, new: Reading) -> Difference:
    """The difference between two readings, without gaps."""
    return difference(*(Version("", reading, evaluate(build(reading.map))) for reading in (old, new)))


def edits(of: Difference) -> list[tuple[str, str, str]]:
    return [(entry.section, entry.name, entry.fate.value) for entry in of.entries]


# What a colleague does to the map in one afternoon: every kind of edit there is.
EDITED = (
    EVERYTHING.replace("offered", "offer-made")  # renamed everywhere
    .replace("The parties made a contract of sale.", "The parties concluded a contract for the sale of a horse.")
    .replace("- code s. 2", "- code s. 3")
    .replace("{cite: letter, counters: [forged]}", "{cite: letter, at: p. 1}")
    .replace(
        "forged: {text: The letter is forged., kind: factual}",
        "letter-dated: {text: The letter is dated 4 May., kind: factual}",
    )
    .replace(
        "text: The buyer accepted it., kind: factual, authorities: [letter]",
        "text: The buyer accepted it., kind: factual, premises: [letter-dated]",
    )
    .replace("standard: preponderance, burden: buyer", "standard: clear-and-convincing, burden: seller")
    .replace(
        "elements: {offer: An offer was made., ", "mode: {at-least: 2}\n        elements: {offer: An offer was made., "
    )
    .replace("status: presumed}\n      offer-made", "authorities: [case para. 8]}\n      offer-made")
    .replace(
        "title: Old v. New, court: High Court, date: 1999",
        "title: Old v. New, court: High Court, date: 1999, status: overruled",
    )
)


def test_everything_that_was_edited_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    found = between(EVERYTHING, EDITED, tmp_path)
    for suffix, form in FORMS.items():
        golden(f"difference/sale.{suffix}", f"{form([found])}\n")


def test_a_renamed_entry_is_the_same_entry(tmp_path: Path) -> None:
    found = between(EVERYTHING, EVERYTHING.replace("offered", "offer-made"), tmp_path)
    assert edits(found) == [("assertions", "offer-made", "renamed")]
    assert found.entries[0].was == "offered"
    assert not found.effects.standings
    assert not found.effects.outcomes


def test_what_says_the_same_twice_is_not_taken_for_renamed(tmp_path: Path) -> None:
    """Where two entries say the same, it cannot be told which of them is called otherwise now."""
    old = EVERYTHING + "      one: {text: It was cold.}\n      two: {text: It was cold.}\n"
    found = between(old, old.replace("one:", "three:").replace("two:", "four:"), tmp_path)
    fates = {name: fate for _, name, fate in edits(found)}
    assert fates == {"one": "removed", "two": "removed", "three": "added", "four": "added"}


def test_other_words_and_another_id_are_another_entry(tmp_path: Path) -> None:
    found = between(EVERYTHING, EVERYTHING.replace("weather: {text: It rained", "sky: {text: It poured"), tmp_path)
    assert edits(found) == [("assertions", "sky", "added"), ("assertions", "weather", "removed")]


@pytest.mark.parametrize(
    ("section", "old", "new"),
    [
        ("authorities", "code", "act"),
        ("rules", "sale", "purchase"),
        ("issues", "contract", "agreement"),
        ("parties", "buyer", "purchaser"),
    ],
)
def test_every_section_knows_renamed_entries(section: str, old: str, new: str) -> None:
    data = _data(EVERYTHING)
    renamed = json.loads(json.dumps(data).replace(f'"{old}"', f'"{new}"').replace(f'"{old} ', f'"{new} '))
    found = read_between(read(data), read(renamed))
    assert (section, new, "renamed") in edits(found)
    assert all(fate == "renamed" or not entry.details for entry in found.entries for fate in [entry.fate.value])


def _data(text: str) -> dict[str, Any]:
    import core_yaml

    data: dict[str, Any] = core_yaml.load(dedent(text))
    return data


def test_layout_order_and_short_forms_do_not_differ(tmp_path: Path) -> None:
    new = EVERYTHING.replace("premises: [offered, accepted]", "premises: [accepted, offered]")
    new = new.replace(
        "asserted_by: seller, premises: [price-open]}", "asserted_by: [seller], because: {premises: price-open}}"
    )
    new = new.replace("\n          - code s. 2\n", "\n          - {at: s. 2, cite: code, treatment: supports}\n")
    lines = new.splitlines(keepends=True)
    lines.insert(-1, lines.pop())
    found = between(EVERYTHING, "".join(lines), tmp_path)
    assert not found
    assert as_text([found]).endswith("Nothing differs.")


def test_the_order_of_positions_says_something(tmp_path: Path) -> None:
    found = between(EVERYTHING, EVERYTHING.replace("[made, not-made]}", "[not-made, made]}"), tmp_path)
    (entry,) = found.entries
    assert [detail.fate for detail in entry.details] == [Fate.REORDERED]


def test_a_reworded_assertion_keeps_its_gaps(tmp_path: Path) -> None:
    new = EVERYTHING.replace("The letter is forged.", "Somebody forged the letter.").replace("weather:", "rain:")
    found = between(EVERYTHING, new, tmp_path)
    assert (found.effects.opened, found.effects.closed) == ((), ())


def test_a_gap_that_is_waived_is_neither_open_nor_closed(tmp_path: Path) -> None:
    waiver = "\n    waivers: [{check: fact-without-evidence, at: forged, because: The letter is short.}]\n"
    found = between(EVERYTHING, f"{EVERYTHING.rstrip()}{waiver}", tmp_path)
    assert [item.check for item in found.effects.excused] == ["fact-without-evidence"]
    assert not found.effects.closed
    back = between(f"{EVERYTHING.rstrip()}{waiver}", EVERYTHING, tmp_path)
    assert [item.check for item in back.effects.unexcused] == ["fact-without-evidence"]
    assert not back.effects.opened


def test_a_label_that_changes_says_through_what(tmp_path: Path) -> None:
    hello = (ROOT / "arguments" / "hello.yaml").read_text(encoding="utf-8")
    found = between(hello, hello.replace("factual, status: agreed}", "factual}"), tmp_path)
    moved = {item.name: item for item in found.effects.standings}
    assert moved["offer-accepted"].edited
    assert (moved["offer-accepted"].before, moved["offer-accepted"].after) == ("stands", "not established")
    assert not moved["contract-made"].edited
    assert moved["contract-made"].through == ("offer-accepted", "price-left-open")
    assert found.effects.outcomes["sale"] == (("contract-made", None), (None, "buyer"))


def test_entries_of_a_library_count_where_the_map_relies_on_them(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").touch()
    texts = []
    for name in ("old", "new"):
        folder = tmp_path / name
        folder.mkdir()
        more = ", status: overruled" if name == "new" else ""
        (tmp_path / f"library-{name}.yaml").write_text(
            "argmap: 1\nauthorities:\n"
            f"  used: {{kind: judgment, title: One, court: C, date: 1999{more}}}\n"
            f"  other: {{kind: judgment, title: Two, court: C, date: 1999{more}}}\n",
            encoding="utf-8",
        )
        uses = f"argmap: 1\nmap: {{title: T}}\nuses: [../library-{name}.yaml]\n"
        map_ = f"{uses}assertions: {{a: {{text: A., authorities: [used]}}}}\n"
        (folder / "map.yaml").write_text(map_, encoding="utf-8")
        texts.append(version(analyse([folder])[0], name))
    found = difference(*texts)
    assert edits(found) == [("authorities", "used", "changed")]
    assert found.apart == 1
    assert "1 entry of the libraries it uses changed too" in as_text([found])


def test_words_that_differ_are_marked() -> None:
    was, now = marked_words("The strike was lawful.", "The <strike> was not lawful.")
    assert was == "The strike was lawful."
    assert now == "The <ins>&lt;</ins>strike<ins>&gt;</ins> was <ins>not </ins>lawful."


# -- properties ----------------------------------------------------------------------------------------------------


def canonical(of: ArgumentMap) -> Any:
    """All that a map says, with what has no order in one order: written apart from what is tested."""
    whole = {
        section: {name: noun.model_dump(mode="json", warnings=False) for name, noun in getattr(of, section).items()}
        for section in NOUN_SECTIONS
    }
    for body in whole["assertions"].values():
        if short := body.pop("premises"):
            empty = {"rule": None, "mode": "all", "unless": [], "scheme": None, "answers": {}, "warrant": None,
                     "strength": None, "authorities": [], "counters": [], "notes": None}  # fmt: skip
            body["because"] = [{"premises": short, **empty}, *body["because"]]
    whole["map"] = of.header.model_dump(mode="json", warnings=False)
    whole["expect"] = of.expect.model_dump(mode="json", warnings=False)
    whole["waivers"] = [waiver.model_dump(mode="json", warnings=False) for waiver in of.waivers]
    return _ordered(whole, "")


def _ordered(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _ordered(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        items = [_ordered(item, "") for item in value]
        return (
            items
            if key in ("positions", "issues")
            else sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
        )
    return value


def changed_at_random(data: dict[str, Any], chance: Random) -> dict[str, Any]:
    """The data with a few values taken out, put twice, or taken from elsewhere."""
    new = copy.deepcopy(data)
    for _ in range(chance.choice([1, 1, 2, 4])):
        holders = list(_holders(new))
        holder = chance.choice(holders)
        key = chance.choice(list(holder) if isinstance(holder, dict) else list(range(len(holder))))
        other = chance.choice(holders)
        values = list(other.values()) if isinstance(other, dict) else other
        if chance.random() < 0.4 and holder is not new:
            del holder[key]
        elif isinstance(holder, list) and chance.random() < 0.4:
            chance.shuffle(holder)
        else:
            holder[key] = copy.deepcopy(chance.choice(values))
    return new


def _holders(value: Any) -> Any:
    if isinstance(value, (dict, list)) and value:
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _holders(inner)


@given(st.integers(0, 2**32))
def test_a_map_does_not_differ_from_itself(seed: int) -> None:
    data = made_up(Random(seed))
    found = read_between(read(data), read(copy.deepcopy(data)))
    assert not found
    assert not found.moved


@given(st.integers(0, 2**32))
def test_what_alters_the_map_is_told_and_nothing_else(seed: int) -> None:
    """Changes at random: where any entry says something else, an entry differs; and seen from the other side, too."""
    chance = Random(seed)
    data = made_up(chance)
    old, new = read(data), read(changed_at_random(data, chance))
    there, back = read_between(old, new), read_between(new, old)
    assert bool(there.entries) == (canonical(old.map) != canonical(new.map))
    assert mirrored(there) == seen(back)
    for form in FORMS.values():
        form([there])


@given(st.integers(0, 2**32))
def test_two_maps_that_have_little_in_common(seed: int) -> None:
    old, new = read(made_up(Random(seed))), read(made_up(Random(seed + 1)))
    there, back = read_between(old, new), read_between(new, old)
    assert bool(there.entries) == (canonical(old.map) != canonical(new.map))
    assert mirrored(there) == seen(back)


TURNED = {Fate.ADDED: Fate.REMOVED, Fate.REMOVED: Fate.ADDED}


def mirrored(of: Difference) -> Any:
    entries = sorted(
        (
            entry.section,
            entry.was,
            TURNED.get(entry.fate, entry.fate),
            entry.name,
            len(entry.details),
            sorted(TURNED.get(d.fate, d.fate) for d in entry.details),
        )
        for entry in of.entries
    )
    names = {now: was for ids in of.renamed.values() for was, now in ids.items()}
    standings = sorted((names.get(item.name, item.name), item.after, item.before) for item in of.effects.standings)
    outcomes = sorted(names.get(name, name) for name in of.effects.outcomes)
    return entries, standings, outcomes


def seen(of: Difference) -> Any:
    entries = sorted(
        (entry.section, entry.name, entry.fate, entry.was, len(entry.details), sorted(d.fate for d in entry.details))
        for entry in of.entries
    )
    return entries, sorted((i.name, i.before, i.after) for i in of.effects.standings), sorted(of.effects.outcomes)


@given(st.integers(0, 2**32))
def test_random_ids_are_known_again(seed: int) -> None:
    """Every entry under another id, with words of its own: all are renamed, and nothing else differs."""
    data = made_up(Random(seed))
    for number, body in enumerate(data["assertions"].values()):
        body["text"] = f"Sentence {number}."
    for number, body in enumerate(data["authorities"].values()):
        body["title"] = f"Title {number}"
    names = [*data["assertions"], *data["authorities"]]
    text = json.dumps(data)
    for name in names:
        text = text.replace(f'"{name}"', f'"new-{name}"').replace(f'"{name} ', f'"new-{name} ')
    found = read_between(read(data), read(json.loads(text)))
    assert {entry.fate for entry in found.entries} == {Fate.RENAMED}
    assert not any(entry.details for entry in found.entries)
    assert not found.effects.standings
    assert not found.effects.outcomes


@given(st.integers(0, 2**32))
def test_texts_changed_as_a_cat_would(seed: int) -> None:
    """The reader's fuzz on a real map: whatever can be read of it can be compared, and is told where it is altered."""
    raw = dedent(EVERYTHING).encode()
    old, new = fuzz.read(raw), fuzz.read(fuzz.mutated([dedent(EVERYTHING)], Random(seed)))
    found = read_between(old, new)
    assert bool(found.entries) == (canonical(old.map) != canonical(new.map))
    text = as_text([found])
    assert "\x00" not in text
    json.loads(as_json([found]))
    assert outline(found).summary
    assert difference_object(found)["differs"] == bool(found)


def test_what_is_held_by_name_is_told_as_renamed(tmp_path: Path) -> None:
    old = EVERYTHING.replace("title: Letter of 3 May, ", 'title: Letter of 3 May, passages: {"p. 1": {says: Yes.}}, ')
    new = old.replace('"p. 1"', '"p. 2"').replace("mistake:", "error:").replace("price: A price was", "sum: A sum was")
    found = between(old, new, tmp_path)
    words = {entry.name: [told(detail).words for detail in entry.details] for entry in found.entries}
    assert words["letter"] == ["passage: p. 1 → p. 2"]
    assert words["sale"] == [
        "element sum: A sum was agreed.",
        "element price: A price was agreed.",
        "exception: mistake → error",
    ]
