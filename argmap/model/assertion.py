"""Assertions and the arguments for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from argmap.model.citation import Citations, Counters
from argmap.model.values import (
    Flag,
    Id,
    Ids,
    Kind,
    Mode,
    Noun,
    PartialDate,
    Pinpoint,
    QuoteStatus,
    Standard,
    Status,
    StrengthWord,
    Text,
    When,
    listed,
)


def _attribution(value: Any) -> Any:
    return {"party": value} if isinstance(value, str) else value


class Attribution(Noun):
    """Who makes an assertion, in which source and where, and whether they originate, adopt or report it."""

    party: Id
    source: Id | None = Field(None, alias="in")
    at: Pinpoint | None = None
    role: Literal["originates", "adopts", "reports"] | None = None


Attributed = Annotated[Attribution, BeforeValidator(_attribution, json_schema_input_type=Id | Attribution)]


class Premise(Noun):
    """An assertion used as a premise (or an exception), and the element (or exception) of the rule it is named for."""

    assertion: Id
    element: Id | None = None


def _premises(value: Any) -> Any:
    """Both ways of writing premises, a list of ids or a mapping from element to id, as one list."""
    if isinstance(value, dict):
        return [{"assertion": assertion, "element": element} for element, assertion in value.items()]
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list):
        return [{"assertion": item} if isinstance(item, (str, type(None))) else item for item in value]
    return value


Premises = Annotated[
    tuple[Premise, ...], BeforeValidator(_premises, json_schema_input_type=Id | list[Id] | dict[Id, Id])
]


class Argument(Noun):
    """One independent line of support: premises that jointly carry a conclusion, the rule or scheme that links them."""

    premises: Premises = ()
    rule: Id | None = None
    mode: Mode = "all"
    unless: Premises = ()
    scheme: Id | None = None
    answers: dict[Id, Text] = Field(default_factory=dict)
    warrant: Text | None = None
    strength: StrengthWord | None = None
    authorities: Citations = ()
    counters: Counters = ()
    notes: Text | None = None


class Review(Noun):
    """Who last reviewed an entry, and when."""

    by: Text
    on: PartialDate


class Assertion(Noun):
    """A proposition somebody puts forward, with its support and what is said against it."""

    text: Text
    kind: Kind = Kind.MIXED
    issue: Id | None = None
    asserted_by: Annotated[tuple[Attributed, ...], BeforeValidator(listed)] = ()
    status: Status = Status.ASSERTED
    standard: Standard | None = None
    premises: Premises = ()
    because: Annotated[tuple[Argument, ...], BeforeValidator(listed)] = ()
    authorities: Citations = ()
    counters: Counters = ()
    alternative_to: Ids = ()
    on: When | None = None
    tags: Ids = ()
    notes: Text | None = None
    quote: Text | None = None
    quote_status: QuoteStatus | None = None
    review: Review | None = None
    confidential: Flag = False

    def arguments(self) -> Iterator[tuple[tuple[str | int, ...], Argument]]:
        """Every line of support with its path inside the assertion; the short form is an argument like any other."""
        if self.premises:
            yield ("premises",), Argument.model_construct(premises=self.premises)
        for index, argument in enumerate(self.because):
            yield ("because", index), argument
