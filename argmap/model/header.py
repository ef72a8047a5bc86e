"""What a file says about the map as a whole: its title, parties, issues, scenarios, views, waivers and expectations."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from argmap.model.rule import Burdens
from argmap.model.values import Flag, Id, Ids, Noun, Paper, PartialDate, Standard, Text, Texts, wrong_value


class MapHeader(Noun):
    """The `map:` key: what is argued, before whom, under which law, as at which day."""

    title: Text
    description: Text | None = None
    forum: Text | None = None
    applicable_law: Texts = ()
    as_of: PartialDate | None = None
    notes: Text | None = None


class Party(Noun):
    """Somebody who asserts something, or bears a burden."""

    name: Text
    kind: Text | None = None
    short: Text | None = None
    part_of: Id | None = None
    notes: Text | None = None


class Issue(Noun):
    """A question to be decided, the positions on it, the standard of proof and who bears the burden."""

    question: Text
    short: Text | None = None
    standard: Standard | None = None
    burden: Id | None = None
    burdens: Burdens = ()
    positions: Ids = ()
    tags: Ids = ()
    notes: Text | None = None


class Waiver(Noun):
    """An excused diagnostic: which check, on what, about what there, why, by whom and until when."""

    check: Id
    at: Text
    about: Texts = ()
    because: Text
    by: Text | None = None
    until: PartialDate | None = None


class Expectation(Noun):
    """The labels the author relies on: ids that must come out in, out or undecided."""

    ins: Ids = Field((), alias="in")
    out: Ids = ()
    undecided: Ids = ()


class Scenario(Noun):
    """Assertions or authorities to take as accepted or as rejected."""

    accept: Ids = ()
    reject: Ids = ()
    description: Text | None = None


Steps = Annotated[int, Field(ge=0, le=100)]


class View(Noun):
    """A chosen part of the map to draw.

    `issues` says in which order `show: issues` draws them; those it does not name follow.
    """

    show: Literal["issues", "issue", "focus", "authorities", "parties", "gaps", "scenario", "chronology"] | None = None
    title: Text | None = None
    issues: Ids = ()
    issue: Id | None = None
    focus: Id | None = None
    scenario: Id | None = None
    up: Steps = 2
    down: Steps = 2
    authorities: Literal["nodes", "chips", "none"] = "nodes"
    gaps: Flag = True
    direction: Literal["down", "up", "right", "left"] = "down"
    page: Paper | None = None

    @model_validator(mode="after")
    def _says_what_to_show(self) -> Self:
        """A view that shows one thing must name it."""
        for what in ("issue", "focus", "scenario"):
            if self.show == what and getattr(self, what) is None:
                raise wrong_value(f"`show: {what}` needs `{what}: …`")
        if self.show is None and self.issue is None and self.focus is None:
            raise wrong_value("a view needs `show`, `issue` or `focus`")
        return self
