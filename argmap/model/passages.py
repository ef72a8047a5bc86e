"""The values that only an authority has: its url, whom it binds, its passages and paragraphs."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints, TypeAdapter, WithJsonSchema

from argmap.model.values import ID_PATTERN, Checked, Ids, Noun, Text, wrong_value

URL_SCHEMES = ("http", "https", "mailto")


def _url(value: str) -> str:
    if any(character.isspace() or ord(character) < 32 for character in value):
        raise wrong_value("a url has no spaces")
    try:
        scheme = urlsplit(value).scheme
    except ValueError:
        scheme = ""
    if scheme not in URL_SCHEMES:
        raise wrong_value("a url starts with http://, https:// or mailto:")
    return value


_PARTIES: TypeAdapter[tuple[str, ...]] = TypeAdapter(Ids)


def _binding(value: Any) -> bool | tuple[str, ...]:
    if isinstance(value, (str, bool)) and value in ("true", "false", True, False):
        return value in ("true", True)
    if isinstance(value, dict) or not value:
        raise wrong_value("write true, false, or the parties it binds")
    return _PARTIES.validate_python(value)


Url = Annotated[str, StringConstraints(min_length=1), AfterValidator(_url)]
Binding = Annotated[
    bool | tuple[str, ...],
    PlainValidator(_binding),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": ID_PATTERN}},
            ]
        }
    ),
]


Codified = Literal["custom", "general-principle"]


class Passage(Noun):
    """What a numbered place of an authority says, in one sentence of our own."""

    says: Text
    checked: Checked | None = None
    codifies: Codified | None = None
    quote: Text | None = None
    notes: Text | None = None


def _passage(value: Any) -> Any:
    return {"says": value} if isinstance(value, str) else value


PassageText = Annotated[Passage, BeforeValidator(_passage, json_schema_input_type=Text | Passage)]


def _paragraphs(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) and value.isascii() and value.isdigit() and 0 < int(value) <= 10_000:
        return tuple(str(number) for number in range(1, int(value) + 1))
    if isinstance(value, (list, tuple)) and value and all(isinstance(item, str) and item for item in value):
        return tuple(value)
    raise wrong_value("write how many paragraphs there are (1 to 10000), or the list of their ids")


Paragraphs = Annotated[
    tuple[str, ...],
    PlainValidator(_paragraphs),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "array", "items": {"type": "string"}}]}),
]
