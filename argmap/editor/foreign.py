"""Whether a YAML file is an argument file at all: an editor may hand over any."""

from __future__ import annotations

import re

from argmap.catalogue.keys import KEYS
from argmap.reading.wording import did_you_mean

_FIRST = re.compile(r"^(?:---[ \t]+)?(?P<margin>[ \t]*)(?!---)(?P<sign>[^\s#%])(?=(?P<next>.?))", re.MULTILINE)
"""The first thing that a text says, behind comments and marks, and how far in it stands."""
_KEY = r"""["']?([^\s"'#%:\[\]{},-][^"'#:\[\]{},\r\n]*?)["']?[ \t]*:(?=\s|$)"""
_KEY_IN_BRACES = re.compile(r"""[{,]\s*["']?([\w-]+)["']?\s*:""")


def is_foreign(text: str) -> bool:
    """Whether a text is a list, or has keys, none of which is one of argument files, and not all spelt much like those.

    What has no key yet may become anything, and is ours.
    """
    text = text.removeprefix("\ufeff")
    first = _FIRST.search(text)
    if first is None:
        return False
    if first["sign"] == "-" and first["next"] in ("", " "):
        return True
    ours, keys = KEYS["ArgumentFile"], _keys(text, first)
    return not any(key in ours for key in keys) and any(not did_you_mean(key, ours) for key in keys)


def _keys(text: str, first: re.Match[str]) -> list[str]:
    """The keys at the margin of a text, however broken it is."""
    if first["sign"] == "{":
        return _KEY_IN_BRACES.findall(text)
    return re.findall(f"^{first['margin']}{_KEY}", text, re.MULTILINE)
