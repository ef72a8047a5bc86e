"""One mistake, one message: small slips in a sound map are told without a trail of others behind them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.reading.load import load
from argmap.reading.merge import merge
from argmap.reading.source import read_source

SOUND = """\
argmap: 1
map:
  title: A sale
  as_of: 2026-01-31
parties:
  buyer: {name: The buyer}
  seller:
    name: The seller
    kind: person
authorities:
  code: {kind: statute, title: Sale Act, jurisdiction: Freeland}
  case:
    kind: judgment
    title: Old v. New
    court: High Court
    date: 1999
rules:
  sale:
    text: A sale needs offer and acceptance.
    elements:
      offer: An offer was made.
      acceptance: It was accepted.
    authorities: [code s. 1]
issues:
  contract:
    question: Was there a sale?
    burden: buyer
    positions: [made, not-made]
assertions:
  made:
    text: The parties made a contract.
    issue: contract
    asserted_by: [buyer, {party: seller, in: case}]
    because:
      - rule: sale
        premises:
          offer: offered
          acceptance: accepted
      - premises: [offered]
        warrant: An offer binds.
    counters:
      - not-made
      - {id: joke, text: The offer was a joke., how: undercuts}
  not-made:
    text: No contract was made.
    asserted_by: seller
    premises: [joke]
  offered:
    text: The seller made an offer.
    status: agreed
    authorities:
      - code s. 2
      - {cite: case, at: para. 9}
  accepted:
    text: The buyer accepted it.
    kind: factual
expect:
  in: [offered]
"""
LINES = SOUND.splitlines()
SLIPS: dict[str, Callable[[str], str]] = {
    "one space more": lambda line: " " + line,
    "two spaces more": lambda line: "  " + line,
    "one space less": lambda line: line.removeprefix(" "),
    "two spaces less": lambda line: line.removeprefix("  "),
    "a tab before it": lambda line: "\t" + line.lstrip(),
    "no colon": lambda line: line.replace(":", "", 1),
    "no space after the colon": lambda line: line.replace(": ", ":", 1),
    "a quotation mark behind it": lambda line: line + ' "',
    "a quotation mark in it": lambda line: line.replace(": ", ': "', 1),
    "an open bracket": lambda line: line.replace("[", "", 1).replace("]", "", 1) if "[" in line else line + " [",
    "a misspelt word": lambda line: line.replace("e", "", 1),
    "deleted": lambda line: "" if line.startswith(" ") else line,
}


def messages(text: str) -> list[str]:
    path = Path("a.yaml")
    return [item.message for item in merge(path, [load(read_source(text.encode(), path))], []).defects]


def test_it_is_sound() -> None:
    assert messages(SOUND) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_slips(slip: str) -> None:
    counts = {}
    for number, line in enumerate(LINES):
        changed = [*LINES[:number], SLIPS[slip](line), *LINES[number + 1 :]]
        counts[number + 1, changed[number]] = len(messages("\n".join(changed) + "\n"))
    many = {place: count for place, count in counts.items() if count > 4}
    assert len(many) <= 2, many
    assert sum(counts.values()) <= 1.6 * len(counts), counts
