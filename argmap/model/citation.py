"""Citations, and the entries by which a counter-position is set against something."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from argmap.model.values import How, Id, Noun, Pinpoint, QuoteStatus, StrengthWord, Text, listed


def _counter_entry(value: Any) -> Any:
    return {"assertion": value} if isinstance(value, str) else value


class CounterEntry(Noun):
    """One item under `counters`: an assertion that opposes; its own counters undercut this very entry."""

    assertion: Id
    how: How | None = None
    counters: Annotated[tuple[Counter, ...], BeforeValidator(listed)] = ()
    notes: Text | None = None


Counter = Annotated[CounterEntry, BeforeValidator(_counter_entry, json_schema_input_type=Id | CounterEntry)]
Counters = Annotated[tuple[Counter, ...], BeforeValidator(listed)]


def _citation(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    authority, _, pinpoint = value.partition(" ")
    return {"cite": authority, "at": pinpoint} if authority and pinpoint.strip() else {"cite": value}


Signal = Literal["none", "see", "see-also", "cf", "contra", "but-see"]
Treatment = Literal["supports", "applies", "follows", "distinguishes", "contradicts", "cf"]


class Citation(Noun):
    """Reliance on an authority: which one, where in it, and whether it helps or hurts."""

    cite: Id
    at: Pinpoint | None = None
    signal: Signal = "none"
    treatment: Treatment = "supports"
    proposition: Text | None = Field(None, alias="for")
    strength: StrengthWord | None = None
    counters: Counters = ()
    quote: Text | None = None
    quote_status: QuoteStatus | None = None
    notes: Text | None = None

    @property
    def side(self) -> Literal["for", "against", "neither"]:
        """Whether it counts for what cites it, against it, or for neither side (DESIGN section 4)."""
        if self.treatment == "contradicts" or self.signal in ("contra", "but-see"):
            return "against"
        if self.treatment in ("distinguishes", "cf") or self.signal == "cf":
            return "neither"
        return "for"


Cited = Annotated[
    Citation,
    BeforeValidator(
        _citation,
        json_schema_input_type=Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*( .*\S.*)?$")] | Citation,
    ),
]
Citations = Annotated[tuple[Cited, ...], BeforeValidator(listed)]

CounterEntry.model_rebuild()
