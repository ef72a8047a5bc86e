"""Ids as words: the rule for them, the one that is nearest to a text, and one with a space beside it."""

from __future__ import annotations

import re
import unicodedata

from argmap.model.values import ID_PATTERN

ID_RULE = "An id has small letters, digits and hyphens, and starts with a letter or digit."
_ID = re.compile(ID_PATTERN)


def slug(text: str) -> str:
    """The id that is nearest to a text; empty where nothing of it may stand in one."""
    letters = "".join(
        letter for letter in unicodedata.normalize("NFKD", text[:200]) if not unicodedata.combining(letter)
    )
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")


def as_id(given: str) -> str:
    """What to write where an id was meant, as help."""
    near = slug(given)
    return f"{ID_RULE} Write `{near}`." if near and near != given and len(near) <= 40 else ID_RULE


def without_space(given: str, *, may_go_on: bool = False) -> str:
    """The id that is given with a space beside it, in quotation marks; empty where it is something else.

    With `may_go_on`, a pinpoint may follow the id after a space.
    """
    bare = given.strip()
    name = bare.partition(" ")[0] if may_go_on else bare
    return bare if bare != given and _ID.match(name) else ""
