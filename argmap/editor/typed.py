"""Words that other readers of YAML take for something else than text: argmap itself reads all of them as text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

Value: TypeAlias = "str | int | float | bool | None"
_LONGEST = 100
_FLAGS = {"true": True, "yes": True, "on": True, "y": True, "false": False, "no": False, "off": False, "n": False}
_NUMBERS: tuple[tuple[str, Callable[[str], int | float]], ...] = (
    ("[0-9]+", int),
    ("0[0-7]+", lambda word: int(word, 8)),
    ("0o[0-7]+", lambda word: int(word, 0)),
    ("0x[0-9a-f]+", lambda word: int(word, 0)),
    ("0b[01]+", lambda word: int(word, 0)),
    (r"[0-9]+(?:\.[0-9]*)?(?:e[-+]?[0-9]+)?", float),
)
_PLAIN_NUMBER = re.compile("0|[1-9][0-9]*")
_DATE = re.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")


def typed(word: str) -> list[Value]:
    """What a word may be to other readers than text, by YAML 1.2 and by YAML 1.1, as far as JSON can say it."""
    return [*dict.fromkeys(_typed(word.lower()))] if len(word) <= _LONGEST else []


def _typed(word: str) -> Iterator[Value]:
    if word == "null":
        yield None
    if word in _FLAGS:
        yield _FLAGS[word]
    for pattern, value in _NUMBERS:
        if re.fullmatch(pattern, word) and math.isfinite(number := value(word)):
            yield int(number) if number == int(number) else number


def is_typed(word: str) -> bool:
    """Whether another reader may take a word for something else than text."""
    return (
        bool(typed(word)) or _DATE.fullmatch(word) is not None or re.fullmatch("[0-9]+e[-+]?[0-9]+", word) is not None
    )


def changes_when_read(word: str) -> bool:
    """Whether it then says something else: what is a flag, a number or a date may stay one."""
    is_meant = word in ("true", "false") or _PLAIN_NUMBER.fullmatch(word) or _DATE.fullmatch(word)
    return is_typed(word) and not is_meant
