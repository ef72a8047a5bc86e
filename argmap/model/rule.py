"""Rules: legal tests with elements and exceptions."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from argmap.model.citation import Citations
from argmap.model.values import Flag, Id, Ids, Mode, Noun, Text, listed


class Burden(Noun):
    """A share of a divided burden: what a party has to show. On an issue these are assertions, on a rule its parts."""

    party: Id
    shows: Annotated[Ids, Field(min_length=1)]


Burdens = Annotated[tuple[Burden, ...], BeforeValidator(listed)]


class Rule(Noun):
    """A legal test: what must be shown (elements), what takes it away (exceptions), where it comes from."""

    text: Text
    short: Text | None = None
    mode: Mode = "all"
    elements: dict[Id, Text] = Field(default_factory=dict)
    exceptions: dict[Id, Text] = Field(default_factory=dict)
    authorities: Citations = ()
    burden: Id | None = None
    burdens: Burdens = ()
    disputed: Flag = False
    rivals: Ids = ()
    tags: Ids = ()
    notes: Text | None = None
