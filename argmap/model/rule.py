"""Rules: legal tests with elements and exceptions."""

from __future__ import annotations

from pydantic import Field

from argmap.model.citation import Citations
from argmap.model.values import Flag, Id, Ids, Mode, Noun, Text


class Rule(Noun):
    """A legal test: what must be shown (elements), what takes it away (exceptions), where it comes from."""

    text: Text
    mode: Mode = "all"
    elements: dict[Id, Text] = Field(default_factory=dict)
    exceptions: dict[Id, Text] = Field(default_factory=dict)
    authorities: Citations = ()
    burden: Id | None = None
    disputed: Flag = False
    rivals: Ids = ()
    tags: Ids = ()
    notes: Text | None = None
