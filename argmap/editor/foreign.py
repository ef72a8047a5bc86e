"""Whether a YAML file is an argument file at all: an editor may hand over any."""

from __future__ import annotations

import re

from argmap.catalogue.keys import KEYS

_KEY = re.compile(r"""^["']?([^\s"'#:\[\]{},-][^"'#:\[\]{},]*?)["']?[ \t]*:(?=\s|$)""", re.MULTILINE)
_KEY_IN_BRACES = re.compile(r"""[{,]\s*["']?([\w-]+)["']?\s*:""")


def keys_of(text: str) -> list[str]:
    """The keys at the margin of a text, however broken it is."""
    found = _KEY.findall(text)
    return found or (_KEY_IN_BRACES.findall(text) if text.lstrip().startswith("{") else [])


def is_ours(text: str) -> bool:
    """Whether a text has a key of argument files."""
    return any(key in KEYS["ArgumentFile"] for key in keys_of(text.removeprefix("\ufeff")))


def is_foreign(text: str) -> bool:
    """Whether a text has keys, and none of them one of argument files."""
    return not is_ours(text) and bool(keys_of(text.removeprefix("\ufeff")))
