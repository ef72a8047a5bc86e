"""Texts packed small, to stand in the page until its script unpacks them."""

from __future__ import annotations

import base64
import zlib


def pack(text: str) -> str:
    """A text as zlib data in base64: nothing in it can end a script element, and it carries a checksum."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def unpack(packed: str) -> str:
    """The text that was packed."""
    return zlib.decompress(base64.b64decode(packed)).decode()
