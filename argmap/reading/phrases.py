"""Small pieces of sentences that messages are made of."""

from __future__ import annotations

from collections.abc import Sequence

_NAME = 120
_VALUE = 60

TWICE = "Rename one of them; until then the one first defined counts."


def one_of(words: Sequence[str], last: str = "or") -> str:
    """`a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def named(name: str) -> str:
    """An id or a key in backticks, cut where it is far too long for one."""
    return f"`{name}`" if len(name) <= _NAME else f"`{name[:_NAME]}…`"


def shown(value: object) -> str:
    """A value as it can stand in a sentence: on one line, in backticks, not too long; a collection by its kind."""
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = " ".join(str(value)[: 4 * _VALUE].split())
    return f"`{text if len(text) <= _VALUE else text[: _VALUE - 3] + '…'}`"


def sentence(text: str) -> str:
    """A sentence, which starts with a capital letter unless it starts with a name from the file."""
    return text[:1].upper() + text[1:]
