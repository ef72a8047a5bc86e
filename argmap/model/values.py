"""The plain values an argument file is made of, each with how it is written: ids, texts, dates, flags, modes."""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum, StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z0-9][a-z0-9-]*$"
DATE_PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_DATE = re.compile(DATE_PATTERN.strip("^$"))


class Noun(BaseModel):
    """Base of everything a file may say: frozen, and unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        validate_by_name=False,
        defer_build=True,  # a validator is built when it is first used: start-up pays for no kind that no file has
    )


def wrong_value(message: str) -> PydanticCustomError:
    """The error for a value that is written in the wrong way; `message` says how to write it."""
    return PydanticCustomError("wrong_value", "{reason}", {"reason": message})


def bad_date(given: object, message: str) -> PydanticCustomError:
    """The error for what is given as a date and is none; `message` says how to write it."""
    return PydanticCustomError("bad_date", "{reason}", {"reason": message, "given": given})


def listed(value: Any) -> Any:
    """One thing where a list may stand means a list of that one thing; a list is left as it is."""
    return [value] if isinstance(value, (str, dict)) else value


def _flag(value: Any) -> bool:
    words = {"true": True, "false": False, True: True, False: False}
    if isinstance(value, (str, bool)) and value in words:
        return words[value]
    raise wrong_value("write true or false")


def _date(value: Any) -> str:
    if isinstance(value, str) and _DATE.fullmatch(value):
        parts = [int(part) for part in value.split("-")]
        try:
            date(*[*parts, 1, 1][:3])
        except ValueError:
            pass
        else:
            return value
    raise bad_date(value, "write a real date as YYYY-MM-DD, YYYY-MM or YYYY")


def _mode(value: Any) -> str | int:
    if isinstance(value, int):
        return value
    if isinstance(value, dict) and list(value) == ["at-least"]:
        value = f"at-least {value['at-least']}"
    if isinstance(value, str):
        if value in ("all", "any"):
            return value
        found = re.fullmatch(r"at-least[: ]\s*([1-9][0-9]{0,3})", value)
        if found:
            return int(found[1])
    raise wrong_value("write all, any, or {at-least: N} with N from 1")


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, strip_whitespace=False)]
Text = Annotated[str, StringConstraints(min_length=1)]
Pinpoint = Annotated[str, StringConstraints(min_length=1)]
Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
PartialDate = Annotated[
    str,
    PlainValidator(_date),
    WithJsonSchema({"type": "string", "pattern": DATE_PATTERN, "description": "YYYY-MM-DD, YYYY-MM or YYYY"}),
]
Ids = Annotated[tuple[Id, ...], BeforeValidator(listed)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed)]
Mode = Annotated[
    str | int,
    PlainValidator(_mode),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["all", "any"]},
                {"type": "string", "pattern": r"^at-least[: ]\s*[1-9][0-9]{0,3}$"},
                {
                    "type": "object",
                    "properties": {"at-least": {"type": "integer", "minimum": 1}},
                    "required": ["at-least"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


class Strength(IntEnum):
    """How much a link carries: ordinal, 1 to 4; 0 is used where there is no link at all."""

    WEAK = 1
    MODERATE = 2
    STRONG = 3
    CONCLUSIVE = 4

    @property
    def word(self) -> str:
        """The word that files and messages use."""
        return self.name.lower()


_STRENGTHS = {strength.word: strength for strength in Strength}


def _strength(value: Any) -> Strength:
    if isinstance(value, Strength):
        return value
    if isinstance(value, str) and value in _STRENGTHS:
        return _STRENGTHS[value]
    raise wrong_value("write weak, moderate, strong or conclusive")


StrengthWord = Annotated[Strength, PlainValidator(_strength), WithJsonSchema({"enum": list(_STRENGTHS)})]


class Kind(StrEnum):
    """What sort of proposition an assertion is."""

    LEGAL = "legal"
    FACTUAL = "factual"
    MIXED = "mixed"


class Status(StrEnum):
    """How an assertion enters the argument."""

    ASSERTED = "asserted"
    AGREED = "agreed"
    PRESUMED = "presumed"
    REJECTED = "rejected"


class Standard(StrEnum):
    """The proof standards; what each demands stands in `argmap.evaluation.standards`."""

    SCINTILLA = "scintilla"
    PREPONDERANCE = "preponderance"
    CLEAR_AND_CONVINCING = "clear-and-convincing"
    BEYOND_REASONABLE_DOUBT = "beyond-reasonable-doubt"
    DIALECTICAL_VALIDITY = "dialectical-validity"


How = Literal["rebuts", "undercuts"]
Paper = Literal["a4", "a3", "screen"]
QuoteStatus = Literal["verbatim", "paraphrase", "unverified"]


class Checked(Noun):
    """How an entry was verified: on which day and against what."""

    on: PartialDate
    against: Text


class Interval(Noun):
    """A day, month or year, or the time between two of them (both included, either end may be open)."""

    start: PartialDate | None = Field(None, alias="from")
    end: PartialDate | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start is None and self.end is None:
            raise wrong_value(_WRITE_WHEN)
        if self.start is not None and self.end is not None and self.end < self.start[: len(self.end)]:
            raise bad_date(f"{self.start} to {self.end}", "the end lies before the start")
        return self


_WRITE_WHEN = "write a date, or {from: DATE, to: DATE}"


def _interval(value: Any) -> Any:
    """A date, or two with a slash between, as the keys that they stand for."""
    if isinstance(value, str):
        start, slash, end = value.partition("/")
        if slash and not (start and end):
            raise bad_date(value, "write both dates around the slash, or {from: DATE} or {to: DATE} for an open end")
        return {"from": _date(start), "to": _date(end or start)}
    if isinstance(value, (dict, Interval)):
        return value
    raise wrong_value(_WRITE_WHEN)


_ONE_DATE = DATE_PATTERN.strip("^$")
_INTERVAL_PATTERN = f"^{_ONE_DATE}(/{_ONE_DATE})?$"
_DATE_SCHEMA = {"type": "string", "pattern": DATE_PATTERN}
When = Annotated[
    Interval,
    BeforeValidator(_interval),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _INTERVAL_PATTERN},
                {
                    "type": "object",
                    "properties": {"from": _DATE_SCHEMA, "to": _DATE_SCHEMA},
                    "minProperties": 1,
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
