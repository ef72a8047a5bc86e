"""What stands alone on a page: above it comes what it is for, as a card that only refers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from argmap.render.picture import Card, Line, Picture, Pill
from argmap.render.sheet import Sheet
from argmap.render.sheet_cards import away_card
from argmap.render.wording import counted

MOST = 3
"""How many uses of one assertion are shown."""


def with_context(sheet: Sheet, picture: Picture, top: Collection[str] = ()) -> Picture:
    """A page on which each assertion to that no line leads, but those at the `top`, stands below what it supports or
    opposes, with the way there.
    """
    led_to = {line.lower for line in picture.lines}
    known = {thing.key for thing in (*picture.items(), *picture.lines)}
    found: dict[str, Card | Pill | Line] = {}
    for name in sheet.full:
        if name not in led_to and name not in top:
            uppers = (upper for upper in dict.fromkeys(sheet.graph.above(name)) if upper not in sheet.full)
            for _, upper in zip(range(MOST), uppers, strict=False):
                found |= {thing.key: thing for thing in _way(sheet, name, upper) if thing.key not in known}
    lines = tuple(thing for thing in found.values() if isinstance(thing, Line))
    pills = tuple(_counted(sheet, thing, lines) for thing in found.values() if isinstance(thing, Pill))
    cards = tuple(thing for thing in found.values() if isinstance(thing, Card))
    return replace(
        picture,
        cards=(*cards, *picture.cards),
        pills=(*pills, *picture.pills),
        lines=(*lines, *picture.lines),
    )


def _way(sheet: Sheet, name: str, upper: str) -> Iterator[Card | Pill | Line]:
    """The way from an assertion up to one that it supports or opposes, from above."""
    own = Sheet(sheet.material, sheet.home, (upper, name), sheet.pages, sheet.authorities, sheet.places)
    own.draw()
    up = {line.lower: line for line in reversed(own.lines.values()) if f"{line.key}/".startswith(f"{upper}/")}
    things: dict[str, Card | Pill] = {**own.cards, **{pill.key: pill for pill in own.pills}}
    steps = [up[name]]
    while steps[-1].upper != upper:
        steps.append(up[steps[-1].upper])
    page = sheet.pages.get(upper, "")
    yield away_card(sheet.material, upper, upper, page, sheet.place(upper, page))
    for step in reversed(steps):
        yield step
        if step.lower != name:
            thing = things[step.lower]
            yield replace(thing, away=True) if isinstance(thing, Card) else thing


def _counted(sheet: Sheet, pill: Pill, lines: Collection[Line]) -> Pill:
    """The mark of an argument that says how many of its premises are not shown below it."""
    holder = sheet.graph.assertions[pill.key.partition("/")[0]]
    premises = Counter(
        premise.assertion for one in holder.arguments if one.name == pill.key for premise in one.premises
    )
    shown = sum(line.upper == pill.key and line.role == "premise" for line in lines)
    if len(premises) <= shown:
        return pill
    others = counted(len(premises) - shown, "other premise" if shown else "premise")
    return replace(pill, text=" · ".join(part for part in (pill.text, f"with {others}") if part))
