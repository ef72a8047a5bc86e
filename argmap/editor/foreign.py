"""Whether a YAML file is an argument file at all: an editor may hand over any."""

from __future__ import annotations

import re

from argmap.catalogue.keys import KEYS
from argmap.reading.wording import did_you_mean

_FIRST = re.compile(r"^(?:---[ \t]+)?([ \t]*)(?!---)([^\s#%])(?=(.?))", re.MULTILINE)
"""The first thing that a text says, behind comments and marks, and how far in it stands."""
_KEY = r"""["']?([^\s"'#%:\[\]{},-][^"'#:\[\]{},\r\n]*?)["']?[ \t]*:(?=\s|$)"""
_KEY_IN_BRACES = re.compile(r"""[{,]\s*["']?([\w-]+)["']?\s*:""")


def keys_of(text: str) -> list[str]:
    """The keys at the margin of a text, however broken it is."""
    first = _FIRST.search(text.removeprefix("\ufeff"))
    if first is None:
        return []
    if first[2] == "{":
        return _KEY_IN_BRACES.findall(text)
    return re.findall(f"^{first[1]}{_KEY}", text.removeprefix("\ufeff"), re.MULTILINE)


def is_foreign(text: str) -> bool:
    """Whether a text is a list, or has keys, none of which is one of argument files, and not all spelt much like those.

    What has no key yet may become anything, and is ours.
    """
    if (first := _FIRST.search(text.removeprefix("\ufeff"))) and first[2] == "-" and first[3] in ("", " "):
        return True
    ours, keys = KEYS["ArgumentFile"], keys_of(text)
    return not any(key in ours for key in keys) and any(not did_you_mean(key, ours) for key in keys)
