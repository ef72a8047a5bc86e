"""The entries of a section, told from what stands among them only because it is not indented as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from argmap.model.file import NOUN_SECTIONS
from argmap.reading.phrases import named

_FIELDS = {
    section: frozenset(field.alias or name for name, field in model.model_fields.items())
    for section, model in NOUN_SECTIONS.items()
}


class Item(NamedTuple):
    """One key of a section: an entry, or a slip of indentation.

    A *section* stands among the entries of another, a *header* beside the fields that belong to it, a *field* where an
    entry belongs. The fields that follow such a header or field are left out.
    """

    section: str
    key: str
    value: Any
    slip: Literal["section", "header", "field"] | None = None

    def words(self, written_in: str) -> tuple[str, str]:
        """The sentence on a slip, and its help."""
        name = named(self.key + ":")
        if self.slip == "section":
            return f"{name} stands among the entries of `{written_in}`.", "Write it at the left margin."
        if self.slip == "header":
            return f"{name} is indented like the keys that belong to it.", "Indent it like the other entries."
        message = f"{name} stands where an entry belongs."
        return message, "Write the id of its entry above it, and indent it deeper than that."


def items_of(section: str, body: dict[str, Any]) -> Iterator[Item]:
    """What a section holds, in order; from a section that stands among its entries on, those of that section."""
    pairs = list(body.items())
    number = 0
    while number < len(pairs):
        key, value = pairs[number]
        number += 1
        if value is None and key in NOUN_SECTIONS:
            section = key
            yield Item(section, key, value, "section")
        elif value is None and _is_field(section, pairs, number):
            yield Item(section, key, value, "header")
            number = _behind_fields(section, pairs, number)
        elif _is_field(section, pairs, number - 1):
            yield Item(section, key, value, "field")
            number = _behind_fields(section, pairs, number)
        else:
            yield Item(section, key, value)


def _is_field(section: str, pairs: list[tuple[str, Any]], number: int) -> bool:
    """Whether a key can only be a field of an entry: by its name, and because no entry is written so."""
    if number >= len(pairs):
        return False
    key, value = pairs[number]
    return key in _FIELDS[section] and isinstance(value, (str, list))


def _behind_fields(section: str, pairs: list[tuple[str, Any]], number: int) -> int:
    while number < len(pairs) and pairs[number][0] in _FIELDS[section]:
        number += 1
    return number
