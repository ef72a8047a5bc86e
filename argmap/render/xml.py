"""Text, numbers and ids as XML."""

from __future__ import annotations

import re
from functools import lru_cache

_HIDDEN = re.compile(r"[^\t\n\r\x20-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, and what turns the reading direction."""


def escape(text: str) -> str:
    """Text as XML: what XML cannot hold, and what would turn the reading direction, becomes a visible sign."""
    if is_plain(text):
        return text
    if not (text.isascii() and text.isprintable()):
        text = _visible(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def is_plain(text: str) -> bool:
    """Whether a text is the same in XML."""
    return text.isascii() and text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text)


def _visible(text: str) -> str:
    """Text without anything that XML cannot hold or that turns the reading direction."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


@lru_cache(maxsize=1 << 13)  # lines begin at the same places in every card
def number(value: float) -> str:
    """A number with at most one decimal."""
    text = f"{value:.1f}"
    return text if text[-2:] != ".0" else "0" if text == "-0.0" else text[:-2]


def xml_id(key: str) -> str:
    """A key as an XML id; keys hold letters, digits, hyphens and slashes only."""
    return key.replace("/", ".")
