"""A picture before it is laid out: cards, pills and lines, in the order in which they are read."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Literal, NamedTuple

from argmap.evaluation.words import Label, Standing
from argmap.model.values import Paper

LineRole = Literal["premise", "supports", "cites", "against", "rebuts", "undercuts", "carries"]
Authorities = Literal["auto", "nodes", "chips", "none"]
Direction = Literal["down", "up", "right", "left"]
Fate = Literal["", "added", "removed", "changed", "renamed"]
Shade = Literal["legal", "factual", "mixed", "counter", "authority", "issue", "party", "rule", "map", "missing"]


class Item(NamedTuple):
    """What a card lists on lines of its own: an assertion in short, with its standing; whether it is `against`."""

    text: str
    standing: Standing | None = None
    against: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A box with text: an assertion, an authority, an issue, or an element for which there is no premise.

    `key` is its id in the SVG, `about` the id in the map of what it stands for; `away` says that it lives in another
    view; `chips` are short lines under the text (the authorities it cites, where they are not drawn as cards),
    `items` what else it lists; `focus` says that the view is about it;
    `outcome` is how an issue ends; `elsewhere` names the other views it is used in; `href` is where a click leads;
    `room` is the width of its text in points, where cards shall be equally wide. Where two versions are compared,
    `fate` says what became of it, `was` which standing it had.
    """

    key: str
    shade: Shade
    heading: str
    text: str
    standing: Standing | None = None
    footer: str = ""
    chips: tuple[str, ...] = ()
    elsewhere: str = ""
    gaps: int = 0
    away: bool = False
    href: str = ""
    about: str = ""
    outcome: str = ""
    room: float = 0.0
    fate: Fate = ""
    was: str = ""
    items: tuple[Item, ...] = ()
    focus: bool = False


@dataclass(frozen=True, slots=True)
class Pill:
    """A small mark at which lines meet: an argument, named by its rule or scheme, or a counter that is countered.

    `chips` are the authorities behind the step, a line each.
    """

    key: str
    role: Literal["argument", "counter"]
    text: str = ""
    chips: tuple[str, ...] = ()
    label: Label = Label.UNDECIDED
    fate: Fate = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line from what stands above to what stands below it; its head (arrow, tee or ring) is at the upper end.

    `level` puts both ends side by side; `label` is written on the line, `state` is the label of the link it shows,
    `about` names what has that label.
    """

    key: str
    upper: str
    lower: str
    role: LineRole
    label: str = ""
    state: Label = Label.IN
    level: bool = False
    about: str = ""
    fate: Fate = ""


_CARD, _PILL, _LINE = (attrgetter(*(field.name for field in fields(kind))) for kind in (Card, Pill, Line))


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a view: the name of its file, its title, what is drawn, which way lines run from conclusions,
    the sheet it is to be read on, and the name of the view, which is that of its first page; where it is that of an
    issue, which (`issue`), and what the subtitle says of how that ends (`outcome`).
    """

    name: str
    title: str
    subtitle: str
    map_title: str
    cards: tuple[Card, ...]
    pills: tuple[Pill, ...]
    lines: tuple[Line, ...]
    direction: Direction = "down"
    page: Paper | None = None
    view: str = ""
    issue: str = ""
    outcome: str = ""

    def items(self) -> tuple[Card | Pill, ...]:
        """Everything with a size, in reading order."""
        return (*self.cards, *self.pills)

    def written(self) -> str:
        """All of it as one line of ASCII: the same for equal pictures, another for any other."""
        whole = (self.name, self.title, self.subtitle, self.map_title, self.direction, self.page)
        things = [*map(_CARD, self.cards)], [*map(_PILL, self.pills)], [*map(_LINE, self.lines)]
        return json.dumps((whole, things))

    def groups(self) -> list[list[str]]:
        """Keys of cards and pills that hang together, each group and its members in reading order."""
        above: dict[str, str] = {}

        def root(key: str) -> str:
            while above.get(key, key) != key:
                above[key] = above.get(above[key], above[key])
                key = above[key]
            return key

        for line in self.lines:
            above[root(line.lower)] = root(line.upper)
        found: dict[str, list[str]] = {}
        for item in self.items():
            found.setdefault(root(item.key), []).append(item.key)
        return list(found.values())
